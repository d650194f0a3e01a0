"""A store after a file was removed equals, table by table, one that never had the file."""

import json
import random
from pathlib import Path

import pytest

from cxdata.contract import TABLES
from cxdata.errors import CxError
from cxdata.ingest.history.find import Ambiguous, find_files
from cxdata.ingest.history.remove import remove_files
from cxdata.ingest.history.versions import current_version
from cxdata.ingest.load.build import load_files
from cxdata.store import open_store
from tests.ingest.loading import HEADER, Folder, counts
from tests.ingest.test_build import wards

SAMPLE = Path(__file__).resolve().parents[3] / "sample_data"
A = "A1,13/04/2025 09:00,,Call,Waste,Abbey,,,c1,,"
B = "A2,13/04/2025 10:00,,Online form,Roads,Castle,,,c2,,"
C = "A3,14/04/2025 10:00,,Call,Roads,Castle,,,c2,,"


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path)


def contents(data: Path) -> dict[str, list[tuple]]:
    """Every table of the store that does not say when or by which number: files by name, rows in order."""
    store = open_store(data)
    found = {}
    for name in TABLES:
        frame = store.rows(f"select f.name as of_file, t.* exclude (file_id) from {name} t join files f using (file_id)")
        frame = frame.drop(columns=[c for c in frame.columns if c == "customer_key"]).astype(str)
        found[name] = sorted(map(tuple, frame.itertuples(index=False)))
    found["areas"] = store.tuples("select * exclude (file_id) from areas order by all")
    found["neighbours"] = store.tuples("select * from neighbours order by all")
    found["set_aside"] = store.tuples(
        "select f.name, s.* exclude (file_id) from set_aside s join files f using (file_id) order by all"
    )
    found["checks"] = store.tuples(
        "select f.name, c.* exclude (file_id) from checks c left join files f using (file_id) order by all"
    )
    found["levels"] = [
        (name, store.tuples(f"select unnest(enum_range(null::{name}))"))
        for (name,) in store.tuples("select type_name from duckdb_types() where type_name like 'level_%' order by 1")
    ]
    return found


def numbers_of(data: Path, *names: str) -> list[int]:
    return find_files(names, current_version(data).files)


def random_export(rng: random.Random) -> list[str]:
    """Some of eight references, each with one of three contents, perhaps twice."""
    lines = []
    for _ in range(rng.randint(1, 8)):
        reference, service = rng.randint(1, 8), rng.choice(("Waste", "Roads", "Parks"))
        lines.append(f"R{reference},{rng.randint(13, 15)}/04/2025 09:00,,Call,{service},Abbey,,,c1,,")
    return lines


def random_answers(rng: random.Random) -> list[str]:
    return [
        f"{rng.randint(28, 30)}/03/2025,{rng.choice(('Very good', 'Poor'))}," for _ in range(rng.randint(1, 8))
    ]


def random_calls(rng: random.Random) -> list[str]:
    """Few half-hours; where a file gives a queue's half-hour it gives one figure, perhaps twice, another than others."""
    figures = {f"2025-04-01 09:{m},{q}": rng.randint(5, 8) for m in ("00", "30") for q in ("Main", "Other")}
    chosen = rng.choices(list(figures), k=rng.randint(1, 6))
    return [f"{key},{figures[key]},{figures[key] - 1},{figures[key]}" for key in chosen]


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(
    ("header", "export"),
    [
        (HEADER, random_export),
        ("Answered,Rating,Comment", random_answers),
        ("Start,Queue,Offered,Answered,Wait", random_calls),
    ],
)
def test_overlapping_exports_in_any_order_one_removed(tmp_path, seed, header, export):
    rng = random.Random(seed)
    exports = [export(rng) for _ in range(4)]
    gone = rng.randrange(4)
    with_it, without = Folder(tmp_path / "with"), Folder(tmp_path / "without")
    for number, lines in enumerate(exports):
        with_it.load_one(f"{number}.csv", header, *lines)
        if number != gone:
            without.load_one(f"{number}.csv", header, *lines)
    remove_files(with_it.data, numbers_of(with_it.data, f"{gone}.csv"))
    assert contents(with_it.data) == contents(without.data)
    for name, receipt in with_it.rows("select name, receipt from files"):
        (other,) = without.rows(f"select receipt from files where name = '{name}'")[0]
        told, expected = json.loads(receipt), json.loads(other)
        assert {key: told[key] for key in ("read", "loaded", "set_aside", "duplicates")} == {
            key: expected[key] for key in ("read", "loaded", "set_aside", "duplicates")
        }, name
