"""Whose contacts fell while the others' did not: each group's course held against its own past and against the others.

A difference in differences on counts: what a group had before, carried on as the middle one of the others went, is what
was to be expected of it after; and a group that did not fall by itself is not silent, whatever the others did. Contacts
come in bursts (one person rings three times), so chance is wider than Poisson's: the dispersion of months and the
spread of the groups among themselves are both measured, and the wider of them is allowed for (McCullagh and Nelder
1989, chapter 4.5). The false-discovery rate over all groups is Benjamini and Hochberg's (1995).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from cxdata.stats.basics.false_discovery import benjamini_hochberg
from cxdata.stats.basics.proportions import VERY_SMALL, Floats, z_value

MATERIAL = 0.8
"""A group is silent from a fifth fewer than was to be expected."""
LEAST = float(VERY_SMALL)
"""Contacts before, and to be expected after, under which nothing is said of a group, and of a rest."""
_MIDDLE_OF_SQUARES = 0.4549364  # the middle value of chi-squared with one degree of freedom
_ENOUGH_GROUPS = 12  # with fewer their middle spread says little


@dataclass(frozen=True)
class Fall:
    """One group: contacts before and after, and `expected` after, had it gone as the middle one of the others went.

    `ratio` is after / expected with its range of 95 in 100; `own` is after / before, month for month. `p` is the chance
    of so low a figure by itself, of the greater of the two, `q` the same after allowing for all groups looked at. nan
    where too few are counted to say.
    """

    group: str
    before: float
    after: float
    expected: float
    ratio: float
    lower: float
    upper: float
    own: float
    p: float
    q: float

    def is_silent(self, q: float) -> bool:
        """Whether it fell, and fell alone: beyond chance at the rate `q`, and by a fifth or more, both times."""
        return bool(self.q <= q and self.ratio <= MATERIAL and self.own <= MATERIAL)


def falls(groups: Sequence[str], before: ArrayLike, after: ArrayLike, *, conf: float = 0.95) -> tuple[Fall, ...]:
    """Each group against its own past and against the others; results in the order given, q over these groups alone.

    `before` and `after` are contacts in rows of groups and columns of months, paired or not. A group is not judged
    with under 30 contacts before or expected, nor where the rest has under 30 on either side. ValueError where the
    shapes do not fit or a count is negative.
    """
    earlier, later = _counts(groups, before), _counts(groups, after)
    b, a = earlier.sum(axis=1), later.sum(axis=1)
    rest_b, rest_a = b.sum() - b, a.sum() - a
    growth, unsure = np.array([growth_of_others(b, a, place) for place in range(len(b))]).reshape(-1, 2).T
    expected = b * growth
    tested = (b >= LEAST) & (expected >= LEAST) & (rest_b >= LEAST) & (rest_a >= LEAST)
    logs, variances = np.full(len(b), np.nan), np.full(len(b), np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        own = a / b * earlier.shape[1] / later.shape[1]
        logs[tested] = (np.log((a + 0.5) / expected))[tested]
        mine = 1 / (a + 0.5) + 1 / b
        variances[tested] = (mine + unsure)[tested]
        wider = np.maximum(_of_months(earlier, later), _of_groups(logs, variances))
        fell = np.log((a + 0.5) / b * earlier.shape[1] / later.shape[1]) / np.sqrt(mine * wider)
    spread = np.sqrt(variances * wider)
    p = np.maximum(_below(logs / spread), _below(fell))
    wide = z_value(conf) * spread
    q = benjamini_hochberg(p)
    ratio = np.where(tested, a / np.where(expected > 0, expected, np.nan), np.nan)
    return tuple(
        Fall(
            group,
            float(b[i]),
            float(a[i]),
            float(expected[i]) if tested[i] else float("nan"),
            float(ratio[i]),
            float(np.exp(logs[i] - wide[i])),
            float(np.exp(logs[i] + wide[i])),
            float(own[i]) if tested[i] else float("nan"),
            float(p[i]),
            float(q[i]),
        )
        for i, group in enumerate(groups)
    )


def growth_of_others(b: Floats, a: Floats, place: int) -> tuple[float, float]:
    """The middle of the other groups' ratios of after to before, and the variance of its log.

    Of a middle and not of a sum, so that no one group drives what the rest did. Groups of under 30 count as one.
    """
    large = np.delete(b, place) >= LEAST
    before, after = (
        np.append(others[large], others[~large].sum()) for others in (np.delete(b, place), np.delete(a, place))
    )
    before, after = before[before >= LEAST], after[before >= LEAST]
    if not len(before):
        return float("nan"), float("nan")
    each, many = 1 / before + 1 / (after + 0.5), len(before)
    # The variance of a middle of normal values with unlike spreads is n π / 2 over the square of the sum of 1 / spread;
    # of few it is less, by n / (n + π / 2 - 1), which is exact for one and within 3 % for three and for five.
    middle = many**2 * (np.pi / 2) / (many + np.pi / 2 - 1) / (1 / np.sqrt(each)).sum() ** 2
    return float(np.median(after / before)), float(middle)


def _counts(groups: Sequence[str], counts: ArrayLike) -> Floats:
    table = np.asarray(counts, dtype=float)
    if table.ndim != 2 or len(table) != len(groups):
        raise ValueError("contacts stand in rows of groups and columns of months")
    if np.isnan(table).any() or (table < 0).any():
        raise ValueError("contacts must be numbers of 0 or more")
    return table


def _of_months(earlier: Floats, later: Floats) -> Floats:
    """How much wider than Poisson the months of each group spread about its level: its own, or that of all if wider.

    Both, as large groups may come in bursts where small ones do not; at least 1.
    """
    own, freedom = np.zeros(len(earlier)), np.zeros(len(earlier))
    for table in (earlier, later):
        if not table.sum():
            continue
        due = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
        seen = due > 0
        own += np.where(seen, (table - due) ** 2 / np.where(seen, due, 1.0), 0.0).sum(axis=1)
        # Of the months that a group has, one is given by its total; its share of the months' own totals goes besides.
        present = (table.sum(axis=1) > 0).astype(float)
        freedom += present * (int((table.sum(axis=0) > 0).sum()) - 1) * (1 - 1 / max(present.sum(), 1.0))
    with np.errstate(divide="ignore", invalid="ignore"):
        each = np.where(freedom > 0, own / freedom, 1.0)
    pooled = own.sum() / freedom.sum() if freedom.sum() else 1.0
    return np.maximum(each, max(pooled, 1.0))


def _of_groups(logs: Floats, variances: Floats) -> float:
    """How much wider the groups spread among themselves, by their middle, which a silent one does not move; else 1."""
    squares = (logs - np.nanmedian(logs)) ** 2 / variances if np.isfinite(logs).any() else logs
    known = squares[np.isfinite(squares)]
    return max(1.0, float(np.median(known)) / _MIDDLE_OF_SQUARES) if len(known) >= _ENOUGH_GROUPS else 1.0


def _below(z: Floats) -> Floats:
    """The chance of a standard normal at or below z; nan stays nan."""
    from scipy.special import ndtr

    return np.asarray(ndtr(z), dtype=float)
