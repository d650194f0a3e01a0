"""One bad file costs itself: it gets a receipt with a sentence, and the file beside it is loaded."""

import gzip
import json
import logging
import os
import zipfile
from pathlib import Path

import pytest

from cxdata.ingest.load import incoming
from cxdata.ingest.load.build import load_files
from cxdata.ingest.load.cleaning import each_file
from cxdata.ingest.load.prepare import FileTable
from cxdata.ingest.load.rows import clean
from cxdata.ingest.plan.trial import look_at_file
from cxdata.ingest.profile.model import Profile
from cxdata.store import open_store
from tests.cli.terminal import run
from tests.ingest.loading import HEADER, Folder

CALLS = "Ref,Opened,Channel\n" + "".join(f"R{day},2025-04-{day:02},Call\n" for day in range(1, 21))
RECORD = '{"Ref": "A1", "Opened": "2025-04-01", "Channel": "Call"}'
POINT = {"type": "Point", "coordinates": [0, 51]}
SQUARE = {"type": "Polygon", "coordinates": [[[0, 51], [1, 51], [1, 52], [0, 51]]]}
AREA = {"type": "Feature", "properties": {"code": "E1", "name": "North"}, "geometry": SQUARE}


def _areas(**change: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": [AREA, AREA | change]}).encode()


# The name and content of a file that is refused, and what its receipt says.
REFUSED: dict[str, tuple[bytes, str]] = {
    "list.geojson": (_areas(properties=["E1"]), "the properties of area 2 are no named values"),
    "number.geojson": (_areas(properties=5), "the properties of area 2 are no named values"),
    "text.geojson": (_areas(geometry="here"), "the shape of area 2 is malformed"),
    "nothing.geojson": (_areas(geometry=None), "area 2 has no shape"),
    "words.geojson": (
        _areas(geometry={"type": "Point", "coordinates": ["a", "b"]}),
        "the shape of area 2 is malformed",
    ),
    "point.geojson": (_areas(geometry=POINT), "area 2 is not an area but a point"),
    "nan.geojson": (_areas(geometry={"type": "Polygon", "coordinates": [[[float("nan")] * 2] * 4]}), "area 2 is"),
    "features.geojson": (b'{"type": "FeatureCollection", "features": {}}', "it has no list of features"),
    "deep.geojson": (b'{"a":' * 10_000, "nested hundreds deep"),
    "deep.json": (b"[" * 10_000 + b"]" * 10_000, "nested hundreds deep"),
    "columns.csv": (",".join(f"c{n}" for n in range(5_000)).encode() + b"\n" + b"1," * 4_999 + b"1\n", "5,000 columns"),
    "cut.csv.gz": (gzip.compress(CALLS.encode())[:-9], "damaged or cut short"),
    "more.csv.gz": (gzip.compress(CALLS.encode()) + b"rubbish", "damaged or cut short"),
    "line.csv.gz": (gzip.compress(b"x" * 30_000_000), "its first line never ends"),
    "cut.xlsx": (b"PK\x03\x04" + b"\0" * 99, "damaged or cut short"),
    "empty.csv": (b"", "is empty"),
    "marks.csv": (b"\xef\xbb\xbf", "is empty"),
    "nul.csv": (b"\0" * 999, "cannot be read"),
    "thirty-two.csv": (CALLS.encode("utf-32"), "cannot be read as a table"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_every_bad_file_has_its_receipt_and_the_good_one_among_them_is_loaded(folder: Folder) -> None:
    paths = []
    for name, (content, _) in REFUSED.items():
        (folder.root / name).write_bytes(content)
        paths.append(folder.root / name)
    paths.insert(7, folder.file("good.csv", *CALLS.splitlines()))
    done = run(folder.data, "load", *paths, "--format", "json")
    assert done.code == 1
    files = {file["file"]: file for file in json.loads(done.out)["files"]}
    assert list(files) == [path.name for path in paths]
    said = {name: files[name]["refused"] or "" for name in REFUSED}
    assert {name: words for name, words in said.items() if REFUSED[name][1] not in words} == {}
    assert (files["good.csv"]["loaded"], files["good.csv"]["refused"]) == (20, None)
    # What the Data page says of a file is the same sentence.
    for name in ("deep.json", "line.csv.gz", "nan.geojson", "number.geojson"):
        assert look_at_file(folder.root / name).refused == files[name]["refused"]


def test_what_is_no_file_is_named_and_never_waited_for(folder: Folder) -> None:
    good = folder.file("good.csv", *CALLS.splitlines())
    (folder.root / "april").mkdir()
    (folder.root / "dangling.csv").symlink_to(folder.root / "gone.csv")
    paths = [folder.root / name for name in ("april", "dangling.csv")]
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder.root / "pipe.csv")
        paths.append(folder.root / "pipe.csv")
    for words in ((), ("--suggested",)):
        done = run(folder.data, "load", *paths, good, "--format", "json", *words)
        said = [file["refused"] for file in json.loads(done.out)["files"]]
        assert done.code == 1
        assert said[:2] == [
            "april is a folder. Name the files in it.",
            "dangling.csv is not there any more. Choose the file again.",
        ]
        assert all("pipe.csv is no file but a pipe or a device." in words for words in said[2:-1])
        assert said[-1] is None
    assert look_at_file(paths[0]).refused == said[0]


# A row of JSON lines that cannot be read, and why; its like stand around it.
ROWS = {
    '{"Ref": "\\ud800", "Opened": "2025-04-01"}': "holds characters that are not text",
    '{"R\\u0000f": "a"}': "holds characters that are not text",
    "[1, 2]": "is not a record of named values",
    "{bad": "is not valid JSON",
    "[" * 9_000: "is not valid JSON",
    '{"Ref": "' + "x" * 2_000_001 + '"}': "is not valid JSON",
}


@pytest.mark.parametrize("row", ROWS, ids=range(len(ROWS)))
def test_a_bad_record_costs_itself(folder: Folder, row: str) -> None:
    receipt = folder.load_one("a.jsonl", RECORD, row, RECORD.replace("A1", "A2"))
    assert (receipt.read, receipt.loaded, receipt.set_aside) == (3, 2, 1)
    assert [problem.message for problem in receipt.problems if problem.code == "rows_set_aside"] == [
        f"1 row set aside: the row {ROWS[row]}."
    ]


def test_a_number_of_five_thousand_digits_is_a_number(folder: Folder) -> None:
    """Python refuses to turn so long a number into text, or text into it."""
    receipt = folder.load_one("a.json", f'[{RECORD}, {RECORD.replace("A1", "A2")[:-1]}, "Other": {"9" * 5_000}}}]')
    assert (receipt.read, receipt.loaded) == (2, 2)


def test_a_line_of_thirty_megabytes_is_one_row_set_aside(folder: Folder) -> None:
    path = folder.root / "a.csv.gz"
    path.write_bytes(gzip.compress(CALLS.encode() + b"x" * 30_000_000 + b"\nR30,2025-04-30,Call\n", 1))
    receipt = folder.load(path).files[0]
    assert (receipt.read, receipt.loaded, receipt.set_aside) == (22, 21, 1)


def test_numbers_that_no_sum_can_hold_are_set_aside(folder: Folder) -> None:
    """Nineteen waits of 1e300 seconds for each of a billion callers come to no number; average_wait met it."""
    rows = [f"2025-04-{day:02} 09:00,Main,10,10,1e300" for day in range(1, 20)]
    receipt = folder.load_one("q.csv", "Start,Queue,Offered,Answered,Wait", *rows, "2025-04-20 09:00,Main,10,10,30")
    assert (receipt.read, receipt.loaded, receipt.set_aside) == (20, 1, 19)
    assert "19 rows set aside for wait_seconds_total: is larger than can be (19)." in receipt.problems[0].message
    assert folder.rows("select sum(wait_seconds_total), sum(answered) from calls") == [(300.0, 10)]


def test_names_inside_an_archive_are_made_safe(folder: Folder) -> None:
    names = ["../../up.csv", "C:\\x\\win.csv", "CON.csv", "x" * 300 + ".csv", "a\nb.csv"]
    path = folder.root / "a.zip"
    with zipfile.ZipFile(path, "w") as made:
        for number, name in enumerate(names):
            made.writestr(name, CALLS.replace("R", f"{number}R").replace(f"{number}Ref", "Ref"))
    done = run(folder.data, "load", path, "--suggested", "--answer", "file=all of them", "--format", "json")
    files = json.loads(done.out)["files"]
    assert [file["file"] for file in files] == ["up.csv", "win.csv", "_CON.csv", "x" * 107 + ".csv", "a_b.csv"]
    assert [file["loaded"] for file in files] == [20] * 5


def test_a_file_that_changes_while_it_is_read_is_refused(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    growing, good = folder.file("a.csv", *CALLS.splitlines()), folder.file("b.csv", *_others("S"))
    prepare = incoming.prepare

    def prepare_while_another_writes(con: object, path: Path, **more: object) -> object:
        prepared = prepare(con, path, **more)
        if path == growing:
            path.write_text(path.read_text("utf-8") + "R21,2025-04-21,Call\n", encoding="utf-8")
        return prepared

    monkeypatch.setattr(incoming, "prepare", prepare_while_another_writes)
    receipt = folder.load(growing, good)
    assert "was changed while it was read" in (receipt.files[0].refused or "")
    assert (receipt.files[1].loaded, receipt.files[1].refused) == (20, None)


def _others(letter: str) -> list[str]:
    """The lines of CALLS with other references."""
    heading, *rows = CALLS.splitlines()
    return [heading, *(f"{letter}{row}" for row in rows)]


def test_a_fault_after_all_files_were_read_costs_its_file_one_version_and_no_word_of_it_is_logged(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    good, more = folder.file("good.csv", *CALLS.splitlines()), folder.file("more.csv", *_others("M"))
    bad = folder.file("bad.csv", HEADER, "B1,2025-04-01,,Call,,,,,,,")

    def stop(con: object, file_table: FileTable, profile: Profile, **options: object) -> object:
        if "Closed" in file_table.columns:
            raise RuntimeError("Jane Smith, 01865 249811")
        return clean.clean(con, file_table, profile, **options)

    monkeypatch.setattr(each_file, "clean", stop)
    with caplog.at_level(logging.WARNING):
        receipt = load_files([good, bad, more], data=folder.data)
    assert [(file.file, file.loaded) for file in receipt.files] == [("good.csv", 20), ("bad.csv", 0), ("more.csv", 20)]
    assert "This program met a fault of its own (RuntimeError in each_file.py, line" in (receipt.files[1].refused or "")
    assert len(list((folder.data / "store").glob("cx-*.duckdb"))) == 1
    assert open_store(folder.data).tuples("select count(*) from contacts") == [(40,)]
    assert "RuntimeError in each_file.py" in caplog.text
    assert "Jane" not in caplog.text + receipt.text()


def test_rows_set_aside_for_one_reason_are_one_sentence(folder: Folder) -> None:
    rows = [f"A{number},13/04/2025 09:00,,Call,Waste,Abbey,,,c1,," for number in range(20)]
    receipt = folder.load_one("a.csv", HEADER, *rows, *[f"{row},too,many" for row in rows[:3]])
    values = HEADER.count(",") + 1
    assert [problem.message for problem in receipt.problems if problem.code == "rows_set_aside"] == [
        f"3 rows set aside: the row has {values + 2} values where the header has {values} columns "
        "(the first: line 22 of the file)."
    ]
