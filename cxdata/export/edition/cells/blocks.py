"""The cells of one part by one way, as an array: what they hold, and what is shown of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cxdata.export.edition.cells.names import Naming
from cxdata.export.edition.counting import Ints, Keys, Rows, count_way, spans_of
from cxdata.export.edition.offered import Part
from cxdata.periods import Period
from cxdata.stats.disclosure.keyed import cell_key, round_keyed

Spans = tuple[tuple[str, Period], ...]
"""Periods, each with its kind."""


@dataclass(frozen=True)
class Block:
    """The cells of what is counted once, by one way, in some periods: arrays of 1 x periods x levels x levels.

    `part` is the name by which it is counted. `counts` are exact; `few` marks those behind which too few people stand;
    `drawn` is what rounding by the key shows, `shown` what is shown in the end; `names` are the cells' own.
    """

    part: str
    by: tuple[str, ...]
    spans: Spans
    counts: Ints
    few: NDArray[np.bool_]
    drawn: Ints
    shown: Ints
    names: Keys

    def places_of(self, spans: Sequence[tuple[str, Period]]) -> NDArray[np.intp]:
        """Where these periods stand."""
        return np.array([self.spans.index(one) for one in spans], dtype=np.intp)


def count_blocks(
    rows: Rows, naming: Naming, parts: Mapping[str, Part], by: tuple[str, ...], spans: Spans, how: "Rounding"
) -> Iterator[Block]:
    """The blocks of some parts (name -> part) by one way; none of a part that nothing adds to."""
    called = {part: name for name, part in parts.items()}
    for part, cells in count_way(rows, by, list(called), spans_of(rows, spans), how.fewer_than):
        names = naming.of_cells(part, by, [period for _, period in spans])
        odd = cells.counts % how.to > 0
        drawn = cells.counts.copy()
        drawn[odd] = round_keyed(
            cells.counts[odd], cell_key(names[odd], cells.sums[odd], bytes.fromhex(how.key)), how.to
        )
        drawn[cells.few] = 0
        few, drawn = cells.few[None], drawn[None]
        yield Block(called[part], by, spans, cells.counts[None], few, drawn, drawn.copy(), names[None])


@dataclass(frozen=True)
class Rounding:
    """The key (64 hexadecimal digits), to what is rounded, and how many people at least must stand behind a count of so
    many or more.
    """

    key: str
    to: int
    fewer_than: int
