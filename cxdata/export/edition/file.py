"""The file of an edition: written once, and all that whoever shows it reads.

It is a DuckDB database of small tables: `cells` (the counts as shown), `tables` (what was worked out), `periods` (each
with its days and how often its figures were put out), `levels`, `residents` and `meta`; and what is public as it is
(`public/`). No exact count of people is in it, and nothing from which one could be made.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pandas as pd

from cxdata.analysis.councils.printed import Printed
from cxdata.data_folder import Holding
from cxdata.data_folder.editions import EDITIONS
from cxdata.errors import CxError
from cxdata.export.edition.making import CELLS
from cxdata.export.edition.public.given import Public, no_recommendations
from cxdata.export.edition.public.stored import (
    COLUMNS,
    areas_in,
    benchmarks_in,
    frames_of,
    select_sql,
    tracker_in,
)
from cxdata.export.edition.public.tracker import PublishedTracker
from cxdata.form import Area
from cxdata.measures import MEASURES, find_dimension, find_measure
from cxdata.own_files import cannot_write, make_folder, replace
from cxdata.periods import Period
from cxdata.reader import Reader

T = TypeVar("T")
FORM, READ = "2", ("1", "2")
"""The form in which editions are written, and those that are read: what an older one lacks is empty."""
_TABLES = ("cells", "tables", "periods", "levels", "residents", "meta")


@dataclass(frozen=True)
class About:
    """What an edition says of itself: its number, the day it was made, whose it is, to what its counts are rounded, the
    mark of the key by which that was done, the files that the figures came from, and whether these are the sample's.
    """

    number: int
    made_on: date
    council: str
    round_to: int
    key_mark: str
    sources: tuple[str, ...] = ()
    holding: Holding = Holding.OWN


@dataclass(frozen=True)
class Contents:
    """What is written: `cells` (CELLS and `shown`), `tables`, `levels` and `residents` as they are made, and `periods`:
    period, first_day, end, editions, put_out_on, key_mark, round_to, held (whether its cells are in it). `public` is
    what is public as it is.
    """

    about: About
    cells: pd.DataFrame
    tables: pd.DataFrame
    periods: pd.DataFrame
    levels: pd.DataFrame
    residents: pd.DataFrame
    public: Public


class Edition:
    """An edition opened to be read. Raises CxError for a file that is none, or of a later program."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._shown: dict[str, dict[str, frozenset[str]]] = {}
        try:
            self._reader = Reader(path)
        except duckdb.Error:
            raise self._damaged() from None
        self.meta = {name: value for name, value in self._tuples("select name, value from meta")}
        if self.meta.get("form") not in READ:
            raise CxError(f"{path.name} was made by a newer version of this program. Open it with that version.")

    def rows(self, sql: str, values: dict[str, Any] | None = None) -> pd.DataFrame:
        """The rows of one SELECT over the tables of the file, with `values` bound to its $names.

        Raises CxError for a file that is damaged where they stand.
        """
        return self._ask(sql, values or {}, lambda result: result.df())

    def _tuples(self, sql: str, values: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
        return self._ask(sql, values or {}, lambda result: result.fetchall())

    def _ask(self, sql: str, values: dict[str, Any], take: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
        try:
            return self._reader.ask(sql, values, take)
        except duckdb.Error:
            raise self._damaged() from None

    def _damaged(self) -> CxError:
        return CxError(
            f"{self.path.name} is no edition, or damaged. Put it back from a backup, or move it out of the folder "
            f"{EDITIONS}: the edition before it is shown then."
        )

    def close(self) -> None:
        """Let go of the file."""
        self._reader.connection.close()

    @cached_property
    def about(self) -> About:
        """What it says of itself."""
        meta = self.meta
        sources = tuple(name for (name,) in self._tuples("select value from meta where name = 'source' order by value"))
        made_on, holding = date.fromisoformat(meta["made_on"]), Holding[meta.get("holding", Holding.OWN.name)]
        return About(
            int(meta["number"]), made_on, meta["council"], int(meta["round_to"]), meta["key_mark"], sources, holding
        )

    @cached_property
    def periods(self) -> dict[str, Period]:
        """The periods of which it has figures, by name, the newest last."""
        rows = self._tuples(
            'select period, first_day::date, "end"::date from periods where held order by "end", first_day'
        )
        return {name: Period(start, end) for name, start, end in rows}

    @cached_property
    def measures(self) -> frozenset[str]:
        """The measures of which it has figures; of a count "0 to 4" is one."""
        shown = {name for (name,) in self._tuples("select distinct measure from cells")}
        made = {name for (name,) in self._tuples("select distinct measure from tables")}
        return frozenset(name for name in made if name in shown or find_measure(name).is_count)

    @cached_property
    def tables(self) -> frozenset[str]:
        """The clean tables that its figures are made of, and that of other councils' figures where it has any."""
        made_of = {table for name in self.measures for table in MEASURES[name].tables}
        return frozenset({*made_of, "benchmarks"} if self.benchmarks else made_of)

    def levels_of(self, dimension: str) -> tuple[str, ...]:
        """What can be chosen of a dimension: its own levels, in the contract's order or else by name, then the groups
        that the council has named.
        """
        return self._levels.get(dimension, ())

    @cached_property
    def _levels(self) -> dict[str, tuple[str, ...]]:
        rows = self._tuples("select dimension, level from levels order by dimension, is_group, level")
        found: dict[str, list[str]] = {}
        for dimension, level in rows:
            found.setdefault(dimension, []).append(level)
        return {name: _in_order(name, levels) for name, levels in found.items()}

    @cached_property
    def public(self) -> Public:
        """All that is public as it is."""
        return Public(self.areas, self.tracker, self.benchmarks)

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """Every area whose boundary was loaded."""
        return areas_in(self._public_rows("areas"))

    @cached_property
    def tracker(self) -> PublishedTracker:
        """The recommendations as they stood on the day of the edition; `rows` are these."""
        made_on, summary = self.about.made_on, self._public_rows("tracker")
        if not summary:
            return no_recommendations(made_on)
        return tracker_in(summary[0], self._public_rows("recommendations"), made_on)

    @cached_property
    def benchmarks(self) -> tuple[Printed, ...]:
        """Every figure of another council that was loaded, the newest last."""
        return benchmarks_in(self._public_rows("benchmarks"))

    def _public_rows(self, table: str) -> list[tuple[Any, ...]]:
        """The rows of a table of `COLUMNS`; none where the file is of a form without it."""
        if not self._tuples(f"select 1 from duckdb_tables() where table_name = '{table}'"):
            return []
        return self._tuples(f"select {select_sql(table)} from {table} order by all")

    def ways_of(self, measure: str) -> set[tuple[str, ...]]:
        """The dimensions, none to two, by which it has a measure."""
        return set(self._held.get(measure, {}))

    def periods_of(self, measure: str, by: tuple[str, ...]) -> list[str]:
        """The names of the periods for which it has a table."""
        return self._held.get(measure, {}).get(by, [])

    @cached_property
    def _held(self) -> dict[str, dict[tuple[str, ...], list[str]]]:
        """Every table by its measure and its dimensions, with the periods that it is for."""
        found: dict[str, dict[tuple[str, ...], list[str]]] = {}
        for measure, first, second, periods in self._tuples(
            "select measure, by_1, by_2, list(period order by period) from tables group by all"
        ):
            way = tuple(name for name in (first, second) if name)
            found.setdefault(measure, {})[way] = periods
        return found

    def own_levels(self, dimension: str) -> frozenset[str]:
        """The levels of a dimension that are known to everybody or shown anywhere, named groups left out."""
        rows = self._tuples(
            "select level from levels where dimension = $dimension and not is_group",
            {"dimension": dimension},
        )
        return frozenset(level for (level,) in rows)

    def shown_levels(self, measure: str, dimension: str) -> frozenset[str]:
        """The levels of a dimension of which anything of a measure is shown, in any period, without named groups."""
        if measure not in self._shown:
            self._shown[measure] = self._levels_shown(measure)
        return self._shown[measure].get(dimension, frozenset())

    def _levels_shown(self, measure: str) -> dict[str, frozenset[str]]:
        rows = self._tuples(
            "select by_1, level_1 from cells where measure = $measure union select by_2, level_2 from cells "
            "where measure = $measure except select dimension, level from levels where is_group",
            {"measure": measure},
        )
        found: dict[str, set[str]] = {}
        for dimension, level in rows:
            found.setdefault(dimension, set()).add(level)
        return {name: frozenset(levels) for name, levels in found.items()}


def write_edition(contents: Contents, target: Path) -> None:
    """Write an edition, whole or not at all. Raises CxError where that cannot be done, and where the file exists."""
    if target.exists():
        raise CxError(f"{target} is there already, and nothing is written over it. Choose another name.")
    make_folder(target.parent)
    partial = target.with_name(f".{target.name}.part")
    partial.unlink(missing_ok=True)
    try:
        with duckdb.connect(str(partial)) as con:
            for name, frame in _frames(contents).items():
                con.register("given", frame)
                words = ", ".join(f"{column}::varchar as {column}" for column in CELLS)
                columns = f"{words}, shown::bigint as shown" if name == "cells" else "*"
                columns = select_sql(name) if name in COLUMNS else columns
                con.execute(f"create table {name} as select {columns} from given order by all")
                con.unregister("given")
        partial.chmod(0o600)
        replace(partial, target)
    except (OSError, duckdb.IOException) as fault:
        partial.unlink(missing_ok=True)
        raise cannot_write(target, fault if isinstance(fault, OSError) else OSError(str(fault))) from None


def _frames(contents: Contents) -> dict[str, pd.DataFrame]:
    about = contents.about
    told = [
        ("form", FORM),
        ("number", str(about.number)),
        ("made_on", about.made_on.isoformat()),
        ("council", about.council),
        ("round_to", str(about.round_to)),
        ("key_mark", about.key_mark),
        ("holding", about.holding.name),
        *(("source", name) for name in about.sources),
    ]
    meta = pd.DataFrame(told, columns=["name", "value"])
    frames = (contents.cells, contents.tables, contents.periods, contents.levels, contents.residents, meta)
    return dict(zip(_TABLES, frames, strict=True)) | frames_of(contents.public)


def _in_order(dimension: str, levels: list[str]) -> tuple[str, ...]:
    """Levels in the contract's order, as far as it has one."""
    order = {level: place for place, level in enumerate(find_dimension(dimension).levels)}
    return tuple(sorted(levels, key=lambda level: order.get(level, len(order))))
