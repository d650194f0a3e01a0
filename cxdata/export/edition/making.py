"""An edition worked out of a store: the whole list, each count rounded by the records behind it and the key."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

import numpy as np
import pandas as pd

from cxdata.contract import NOT_RECORDED
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.export.edition.counting import Cells, Rows, count_way, read_rows, spans_of
from cxdata.export.edition.offered import Part, Table, offered, spans
from cxdata.measures import MEASURES, find_dimension
from cxdata.measures.coverage.whole_months import whole_months
from cxdata.measures.query import query
from cxdata.periods import Period, name_period
from cxdata.scope import Scope
from cxdata.stats.disclosure.keyed import cell_key, round_keyed
from cxdata.stats.disclosure.rules import DisclosureRules
from cxdata.store import Store

_NOBODY = np.zeros((1, 1, 1), dtype=np.int64)
CELLS = ("measure", "part", "by_1", "level_1", "by_2", "level_2", "period")
"""What names a cell: "" where a table has no such dimension."""
TABLE = ("measure", "by_1", "by_2", "period")


@dataclass(frozen=True)
class Made:
    """The figures of an edition, before they are held against those that were put out before.

    cells: `CELLS` and `shown`, only those shown as more than 0 (whoever cannot see whether a cell is there at all
    cannot tell 0 from 1 to 4). tables: `TABLE`, what was worked out. periods: name -> its days. levels: dimension,
    level, and whether it is a named group, of all that is shown anywhere. residents: public figures by ward.
    """

    cells: pd.DataFrame
    tables: pd.DataFrame
    periods: Mapping[str, Period]
    levels: pd.DataFrame
    residents: pd.DataFrame


def rounding(rules: DisclosureRules) -> int:
    """To what counts are rounded: no less than hides what the council's rules hide."""
    return max(rules.round_to, rules.hide_below)


def make(store: Store, council: Council, key: str, today: date) -> Made:
    """Work the whole list out, for every period that is over. `key` is 64 hexadecimal digits.

    Raises CxError where a named group of council.toml has the name of a value.
    """
    tables = [table for table in offered(council) if _is_recorded(store, table)]
    known = {name: _periods(store, name, today) for name in {part.table for table in tables for part in table.parts}}
    periods = {table: _common(table, known) for table in tables}
    cells = [
        some
        for name in known
        for some in _cells_of(store, name, [table for table in tables if periods[table]], periods, council, key)
    ]
    frame = _usable(_together(cells), tables)
    held = [(table.measure, *_two(table.by), name_period(period)) for table in tables for _, period in periods[table]]
    return Made(
        frame,
        pd.DataFrame(held, columns=list(TABLE)),
        {name_period(period): period for found in periods.values() for _, period in found},
        _levels(store, council, frame),
        _residents(store, council),
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
    periods: Mapping[Table, tuple[tuple[str, Period], ...]],
    council: Council,
    key: str,
) -> Iterator["_Some"]:
    """The cells of the parts that are counted in one clean table, part by part of each table of the list."""
    alike: dict[tuple[tuple[str, ...], tuple[tuple[str, Period], ...]], list[Table]] = {}
    for table in tables:
        if any(part.table == name for part in table.parts):
            alike.setdefault((table.by, periods[table]), []).append(table)
    parts = _parts_in(name, tables)
    if not alike:
        return
    rows = read_rows(store, name, parts, sorted({one for by, _ in alike for one in by}), council, key)
    _refuse_names(rows)
    to, fewer_than = rounding(council.disclosure), council.disclosure.hide_below
    for (by, found), together in alike.items():
        spans = spans_of(rows, found)
        counted = count_way(rows, by, _parts_in(name, together), spans, fewer_than)
        shown = {part: _shown(cells, part, bytes.fromhex(key), to) for part, cells in counted}
        for table in together:
            own = {part.name: shown.get(_unnamed(part), _NOBODY) for part in table.parts if part.table == name}
            enough = _is_enough(table, own)
            for part, figures in own.items():
                if figures is not _NOBODY:
                    yield _named(np.where(enough, figures, 0), rows, by, found, (table.measure, part))


def _parts_in(name: str, tables: Sequence[Table]) -> list[Part]:
    """What is counted in one clean table, once each, whatever the measures call it."""
    return list(dict.fromkeys(_unnamed(part) for table in tables for part in table.parts if part.table == name))


def _unnamed(part: Part) -> Part:
    return replace(part, name="")


def _is_enough(table: Table, shown: Mapping[str, np.ndarray]) -> np.ndarray:
    """Of which cells a figure will be made, by the base as shown; of the others no part is published.

    Of a table with its base in another all are kept here, see `_usable`.
    """
    if not table.base_parts or not set(table.base_parts) <= set(shown):
        return np.array(True)
    return np.asarray(sum(shown[name] for name in table.base_parts) >= table.least_base)


def _usable(cells: pd.DataFrame, tables: Sequence[Table]) -> pd.DataFrame:
    """The same for measures with their base in another table: cells without it, or with too little, are left out."""
    least = {table.measure: table.least_base for table in tables if len({part.table for part in table.parts}) > 1}
    apart = cells["measure"].isin(list(least))
    others = cells[apart]
    named = [name for name in CELLS if name != "part"]
    base = others["shown"].where(others["part"] == "base", 0)
    whole = base.groupby([others[name] for name in named], sort=False, observed=True).transform("sum")
    kept = whole.to_numpy() >= np.array([least[str(name)] for name in others["measure"]], dtype=np.int64)
    return pd.concat([cells[~apart], others[kept]], ignore_index=True)


def _shown(cells: Cells, part: Part, key: bytes, to: int) -> np.ndarray:
    """The counts as shown; 0 too where fewer people than are hidden stand behind a larger count."""
    other = int.from_bytes(sha256(part.unit.encode()).digest()[:8], "big") if part.unit else 0
    counted = cells.counts > 0
    shown = np.zeros(cells.counts.shape, dtype=np.int64)
    drawn = cell_key(cells.sums[counted] + np.uint64(other), key)
    shown[counted] = round_keyed(cells.counts[counted], drawn, to)
    return np.where(cells.few, 0, shown)


def _named(
    shown: np.ndarray, rows: Rows, by: tuple[str, ...], periods: Sequence[tuple[str, Period]], name: tuple[str, str]
) -> "_Some":
    """The cells of a part (`name`: its measure and its own) that are shown as more than 0."""
    at = np.nonzero(shown)
    nobody = np.zeros(len(at[0]), dtype=np.int64)
    words = [
        *(((one,), nobody) for one in name),
        *(
            pair
            for place, dimension in enumerate(_two(by))
            for pair in (
                ((dimension,), nobody),
                (rows.levels[dimension].names, at[place + 1]) if dimension else (("",), nobody),
            )
        ),
        (tuple(name_period(period) for _, period in periods), at[0]),
    ]
    return _Some(words, shown[at])


@dataclass(frozen=True)
class _Some:
    """Some cells: for each of `CELLS` the words there are and each cell's place among them; and what is shown."""

    words: Sequence[tuple[Sequence[str], np.ndarray]]
    shown: np.ndarray


def _together(some: Sequence[_Some]) -> pd.DataFrame:
    """All cells as one frame, each word kept once: two million of them as texts take minutes."""
    columns = {}
    for place, column in enumerate(CELLS):
        places: dict[str, int] = {}
        codes = []
        for one in some:
            words, at = one.words[place]
            codes.append(np.array([places.setdefault(word, len(places)) for word in words], dtype=np.int32)[at])
        joined = np.concatenate(codes) if codes else np.zeros(0, dtype=np.int32)
        columns[column] = pd.Categorical.from_codes(joined, pd.Index(list(places), dtype=object))
    shown = np.concatenate([one.shown for one in some]) if some else np.zeros(0, dtype=np.int64)
    return pd.DataFrame({**columns, "shown": shown})


def _two(by: Sequence[str]) -> tuple[str, str]:
    first, second = (*by, "", "")[:2]
    return first, second


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
