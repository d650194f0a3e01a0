"""What never changes in a store: a load writes it into small tables, so that no page counts it again.

Each table is described by SELECTs over the clean tables (`Constant`). `meta` keeps a digest of these SELECTs beside the
rows, and whoever reads a constant begins the statement with `Constant.prelude`: nothing where the store holds the table
as today's program would write it; else (an older store, a definition that has changed) the SELECTs themselves, so that
the rows are asked. What is read out of a constant is the same either way.
"""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any

from cxdata.contract import GRAINS_WITHOUT_MONTH, TABLES, Table, level_fields

Ask = Callable[..., list[tuple[Any, ...]]]
"""A SELECT and the values it binds in, rows out: `Store.tuples`, or `Loaded.rows` while a load is checked."""
KEPT = "constant "
"""How the keys in `meta` begin that keep the digest of a constant's SELECTs."""
DO_NOT_USE = "do not use"


@dataclass(frozen=True)
class Part:
    """The rows of a constant that one clean table gives.

    `keys` are columns that hold one text in all of them; `columns` are the expressions by which the table's rows are
    grouped, `file_id` always among them, and aggregates. `shown` says (after `select *`) which of them become texts:
    made of the few groups, where for every row it would take long.
    """

    keys: tuple[tuple[str, str], ...]
    table: str
    columns: str
    condition: str = "true"
    shown: str = ""

    @property
    def by_file(self) -> bool:
        """Whether the rows of a file say all of its part: a condition that asks a table depends on other rows too."""
        return not any(f"from {name} " in self.condition for name in TABLES)

    def select(self, files: Sequence[int] = ()) -> str:
        """The SELECT of its rows, or of those of some files."""
        only = f" and file_id in ({', '.join(str(int(number)) for number in files)})" if files else ""
        keys = "".join(f"{text_sql(value)} as {name}, " for name, value in self.keys)
        grouped = f"select {self.columns} from {self.table} where ({self.condition}){only} group by all"
        return f"select {keys}* {self.shown} from ({grouped})"

    @property
    def where(self) -> str:
        """Which rows of the constant's table are its own."""
        return " and ".join(f"{name} = {text_sql(value)}" for name, value in self.keys)


@dataclass(frozen=True)
class Constant:
    """A small table of a store, made of the parts that `make_parts` gives: what it is of follows from the contract and
    the registry as they stand when a store is written or opened.
    """

    name: str
    make_parts: Callable[[], tuple[Part, ...]]

    @property
    def parts(self) -> tuple[Part, ...]:
        """What each clean table gives."""
        return self.make_parts()

    @property
    def sql(self) -> str:
        """The SELECT of its rows out of the clean tables."""
        return " union all ".join(part.select() for part in self.parts)

    @property
    def key(self) -> str:
        """Its key in `meta`."""
        return KEPT + self.name

    @property
    def digest(self) -> str:
        """What tells its definition from another."""
        return sha256(self.sql.encode()).hexdigest()[:16]

    def prelude(self, meta: Mapping[str, str]) -> str:
        """What a statement that reads the table must begin with: nothing where the store holds it as it is defined."""
        return "" if meta.get(self.key) == self.digest else f"with {self.name} as materialized ({self.sql}) "


def text_sql(text: str) -> str:
    """A text of the program's own as SQL."""
    return "'" + text.replace("'", "''") + "'"


def _days_of(table: Table) -> Part:
    day = f"{table.time}::date" if table.time else "null::date"
    counted = f"count(*) as rows, sum({table.weight})::bigint as weight"
    return Part((("table_name", table.name),), table.name, f"file_id, grain, {day} as day, {counted}")


def _levels_of(table: Table, column: str) -> Part:
    keys = (("table_name", table.name), ("column_name", column))
    return Part(
        keys,
        table.name,
        f"file_id, {column}, count(*) as rows",
        shown=f"exclude ({column}), {column}::varchar as level",
    )


def _columns_with_levels(table: Table) -> tuple[str, ...]:
    return tuple(field.name for field in table.fields if field.has_levels) + (("ward",) if table.has_wards else ())


def _days() -> tuple[Part, ...]:
    return tuple(_days_of(table) for table in TABLES.values())


def _levels() -> tuple[Part, ...]:
    return tuple(_levels_of(table, column) for table in TABLES.values() for column in _columns_with_levels(table))


DAYS = Constant("days_with_rows", _days)
"""table_name, file_id, grain, day, rows, weight: how many rows each file has of each day, and how much they stand for
(`Table.weight`); of figures for longer, its first.
"""
LEVELS = Constant("levels_present", _levels)
"""table_name, column_name, file_id, rows, level: the words that occur in each table by file, and in how many rows."""


@dataclass(frozen=True)
class StoredFile:
    """A file loaded: its layout, and the day it was loaded where that is known."""

    file_id: int
    name: str
    sha256: str
    profile: str | None
    loaded: date | None


@dataclass(frozen=True)
class DaysOfFile:
    """The days of which a file has rows of one grain in a table, in order; `rows` counts those without a day too."""

    table: str
    file_id: int
    grain: str
    rows: int
    days: tuple[date, ...]

    @property
    def month_known(self) -> bool:
        """Whether the month of these rows is known: not that of figures for a week, a quarter or a year."""
        return self.grain not in GRAINS_WITHOUT_MONTH


@dataclass(frozen=True)
class Verdict:
    """A check that says "do not use", of a file (None: of the files together) and one of its tables."""

    file_id: int | None
    file: str | None
    table: str | None
    message: str


@dataclass(frozen=True)
class Constants:
    """What one statement tells of a store: its files, settings, days with rows, and words."""

    files: tuple[StoredFile, ...]
    days: tuple[DaysOfFile, ...]
    words: Mapping[str, tuple[str, ...]]
    occurring: Mapping[tuple[str, str], Set[str]]
    verdicts: tuple[Verdict, ...]

    @cached_property
    def present(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """(column, table) -> the words that occur there, in the order of their type."""
        return {
            (column, table): tuple(word for word in self.words[column] if word in found)
            for (column, table), found in self.occurring.items()
        }


def read_constants(ask: Ask, meta: Mapping[str, str]) -> Constants:
    """The constants of a store, or of one that is being built, in one statement. `meta` are its settings."""
    missing = [constant for constant in (DAYS, LEVELS) if constant.prelude(meta)]
    together = ", ".join(f"{constant.name} as materialized ({constant.sql})" for constant in missing)
    prelude = f"with {together} " if missing else ""
    types = {name: f"enum_range(null::level_{name})::varchar[]" for name in (*level_fields(), "ward")}
    [(files, days, levels, verdicts, words)] = ask(f"{prelude}{_READ.format(words=', '.join(types.values()))}")
    return Constants(
        files=tuple(StoredFile(*row) for row in files or ()),
        days=tuple(
            DaysOfFile(table, file_id, grain, rows, tuple(listed or ()))
            for table, file_id, grain, rows, listed in days or ()
        ),
        words=dict(zip(types, map(tuple, words), strict=True)),
        occurring={(column, table): frozenset(found) for table, column, found in levels or ()},
        verdicts=tuple(Verdict(*row) for row in verdicts or ()),
    )


# Lists of rows without names, which Python gets as tuples.
_READ = f"""
    select
    (select list(row(file_id, name, coalesce(sha256, ''), profile, loaded_at::date) order by file_id) from files),
    (select list(row(table_name, file_id, grain, rows, days) order by table_name, file_id, grain) from (
        select table_name, file_id, grain::varchar as grain, sum(rows)::bigint as rows,
            list(day order by day) filter (where day is not null) as days
        from {DAYS.name} group by all)),
    (select list(row(table_name, column_name, words)) from (
        select table_name, column_name, list(distinct level) filter (where level is not null) as words
        from {LEVELS.name} group by all)),
    (select list(row(file_id, name, table_name, message) order by name, table_name, message) from (
        select distinct c.file_id, f.name, c.table_name, c.message
        from checks c left join files f using (file_id) where c.verdict = '{DO_NOT_USE}')),
    [{{words}}]
"""
