"""Figures whose sums tell a small count exactly, and which of them to round the other way so that none does.

A count is told because figures about it lie as far off as they may. One of these, `to` - 1 off its count, goes to the
other multiple, where it is 1 off: it is as truly rounded as before, and the sums tell no more.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cxdata.stats.disclosure.sums import ANY, Ints, Slice, Sum, propagate

Cell = tuple[int, tuple[int, ...]]
_ENOUGH, _MOST = 60, 5000  # cells about a told count that may be moved, among which one is found; and cells at all
_TRIES = 60
_AT_THEIR_WORD, _TURNS = 3, 12  # how often that is tried, and over how many turns, as it need not come to an end


@dataclass(frozen=True)
class Figures:
    """Blocks of counts with what is shown of them: `counts`, `shown` (multiples of `to`), `held` (whether the figure is
    published), `loose` (whether it may still be moved), `few` (shown as 0 however many they are, which we let everybody
    know), `unseen` (of a level that is shown nowhere, so that whoever reads the figures may think that there is no such
    level), `roof` (the most that a count can be whatever is shown; `ANY` of most), `names` (cells of one name are one
    figure, and are moved together). `sums` are what adds up to what among them.
    """

    counts: Sequence[Ints]
    shown: Sequence[Ints]
    held: Sequence[NDArray[np.bool_]]
    loose: Sequence[NDArray[np.bool_]]
    few: Sequence[NDArray[np.bool_]]
    unseen: Sequence[NDArray[np.bool_]]
    roof: Sequence[Ints]
    names: Sequence[NDArray[np.uint64]]
    sums: Sequence[Sum]
    to: int

    def bounds(self, *, at_their_word: bool = False) -> tuple[list[Ints], list[Ints]]:
        """The least and the greatest that each count can be, by its own figure and by all sums.

        A figure that its count has left behind (it was put out before, of other records) says nothing. at_their_word:
        as somebody reckons who takes the figures of few people for what they seem, and levels that he sees nowhere not
        to be there; what he finds may contradict itself.
        """
        low, high = self._own_bounds(at_their_word)
        propagate(low, high, self.sums, _TURNS if at_their_word else 100)
        return low, high

    @property
    def contradict(self) -> bool:
        """Whether no counts at all could be shown so."""
        return propagate(*self._own_bounds(at_their_word=False), self.sums, until_contradicted=True)

    def _own_bounds(self, at_their_word: bool) -> tuple[list[Ints], list[Ints]]:
        low, high = [], []
        arrays = (self.counts, self.shown, self.held, self.few, self.unseen, self.roof)
        for counts, shown, held, few, unseen, roof in zip(*arrays, strict=True):
            most = shown + self.to - 1
            top = np.where(few, np.maximum(counts, most), most)
            says = held & (counts > shown - self.to) & (counts <= top)
            top = most if at_their_word else top
            known = np.where(counts <= roof, roof, ANY)
            known = np.where(unseen & at_their_word, 0, known)
            low.append(np.where(says, np.maximum(shown - self.to + 1, 0), 0))
            high.append(np.where(says, np.minimum(top, known), known))
        return low, high

    @cached_property
    def touching(self) -> dict[int, list[Sum]]:
        """The sums that each block is in."""
        found: dict[int, list[Sum]] = {}
        for one in self.sums:
            for block in {each.block for each in one.slices}:
                found.setdefault(block, []).append(one)
        return found

    def told(self, *, at_their_word: bool = False) -> list[Cell]:
        """The counts of 1 to `to` - 1 that can be one number only, in the order of blocks and places.

        at_their_word: as in `bounds`, and only those that are truly so.
        """
        low, high = self.bounds(at_their_word=at_their_word)
        return [
            (block, tuple(int(one) for one in cell))
            for block, (least, most) in enumerate(zip(low, high, strict=True))
            for cell in np.argwhere(
                (least == most)
                & (least > 0)
                & (least < self.to)
                & (~np.bool_(at_their_word) | (least == self.counts[block]))
            )
        ]


def move_what_tells(
    figures: Figures, allowed: Callable[[Cell, int], bool], told_already: Collection[Cell] = ()
) -> tuple[list[Cell], list[Cell]]:
    """Move figures, in place, until no count of 1 to `to` - 1 is told: the cells moved, and those still told.

    `allowed` says whether a cell may be shown as another number; what is told already is left as it is. Always the same
    for the same figures.
    """

    def tells(*, at_their_word: bool = False) -> list[Cell]:
        return [cell for cell in figures.told(at_their_word=at_their_word) if cell not in told_already]

    moved: list[Cell] = []
    words = _AT_THEIR_WORD if any(mask.any() for mask in (*figures.few, *figures.unseen)) else 0
    for _ in range(_TRIES):
        told = tells()
        if not told and words:
            told, words = tells(at_their_word=True), words - 1
        done: set[Cell] = set()
        for cell in told:
            if cell in done:
                continue
            rings = _rings(figures, cell)
            near = {one for ring in rings[:2] for one in ring}  # told by the same sums, most likely
            if done & near:
                continue
            chosen = _choose(figures, rings, set(moved), allowed)
            if chosen:
                done |= near
            for one in chosen:
                figures.shown[one[0]][one[1]] = _other(figures, one)
            moved += chosen
        if not done:
            break
    return moved, tells() if told else []


def _choose(
    figures: Figures, rings: Sequence[Sequence[Cell]], moved: Collection[Cell], allowed: Callable[[Cell, int], bool]
) -> list[Cell]:
    """The figure to move, with those of its name: the nearest that lies `to` - 1 off its count, else one less off."""
    for off in range(figures.to - 1, 0, -1):
        for ring in rings:
            near = [one for one in ring if one not in moved and _off(figures, one) == off]
            for one in sorted(near, key=lambda each: (-int(figures.counts[each[0]][each[1]]), each)):
                every = _same(figures, one)
                if all(_may_move(figures, each) and allowed(each, _other(figures, each)) for each in every):
                    return every
    return []


def _may_move(figures: Figures, cell: Cell) -> bool:
    block, place = cell
    return bool(figures.loose[block][place]) or not figures.held[block][place]


def _off(figures: Figures, cell: Cell) -> int:
    block, place = cell
    return abs(int(figures.counts[block][place] - figures.shown[block][place])) if figures.held[block][place] else 0


def _other(figures: Figures, cell: Cell) -> int:
    """The other multiple between which a count lies."""
    block, place = cell
    count, shown = int(figures.counts[block][place]), int(figures.shown[block][place])
    return shown + figures.to if count > shown else shown - figures.to


def _rings(figures: Figures, cell: Cell) -> list[list[Cell]]:
    """A cell, those in a sum with it, those in a sum with these: until enough may move, or they are too many."""
    found, rings = {cell}, [[cell]]
    while (
        rings[-1] and len(found) < _MOST and sum(bool(figures.loose[block][place]) for block, place in found) < _ENOUGH
    ):
        beside = dict.fromkeys(one for each in rings[-1] for one in _beside(figures, each))
        rings.append([one for one in beside if one not in found])
        found |= set(rings[-1])
    return rings


def _beside(figures: Figures, cell: Cell) -> Iterator[Cell]:
    for one in figures.touching.get(cell[0], ()):
        yield from _in_one(one, cell)


def _same(figures: Figures, cell: Cell) -> list[Cell]:
    """The cells that go by the same name, this one among them."""
    name = figures.names[cell[0]][cell[1]]
    return [
        (block, tuple(int(one) for one in place))
        for block, names in enumerate(figures.names)
        for place in np.argwhere(names == name)
    ]


def _in_one(one: Sum, cell: Cell) -> Iterator[Cell]:
    """All cells of the additions of one sum that a cell is in."""
    slices: list[Slice] = [each for each in one.slices if each.block == cell[0]]
    for each in slices:
        at = each.has(cell[1])
        if at is not None:
            for other in one.slices:
                yield from other.cells_at(at)
