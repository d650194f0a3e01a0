"""Several groups, each against the rest: which differ by more than chance and much looking would give."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from cxdata.stats.basics.false_discovery import benjamini_hochberg
from cxdata.stats.basics.hypergeometric import upper_tails
from cxdata.stats.basics.proportions import TOO_FEW, Floats, base_note, newcombe, wilson


@dataclass(frozen=True)
class AgainstRest:
    """One group beside everybody else. Shares and gap are fractions of 1; gap = share - rest_share.

    p is twice Fisher's exact one-sided probability, q the same after Benjamini and Hochberg's allowance for the
    number of groups compared; both nan where no comparison is possible. verdict is "higher than the rest",
    "lower than the rest", "no clear difference" or "too few to say".
    """

    group: str
    x: float
    n: float
    share: float
    lower: float
    upper: float
    rest_share: float
    gap: float
    p: float
    q: float
    verdict: str
    base_note: str


def compare_with_rest(
    groups: Sequence[str], x: ArrayLike, n: ArrayLike, *, conf: float = 0.95
) -> tuple[AgainstRest, ...]:
    """Compare each group with all the others together; results in the order given.

    x and n are whole counts, one a group. A group is called different only when its Newcombe interval excludes 0
    and its q is below 1 - conf; a group, or a rest, under 10 is "too few to say" and not counted among the tests.
    ValueError when the lengths differ, a count is not whole, or as for `wilson`.
    """
    counts, bases = np.asarray(x, dtype=float), np.asarray(n, dtype=float)
    if not len(groups) == len(counts) == len(bases):
        raise ValueError("groups, x and n must be of the same length")
    if (counts % 1).any() or (bases % 1).any():
        raise ValueError("groups are compared on whole counts")
    rest_counts, rest_bases = counts.sum() - counts, bases.sum() - bases
    lower, upper = wilson(counts, bases, conf=conf)
    gap = newcombe(counts, bases, rest_counts, rest_bases, conf=conf)
    p, q = _chances(counts, bases)
    with np.errstate(invalid="ignore", divide="ignore"):
        shares, rest_shares = counts / bases, rest_counts / rest_bases
    return tuple(
        AgainstRest(
            group=group,
            x=float(counts[i]),
            n=float(bases[i]),
            share=float(shares[i]),
            lower=float(lower[i]),
            upper=float(upper[i]),
            rest_share=float(rest_shares[i]),
            gap=float(gap.value[i]),
            p=float(p[i]),
            q=float(q[i]),
            verdict=_verdict(gap.lower[i], gap.upper[i], q[i], alpha=1 - conf),
            base_note=base_note(bases[i]),
        )
        for i, group in enumerate(groups)
    )


def _chances(counts: Floats, bases: Floats) -> tuple[Floats, Floats]:
    p = np.full(len(counts), np.nan)
    hits, everyone = int(counts.sum()), int(bases.sum())
    tested = np.minimum(bases, everyone - bases) >= TOO_FEW
    p[tested] = 1.0
    for above, marked, all_marked in (
        (counts * everyone > bases * hits, counts, hits),
        (counts * everyone < bases * hits, bases - counts, everyone - hits),
    ):
        chosen = tested & above
        p[chosen] = np.minimum(2 * upper_tails(marked[chosen], bases[chosen], all_marked, everyone), 1.0)
    return p, benjamini_hochberg(p)


def _verdict(lower: float, upper: float, q: float, *, alpha: float) -> str:
    if np.isnan(q):
        return "too few to say"
    if q < alpha and lower > 0:
        return "higher than the rest"
    if q < alpha and upper < 0:
        return "lower than the rest"
    return "no clear difference"
