"""What a check is: a rule with a meaning, what it looks at, and what it says of a file."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import duckdb

from cxdata.constants import DAYS, DO_NOT_USE, LEVELS, Constants, read_constants
from cxdata.contract import TABLES, Table
from cxdata.council import Council
from cxdata.measures.constants.sources import SourceMonths, read_sources

FINE, CARE, NO = "fine", "use with care", DO_NOT_USE


@dataclass(frozen=True)
class CheckFinding:
    """What one rule says of one file, or across files where `file_id` is None.

    `rows` is how many rows of the clean table it concerns.
    """

    file_id: int | None
    table: str
    message: str
    rows: int
    verdict: str = CARE


@dataclass(frozen=True)
class Check:
    """One row of the table `checks`."""

    file_id: int | None
    code: str
    table: str | None
    verdict: str
    message: str
    rows: int


@dataclass(frozen=True)
class Loaded:
    """The new database as the rules see it: its tables by their plain names, the council's settings, today's date.

    Nothing changes while the rules look, so what one of them has asked is answered once for all.
    """

    con: duckdb.DuckDBPyConnection
    council: Council
    today: date
    answers: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict, compare=False, repr=False)

    def rows(self, sql: str, values: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """The rows of one SELECT with bound values."""
        question = f"{sql} {values}"
        if question not in self.answers:
            self.answers[question] = self.con.execute(sql, values or {}).fetchall()
        return self.answers[question]

    @cached_property
    def meta(self) -> dict[str, str]:
        """The settings that are written already."""
        return dict(self.rows("select key, value from meta"))

    @property
    def constants(self) -> Constants:
        """What is known of the whole database."""
        return read_constants(self.rows, self.meta)

    @property
    def sources(self) -> SourceMonths:
        """What each source of a pair counts by month."""
        return read_sources(self.rows, self.meta)

    def tables_with_rows(self) -> list[Table]:
        """The clean tables that hold any row; of the others no rule has anything to ask."""
        each = " union all ".join(f"select '{name}' where exists (select 1 from {name})" for name in TABLES)
        held = {name for (name,) in self.rows(each)}
        return [table for table in TABLES.values() if table.name in held]


@dataclass(frozen=True)
class CheckRule:
    """One check. `title` says what is looked for, `why` what follows from it and what to do.

    With `repeats` it says again what the load itself wrote into a receipt, so that one list holds everything. With
    `by_file` what it says of a file follows from that file's own rows and receipt, the boundaries, the settings and the
    day, so that another file changes nothing of it. `of` are the clean tables from which it follows, and the settings,
    whatever the files: where no row came to them, what it said stands. () where that cannot be said.
    """

    code: str
    title: str
    why: str
    find: Callable[[Loaded], list[CheckFinding]]
    repeats: bool = False
    by_file: bool = False
    of: tuple[str, ...] = ()


def levels_of(table: str) -> set[str]:
    """The fields of a clean table that hold words."""
    return {field.name for field in TABLES[table].fields if field.has_levels}


@contextmanager
def narrowed(con: duckdb.DuckDBPyConnection, file_ids: Collection[int]) -> Iterator[None]:
    """While it lasts, the plain name of a table finds the rows of these files alone: of each table in which rows are a
    file's and which a rule for each file by itself may read.
    """
    catalogue = con.execute("select current_database()").fetchall()[0][0]
    listed = ", ".join(str(int(number)) for number in file_ids) or "null"
    names = (*TABLES, "files", "set_aside", DAYS.name, LEVELS.name)
    for name in names:
        con.execute(f"create temp view {name} as select * from {catalogue}.{name} where file_id in ({listed})")
    try:
        yield
    finally:
        for name in names:
            con.execute(f"drop view temp.{name}")
