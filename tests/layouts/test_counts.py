"""Counts by month and day in the shape of three exports: known answers, and a second count in plain Python."""

import json
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import duckdb
import pytest

from cxdata.analysis.satisfaction.definitions import definition_changes
from cxdata.council import Council
from cxdata.ingest.load.build import load_files
from cxdata.ingest.read.readers import read_raw
from cxdata.scope import Scope
from cxdata.store import Store, open_store
from tests.cli.terminal import figures, rows
from tests.layouts.conftest import HERE, Load, rows_of

KITEFORD, LAMPTON, MILL = "E07999901", "E06999902", "E09999903"


def year(number: int) -> tuple[str, ...]:
    return ("--from", f"{number}-01-01", "--to", f"{number}-12-31")


# FixMyStreet: a number of reports a row.


def by_channel(data: Path, council: str, number: int) -> tuple[int, int]:
    found = figures(data, "contacts", "--by", "channel", "--where", f"ward={council}", *year(number))
    return found.get("partner", 0), found.get("web", 0)


def test_reports_of_one_council_by_site_and_year(loaded: Load) -> None:
    data = loaded("fixmystreet.parquet")
    # Four months a year of FixMyStreet.com: 4 n + (1 + 1 + 1 + 1); of the council's own site 4 n and 4 x 2 more.
    assert {number: by_channel(data, KITEFORD, number) for number in range(2017, 2021)} == {
        2017: (4 * 4 + 4, 4 * 9 + 8),
        2018: (4 * 6 + 4, 4 * 13 + 8),
        2019: (4 * 11 + 4, 4 * 8 + 8),
        2020: (4 * 12 + 4, 4 * 7 + 8),
    }


def test_a_site_that_starts_and_a_series_that_dwindles(loaded: Load) -> None:
    data = loaded("fixmystreet.parquet")
    assert [by_channel(data, LAMPTON, number)[1] for number in (2017, 2018, 2019, 2020)] == [0, 0, 20, 160]
    assert [sum(by_channel(data, MILL, number)) for number in (2017, 2018, 2019, 2020)] == [30, 12, 2, 1]
    store = open_store(data)
    assert store.tuples("select distinct grain from contacts") == [("month",)]
    assert store.tuples("select sum(count)::bigint from contacts where ward_code = 'Not recorded'") == [(1,)]


def test_every_council_counted_again(loaded: Load) -> None:
    counted: Counter[tuple[str, str]] = Counter()
    for row in rows_of("fixmystreet.csv"):
        channel = {"cobrand": "web", "fixmystreet": "partner"}[row["interface"]]
        counted[row["lad"] or "Not recorded", channel] += int(float(row["reports"]))
    shown = rows(loaded("fixmystreet.parquet"), "contacts", "--by", "ward", "--by", "channel")
    assert {(row["ward"], row["channel"]): row["numerator"] for row in shown} == dict(counted)


def test_a_council_whose_own_site_starts_is_told(layouts, tmp_path: Path) -> None:
    table = tmp_path / "lampton.parquet"
    duckdb.sql(f"copy (select * from '{layouts('fixmystreet.parquet')}' where lad = '{LAMPTON}') to '{table}'")
    load_files([table], data=tmp_path / "data")
    said = dict(open_store(tmp_path / "data").tuples("select code, message from checks"))
    assert "Council's own site starts in January 2019" in said["series_starts_or_stops"]


# Calls by day: a mean of daily means is wrong.


def calls(number: int) -> list[dict[str, str]]:
    return [row for row in rows_of("vancouver.csv", ";") if row["Date"].startswith(str(number))]


@pytest.mark.parametrize(("number", "offered", "abandoned"), [(2019, 20_100, 2_210), (2023, 10_100, 610)])
def test_calls_of_a_year_are_weighted_by_calls(loaded: Load, number: int, offered: int, abandoned: int) -> None:
    data = loaded("vancouver.csv")
    assert rows(data, "calls_offered", *year(number))[0]["value"] == offered
    gave_up = rows(data, "abandoned_share", *year(number))[0]
    assert (gave_up["numerator"], gave_up["denominator"]) == (abandoned, offered)
    handled = [int(row["CallsHandled"]) for row in calls(number)]
    waits = [float(row["AverageSpeedofAnswer"]) for row in calls(number)]
    weighted = sum(wait * n for wait, n in zip(waits, handled, strict=True)) / sum(handled)
    assert rows(data, "average_wait", *year(number))[0]["value"] == pytest.approx(weighted, abs=0.001)
    assert abs(weighted - sum(waits) / len(waits)) > 0.1, "the mean of daily means is another figure"


def test_calls_of_every_month_counted_again(loaded: Load) -> None:
    offered: Counter[str] = Counter()
    waited: dict[str, float] = defaultdict(float)
    handled: Counter[str] = Counter()
    for row in (*calls(2019), *calls(2023)):
        month = row["Date"][:7]
        offered[month] += int(row["CallsOffered"])
        handled[month] += int(row["CallsHandled"])
        waited[month] += float(row["AverageSpeedofAnswer"]) * int(row["CallsHandled"])
    data = loaded("vancouver.csv")
    shown = figures(data, "calls_offered", "--by", "month")
    assert {month: count for month, count in shown.items() if count} == dict(offered)
    waits = figures(data, "average_wait", "--by", "month", column="value")
    assert {month: waits[month] for month in offered} == {
        month: pytest.approx(waited[month] / handled[month], abs=0.02) for month in offered
    }


def test_days_on_which_the_calls_do_not_add_up_are_told(loaded: Load) -> None:
    apart = sum(
        int(row["CallsHandled"]) + int(row["CallsAbandoned"]) != int(row["CallsOffered"])
        for row in (*calls(2019), *calls(2023))
    )
    said = dict(open_store(loaded("vancouver.csv")).tuples("select code, message from checks"))
    assert f"differ from calls offered on {apart} of 40 days" in said["answered_abandoned_offered"]
    assert apart == 28


# Five-point counts by month, beside a published figure whose formula changes.

OPG = ("opg_kites.json", "opg_lamps.json")


@pytest.fixture(scope="module")
def services(loaded: Load) -> Store:
    return open_store(loaded(*OPG))


def test_counts_are_read_in_the_order_of_the_levels() -> None:
    con = duckdb.connect()
    raw = read_raw(con, HERE / "opg_lamps.json")
    counts = con.execute(
        "select \"count\" from raw where _timestamp like '2025-10%' and dataType like '%satisfied' order by row_number"
    )
    assert (raw.format, raw.rows) == ("json", 63)
    assert [count for (count,) in counts.fetchall()] == ["10", "20", "200", "240"]


def test_both_formulas_of_one_month(loaded: Load) -> None:
    october = ("--where", "service=register-a-lamp", "--from", "2025-10-01", "--to", "2025-10-31")
    data = loaded(*OPG)
    satisfied = rows(data, "satisfied", *october)[0]
    assert (satisfied["numerator"], satisfied["denominator"]) == (440, 500)
    # 25 x 20 + 50 x 30 + 75 x 200 + 100 x 240 of 500 answers: 82.0; satisfied or very satisfied: 88.0 %
    assert rows(data, "satisfaction_mean_score", *october)[0]["value"] == pytest.approx(82.0)
    assert satisfied["value"] == pytest.approx(0.88)
    assert figures(data, "answer_share", *october) == {"1": 10, "2": 20, "3": 30, "4": 200, "5": 240}


def test_satisfaction_fell_while_the_published_figure_rose(loaded: Load, services: Store) -> None:
    shares = figures(loaded(*OPG), "satisfied", "--by", "month", "--where", "service=register-a-lamp", column="value")
    assert (round(100 * shares["2026-03"], 1), round(100 * shares["2026-06"], 1)) == (87.6, 85.4)
    published = services.tuples(
        "select value from benchmarks where service = 'register-a-lamp' and figure like 'User satisfaction%' "
        "and period in ('2026-03-01', '2026-06-01') order by period"
    )
    assert published == [(81.0,), (85.0,)]
    # Written as the string "44" in its file.
    assert services.tuples("select min(value) from benchmarks where figure like 'Digital take-up%'") == [(44.0,)]


def test_the_changed_formula_is_found_and_said_both_ways(services: Store) -> None:
    found = definition_changes(services, Scope(), Council())
    assert {one.service: one.switch for one in found.series} == {
        "fly-a-kite": date(2026, 4, 1),
        "register-a-lamp": date(2026, 4, 1),
    }
    assert sum(one.matched for one in found.series) == sum(len(one.months) for one in found.series) == 18
    lamps = next(one for one in found.series if one.service == "register-a-lamp")
    assert "As published it went from 81 in March 2026 to 86 in April 2026 and 85 in June 2026." in lamps.sentence
    assert "the mean score went from 81.5 to 80.7 and 79.8" in lamps.sentence
    assert "the share satisfied went from 87.6% to 86.3% and 85.4%" in lamps.sentence
    said = dict(services.tuples("select message, code from checks where code like 'published%'"))
    assert list(said.values()) == ["published_formula_changed"] * 2
    assert any("by the share satisfied or very satisfied throughout it went from 87.6 to 85.4" in one for one in said)


def test_a_month_is_recounted_from_the_counts(services: Store) -> None:
    lamps = next(
        one for one in definition_changes(services, Scope(), Council()).series if one.service == "register-a-lamp"
    )
    entries = json.loads((HERE / "opg_lamps.json").read_text(encoding="utf-8"))
    for month in lamps.months:
        told = {e["dataType"]: e["count"] for e in entries if e["_timestamp"].startswith(month.month.isoformat())}
        counts = [
            told[level] for level in ("very-dissatisfied", "dissatisfied", "neither", "satisfied", "very-satisfied")
        ]
        assert month.answers == sum(counts)
        assert month.mean_score == pytest.approx(sum(25 * level * n for level, n in enumerate(counts)) / sum(counts))
        assert month.share_satisfied == pytest.approx(100 * sum(counts[3:]) / sum(counts))
        assert month.published == told["user-satisfaction-percent"]
