"""Every group that one, two or three facts describe, and how many people of any kind are in each."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from cxdata.stats.pockets.cells import Cells

MOST_CONDITIONS = 3


@dataclass(frozen=True)
class Groups:
    """Every group that anybody is in. `keys`, `grouping` and `ways` have one entry a group.

    They depend on which cells there are and not on how many people each has: a survey that is drawn anew has the same.
    """

    groupings: tuple[tuple[int, ...], ...]
    """The sets of dimensions (positions) that were counted: 92 of them for eight dimensions."""
    keys: np.ndarray
    """What the levels of each group are, as `Cells.key` says them."""
    grouping: np.ndarray
    """Which grouping each group belongs to."""
    ways: np.ndarray
    """How many conditions describe each group: 1, 2 or 3."""
    members: np.ndarray
    """The cells of each group, one group after the other."""
    starts: np.ndarray
    """Where the cells of each group begin among the members."""

    def count(self, counts: np.ndarray) -> np.ndarray:
        """Sum whole numbers, one a cell, within every group."""
        return np.add.reduceat(counts[self.members], self.starts) if len(self.starts) else np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class Segments:
    """The groups of at least some size. The arrays have one entry a group."""

    cells: Cells
    every: Groups
    """All groups, of whatever size."""
    listed: np.ndarray
    """Which of them are large enough (positions)."""
    grouping: np.ndarray
    """Which grouping each group belongs to."""
    ways: np.ndarray
    """How many conditions describe each group: 1, 2 or 3."""
    responses: np.ndarray
    """How many people are in each group."""

    def __len__(self) -> int:
        return len(self.listed)

    @property
    def groupings(self) -> tuple[tuple[int, ...], ...]:
        """The sets of dimensions (positions) that were counted."""
        return self.every.groupings

    def count(self, counts: np.ndarray, rows: np.ndarray | None = None) -> np.ndarray:
        """Sum `counts` (whole numbers, one a cell) within every group; given `rows`, over those cells only."""
        if rows is not None:
            inside = np.zeros_like(counts)
            inside[rows] = counts[rows]
            counts = inside
        return self.every.count(counts)[self.listed]

    def conditions(self, segment: int) -> dict[str, str]:
        """What describes a group: dimension and value, in the order the dimensions were given."""
        grouping, key = int(self.grouping[segment]), int(self.every.keys[self.listed[segment]])
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
    return large_enough(cells, every_group(cells, apart=apart, most_conditions=most_conditions), min_base=min_base)


def every_group(
    cells: Cells, *, apart: Iterable[tuple[int, int]] = (), most_conditions: int = MOST_CONDITIONS
) -> Groups:
    """All groups that anybody is in; no grouping holds a pair of dimensions in `apart`."""
    pairs = set(apart)
    groupings = tuple(
        dimensions
        for ways in range(1, most_conditions + 1)
        for dimensions in combinations(range(len(cells.dimensions)), ways)
        if pairs.isdisjoint(combinations(dimensions, 2))
    )
    found = [_groups_by(cells, dimensions) for dimensions in groupings]
    nothing = np.zeros(0, dtype=np.int64)
    sizes = np.concatenate([nothing, *(sizes for _, _, sizes in found)])
    groups = [len(keys) for keys, _, _ in found]
    return Groups(
        groupings,
        keys=np.concatenate([nothing, *(keys for keys, _, _ in found)]),
        grouping=np.repeat(np.arange(len(groupings)), groups),
        ways=np.repeat([len(dimensions) for dimensions in groupings], groups),
        members=np.concatenate([nothing, *(members for _, members, _ in found)]),
        starts=np.cumsum(sizes) - sizes,
    )


def large_enough(cells: Cells, every: Groups, *, min_base: int) -> Segments:
    """Those groups that have at least `min_base` responses among these cells, of which they are the groups."""
    responses = every.count(cells.responses)
    listed = np.flatnonzero(responses >= min_base)
    return Segments(cells, every, listed, every.grouping[listed], every.ways[listed], responses[listed])


def _groups_by(cells: Cells, dimensions: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The keys of the groups by these dimensions, their cells one group after the other, and how many each has."""
    key = cells.key(dimensions)
    sizes = np.bincount(key, minlength=cells.combinations(dimensions))
    keys = np.flatnonzero(sizes)
    number_of = np.zeros(len(sizes), dtype=np.uint16 if len(keys) < 2**16 else np.int64)  # Short numbers sort faster.
    number_of[keys] = np.arange(len(keys))
    return keys, np.argsort(number_of[key], kind="stable"), sizes[keys]
