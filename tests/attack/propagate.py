"""What follows by sums alone: bounds of every count, narrowed over the whole web until nothing moves.

The attacker knows the rule and the web, not the key. Where the same records always have the same figure he knows that
too: a total and one of its parts that are shown differently are not the same records, so the other parts are not empty.
"""

from dataclasses import dataclass

import numpy as np

from tests.attack.lattice import Lattice
from tests.attack.rules import UNSHOWN, Ints


@dataclass(frozen=True)
class Bounds:
    """Least and greatest possible count of each; alike where it is told exactly."""

    low: Ints
    high: Ints

    def exact(self, truth: Ints, *, below: int = 5) -> Ints:
        """The counts of 1 to below - 1 that are told exactly."""
        return np.flatnonzero((self.low == self.high) & (truth > 0) & (truth < below))

    def hold(self, truth: Ints) -> bool:
        """Whether the truth lies within, as it must."""
        return bool(((self.low <= truth) & (truth <= self.high)).all())


def propagate(web: Lattice, low: Ints, high: Ints, *, same_records: bool = False, rounds: int = 400) -> Bounds:
    """The bounds that the web's sums leave of `low` and `high`, which are not changed.

    same_records: whether the same records always have the same figure, wherever they stand.
    """
    low, high = low.astype(np.int64), high.astype(np.int64)
    total, owner, member = web.total, web.owner, web.member
    whole = total[owner]
    exact = np.ones(len(total), dtype=bool) if web.more is None else ~web.more
    apart = (web.shown[whole] != web.shown[member]) & (web.shown[whole] != UNSHOWN) & (web.shown[member] != UNSHOWN)
    apart &= same_records
    for _ in range(rounds):
        before = low.copy(), high.copy()
        least = np.bincount(owner, low[member], len(total)).astype(np.int64)
        most = np.bincount(owner, high[member], len(total)).astype(np.int64)
        np.maximum.at(low, total, least)
        np.minimum.at(high, total[exact], most[exact])
        new_low = np.where(exact[owner], low[whole] - (most[owner] - high[member]), 0)
        new_high = high[whole] - (least[owner] - low[member])
        np.maximum.at(low, member, new_low)
        np.minimum.at(high, member, new_high)
        if same_records:
            np.maximum.at(low, whole[apart], low[member[apart]] + 1)
            np.minimum.at(high, member[apart], high[whole[apart]] - 1)
            _rest_is_not_empty(web, low, high, apart)
        if (low == before[0]).all() and (high == before[1]).all():
            break
    return Bounds(low, high)


def _rest_is_not_empty(web: Lattice, low: Ints, high: Ints, apart: np.ndarray) -> None:
    """Where a part is shown unlike its total, the other parts hold 1 or more together: raise the one that must."""
    owner, member = web.owner, web.member
    most = np.bincount(owner, high[member], len(web.total)).astype(np.int64)
    best, second = _two_greatest(owner[apart], high[member[apart]], len(web.total))
    mine = np.where(apart & (high[member] == best[owner]), second[owner], best[owner])
    found = mine >= 0
    need = 1 - (most[owner] - mine - high[member])
    np.maximum.at(low, member[found], need[found])


def _two_greatest(owner: Ints, values: Ints, size: int) -> tuple[Ints, Ints]:
    """The greatest and the second greatest value of each owner; -1 where there is none."""
    best, second = np.full(size, -1), np.full(size, -1)
    order = np.lexsort((values, owner))
    owners, sorted_values = owner[order], values[order]
    last = np.flatnonzero(np.append(owners[1:] != owners[:-1], True)) if len(owners) else np.zeros(0, dtype=int)
    best[owners[last]] = sorted_values[last]
    runner = last[(last > 0)] - 1
    same = owners[runner] == owners[runner + 1]
    second[owners[runner[same]]] = sorted_values[runner[same]]
    return best, second
