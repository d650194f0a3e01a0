"""The rules of rounding that are attacked, and what each says to somebody who knows the rule and not the key.

keyed: n - r + 5 with chance r / 5, where r = n mod 5, else n - r. fixed (of before): 1 to 4 hidden, 0 and all else to
the nearest 5. A hidden count is shown as HIDDEN, one that is not published as UNSHOWN.
"""

from collections.abc import Callable

import numpy as np

Ints = np.ndarray
Floats = np.ndarray
# Shown figures of counts, of the sums of their records' keys, and of the cells' names.
Round = Callable[[Ints, np.ndarray, np.ndarray], Ints]

TO = 5
HIDDEN, UNSHOWN = -1, -2
ROOF = 10**9  # more than any count
_MIXERS = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


def hashed(sums: np.ndarray, key: int) -> Floats:
    """Chance numbers from 0 to 1 made of sums of record keys, mixed so that two foretell nothing of a third."""
    with np.errstate(over="ignore"):
        mixed = sums + np.uint64((key * 0x9E3779B97F4A7C15 + 0x632BE59BD9B4E019) % 2**64)
        for step, by in zip((30, 27), _MIXERS, strict=True):
            mixed = (mixed ^ (mixed >> np.uint64(step))) * by
        mixed = mixed ^ (mixed >> np.uint64(31))
    return mixed / 2.0**64


def unhashed(sums: np.ndarray) -> Floats:
    """The same without the second hash: what must not be done."""
    return sums / 2.0**64


def round_keyed(counts: Ints, chance: Floats) -> Ints:
    """Each count rounded up or down to 5 by its chance number."""
    rest = counts % TO
    return counts - rest + TO * (chance < rest / TO)


def keyed(key: int, *, own_noise: bool = True) -> Round:
    """Keyed rounding under one key, of counts by their sums of record keys and their names.

    own_noise: whether the cell's name is in the hash. Without it the same records are shown alike wherever they stand,
    and figures that differ tell that somebody was added.
    """

    def rounding(counts: Ints, sums: np.ndarray, names: np.ndarray) -> Ints:
        return round_keyed(counts, hashed(sums ^ names if own_noise else sums, key))

    return rounding


def round_fixed(counts: Ints) -> Ints:
    """Each count to the nearest 5, 1 to 4 hidden, 0 shown: the rule of before."""
    return np.where((counts > 0) & (counts < TO), HIDDEN, (counts + 2) // TO * TO)


def keyed_bounds(shown: Ints) -> tuple[Ints, Ints]:
    """Least and greatest count that each figure may stand for under keyed rounding."""
    low = np.where(shown > 0, shown - (TO - 1), 0)
    high = np.where(shown == UNSHOWN, ROOF, shown + (TO - 1))
    return low, high


def fixed_bounds(shown: Ints) -> tuple[Ints, Ints]:
    """The same under the rule of before, where a shown 0 is 0."""
    low = np.select([shown == UNSHOWN, shown == HIDDEN, shown == 0, shown == TO], [0, 1, 0, TO], shown - 2)
    high = np.select([shown == UNSHOWN, shown == HIDDEN, shown == 0], [ROOF, TO - 1, 0], shown + 2)
    return low, high


def keyed_chance(off: Ints) -> Floats:
    """The chance that a count is shown `off` away under keyed rounding: 1 - |off| / 5, and 0 from 5 on."""
    return np.maximum(0, 1 - np.abs(off) / TO)
