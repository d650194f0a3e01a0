"""What adds up to what among the cells counted in one table: all that a reader of an edition could reckon with.

Levels add up to all, months to quarters and these to years, members to the groups that the council has named, channels
to channel groups and services to their providers; the parts of a measure to its base. What holds between parts is seen
in the rows as loaded, so that no definition is said twice.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import chain

import numpy as np

from cxdata.export.edition.cells.blocks import Block, Spans
from cxdata.export.edition.cells.relations import Relations, nested
from cxdata.export.edition.counting import Levels
from cxdata.periods import Period
from cxdata.stats.disclosure.sums import Slice, Sum

_PLAIN = (0, 1, 2, 3)
Way = tuple[str, ...]


def sums_of(blocks: Sequence[Block], levels: Mapping[str, Levels], relations: Relations) -> list[Sum]:
    """Every sum that holds of the counts of these blocks."""
    at = {(block.part, block.by): number for number, block in enumerate(blocks)}
    web = _Web(blocks, at, levels, nested(levels))
    found = chain(
        *(web.within(number) for number in range(len(blocks))),
        *(web.of_parts(whole, parts, more=more) for whole, parts, more in relations.sums),
        *(web.of_levels(*narrowed) for narrowed in relations.narrowed),
    )
    counts = [block.counts for block in blocks]
    return [one for one in found if one.holds(counts)]


@dataclass(frozen=True)
class _Web:
    blocks: Sequence[Block]
    at: Mapping[tuple[str, Way], int]
    levels: Mapping[str, Levels]
    nested: Mapping[str, Mapping[str, Sequence[np.ndarray]]]

    @cached_property
    def spans(self) -> list[np.ndarray]:
        """Of each block the numbers of its periods, the same numbers in all blocks."""
        known: dict[Spans, np.ndarray] = {}
        numbers: dict[tuple[str, Period], int] = {}
        for spans in dict.fromkeys(block.spans for block in self.blocks):
            known[spans] = np.array([numbers.setdefault(one, len(numbers)) for one in spans], dtype=np.intp)
        return [known[block.spans] for block in self.blocks]

    @cached_property
    def tiled(self) -> dict[Spans, list[tuple[int, np.ndarray]]]:
        """Of each block's periods which are made of which."""
        return {spans: list(tilings(spans)) for spans in dict.fromkeys(block.spans for block in self.blocks)}

    def both(self, *numbers: int) -> list[np.ndarray]:
        """Where the periods stand that all these blocks have."""
        shared = reduce(np.intersect1d, (self.spans[number] for number in numbers))
        return [np.flatnonzero(np.isin(self.spans[number], shared)) for number in numbers]

    def find(self, part: str, by: Way) -> int | None:
        """The number of a block; its dimensions may stand in either order."""
        return self.at.get((part, by), self.at.get((part, by[::-1])))

    def within(self, number: int) -> Iterator[Sum]:
        """Periods, named groups, totals and coarser dimensions of one block."""
        block = self.blocks[number]
        every = np.arange(block.counts.shape[2])
        for whole, pieces in self.tiled[block.spans]:
            turned = (1, 2, 0, 3)
            yield Sum(Slice(number, turned, _one(whole), every), (Slice(number, turned, pieces, every),))
        for place, dimension in enumerate(block.by):
            turned, levels = self.turned(number, dimension), self.levels[dimension]
            along = np.arange(len(block.spans))
            for group, members in enumerate(levels.groups, start=levels.own):
                if len(members):
                    yield Sum(Slice(number, turned, _one(group), along), (Slice(number, turned, members, along),))
            rest = block.by[:place] + block.by[place + 1 :]
            total = self.find(block.part, rest)
            if total is not None:
                # The level that is left stands on the third axis of a total by one dimension.
                yield from self.sum_of(total, (0, 1, 3, 2), 0, number, turned, np.arange(levels.own))
            for coarse, inner in self.nested.get(dimension, {}).items():
                other = None if coarse in rest else self.find(block.part, (coarse, *rest))
                for level, members in enumerate(inner if other is not None else ()):
                    if other is not None and len(members):
                        yield from self.sum_of(other, self.turned(other, coarse), level, number, turned, members)

    def turned(self, number: int, dimension: str) -> tuple[int, int, int, int]:
        """A block's axes with the levels of a dimension in front, then periods, the empty axis, the other levels."""
        return (3, 1, 0, 2) if self.blocks[number].by.index(dimension) else (2, 1, 0, 3)

    def sum_of(
        self,
        total: int,
        total_axes: tuple[int, int, int, int],
        level: int,
        part: int,
        part_axes: tuple[int, int, int, int],
        members: np.ndarray,
    ) -> Iterator[Sum]:
        """One level of a block as the sum of members of another, in the periods that both have."""
        along = self.both(total, part)
        if len(along[0]):
            yield Sum(Slice(total, total_axes, _one(level), along[0]), (Slice(part, part_axes, members, along[1]),))

    def of_parts(self, whole: str, parts: Sequence[str], *, more: bool) -> Iterator[Sum]:
        """Parts that add up to another, by each way that all are counted by."""
        for by in [way for part, way in self.at if part == whole]:
            numbers = [self.at.get((part, by)) for part in parts]
            there = [number for number in numbers if number is not None]
            total = self.at[whole, by]
            along = self.both(total, *there)
            if there and len(along[0]):
                slices = [Slice(one, _PLAIN, _one(0), at) for one, at in zip((total, *there), along, strict=True)]
                yield Sum(slices[0], tuple(slices[1:]), more)

    def of_levels(self, part: str, wide: str, dimension: str, chosen: Sequence[str]) -> Iterator[Sum]:
        """A part that is another one narrowed to levels of a dimension: by that dimension alike, else their sum."""
        levels = self.levels[dimension]
        members = np.array([levels.names.index(level) for level in chosen], dtype=np.intp)
        for by in [way for known, way in self.at if known == part]:
            number = self.at[part, by]
            if dimension in by:
                other = self.find(wide, by)
                for level in members if other is not None else ():
                    if other is not None:
                        axes = self.turned(other, dimension)
                        yield from self.sum_of(number, self.turned(number, dimension), level, other, axes, _one(level))
                continue
            other = self.find(wide, (dimension, *by)) if len(by) < 2 else None
            if other is not None:
                # One level of no dimension: the empty axis stands in its place, the part's own levels last.
                yield from self.sum_of(number, (0, 1, 3, 2), 0, other, self.turned(other, dimension), members)


def tilings(spans: Spans) -> Iterator[tuple[int, np.ndarray]]:
    """Which periods are made of which shorter ones of one kind."""
    for place, (_, whole) in enumerate(spans):
        for kind in dict.fromkeys(kind for kind, _ in spans):
            pieces = [at for at, (one, span) in enumerate(spans) if one == kind and _lies_in(span, whole)]
            months = sum(spans[at][1].whole_months or 0 for at in pieces)
            if place not in pieces and months == whole.whole_months:
                yield place, np.array(pieces, dtype=np.intp)


def _lies_in(span: Period, whole: Period) -> bool:
    return whole.start <= span.start and span.end <= whole.end


def _one(place: int) -> np.ndarray:
    return np.array([place], dtype=np.intp)
