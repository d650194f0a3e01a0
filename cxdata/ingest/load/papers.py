"""Typed figures in a load: read anew in every load, and never counted beside a file that counts the same.

The list in the data folder is a file like others, but for two things. It takes the place of what it was before, so that
a figure removed from it is gone; and where another file holds what a figure counts, the figure is set aside with both
numbers said. That is decided in every load, so that it comes back when the other file is removed.
"""

import csv
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from cxdata.errors import CxError
from cxdata.form import PAPERS_KEY
from cxdata.ingest.load.acts import ERASE
from cxdata.ingest.load.incoming import Load, StoredFile
from cxdata.ingest.load.prepare import file_digest, prepare
from cxdata.ingest.load.raw.left_out import NOT_COUNTED
from cxdata.ingest.load.rows import tables
from cxdata.ingest.load.rows.clean import CleanTable
from cxdata.ingest.papers import FILE_NAME, read
from cxdata.ingest.papers.rows import FILE, PROFILE, PaperRow, headings_of, profile_of, rows_of
from cxdata.ingest.papers.spans import say_span
from cxdata.ingest.read.raw_table import ROW_NUMBER
from cxdata.ingest.receipt import refused_by
from cxdata.measures.words import say_count
from cxdata.own_files import replace as replace_file

REMOVED_NAME = "paper_figures_removed.csv"
_STEPS = {"moment": "interval 1 microsecond", "day": "interval 1 day", "week": "interval 7 day"}
_STEPS |= {"month": "interval 1 month", "quarter": "interval 3 month", "year": "interval 12 month"}


def read_papers(load: Load, position: int, folder: Path, gone: Sequence[int]) -> bool:
    """Read the typed figures as the file at this position of the call; whether they differ from those in the store.

    `folder` takes the rows that are made of them. A list that cannot be read is refused in its receipt, and what the
    store holds of it stays. Where the typed figures are among the files that are `gone`, none is read.
    """
    stored = _stored(load)
    if stored and stored.file_id in gone:
        return True
    try:
        rows = rows_of(read(load.data))
        if rows:
            _prepare(load, position, folder, rows)
    except CxError as fault:
        load.receipts[position] = refused_by(FILE, fault)
        return False
    load.paper_rows = rows
    if stored:
        load.replaced.append(stored.file_id)
    if not rows:
        return stored is not None
    load.papers = position
    load.ids[position] = stored.file_id if stored else load.next_id
    load.next_id += 0 if stored else 1
    return stored is None or load.prepared[position].sha256 not in load.stored


def _stored(load: Load) -> StoredFile | None:
    """The typed figures as the store in use holds them."""
    return next((file for file in load.stored.values() if file.profile == PROFILE), None)


def drop_list(load: Load, gone: Sequence[int], act: str) -> None:
    """Take the list away where the typed figures as a whole were removed; where they were erased, for good."""
    stored, path = _stored(load), load.data / FILE_NAME
    if stored is None or stored.file_id not in gone or not path.is_file():
        return
    if act == ERASE:
        path.unlink()
    else:
        # Beside one that was removed before, never over it.
        names = [REMOVED_NAME, *(REMOVED_NAME.replace(".", f"-{number}.") for number in range(2, 1000))]
        replace_file(path, next(path.with_name(name) for name in names if not path.with_name(name).exists()))


def forget_papers(load: Load) -> None:
    """Leave the typed figures as the store has them: nothing of this call changes them."""
    if load.papers is not None:
        del load.prepared[load.papers], load.ids[load.papers]
    load.papers, load.replaced = None, []


def _prepare(load: Load, position: int, folder: Path, rows: Sequence[PaperRow]) -> None:
    path = folder / f"{PROFILE}.csv"
    headings = headings_of(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headings)
        writer.writerows([row.cells.get(heading, "") for heading in headings] for row in rows)
    prepared = prepare(
        load.con,
        path,
        number=position,
        profiles={PROFILE: profile_of(rows)},
        profile=PROFILE,
        sheet=None,
        date_order="ymd",
        council=load.council,
        sha256=file_digest(path),
        places="",
    )
    notes = tuple(dict.fromkeys(f"{one.id}: {one.words}. From: {one.source}." for row in rows for one in row.figures))
    load.prepared[position] = replace(prepared, path=Path(FILE), raw=replace(prepared.raw, notes=notes))


def set_aside_overlaps(load: Load, cleaned: dict[int, list[CleanTable]]) -> None:
    """Set aside each typed figure of which another file in the new store counts something too, with both numbers."""
    if load.papers is None:
        return
    con, file_id = load.con, load.ids[load.papers]
    names = {file.file_id: file.name for file in load.stored.values()}
    names |= {load.ids[position]: file.path.name for position, file in load.prepared.items()}
    for clean_table in cleaned[load.papers]:
        for row_number, files, amount in con.execute(_overlaps_sql(clean_table, file_id)).fetchall():
            reason = _say_overlap(load.paper_rows[row_number - 1], clean_table, [names[one] for one in files], amount)
            con.execute(
                f"insert into aside values ({file_id}, {row_number}, null, null, $reason)",
                {"reason": reason},
            )
        listed = f"select row_number from aside where file_id = {file_id}"
        con.execute(f"update {clean_table.name} set bad = true where {ROW_NUMBER} in ({listed})")
        table = f"{tables.NEW}.{clean_table.table.name}"
        con.execute(f"delete from {table} where file_id = {file_id} and {ROW_NUMBER} in ({listed})")


def _overlaps_sql(clean_table: CleanTable, file_id: int) -> str:
    """Each row of typed figures with the files that count the same, and how much they count of it."""
    table = clean_table.table
    time, amount = table.time, _amount(clean_table)
    ends = " ".join(f"when '{grain}' then x.{time} + {step}" for grain, step in _STEPS.items())
    places = [
        f"(c.{name} = x.{name} or 'Not recorded' in (c.{name}::varchar, x.{name}::varchar))"
        for name in ("service", "channel", "ward_code", "provider")
        if name in table.names and table.name != "calls"
    ]
    if table.name == "calls":
        places = ["x.channel <> 'face_to_face'", "(c.service = x.service or 'Not recorded' in (c.service, x.service))"]
    same = " and ".join([*places, f"({_both_count(clean_table)})"])
    return f"""
        select c.{ROW_NUMBER}, list(distinct x.file_id order by x.file_id), sum({amount})
        from {clean_table.name} c join {tables.NEW}.{table.name} x on
            x.{time} < c.{time} + {_STEPS[clean_table.grain]}
            and case x.grain::varchar {ends} end > c.{time} and {same}
        where x.file_id <> {file_id} and not c.bad group by 1 order by 1
    """


def _amount(clean_table: CleanTable) -> str:
    """What of another file's row is counted: the first count that the typed figures fill."""
    counts = _counts(clean_table)
    return f"coalesce(x.{counts[0]}, 0)"


def _counts(clean_table: CleanTable) -> list[str]:
    """The counts that the typed figures fill, the most telling first."""
    names = ("count", "offered", "visits", "page_views", "starts")
    return [name for name in names if clean_table.file_table.mapping.field(name) is not None]


def _both_count(clean_table: CleanTable) -> str:
    """Whether a row of typed figures (c) and one of another file (x) count the same thing."""
    if clean_table.table.name == "responses":
        return "x.score is not null or x.satisfied is not null"
    return " or ".join(f"(c.{name} is not null and x.{name} is not null)" for name in _counts(clean_table))


def _say_overlap(row: PaperRow, clean_table: CleanTable, files: Sequence[str], amount: float) -> str:
    said = "; ".join(figure.words for figure in row.figures)
    span = say_span(*row.figures[0].span)
    return (
        f"says '{said}'{NOT_COUNTED}{' and '.join(files)} {'count' if len(files) > 1 else 'counts'} "
        f"{say_count(amount)} {clean_table.table.noun} in {span} too, and only one of the two may count"
    )


def keep_sources(load: Load) -> None:
    """Write to the new store what each row of typed figures says, and where it stands."""
    if load.papers is None:
        return
    rows = [
        {"ids": [figure.id for figure in row.figures], "sources": list(dict.fromkeys(f.source for f in row.figures))}
        for row in load.paper_rows
    ]
    document = {"file_id": load.ids[load.papers], "rows": rows}
    values = {"key": PAPERS_KEY, "value": json.dumps(document)}
    load.con.execute(f"insert into {tables.NEW}.meta values ($key, $value)", values)
