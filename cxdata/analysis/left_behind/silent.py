"""Groups that have gone silent: their contacts about a service fell after it moved online, and rose nowhere else.

All ways of getting in touch are counted together, so that who only changed channel is not silent; what the others did
in the same months says what was to be expected; and contacts about other services are looked at before anybody is
called silent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from cxdata.analysis.left_behind.counts import BY, MADE_UP, Counts, counts_of, falls_of, scope_of
from cxdata.analysis.left_behind.instead import Instead, explain, ratio_of_people
from cxdata.analysis.left_behind.shifts import ALL, YEAR, Shift
from cxdata.analysis.result import Result
from cxdata.contract import NOT_RECORDED
from cxdata.council import Council
from cxdata.measures import find_dimension
from cxdata.measures.query import query
from cxdata.measures.together import ask_together
from cxdata.measures.words import say_level
from cxdata.scope import Scope
from cxdata.stats.basics.false_discovery import benjamini_hochberg
from cxdata.stats.silence import Fall, falls
from cxdata.store import Store

SPLITS = ("customer_type", "ward")
RATE = 0.05
"""The false-discovery rate over every group of every service that is looked at."""


@dataclass(frozen=True)
class Silent(Result):
    """A group whose contacts about `service` (`ALL`: about anything) fell while the others' did not.

    `before`, `after` and `expected` are contacts in the months counted on either side, by any channel; `missing` is how
    many fewer came in a year. `elsewhere` is the ratio of its other contacts to what was to be expected of them (nan
    where there are no others), `people` that of people after to those before (nan where no reference tells
    them apart). `since` is the month in which the service moved online.
    """

    by: str
    level: str
    name: str
    service: str
    since: date
    months: int
    before: float
    after: float
    expected: float
    ratio: float
    lower: float
    upper: float
    q: float
    missing: float
    elsewhere: float
    people: float


@dataclass(frozen=True)
class Looked(Result):
    """The groups of one split beside one another, after one service moved online: each held against the others.

    `instead` says of those who fell alone and are not silent what their fall is instead.
    """

    by: str
    service: str
    since: date
    falls: tuple[Fall, ...]
    instead: Mapping[str, str] = field(default_factory=dict)

    def is_silent(self, fall: Fall) -> bool:
        """Whether one of these groups has gone silent: it fell alone, and nothing else is known of the fall."""
        return fall.is_silent(RATE) and fall.group not in self.instead


@dataclass(frozen=True)
class Silence:
    """The groups gone silent, those with most missing first; all that were looked at, and whose fall is no silence."""

    silent: tuple[Silent, ...]
    looked: tuple[Looked, ...]
    instead: tuple[Instead, ...]

    @property
    def judged(self) -> int:
        """Of how many groups there were enough contacts to say."""
        return sum(not np.isnan(fall.p) for looked in self.looked for fall in looked.falls)


def find_silent(store: Store, scope: Scope, council: Council, shifts: Sequence[Shift]) -> Silence:
    """Every kind of customer and every ward, after each of the shifts."""
    questions = [("contacts", (by, *BY), scope_of(scope, shift, by)) for shift in shifts for by in SPLITS]
    ask_together(store, questions, council=council)
    counted = _Counted(store, scope, council)
    looked = _held_together(
        [
            Looked(
                by,
                shift.service,
                shift.month,
                falls_of(counted.of(shift, by), shift),
            )
            for shift in shifts
            for by in SPLITS
        ]
    )
    found, instead = list[Silent](), list[Instead]()
    for shift, one in zip((shift for shift in shifts for _ in SPLITS), looked, strict=True):
        for fall in (fall for fall in one.falls if fall.is_silent(RATE)):
            judged = _judge(counted, shift, one.by, fall)
            if isinstance(judged, Silent):
                found.append(judged)
            else:
                instead.append(judged)
    found, instead = _as_in_services(found, instead, looked)
    told = {(silent.by, silent.level) for silent in found if silent.service != ALL}
    apart = [silent for silent in found if silent.service != ALL or (silent.by, silent.level) not in told]
    ranked = tuple(sorted(apart, key=lambda silent: -silent.missing))
    return Silence(ranked, tuple(_with_reasons(one, instead) for one in looked), tuple(instead))


def _as_in_services(
    found: Sequence[Silent], instead: Sequence[Instead], looked: Sequence[Looked]
) -> tuple[list[Silent], list[Instead]]:
    """Who fell over all services because of one, about which the fall is no silence, is not silent over all either."""
    missing = {(one.by, one.service, fall.group): fall.expected - fall.after for one in looked for fall in one.falls}
    reasons = {
        (silent.by, silent.level): replace(one, service=ALL)
        for silent in found
        for one in instead
        if silent.service == ALL and (one.by, one.level) == (silent.by, silent.level)
        if missing[one.by, one.service, one.level] >= MADE_UP * missing[silent.by, ALL, silent.level]
    }
    kept = [silent for silent in found if silent.service != ALL or (silent.by, silent.level) not in reasons]
    return kept, [*instead, *reasons.values()]


def _with_reasons(looked: Looked, instead: Sequence[Instead]) -> Looked:
    """The same with why those who fell alone are not called silent."""
    here = {one.level: one.why for one in instead if (one.by, one.service) == (looked.by, looked.service)}
    return replace(looked, instead=here)


def _held_together(looked: Sequence[Looked]) -> tuple[Looked, ...]:
    """The same with each q over every group of every service and split, which is how often we looked."""
    chances = iter(benjamini_hochberg([fall.p for one in looked for fall in one.falls]))
    return tuple(
        replace(one, falls=tuple(replace(fall, q=float(next(chances))) for fall in one.falls)) for one in looked
    )


@dataclass(frozen=True)
class _Counted:
    """The contacts of each split after each shift, asked once."""

    store: Store
    scope: Scope
    council: Council
    known: dict[tuple[str, Scope], Counts] = field(default_factory=dict)

    def of(self, shift: Shift, by: str, *, everything: bool = False) -> Counts:
        """The contacts about the service that moved, or about everything."""
        key = by, scope_of(self.scope, shift, by, everything=everything)
        if key not in self.known:
            self.known[key] = counts_of(query(self.store, "contacts", (by, *BY), key[1], council=self.council), by)
        return self.known[key]


def _judge(counted: _Counted, shift: Shift, by: str, fall: Fall) -> Silent | Instead:
    """The group gone silent, or what its fall is instead."""
    counts, other = counted.of(shift, by), _elsewhere(counted, shift, by, fall.group)
    people = ratio_of_people(counted.store, counted.scope, counted.council, shift, by, fall.group)
    if instead := explain(counts, shift, by, fall, other, people):
        return instead
    missing = fall.expected - fall.after
    return Silent(
        by=by,
        level=fall.group,
        name=say_level(find_dimension(by), fall.group),
        service=shift.service,
        since=shift.month,
        months=len(shift.after),
        before=fall.before,
        after=fall.after,
        expected=fall.expected,
        ratio=fall.ratio,
        lower=fall.lower,
        upper=fall.upper,
        q=fall.q,
        missing=missing * YEAR / len(shift.after),
        elsewhere=float("nan") if other is None else other.ratio,
        people=people,
    )


def _elsewhere(counted: _Counted, shift: Shift, by: str, level: str) -> Fall | None:
    """The group's contacts about every other service, held against the others'; None where there are none."""
    if shift.service == ALL or counted.scope.chosen("service"):
        return None
    everything = counted.of(shift, by, everything=True)
    others = everything.without(counted.of(shift, by))
    levels = [name for name in everything.levels if name != NOT_RECORDED]
    judged = falls(levels, *(others.of(levels, months) for months in (shift.before, shift.after)))
    return next((fall for fall in judged if fall.group == level and not np.isnan(fall.p)), None)
