"""The maker of an edition tries the sums himself: a count that they would tell is made untold before it is put out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxdata.export.edition.cells.adding_up import sums_of
from cxdata.export.edition.cells.blocks import Block, Spans
from cxdata.export.edition.cells.relations import Relations
from cxdata.export.edition.counting import Ints, Levels
from cxdata.export.edition.offered import Table
from cxdata.periods import name_period
from cxdata.stats.disclosure.moving import Cell, Figures, move_what_tells
from cxdata.stats.disclosure.sums import ANY

_NO_PEOPLE = ".total"
"""How the names of parts end that are no counts: seconds, pages."""


@dataclass(frozen=True)
class Listed:
    """A table of the list as it is made of one clean table: its periods, and the number of each part's block."""

    table: Table
    spans: Spans
    blocks: Mapping[str, int]

    def shown(self, blocks: Sequence[Block], shown: Sequence[Ints], part: str) -> Ints:
        """What is shown of a part in its periods."""
        number = self.blocks[part]
        return shown[number][:, blocks[number].places_of(self.spans)]

    def is_enough(self, blocks: Sequence[Block], shown: Sequence[Ints]) -> NDArray[np.bool_]:
        """Of which cells figures are given, by their base as shown; of the others no part is published.

        Of a table with its base in another clean table all are kept here.
        """
        base = [name for name in self.table.base_parts if name in self.blocks]
        if not base or not set(base) <= set(self.own):
            some = next(iter(self.blocks))
            return np.ones(self.shown(blocks, shown, some).shape, dtype=bool)
        return np.sum([self.shown(blocks, shown, name) for name in base], axis=0) >= self.table.least_base

    @property
    def own(self) -> tuple[str, ...]:
        """The parts that its base is made of, where all are of one clean table."""
        return self.table.base_parts if len({part.table for part in self.table.parts}) == 1 else ()


@dataclass(frozen=True)
class Tried:
    """How many figures were looked at, which cells were moved, and how many counts are told nevertheless, as nothing
    about them may be moved.
    """

    figures: int
    moved: list[Cell]
    told: int


def try_sums(
    blocks: Sequence[Block],
    listed: Sequence[Listed],
    levels: Mapping[str, Levels],
    relations: Relations,
    to: int,
    carried: Collection[str],
) -> Tried:
    """Move figures of `blocks` until no count of 1 to `to` - 1 is told; none in a period that is carried over."""
    every = [*blocks, *_bases(blocks, relations)]
    counted = [number for number, block in enumerate(every) if not block.part.endswith(_NO_PEOPLE)]
    web = [every[number] for number in counted]
    shown = [block.shown for block in every]
    held = [np.zeros(block.shown.shape, dtype=bool) for block in every]
    roof = [np.full(block.shown.shape, ANY) for block in every]
    based: dict[int, list[Listed]] = {}
    for one in listed:
        enough = one.is_enough(every, shown)
        for name, number in one.blocks.items():
            at = every[number].places_of(one.spans)
            held[number][:, at] |= enough
            if name in one.own:
                most = np.where(enough, ANY, one.table.least_base - 1)
                roof[number][:, at] = np.minimum(roof[number][:, at], most)
                based.setdefault(number, []).append(one)
    loose = [_loose(block, mask, carried) for block, mask in zip(every, held, strict=True)]
    figures = Figures(
        counts=[block.counts for block in web],
        shown=[block.shown for block in web],
        held=[held[number] for number in counted],
        loose=[loose[number] for number in counted],
        few=[block.few for block in web],
        roof=[roof[number] for number in counted],
        names=[block.names for block in web],
        sums=sums_of(web, levels, relations),
        to=to,
    )

    def stays_published(cell: Cell, value: int) -> bool:
        """Whether the base of every figure made of a cell is still enough when the cell is shown as `value`."""
        number, (_, period, *rest) = counted[cell[0]], cell[1]
        for one in based.get(number, ()):
            span = every[number].spans[period]
            if span not in one.spans:
                continue
            base = [one.blocks[name] for name in one.own if name in one.blocks]
            now = sum(int(shown[each][0, every[each].spans.index(span), *rest]) for each in base)
            after = now + value - int(shown[number][cell[1]])
            if (now >= one.table.least_base) != (after >= one.table.least_base):
                return False
        return True

    moved, told = move_what_tells(figures, stays_published)
    own = [(counted[block], cell) for block, cell in moved]
    return Tried(int(sum(mask.sum() for mask in held)), own, len(told))


def _loose(block: Block, held: NDArray[np.bool_], carried: Collection[str]) -> NDArray[np.bool_]:
    free = [name_period(period) not in carried for _, period in block.spans]
    return held & ~block.few & np.array(free)[None, :, None, None]


def _bases(blocks: Sequence[Block], relations: Relations) -> list[Block]:
    """Of each base that nothing counts by itself a block that is not shown."""
    at = {(block.part, block.by): block for block in blocks}
    found = []
    for name, parts in relations.bases.items():
        for by in [way for part, way in at if part == parts[0]]:
            there = [at[part, by] for part in parts if (part, by) in at]
            if all(block.spans == there[0].spans for block in there):
                counts = np.sum([block.counts for block in there], axis=0)
                nothing = np.zeros(counts.shape, dtype=np.int64)
                names = np.zeros(counts.shape, dtype=np.uint64)
                few = np.zeros(counts.shape, dtype=bool)
                found.append(Block(name, by, there[0].spans, counts, few, nothing, nothing, names))
    return found


def carry_over(
    listed: Sequence[Listed], blocks: Sequence[Block], levels: Mapping[str, Levels], old: pd.DataFrame
) -> None:
    """Let the blocks show what was put out before, of `old` (cells of periods that are carried over)."""
    if not len(old):
        return
    carried = set(old["period"])
    before = dict(tuple(old.groupby(["measure", "part", "by_1", "by_2"], sort=False, observed=True)))
    for one in listed:
        kept = {name_period(period): span for span in one.spans if name_period(period := span[1]) in carried}
        for number in one.blocks.values():
            block = blocks[number]
            block.shown[:, block.places_of(list(kept.values()))] = 0
        for name, number in one.blocks.items():
            block, (first, second) = blocks[number], (*one.table.by, "", "")[:2]
            cells = before.get((one.table.measure, name, first, second))
            if cells is None:
                continue
            cells = cells[cells["period"].isin(list(kept))]
            spans = {period: block.spans.index(span) for period, span in kept.items()}
            places = [cells["period"].map(spans)]
            for dimension, column in ((first, "level_1"), (second, "level_2")):
                known = levels[dimension].names if dimension else ("",)
                places.append(cells[column].map({level: at for at, level in enumerate(known)}))
            there = np.stack([place.fillna(-1).to_numpy(dtype=np.int64) for place in places])
            there, shown = there[:, (there >= 0).all(axis=0)], cells["shown"].to_numpy()[(there >= 0).all(axis=0)]
            block.shown[0][tuple(there)] = shown
