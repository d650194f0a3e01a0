"""A file that is only looked at, asked about, refused or saved as a layout: no identifier is said or written."""

import json
import signal
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import duckdb
import pytest

from cxdata.errors import CxError
from cxdata.ingest.load import build
from cxdata.ingest.plan.trial import look_at_file
from cxdata.ingest.privacy.shown import shown_headings
from cxdata.ingest.profile.shipped import load_profiles
from cxdata.ingest.read.temporary import sweep
from tests.cli.terminal import run
from tests.conftest import ROOT
from tests.ingest.privacy.test_nowhere import PLANTED

SENTENCES = (
    "phone call from Zelda Quillfeather",
    "email m.oakhollow@example.org",
    "Web form by Tobias Wrenfield",
    "staff on 07700 900123",
)
COLUMNS = {
    "Enquiry ref": "Q%04d",
    "Date received": "%02d/03/2025",
    "Contact method": "Phone",
    "Service": "Waste",
    "Outcome": "Done",
    "Ward": "Abbey",
    "Satisfaction": "Good",
    "Notes": "fine",
}


def held(text: str) -> list[str]:
    """The planted parts that a text holds."""
    return [part for part in PLANTED if part.casefold() in text.casefold()]


def write_file(folder: Path, column: str, texts: list[str], rows: int = 60) -> Path:
    """An export of enquiries with planted texts in the first rows of one column."""
    lines = [",".join(COLUMNS)]
    for number in range(rows):
        row = {name: value % (number % 28 + 1) if "%" in value else value for name, value in COLUMNS.items()}
        row |= {column: texts[number]} if number < len(texts) else {}
        lines.append(",".join(f'"{value}"' for value in row.values()))
    path = folder / "enquiries.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def load_with_first_answers(data: Path, path: Path) -> str:
    """All that is printed while a file is suggested, asked about, answered by each first choice and loaded."""
    printed, answers = "", []
    for _ in range(8):
        done = run(data, "load", path, "--suggested", "--format", "json", *answers)
        printed += done.out + done.err
        document = json.loads(done.out) if done.out.startswith("{") else {}
        if "questions" not in document:
            break
        for question in document["questions"]:
            answers += ["--answer", f"{question['id']}={question['choices'][0]}"]
    return printed


@pytest.mark.parametrize("texts", [list(PLANTED.values()), list(SENTENCES), [*PLANTED.values()] * 3], ids=len)
@pytest.mark.parametrize("column", COLUMNS)
def test_no_column_says_what_it_holds(tmp_path: Path, column: str, texts: list[str]) -> None:
    path, data = write_file(tmp_path, column, texts), tmp_path / "data"
    printed = "".join(
        done.out + done.err
        for words in (["profile", "suggest"], ["load"])
        for form in ("table", "json")
        for done in [run(data, *words, path, "--format", form)]
    )
    printed += load_with_first_answers(data, path)
    assert held(printed) == []
    kept = [file for file in data.rglob("*") if file.is_file()]
    assert [file.name for file in kept if held(file.read_bytes().decode("latin-1"))] == []


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.csv", "Zelda Quillfeather\n07700 900123\n14 Osier Lane\n", "None of its columns ([personal])"),
        (
            "b.csv",
            "Zelda Quillfeather,14 Osier Lane\nx,07700 900123\ny,z\n",
            "None of its columns ([personal], [personal])",
        ),
        (
            "c.csv",
            "Service,Zelda Quillfeather,Tobias Wrenfield,Total\nWaste,1,2,3\nTax,2,2,4\n",
            "its headings are names of people (2 of 4)",
        ),
        ("d.csv", "a,b\nZelda Quillfeather,07700 900123,3,4\nx,y,z\n", "d.csv"),
        ("e.json", '[{"name": "Zelda Quillfeather", "x": 1}, 5]', "e.json"),
        ("f.json", '{"Zelda Quillfeather": [', "f.json"),
        (
            "g.csv",
            "Enquiry ref,Date received,Contact method\nQ1,Zelda Quillfeather,Phone\nQ2,14 Osier Lane,Phone\n",
            "no column was found for received_at (When it was received)",
        ),
        (
            "h.csv",
            "Week,Contacts,Service,Channel\n"
            + "".join(f"2025-01-{day:02d} Zelda Quillfeather,5,Waste,Phone\n" for day in (6, 13, 20, 27)),
            "Which day of it is [number] [name]?",
        ),
    ],
)
def test_what_is_refused_or_asked_about_is_not_quoted(tmp_path: Path, name: str, content: str, sentence: str) -> None:
    path, data = tmp_path / name, tmp_path / "data"
    path.write_text(content, encoding="utf-8")
    tries = [[], ["--suggested"], ["--suggested", "--table", "contacts"], ["--suggested", "--set", "Nothing=channel"]]
    tries.append(["--suggested", "--set", "Week=received_at"])
    printed = "".join(done.out + done.err for words in tries for done in [run(data, "load", path, *words)])
    suggested = run(data, "profile", "suggest", path)
    assert held(printed + suggested.out + suggested.err) == []
    assert sentence in printed


def test_a_total_in_doubt_is_asked_without_what_is_personal(tmp_path: Path) -> None:
    rows = [
        "2025-01,Waste,5,Zelda Quillfeather,x",
        "2025-01,Tax,7,Tobias Wrenfield,x",
        "2025-01,Total,11,Zelda Quillfeather,call 07700 900123",
    ]
    path = tmp_path / "totals.csv"
    path.write_text("\n".join(["Month,Service,Contacts,Raised by,Notes", *rows]) + "\n", encoding="utf-8")
    done = run(tmp_path / "data", "load", path, "--suggested")
    assert held(done.out + done.err) == []
    assert "Rows that may be totals of other rows (1): 2025-01, Total, 11. Leave them out?" in done.out


def test_headings_of_systems_are_said_as_they_are() -> None:
    known = sorted({header for profile in load_profiles(Path("nowhere")).values() for header in profile.used})
    assert len(known) > 200
    assert shown_headings(known, len(known)) == ", ".join(known)
    assert shown_headings(["Ref", "Zelda Quillfeather", "07700 900123", "14 Osier Lane"], 3) == (
        "Ref, [personal], [personal] and 1 more"
    )


def test_the_first_look_hides_a_number_among_codes(tmp_path: Path) -> None:
    path = write_file(tmp_path, "Outcome", ["07700 900123"])
    codes = ("Done", "Closed", "Passed on", "Duplicate", "No action")
    for number, code in enumerate(codes, start=2):
        path.write_text(path.read_text("utf-8").replace('"Done"', f'"{code}"', number), encoding="utf-8")
    look = look_at_file(path)
    shown = "\n".join(look.first_rows().astype(str).to_numpy().ravel())
    assert held(shown) == []
    assert "[phone]" in shown


def test_a_fault_of_the_database_quotes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault that nobody foresaw, as DuckDB words it: with the value that it could not convert."""

    def fail(*_: object) -> None:
        duckdb.sql("select cast('Zelda Quillfeather' as integer)").fetchall()

    monkeypatch.setattr(build, "read_all", fail)
    with pytest.raises(duckdb.ConversionException, match="Quillfeather"):
        fail()
    (refused,) = build.load_files([tmp_path / "x.csv"], data=tmp_path / "data").files
    assert "met a fault of its own (ConversionException in" in (refused.refused or "")
    assert held(str(refused)) == []
    with pytest.raises(CxError, match=r"fault of this program \(ConversionException\)") as refusal:
        build.load_files([], data=tmp_path / "data")
    assert held(str(refusal.value)) == []
    assert refusal.value.__suppress_context__
    monkeypatch.setenv("CX_TRACEBACK", "1")
    with pytest.raises(duckdb.ConversionException):
        build.load_files([tmp_path / "x.csv"], data=tmp_path / "data")


KILLED = """
import sys, time
from pathlib import Path
from cxdata.ingest.read.zipped import unpacked
with unpacked(Path(sys.argv[1]), None) as (inner, _):
    print(inner, flush=True)
    time.sleep(60)
"""


def test_what_an_archive_was_unpacked_to_is_swept_after_a_kill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    archive = tmp_path / "export.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("people.csv", "Name,Phone\nZelda Quillfeather,07700 900123\n")
    command = [sys.executable, "-c", KILLED, str(archive)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        inner = Path(process.stdout.readline().strip())
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert "Quillfeather" in inner.read_text(encoding="utf-8")
    assert sweep() == [inner.parent]
    assert not inner.exists()
