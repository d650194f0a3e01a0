"""A small council whose contacts are counted by hand, and editions made of it."""

import shutil
from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from cxdata.council import read_council
from cxdata.export.edition.file import Edition
from cxdata.export.edition.making import Made, make
from cxdata.export.edition.publishing import publish_edition
from cxdata.store import open_store
from tests.ingest.loading import HEADER, Folder

TODAY = date(2026, 4, 10)
KEY, OTHER_KEY = "ab" * 32, "cd" * 32
WARDS = ("Abbey", "Castle", "Dale")


def contacts(ward: str, month: str, number: int, *, service: str = "Waste", customers: int = 0) -> list[str]:
    """Contacts of a ward in a month, one a line, each of a customer of its own or all of so many: the first on the
    month's first day, the second on its last.
    """
    last = _last(month)
    days = [1, last, *(place % last + 1 for place in range(2, number))]
    return [
        f"{ward[0]}{month}{service[0]}{place},{month}-{days[place]:02d} 10:00,,Call,{service},{ward},,,"
        f"{ward}-{service}-{place % customers if customers else f'{month}-{place}'},,"
        for place in range(number)
    ]


def _last(month: str) -> int:
    return monthrange(int(month[:4]), int(month[5:]))[1]


def a_year() -> list[str]:
    """April 2025 to March 2026: in Abbey 40 each month, in Castle 7, in Dale 3; and 1 of Parks in Dale in May."""
    months = [f"2025-{month:02d}" for month in range(4, 13)] + [f"2026-{month:02d}" for month in range(1, 4)]
    lines = [
        line for month in months for ward, n in zip(WARDS, (40, 7, 3), strict=True) for line in contacts(ward, month, n)
    ]
    return lines + contacts("Dale", "2025-05", 1, service="Parks")


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """The year's contacts, loaded from one file; only to be read."""
    return load(tmp_path_factory.mktemp("edition"), [a_year()])


def load(root: Path, files: Sequence[Sequence[str]]) -> Folder:
    folder = Folder(root)
    for number, lines in enumerate(files):
        folder.load_one(f"{number}.csv", HEADER, *lines)
    return folder


def load_every_kind(root: Path) -> Folder:
    """The year's contacts, a third of them online and all closed after 0 to 8 days; 30 survey answers a month, of which
    20 "Very good" (5) and 10 "Poor" (2); 27 lines of the telephone a month, each of 20 calls, 15 answered after 60
    seconds on average.
    """
    lines = []
    for place, line in enumerate(a_year()):
        fields = line.split(",")
        opened = date.fromisoformat(fields[1][:10])
        fields[2] = f"{opened + timedelta(days=place % 9)} 10:00"
        fields[3] = "Online form" if place % 3 == 0 else "Call"
        lines.append(",".join(fields))
    folder = load(root, [lines])
    months = sorted({line.split(",")[1][:7] for line in lines})
    answers = [
        f"{day % _last(month) + 1:02d}/{month[5:]}/{month[:4]},{'Poor' if place % 3 == 0 else 'Very good'},"
        for month in months
        for place, day in enumerate((*range(29), _last(month) - 1))
    ]
    folder.load_one("survey.csv", "Answered,Rating,Comment", *answers)
    calls = [f"{month}-{day:02d} 10:00,Main,20,15,60" for month in months for day in range(1, 28)]
    folder.load_one("calls.csv", "Start,Queue,Offered,Answered,Wait", *calls)
    return folder


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """An edition of such a council, alone in a folder of its own: the data that it was made of are gone."""
    folder = load_every_kind(tmp_path_factory.mktemp("every-kind"))
    done = publish_edition(folder.data, open_store(folder.data), read_council(folder.data), TODAY)
    assert done.path is not None
    alone = tmp_path_factory.mktemp("alone") / "edition.duckdb"
    shutil.copy(done.path, alone)
    shutil.rmtree(folder.data)
    return Edition(alone)


@pytest.fixture(scope="session")
def made_of() -> Callable[..., Made]:
    """The figures of an edition of a folder's store."""

    known: dict[tuple[object, ...], Made] = {}

    def of(folder: Folder, key: str = KEY, today: date = TODAY) -> Made:
        asked = (folder.root, key, today)
        if asked not in known:
            known[asked] = make(open_store(folder.data), read_council(folder.data), key, today)
        return known[asked]

    return of
