"""Typed figures as rows of a file, and the layout that reads them: from there they go the way of every file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cxdata.contract import TABLES
from cxdata.ingest.papers.clashes import fields_of, key
from cxdata.ingest.papers.figure import PLACES, PaperFigure
from cxdata.ingest.profile.model import FieldMap, Profile, TableMap

FILE = "Figures out of papers"
PROFILE = "paper-figures"
_TABLE, _GRAIN, _IDS = "Table", "Grain", "Figures"
_PLACE_FIELDS = dict(zip(PLACES, ("service", "channel", "ward_code", "provider"), strict=True))


@dataclass(frozen=True)
class PaperRow:
    """One row of the file: the typed figures that it stands for, and its cells by heading."""

    figures: tuple[PaperFigure, ...]
    cells: Mapping[str, str]


def rows_of(figures: Sequence[PaperFigure]) -> list[PaperRow]:
    """The rows that figures make: those of one table, period and place are one row, or one for each outcome."""
    groups: dict[tuple[object, ...], list[PaperFigure]] = {}
    for figure in figures:
        groups.setdefault(key(figure), []).append(figure)
    return [row for group in groups.values() for row in _rows_of_group(group)]


def headings_of(rows: Sequence[PaperRow]) -> tuple[str, ...]:
    """Every heading of the rows, in the order in which they come."""
    return tuple(dict.fromkeys(heading for row in rows for heading in row.cells))


def profile_of(rows: Sequence[PaperRow]) -> Profile:
    """The layout of the rows: a part for each table and length of figure."""
    parts = dict.fromkeys((row.cells[_TABLE], row.cells[_GRAIN]) for row in rows)
    return Profile(
        name=PROFILE,
        title=FILE,
        system=PROFILE,
        tables=tuple(_part(table, grain, rows) for table, grain in parts),
        about="Made from the list of figures that were typed",
        dates="ymd",
        ignore=(_IDS,),
        shipped=False,
    )


def _part(table: str, grain: str, rows: Sequence[PaperRow]) -> TableMap:
    mine = [row for row in rows if (row.cells[_TABLE], row.cells[_GRAIN]) == (table, grain)]
    names = [name for name in headings_of(mine) if name not in (_TABLE, _GRAIN, _IDS)]
    fields = [FieldMap(name, sources=(name,)) for name in names]
    if table == "calls":
        fields.append(FieldMap("channel", constant="phone"))
    order = TABLES[table].names
    ordered = tuple(sorted(fields, key=lambda field: order.index(field.name)))
    return TableMap(table, ordered, where={_TABLE: (table,), _GRAIN: (grain,)}, alike="each", grain=grain)


def _rows_of_group(group: Sequence[PaperFigure]) -> list[PaperRow]:
    first = group[0]
    grain, start = first.span
    table = TABLES[first.kind.table]
    shared = {_IDS: " ".join(figure.id for figure in group), _TABLE: table.name, _GRAIN: grain}
    shared[table.time or ""] = start.isoformat()
    shared |= {_PLACE_FIELDS[name]: value for name, value in zip(PLACES, first.place, strict=True) if value}
    counts: dict[str, float] = {}
    for figure in group:
        counts |= fields_of(figure)
    return [PaperRow(tuple(group), shared | cells) for cells in _cells(table.name, counts)]


def _cells(table: str, counts: Mapping[str, float]) -> list[dict[str, str]]:
    """The counts of one period and place as cells: of answers and complaints a row for each way that it went."""
    if table == "responses":
        yes, no = counts["satisfied"], counts["count"] - counts["satisfied"]
        return [{"satisfied": flag, "count": f"{n:.0f}"} for flag, n in (("true", yes), ("false", no)) if n]
    if table == "complaints":
        decided = counts.get("decided", 0.0)
        upheld = counts.get("upheld", 0.0)
        ways = (("Upheld", upheld), ("Not upheld", decided - upheld), ("", counts["count"] - decided))
        return [{"outcome": outcome, "count": f"{n:.0f}"} for outcome, n in ways if n]
    return [{name: f"{number:.3f}".rstrip("0").rstrip(".") for name, number in counts.items()}]
