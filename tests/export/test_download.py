"""What is saved: one table of cells, as CSV and as a workbook; text that a spreadsheet would run stays text."""

import ast
import csv
import io
import re

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdata.export.download import OFFICERS, Download, to_csv, words_to_save
from cxdata.export.loaded import set_aside_csv
from cxdata.export.tables import download_of
from cxdata.export.workbook import to_xlsx
from cxdata.spreadsheets import csv_text, without_mark, would_run
from tests.charts.answers import answer
from tests.conftest import ROOT


def lines_of(data: bytes) -> list[list[str]]:
    """A CSV's lines."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def sheets_of(data: bytes) -> tuple[list[tuple], list[tuple]]:
    """A workbook's figures and what is said of them."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return list(book["Figures"].values), list(book["About"].values)


SATISFIED = download_of(answer("satisfied", ["ward"], [("Abbey", 1, 1), ("Bede", 30, 40)]))
MONTHS = words_to_save(
    "on_time-over-time",
    pd.DataFrame({"Month": ["August 2026"], "By change within": ["+0.7 percentage points"]}),
    "Dealt with on time: 89.7% in August 2026.",
    "All dates loaded.",
)


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_a_spreadsheet_would_run_is_text_in_every_cell_and_heading(begins: str) -> None:
    text = csv_text([f"{begins}head", "b"], [[f"{begins}1+cmd|' /C calc'!A0", 1]])
    shown = begins.replace("\r", "\n")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        [f"'{shown}head", "b"],
        [f"'{shown}1+cmd|' /C calc'!A0", "1"],
    ]


def test_a_return_inside_a_cell_does_not_begin_a_row() -> None:
    assert csv_text(["a"], [["Abbey\r=1+1"], ["Bede\r\nCastle"]]) == 'a\n"Abbey\n=1+1"\n"Bede\nCastle"\n'


def test_numbers_keep_their_sign() -> None:
    assert csv_text(["a"], [[-3], [-0.5], ["-12.5"], ["+4"], [float("nan")], [None], ["−3"], ["-"], ["-1-2"]]) == (
        'a\n-3\n-0.5\n-12.5\n+4\n""\n""\n−3\n\'-\n\'-1-2\n'
    )


def test_the_rows_set_aside_are_no_formulas_either() -> None:
    aside = pd.DataFrame({"file": ["a.csv"], "row": [7], "text": ["=HYPERLINK(A1)"], "reason": [None]})
    assert lines_of(set_aside_csv(aside))[1] == ["a.csv", "7", "'=HYPERLINK(A1)", ""]


def test_csv_and_workbook_of_an_answer_hold_the_same_cells() -> None:
    lines, (figures, about) = lines_of(to_csv(SATISFIED)), sheets_of(to_xlsx(SATISFIED))
    width = len(SATISFIED.heads)
    assert [line[:width] for line in lines] == [["" if c is None else str(c) for c in row] for row in figures]
    assert figures[0][:4] == (
        "Ward",
        "Counted: answers 4 or 5 of 5 (satisfied or very satisfied)",
        "Of: answers to the question",
        "Value (%)",
    )
    assert figures[2][:4] == ("Bede", 30, 40, 75)
    assert dict(about)["Measure"] == "Satisfied"
    on_row = dict(zip(lines[0][width:], lines[2][width:], strict=True))
    assert list(on_row) == ["Measure", "Formula", "Scope", "Rules", "Source files", "Store version"] or "Note" in on_row
    assert on_row["Rules"] == OFFICERS


def test_one_person_is_one_and_a_share_is_the_percentage_that_is_read() -> None:
    download = download_of(answer("satisfied", ["ward"], [("Abbey", 1, 1), ("Bede", 29, 46), ("Castle", 171, 180)]))
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(download)))["Figures"]
    assert (sheet["B2"].value, sheet["B2"].number_format) == (1, "General")
    # 29 of 46 are 63.04 %, read as 63 on so small a base; 171 of 180 are 95.0 %.
    assert (sheet["D3"].value, sheet["D3"].number_format) == (63, "General")
    assert (sheet["D4"].value, sheet["D4"].number_format) == (95, "0.0")
    lines = lines_of(to_csv(download))
    assert [line[3] for line in lines] == ["Value (%)", "[x]", "63", "95.0"]
    assert lines[0][4:6] == ["Lower limit (%)", "Upper limit (%)"]
    # Wilson's interval of 171 of 180 by hand: centre 0.9406, half 0.0318 (z = 1.96).
    assert lines[3][4:6] == ["90.8", "97.3"]


@pytest.mark.parametrize(
    ("measure", "value", "heading", "cell"),
    [
        ("average_wait", 125.4321, "Value (seconds)", "125"),
        ("days_to_close", 4.23456, "Value (days)", "4.2"),
        ("contacts", 1204.0, "Value", "1204"),
        ("satisfaction_mean_score", 84.5678, "Value (out of 100)", "84.6"),
    ],
)
def test_a_figure_has_the_decimals_of_the_screen_and_its_unit_in_the_heading(
    measure: str, value: float, heading: str, cell: str
) -> None:
    first, line = lines_of(to_csv(download_of(answer(measure, ["channel"], [("phone", 1204, 300)], value=[value]))))
    assert dict(zip(first, line, strict=True))[heading] == cell


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "\n=1+1",
        " =1+1",
        "\u00a0=1+1",
        "\u200b@SUM(A1)",
        "\ufeff+1+1",
        "\x00=1+1",
        "\uff1d1+1",
        "\uff0bA1",
        "\uff0dA1",
        "\uff20SUM(A1)",
        "\ufe661+1",
        "\nAbbey",
    ],
)
def test_a_formula_in_disguise_is_text_as_well(cell: str) -> None:
    ((written,),) = csv.reader(io.StringIO(csv_text([cell], []), newline=""))
    assert written == f"'{cell}".replace("\r", "\n")


@given(st.text(max_size=6))
def test_what_is_written_is_never_run_and_comes_back_as_it_was(text: str) -> None:
    ((written,),) = list(csv.reader(io.StringIO(csv_text([f"{text}a"], []), newline="")))
    assert not would_run(written)
    assert without_mark(written) == f"{text}a".replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("cell", ["'=1+1", "''@SUM(A1)", "'-Mill", "'quoted'"])
def test_an_apostrophe_that_was_there_before_stays_one(cell: str) -> None:
    ((written,),) = csv.reader(io.StringIO(csv_text([cell], [])))
    assert without_mark(written) == cell


def test_a_number_is_a_number_whether_it_came_as_one_or_as_text() -> None:
    cells = [-3.5, -1204, "-3.5", "+12", "-1,204", "+0.7%", "-1,20", "-3.5e5", "+44 1865 249811"]
    assert csv_text(["a"], [[cell] for cell in cells]).split("\n")[1:-1] == [
        *("-3.5", "-1204", "-3.5", "+12", '"-1,204"', "+0.7%"),
        *('"\'-1,20"', "'-3.5e5", "'+44 1865 249811"),
    ]


@pytest.mark.parametrize("cell", ["Abbey", "1-2", "a=b", "−3", "-3.5", "(x)", "e@mail", "  words", "100%", ""])
def test_ordinary_words_and_numbers_are_left_as_they_are(cell: str) -> None:
    assert not would_run(cell)


def test_a_result_has_both_files_with_what_it_says() -> None:
    lines, (figures, about) = lines_of(to_csv(MONTHS)), sheets_of(to_xlsx(MONTHS))
    assert MONTHS.name == "on-time-over-time"
    assert lines == [
        ["Month", "By change within", "What it says", "Scope", "Rules"],
        [
            "August 2026",
            "'+0.7 percentage points",
            "Dealt with on time: 89.7% in August 2026.",
            "All dates loaded.",
            OFFICERS,
        ],
    ]
    assert figures == [("Month", "By change within"), ("August 2026", "+0.7 percentage points")]
    assert about == [
        ("What it says", "Dealt with on time: 89.7% in August 2026."),
        ("Scope", "All dates loaded."),
        ("Rules", OFFICERS),
    ]


def test_several_notes_are_one_column() -> None:
    download = Download("x", ("a",), ((1,),), (("Note", "One."), ("Why it matters", "Because."), ("Note", "Two.")))
    assert lines_of(to_csv(download)) == [["a", "Note"], ["1", "One. Two."]]


# Files that no person opens: what a load writes for itself and deletes, and the sample's exports, which are invented.
FOR_THE_LOADER = {"ingest/load/papers.py", "ingest/plan/trial.py", "sample/write.py"}


def test_csv_is_written_in_one_place() -> None:
    """By whatever way: Python's own writer under any name, pandas, Arrow, or DuckDB's `copy ... to`."""
    writers = set()
    for path in (ROOT / "cxdata").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case (
                    ast.Attribute(attr="to_csv")
                    | ast.Attribute(value=ast.Name(id="csv" | "arrow_csv"), attr="writer" | "DictWriter" | "write_csv")
                    | ast.ImportFrom(module="csv" | "pyarrow.csv")
                ):
                    writers.add(path.relative_to(ROOT / "cxdata").as_posix())
                case ast.Constant(value=str(text)) if re.search(r"\bcopy\b.+\bto\b.+csv", text, re.I | re.S):
                    writers.add(path.relative_to(ROOT / "cxdata").as_posix())
    assert writers == FOR_THE_LOADER | {"spreadsheets.py"}
