"""Groups that have gone silent: their contacts about a service fell after it moved online, and rose nowhere else.

All ways of getting in touch are counted together, so that who only changed channel is not silent; what the others did
in the same months says what was to be expected; and contacts about other services are looked at before anybody is
called silent.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from cxdata.analysis.left_behind.counts import BY, MADE_UP, Counts, counts_of, falls_of, scope_of
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
    where there are no others). `since` is the month in which the service moved online.
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


@dataclass(frozen=True)
class Looked(Result):
    """The groups of one split beside one another, after one service moved online: each held against all the others."""

    by: str
    service: str
    since: date
    falls: tuple[Fall, ...]


@dataclass(frozen=True)
class Silence:
    """The groups gone silent, those with most missing first; all that were looked at, and who only moved elsewhere."""

    silent: tuple[Silent, ...]
    looked: tuple[Looked, ...]
    moved: tuple[str, ...]

    @property
    def judged(self) -> int:
        """Of how many groups there were enough contacts to say."""
        return sum(not np.isnan(fall.p) for looked in self.looked for fall in looked.falls)


def find_silent(store: Store, scope: Scope, council: Council, shifts: Sequence[Shift]) -> Silence:
    """Every kind of customer and every ward, after each of the shifts."""
    questions = [("contacts", (by, *BY), scope_of(scope, shift, by)) for shift in shifts for by in SPLITS]
    ask_together(store, questions, council=council)
    looked = _held_together(
        [
            Looked(
                by,
                shift.service,
                shift.month,
                falls_of(_counts(store, scope_of(scope, shift, by), council, by), shift),
            )
            for shift in shifts
            for by in SPLITS
        ]
    )
    found, moved = [], []
    for shift, one in zip((shift for shift in shifts for _ in SPLITS), looked, strict=True):
        for fall in (fall for fall in one.falls if fall.is_silent(RATE)):
            silent = _silent(store, scope, council, shift, one.by, fall)
            if silent is None:
                moved.append(say_level(find_dimension(one.by), fall.group))
            else:
                found.append(silent)
    told = {(silent.by, silent.level) for silent in found if silent.service != ALL}
    apart = [silent for silent in found if silent.service != ALL or (silent.by, silent.level) not in told]
    ranked = tuple(sorted(apart, key=lambda silent: -silent.missing))
    return Silence(ranked, looked, tuple(dict.fromkeys(moved)))


def _held_together(looked: Sequence[Looked]) -> tuple[Looked, ...]:
    """The same with each q over every group of every service and split, which is how often we looked."""
    chances = iter(benjamini_hochberg([fall.p for one in looked for fall in one.falls]))
    return tuple(
        replace(one, falls=tuple(replace(fall, q=float(next(chances))) for fall in one.falls)) for one in looked
    )


def _counts(store: Store, scope: Scope, council: Council, by: str) -> Counts:
    return counts_of(query(store, "contacts", (by, *BY), scope, council=council), by)


def _silent(store: Store, scope: Scope, council: Council, shift: Shift, by: str, fall: Fall) -> Silent | None:
    """The group gone silent; None where what is missing came about other services instead."""
    other = _elsewhere(store, scope, council, shift, by, fall.group)
    missing = fall.expected - fall.after
    if other is not None and other.lower > 1 and other.after - other.expected >= MADE_UP * missing:
        return None
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
    )


def _elsewhere(store: Store, scope: Scope, council: Council, shift: Shift, by: str, level: str) -> Fall | None:
    """The group's contacts about every other service, held against the rest's; None where there are none."""
    if shift.service == ALL or scope.chosen("service"):
        return None
    everything, own = (
        _counts(store, scope_of(scope, shift, by, everything=everything), council, by) for everything in (True, False)
    )
    others, levels = everything.without(own), [level for level in everything.levels if level != NOT_RECORDED]
    judged = falls(levels, *(others.of(levels, months) for months in (shift.before, shift.after)))
    return next((fall for fall in judged if fall.group == level and not np.isnan(fall.p)), None)
