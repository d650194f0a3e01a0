"""One clean table counted for an edition: every part of every table of the list, out of one reading of the rows.

Cells are counted by month (of one thing at most) or by quarter (of two); longer periods and the groups of levels that
the council has named are added up from these. Counts, sums of record keys and marks of people all add up.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxdata.contract import TABLES
from cxdata.council import Council
from cxdata.export.edition.offered import LATEST, MONTH, QUARTER, YEAR, Part
from cxdata.export.edition.records import KEY_NAME, people_sql, record_sql
from cxdata.measures.registry.dimensions import DIMENSIONS, fill, parts_of
from cxdata.measures.statement import text_of
from cxdata.periods import Period
from cxdata.store import Store

SPANS = (MONTH, QUARTER, YEAR)
ALIKE = 0.9
"""From which share of its rows on a table's rows stand for the same number of people."""
_THOUSANDTHS = 1000
_MARKS = 256
_HALF = np.uint64(32)

Ints = NDArray[np.int64]
Keys = NDArray[np.uint64]


@dataclass(frozen=True)
class Levels:
    """A dimension of the rows: each row's place among `names`, of which those from `own` on are named groups, each the
    places of its members.
    """

    codes: Ints
    names: tuple[str, ...]
    groups: tuple[Ints, ...] = ()

    @property
    def own(self) -> int:
        """How many of the names are the data's own levels."""
        return len(self.names) - len(self.groups)


@dataclass(frozen=True)
class Rows:
    """The rows of one table as they are counted.

    `records` are their numbers, `people` who is behind each (the record itself where nobody knows), `weights` how many
    people that is; `known` says whether the table names anybody. `amounts` are, of each part, the rows that add to it
    and how much (in thousandths where it is no number of people). `spans` are month, quarter and year of each row.
    """

    records: Keys
    people: Keys
    weights: Ints
    known: bool
    spans: pd.DataFrame
    levels: Mapping[str, Levels]
    amounts: Mapping[Part, tuple[Ints, Ints]]


@dataclass(frozen=True)
class Spans:
    """The periods for which cells are counted: each row's slot (-1: in none), and of which slots each is made."""

    slots: Ints
    members: NDArray[np.bool_]


_NOTHING = Levels(np.zeros(0, dtype=np.int64), ("",))
"""In the place of a dimension that a way has not."""


@dataclass(frozen=True)
class Cells:
    """What is counted of one part by one way: arrays of spans x levels of the first x levels of the second dimension
    (one level where there is none): how many, the sum of the record keys mod 2^64, and whether fewer people than asked
    for stand behind it.
    """

    counts: Ints
    sums: Keys
    few: NDArray[np.bool_]


def read_rows(
    store: Store, table: str, parts: Sequence[Part], names: Collection[str], council: Council, key: str
) -> Rows:
    """The rows of a table, without those that staff raised, and of each what every part counts of it."""
    settings, contract = parts_of(council), TABLES[table]
    time = contract.time
    who = people_sql(table)
    person, unknown = who or ("null", "1")
    selected = [
        f"{record_sql(table)} as record",
        f"coalesce({person}, record) as person",
        f"case when {person} is null then {unknown} else 1 end as weight",
        *(f"{fill(DIMENSIONS[name].sql, time=time, parts=settings)} as {name}" for name in SPANS),
        *(f"{text_of(DIMENSIONS[name], table, settings)} as by_{name}" for name in names),
        *(f"{_amount(part, time, settings)} as part_{place}" for place, part in enumerate(parts)),
    ]
    outside = "requester <> 'staff'" if "requester" in contract.names else "true"
    found = store.rows(f"select {', '.join(selected)} from {table} where {outside}", {KEY_NAME: key})
    amounts = {}
    for place, part in enumerate(parts):
        amount = found[f"part_{place}"].to_numpy(dtype=np.int64)
        rows = np.flatnonzero(amount)
        amounts[part] = (rows, amount[rows])
    levels = {name: _levels(found[f"by_{name}"], council.named_groups.get(name, {})) for name in names}
    return Rows(
        found["record"].to_numpy(dtype=np.uint64),
        found["person"].to_numpy(dtype=np.uint64),
        found["weight"].to_numpy(dtype=np.int64),
        who is not None,
        found[list(SPANS)],
        levels,
        amounts,
    )


def people_a_row(store: Store, table: str) -> int | None:
    """For how many people nearly each row of a table stands, where that is the same number above 1; else None.

    Where each row is five people every count is a multiple of 5 and would be shown as it is; where each is three, few
    counts are possible. Nothing of such a table is published.
    """
    if "count" not in TABLES[table].names or not store.row_counts[table]:
        return None
    numbers = store.tuples(f"select coalesce(count, 1), count(*) from {table} group by all order by 2 desc, 1")
    often, rows = numbers[0]
    share = rows / sum(many for _, many in numbers)
    return int(often) if often > 1 and share >= ALIKE else None


def _amount(part: Part, time: str | None, settings: Mapping[str, str]) -> str:
    """What a row adds to a part, as a whole number; nothing where that is unknown."""
    amount = f"coalesce({fill(part.amount, time=time, parts=settings)}, 0)"
    return f"round({amount} * {_THOUSANDTHS})::bigint" if part.unit else f"({amount})::bigint"


def _levels(column: pd.Series, groups: Mapping[str, Sequence[str]]) -> Levels:
    words = column.astype("category").cat.remove_unused_categories()
    names = tuple(str(name) for name in words.cat.categories)
    members = {name: [names.index(level) for level in chosen if level in names] for name, chosen in groups.items()}
    return Levels(
        np.asarray(words.cat.codes, dtype=np.int64),
        (*names, *members),
        tuple(np.array(places, dtype=np.int64) for places in members.values()),
    )


def spans_of(rows: Rows, periods: Sequence[tuple[str, Period]]) -> Spans:
    """The slots of some periods, each with its kind: a slot is a month where there are months, else a quarter.

    A figure for a quarter is in no month, and one for a year in no quarter.
    """
    kinds = [kind for kind in SPANS if kind != MONTH or any(kind == MONTH for kind, _ in periods)]
    slots = rows.spans.groupby(kinds, dropna=False, sort=True).ngroup().to_numpy(dtype=np.int64)
    each = rows.spans.iloc[np.unique(slots, return_index=True)[1]]
    found = np.zeros((len(periods), len(each)), dtype=bool)
    for place, (kind, period) in enumerate(periods):
        column = QUARTER if kind == LATEST else kind
        found[place] = each[column].isin(_values(kind, period)).to_numpy()
    used = found.any(axis=0)
    renumbered = np.where(used, np.cumsum(used) - 1, -1)
    return Spans(renumbered[slots], found[:, used])


def _values(kind: str, period: Period) -> list[Any]:
    """What the registry's month, quarter or year is of the rows in a period."""
    months = (period.start.year * 12 + period.start.month) - 4
    if kind == MONTH:
        return [pd.Timestamp(period.start)]
    if kind == YEAR:
        return [months // 12]
    return list(range(months // 3, (months + (period.whole_months or 0)) // 3))


def count_way(
    rows: Rows, by: Sequence[str], parts: Collection[Part], spans: Spans, fewer_than: int
) -> Iterator[tuple[Part, Cells]]:
    """The cells of each part by one way, for these periods; none of a part that nothing adds to.

    `few` marks the cells that count as many as `fewer_than` or more of fewer people, where the table names people.
    """
    first, second = (*(rows.levels[name] for name in by), _NOTHING, _NOTHING)[:2]
    size = (spans.members.shape[1], first.own, second.own)
    code = np.where(spans.slots < 0, -1, spans.slots)
    for level in (first, second):
        places = level.codes if level is not _NOTHING else np.zeros(len(code), dtype=np.int64)
        code = np.where((code < 0) | (places < 0), -1, code * level.own + places)
    for part in parts:
        chosen, amounts = rows.amounts[part]
        inside = code[chosen] >= 0
        chosen, amounts = chosen[inside], amounts[inside]
        if not len(chosen):
            continue
        at = code[chosen]
        added = _Added(spans.members, (first, second))
        counts = added.up(_sum(at, amounts, size))
        if part.unit:
            counts = (counts + _THOUSANDTHS // 2) // _THOUSANDTHS
        sums = added.up(_sum_of_keys(at, rows.records[chosen], size))
        few = np.zeros(counts.shape, dtype=bool)
        if rows.known:
            marks = added.up(_marks_of(at, rows.people[chosen], size), np.bitwise_or)
            doubtful = (counts >= fewer_than) & (np.bitwise_count(marks).sum(axis=-1) < fewer_than)
            if doubtful.any():
                behind = _Behind(at, rows.people[chosen], rows.weights[chosen])
                for cell in np.argwhere(doubtful):
                    few[tuple(cell)] = behind.how_many(added.parts_of(cell, size)) < fewer_than
        yield part, Cells(np.maximum(counts, 0), sums, few)


def _sum(at: Ints, amounts: Ints, size: tuple[int, ...]) -> Ints:
    return np.bincount(at, amounts, minlength=int(np.prod(size))).astype(np.int64).reshape(size)


def _sum_of_keys(at: Ints, keys: Keys, size: tuple[int, ...]) -> Keys:
    """Exact mod 2^64: the halves of the keys, each of which adds up within what a float holds."""
    halves = (keys >> _HALF, keys & np.uint64(2**32 - 1))
    high, low = (np.bincount(at, half, minlength=int(np.prod(size))).astype(np.uint64) for half in halves)
    return ((high << _HALF) + low).reshape(size)


def _marks_of(at: Ints, people: Keys, size: tuple[int, ...]) -> Keys:
    """The marks of the people in each cell: of 256 bits each person sets one."""
    seen = np.zeros(int(np.prod(size)) * _MARKS, dtype=bool)
    seen[at * _MARKS + (people % np.uint64(_MARKS)).astype(np.int64)] = True
    return np.packbits(seen).view(np.uint64).reshape(*size, _MARKS // 64)


@dataclass(frozen=True)
class _Added:
    """How cells of slots and levels are added up to periods and named groups."""

    members: NDArray[np.bool_]
    levels: tuple[Levels, Levels]

    def up(self, cells: NDArray[Any], how: np.ufunc = np.add) -> NDArray[Any]:
        """The cells of each period, and beside the levels the named groups."""
        found = (
            np.stack([how.reduce(cells[chosen], axis=0) for chosen in self.members]) if len(self.members) else cells[:0]
        )
        for axis, level in enumerate(self.levels, start=1):
            groups = [how.reduce(found.take(places, axis), axis=axis, keepdims=True) for places in level.groups]
            found = np.concatenate([found, *groups], axis=axis)
        return found

    def parts_of(self, cell: Ints, size: tuple[int, ...]) -> Ints:
        """The numbers of the cells that one is added up of."""
        period, *places = cell
        own = [
            level.groups[place - level.own] if place >= level.own else np.array([place])
            for level, place in zip(self.levels, places, strict=True)
        ]
        slots = np.flatnonzero(self.members[period])
        return np.ravel_multi_index(np.ix_(slots, *own), size).ravel()


class _Behind:
    """Who is behind the rows of some cells."""

    def __init__(self, at: Ints, people: Keys, weights: Ints) -> None:
        order = np.argsort(at, kind="stable")
        self._at, self._people, self._weights = at[order], people[order], weights[order]

    def how_many(self, cells: Ints) -> int:
        """The people behind these cells together, each once."""
        ends = zip(np.searchsorted(self._at, cells), np.searchsorted(self._at, cells, side="right"), strict=True)
        rows = np.concatenate([np.arange(start, end) for start, end in ends])
        _, first = np.unique(self._people[rows], return_index=True)
        return int(self._weights[rows][first].sum())
