"""Rounded counts that keep their secret: small ones hidden, the rest to the nearest 5, totals on their own.

Rounding alone is not enough. Two hidden counts beside a total of 10 can only be 4 and 4, since 8 is the
least that is shown as 10; two beside a 5, with a total of 5, can only be 1 and 1. So a total at
one end of what its parts allow is rounded as if it lay one further in. A reader who knows that this is done
still cannot tell: the figure shown stands for two totals at least. In tables of one line that settles it,
against any attacker. In tables with totals both ways the attacker of `suppression` then looks at the whole;
where it gets a count out, all totals of that table are left out.

What is not settled: in a very small two-way table, the absence of totals can itself be a hint to a reader
who knows this code (32 of the 4,096 tables of 2 x 2 counts from 0 to 7). And a total published in another
file is not held against its parts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cxdata.stats.disclosure.rules import DisclosureRules, Floats, Sums
from cxdata.stats.disclosure.suppression import narrow_cells


@dataclass(frozen=True)
class RoundedCounts:
    """Counts as shown (nan: hidden), and the least and the greatest each can be to a reader who knows the rules."""

    shown: Floats
    low: Floats
    high: Floats


def round_counts(
    counts: ArrayLike,
    sums: Sums = (),
    *,
    rules: DisclosureRules,
    also_hidden: NDArray[np.bool_] | None = None,
) -> RoundedCounts:
    """Round a flat table of counts so that no hidden count of 1 to `hide_below` - 1 can be told.

    counts: whole numbers, 0 or more. sums: which of them add up to which (all must hold). also_hidden:
    counts hidden for another reason, of which a reader learns nothing. ValueError where a count or a sum is
    not as said.
    """
    true = np.asarray(counts, dtype=float)
    _check(true, sums)
    other = np.zeros(len(true), dtype=bool) if also_hidden is None else also_hidden
    shown = np.where(other, np.nan, rules.publish(true))
    low, high = np.zeros(len(true)), np.full(len(true), np.inf)
    for index in np.flatnonzero(~other):
        low[index], high[index] = rules.bucket(shown[index])
    secret = np.isnan(shown)
    for total, all_parts in _bottom_up(sums):
        least = max(low[parts].sum() for parts in all_parts)
        greatest = min(high[parts].sum() for parts in all_parts)
        keeps_secret = any(secret[parts].any() for parts in all_parts)
        secret[total] |= keeps_secret
        if other[total] or not keeps_secret or greatest - least < 2:
            continue
        inner = np.clip(true[total], least + 1, greatest - 1)
        shown[total] = rules.publish(np.array([inner]))[0]
        low[total], high[total] = _stands_for(shown[total], least, greatest, rules)
    return _drop(true, RoundedCounts(shown, low, high), sums, rules)


def drop_telling_totals(
    true: Floats, low: Floats, high: Floats, sums: Sums, cells: Sequence[int]
) -> tuple[list[int], Floats, Floats]:
    """The totals to leave out so that none of `cells` can be told exactly, and the bounds that remain.

    All of them or none: to leave out only those that tell would say which they are, and so what they told.
    """
    if not sums or next(narrow_cells(low, high, sums, cells, width=1, pool=[true]), None) is None:
        return [], low, high
    totals = sorted({total for total, _ in sums})
    low, high = low.copy(), high.copy()
    low[totals], high[totals] = 0.0, np.inf
    return totals, low, high


def _drop(true: Floats, rounded: RoundedCounts, sums: Sums, rules: DisclosureRules) -> RoundedCounts:
    small = np.flatnonzero(np.isnan(rounded.shown) & rules.is_small(true)).tolist()
    withheld, low, high = drop_telling_totals(true, rounded.low, rounded.high, sums, small)
    shown = rounded.shown.copy()
    shown[withheld] = np.nan
    return RoundedCounts(shown, low, high)


def _stands_for(shown: float, least: float, greatest: float, rules: DisclosureRules) -> tuple[float, float]:
    """The totals from `least` to `greatest` that are shown as `shown`, the ends being pulled one inwards first."""
    low, high = rules.bucket(shown)
    low, high = max(low, least + 1), min(high, greatest - 1)
    return least if low == least + 1 else low, greatest if high == greatest - 1 else high


def _bottom_up(sums: Sums) -> list[tuple[int, list[list[int]]]]:
    """Totals with all their sums, each after the totals among its parts."""
    ways: dict[int, list[list[int]]] = {}
    for total, parts in sums:
        ways.setdefault(total, []).append(list(parts))
    ordered: list[tuple[int, list[list[int]]]] = []
    while ways:
        ready = [t for t, groups in ways.items() if not any(part in ways for parts in groups for part in parts)]
        if not ready:
            raise ValueError("a total cannot be a part of itself")
        ordered += [(total, ways.pop(total)) for total in ready]
    return ordered


def _check(true: Floats, sums: Sums) -> None:
    if not np.isfinite(true).all() or (true < 0).any() or (true % 1).any():
        raise ValueError("counts are whole numbers, 0 or more, with none missing")
    if any(true[total] != true[list(parts)].sum() for total, parts in sums):
        raise ValueError("parts do not add up to their total")
