"""Refuse to publish together what gives a hidden figure away by subtraction.

Each published answer is safe alone and beside its own totals; two months and the two of them as one period may not be.
Whoever puts several answers into one file (a paper, a workbook, a set of slides) asks here first.
"""

from collections.abc import Sequence
from itertools import permutations

import numpy as np

from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.export.publish import ALSO_HIDDEN, VERSION, kind_of
from cxdata.measures.query import Answer
from cxdata.scope import Scope
from cxdata.stats.disclosure.differencing import check_nested
from cxdata.stats.disclosure.rules import Reach


def refuse_if_told(answers: Sequence[Answer], council: Council) -> None:
    """Raise CxError, naming the tables, where published answers tell a hidden count together.

    Held against each other are answers of one measure and one split whose selections lie inside one another, with the
    rest of the larger one where that is among them as well. ValueError for an answer that is not published.
    """
    if not all(answer.published for answer in answers):
        raise ValueError(f"only answers that are published go out together ({VERSION})")
    for outer, inner in permutations(answers, 2):
        alike = outer.measure == inner.measure and outer.by == inner.by and outer.version == inner.version
        if not alike or not _inside(inner.scope, outer.scope):
            continue
        same = [other for other in answers if other.measure == outer.measure and other.by == outer.by]
        others = [other for other in same if _make_up(inner.scope, other.scope, outer.scope)]
        _check(outer, inner, others[0] if others else None, council)


def reach_of(answer: Answer, column: str, council: Council) -> Reach:
    """What a reader of a published answer can say of each count in `column` (numerator or denominator)."""
    rules, groups = council.disclosure, [dimension.id for dimension in answer.by]
    rows = answer.frame[groups].itertuples(index=False, name=None) if groups else [()] * len(answer.frame)
    explained = kind_of(answer.measure) in ("count", "rate") and ALSO_HIDDEN not in answer.notes
    bounds = []
    for hidden, figure in zip(answer.frame["suppressed"], answer.frame[column], strict=True):
        if not np.isnan(figure):
            bounds.append(rules.bucket(float(figure)))
        else:
            bounds.append((1.0, rules.hide_below - 1.0) if hidden and explained else (0.0, np.inf))
    low, high = np.array(bounds, dtype=float).reshape(-1, 2).T
    return Reach(tuple(tuple(map(str, row)) for row in rows), low, high, ())


def _check(outer: Answer, inner: Answer, others: Answer | None, council: Council) -> None:
    columns = ("numerator",) if kind_of(outer.measure) in ("count", "rate") else ("numerator", "denominator")
    for column in columns:
        reaches = [reach_of(answer, column, council) for answer in (outer, inner)]
        rest = reach_of(others, column, council) if others is not None else None
        try:
            check_nested(*reaches, others=rest, rules=council.disclosure)
        except CxError as refusal:
            also = f"; {others.sentence}" if others is not None else ""
            raise CxError(f"{outer.measure.title} ({outer.sentence}; {inner.sentence}{also}): {refusal}") from None


def _inside(inner: Scope, outer: Scope) -> bool:
    """Whether all that `inner` selects is selected by `outer` as well, and less of it."""
    if inner == outer or inner.include_staff != outer.include_staff:
        return False
    if outer.period is not None and (
        inner.period is None or inner.period.start < outer.period.start or inner.period.end > outer.period.end
    ):
        return False
    return all(inner.chosen(name) and set(inner.chosen(name)) <= set(outer.chosen(name)) for name, _ in outer.choices)


def _make_up(one: Scope, other: Scope, whole: Scope) -> bool:
    """Whether two selections that share nobody make up the whole: periods that meet, or the other values chosen."""
    if one.include_staff != other.include_staff or one == other:
        return False
    periods = [scope.period for scope in (one, other, whole)]
    if one.choices == other.choices == whole.choices and all(period is not None for period in periods):
        first, second, both = (period for period in periods if period is not None)
        first, second = sorted((first, second), key=lambda period: period.start)
        return (first.start, first.end, second.end) == (both.start, second.start, both.end)
    if len(set(periods)) > 1:
        return False
    names = {name for scope in (one, other, whole) for name, _ in scope.choices}
    differing = [
        name for name in names if not set(one.chosen(name)) == set(other.chosen(name)) == set(whole.chosen(name))
    ]
    if len(differing) != 1:
        return False
    mine, theirs, all_of = (set(scope.chosen(differing[0])) for scope in (one, other, whole))
    return not mine & theirs and mine | theirs == all_of
