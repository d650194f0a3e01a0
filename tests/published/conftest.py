"""A council whose edition stands beside a store that nobody can open any more, and what that store held."""

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from cxdata.council import read_council
from cxdata.export.edition.publishing import publish_edition
from cxdata.store import open_store
from tests.export.edition.conftest import TODAY, contacts, load

WARDS = {"Abbey": 43, "Castle": 17, "Dale": 3, "Elm": 111}
"""Contacts of each ward a month; of these the services have the shares of `SERVICES`."""
SERVICES = ("Waste", "Waste", "Waste", "Benefits", "Benefits", "Parks")
CHANNELS = ("Online form", "Call", "Call")
MONTHS = [f"{year}-{month:02d}" for year in (2024, 2025, 2026) for month in range(1, 13)][3:27]
"""April 2024 to March 2026."""
COUNCIL = """
[council]
name = "Westmarch"
[[targets]]
measure = "satisfied"
since = 2024-04-01
low = 0.9
"""


@dataclass(frozen=True)
class Sealed:
    """A data folder with an edition and an unreadable store; `exact` are counts that the store held and that no
    published figure can be: of 100 and more, and no multiple of 5.
    """

    data: Path
    edition: Path
    exact: frozenset[int]


@pytest.fixture(scope="session")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Sealed:
    """Two years of contacts, survey answers and calls, published, and then the store's files overwritten."""
    folder = load(tmp_path_factory.mktemp("sealed"), [_contacts()])
    folder.load_one("survey.csv", "Answered,Rating,Comment", *_answers())
    calls = [f"{month}-{day:02d} 10:00,Main,21,16,60" for month in MONTHS for day in range(1, 28)]
    folder.load_one("calls.csv", "Start,Queue,Offered,Answered,Wait", *calls)
    (folder.data / "council.toml").write_text(COUNCIL, "utf-8")
    store = open_store(folder.data)
    done = publish_edition(folder.data, store, read_council(folder.data), TODAY)
    assert done.path is not None
    rows = store.tuples("select received_at::date, ward, service, channel, 1 from contacts where requester <> 'staff'")
    counted = [
        *_counts(rows),
        *_counts(store.tuples("select responded_at::date, channel, score, '', 1 from responses")),
    ]
    counted += _counts(store.tuples("select interval_start::date, queue, '', '', offered from calls"))
    store.close()
    alone = folder.root / "alone"
    shutil.copytree(folder.data, alone)
    for file in (alone / "store").glob("*.duckdb"):
        file.write_bytes(b"nobody can read this " * 5000)
    exact = {n for n in counted if n >= 100 and n % 5 and not 1900 <= n <= 2100}
    assert len(exact) > 30
    return Sealed(alone, alone / "editions" / done.path.name, frozenset(exact))


def _contacts() -> list[str]:
    lines = []
    for month in MONTHS:
        for ward, number in WARDS.items():
            for place, line in enumerate(contacts(ward, month, number)):
                fields = line.split(",")
                fields[3], fields[4] = CHANNELS[place % 3], SERVICES[place % 6]
                fields[2] = f"{month}-28 10:00"
                lines.append(",".join(fields))
    return lines


def _answers() -> Iterator[str]:
    """47 answers a month, 14 of them poor in the first year and 8 in the second."""
    for place, month in enumerate(MONTHS):
        poor = 14 if place < 12 else 8
        for number in range(47):
            yield f"{number % 28 + 1:02d}/{month[5:]}/{month[:4]},{'Poor' if number < poor else 'Very good'},"


def _counts(rows: list[tuple]) -> set[int]:
    """How many by no, one or two things, in each month, quarter, year and the latest four quarters."""
    counted: Counter[tuple] = Counter()
    for day, *levels, number in rows:
        for span in _spans(day):
            for ways in (0, 1, 2):
                for chosen in combinations(enumerate(levels), ways):
                    counted[(span, *chosen)] += number
    return set(counted.values())


def _spans(day: date) -> list[object]:
    year = day.year if day.month > 3 else day.year - 1
    return [(day.year, day.month), (day.year, "quarter", (day.month - 1) // 3), year]
