"""One load of many files: a bad one costs only itself, and says so in its own receipt."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from cxdata.ingest.read.books import workbook
from tests.cli.terminal import figures, run

pytestmark = pytest.mark.store
CASES = Path(__file__).parents[1] / "cases"
PROFILE = 'name = "visits"\ntitle = "Visits"\nsystem = "visits"\n[recognise]\nheaders = ["Day", "Sessions"]\n'
PROFILE += '[[table]]\ntable = "web"\n[table.fields.day]\nfrom = "Day"\n[table.fields.visits]\nfrom = "Sessions"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "data" / "profiles").mkdir(parents=True)
    (tmp_path / "data" / "profiles" / "visits.toml").write_text(PROFILE, encoding="utf-8")
    (tmp_path / "a.csv").write_text("Day,Sessions\n2025-04-01,10\n2025-05-01,20\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("Day,Sessions\n2025-06-01,40\n", encoding="utf-8")
    (tmp_path / "empty.csv").write_text("", encoding="utf-8")
    return tmp_path


def test_a_bad_file_of_the_suggested_ones_costs_only_itself(tmp_path: Path) -> None:
    names = ("01_subtotals_in_a_dimension.csv", "11-spending-file.csv", "1-rating-1to10.csv", "06_average_wait_hms.csv")
    done = run(
        tmp_path, "load", *(CASES / name for name in names), tmp_path / "gone.csv", "--suggested", "--format", "json"
    )
    assert done.code == 1
    document = json.loads(done.out)
    refused = {file["file"]: file["refused"] for file in document["files"]}
    assert list(refused) == [
        "01_subtotals_in_a_dimension.csv",
        "11-spending-file.csv",
        "06_average_wait_hms.csv",
        "gone.csv",
    ]
    assert [refused[name] for name in (names[0], names[3])] == [None, None]
    assert "does not look like anything this dashboard knows" in refused["11-spending-file.csv"]
    assert {(q["file"], q["id"]) for q in document["questions"]} == {
        ("1-rating-1to10.csv", "points:Satisfaction"),
        ("1-rating-1to10.csv", "best:Satisfaction"),
    }
    assert figures(tmp_path, "contacts", "--by", "ward") == {"Churchill": 118, "Cowley": 155}
    # The file that came after the bad ones: 36 and 45 calls answered.
    assert figures(tmp_path, "average_wait", "--by", "month", column="denominator") == {"2025-04": 81}


def test_words_name_each_file(tmp_path: Path) -> None:
    done = run(tmp_path, "load", CASES / "1-rating-1to10.csv", CASES / "11-spending-file.csv", "--suggested")
    assert done.code == 1
    assert "11-spending-file.csv: refused." in done.out
    assert "1-rating-1to10.csv: nothing of it is loaded yet." in done.out
    # No layout is kept of a file that was not loaded.
    assert list(tmp_path.glob("profiles/*")) == []


def test_a_bad_file_among_known_ones(folder: Path) -> None:
    done = run(folder / "data", "load", folder / "a.csv", folder / "empty.csv", folder / "b.csv", "--format", "json")
    assert done.code == 1
    files = json.loads(done.out)["files"]
    assert [(file["file"], file["loaded"]) for file in files] == [("a.csv", 2), ("empty.csv", 0), ("b.csv", 1)]
    assert files[1]["refused"]
    assert figures(folder / "data", "web_visits", "--by", "month") == {"2025-04": 10, "2025-05": 20, "2025-06": 40}


@pytest.mark.parametrize("words", [(), ("--suggested",)])
def test_a_fault_of_the_program_costs_only_its_file(
    folder: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise RuntimeError("Jane Smith, 01865 249811")

    monkeypatch.setattr(workbook, "CalamineWorkbook", SimpleNamespace(from_path=stop, from_filelike=stop))
    book = CASES / "07_merged_cells.xlsx"
    done = run(folder / "data", "load", folder / "a.csv", book, folder / "b.csv", "--format", "json", *words)
    assert done.code == 1
    files = {file["file"]: file for file in json.loads(done.out)["files"]}
    assert (files["a.csv"]["loaded"], files["b.csv"]["loaded"]) == (2, 1)
    # The words of a fault may quote the file, so they are not repeated.
    assert "This program met a fault of its own (RuntimeError in" in files[book.name]["refused"]
    assert "Jane" not in done.out + done.err


def test_two_tables_side_by_side_and_the_columns_left_over(tmp_path: Path) -> None:
    done = run(tmp_path, "load", CASES / "19_two_tier_header.csv", "--suggested", "--format", "json")
    assert json.loads(done.out)["files"][0]["table"] == "web, calls"
    assert figures(tmp_path, "calls_offered", "--by", "month") == {"2025-04": 1000, "2025-05": 1100, "2025-06": 1200}
    assert figures(tmp_path, "web_visits", "--by", "month") == {"2025-04": 5000, "2025-05": 5200, "2025-06": 5100}
    more = tmp_path / "more.csv"
    more.write_text("Month,Channel,Contacts,Something else\nApr-24,Phone,1000,x\nMay-24,Web,20,y\n", encoding="utf-8")
    notes = json.loads(run(tmp_path, "load", more, "--suggested", "--format", "json").out)["files"][0]["notes"]
    assert notes == ["Columns that nothing is read from: Something else."]
