"""docs/working-tables.md lists every working table of a load, with its columns: held against loads that are run."""

import re
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from cxdata.contract import TABLES
from cxdata.ingest.history.remove import remove_files
from cxdata.ingest.load import build
from cxdata.ingest.load.rows import lattice
from tests.ingest.areas.town import save_layout, write_contacts, write_lookup
from tests.ingest.history.stores import numbers_of
from tests.ingest.loading import HEADER, Folder

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "working-tables.md"
SAMPLE = ROOT / "sample_data"
PARTS = {
    "<file>": r"\d+",
    "<part>": r"\d+_\d+",
    "<table>": f"({'|'.join(TABLES)})",
    "<field>": f"({'|'.join(sorted({name for table in TABLES.values() for name in table.names}))})",
}


@dataclass(frozen=True)
class Line:
    """One row of the page: a pattern of names, the columns that are always there, whether there may be others."""

    name: str
    columns: frozenset[str]
    others: bool

    def fits(self, name: str) -> bool:
        pattern = self.name
        for part, meaning in PARTS.items():
            pattern = pattern.replace(part, meaning)
        return re.fullmatch(pattern, name) is not None


class Noted:
    """A connection to DuckDB that notes the working tables made through it: name -> columns, when last seen."""

    def __init__(self, con: duckdb.DuckDBPyConnection, made: dict[str, set[str]]) -> None:
        self._con, self._made = con, made

    def __getattr__(self, name: str) -> Any:
        return getattr(self._con, name)

    def __enter__(self) -> "Noted":
        return self

    def __exit__(self, *error: object) -> None:
        self._con.close()

    def register(self, name: str, rows: Any) -> None:
        self._made[name] = set(rows.schema.names)
        self._con.register(name, rows)

    def execute(self, statement: str, *values: Any) -> duckdb.DuckDBPyConnection:
        if dropped := re.match(r'\s*drop table "(\w+)"', statement):
            self._note(dropped[1])
        result = self._con.execute(statement, *values)
        if made := re.match(r'\s*create (?:or replace )?temp (?:table|view) "?(\w+)"?', statement):
            self._note(made[1])
        return result

    def _note(self, name: str) -> None:
        self._made[name] = {column for column, *_ in self._con.execute(f'describe "{name}"').fetchall()}


def lines() -> list[Line]:
    """The rows of the page's tables."""
    found = []
    for text in PAGE.read_text(encoding="utf-8").splitlines():
        if not text.startswith("| `"):
            continue
        name, columns, *_ = (cell.strip() for cell in text.strip("|").split(" | "))
        always, semicolon, _ = columns.partition(";")
        listed = frozenset(re.findall(r"`(\w+)`", always))
        found.append(Line(name.strip("`"), listed, bool(semicolon) or not listed))
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Every working table of three loads and a removal: files of each kind with faults in them, then exports that
    overlap, of which the middle one goes.
    """
    folder = Folder(tmp_path_factory.mktemp("working"))
    first = folder.file(
        "crm_may.csv",
        HEADER,
        "R1,2026-05-01,,Call,Waste,Ward A,52.63,-0.87,C1,Y,Ann",
        "R2,2026-05-02,,Online form,Waste,Ward A,52.64,-0.88,C2,N,Bob",
        "R3,soon,,Call,Waste,Ward B,,,C3,N,Cy",
    )
    second = folder.file(
        "crm_june.csv", HEADER, "R2,2026-05-02,2026-06-01,Call,Waste,Ward A,,,C2,N,Bob", "R4,2026-06-02,,Call,,,,,,,"
    )
    survey = folder.file("survey.csv", "Answered,Rating,Comment", "01/05/2026,Very good,Thanks", "31/05/2026,Poor,")
    save_layout(folder.data, "uprn", "postcode")
    placed = write_contacts(folder.root, ["uprn", "postcode"], [("7", "ZZ1 1ZZ"), ("8", "ZZ1")])
    lookup = write_lookup(folder.root, [("ZZ1 1ZZ", "E05000001")])
    wards, given = SAMPLE / "wards_2024.geojson", ("population_by_ward.csv", "complaints_register.xlsx")
    sample = Folder(tmp_path_factory.mktemp("sample"))
    noted: dict[str, set[str]] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lattice, "FEW", 0)
        patch.setattr(build, "duckdb", SimpleNamespace(connect=lambda path: Noted(duckdb.connect(path), noted)))
        receipts = [
            folder.load(first, survey, placed, lookup, wards),
            folder.load(second),
            sample.load(*(SAMPLE / name for name in given)),
        ]
        folder.load_one(
            "crm_july.csv",
            HEADER,
            "R2,2026-05-02,2026-06-01,Call,Waste,Ward A,,,C2,N,Bob",
            "R5,2026-06-03,,Call,Waste,Ward A,,,C1,N,Ann",
        )
        remove_files(folder.data, numbers_of(folder.data, "crm_june.csv"))
    assert [file.refused for receipt in receipts for file in receipt.files] == [None] * 8
    assert receipts[1].files[0].updated == 1
    return noted


def test_every_working_table_is_on_the_page_with_its_columns(made: dict[str, set[str]]) -> None:
    listed = lines()
    for name, columns in made.items():
        fitting = [line for line in listed if line.fits(name)]
        assert len(fitting) == 1, f"{name} fits {len(fitting)} rows of {PAGE.name}"
        line = fitting[0]
        assert line.columns <= columns if line.others else line.columns == columns, (name, columns)


def test_every_row_of_the_page_is_a_table_that_a_load_makes(made: dict[str, set[str]]) -> None:
    assert len(made) > 40
    assert [line.name for line in lines() if not any(line.fits(name) for name in made)] == []


def test_the_files_named_are_there() -> None:
    for text in PAGE.read_text(encoding="utf-8").splitlines():
        if not text.startswith("| `"):
            continue
        name, _, _, writers, readers = (cell.strip() for cell in text.strip("|").split(" | "))
        for file in re.findall(r"`([\w/]+\.py)`", writers + readers):
            assert (ROOT / "cxdata" / "ingest" / file).is_file(), file
        assert re.findall(r"\.py`", writers), name
