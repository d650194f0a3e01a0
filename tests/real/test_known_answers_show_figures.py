"""`show` gives the known answers of call metrics, satisfaction counts and wards, and what a second count gives."""

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.terminal import figures, rows

Load = Callable[..., Path]
OXFORD, PETERBOROUGH, HAVERING = "E07000178", "E06000031", "E09000016"


def year(number: int) -> tuple[str, ...]:
    return ("--from", f"{number}-01-01", "--to", f"{number}-12-31")


# Vancouver: a contact centre by day; a mean of daily means is wrong.


@pytest.mark.parametrize(
    ("number", "offered", "abandoned", "share", "wait"),
    [(2014, 930_857, 65_890, 7.08, 52.0), (2019, 655_630, None, 10.82, 102.5), (2023, 400_896, None, 4.90, 53.0)],
)
def test_vancouver_years(
    loaded: Load, number: int, offered: int, abandoned: int | None, share: float, wait: float
) -> None:
    data = loaded("vancouver_calls/3-1-1-contact-centre-metrics.csv")
    assert rows(data, "calls_offered", *year(number))[0]["value"] == offered
    gave_up = rows(data, "abandoned_share", *year(number))[0]
    assert gave_up["denominator"] == offered
    assert round(100 * gave_up["value"], 2) == share
    assert abandoned in (None, gave_up["numerator"])
    assert round(rows(data, "average_wait", *year(number))[0]["value"], 1) == wait


def test_vancouver_every_month_counted_again(loaded: Load, shared_real: Path) -> None:
    path = shared_real / "vancouver_calls/3-1-1-contact-centre-metrics.csv"
    offered: Counter[str] = Counter()
    waited: dict[str, float] = defaultdict(float)
    handled: Counter[str] = Counter()
    with path.open(encoding="utf-8-sig") as text:
        for row in csv.DictReader(text, delimiter=";"):
            month = row["Date"][:7]
            offered[month] += int(row["CallsOffered"])
            handled[month] += int(row["CallsHandled"])
            waited[month] += float(row["AverageSpeedofAnswer"]) * int(row["CallsHandled"])
    data = loaded("vancouver_calls/3-1-1-contact-centre-metrics.csv")
    assert figures(data, "calls_offered", "--by", "month") == dict(offered)
    waits = figures(data, "average_wait", "--by", "month", column="value")
    # the day's seconds are kept whole, so a month of some thousand calls may differ by a hundredth of a second
    assert waits == {month: pytest.approx(waited[month] / handled[month], abs=0.02) for month in offered}


# The Office of the Public Guardian: five-point counts by month.

OPG = tuple(
    f"opg/{name}_service.json"
    for name in (
        "complete_the_deputy_report",
        "make_a_lasting_power_of_attorney",
        "use_a_lasting_power_of_attorney",
    )
)


def test_opg_both_formulas(loaded: Load) -> None:
    data = loaded(*OPG)
    march = ("--where", "service=use-an-lpa", "--from", "2021-03-01", "--to", "2021-03-31")
    satisfied = rows(data, "satisfied", *march)[0]
    assert (satisfied["numerator"], satisfied["denominator"]) == (1276 + 4434, 67 + 73 + 205 + 1276 + 4434)
    assert round(100 * satisfied["value"], 1) == 94.3
    assert round(rows(data, "satisfaction_mean_score", *march)[0]["value"], 1) == 91.0
    levels = figures(data, "answer_share", *march)
    assert levels == {"1": 67, "2": 73, "3": 205, "4": 1276, "5": 4434}


def test_opg_satisfaction_fell_while_the_published_figure_rose(loaded: Load, shared_real: Path) -> None:
    shares = figures(loaded(*OPG), "satisfied", "--by", "month", "--where", "service=deputy-reporting", column="value")
    assert (round(100 * shares["2026-03"], 1), round(100 * shares["2026-06"], 1)) == (83.6, 82.2)
    published = {
        entry["_timestamp"][:7]: float(entry["count"])
        for entry in json.loads((shared_real / OPG[0]).read_text(encoding="utf-8"))
        if entry["dataType"] == "user-satisfaction-percent"
    }
    assert (published["2026-03"], published["2026-06"]) == (80, 82)


# Wards of three councils.

WARDS = (
    *(f"uk_wards/wards_2022_{code}.geojson" for code in (OXFORD, HAVERING, PETERBOROUGH)),
    "uk_context/ward_context.csv",
)


def test_a_ward_without_a_row_is_no_data_and_not_nought(loaded: Load) -> None:
    shown = rows(loaded(*WARDS), "residents", "--by", "ward")
    holywell = next(row for row in shown if row["ward"] == "Holywell")
    assert (holywell["value"], holywell["base_note"]) == (None, "no data")
    assert [row["ward"] for row in shown if row["value"] is None] == ["Holywell"]
    assert len(shown) == 24 + 20 + 22


def test_residents_of_each_council(loaded: Load, shared_real: Path) -> None:
    shown = figures(loaded(*WARDS), "residents", "--by", "ward")
    names = {}
    for code in (OXFORD, HAVERING, PETERBOROUGH):
        shapes = json.loads((shared_real / f"uk_wards/wards_2022_{code}.geojson").read_text(encoding="utf-8"))
        names[code] = [shape["properties"]["WD22NM"] for shape in shapes["features"]]
    totals = {code: sum(shown[name] or 0 for name in wards) for code, wards in names.items()}
    assert totals == {OXFORD: 151_584, HAVERING: 260_651, PETERBOROUGH: 202_626}
