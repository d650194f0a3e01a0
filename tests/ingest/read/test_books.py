"""Workbooks of every kind: old and binary ones, several tables on one sheet, passwords."""

import json
from pathlib import Path

import duckdb
import pytest

from cxdata.errors import CxError
from cxdata.ingest.load.build import load_files
from cxdata.ingest.plan.trial import look_at_file
from cxdata.ingest.profile.shipped import load_profiles
from cxdata.ingest.read.readers import RawTable, preview, read_raw, sheet_names, sheet_tables
from cxdata.store import open_store
from tests.cli.terminal import run
from tests.ingest.read.making import LOCKED_XLSX, MADE, archive, book, locked_ods, locked_xls

CALLS = [
    ["Queue", "Date", "Calls offered", "Calls answered"],
    *(["Waste", f"2026-04-{day:02}", 40 + day, 38 + day] for day in range(1, 13)),
]
CASES = [
    ["Case ID", "Date received", "Channel", "Service"],
    *([f"C{day}", f"2026-05-{day:02} 09:00", "Phone", "Waste"] for day in range(1, 9)),
]


def _read(path: Path, sheet: str | None = None) -> tuple[RawTable, list[tuple]]:
    con = duckdb.connect()
    raw = read_raw(con, path, sheet=sheet)
    return raw, [row[:-1] for row in con.execute("select * from raw order by row_number").fetchall()]


def _refusal(path: Path, sheet: str | None = None) -> str:
    with pytest.raises(CxError) as refused:
        _read(path, sheet)
    return str(refused.value)


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A workbook with three tables on its sheet "Figures" and one on "Other"."""
    rows = [["Ref", "Contacts"], ["A", 1], ["B", 2], []]
    rows += [["Ward", "Complaints", "Month"], ["C", 3, "May"], ["D", 4, "May"], ["E", 5, "June"], []]
    rows += [["Queue", "Offered"], ["X", 9], ["Y", 10]]
    return book(tmp_path / "three.xlsx", Figures=rows, Other=[["Day", "Visits"], ["Monday", 7]])


@pytest.mark.parametrize("name", ["figures.xls", "figures.xlsb"])
def test_an_old_and_a_binary_workbook(name: str) -> None:
    raw, rows = _read(MADE / name)
    assert raw.columns == ("Ref", "Received", "Time", "Channel", "Calls")
    assert rows == [
        ("A1", "2026-04-14", "09:30:00", "Phone", "3"),
        ("A2", "2026-04-15", "17:05:30", "Web", "12.5"),
        ("A3", "2026-04-30", None, "Phone", None),
    ]
    assert sheet_names(MADE / name) == ("Figures", "Old")
    assert [note for note in raw.notes if "Hidden" in note] == [
        "Hidden and not read: 'Old'. Name a sheet with --sheet to read it."
    ]


def test_an_old_workbook_under_a_new_name(tmp_path: Path) -> None:
    path = tmp_path / "figures.xlsx"
    path.write_bytes((MADE / "figures.xls").read_bytes())
    assert _read(path)[1] == _read(MADE / "figures.xls")[1]


# Several tables on one sheet.


def test_each_table_of_a_sheet_is_read_by_its_name(tables: Path) -> None:
    raw, rows = _read(tables)
    assert rows == [("A", "1"), ("B", "2")]
    said = "A further table starts at row 4 and is not read. It is called 'Figures, table 2' where a sheet is chosen"
    assert any(note.startswith(said) for note in raw.notes)
    raw, rows = _read(tables, "Figures, table 2")
    assert raw.columns == ("Ward", "Complaints", "Month")
    assert rows == [("C", "3", "May"), ("D", "4", "May"), ("E", "5", "June")]
    assert any("It is called 'Figures, table 3'" in note for note in raw.notes)
    raw, rows = _read(tables, "Figures, table 3")
    assert (raw.columns, rows) == (("Queue", "Offered"), [("X", "9"), ("Y", "10")])
    assert not any("further table" in note for note in raw.notes)


def test_what_can_be_chosen_is_listed(tables: Path) -> None:
    assert sheet_tables(tables) == {
        "Figures": ("Ref", "Contacts"),
        "Figures, table 2": ("Ward", "Complaints", "Month"),
        "Figures, table 3": ("Queue", "Offered"),
    }
    assert sheet_tables(tables, "Figures, table 2") == {}
    assert preview(tables).sheets == ("Figures", "Figures, table 2", "Figures, table 3", "Other")
    assert _refusal(tables, "Figures, table 4").endswith(
        "has no table 4 on its sheet 'Figures'. Name the sheet alone, for its first."
    )
    assert _refusal(tables, "Nowhere").endswith("has no sheet 'Nowhere'; its sheets are Figures, Other.")
    assert len(_read(tables, "Figures")[1]) == 2


def test_of_a_sheet_with_two_tables_the_wanted_one_is_asked_and_loaded(tmp_path: Path) -> None:
    path = book(tmp_path / "report.xlsx", Month=[*CALLS, [], *CASES])
    data = tmp_path / "data"
    done = run(data, "load", path, "--suggested", "--format", "json")
    assert done.code == 1
    (question,) = json.loads(done.out)["questions"]
    assert (question["id"], question["choices"]) == ("table", ["Month", "Month, table 2"])
    assert "'Month, table 2' has Case ID, Date received, Channel, Service" in question["question"]
    done = run(data, "load", path, "--suggested", "--format", "json", "--answer", "table=Month, table 2")
    assert done.code == 0, done.out + done.err
    assert json.loads(done.out)["files"][0]["loaded"] == 8
    assert open_store(data).tuples("select count(*) from contacts") == [(8,)]
    done = run(data, "load", path, "--suggested", "--answer", "table=Nothing")
    assert "'Nothing' is no choice for table. Choose: Month / Month, table 2." in done.out + done.err


def test_the_page_offers_each_table_and_loads_the_chosen_one(tmp_path: Path) -> None:
    path = book(tmp_path / "report.xlsx", Month=[*CALLS, [], *CASES])
    look = look_at_file(path, load_profiles(None))
    assert look.sheets == ("Month", "Month, table 2")
    chosen = look_at_file(path, load_profiles(None), sheet="Month, table 2")
    assert chosen.columns == ("Case ID", "Date received", "Channel", "Service")


# Passwords: each kind is named as such, and told from damage.


def test_a_workbook_with_a_password_is_named_and_says_where_it_is_taken_off(tmp_path: Path) -> None:
    (tmp_path / "new.xlsx").write_bytes(LOCKED_XLSX)
    (tmp_path / "old.xls").write_bytes(locked_xls())
    for name in ("new.xlsx", "old.xls"):
        assert _refusal(tmp_path / name) == (
            f"{name} is protected by a password. Open it in Excel, take the password off (File, Info, Protect "
            "Workbook, Encrypt with Password), save it, and load it again."
        )


def test_an_open_document_with_a_password_is_told_apart_from_damage(tmp_path: Path) -> None:
    assert "is protected by a password. Open it in LibreOffice, choose File, Save As with the tick" in _refusal(
        locked_ods(tmp_path / "figures.ods")
    )


def test_a_sheet_of_an_open_document(tmp_path: Path) -> None:
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row
        )
        + "</table:table-row>"
        for row in (("Ref", "Channel"), ("A", "Phone"), ("B", "Web"))
    )
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="April">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    members = {"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": "<manifest/>"}
    path = archive(tmp_path / "figures.ods", **members)
    raw, rows = _read(path)
    assert (raw.columns, rows) == (("Ref", "Channel"), [("A", "Phone"), ("B", "Web")])
    renamed = path.rename(tmp_path / "figures.xlsx")
    assert _read(renamed)[1] == rows


def test_a_load_by_a_layout_takes_the_named_table(tables: Path, tmp_path: Path) -> None:
    """`load --sheet` passes the name on: the refusal names the headings of the third table, not of the first."""
    receipt = load_files([tables], data=tmp_path / "data", profile=None, sheet="Figures, table 3", dates=None)
    assert "no profile fits its headers (Queue, Offered)" in str(receipt.files[0].refused)
