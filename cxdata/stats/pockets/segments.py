"""Every group that one, two or three facts describe, and how many people of any kind are in each."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from cxdata.stats.pockets.cells import Cells

MOST_CONDITIONS = 3


@dataclass(frozen=True)
class Segments:
    """The groups of at least some size. The arrays have one entry a group."""

    cells: Cells
    groupings: tuple[tuple[int, ...], ...]
    """The sets of dimensions (positions) that were counted: 92 of them for eight dimensions."""
    keys: tuple[np.ndarray, ...]
    """For each grouping, the keys of its groups that are large enough."""
    grouping: np.ndarray
    """Which grouping each group belongs to."""
    ways: np.ndarray
    """How many conditions describe each group: 1, 2 or 3."""
    responses: np.ndarray
    """How many people are in each group."""

    def __len__(self) -> int:
        return len(self.grouping)

    def count(self, counts: np.ndarray, rows: np.ndarray | None = None) -> np.ndarray:
        """Sum `counts` (one a cell) within every group; given `rows`, over those cells only."""
        if not len(self):
            return np.zeros(0, dtype=np.int64)
        parts = [
            self.cells.table(dimensions, counts, rows)[keys]
            for dimensions, keys in zip(self.groupings, self.keys, strict=True)
        ]
        return np.concatenate(parts)

    def conditions(self, segment: int) -> dict[str, str]:
        """What describes a group: dimension and value, in the order the dimensions were given."""
        grouping = int(self.grouping[segment])
        key = int(self.keys[grouping][segment - int(np.searchsorted(self.grouping, grouping))])
        levels_of = {}
        for dimension in reversed(self.groupings[grouping]):
            key, code = divmod(key, len(self.cells.levels[dimension]))
            levels_of[self.cells.dimensions[dimension]] = self.cells.levels[dimension][code]
        return dict(reversed(levels_of.items()))


def list_segments(
    cells: Cells,
    *,
    min_base: int,
    apart: Iterable[tuple[int, int]] = (),
    most_conditions: int = MOST_CONDITIONS,
) -> Segments:
    """All groups with at least `min_base` responses; no grouping holds a pair of dimensions in `apart`."""
    pairs = set(apart)
    groupings, large_enough, responses = [], [], [np.zeros(0, dtype=np.int64)]
    for ways in range(1, most_conditions + 1):
        for dimensions in combinations(range(len(cells.dimensions)), ways):
            if pairs.isdisjoint(combinations(dimensions, 2)):
                table = cells.table(dimensions, cells.responses)
                groupings.append(dimensions)
                large_enough.append(np.flatnonzero(table >= min_base))
                responses.append(table[large_enough[-1]])
    sizes = [len(keys) for keys in large_enough]
    return Segments(
        cells,
        tuple(groupings),
        tuple(large_enough),
        np.repeat(np.arange(len(groupings)), sizes),
        np.repeat([len(dimensions) for dimensions in groupings], sizes),
        np.concatenate(responses),
    )
