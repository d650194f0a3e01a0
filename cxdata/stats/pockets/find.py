"""Hidden by the average: the few groups of customers who are worse served than the rest, and beyond chance.

Every combination of up to three facts about customers is looked at. What chance would produce from so much
looking is set aside, and the same people are not listed under ten names: the group with most evidence
against it is taken out and the rest searched again. docs/hidden.md explains the method, and measures it
beside the usual ways.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from cxdata.stats.pockets.assessment.clusters import CountBatches
from cxdata.stats.pockets.cells import Cells, determined_pairs, encode
from cxdata.stats.pockets.checks import count_on_shuffles, found_again, shuffle
from cxdata.stats.pockets.confirm import confirm_pockets
from cxdata.stats.pockets.detail import describe
from cxdata.stats.pockets.merge import merge
from cxdata.stats.pockets.results import Detectable, Pocket, PocketSearch
from cxdata.stats.pockets.rules import MIN_DISSATISFIED, Rules
from cxdata.stats.pockets.search import search
from cxdata.stats.pockets.segments import list_segments

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "PocketSearch",
    "Rules",
    "confirm_pockets",
    "count_on_shuffles",
    "find_pockets",
    "found_again",
    "shuffle",
    "smallest_detectable",
]

FEWEST_RESPONSES = 200
SIZES_TO_TELL = (50, 100, 300)


def find_pockets(
    cells: pd.DataFrame,
    dimensions: Sequence[str],
    q: float = 0.10,
    min_base: int = 50,
    min_gap: float = 0.03,
    max_pockets: int = 10,
    *,
    alike: bool = True,
    batches: CountBatches | None = None,
) -> PocketSearch:
    """Search a survey for groups with more dissatisfied customers than the rest.

    `cells` has a column for each of `dimensions` (text or categories; missing becomes "Not recorded") and
    the columns `responses` and `dissatisfied`, whole numbers of people: one person, one answer, so
    de-duplicate before counting. Rows of the same cell are added up. Any share does: `dissatisfied` are
    those for whom it went badly, `responses` all of them.

    `q` is the share of false finds allowed among those listed, `min_base` the fewest responses of a group,
    `min_gap` the least difference of rates (0.03 is 3 percentage points; see `Rules.large_enough`).
    `alike` counts answers that are alike in every fact for less where they agree more than chance: for
    answers of people, who may have answered more than once. `batches` says how the answers of a group came
    together (on one day, of one customer), where that is known; it is asked only of groups that passed.

    The order of rows, of columns and of categories makes no difference. Raises ValueError in a sentence for
    a frame or a rule that cannot be right.

    Sources: Fisher's exact test; Y. Benjamini and Y. Hochberg, Controlling the false discovery rate,
    Journal of the Royal Statistical Society B 57 (1995); R. G. Newcombe, Statistics in Medicine 17 (1998),
    method 10; L. Kish, Survey Sampling (1965), the design effect.
    """
    rules = Rules(q, min_base, min_gap, max_pockets)
    counted = encode(cells, dimensions)
    off = _nothing_to_search(counted)
    if off:
        return _search(counted, frozenset(), searched=False, reason=off)
    apart = determined_pairs(counted)
    segments = list_segments(counted, min_base=min_base, apart=apart)
    outcome = search(segments, counted.dissatisfied, rules, apart=apart, alike=alike, batches=batches)
    detectable, with_half_again = (
        smallest_detectable(
            total_responses=int(counted.responses.sum()),
            total_dissatisfied=int(counted.dissatisfied.sum()),
            groups=len(segments),
            rules=rules,
            sizes=sizes,
        )
        for sizes in (SIZES_TO_TELL, tuple(size * 3 // 2 for size in SIZES_TO_TELL))
    )
    return _search(
        counted,
        apart,
        pockets=describe(merge(outcome.found, segments), segments, apart=apart, rules=rules),
        groups=len(segments),
        detectable=detectable,
        with_half_again=with_half_again,
        reason=None if outcome.found else _nothing_found(len(segments), detectable, rules),
        adds_up=outcome.adds_up,
    )


def smallest_detectable(
    *,
    total_responses: int,
    total_dissatisfied: int,
    groups: int,
    rules: Rules,
    sizes: Sequence[int] = SIZES_TO_TELL,
) -> tuple[Detectable, ...]:
    """For groups of 50, 100 and 300: the fewest dissatisfied with which one such group alone would be found.

    That is the fewest whose chance at the overall rate is at most half of q shared out over all groups searched (a
    group of 50 carries about half the average weight, a larger one more), and whose gap matters. Sizes below the
    smallest searched, and all sizes if none was, have None.
    """
    from scipy.special import bdtrc

    overall = total_dissatisfied / total_responses
    told = []
    for size in sizes:
        counts = np.arange(1, size + 1)
        # bdtrc(k, n, p) is the chance of more than k, so k - 1 gives that of k or more.
        rare = bdtrc(counts - 1.0, size, overall) <= rules.q / 2 / max(groups, 1)
        clear = (counts >= MIN_DISSATISFIED) & rules.large_enough(counts / size, np.full(size, overall))
        enough = counts[rare & clear]
        fewest = int(enough[0]) if len(enough) and groups and size >= rules.min_base else None
        told.append(Detectable(size, fewest, None if fewest is None else fewest / size))
    return tuple(told)


def _search(
    counted: Cells,
    apart: frozenset[tuple[int, int]],
    *,
    reason: str | None,
    pockets: tuple[Pocket, ...] = (),
    groups: int = 0,
    detectable: tuple[Detectable, ...] = (),
    with_half_again: tuple[Detectable, ...] = (),
    searched: bool = True,
    adds_up: bool = False,
) -> PocketSearch:
    return PocketSearch(
        pockets=pockets,
        groups_searched=groups,
        smallest_detectable=detectable,
        with_half_again=with_half_again,
        total_responses=int(counted.responses.sum()),
        total_dissatisfied=int(counted.dissatisfied.sum()),
        searched=searched,
        reason=reason,
        folded=counted.folded,
        kept_apart=tuple((counted.dimensions[a], counted.dimensions[b]) for a, b in sorted(apart)),
        adds_up=adds_up,
    )


def _nothing_to_search(counted: Cells) -> str | None:
    responses, dissatisfied = int(counted.responses.sum()), int(counted.dissatisfied.sum())
    if responses == 0:
        return "There are no responses to search."
    if dissatisfied == 0:
        return f"No dissatisfied responses recorded among {responses:,}, so there is no group to look for."
    if dissatisfied == responses:
        return f"All {responses:,} responses are dissatisfied, so no group is worse than the rest."
    if responses < FEWEST_RESPONSES:
        return (
            f"The search is off: with {responses:,} responses, fewer than {FEWEST_RESPONSES}, "
            "look at one fact about customers at a time."
        )
    return None


def _nothing_found(groups: int, detectable: tuple[Detectable, ...], rules: Rules) -> str:
    if not groups:
        return f"No group has as many as {rules.min_base} responses, so none was searched."
    said = (
        f"We looked at {groups:,} groups; none is worse than the rest by more than chance would give "
        f"and by at least {100 * rules.min_gap:g} percentage points. "
        f"Groups under {rules.min_base} could hide more"
    )
    told = next((size for size in detectable if size.dissatisfied is not None), None)
    if told is None:
        return f"{said}."
    return f"{said}; a group of {told.responses} would be found from {told.dissatisfied} dissatisfied."
