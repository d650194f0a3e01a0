"""The tables of the list as they are made of one clean table, and what was put out of them before."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxdata.export.edition.cells.blocks import Block, Spans
from cxdata.export.edition.counting import Ints, Levels
from cxdata.export.edition.offered import Table
from cxdata.periods import name_period


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

    def published(self, blocks: Sequence[Block], shown: Sequence[Ints], part: str) -> Ints:
        """What is published of a part in its periods: periods x levels x levels, 0 where the base is too small."""
        return np.where(self.is_enough(blocks, shown), self.shown(blocks, shown, part), 0)[0]

    @property
    def own(self) -> tuple[str, ...]:
        """The parts that its base is made of, where all are of one clean table."""
        return self.table.base_parts if len({part.table for part in self.table.parts}) == 1 else ()


def carry_over(
    listed: Sequence[Listed], blocks: Sequence[Block], levels: Mapping[str, Levels], old: pd.DataFrame
) -> None:
    """Let the blocks show what was put out before, of `old` (cells of periods that are carried over)."""
    if not len(old):
        return
    carried = set(old["period"])
    before = dict(tuple(old.groupby(["measure", "part", "by_1", "by_2"], sort=False, observed=True)))
    # A count that several measures have is shown by those whose base is great enough, wherever they stand in the list.
    for one in listed:
        for number in one.blocks.values():
            blocks[number].shown[:, blocks[number].places_of(_of(one, carried))] = 0
    for one in listed:
        kept = {name_period(span[1]): span for span in _of(one, carried)}
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


def _of(one: Listed, names: Collection[str]) -> Spans:
    """The periods of a table that are among those named."""
    return tuple(span for span in one.spans if name_period(span[1]) in names)
