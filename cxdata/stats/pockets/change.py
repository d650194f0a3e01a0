"""What drove a change between two periods: the groups that got worse by more than everybody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from cxdata.stats.basics.false_discovery import benjamini_hochberg
from cxdata.stats.decomposition import Decomposition, kitagawa
from cxdata.stats.pockets.assessment.clusters import CountBatches
from cxdata.stats.pockets.cells import Cells, Conditions, determined_pairs, encode
from cxdata.stats.pockets.merge import merge
from cxdata.stats.pockets.rules import MIN_DISSATISFIED, Rules
from cxdata.stats.pockets.search import search
from cxdata.stats.pockets.segments import Segments, list_segments

if TYPE_CHECKING:
    import pandas as pd

CHANGED = 0.01
EXCESS_Q = 0.05
FEWEST_BEFORE = 20
REST = "everybody else"
_PERIOD = "_period"
_BEFORE, _NOW = "0", "1"


@dataclass(frozen=True)
class Changed:
    """A group whose rate changed otherwise than everybody else's. Rates are 0 to 1, counts are as counted.

    `verdict` is "got worse by more than the rest", "as before" (bad now, and no worse than it was) or "not there
    before" (too few then to compare). `theta` is by how much more the log-odds rose than the rest's, with its standard
    error; None with too few. `excess` is how many more are dissatisfied now than had the rate changed as the rest's.
    """

    conditions: Conditions
    before: tuple[int, int]
    now: tuple[int, int]
    rest_before: tuple[int, int]
    rest_now: tuple[int, int]
    theta: float | None
    error: float | None
    p_value: float | None
    excess: float
    verdict: str


@dataclass(frozen=True)
class Changes:
    """The groups that drove a change, and the whole change split over them: the parts add up to it exactly.

    `groups` are all groups looked at; `split` has a term for each that got worse or was not there before (by place in
    `groups`, as text; people in several belong to the first) and one for everybody else.
    """

    groups: tuple[Changed, ...]
    before: tuple[int, int]
    now: tuple[int, int]
    split: Decomposition

    @property
    def drivers(self) -> tuple[Changed, ...]:
        """The groups that got worse by more than the rest."""
        return tuple(one for one in self.groups if one.verdict == "got worse by more than the rest")


@dataclass(frozen=True)
class _Both:
    """Two periods in the same cells: counts (responses, dissatisfied) then and now, one entry a cell."""

    cells: Cells
    then: tuple[np.ndarray, np.ndarray]
    now: tuple[np.ndarray, np.ndarray]


def excess_change(
    before: tuple[np.ndarray, np.ndarray],
    now: tuple[np.ndarray, np.ndarray],
    rest_before: tuple[np.ndarray, np.ndarray],
    rest_now: tuple[np.ndarray, np.ndarray],
) -> tuple[np.ndarray, np.ndarray]:
    """By how much more the log-odds of groups rose than the rest's, and the standard error; pairs of (d, n).

    Half an answer is added on either side, so that no group without dissatisfied is without a log-odds.
    """

    def log_odds(counts: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
        d, n = counts
        return np.log((d + 0.5) / (n - d + 0.5))

    def doubt(counts: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
        d, n = counts
        return 1 / (d + 0.5) + 1 / (n - d + 0.5)

    theta = (log_odds(now) - log_odds(before)) - (log_odds(rest_now) - log_odds(rest_before))
    return theta, np.sqrt(doubt(now) + doubt(before) + doubt(rest_now) + doubt(rest_before))


def find_changes(
    before: pd.DataFrame,
    now: pd.DataFrame,
    dimensions: Sequence[str],
    *,
    rules: Rules | None = None,
    alike: bool = True,
    batches: CountBatches | None = None,
) -> Changes:
    """Which groups drove the change between two periods, each a table of cells as `find_pockets` takes it.

    Two searches, their lists put together: the groups that are worse than the rest now and became so by more than the
    rest (one-sided p of .01 or less), and the groups whose rise alone stands out among all groups (Benjamini and
    Hochberg at 5 %), though they may not be worse than the rest yet. At most nine dimensions. Raises ValueError as
    `find_pockets` does, and when a period has nobody.
    """
    rules = rules or Rules()
    both = _together(before, now, dimensions)
    whole = tuple((int(side[1].sum()), int(side[0].sum())) for side in (both.then, both.now))
    if not whole[0][1] or not whole[1][1]:
        raise ValueError("A change needs two periods in which somebody answered.")
    segments = list_segments(both.cells, min_base=rules.min_base, apart=determined_pairs(both.cells))
    bad_now = _bad_now(both, rules, alike=alike, batches=batches)
    groups = [_against_rest(conditions, bad_now, both) for conditions in bad_now]
    known = [one.conditions for one in groups if one.verdict != "as before"]
    for conditions in _risen(segments, both, rules):
        if not any(_same(conditions, one, both.cells) for one in known):
            groups = [one for one in groups if not _same(conditions, one.conditions, both.cells)]
            groups.append(_against_rest(conditions, [conditions], both, drives=True))
    ordered = tuple(sorted(groups, key=lambda one: (one.verdict == "as before", -one.excess, repr(one.conditions))))
    return Changes(ordered, whole[0], whole[1], _split(ordered, both))


def _together(before: pd.DataFrame, now: pd.DataFrame, dimensions: Sequence[str]) -> _Both:
    import pandas as pd

    names = [*dimensions, _PERIOD]
    frame = pd.concat([before.assign(**{_PERIOD: _BEFORE}), now.assign(**{_PERIOD: _NOW})], ignore_index=True)
    counted = encode(frame, names)
    of_now = (
        counted.codes[-1] == counted.levels[-1].index(_NOW) if _NOW in counted.levels[-1] else counted.codes[-1] < 0
    )
    cells = replace(counted, dimensions=counted.dimensions[:-1], levels=counted.levels[:-1], codes=counted.codes[:-1])
    n, d = counted.responses, counted.dissatisfied
    return _Both(
        cells, (np.where(of_now, 0, n), np.where(of_now, 0, d)), (np.where(of_now, n, 0), np.where(of_now, d, 0))
    )


def _bad_now(both: _Both, rules: Rules, *, alike: bool, batches: CountBatches | None) -> list[Conditions]:
    """The groups that the search of the new period lists."""
    present = replace(both.cells, responses=both.now[0], dissatisfied=both.now[1])
    apart = determined_pairs(present)
    segments = list_segments(present, min_base=rules.min_base, apart=apart)
    if not len(segments):
        return []
    found = search(segments, both.now[1], rules, apart=apart, alike=alike, batches=batches).found
    return [one.conditions for one in merge(found, segments)]


def _against_rest(group: Conditions, all_found: Sequence[Conditions], both: _Both, *, drives: bool = False) -> Changed:
    """One group then and now, beside everybody who is in no group found."""
    inside, outside = np.zeros(len(both.now[0]), dtype=bool), np.ones(len(both.now[0]), dtype=bool)
    inside[both.cells.rows_where(group)] = True
    for one in all_found:
        outside[both.cells.rows_where(one)] = False
    counts = [
        (int(side[1][rows].sum()), int(side[0][rows].sum()))
        for rows in (inside, outside)
        for side in (both.then, both.now)
    ]
    then, now, rest_then, rest_now = counts
    if then[1] < FEWEST_BEFORE or not rest_then[1] or not rest_now[1]:
        excess = now[0] - now[1] * rest_now[0] / max(rest_now[1], 1)
        return Changed(group, then, now, rest_then, rest_now, None, None, None, excess, "not there before")
    pairs = [(np.array(float(d)), np.array(float(n))) for d, n in counts]
    theta, error = (float(value) for value in excess_change(pairs[0], pairs[1], pairs[2], pairs[3]))
    p_value = _upper(theta / error)
    excess = now[1] * (
        (now[0] / now[1] - then[0] / then[1]) - (rest_now[0] / rest_now[1] - rest_then[0] / rest_then[1])
    )
    verdict = "got worse by more than the rest" if drives or p_value <= CHANGED else "as before"
    return Changed(group, then, now, rest_then, rest_now, theta, error, p_value, excess, verdict)


def _upper(z: float) -> float:
    from scipy.special import ndtr

    return float(ndtr(-z))


def _risen(segments: Segments, both: _Both, rules: Rules) -> list[Conditions]:
    """The groups whose rise stands out among all, those with most evidence first, each set aside in both periods."""
    left = [part.copy() for part in (*both.then, *both.now)]
    found: list[Conditions] = []
    while len(found) < rules.max_pockets:
        best = _most_risen(segments, left, rules)
        if best is None:
            break
        found.append(segments.conditions(best))
        rows = both.cells.rows_where(found[-1])
        for part in left:
            part[rows] = 0
    return found


def _most_risen(segments: Segments, left: Sequence[np.ndarray], rules: Rules) -> int | None:
    from scipy.special import ndtr

    n0, d0, n1, d1 = (segments.count(part).astype(float) for part in left)
    all_n0, all_d0, all_n1, all_d1 = (float(part.sum()) for part in left)
    large = (np.minimum(n0, n1) >= rules.min_base) & (np.minimum(all_n0 - n0, all_n1 - n1) >= rules.min_base)
    if not large.any():
        return None
    n0, d0, n1, d1 = (part[large] for part in (n0, d0, n1, d1))
    theta, error = excess_change((d0, n0), (d1, n1), (all_d0 - d0, all_n0 - n0), (all_d1 - d1, all_n1 - n1))
    z = theta / error
    rise = (d1 / n1 - d0 / n0) - ((all_d1 - d1) / (all_n1 - n1) - (all_d0 - d0) / (all_n0 - n0))
    passes = (benjamini_hochberg(ndtr(-z)) <= EXCESS_Q) & (rise >= rules.min_gap) & (d1 >= MIN_DISSATISFIED)
    if not passes.any():
        return None
    ways = segments.ways[large]
    score = np.where(passes, z**2 / 2 - np.log(np.bincount(ways)[ways]), -np.inf)
    return int(np.flatnonzero(large)[int(np.argmax(score))])


def _same(one: Conditions, other: Conditions, cells: Cells) -> bool:
    """Whether two groups share half or more of the people in either."""
    first, second = set(cells.rows_where(one).tolist()), set(cells.rows_where(other).tolist())
    both = int(cells.responses[list(first & second)].sum())
    either = int(cells.responses[list(first | second)].sum())
    return 2 * both >= either > 0


def _split(groups: Sequence[Changed], both: _Both) -> Decomposition:
    """The whole change over the groups that changed and everybody else: mix and within, without a remainder."""
    owner = np.full(len(both.now[0]), -1)
    for place, one in reversed(list(enumerate(groups))):
        if one.verdict != "as before":
            owner[both.cells.rows_where(one.conditions)] = place
    names = [str(place) for place in range(len(groups)) if (owner == place).any()] + [REST]
    sides = []
    for n, d in (both.then, both.now):
        members = [owner == (-1 if name == REST else int(name)) for name in names]
        weights = np.array([float(n[rows].sum()) for rows in members])
        marked = np.array([float(d[rows].sum()) for rows in members])
        rates = np.divide(marked, weights, out=np.full(len(names), np.nan), where=weights > 0)
        sides.append((weights, rates))
    return kitagawa(names, sides[0][0], sides[0][1], sides[1][0], sides[1][1])
