"""Labels that a report gives once and leaves blank in the rows under it, written into those rows."""

from collections.abc import Sequence
from dataclasses import replace

import duckdb

from cxdata.ingest.profile.matching import find_header
from cxdata.ingest.profile.totals import TOTAL_WORD
from cxdata.ingest.read.raw_table import ROW_NUMBER, RawTable, ident

Rows = Sequence[Sequence[str | None]]


def fill_down(con: duckdb.DuckDBPyConnection, raw: RawTable, columns: Sequence[str]) -> RawTable:
    """The raw table with blank cells of these columns filled from the last row above that has one.

    A label further left begins anew what stands right of it, and a row with a total's label is filled no further right.
    """
    headers = [header for name in columns if (header := find_header([name], raw.columns))]
    if not headers:
        return raw
    names = ", ".join(map(ident, headers))
    listed = con.execute(f"select {ROW_NUMBER}, {names} from {ident(raw.table)} order by 1").fetchall()
    filled = filled_rows([row[1:] for row in listed], range(len(headers)))
    con.execute(f"create or replace temp table filled_labels ({ROW_NUMBER} bigint, {_typed(headers)})")
    marks = ", ".join("?" * (len(headers) + 1))
    con.executemany(
        f"insert into filled_labels values ({marks})",
        [(row[0], *labels) for row, labels in zip(listed, filled, strict=True)],
    )
    sets = ", ".join(f"{ident(header)} = f.{ident(header)}" for header in headers)
    con.execute(f"update {ident(raw.table)} r set {sets} from filled_labels f where r.{ROW_NUMBER} = f.{ROW_NUMBER}")
    note = f"Blank cells of {' and '.join(headers)} were filled from the row above."
    return replace(raw, notes=(*raw.notes, note))


def _typed(headers: Sequence[str]) -> str:
    return ", ".join(f"{ident(header)} varchar" for header in headers)


def filled_rows(rows: Rows, positions: Sequence[int]) -> list[tuple[str | None, ...]]:
    """The rows with blank cells at these positions (from left to right) filled from above."""
    above: dict[int, str] = {}
    filled = []
    for row in rows:
        cells = list(row)
        for place, position in enumerate(positions):
            value = (cells[position] or "").strip()
            if value:
                above[position] = value
                for right in positions[place + 1 :]:
                    above.pop(right, None)
                if TOTAL_WORD.fullmatch(value):
                    break
            elif position in above:
                cells[position] = above[position]
                if TOTAL_WORD.fullmatch(above[position]):
                    break
        filled.append(tuple(cells))
    return filled
