"""What follows from figures by sums alone: bounds of every count, narrowed until nothing moves.

Whoever knows how figures are rounded and which counts add up to which can reckon so, without the key: a total of 4 at
most with four parts of 1 at least has four parts of 1. Whoever publishes the figures has to try it first. Counts lie
in blocks, arrays of four axes, and a sum says of whole slices of blocks that they add up: one sum may be thousands.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Places = NDArray[np.intp]
ANY = 10**12
"""More than any count: the greatest that one can be of which nothing is known."""


@dataclass(frozen=True)
class Slice:
    """A part of a block: its number, its axes in the order that brings the summed one to the front, and the places on
    the first and on the second of these axes.
    """

    block: int
    axes: tuple[int, int, int, int]
    places: Places
    along: Places

    def of(self, blocks: Sequence[Ints]) -> Ints:
        """A copy of the slice: places x along x the other two axes."""
        return blocks[self.block].transpose(self.axes)[self.places[:, None], self.along]

    def put(self, blocks: Sequence[Ints], values: Ints) -> None:
        """Write a slice where it came from."""
        blocks[self.block].transpose(self.axes)[self.places[:, None], self.along] = values

    def has(self, cell: tuple[int, ...]) -> tuple[int, int, int] | None:
        """Where a cell of the block stands along, by the other axes; None where it is not in the slice."""
        first, second, third, fourth = (cell[axis] for axis in self.axes)
        at = np.flatnonzero(self.along == second)
        return (int(at[0]), third, fourth) if len(at) and first in self.places else None

    def cells_at(self, at: tuple[int, int, int]) -> list[tuple[int, tuple[int, ...]]]:
        """The cells that stand there: the block's number and the place in it."""
        found = []
        for place in self.places:
            moved = (int(place), int(self.along[at[0]]), at[1], at[2])
            cell = [0] * 4
            for axis, index in zip(self.axes, moved, strict=True):
                cell[axis] = index
            found.append((self.block, tuple(cell)))
        return found


@dataclass(frozen=True)
class Sum:
    """That the parts add up to the total (of one place); or, where `more`, that the total may hold more than they.

    `only` says of which places of the total it is known, those of `total.of`; of all without it.
    """

    total: Slice
    parts: tuple[Slice, ...]
    more: bool = False
    only: NDArray[np.bool_] | None = None

    @property
    def slices(self) -> tuple[Slice, ...]:
        """The total and the parts."""
        return (self.total, *self.parts)

    def moved_on(self, by: int) -> "Sum":
        """The same sum where so many blocks stand before those that it is of."""
        total, *parts = (replace(one, block=one.block + by) for one in self.slices)
        return replace(self, total=total, parts=tuple(parts))

    def holds(self, counts: Sequence[Ints]) -> bool:
        """Whether it is true of these counts."""
        whole = self.total.of(counts)[0]
        rest = whole - np.sum([part.of(counts).sum(axis=0) for part in self.parts], axis=0)
        return bool((rest >= 0).all() if self.more else (rest == 0).all())


def propagate(
    low: Sequence[Ints],
    high: Sequence[Ints],
    sums: Sequence[Sum],
    rounds: int = 100,
    *,
    until_contradicted: bool = False,
) -> bool:
    """Narrow the bounds of all blocks, in place, by every sum, until nothing moves; whether any came out the wrong way
    round. Then no counts agree with what was known, and what is narrowed further means nothing: until_contradicted
    stops there.
    """
    changed = np.zeros(len(low), dtype=np.int64)  # when each block was last narrowed
    seen = np.full(len(sums), -1, dtype=np.int64)
    now = 0
    for _ in range(rounds):
        still = True
        for number, one in enumerate(sums):
            blocks = [each.block for each in one.slices]
            if changed[blocks].max() <= seen[number]:
                continue
            now += 1
            touched = _narrow(low, high, one)
            seen[number] = now
            if until_contradicted and any((low[block] > high[block]).any() for block in touched):
                return True
            if touched:
                changed[touched] = now + 1
                now += 1
                still = False
        if still:
            break
    return any((least > most).any() for least, most in zip(low, high, strict=True))


def _narrow(low: Sequence[Ints], high: Sequence[Ints], one: Sum) -> list[int]:
    """Narrow by one sum; the blocks that it narrowed."""
    whole_low, whole_high = one.total.of(low)[0], one.total.of(high)[0]
    lows, highs = [part.of(low) for part in one.parts], [part.of(high) for part in one.parts]
    least = sum((part.sum(axis=0) for part in lows[1:]), lows[0].sum(axis=0))
    most = sum((part.sum(axis=0) for part in highs[1:]), highs[0].sum(axis=0))
    if one.only is not None:
        least, most = np.where(one.only, least, 0), np.where(one.only, most, ANY)
    touched = []
    if (least > whole_low).any():
        whole_low = np.maximum(whole_low, least)
        one.total.put(low, whole_low[None])
        touched.append(one.total.block)
    if not one.more and (most < whole_high).any():
        whole_high = np.minimum(whole_high, most)
        one.total.put(high, whole_high[None])
        touched.append(one.total.block)
    spare, lack = whole_high - least, whole_low - most
    for part, part_low, part_high in zip(one.parts, lows, highs, strict=True):
        upto = part_low + spare if one.only is None else np.where(one.only, part_low + spare, ANY)
        if (upto < part_high).any():
            part.put(high, np.minimum(part_high, upto))
            touched.append(part.block)
        if one.more:
            continue
        down_to = part_high + lack
        if (down_to > part_low).any():
            part.put(low, np.maximum(part_low, down_to))
            touched.append(part.block)
    return touched
