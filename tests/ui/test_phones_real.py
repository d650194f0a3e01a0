"""Vancouver's 5,585 days of calls on the page of the phones: waits, giving up, the week and fifteen years."""

import csv
import json
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from cxdata.periods import WEEKDAYS
from tests.cli.terminal import run
from tests.ui.conftest import OpenPage, tiles_on, unescaped, words_on
from tests.ui.sections import open_sections

FILE = "vancouver_calls/3-1-1-contact-centre-metrics.csv"
YEAR = ("--from", "2014-01-01", "--to", "2014-12-31")


@pytest.fixture(scope="module")
def vancouver(shared_real: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("vancouver") / "data"
    done = run(data, "load", shared_real / FILE)
    assert done.code == 0, done.err
    return data


@pytest.fixture(scope="module")
def days(shared_real: Path) -> list[tuple[date, int, int, float]]:
    """Each day with its calls offered, given up, and the seconds waited by those who were answered."""
    with (shared_real / FILE).open(encoding="utf-8-sig", newline="") as file:
        return [
            (
                date.fromisoformat(row["Date"]),
                int(row["CallsOffered"]),
                int(row["CallsAbandoned"]),
                float(row["AverageSpeedofAnswer"] or 0) * int(row["CallsHandled"]),
            )
            for row in csv.DictReader(file, delimiter=";")
        ]


def told(data: Path, *words: str) -> dict:
    done = run(data, "waits", *words, "--format", "json")
    assert done.code == 0, done.err
    return json.loads(done.out)


def test_giving_up_in_the_week(vancouver: Path, days: list[tuple[date, int, int, float]]) -> None:
    """Each weekday of 2014, added up again from the file; Mondays are the worst, and are called so."""
    offered: dict[str, int] = defaultdict(int)
    lost: dict[str, int] = defaultdict(int)
    for day, calls, given_up, _ in days:
        if day.year == 2014:
            offered[WEEKDAYS[day.weekday()]] += calls
            lost[WEEKDAYS[day.weekday()]] += given_up
    found = told(vancouver, "--by", "weekday", *YEAR)
    assert {row["level"]: row["calls_offered"] for row in found["rows"]} == offered
    for row in found["rows"]:
        assert row["abandoned_share"] == pytest.approx(lost[row["level"]] / offered[row["level"]])
    assert "Monday" in found["worst_hours"]
    assert max(WEEKDAYS[:5], key=lambda day: lost[day] / offered[day]) == "Monday"
    assert sum(offered.values()) == 930_857


def test_a_mean_is_not_called_a_middle_wait(vancouver: Path) -> None:
    found = told(vancouver, *YEAR)
    (all_callers,) = found["all"]
    assert round(all_callers["average_wait"], 1) == 52.0
    assert (all_callers["answered"]["half"], all_callers["answered"]["nine"]) == (None, None)
    assert "nobody can say how long half of the callers waited" in " ".join(found["sentences"])


def test_fifteen_years_on_the_page(
    open_page: OpenPage, vancouver: Path, days: list[tuple[date, int, int, float]]
) -> None:
    last_year = [one for one in days if date(2023, 10, 1) <= one[0] <= date(2024, 9, 30)]
    share = sum(one[2] for one in last_year) / sum(one[1] for one in last_year)
    app = open_page("phones", data=vancouver)
    assert unescaped(str(app.header[0].value)) == f"{share:.1%} of callers gave up; worst on Monday"
    assert tiles_on(app)["Callers who gave up"] == f"{share:.1%}"
    assert tiles_on(app)["Calls offered"] == f"{sum(one[1] for one in last_year):,}"
    opened = open_sections(app, "course", "queues")
    months = {(one[0].year, one[0].month) for one in days if one[0] >= date(2009, 7, 1)}
    assert len(months) == 183
    calls = f"{sum(one[1] for one in days if one[0] >= date(2009, 7, 1)):,}"
    assert f"Of {calls} calls offered" in words_on(opened)
    assert "Worst on Monday" in words_on(opened)
