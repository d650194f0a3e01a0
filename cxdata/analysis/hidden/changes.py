"""What drove a change since the period before: groups by several facts at once, whose parts add up to the change."""

from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import Any

from cxdata.analysis.hidden.batches import batches_of
from cxdata.analysis.hidden.cells import share_cells
from cxdata.analysis.hidden.counted import take_rows
from cxdata.analysis.hidden.people import people
from cxdata.analysis.hidden.shares import Share, find_share
from cxdata.analysis.like_for_like.periods import periods_of
from cxdata.analysis.result import HIDDEN, Result, as_plain_values, capitalise, in_100, say_list
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.measures.words import say_unloaded
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.stats.basics.proportions import newcombe
from cxdata.stats.pockets.cells import encode
from cxdata.stats.pockets.change import REST, Changed, Changes, find_changes
from cxdata.store import Store

_FRACTIONS = ((0.25, "a quarter"), (1 / 3, "a third"), (0.5, "half"), (2 / 3, "two thirds"), (0.75, "three quarters"))
_CLOSE = 0.04
_NEARLY = 0.95
_POINT = 0.0005


@dataclass(frozen=True)
class GroupPart:
    """One group's part in the change of the share, 0 to 1; `excess` is how many more than at the rest's change."""

    people: str
    sentence: str
    before: tuple[int, int]
    now: tuple[int, int]
    excess: float
    verdict: str
    part: float


@dataclass(frozen=True)
class Drivers(Result):
    """The change of a share between two periods, and the groups that drove it.

    before + the parts of the groups + `rest` = after. `parts` are the groups that got worse by more than the rest or
    were not there before, then those that are bad as before (with a part of 0: they are with the rest).
    """

    measure: str
    before_period: str
    after_period: str
    sentence: str
    before: float
    after: float
    change: float
    rest: float
    parts: tuple[GroupPart, ...]
    notes: tuple[str, ...]
    changes: Changes = field(metadata=HIDDEN)

    def as_dict(self) -> dict[str, Any]:
        """The figures with the conditions of each group beside its words."""
        conditions = [as_plain_values(dict(group.conditions)) for group in self.changes.groups]
        return {**super().as_dict(), "conditions": conditions}


def drivers(
    store: Store, scope: Scope, council: Council, *, measure: str = "dissatisfied", earlier: Period | None = None
) -> Drivers:
    """Which groups drove the change of a share since the period before (the scope's comparison, or `earlier`).

    Raises CxError when the measure is no share that can be searched, or when a period has nothing to compare.
    """
    share = find_share(measure)
    if share.of.table not in store.spans:
        raise CxError(say_unloaded(share.of))
    after, before, notes = periods_of(store, share.of, scope, earlier, (), council)
    then_scope, now_scope = (replace(scope, period=period) for period in (before, after))
    then, now = (share_cells(store, share, span, council, drop=False) for span in (then_scope, now_scope))
    for cells, period in ((then, before), (now, after)):
        if not len(cells.frame):
            raise CxError(f"'{share.of.title}' has no figure in {period}, so there is no change to explain.")
    names = [name for name in share.dimensions if len({*then.frame[name], *now.frame[name]}) > 1]
    if not names:
        raise CxError("By every fact that is known all are alike, so no group can have driven the change.")
    folded = encode(now.frame, names).folded
    batches = batches_of(cache(partial(take_rows, store, share, now_scope, council, names)), share, folded)
    changes = find_changes(then.frame, now.frame, names, alike=share.is_survey, batches=batches)
    return _drivers_of(share, changes, (str(before), str(after)), (*notes, *now.notes))


def _drivers_of(share: Share, changes: Changes, periods: tuple[str, str], notes: tuple[str, ...]) -> Drivers:
    terms = {term.group: term.mix + term.within for term in changes.split.terms}
    parts = tuple(
        GroupPart(
            people=capitalise(people(group.conditions, share.things)),
            sentence=_say_part(group, share, terms.get(str(number), 0.0)),
            before=group.before,
            now=group.now,
            excess=group.excess,
            verdict=group.verdict,
            part=terms.get(str(number), 0.0),
        )
        for number, group in enumerate(changes.groups)
    )
    return Drivers(
        measure=share.measure,
        before_period=periods[0],
        after_period=periods[1],
        sentence=_say(share, changes, parts, periods),
        before=changes.split.before,
        after=changes.split.after,
        change=changes.split.change,
        rest=terms.get(REST, 0.0),
        parts=parts,
        notes=(*notes, "Parts add up to the change as counted; who answers may have changed too: see Like for like.")
        if share.is_survey
        else notes,
        changes=changes,
    )


def _say(share: Share, changes: Changes, parts: tuple[GroupPart, ...], periods: tuple[str, str]) -> str:
    change = changes.split.change
    (d0, n0), (d1, n1) = changes.before, changes.now
    sure = newcombe(d1, n1, d0, n0)
    chance = "" if sure.lower > 0 or sure.upper < 0 else ", no more than chance may give"
    way = "rose" if change > 0 else "fell"
    whom = f"Of those {share.counted}, " if share.is_survey else f"Of {share.counted}, "
    sentence = (
        f"{whom}{changes.split.before:.1%} {share.bad} in {periods[0]}, {changes.split.after:.1%} in "
        f"{periods[1]}. The share {way} by {100 * abs(change):.1f} percentage points{chance}"
    )
    if abs(change) < _POINT:
        sentence = f"{whom}{changes.split.after:.1%} {share.bad} in {periods[1]}, as in {periods[0]}"
    driving = [
        (people(group.conditions, share.things), part.part)
        for group, part in zip(changes.groups, parts, strict=True)
        if group.verdict != "as before" and part.part > 0
    ]
    if not driving:
        return f"{sentence}; no group got worse by clearly more than the rest."
    if change < _POINT:
        return f"{sentence}, although it got worse for {say_list([name for name, _ in driving])}."
    shares = [f"{fraction(part / change)} of the rise is {name}" for name, part in driving]
    return f"{sentence}: {say_list(shares)}."


def fraction(share: float) -> str:
    """A part of a whole in words: 'three quarters', 'nearly all', 'about 40 in 100'."""
    if share > 1 + _CLOSE:
        return "more than all"
    if share >= _NEARLY:
        return "nearly all"
    near = [word for value, word in _FRACTIONS if abs(share - value) <= _CLOSE]
    return near[0] if near else f"about {in_100(share)}"


def _say_part(group: Changed, share: Share, part: float) -> str:
    (d0, n0), (d1, n1) = group.before, group.now
    who = capitalise(people(group.conditions, share.things))
    now = f"{d1:,} of {n1:,} {share.counted} {share.bad} ({d1 / max(n1, 1):.1%})"
    if group.verdict == "not there before":
        return f"{who}: {now}; too few before to compare ({n0:,}). {_points(part)}"
    then = f"{d0:,} of {n0:,} ({d0 / n0:.1%}) before"
    if group.verdict == "as before":
        return f"{who}: {now}, {then}: worse than the rest; not by clearly more than before."
    rest0, rest1 = (d / n for d, n in (group.rest_before, group.rest_now))
    return (
        f"{who}: {now}, {then}; everybody else {rest0:.1%} before and {rest1:.1%} now. That is about "
        f"{group.excess:,.0f} more {share.unit} than had they changed as the rest. {_points(part)}"
    )


def _points(part: float) -> str:
    return f"Its part in the change: {'+' if part >= 0 else '−'}{100 * abs(part):.2f} percentage points."
