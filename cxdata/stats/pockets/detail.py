"""What to say of a pocket once found: its worst part, the rest of the wider groups, its other names."""

from dataclasses import dataclass

import numpy as np

from cxdata.stats.basics.proportions import newcombe
from cxdata.stats.pockets.assessment.crude import assess
from cxdata.stats.pockets.assessment.evidence import likelihood_ratio
from cxdata.stats.pockets.cells import Cells, Conditions
from cxdata.stats.pockets.merge import Listed
from cxdata.stats.pockets.results import Alias, Part, Pocket, Remainder, Tested
from cxdata.stats.pockets.rules import Rules
from cxdata.stats.pockets.segments import Segments
from cxdata.stats.pockets.shrinkage import anova_strength, shrunk_rate

SAME_PEOPLE = 0.9


@dataclass(frozen=True)
class _Scene:
    """What every description below needs; the same for every pocket of a search."""

    segments: Segments
    apart: frozenset[tuple[int, int]]
    rules: Rules

    @property
    def cells(self) -> Cells:
        """The cells that the segments are made of."""
        return self.segments.cells

    @property
    def everyone(self) -> tuple[int, int]:
        """All answers, and how many of them are dissatisfied."""
        return int(self.cells.responses.sum()), int(self.cells.dissatisfied.sum())


def describe(
    listed: tuple[Listed, ...], segments: Segments, *, apart: frozenset[tuple[int, int]], rules: Rules
) -> tuple[Pocket, ...]:
    """The pockets with all that is said of them, the largest excess first. Counts are of all who answered."""
    scene = _Scene(segments, apart, rules)
    pockets = [_pocket(one, scene) for one in listed]
    return tuple(sorted(pockets, key=lambda pocket: (-pocket.excess, sorted(map(repr, pocket.conditions.items())))))


def _pocket(one: Listed, scene: _Scene) -> Pocket:
    conditions = one.conditions
    n, d = _count(scene.cells, one.rows)
    all_n, all_d = scene.everyone
    gap = newcombe(d, n, all_d - d, all_n - n)
    parents = conditions if len(conditions) > 1 else {}
    remainders = tuple(_remainder(conditions, without, scene) for without in parents)
    return Pocket(
        conditions=conditions,
        responses=n,
        dissatisfied=d,
        rate=d / n,
        shrunk_rate=_shrunk(scene, one.segments[0], d, n),
        rest_rate=(all_d - d) / (all_n - n),
        excess=n * float(gap.value),
        excess_lower=n * float(gap.lower),
        excess_upper=n * float(gap.upper),
        p_value=one.p_value,
        adjusted_p=one.adjusted,
        found=one.place,
        already_listed=n - one.responses,
        design_effect=one.design_effect,
        tested=Tested(one.responses, one.dissatisfied, one.all_responses, one.all_dissatisfied, one.groups),
        worst_part=_worst_part(conditions, one.rows, scene),
        remainders=remainders,
        rest_is_fine=tuple(remainder for remainder in remainders if remainder.verdict == "fine"),
        also_described_as=_aliases(one, n, scene),
    )


def _count(cells: Cells, rows: np.ndarray) -> tuple[int, int]:
    return int(cells.responses[rows].sum()), int(cells.dissatisfied[rows].sum())


def _shrunk(scene: _Scene, segment: int, d: int, n: int) -> float:
    """The pocket's rate mixed with the overall one, as far as the groups of its own grouping call for it."""
    dimensions = scene.segments.groupings[int(scene.segments.grouping[segment])]
    cells = scene.cells
    strength = anova_strength(cells.table(dimensions, cells.dissatisfied), cells.table(dimensions, cells.responses))
    all_n, all_d = scene.everyone
    return shrunk_rate(d, n, overall=all_d / all_n, strength=strength)


def _worst_part(conditions: Conditions, rows: np.ndarray, scene: _Scene) -> Part | None:
    """The group one condition deeper with most evidence against it among the pocket's own people."""
    cells = scene.cells
    used = [cells.dimensions.index(dimension) for dimension in conditions]
    inside = _count(cells, rows)
    free = [
        dimension
        for dimension in range(len(cells.dimensions))
        if dimension not in used and not any(tuple(sorted((dimension, by))) in scene.apart for by in used)
    ]
    names = [(cells.dimensions[dimension], level) for dimension in free for level in cells.levels[dimension]]
    if not names:
        return None
    n = np.concatenate([cells.table((dimension,), cells.responses, rows) for dimension in free])
    d = np.concatenate([cells.table((dimension,), cells.dissatisfied, rows) for dimension in free])
    tested = assess(n, d, inside, scene.rules)
    survivors = np.flatnonzero(tested.survives)
    if not len(survivors):
        return None
    score = likelihood_ratio(n[survivors], d[survivors], inside).round(9)
    best = survivors[min(range(len(survivors)), key=lambda i: (-score[i], -n[survivors[i]], names[survivors[i]]))]
    dimension, level = names[best]
    return Part(
        conditions={**conditions, dimension: level},
        responses=int(n[best]),
        dissatisfied=int(d[best]),
        rate=float(d[best] / n[best]),
        rest_responses=inside[0] - int(n[best]),
        rest_dissatisfied=inside[1] - int(d[best]),
        p_value=float(tested.p_values[best]),
    )


def _remainder(conditions: Conditions, without: str, scene: _Scene) -> Remainder:
    """The pocket's wider group, one condition fewer, less the pocket: is the rest of it fine?"""
    wider = {dimension: value for dimension, value in conditions.items() if dimension != without}
    parent_n, parent_d = _count(scene.cells, scene.cells.rows_where(wider))
    pocket_n, pocket_d = _count(scene.cells, scene.cells.rows_where(conditions))
    all_n, all_d = scene.everyone
    n, d = parent_n - pocket_n, parent_d - pocket_d
    others_n, others_d = all_n - parent_n, all_d - parent_d
    gap = newcombe(d, n, others_d, others_n)
    known = n > 0 and others_n > 0
    return Remainder(
        conditions=wider,
        responses=n,
        dissatisfied=d,
        rate=d / n if n else 0.0,
        others_responses=others_n,
        others_dissatisfied=others_d,
        difference=float(gap.value) if known else None,
        lower=float(gap.lower) if known else None,
        upper=float(gap.upper) if known else None,
        verdict=_verdict(min(n, others_n), float(gap.lower), float(gap.upper), scene.rules),
    )


def _verdict(base: int, lower: float, upper: float, rules: Rules) -> str:
    if base < rules.min_base:
        return "too few to say"
    if upper < rules.min_gap:
        return "fine"
    return "also worse" if lower > 0 else "too few to say"


def _aliases(one: Listed, n: int, scene: _Scene) -> tuple[Alias, ...]:
    """The other groups that hold nearly the same people; the shortest descriptions first."""
    shared = scene.segments.count(scene.cells.responses, one.rows)
    jaccard = shared / (n + scene.segments.responses - shared)
    aliases = [
        Alias(scene.segments.conditions(other), int(scene.segments.responses[other]), float(jaccard[other]))
        for other in map(int, np.flatnonzero(jaccard >= SAME_PEOPLE))
        if other not in one.segments
    ]

    def order(alias: Alias) -> tuple[int, float, list[str]]:
        return len(alias.conditions), -alias.jaccard, sorted(map(repr, alias.conditions.items()))

    return tuple(sorted(aliases, key=order))
