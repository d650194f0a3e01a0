"""Levels that were found one by one and are equally bad become one group: "tenants or leaseholders"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from cxdata.stats.pockets.cells import Cells, Conditions, values_of
from cxdata.stats.pockets.search import Found
from cxdata.stats.pockets.segments import Segments

DIFFER = 0.05
MOST_VALUES = 4


@dataclass(frozen=True)
class Listed:
    """A group of the list: what describes it, its cells, and its test as it stood when its first part was found.

    `place` is the place of that part in the order found; `segments` are the groups it is made of. `adjusted` and
    `design_effect` are the largest of its parts', each of which was found by itself.
    """

    conditions: Conditions
    rows: np.ndarray
    place: int
    segments: tuple[int, ...]
    responses: int
    dissatisfied: int
    all_responses: int
    all_dissatisfied: int
    groups: int
    p_value: float
    adjusted: float
    design_effect: float


def merge(found: Sequence[Found], segments: Segments) -> tuple[Listed, ...]:
    """The list with like levels put together; figures of a merged group are those of all its people.

    Two groups join where the same dimensions describe them, they differ in one of them only, and their rates do not
    differ (two-sided Fisher p of .05 or more); again and again, up to four values of that dimension.
    """
    listed = [_alone(one, place, segments) for place, one in enumerate(found, start=1)]
    while (pair := _pair(listed, segments.cells)) is not None:
        first, second = pair
        joined = _join(listed[first], listed[second], found, segments.cells)
        listed = [one for place, one in enumerate(listed) if place not in pair]
        listed.insert(first, joined)
    return tuple(listed)


def _alone(one: Found, place: int, segments: Segments) -> Listed:
    return Listed(
        conditions=segments.conditions(one.segment),
        rows=one.rows,
        place=place,
        segments=(one.segment,),
        responses=one.responses,
        dissatisfied=one.dissatisfied,
        all_responses=one.all_responses,
        all_dissatisfied=one.all_dissatisfied,
        groups=one.groups,
        p_value=one.p_value,
        adjusted=one.adjusted,
        design_effect=one.design_effect,
    )


def _pair(listed: Sequence[Listed], cells: Cells) -> tuple[int, int] | None:
    """The first two that may join, the strongest evidence first."""
    for second in range(len(listed)):
        for first in range(second):
            dimension = _differs_in(listed[first].conditions, listed[second].conditions)
            if dimension is not None and _alike(listed[first], listed[second], cells):
                return first, second
    return None


def _differs_in(one: Conditions, other: Conditions) -> str | None:
    """The one dimension in which two descriptions of the same dimensions differ; None where there is not just one."""
    if set(one) != set(other):
        return None
    different = [name for name in one if set(values_of(one[name])) != set(values_of(other[name]))]
    if len(different) != 1:
        return None
    values = [*values_of(one[different[0]]), *values_of(other[different[0]])]
    apart = len(set(values)) == len(values) <= MOST_VALUES
    return different[0] if apart else None


def _alike(one: Listed, other: Listed, cells: Cells) -> bool:
    from scipy.stats import fisher_exact

    table = []
    for rows in (one.rows, other.rows):
        n, d = int(cells.responses[rows].sum()), int(cells.dissatisfied[rows].sum())
        table.append([d, n - d])
    return bool(fisher_exact(table).pvalue >= DIFFER)


def _join(one: Listed, other: Listed, found: Sequence[Found], cells: Cells) -> Listed:
    """Both as one, tested as things stood when the first of them was found."""
    from scipy.stats import hypergeom

    first = one if one.place < other.place else other
    rows = np.union1d(one.rows, other.rows)
    aside = [earlier.rows for earlier in found[: first.place - 1]]
    left = np.setdiff1d(rows, np.concatenate(aside)) if aside else rows
    n, d = int(cells.responses[left].sum()), int(cells.dissatisfied[left].sum())
    conditions = {
        name: value if value == other.conditions[name] else _either(value, other.conditions[name])
        for name, value in one.conditions.items()
    }
    return replace(
        first,
        conditions=conditions,
        rows=rows,
        segments=(*one.segments, *other.segments),
        responses=n,
        dissatisfied=d,
        p_value=float(hypergeom.sf(d - 1, first.all_responses, first.all_dissatisfied, n)),
        adjusted=max(one.adjusted, other.adjusted),
        design_effect=max(one.design_effect, other.design_effect),
    )


def _either(one: str | tuple[str, ...], other: str | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({*values_of(one), *values_of(other)}))
