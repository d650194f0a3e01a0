"""Every record of the contract is whole: what it says of itself holds, and its own headers lead back to it."""

import csv
from pathlib import Path

import duckdb
import pytest

from cxdata.contract import TABLES, Field, Kind, Table, narrowed_tables, tables_by_choice
from cxdata.form import columns_of
from cxdata.ingest.load.rows.derived.columns import COLUMNS
from cxdata.ingest.suggest.suggestion import suggest_profile
from cxdata.measures import DIMENSIONS
from cxdata.ui.frame.app import PAGES

ROWS = 120


@pytest.fixture(params=TABLES.values(), ids=TABLES)
def table(request: pytest.FixtureRequest) -> Table:
    return request.param


def test_what_it_says_of_its_fields_holds(table: Table) -> None:
    assert len(table.names) == len(set(table.names))
    named = {*table.key, table.time, table.people} - {None, ""}
    assert named <= set(table.names)
    assert table.time is None or table.field(table.time).kind in (Kind.TIME, Kind.DATE)
    assert not table.dated or table.time
    assert all(DIMENSIONS[name].on(table.name) for name in table.choices)
    assert not table.every_ward or table.has_wards
    assert table.has_wards or not table.point_headers
    assert {column.name for column in table.derived} <= COLUMNS.keys()
    assert table.page in {page.stem for page in PAGES}


def test_it_is_told_in_words(table: Table) -> None:
    for words in (table.title, table.grain, table.noun, table.theme, *(field.meaning for field in table.fields)):
        assert words
        assert words == words.strip()
    others = [other for other in TABLES.values() if other is not table]
    assert table.title not in [other.title for other in others]
    assert table.grain not in [other.grain for other in others]


def test_its_weight_counts_a_row(table: Table) -> None:
    kinds = {name: "varchar" if kind.startswith("level_") else kind for name, kind in columns_of(table).items()}
    columns = ", ".join(
        f"{7 if kind in ('BIGINT', 'DOUBLE') else 'null'}::{kind} as {name}" for name, kind in kinds.items()
    )
    assert duckdb.sql(f"select {table.weight} from (select {columns})").fetchall() in ([(1,)], [(7,)])


def test_its_own_headers_lead_back_to_it(table: Table, tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        fields = [field for field in table.fields if field.headers]
        writer.writerow([field.headers[0] for field in fields])
        writer.writerows([[_value(field, number) for field in fields] for number in range(ROWS)])
    found = suggest_profile(path)
    assert found.table == table.name
    assert {guess.field for guess in found.fields} >= {field.name for field in fields if field.required}
    assert found.missing == ()


def _value(field: Field, number: int) -> str:
    """A value such as an export has."""
    return {
        Kind.TIME: f"2026-{number % 9 + 1:02d}-{number % 28 + 1:02d}",
        Kind.DATE: f"2026-{number % 9 + 1:02d}-{number % 28 + 1:02d}",
        Kind.COUNT: str(number % 40 + 3),
        Kind.NUMBER: str(number % 40 + 3.5),
        Kind.SCORE: str(number % 5 + 1),
        Kind.FLAG: "yes" if number % 3 else "no",
        Kind.CHOICE: field.levels[number % len(field.levels)] if field.levels else "",
        Kind.LEVEL: f"Kind {number % 6}",
        Kind.ID: f"R{number:05d}",
        Kind.KEY: f"K{number:05d}",
        Kind.TEXT: f"Some words of customer {number}",
    }[field.kind]


def test_the_choices_at_the_side_are_those_of_the_records() -> None:
    expected = {
        "ward": ("contacts", "responses"),
        "service": ("contacts", "responses", "calls", "web"),
        "channel": ("contacts", "responses"),
        "customer_type": ("contacts", "responses"),
        "provider": ("contacts", "responses"),
    }
    # In this order, whatever tables come later.
    assert list(tables_by_choice())[:5] == list(expected)
    assert all(tables_by_choice()[name][: len(tables)] == tables for name, tables in expected.items())
    assert set(narrowed_tables()) >= {"contacts", "responses", "calls", "web"}
