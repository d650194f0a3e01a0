"""One built database, read-only: the only place that asks DuckDB for rows."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import numpy as np
import pandas as pd

from cxdata.constants import Constants, DaysOfFile, Verdict, read_constants
from cxdata.contract import TABLES, Kind
from cxdata.errors import CxError
from cxdata.form import PAPERS_KEY, Area, Comment, Papers, stand_ins, unreadable
from cxdata.periods import last_day_of
from cxdata.reader import Reader
from cxdata.store_files import StoreTrouble, find_standing
from cxdata.store_files.mend import mend_at_once
from cxdata.store_files.opening import form_of, is_damage, read_form, read_meta, refuse_newer, trouble_of
from cxdata.store_files.trouble import Why, is_of_unknown_form

SMALL_ANSWER, MOST_KEPT = 100, 5000  # rows of an answer that is kept, and answers kept: some megabytes at most
R = TypeVar("R")


class Store:
    """A read-only view of one built database file.

    Every question opens a cursor of its own, so that any number of sessions may ask at once. A store of an older form
    is opened as far as it goes: a table it lacks is empty, a column it lacks is not recorded. Raises StoreTrouble, a
    CxError, for one of a newer form, for a file that is no store, and wherever a question meets damage.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._reader = _open(path)
        self.meta, self._stand_ins = _read_settings(self._reader.connection, path)
        # A store never changes, so what was asked once need not be asked again.
        self._answered: dict[tuple[str, str], tuple[tuple[Any, ...], ...]] = {}

    def close(self) -> None:
        """Let go of the file. A store that stays open for a session is never closed."""
        self._reader.connection.close()

    @property
    def is_older(self) -> bool:
        """Whether it lacks a table or column of today's form."""
        return bool(self._stand_ins)

    @property
    def version(self) -> str:
        """The digest in the file's name: another load, another version."""
        return self.path.stem.removeprefix("cx-")

    def rows(self, sql: str, values: Mapping[str, Any] | None = None) -> pd.DataFrame:
        """The rows of one SELECT, with `values` bound to its $names."""
        return self._ask(sql, values, lambda result: result.df())

    def tuples(self, sql: str, values: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """The same as plain tuples, for questions with small answers, which are kept.

        The tiles of a page ask one thing for each measure: what disagrees, which part came late, which files count.
        """
        question = (sql, repr(values))
        if question in self._answered:
            return list(self._answered[question])
        rows: list[tuple[Any, ...]] = self._ask(sql, values, lambda result: result.fetchall())
        if len(rows) <= SMALL_ANSWER and len(self._answered) < MOST_KEPT:
            self._answered[question] = tuple(rows)
        return rows

    def columns(self, sql: str, values: Mapping[str, Any] | None = None) -> dict[str, list[Any]]:
        """The same as one list a column: for the engine, where making a frame would take longer than the question."""
        names, rows = self._ask(sql, values, lambda result: (result.description, result.fetchall()))
        return {name: [row[position] for row in rows] for position, (name, *_) in enumerate(names)}

    def arrays(self, sql: str, values: Mapping[str, Any] | None = None) -> dict[str, np.ndarray]:
        """The same as one array a column, for many rows of numbers without nulls: a frame would copy them."""
        columns = self._ask(sql, values, lambda result: result.fetchnumpy())
        return {name: np.asarray(column) for name, column in columns.items()}

    def _ask(self, sql: str, values: Mapping[str, Any] | None, fetch: Callable[[duckdb.DuckDBPyConnection], R]) -> R:
        try:
            return self._reader.ask(sql, values or {}, fetch, first=self._stand_ins)
        except duckdb.Error as fault:
            if not is_damage(fault):
                raise
            raise _trouble(self.path, fault) from None

    @cached_property
    def constants(self) -> Constants:
        """What never changes in the store, read at once."""
        return read_constants(self.tuples, self.meta)

    def days_with_rows(self, table: str, grain: str | None = None) -> tuple[DaysOfFile, ...]:
        """The days of which each file has rows in a table, of each grain or of one."""
        return tuple(days for days in self.constants.days if days.table == table and grain in (None, days.grain))

    def grains(self, table: str) -> tuple[str, ...]:
        """How fine the times of a table's rows are."""
        return tuple(dict.fromkeys(days.grain for days in self.days_with_rows(table)))

    @cached_property
    def spans(self) -> dict[str, tuple[date, date]]:
        """First and last day of data in each table that has a time column and at least one row; figures for a week, a
        quarter or a year reach to its last day.
        """
        by_table = {}
        for table in TABLES:
            dated = [days for days in self.days_with_rows(table) if days.days]
            if dated:
                ends = [last_day_of(grain, start) for grain, start in self.long_figures.get(table, ())]
                first, last = min(days.days[0] for days in dated), max(days.days[-1] for days in dated)
                by_table[table] = (first, max([last, *ends]))
        return by_table

    @cached_property
    def long_figures(self) -> dict[str, tuple[tuple[str, date], ...]]:
        """The figures for a week, a quarter or a year in each table that has any: grain and first day, in order."""
        by_table = {}
        for table in TABLES:
            long = {
                (days.grain, day) for days in self.days_with_rows(table) if not days.month_known for day in days.days
            }
            if long:
                by_table[table] = tuple(sorted(long, key=lambda figure: figure[1]))
        return by_table

    @cached_property
    def row_counts(self) -> dict[str, int]:
        """How many rows each clean table holds."""
        return {table: sum(days.rows for days in self.days_with_rows(table)) for table in TABLES}

    def levels(self, column: str) -> tuple[str, ...]:
        """The levels a dimension column has anywhere in the store, in the order of its type."""
        if column not in self.constants.words:
            raise CxError(f"'{column}' is not a column with levels.")
        return self.constants.words[column]

    def present(self, column: str, table: str) -> tuple[str, ...]:
        """The levels of a column that occur in one table, in the order of its type."""
        return self.constants.present.get((column, table), ())

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The checks that say "do not use"."""
        return self.constants.verdicts

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """Every area whose boundary is loaded."""
        rows = self.tuples(
            "select code, label, kind, vintage, council_code, current, geometry from areas order by label, vintage"
        )
        return tuple(
            Area(code, label, kind, vintage, council, current, json.loads(shape))
            for code, label, kind, vintage, council, current, shape in rows
        )

    @cached_property
    def neighbours(self) -> dict[str, tuple[str, ...]]:
        """The codes of the areas that touch each area."""
        by_code: dict[str, list[str]] = {area.code: [] for area in self.areas}
        for code, neighbour in self.tuples("select code, neighbour from neighbours order by code, neighbour"):
            by_code.setdefault(code, []).append(neighbour)
        return {code: tuple(codes) for code, codes in by_code.items()}

    @cached_property
    def papers(self) -> "Papers | None":
        """The rows that were typed out of papers; None where there are none."""
        if PAPERS_KEY not in self.meta:
            return None
        document = json.loads(self.meta[PAPERS_KEY])
        figures = tuple(tuple(row["ids"]) for row in document["rows"])
        return Papers(document["file_id"], figures, tuple(tuple(row["sources"]) for row in document["rows"]))

    def files(self) -> pd.DataFrame:
        """The files loaded: name, profile, system, when, receipt."""
        return self.rows("select * from files order by loaded_at, file_id")

    def checks(self) -> pd.DataFrame:
        """What the checks said of each file and of the files together."""
        return self.rows("select * from checks order by verdict = 'fine', verdict, code, file_id nulls last, message")

    def comments(self) -> list[Comment]:
        """Every comment in the store. Nothing shows one but through cxdata/export/comments.py, which knows whether it
        may be shown."""
        found = []
        for table in TABLES.values():
            for column in (entry.name for entry in table.fields if entry.kind is Kind.TEXT):
                rows = self.tuples(
                    f"select file_id, row_number, {table.time or 'null'}::date, {column} from {table.name} "
                    f"where {column} is not null order by file_id, row_number"
                )
                found += [Comment(file_id, row, table.name, column, day, text) for file_id, row, day, text in rows]
        return found

    def set_aside(self, file_id: int | None = None) -> pd.DataFrame:
        """The rows that were set aside, of one file or of all: file, row number, field, value (redacted), reason."""
        return self.rows(
            "select f.name as file, s.row_number, s.field, s.value, s.reason "
            "from set_aside s join files f using (file_id) where $file_id is null or s.file_id = $file_id "
            "order by f.name, s.row_number, s.field",
            {"file_id": file_id},
        )


def current_path(data: Path) -> Path | None:
    """The file of the store in use under a data folder, or what is opened instead; None when nothing is loaded."""
    return find_standing(data).loaded


def pointed_path(data: Path) -> Path | None:
    """The same of a version that holds nothing too; None when nothing has ever been loaded."""
    return find_standing(data).path


def open_store(data: Path) -> Store:
    """The store in use under a data folder; where it cannot be opened the one before it. Raises CxError when nothing
    has been loaded there, or nothing whole is left.
    """
    while (path := current_path(data)) is not None:
        try:
            return Store(path)
        except StoreTrouble:
            continue  # it is known now, and another stands in its place
    raise CxError(
        find_standing(data).said
        or f"Nothing is loaded in {data} yet. Load your files with 'python -m cxdata load FILE', "
        "or the sample council with 'python -m cxdata load --sample'."
    )


def _open(path: Path) -> Reader:
    try:
        return Reader(path)
    except duckdb.Error as fault:
        raise _trouble(path, fault) from None


def _read_settings(connection: duckdb.DuckDBPyConnection, path: Path) -> tuple[dict[str, str], tuple[str, ...]]:
    """A store's settings, and what stands in for the tables and columns that it lacks. Raises CxError where nothing
    can.
    """
    try:
        catalogue, present, types = read_form(connection, None)
        if unreadable(present):
            raise is_of_unknown_form(path)
        meta = read_meta(connection, present, f'"{catalogue}".main')
    except duckdb.Error as fault:
        raise _trouble(path, fault) from None
    refuse_newer(form_of(meta), path)
    return meta, stand_ins(present, types, catalogue)


def _trouble(path: Path, fault: duckdb.Error) -> StoreTrouble:
    """What is wrong with a version; where it is damaged and in use it is set aside, and the one before it stands."""
    trouble = trouble_of(path, fault)
    if trouble.why is Why.DAMAGED:
        mend_at_once(path)
    return trouble
