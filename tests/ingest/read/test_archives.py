"""ZIP archives: one file, several, all of them, and what is inside that cannot be read."""

import gzip
import io
import json
import zipfile
from pathlib import Path

import duckdb
import pytest

from cxdata.errors import CxError
from cxdata.ingest.plan.trial import look_at_file
from cxdata.ingest.profile.shipped import load_profiles
from cxdata.ingest.read.readers import archive_files, read_raw, unpack_all
from cxdata.store import open_store
from tests.cli.terminal import run
from tests.ingest.read.making import archive, locked_archive


def _cases(month: int) -> str:
    rows = (f"{month}{day},2026-0{month}-1{day} 09:00,Phone,Waste\n" for day in range(5))
    return "Case ID,Date received,Channel,Service\n" + "".join(rows)


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """An archive with two files of one name, in two folders, and what a Mac adds."""
    files = {"april/cases.csv": _cases(4), "may/cases.csv": _cases(5), "__MACOSX/cases.csv": "x", "may/.cases.csv": "x"}
    return archive(tmp_path / "two.zip", **files)


def _refusal(path: Path) -> str:
    with pytest.raises(CxError) as refused:
        read_raw(duckdb.connect(), path)
    return str(refused.value)


def test_which_file_is_asked_then_one_or_all_are_loaded(two: Path, tmp_path: Path) -> None:
    done = run(tmp_path / "one", "load", two, "--suggested", "--format", "json")
    assert done.code == 1
    (question,) = json.loads(done.out)["questions"]
    assert question["choices"] == ["all of them", "april/cases.csv", "may/cases.csv"]
    done = run(tmp_path / "one", "load", two, "--suggested", "--format", "json", "--answer", "file=may/cases.csv")
    assert done.code == 0, done.out + done.err
    months = "select month(received_at), count(*) from contacts group by 1 order by 1"
    assert open_store(tmp_path / "one").tuples(months) == [(5, 5)]
    done = run(tmp_path / "all", "load", two, "--suggested", "--format", "json", "--answer", "file=all of them")
    assert done.code == 0, done.out + done.err
    assert [file["loaded"] for file in json.loads(done.out)["files"]] == [5, 5]
    assert open_store(tmp_path / "all").tuples(months) == [(4, 5), (5, 5)]
    done = run(tmp_path / "all", "load", two, "--suggested", "--answer", "file=june.csv")
    assert "'june.csv' is no choice for file. Choose: all of them / april/cases.csv / may/cases.csv." in (
        done.out + done.err
    )


def test_the_page_offers_the_files_and_looks_into_the_chosen_one(two: Path) -> None:
    look = look_at_file(two, load_profiles(None))
    assert look.sheets == ("april/cases.csv", "may/cases.csv")
    assert "2 files that can be read" in str(look.refused)
    chosen = look_at_file(two, load_profiles(None), sheet="may/cases.csv")
    assert chosen.refused is None
    assert chosen.columns == ("Case ID", "Date received", "Channel", "Service")


def test_files_are_unpacked_inside_the_folder_whatever_they_are_called(tmp_path: Path) -> None:
    path = archive(tmp_path / "odd.zip", **{"../../out.csv": _cases(4), "/abs/out.csv": _cases(5)})
    folder = tmp_path / "inner"
    folder.mkdir()
    written = unpack_all(path, folder)
    assert [file.read_text("utf-8") for file in written] == [_cases(4), _cases(5)]
    assert all(folder in file.resolve().parents for file in written)
    assert [file.name for file in written] == ["out.csv", "out.csv"]


def test_a_compressed_file_inside_is_read(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", **{"cases.csv.gz": gzip.compress(_cases(4).encode())})
    assert archive_files(path) == ("cases.csv.gz",)
    assert read_raw(duckdb.connect(), path).rows == 5


def test_an_archive_without_a_table_says_what_it_holds(tmp_path: Path) -> None:
    assert _refusal(archive(tmp_path / "a.zip", **{"docs/read me.pdf": "x", "logo.png": "x"})) == (
        "a.zip is a ZIP archive without a table inside; it holds 'read me.pdf', 'logo.png'. Ask for the figures as CSV "
        "or Excel."
    )
    assert "it holds nothing" in _refusal(archive(tmp_path / "b.zip"))


def test_archives_inside_are_to_be_unpacked_and_can_then_be_read(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as file:
        file.writestr("cases.csv", _cases(4))
    path = archive(tmp_path / "a.zip", **{"inner.zip": inner.getvalue()})
    assert _refusal(path) == "a.zip is a ZIP archive with archives inside. Unpack it, and load those."
    (tmp_path / "inner.zip").write_bytes(inner.getvalue())
    assert read_raw(duckdb.connect(), tmp_path / "inner.zip").rows == 5


def test_an_archive_with_a_password_is_told_apart_from_damage(tmp_path: Path) -> None:
    path = locked_archive(tmp_path / "a.zip", **{"cases.csv": _cases(4)})
    assert _refusal(path) == "a.zip is protected by a password. Unpack it and load what is inside."
    path.write_bytes(path.read_bytes()[:60])
    assert _refusal(path) == "a.zip is damaged or cut short. Export or copy it again."
