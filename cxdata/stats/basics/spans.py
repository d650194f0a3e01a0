"""Shares compared over spans of time, each span (a week, a day) one draw.

People who ring in one bad hour wait together: they are no separate witnesses, and a test that counts each of them finds
differences everywhere. Here a span is the unit. A group is held against the rest of the same spans, so that a bad day
for everybody cancels out. The variance of a difference of two ratios over clusters is the linearised one (Cochran,
Sampling Techniques, 1977, section 6.4; Woodruff 1971), with Student's t.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from cxdata.stats.basics.distributions import t_both_tails, t_quantile
from cxdata.stats.basics.proportions import TOO_FEW, Floats

FEWEST = 6
"""Fewer spans than this say nothing about how much spans differ."""


@dataclass(frozen=True)
class Apart:
    """Two shares of 1 and their gap (share - other), with its limits and p; nan where nothing can be said."""

    x: float
    n: float
    share: float
    other: float
    gap: float
    lower: float
    upper: float
    p: float


def groups_apart(x: ArrayLike, n: ArrayLike, *, conf: float = 0.95) -> tuple[Apart, ...]:
    """Each group against all the others together; x and n have a row a group and a column a span.

    Only spans in which both the group and the rest have somebody count for the variance. A group or a rest under 10, or
    with fewer than `FEWEST` spans, has no limits and no p. ValueError when the shapes differ.
    """
    parts, bases = np.asarray(x, dtype=float), np.asarray(n, dtype=float)
    if parts.shape != bases.shape or parts.ndim != 2:
        raise ValueError("x and n need one shape, a row a group and a column a span")
    results = []
    for row in range(len(parts)):
        rest, rest_base = parts.sum(axis=0) - parts[row], bases.sum(axis=0) - bases[row]
        share, errors = _ratio(parts[row], bases[row])
        other, rest_errors = _ratio(rest, rest_base)
        shared = int(((bases[row] > 0) & (rest_base > 0)).sum())
        enough = min(bases[row].sum(), rest_base.sum()) >= TOO_FEW and shared >= FEWEST
        variance = _spread(errors - rest_errors, shared) if enough else np.nan
        least = _of_chance(share, bases[row].sum()) + _of_chance(other, rest_base.sum()) if enough else np.nan
        results.append(_apart(parts[row], bases[row], share, other, max(variance, least), shared - 1, conf))
    return tuple(results)


def spells_apart(x: ArrayLike, n: ArrayLike, x_before: ArrayLike, n_before: ArrayLike, *, conf: float = 0.95) -> Apart:
    """One group in two spells of time, each of several spans: the gap is now less before, as `Apart.other`.

    Without limits and p where either spell has under 10 in all or fewer than `FEWEST` spans.
    """
    now, now_base = np.asarray(x, dtype=float), np.asarray(n, dtype=float)
    then, then_base = np.asarray(x_before, dtype=float), np.asarray(n_before, dtype=float)
    share, errors = _ratio(now, now_base)
    other, before_errors = _ratio(then, then_base)
    spans = [int((base > 0).sum()) for base in (now_base, then_base)]
    enough = min(now_base.sum(), then_base.sum()) >= TOO_FEW and min(spans) >= FEWEST
    variance = np.nan
    if enough:
        sides = ((errors, spans[0], share, now_base), (before_errors, spans[1], other, then_base))
        variance = sum(max(_spread(each, count), _of_chance(of, base.sum())) for each, count, of, base in sides)
    return _apart(now, now_base, share, other, variance, sum(spans) - 2, conf)


def _ratio(parts: Floats, bases: Floats) -> tuple[float, Floats]:
    """The share of all spans together, and what each span adds to its error."""
    whole = bases.sum()
    if whole <= 0:
        return float("nan"), np.zeros(len(bases))
    share = float(parts.sum() / whole)
    return share, (parts - share * bases) / whole


def _spread(errors: Floats, spans: int) -> float:
    return float((errors**2).sum() * spans / (spans - 1))


def _of_chance(share: float, base: float) -> float:
    """The variance that chance alone gives a share, which no likeness of the spans makes smaller."""
    return share * (1 - share) / base if 0 <= share <= 1 else float("nan")


def _apart(
    parts: Floats, bases: Floats, share: float, other: float, variance: float, freedom: int, conf: float
) -> Apart:
    gap, nothing = share - other, float("nan")
    counted = float(parts.sum()), float(bases.sum())
    if np.isnan(variance):
        return Apart(*counted, share, other, gap, nothing, nothing, nothing)
    wide = float(t_quantile(0.5 + conf / 2, freedom=freedom)) * np.sqrt(variance)
    if variance == 0:
        return Apart(*counted, share, other, gap, gap, gap, 1.0 if gap == 0 else 0.0)
    p = t_both_tails(float(gap / np.sqrt(variance)), freedom=freedom)
    return Apart(*counted, share, other, gap, gap - float(wide), gap + float(wide), p)


def in_spans(groups: Sequence[str], levels: Sequence[str], spans: Sequence[object], values: ArrayLike) -> Floats:
    """Values of (level, span) rows as a table with a row a group and a column a span; 0 where there is none."""
    rows = {group: place for place, group in enumerate(groups)}
    columns = {span: place for place, span in enumerate(dict.fromkeys(spans))}
    table = np.zeros((len(rows), len(columns)))
    for level, span, value in zip(levels, spans, np.nan_to_num(np.asarray(values, dtype=float)), strict=True):
        if level in rows:
            table[rows[level], columns[span]] += value
    return table
