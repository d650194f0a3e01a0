"""A small store in memory with the rows a test names, as a load leaves it just before the checks."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

import duckdb
import pytest

from cxdata.contract import NOT_RECORDED, TABLES, level_fields
from cxdata.council import Council
from cxdata.form import create_fixed_tables
from cxdata.ingest.checks import Check, run_checks
from cxdata.ingest.load.rows.tables import create_types, empty_sql
from cxdata.ingest.receipt import FileReceipt

TODAY = date(2026, 10, 1)
Rows = Sequence[dict[str, Any]]
Checked = Callable[..., dict[str, list[Check]]]


def _levels(tables: dict[str, Rows]) -> dict[str, set[str]]:
    found = {name: set(field.levels) for name, field in level_fields().items()}
    for rows in tables.values():
        for row in rows:
            for name, value in row.items():
                if name in found:
                    found[name].add(value)
    found["ward"] = set(found["ward_code"])
    return found


def _fill(con: duckdb.DuckDBPyConnection, name: str, rows: Rows) -> None:
    table = TABLES[name]
    ward = ", null::new.level_ward as ward" if table.has_wards else ""
    con.execute(f"create table new.{name} as select *{ward} from ({empty_sql(table)})")
    for column in table.derived:
        con.execute(f"alter table new.{name} add column {column.name} {column.sql_type}")
    blank = {field.name: NOT_RECORDED for field in table.fields if field.has_levels}
    if "count" in table.names:
        blank["count"] = 1
    for number, row in enumerate(rows, start=1):
        full = {"file_id": 1, "row_number": number, "grain": "moment"} | blank | row
        if ward:
            full["ward"] = full["ward_code"]
        marks = ", ".join(f"${column}" for column in full)
        con.execute(f"insert into new.{name} ({', '.join(full)}) values ({marks})", full)


def _write_files(con: duckdb.DuckDBPyConnection, tables: dict[str, Rows], receipts: dict[int, FileReceipt]) -> None:
    counts: dict[int, int] = {}
    for rows in tables.values():
        for row in rows:
            counts[row.get("file_id", 1)] = counts.get(row.get("file_id", 1), 0) + 1
    for file_id, count in counts.items():
        receipts.setdefault(file_id, FileReceipt(f"file{file_id}.csv", read=count, loaded=count))
    for file_id, receipt in receipts.items():
        con.execute(
            "insert into new.files (file_id, name, receipt) values (?, ?, ?)",
            [file_id, receipt.file, json.dumps(receipt.as_dict())],
        )


@pytest.fixture
def checked() -> Iterator[Checked]:
    """Builds a store from rows by table (and areas, receipts, set_aside) and gives the checks found, by code."""
    opened: list[duckdb.DuckDBPyConnection] = []

    def build(
        *,
        areas: Sequence[tuple[str, str, int, str, bool]] = (),
        receipts: dict[int, FileReceipt] | None = None,
        set_aside: Sequence[tuple[int, int, str, str, str]] = (),
        **tables: Rows,
    ) -> dict[str, list[Check]]:
        con = duckdb.connect(":memory:")
        opened.append(con)
        con.execute("attach ':memory:' as new")
        for statement in create_fixed_tables("new"):
            con.execute(statement)
        create_types(con, _levels(tables))
        for name in TABLES:
            _fill(con, name, tables.get(name, ()))
        for code, name, vintage, council, current in areas:
            con.execute(
                "insert into new.areas values (?, ?, ?, 'ward', ?, null, ?, '{}', ?, null)",
                [code, name, name, vintage, council, current],
            )
        for row in set_aside:
            con.execute("insert into new.set_aside values (?, ?, ?, ?, ?)", list(row))
        _write_files(con, tables, dict(receipts or {}))
        con.execute("use new")
        found: dict[str, list[Check]] = {}
        for check in run_checks(con, council=Council(name="Quarnmere"), today=TODAY):
            found.setdefault(check.code, []).append(check)
        stored = con.execute("select code, verdict, message, rows from checks").fetchall()
        said = [check for checks in found.values() for check in checks]
        assert sorted(stored) == sorted((check.code, check.verdict, check.message, check.rows) for check in said)
        return found

    yield build
    for con in opened:
        con.close()
