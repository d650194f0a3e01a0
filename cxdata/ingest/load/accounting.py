"""Receipts: every row of a file is counted as loaded, set aside or a duplicate."""

import json
from datetime import date

import duckdb

from cxdata.contract import GRAINS_WITHOUT_MONTH, Kind
from cxdata.ingest.load.prepare import Prepared
from cxdata.ingest.load.raw.left_out import HEADING, LONGER, NOT_COUNTED, OTHER, TOTAL
from cxdata.ingest.load.rows.clean import CleanTable
from cxdata.ingest.read.raw_table import ROW_NUMBER, count_words, ident
from cxdata.ingest.receipt import FileReceipt, Problem
from cxdata.periods import last_day_of

# Where in the file a row stands, which is no reason of its own.
_PLACE = r" \((lines? [\d, to]+ of the file)\)$"
_SHOWN = 5


def unchanged_receipt(name: str, rows: int, before: FileReceipt | None = None) -> FileReceipt:
    """The receipt of a file that is in the store already and would be read the same way: nothing changes.

    `rows` is how many rows it has, `before` its receipt from when it was loaded.
    """
    return FileReceipt(
        name,
        before.profile if before else None,
        before.tables if before else (),
        read=rows,
        duplicates=rows,
        notes=("This very file is loaded already; nothing changed.",),
        first=before.first if before else None,
        last=before.last if before else None,
    )


def unused_rows(con: duckdb.DuckDBPyConnection, file: Prepared, file_id: int) -> None:
    """List in `aside` the rows that no table of the profile takes, and those that the reader could not read."""
    cleans = " union all ".join(f"select {ROW_NUMBER} from clean_{file_table.name}" for file_table in file.tables)
    mappings = [file_table.mapping for file_table in file.tables]
    if any(mapping.where or mapping.filled or mapping.unpivot for mapping in mappings):
        reason = OTHER if "other rows" in file.profile.leave_out else "is a kind of row this profile does not use"
        con.execute(
            f"insert into aside select {file_id}, {ROW_NUMBER}, null, null, '{reason}' "
            f"from {ident(file.raw.table)} where {ROW_NUMBER} not in ({cleans})"
        )
    if file.raw.rejected:
        con.executemany(
            f"insert into aside values ({file_id}, $row, null, null, $reason)",
            [{"row": row.row_number, "reason": row.reason} for row in file.raw.rejected],
        )


def receipt(con: duckdb.DuckDBPyConnection, file: Prepared, file_id: int, cleaned: list[CleanTable]) -> FileReceipt:
    """What became of one file, counted in rows of the file.

    A row is loaded when anything of it stands, else set aside when anything of it was, else a duplicate.
    """
    read = file.raw.rows + len(file.raw.rejected)
    loaded, updated = _standing(con, cleaned)
    aside = con.execute(f"select count(distinct row_number) from aside where file_id = {file_id}").fetchall()[0][0]
    partly = 0
    if len(cleaned) > 1 or cleaned[0].file_table.mapping.unpivot:
        partly = con.execute(
            f"select count(distinct row_number) from aside where file_id = {file_id} "
            f"and row_number in ({_rows(cleaned)})"
        ).fetchall()[0][0]
    set_aside = aside - partly
    first, last = _span(con, cleaned)
    return FileReceipt(
        file.path.name,
        file.profile.name,
        tuple(dict.fromkeys(clean_table.table.name for clean_table in cleaned)),
        read=read,
        loaded=loaded,
        set_aside=set_aside,
        duplicates=read - loaded - set_aside,
        updated=updated,
        problems=(*file.problems, *_problems(con, file_id, cleaned, partly)),
        notes=(*file.raw.notes, *_scales(con, cleaned)),
        first=first,
        last=last,
    )


def _scales(con: duckdb.DuckDBPyConnection, cleaned: list[CleanTable]) -> list[str]:
    """A sentence for each scale of other than five points: its length and the mean on it."""
    notes = []
    for clean_table in cleaned:
        if clean_table.table.name != "responses" or clean_table.file_table.mapping.field("rating") is None:
            continue
        for points, answers, mean in con.execute(
            "select rating_points, sum(coalesce(count, 1)), sum(rating * coalesce(count, 1)) / sum(coalesce(count, 1)) "
            f"from {clean_table.name} where not bad and rating is not null group by 1 order by 1"
        ).fetchall():
            notes.append(
                f"The scale has {points} points, {points} is best: mean {mean:.1f} of {points} in {answers:,} answers."
            )
    return notes


def _left_out(clean_table: CleanTable) -> str:
    return (
        f"rowid not in (select id from fates_{clean_table.table.name} where clean = '{clean_table.name}' "
        "and fate in ('duplicate', 'overridden'))"
    )


def _rows(cleaned: list[CleanTable]) -> str:
    return " union ".join(
        f"select {ROW_NUMBER} from {clean_table.name} where not bad and {_left_out(clean_table)}"
        for clean_table in cleaned
    )


def _standing(con: duckdb.DuckDBPyConnection, cleaned: list[CleanTable]) -> tuple[int, int]:
    """Rows of the file of which something stands, and those that replaced an earlier version."""
    updated = " union ".join(
        f"select {ROW_NUMBER} from {clean_table.name} where rowid in (select id from fates_{clean_table.table.name} "
        f"where clean = '{clean_table.name}' and fate = 'updated')"
        for clean_table in cleaned
    )
    if len(cleaned) == 1 and not cleaned[0].file_table.mapping.unpivot:
        clean_table = cleaned[0]
        loaded = con.execute(
            f"select count(*) from {clean_table.name} where not bad and {_left_out(clean_table)}"
        ).fetchall()[0][0]
    else:
        loaded = con.execute(f"select count(distinct {ROW_NUMBER}) from ({_rows(cleaned)})").fetchall()[0][0]
    return loaded, con.execute(f"select count(*) from ({updated})").fetchall()[0][0]


def _span(con: duckdb.DuckDBPyConnection, cleaned: list[CleanTable]) -> tuple[date | None, date | None]:
    spans = [
        (*_days_of(con, clean_table), clean_table.grain if clean_table.grain in GRAINS_WITHOUT_MONTH else "")
        for clean_table in cleaned
        if clean_table.table.time
    ]
    dated = [(first, last_day_of(grain, last)) for first, last, grain in spans if first and last]
    return (min(first for first, _ in dated), max(last for _, last in dated)) if dated else (None, None)


def _days_of(con: duckdb.DuckDBPyConnection, clean_table: CleanTable) -> tuple[date | None, date | None]:
    time = clean_table.table.time
    first, last = con.execute(
        f"select min({time})::date, max({time})::date from {clean_table.name} where not bad"
    ).fetchall()[0]
    return first, last


def _problems(con: duckdb.DuckDBPyConnection, file_id: int, cleaned: list[CleanTable], partly: int) -> list[Problem]:
    """What the officer should look at: the reasons for rows set aside, references that came twice."""
    problems = []
    for field, reason, rows, first in con.execute(
        "select field, case when field is null then regexp_replace(reason, $place, '') "
        "else coalesce(nullif(field, ''), '') end as what, count(distinct row_number) as rows, "
        "arg_min(regexp_extract(reason, $place, 1), row_number) "
        f"from aside where file_id = $id{_not_in_part(cleaned)} group by all order by rows desc, what",
        {"id": file_id, "place": _PLACE},
    ).fetchall():
        where = f" ({'the first: ' if rows > 1 else ''}{first})" if first and field is None else ""
        problems.append(_set_aside(con, file_id, field, reason, rows, where))
    if partly:
        problems.append(
            Problem(
                "loaded_in_part",
                "use with care",
                f"{count_words(partly, 'row is', 'rows are')} loaded in part{_of_stages(con, cleaned)}: see the rows "
                "set aside.",
                partly,
            )
        )
    for clean_table in cleaned:
        rows = con.execute(
            f"select count(*) from fates_{clean_table.table.name} where clean = $clean and fate = 'overridden'",
            {"clean": clean_table.name},
        ).fetchall()[0][0]
        if rows:
            key = next(
                (name for name in clean_table.table.key if clean_table.table.field(name).kind is Kind.ID), "reference"
            )
            problems.append(
                Problem(
                    "reference_repeated",
                    "use with care",
                    f"{count_words(rows, 'row has', 'rows have')} a {key} that occurs again later with other content; "
                    "the last one stands.",
                    rows,
                )
            )
    return problems


def _not_in_part(cleaned: list[CleanTable]) -> str:
    """The condition that nothing else of a row set aside stands, where a file feeds several tables: such rows are
    loaded in part, and must not be said to be set aside as well.
    """
    return f" and row_number not in ({_rows(cleaned)})" if len(cleaned) > 1 else ""


def _of_stages(con: duckdb.DuckDBPyConnection, cleaned: list[CleanTable]) -> str:
    """', without Stage 2 of C23': which stages of which cases a register with its stages in columns has lost."""
    lost = []
    for clean_table in cleaned:
        if clean_table.table.name == "complaints" and clean_table.file_table.mapping.filled:
            lost += con.execute(
                f"select stage::varchar || coalesce(' of ' || complaint_id, '') from {clean_table.name} where bad "
                f"and {ROW_NUMBER} in ({_rows(cleaned)}) order by {ROW_NUMBER}"
            ).fetchall()
    names = [name for (name,) in lost]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f", without {', '.join(names[:_SHOWN])}{more}, whose day is not known" if names else ""


def _set_aside(
    con: duckdb.DuckDBPyConnection, file_id: int, field: str | None, reason: str, rows: int, where: str
) -> Problem:
    if field is None and reason in (TOTAL, LONGER, HEADING, OTHER):
        return Problem("rows_left_out", "fine", f"{count_words(rows, 'row', 'rows')} left out: each {reason}.", rows)
    if field is None and NOT_COUNTED in reason:
        message = f"{count_words(rows, 'row', 'rows')} left out: a paper {reason}."
        return Problem("rows_left_out", "use with care", message, rows)
    if field is None:
        return Problem(
            "rows_set_aside",
            "use with care",
            f"{count_words(rows, 'row', 'rows')} set aside: the row {reason}{where}.",
            rows,
        )
    examples = con.execute(
        "select reason, count(distinct row_number) as n from aside where file_id = $id and field = $field "
        f"group by 1 order by n desc, 1 limit {_SHOWN}",
        {"id": file_id, "field": field},
    ).fetchall()
    listed = "; ".join(f"{words} ({count:,})" for words, count in examples)
    return Problem(
        "rows_set_aside", "use with care", f"{count_words(rows, 'row', 'rows')} set aside for {field}: {listed}.", rows
    )


def from_json(text: str) -> FileReceipt:
    """A receipt as the store keeps it."""
    values = json.loads(text)
    values["tables"] = tuple(filter(None, values.pop("table").split(", ")))
    values["problems"] = tuple(Problem(**problem) for problem in values["problems"])
    values["notes"] = tuple(values["notes"])
    for key in ("first", "last"):
        values[key] = date.fromisoformat(values[key]) if values[key] else None
    return FileReceipt(**values)
