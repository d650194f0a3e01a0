"""A store to which files were added is, table by table, the store that is built anew with each of them."""

import gzip
import os
import random
import shutil
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from cxdata.cli.load import sample_files
from cxdata.ingest.history.remove import remove_files
from cxdata.ingest.history.undo import undo
from cxdata.ingest.load.database import append
from cxdata.ingest.load.rows import lattice
from cxdata.ingest.profile.keys import CUSTOMER_KEY, customer_key
from cxdata.ingest.receipt import FileReceipt
from cxdata.store import current_path, open_store
from tests.effort import WHOLE
from tests.ingest.history.stores import numbers_of
from tests.ingest.load.test_build import KILLED
from tests.ingest.loading import HEADER, Folder, counts

SAMPLE = Path(__file__).resolve().parents[3] / "sample_data"
# Of the sample, in CI: what brings most kinds of table and is small; of what is split, so many rows.
SMALL = ("members_enquiries.csv", "reception_desks.csv", "published_figures.csv", "population_by_ward.csv")
SPLIT, MOST = ("crm_cases.csv.gz", "survey_answers.csv"), 3_000
A = "A1,13/04/2025 09:00,,Call,Waste,Abbey,,,c1,,"
B = "A2,13/04/2025 10:00,,Online form,Roads,Castle,,,c2,,"
C = "A3,14/04/2025 10:00,,Call,Roads,Castle,,,c2,,"
D = "A4,15/04/2025 10:00,,Call,Waste,Abbey,,,c3,,"


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path)


class Two:
    """Two data folders with one key: to `added` rows are added where they may be, `rebuilt` is built anew each time."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.added, self.rebuilt = Folder(root / "added"), Folder(root / "rebuilt")
        customer_key(self.added.data)
        shutil.copy(self.added.data / CUSTOMER_KEY.file, self.rebuilt.data / CUSTOMER_KEY.file)
        self._monkeypatch = monkeypatch
        self.ways: list[str] = []

    def load(self, *paths: Path) -> tuple[FileReceipt, ...]:
        """Load files into both; their receipts, which are the same by either way."""
        said: list[str] = []
        receipts = self.added.load(*paths, progress=lambda words, share: said.append(words)).files
        self.ways += [words for words in said if words in ("Adding rows", "Writing")]
        with self._monkeypatch.context() as context:
            context.setattr(append, "may_append", lambda load, act: False)
            assert self.rebuilt.load(*paths).files == receipts
        return receipts

    def compare(self) -> None:
        """Every table of one store is the other's, in any order of rows."""
        one, other = tables_of(self.added.data), tables_of(self.rebuilt.data)
        assert one.keys() == other.keys()
        for name, (columns, rows) in one.items():
            assert columns == other[name][0], name
            assert rows == other[name][1], name


def tables_of(data: Path) -> dict[str, tuple[list[Any], Counter[Any]]]:
    """Every table of the store in use: its columns with their types, and how often each row is in it. Left out is when
    a thing was done, and the name of the version before."""
    with duckdb.connect(str(current_path(data)), read_only=True) as con:
        found = {}
        for (name,) in con.execute("select table_name from duckdb_tables()").fetchall():
            chosen = "* exclude (loaded_at)" if name == "files" else "*"
            where = "where key not in ('built_at', 'before')" if name == "meta" else ""
            columns = [(column[0], str(column[1])) for column in con.execute(f"describe {name}").fetchall()]
            found[name] = columns, Counter(con.execute(f"select {chosen} from {name} {where}").fetchall())
    return found


def parts_of(path: Path, folder: Path, number: int, chance: random.Random) -> list[Path]:
    """The rows of a text file dealt at random to several files, one in a hundred to two of them; the last is left out,
    so that none of them is the sample's own."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rb") as file:
        heading, *rows = _rows(file.read())
    dealt: list[list[bytes]] = [[] for _ in range(number)]
    for row in rows[: -1 if WHOLE else min(MOST, len(rows) - 1)]:
        for place in {chance.randrange(number), chance.randrange(number) if chance.random() < 0.01 else 0}:
            dealt[place].append(row)
    name = path.name.removesuffix(".gz")
    made = [folder / f"{place}_{name}" for place in range(number)]
    for part, chosen in zip(made, dealt, strict=True):
        part.write_bytes(b"".join([heading, *chosen]))
    return made


def _rows(text: bytes) -> list[bytes]:
    """The rows of a text file: a line, or several where a quotation mark is open."""
    rows, row = [], b""
    for line in text.splitlines(keepends=True):
        row += line
        if row.count(b'"') % 2 == 0:
            rows.append(row)
            row = b""
    return rows


def own_workbook(path: Path, folder: Path) -> Path:
    """A workbook of the sample saved by another program."""
    openpyxl.load_workbook(path).save(folder / path.name)
    return folder / path.name


@pytest.mark.parametrize("seed", range(6) if WHOLE else [1])
def test_random_splits_of_the_sample_added_are_the_sample_rebuilt(tmp_path, monkeypatch, seed):
    chance = random.Random(seed)
    two = Two(tmp_path, monkeypatch)
    texts = [path for path in sample_files() if path.name.endswith((".csv", ".gz"))]
    texts = [path for path in texts if WHOLE or path.name in (*SMALL, *SPLIT)]
    parts = [parts_of(path, tmp_path, chance.randint(2, 4) if path.name in SPLIT else 1, chance) for path in texts]
    # With the first part of each comes what is not split, so that most words are there when the others follow.
    first, rest = [of_file[0] for of_file in parts], [path for of_file in parts for path in of_file[1:]]
    first += [SAMPLE / "wards_2024.geojson"]
    if WHOLE:
        first.append(own_workbook(SAMPLE / "complaints_register.xlsx", tmp_path))
    chance.shuffle(first)
    chance.shuffle(rest)
    assert not [receipt.refused for receipt in two.load(*first) if receipt.refused]
    while rest:
        two.load(*[rest.pop() for _ in range(min(len(rest), chance.choice([1, 1, 2])))])
        two.compare()
    assert "Adding rows" in two.ways[1:]


def test_rows_are_added_where_nothing_that_stands_changes(tmp_path, monkeypatch):
    two = Two(tmp_path, monkeypatch)
    two.load(two.added.file("a.csv", HEADER, A, B))
    (receipt,) = two.load(two.added.file("b.csv", HEADER, C, D, "A5,n/a,,Call,Waste,,,,,,"))
    assert two.ways == ["Writing", "Adding rows"]
    assert counts(receipt) == (3, 2, 1, 0, 0)
    assert two.added.rows("select contact_id, file_id from contacts order by 1") == [
        ("A1", 1),
        ("A2", 1),
        ("A3", 2),
        ("A4", 2),
    ]
    two.compare()


def test_a_repeated_row_is_spare_and_comes_back_when_the_first_file_is_removed(tmp_path, monkeypatch):
    two = Two(tmp_path, monkeypatch)
    two.load(two.added.file("a.csv", HEADER, A, B))
    (receipt,) = two.load(two.added.file("b.csv", HEADER, B, C))
    assert (counts(receipt), two.ways[-1]) == ((2, 1, 0, 1, 0), "Adding rows")
    (receipt,) = two.load(two.added.file("c.csv", HEADER, C, D))
    assert (counts(receipt), two.ways[-1]) == ((2, 1, 0, 1, 0), "Adding rows")
    two.compare()
    for each in (two.added, two.rebuilt):
        remove_files(each.data, numbers_of(each.data, "b.csv"))
    assert two.added.rows("select contact_id, file_id from contacts order by 1") == [
        ("A1", 1),
        ("A2", 1),
        ("A3", 3),
        ("A4", 3),
    ]
    two.compare()


def test_answers_without_a_reference_are_matched_with_the_old_ones(tmp_path, monkeypatch):
    two = Two(tmp_path, monkeypatch)
    heading, march = "Answered,Rating,Comment", ["30/03/2025,Very good,", "30/03/2025,Very good,", "31/03/2025,Poor,"]
    two.load(two.added.file("march.csv", heading, *march))
    (receipt,) = two.load(two.added.file("april.csv", heading, *march, "30/03/2025,Very good,", "01/04/2025,Poor,"))
    assert (counts(receipt), two.ways[-1]) == ((5, 2, 0, 3, 0), "Adding rows")
    assert two.added.rows("select responded_at::date::varchar, count(*) from responses group by 1 order by 1") == [
        ("2025-03-30", 3),
        ("2025-03-31", 1),
        ("2025-04-01", 1),
    ]
    two.compare()


def test_an_append_that_needs_more_memory_than_its_rows_should_is_built_anew(tmp_path, monkeypatch):
    two = Two(tmp_path, monkeypatch)
    two.load(two.added.file("a.csv", HEADER, A, B))

    def add_files(con: duckdb.DuckDBPyConnection, files: list[int]) -> None:
        con.execute("set temp_directory = ''")
        con.execute("create temp table large as select range as number, hash(range) as other from range(50000000)")

    with monkeypatch.context() as context:
        context.setattr(lattice, "add_files", add_files)
        (receipt,) = two.load(two.added.file("b.csv", HEADER, C, D))
    assert counts(receipt) == (2, 2, 0, 0, 0)
    assert two.ways == ["Writing", "Adding rows", "Writing"]
    two.compare()


@pytest.mark.parametrize(
    ("what", "rows"),
    [
        ("a word that the store does not know", ["A9,14/04/2025,,Call,Parks,Abbey,,,,,"]),
        ("a row in the place of an old one", [B.replace("Roads", "Waste")]),
    ],
)
def test_what_changes_the_old_store_builds_it_anew(tmp_path, monkeypatch, what, rows):
    two = Two(tmp_path, monkeypatch)
    two.load(two.added.file("a.csv", HEADER, A, B))
    two.load(two.added.file("b.csv", HEADER, *rows))
    assert two.ways == ["Writing", "Writing"], what
    two.compare()


def test_a_store_of_another_program_or_of_other_settings_is_looked_at_as_a_whole(tmp_path, monkeypatch):
    two = Two(tmp_path, monkeypatch)
    two.load(two.added.file("a.csv", HEADER, A, B))
    for each in (two.added, two.rebuilt):
        (each.data / "council.toml").write_text('[council]\nname = "Another"', encoding="utf-8")
    two.load(two.added.file("b.csv", HEADER, C))
    assert two.ways[-1] == "Adding rows"
    monkeypatch.setattr(append, "made_by", lambda: "a later program")
    two.load(two.added.file("c.csv", HEADER, D))
    assert two.ways[-1] == "Writing"
    two.compare()


def test_undo_after_rows_were_added_gives_back_the_file_that_nobody_touched(folder):
    folder.load_one("a.csv", HEADER, A, B)
    before = current_path(folder.data)
    held = before.read_bytes()
    folder.load_one("b.csv", HEADER, C)
    assert folder.rows("select count(*) from contacts") == [(3,)]
    undo(folder.data)
    assert current_path(folder.data) == before
    assert before.read_bytes() == held
    assert folder.rows("select count(*) from contacts") == [(2,)]


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
@pytest.mark.parametrize("stop", ["Cleaning", "Adding rows", "Checking", "before the pointer"])
def test_killed_while_rows_are_added_the_old_store_is_in_use_and_whole(folder, stop):
    folder.load_one("a.csv", HEADER, A, B)
    before, held = folder.pointer, current_path(folder.data).read_bytes()
    path = folder.file("b.csv", HEADER, C)
    done = subprocess.run([sys.executable, "-c", KILLED, str(folder.data), str(path), stop], timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL
    assert (folder.pointer, current_path(folder.data).read_bytes()) == (before, held)
    assert counts(folder.load(path).files[0]) == (1, 1, 0, 0, 0)
    assert not [found.name for found in (folder.data / "store").iterdir() if ".part" in found.name]
    assert folder.rows("select count(*) from contacts") == [(3,)]


def test_a_file_that_is_added_leaves_the_types_as_they_were(folder):
    folder.load_one("a.csv", HEADER, A, B)
    before = open_store(folder.data).levels("service")
    folder.load_one("b.csv", HEADER, C.replace("Roads", "roads"))
    assert open_store(folder.data).levels("service") == before == ("Not recorded", "Roads", "Waste")
