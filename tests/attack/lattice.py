"""Published tables as one web of counts: which figure is the sum of which others.

Rows and columns add up to totals, months to quarters and quarters to years, the satisfied and the others to all
answers, channels to their groups. A cell that stands in several tables is one count.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from tests.attack.rows import WHOLES, Rows, nested_levels
from tests.attack.rules import Ints, Round

Months = tuple[int, ...]


@dataclass(frozen=True)
class Table:
    """One published table: a part of a figure, split by none, one or two columns, over these periods."""

    part: str
    by: tuple[str, ...]
    periods: tuple[Months, ...]


@dataclass(frozen=True)
class Lattice:
    """Every count that is published, and what adds up to what.

    shown and truth hold one figure a count. Sum number k says that count total[k] is made of the counts `member`
    where `owner` is k. blocks finds counts: (part, columns) -> numbers by level, level and period (-1: not published);
    key_sums are the sums of the record keys of each, names a number that each count goes by. more says of which sums
    the total may hold more than the members (of none, without it).
    """

    shown: Ints
    truth: Ints
    total: Ints
    owner: Ints
    member: Ints
    blocks: dict[tuple[str, tuple[str, ...]], Ints]
    periods: tuple[Months, ...]
    levels: dict[str, tuple[str, ...]]
    key_sums: np.ndarray
    names: np.ndarray
    more: np.ndarray | None = None

    def __len__(self) -> int:
        return len(self.truth)

    def name(self, node: int) -> str:
        """A count in words, for a list of what fell."""
        for (part, by), ids in self.blocks.items():
            for place in np.argwhere(ids == node):
                levels = [self.levels[column][at] for column, at in zip(by, place, strict=False)]
                months = self.periods[place[-1]]
                return f"{part}, {', '.join(levels) or 'all'}, {say_months(months)}"
        return f"count {node}"

    def finest(self) -> Ints:
        """The counts that are no sum of others."""
        return np.setdiff1d(np.arange(len(self)), self.total)


def say_months(months: Months) -> str:
    """A period by its first and last month."""
    first, last = (f"{month // 12}-{month % 12 + 1:02d}" for month in (months[0], months[-1]))
    return first if first == last else f"{first} to {last}"


def whole_quarters(rows: Rows) -> tuple[Months, ...]:
    """Every quarter of the rows' months, all of them over."""
    first, last = int(rows.month.min()), int(rows.month.max())
    starts = range(first + (-first) % 3, last - 1, 3)
    return tuple((start, start + 1, start + 2) for start in starts)


def quarters_and_year(rows: Rows) -> tuple[Months, ...]:
    """The latest four quarters and the four as one."""
    latest = whole_quarters(rows)[-4:]
    return (*latest, tuple(month for quarter in latest for month in quarter))


def offered_periods(rows: Rows, *, months: bool = False, halves: bool = False) -> tuple[Months, ...]:
    """Every quarter, every financial year that is over, the latest four quarters; months and half-years if asked."""
    quarters = whole_quarters(rows)
    covered = {month for quarter in quarters for month in quarter}
    years = [tuple(range(m, m + 12)) for m in sorted(covered) if m % 12 == 3 and set(range(m, m + 12)) <= covered]
    latest = quarters_and_year(rows)[-1]
    half = [q + r for q, r in zip(quarters, quarters[1:], strict=False) if q[0] % 6 == 3] if halves else []
    every = [(m,) for m in sorted(covered)] if months else []
    return tuple(dict.fromkeys([*every, *quarters, *half, *years, latest]))


def lattice(
    rows: Rows,
    tables: Iterable[Table],
    keys: np.ndarray,
    rounding: Round,
) -> Lattice:
    """The web of counts of these tables of one source, with the totals that stand on their edges.

    keys is a record key a row; rounding makes shown figures of counts, sums of keys and names.
    """
    wanted: dict[tuple[str, tuple[str, ...]], dict[Months, None]] = {}
    for table in tables:
        for size in range(len(table.by) + 1):
            for by in combinations(sorted(table.by), size):
                wanted.setdefault((table.part, by), {}).update(dict.fromkeys(table.periods))
    periods = tuple(dict.fromkeys(period for found in wanted.values() for period in found))
    blocks, counts, sums, names, size = {}, [], [], [], 0
    for (part, by), found in wanted.items():
        offered = np.array([period in found for period in periods])
        cube, keyed = _cube(rows, part, by, periods, keys)
        ids = np.full(cube.shape, -1)
        ids[..., offered] = size + np.arange(cube[..., offered].size).reshape(cube[..., offered].shape)
        blocks[part, by] = ids
        counts.append(cube[..., offered].ravel())
        sums.append(keyed[..., offered].ravel())
        names.append(_names(rows.table, part, by, cube.shape[:-1], periods)[..., offered].ravel())
        size += counts[-1].size
    truth, key_sums, named = np.concatenate(counts), np.concatenate(sums), np.concatenate(names)
    shown = rounding(truth, key_sums, named)
    total, owner, member, _ = flat((one, parts, False) for one, parts in _sums(rows, blocks, periods))
    levels = {column: rows.levels[column] for column in rows.codes}
    return Lattice(shown, truth, total, owner, member, blocks, periods, levels, key_sums, named)


def _cube(
    rows: Rows, part: str, by: Sequence[str], periods: Sequence[Months], keys: np.ndarray
) -> tuple[Ints, np.ndarray]:
    """Counts and sums of record keys by the levels of the columns and by period."""
    here = rows.parts[part]
    sizes = [len(rows.levels[column]) for column in by]
    first, last = min(min(months) for months in periods), max(max(months) for months in periods)
    here = here & (rows.month >= first) & (rows.month <= last)
    place = np.zeros(int(here.sum()), dtype=np.int64)
    for column, size in zip(by, sizes, strict=True):
        place = place * size + rows.codes[column][here]
    width = last - first + 1
    place = place * width + rows.month[here] - first
    cells = int(np.prod(sizes, dtype=np.int64)) * width
    counts = np.bincount(place, weights=rows.people[here], minlength=cells).astype(np.int64)
    sums = np.zeros(cells, dtype=np.uint64)
    np.add.at(sums, place, keys[here])
    shape = (*sizes, width)
    within = [[month - first for month in months] for months in periods]
    counts, sums = counts.reshape(shape), sums.reshape(shape)
    return (
        np.stack([counts[..., months].sum(axis=-1) for months in within], axis=-1),
        np.stack([sums[..., months].sum(axis=-1, dtype=np.uint64) for months in within], axis=-1),
    )


def _names(table: str, part: str, by: Sequence[str], shape: Sequence[int], periods: Sequence[Months]) -> np.ndarray:
    """A number of 64 bits for each cell of a block, the same wherever the cell is counted."""
    block = f"{table}|{part}|{'|'.join(by)}|"
    spans = np.array([_digest(block + str(months)) for months in periods], dtype=np.uint64)
    cells = np.arange(int(np.prod(shape, dtype=np.int64)), dtype=np.uint64).reshape(*shape, 1)
    with np.errstate(over="ignore"):
        return spans + cells * np.uint64(0x9E3779B97F4A7C15)


def _digest(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])


def _sums(
    rows: Rows, blocks: dict[tuple[str, tuple[str, ...]], Ints], periods: Sequence[Months]
) -> Iterator[tuple[Ints, Ints]]:
    """Every addition: totals, and their members with one more axis at the end."""
    nested = nested_levels(rows)
    for (part, by), ids in blocks.items():
        for axis in range(len(by)):
            shorter = blocks.get((part, by[:axis] + by[axis + 1 :]))
            if shorter is not None:
                yield shorter, np.moveaxis(ids, axis, -1)
        for whole, tiles in _tilings(periods):
            yield ids[..., whole], ids[..., tiles]
        for parts in WHOLES.get((rows.table, part), ()):
            if all((one, by) in blocks for one in parts):
                yield ids, np.stack([blocks[one, by] for one in parts], axis=-1)
        for axis, column in enumerate(by):
            for (fine, coarse), within in nested.items():
                finer_by = tuple(sorted((*by[:axis], fine, *by[axis + 1 :])))
                if coarse == column and fine not in by and (part, finer_by) in blocks:
                    inner = np.moveaxis(blocks[part, finer_by], finer_by.index(fine), 0)
                    yield from _grouped(np.moveaxis(ids, axis, 0), inner, within)


def _grouped(outer: Ints, inner: Ints, within: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Each level of a column that groups another one, and the levels within it."""
    for level in range(len(outer)):
        yield outer[level], np.moveaxis(inner[within == level], 0, -1)


def _tilings(periods: Sequence[Months]) -> Iterator[tuple[int, list[int]]]:
    """Which periods are made of which shorter ones of one length."""
    for place, whole in enumerate(periods):
        for length in sorted({len(months) for months in periods if len(months) < len(whole)}):
            within = [at for at, months in enumerate(periods) if len(months) == length and set(months) <= set(whole)]
            if sorted(month for at in within for month in periods[at]) == sorted(whole):
                yield place, within


def flat(sums: Iterable[tuple[Ints, Ints, bool]]) -> tuple[Ints, Ints, Ints, np.ndarray]:
    """Totals, owner and member of every part, and whether there may be more, of the sums that are published whole."""
    totals, owners, members, mores, size = [], [], [], [], 0
    for total, parts, more in sums:
        wide = parts.reshape(-1, parts.shape[-1])
        one = total.reshape(-1)
        kept = (one >= 0) & (wide >= 0).all(axis=1)
        one, wide = one[kept], wide[kept]
        totals.append(one)
        owners.append(np.repeat(size + np.arange(len(one)), wide.shape[1]))
        members.append(wide.ravel())
        mores.append(np.full(len(one), more))
        size += len(one)
    empty = np.zeros(0, dtype=np.int64)
    return (
        np.concatenate([empty, *totals]),
        np.concatenate([empty, *owners]),
        np.concatenate([empty, *members]),
        np.concatenate([empty.astype(bool), *mores]),
    )
