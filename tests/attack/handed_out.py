"""An edition's own file as an attacker has it: every figure in it one web, with all that he knows adds up.

He reads the file, knows the method and the definitions of the measures, and the council's named groups. He works with
lists of his own: nothing of the code that made the file is used, so that what its maker overlooked is not overlooked
here as well.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import duckdb
import numpy as np
import pandas as pd

from tests.attack.known_sums import LEVEL_OF, OTHER_BASE, SHARE_BASE, SUMS, Part
from tests.attack.lattice import Lattice, flat
from tests.attack.propagate import Bounds, propagate
from tests.attack.rows import GROUPS, Rows
from tests.attack.rules import ROOF, TO, UNSHOWN, Ints, keyed_bounds

Way = tuple[str, ...]


@dataclass(frozen=True)
class Handed:
    """What is in an edition's file, and what is public: the named groups, and which service has which provider."""

    cells: pd.DataFrame
    tables: pd.DataFrame
    periods: pd.DataFrame
    groups: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    providers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, path: str, **known: Mapping) -> "Handed":
        """Open the file without a line of the product."""
        with duckdb.connect(path, read_only=True) as con:
            frames = (con.sql(f"select * from {name}").df() for name in ("cells", "tables", "periods"))
            return cls(*frames, **known)


def least_base(part: Part) -> int:
    """How many the shown base must be for a part to be in the file at all."""
    return SHARE_BASE if part[1] in ("yes", "others") else OTHER_BASE if part[1] not in ("n", "") else 0


Name = tuple[Part, Way, tuple[str, ...], str]


@dataclass(frozen=True)
class Found:
    """What the sums of all figures of one clean table tell: the web, the least and greatest of each count."""

    blocks: "_Blocks"
    web: Lattice
    bounds: Bounds

    @property
    def figures(self) -> int:
        """How many figures are published."""
        return int((self.web.shown != UNSHOWN).sum())

    @property
    def told(self) -> Ints:
        """The counts of 1 to 4 that can be one number only."""
        low, high = self.bounds.low, self.bounds.high
        assert (low <= high).all(), "what was taken to add up does not"
        return np.flatnonzero((low == high) & (low > 0) & (low < TO))

    def says(self, node: int) -> str:
        """A count in words."""
        (name,) = self.blocks.names(np.array([node]))
        return f"{name}: shown {self.web.shown[node]}, told {self.bounds.low[node]}"

    def with_least(self, known: Mapping[Name, int]) -> "Found":
        """The same by somebody who knows of some counts how many there are at least."""
        low, high = self.bounds.low.copy(), self.bounds.high
        for name, least in known.items():
            at = self.blocks.place(name)
            if at is not None:
                low[at] = max(low[at], least)
        return Found(self.blocks, self.web, propagate(self.web, low, high))


def told_in(handed: Handed, table: str) -> Found:
    """Everything in the file that is counted in one clean table, as one web, and what its sums tell."""
    blocks = _Blocks(handed, table)
    total, owner, member, more = flat(blocks.sums())
    none: np.ndarray = np.zeros(blocks.size, dtype=np.uint64)
    shown, roof = np.concatenate(blocks.shown), np.concatenate(blocks.roof)
    web = Lattice(shown, np.zeros_like(shown), total, owner, member, {}, (), {}, none, none, more)
    low, high = keyed_bounds(shown)
    return Found(blocks, web, propagate(web, low, np.minimum(high, roof)))


class _Blocks:
    """The figures of one clean table in arrays by what is counted and by which way, numbered through."""

    def __init__(self, handed: Handed, table: str) -> None:
        self.handed, self.table, self.size = handed, table, 0
        self.shown: list[Ints] = []
        self.roof: list[Ints] = []
        self.at: dict[tuple[Part, Way], Ints] = {}
        self.spans = {row.period: (row.first_day, row.end) for row in handed.periods.itertuples() if row.held}
        parts = {part for total, some, _ in SUMS[table] for part in (total, *some)}
        self.parts = sorted(part for part in parts if part[0])
        cells = handed.cells[handed.cells["measure"].isin({measure for measure, _ in self.parts})]
        self.levels: dict[str, list[str]] = {}
        for by, level in (("by_1", "level_1"), ("by_2", "level_2")):
            for name, some in cells.groupby(by, observed=True)[level]:
                self.levels[str(name)] = sorted({*self.levels.get(str(name), []), *some.astype(str)})
        known = dict(tuple(handed.tables.groupby("measure", observed=True)))
        here = dict(tuple(cells.groupby(["measure", "part", "by_1", "by_2"], observed=True)))
        for measure in sorted({measure for measure, _ in self.parts} & set(known)):
            for (first, second), some in known[measure].groupby(["by_1", "by_2"], observed=True):
                by = tuple(str(one) for one in (first, second) if one)
                self._read(measure, by, set(some["period"]), here)
        for total, some, _ in SUMS[table]:
            if not total[0]:
                for (part, by), ids in list(self.at.items()):
                    if part == some[0] and (total, by) not in self.at:
                        self._add(total, by, np.full(ids.shape, UNSHOWN), np.full(ids.shape, ROOF), ids >= 0)

    def _read(self, measure: str, by: Way, periods: set[str], here: Mapping) -> None:
        names = [name for one, name in self.parts if one == measure]
        shape = (len(self.spans), *(len(self.levels.get(name, ())) for name in by))
        figures = {}
        for name in names:
            shown = np.zeros(shape, dtype=np.int64)
            some = here.get((measure, name, *(*by, "", "")[:2]))
            if some is not None:
                codes = [pd.Index(list(self.spans)).get_indexer(some["period"].astype(str))]
                for place, dimension in enumerate(by, start=1):
                    codes.append(pd.Index(self.levels[dimension]).get_indexer(some[f"level_{place}"].astype(str)))
                shown[tuple(codes)] = some["shown"].to_numpy()
            figures[name] = shown
        based = [name for name in names if least_base((measure, name))]
        base = np.sum([figures[name] for name in based], axis=0) if based else 0
        offered = np.isin(list(self.spans), list(periods)).reshape(-1, *[1] * len(by)) & np.ones(shape, dtype=bool)
        for name in names:
            least = least_base((measure, name))
            enough = base >= least if least else np.ones(shape, dtype=bool)
            roof = np.where(enough, ROOF, least - 1)
            self._add((measure, name), by, np.where(enough, figures[name], UNSHOWN), roof, offered)

    def _add(self, part: Part, by: Way, shown: Ints, roof: Ints, there: np.ndarray) -> None:
        ids = np.full(shown.shape, -1)
        ids[there] = self.size + np.arange(int(there.sum()))
        self.at[part, by] = ids
        self.shown.append(shown[there])
        self.roof.append(roof[there])
        self.size += int(there.sum())

    def names(self, nodes: Ints) -> list[Name]:
        """What some figures are."""
        wanted = np.full(self.size, -1)
        wanted[nodes] = np.arange(len(nodes))
        found: dict[int, Name] = {}
        spans = list(self.spans)
        for (part, by), ids in self.at.items():
            for place in np.argwhere((ids >= 0) & (wanted[ids] >= 0)):
                levels = tuple(self.levels[one][at] for one, at in zip(by, place[1:], strict=True))
                found[int(wanted[ids[tuple(place)]])] = (part, by, levels, spans[place[0]])
        return [found[place] for place in range(len(nodes))]

    def place(self, name: Name) -> int | None:
        """The number of a figure; None where there is none of that name."""
        part, by, levels, period = name
        ids = self.at.get((part, by))
        known = [self.levels.get(one, []) for one in by]
        if ids is None or period not in self.spans or any(a not in b for a, b in zip(levels, known, strict=True)):
            return None
        at = ids[(list(self.spans).index(period), *(b.index(a) for a, b in zip(levels, known, strict=True)))]
        return int(at) if at >= 0 else None

    def find(self, part: Part, by: Way) -> Ints | None:
        """The numbers of a part's figures by these dimensions in this order."""
        if (part, by) in self.at:
            return self.at[part, by]
        ids = self.at.get((part, by[::-1]))
        return None if ids is None else ids.swapaxes(1, 2)

    def sums(self) -> Iterator[tuple[Ints, Ints, bool]]:
        """Every addition: totals, their members with one more axis, whether there may be more."""
        for (part, by), ids in self.at.items():
            yield from self._of_periods(ids)
            for axis in range(1, len(by) + 1):
                yield from self._of_groups(ids, by, axis)
                yield from self._of_coarser(part, by, axis)
        for total, some, more in SUMS[self.table]:
            for by in [way for part, way in self.at if part == total]:
                found = [self.find(one, by) for one in some]
                there = [one for one in found if one is not None]
                if there and (more or len(there) == len(found)):
                    yield self.at[total, by], np.stack(there, axis=-1), more
        for part, wide, dimension, chosen in LEVEL_OF[self.table]:
            places = _places(self.levels.get(dimension, []), chosen)
            for by in [way for one, way in self.at if one == part and dimension not in way and len(way) < 2]:
                inner = self.find(wide, (dimension, *by))
                if inner is not None and len(places) == len(chosen):
                    yield self.at[part, by], np.moveaxis(inner[:, places], 1, -1), False

    def _of_groups(self, ids: Ints, by: Way, axis: int) -> Iterator[tuple[Ints, Ints, bool]]:
        front, levels = np.moveaxis(ids, axis, -1), self.levels.get(by[axis - 1], [])
        for group, members in self.handed.groups.get(by[axis - 1], {}).items():
            if group in levels:
                yield front[..., levels.index(group)], front[..., _places(levels, members)], False

    def _of_coarser(self, part: Part, by: Way, axis: int) -> Iterator[tuple[Ints, Ints, bool]]:
        """All levels of a column, and those within a level of a coarser one."""
        dimension, rest = by[axis - 1], by[: axis - 1] + by[axis:]
        front, levels = np.moveaxis(self.at[part, by], axis, -1), self.levels.get(dimension, [])
        groups = self.handed.groups.get(dimension, {})
        total = self.find(part, rest)
        if total is not None:
            yield total, front[..., [at for at, level in enumerate(levels) if level not in groups]], False
        coarse, within = {"channel": ("channel_group", GROUPS), "service": ("provider", self.handed.providers)}.get(
            dimension, ("", {})
        )
        outer = self.find(part, (coarse, *rest)) if within and coarse not in rest else None
        for at, level in enumerate(self.levels[coarse] if outer is not None else ()):
            members = [fine for fine in levels if within.get(fine, "other") == level]
            if outer is not None and members and level not in self.handed.groups.get(coarse, {}):
                yield outer[:, at], front[..., _places(levels, members)], False

    def _of_periods(self, ids: Ints) -> Iterator[tuple[Ints, Ints, bool]]:
        spans = list(self.spans.values())
        for whole, (start, end) in enumerate(spans):
            for months in (1, 3):
                inside = [
                    at
                    for at, (first, last) in enumerate(spans)
                    if start <= first and last <= end and at != whole and round((last - first).days / 30.4) == months
                ]
                if sum((spans[at][1] - spans[at][0]).days for at in inside) == (end - start).days:
                    yield ids[whole], np.moveaxis(ids[inside], 0, -1), False


def _places(levels: Sequence[str], chosen: Sequence[str]) -> list[int]:
    return [levels.index(one) for one in chosen if one in levels]


def people_of(rows: Rows, chosen: Ints, found: Found, part: Part) -> dict[Name, int]:
    """How many of some people are in each figure of a part: what somebody knows who knows all about these people."""
    first = {name: start.year * 12 + start.month - 1 for name, (start, _) in found.blocks.spans.items()}
    after = {name: end.year * 12 + end.month - 1 for name, (_, end) in found.blocks.spans.items()}
    known: dict[Name, int] = {}
    for one in [by for which, by in found.blocks.at if which == part and set(by) <= set(rows.codes)]:
        for row in chosen:
            levels = tuple(rows.levels[column][rows.codes[column][row]] for column in one)
            for name in found.blocks.spans:
                if first[name] <= rows.month[row] < after[name]:
                    key = (part, one, levels, name)
                    known[key] = known.get(key, 0) + 1
    return known
