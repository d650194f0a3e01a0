"""Telephone exports written row by row, and loaded as an officer loads them."""

import csv
import random
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.terminal import run

HEADERS = ("Interval Start", "Queue", "Menu Option", "Calls Offered", "Calls Answered", "Calls Abandoned", "In Target")
QUEUES = ("Council Tax", "Waste", "Housing", "General")
MONDAY = datetime(2025, 9, 29)
Row = tuple[datetime, str, str, int, int, int, int]
Load = Callable[[Iterable[Row]], Path]


@pytest.fixture
def load_calls(tmp_path: Path) -> Load:
    """A data folder with these rows loaded: a half-hour of one queue and option each."""

    def load(rows: Iterable[Row]) -> Path:
        file = tmp_path / "calls.csv"
        with file.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(HEADERS)
            writer.writerows((f"{start:%d/%m/%Y %H:%M}", *figures) for start, *figures in rows)
        done = run(tmp_path / "data", "load", file, "--suggested", "--set", "In Target=answered_in_target")
        assert done.code == 0, done.out + done.err
        return tmp_path / "data"

    return load


def week_of_calls(
    seed: int,
    *,
    weeks: int,
    gives_up: Callable[[datetime, str, str], float],
    options: Iterable[tuple[str, str]] = tuple((queue, "") for queue in QUEUES),
    start: datetime = MONDAY,
    calls: int = 40,
) -> list[Row]:
    """So many weeks of calls, Monday to Friday at 9:00, 11:00 and 15:00; `gives_up` is the share of (start, queue,
    option). Every hour is luckier or unluckier than it says, for all alike. Half of those answered are so in time.
    """
    chance, rows = random.Random(seed), []
    for day in range(weeks * 7):
        for hour in (9, 11, 15):
            when = start + timedelta(days=day, hours=hour)
            if when.weekday() > 4:
                continue
            luck = chance.lognormvariate(0, 0.4)
            for queue, option in options:
                share = min(gives_up(when, queue, option) * luck, 1)
                lost = sum(chance.random() < share for _ in range(calls))
                rows.append((when, queue, option, calls, calls - lost, lost, (calls - lost) // 2))
    return rows
