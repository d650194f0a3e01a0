"""An edition worked out of a store: the whole list, each count rounded by the records behind it and the key."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from cxdata.contract import NOT_RECORDED
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.export.edition.cells.blocks import Block, Rounding, Spans, count_blocks
from cxdata.export.edition.cells.earlier import Reads, versions_of
from cxdata.export.edition.cells.frame import CELLS, Some, named, together, two
from cxdata.export.edition.cells.listed import Listed, carry_over
from cxdata.export.edition.cells.names import Naming, name_cells
from cxdata.export.edition.cells.relations import relations_of
from cxdata.export.edition.cells.trying import try_sums
from cxdata.export.edition.counting import Rows, people_a_row, read_rows
from cxdata.export.edition.offered import Part, Table, offered, spans
from cxdata.measures import MEASURES, find_dimension
from cxdata.measures.coverage.whole_months import whole_months
from cxdata.measures.query import query
from cxdata.periods import Period, name_period
from cxdata.scope import Scope
from cxdata.store import Store

NOTHING_CARRIED = pd.DataFrame(columns=[*CELLS, "shown"])
TABLE = ("measure", "by_1", "by_2", "period")


@dataclass(frozen=True)
class Made:
    """The figures of an edition, before they are held against those that were put out before.

    cells: `CELLS` and `shown`, only those shown as more than 0 (whoever cannot see whether a cell is there at all
    cannot tell 0 from 1 to 4). tables: `TABLE`, what was worked out. periods: name -> its days. levels: dimension,
    level, and whether it is a named group, of all that is shown anywhere. residents: public figures by ward. moved: how
    many figures were rounded the other way, as sums with others would have told a small count. left_out: clean tables
    of which nothing is in it, as nearly every row stands for so many people.
    """

    cells: pd.DataFrame
    tables: pd.DataFrame
    periods: Mapping[str, Period]
    levels: pd.DataFrame
    residents: pd.DataFrame
    moved: int
    left_out: Mapping[str, int]


@dataclass(frozen=True)
class _Of:
    """The cells that are counted in one clean table; how many figures were moved, how many counts are told yet."""

    cells: Sequence[Some]
    moved: int = 0
    told: int = 0


def make(
    store: Store,
    council: Council,
    key: str,
    today: date,
    carried: pd.DataFrame = NOTHING_CARRIED,
    listed: Sequence[Table] = (),
    earlier: Sequence[Reads] = (),
) -> Made:
    """Work a list out, the whole of it where none is given, for every period that is over. `key` is 64 hex digits.

    `carried` are cells (`CELLS` and `shown`) of periods that stay as they were put out before: they are counted in when
    the sums are tried, and none of them is moved. `earlier` are the editions that were put out before, the oldest
    first: no count is told to somebody who keeps them. Raises CxError where a named group of council.toml has the name
    of a value, and where a count of 1 to 4 would be told that nothing can be done about.
    """
    recorded = [table for table in listed or offered(council) if _is_recorded(store, table)]
    counted = dict.fromkeys(part.table for table in recorded for part in table.parts)
    left_out = {name: people for name in counted if (people := people_a_row(store, name))}
    tables = [table for table in recorded if not any(part.table in left_out for part in table.parts)]
    names = dict.fromkeys(part.table for table in tables for part in table.parts)
    known = {name: _periods(store, name, today) for name in names}
    periods = {table: _common(table, known) for table in tables}
    how = Rounding(key, council.round_to, council.round_to)
    held = [table for table in tables if periods[table]]
    found = [_cells_of(store, name, held, periods, council, how, carried, earlier) for name in names]
    if any(one.told for one in found):
        raise CxError(_TOLD)
    frame = _usable(together([some for one in found for some in one.cells]), tables)
    rows = [(table.measure, *two(table.by), name_period(period)) for table in tables for _, period in periods[table]]
    return Made(
        frame,
        pd.DataFrame(rows, columns=list(TABLE)),
        {name_period(period): period for found in periods.values() for _, period in found},
        _levels(store, council, frame),
        _residents(store, council),
        sum(one.moved for one in found),
        left_out,
    )


_TOLD = (
    "No edition is made: beside the figures of finished periods, which stay as they were put out, the new ones would "
    "tell a count of fewer than five people exactly, whichever way they are rounded. Make it when the next quarter is "
    "over."
)


def _is_recorded(store: Store, table: Table) -> bool:
    """Whether the store has anything of a table of the list: rows of its parts, and levels of its dimensions."""
    columns = [
        (dimension.column, part.table)
        for name in table.by
        if (dimension := find_dimension(name))
        for part in table.parts
    ]
    told = all(set(store.present(column, name)) - {NOT_RECORDED} for column, name in columns if column)
    return told and all(store.row_counts[part.table] for part in table.parts)


def _periods(store: Store, table: str, today: date) -> tuple[tuple[str, Period], ...]:
    """The periods of a table that are over and whole, each with its kind; one that is two kinds once."""
    whole = whole_months(store, table)
    if whole.months is None:
        return ()
    missing = {part.start for part in whole.parts}
    found: dict[Period, str] = {}
    for kind, periods in spans([month for month in whole.months.months() if month not in missing], today).items():
        for period in periods:
            found.setdefault(period, kind)
    return tuple((kind, period) for period, kind in found.items())


def _common(table: Table, known: Mapping[str, Sequence[tuple[str, Period]]]) -> tuple[tuple[str, Period], ...]:
    """The periods of a table of the list: of one with its base in another table those of both."""
    first, *others = dict.fromkeys(part.table for part in table.parts)
    return tuple(one for one in known[first] if one[0] in table.periods and all(one in known[name] for name in others))


def _cells_of(
    store: Store,
    name: str,
    tables: Sequence[Table],
    periods: Mapping[Table, Spans],
    council: Council,
    how: Rounding,
    carried: pd.DataFrame,
    earlier: Sequence[Reads],
) -> _Of:
    """The cells of the parts that are counted in one clean table, part by part of each table of the list."""
    here = [table for table in tables if any(part.table == name for part in table.parts)]
    if not here:
        return _Of([])
    called = _called(name, here)
    rows = read_rows(store, name, list(called), sorted({one for table in here for one in table.by}), council, how.key)
    _refuse_names(rows)
    naming = name_cells(name, rows, called)
    parts = {naming.parts[part].part: part for part in reversed(list(called))}
    blocks = _blocks(rows, naming, parts, here, periods, how)
    at = {(block.part, block.by): number for number, block in enumerate(blocks)}
    listed = []
    for table in here:
        own = {part.name: naming.parts[_unnamed(part)].part for part in table.parts if part.table == name}
        found = {one: at[part, table.by] for one, part in own.items() if (part, table.by) in at}
        if found:
            listed.append(Listed(table, periods[table], found))
    carry_over(listed, blocks, rows.levels, carried)
    measures = [
        tuple(naming.parts[_unnamed(part)].part for part in table.parts if part.table == name) for table in here
    ]
    over = set(carried["period"])
    versions = tuple(versions_of(earlier, blocks, listed, rows.levels, over, how.to))
    relations = relations_of(rows, naming, parts, measures)
    tried = try_sums(blocks, listed, rows.levels, relations, how.to, over, versions)
    final = [_drawn_where_carried(block, over) for block in blocks]
    some = [named(one.published(blocks, final, part), rows.levels, one, part) for one in listed for part in one.blocks]
    return _Of(some, len(tried.moved), tried.told)


def _called(name: str, tables: Sequence[Table]) -> dict[Part, str]:
    """What is counted in one clean table, once each, and what it is called by the first measure that counts it."""
    called: dict[Part, str] = {}
    for table in tables:
        for part in table.parts:
            if part.table == name:
                called.setdefault(_unnamed(part), f"{table.measure}.{part.name}")
    return called


def _unnamed(part: Part) -> Part:
    return replace(part, name="")


def _blocks(
    rows: Rows,
    naming: Naming,
    parts: Mapping[str, Part],
    tables: Sequence[Table],
    periods: Mapping[Table, Spans],
    how: Rounding,
) -> list[Block]:
    """Everything counted once by each way, in all the periods of the tables that are made of it."""
    spans: dict[tuple[str, ...], dict[tuple[str, Period], None]] = {}
    wanted: dict[tuple[str, ...], dict[str, Part]] = {}
    for table in tables:
        spans.setdefault(table.by, {}).update(dict.fromkeys(periods[table]))
        for part in table.parts:
            if _unnamed(part) in naming.parts:
                own = naming.parts[_unnamed(part)].part
                wanted.setdefault(table.by, {})[own] = parts[own]
    return [
        block for by, found in spans.items() for block in count_blocks(rows, naming, wanted[by], by, tuple(found), how)
    ]


def _drawn_where_carried(block: Block, carried: Collection[str]) -> np.ndarray:
    """What is shown, but in periods that are carried over what would be shown of them now."""
    over = [name_period(period) in carried for _, period in block.spans]
    return np.where(np.array(over)[None, :, None, None], block.drawn, block.shown)


def _usable(cells: pd.DataFrame, tables: Sequence[Table]) -> pd.DataFrame:
    """Of measures with their base in another clean table: cells without it, or with too little, are left out."""
    least = {table.measure: table.least_base for table in tables if len({part.table for part in table.parts}) > 1}
    apart = cells["measure"].isin(list(least))
    others = cells[apart]
    named = [name for name in CELLS if name != "part"]
    base = others["shown"].where(others["part"] == "base", 0)
    whole = base.groupby([others[name] for name in named], sort=False, observed=True).transform("sum")
    kept = whole.to_numpy() >= np.array([least[str(name)] for name in others["measure"]], dtype=np.int64)
    return pd.concat([cells[~apart], others[kept]], ignore_index=True)


def _refuse_names(rows: Rows) -> None:
    for name, level in rows.levels.items():
        for group in level.names[level.own :]:
            if group in level.names[: level.own]:
                raise CxError(
                    f"council.toml: the group '{group}' in [[groups]] has the name of a {name}. Give it another name."
                )


def _levels(store: Store, council: Council, cells: pd.DataFrame) -> pd.DataFrame:
    """What a dimension can be: whatever is shown anywhere, and what is public (words of the contract, the wards)."""
    found: dict[tuple[str, str], bool] = {}
    for by, level in (("by_1", "level_1"), ("by_2", "level_2")):
        for one in cells[[by, level]].drop_duplicates().itertuples(index=False):
            found[tuple(one)] = one[1] in council.named_groups.get(one[0], {})
    for name in {name for name, _ in found} - {""}:
        found |= {(name, level): False for level in find_dimension(name).levels}
    found |= {("ward", area.label): False for area in store.areas if area.current}
    found.pop(("", ""), None)
    rows = [(name, level, group) for (name, level), group in sorted(found.items())]
    return pd.DataFrame(rows, columns=["dimension", "level", "is_group"])


def _residents(store: Store, council: Council) -> pd.DataFrame:
    """Residents of each ward, of each named group of wards, and of all ("")."""
    residents = MEASURES["residents"]
    if not store.row_counts[residents.table]:
        return pd.DataFrame(columns=["ward", "residents"])
    scope = Scope().with_choice("characteristic", "all")
    by_ward = query(store, residents, ("ward",), scope).frame
    everybody = pd.DataFrame({"ward": [""], "residents": [by_ward["numerator"].sum()]})
    named = by_ward[["ward", "numerator"]].rename(columns={"numerator": "residents"})
    groups = [
        (name, named.loc[named["ward"].isin(members), "residents"].sum())
        for name, members in council.named_groups.get("ward", {}).items()
    ]
    grouped = pd.DataFrame(groups, columns=["ward", "residents"])
    return pd.concat([everybody, named.dropna(), grouped.astype({"residents": float})], ignore_index=True)
