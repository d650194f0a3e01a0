"""Twenty figures of four data sets, recounted straight from the raw files by pandas: five each.

Nothing here reads a file by the product's code. The figures come out of the commands, the Overview's tiles among them.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.cli.terminal import rows, run
from tests.conftest import ROOT

Load = Callable[..., Path]
OPG = tuple(
    f"opg/{name}_service.json"
    for name in ("complete_the_deputy_report", "make_a_lasting_power_of_attorney", "use_a_lasting_power_of_attorney")
)
BOSTON = ("boston311_2015/boston311_2015_all_types.csv.gz", "boston311_2015/wards.geojson")
VANCOUVER = "vancouver_calls/3-1-1-contact-centre-metrics.csv"


def told(data: Path, *words: str) -> dict[str, Any]:
    done = run(data, *words, "--format", "json")
    assert done.code == 0, done.err
    found: dict[str, Any] = json.loads(done.out)
    return found


def tiles(data: Path, *words: str) -> dict[str, dict[str, Any]]:
    return {tile["id"]: tile for tile in told(data, "overview", *words)["tiles"]}


# The sample: five figures


@pytest.fixture(scope="module")
def survey() -> pd.DataFrame:
    frame = pd.read_csv(ROOT / "sample_data" / "survey_answers.csv", dtype=str, encoding="utf-8-sig")
    frame["day"] = pd.to_datetime(frame["Date completed"], format="%d/%m/%Y %H:%M", errors="coerce")
    frame["score"] = pd.to_numeric(frame["Q1 Overall (1-5)"], errors="coerce")
    return frame[frame["day"].notna() & frame["score"].between(1, 5)].drop_duplicates("Response ID")


def year_of(frame: pd.DataFrame, first: str, last: str) -> pd.DataFrame:
    return frame[frame["day"].between(first, f"{last} 23:59:59")]


def test_sample_1_the_tile_of_those_satisfied(sample_data: Path, survey: pd.DataFrame) -> None:
    scores = year_of(survey, "2025-09-01", "2026-08-31")["score"]
    shown = tiles(sample_data)["satisfied"]
    assert (shown["numerator"], shown["denominator"]) == ((scores >= 4).sum(), len(scores))
    assert shown["said"] == f"{(scores >= 4).mean():.1%}"


def test_sample_2_its_change_on_the_year_before(sample_data: Path, survey: pd.DataFrame) -> None:
    now, then = ((year_of(survey, f"{year}-09-01", f"{year + 1}-08-31")["score"] >= 4).mean() for year in (2025, 2024))
    (change,) = tiles(sample_data)["satisfied"]["compared"]
    assert (change["value_now"], change["value_then"]) == (pytest.approx(now), pytest.approx(then))
    assert change["change"] == f"up {100 * (now - then):.1f} percentage points"


def test_sample_3_the_hidden_group_and_everybody_else(sample_data: Path, survey: pd.DataFrame) -> None:
    # one answer a customer, the latest; everybody without a reference counts
    known = survey.sort_values("day")
    repeated = known["Customer Ref"].notna() & known.duplicated("Customer Ref", keep="last")
    rated = known[~repeated]
    inside = (
        (rated["Channel"] == "Phone")
        & (rated["Service"] == "Council tax and business rates")
        & (rated["Customer group"] == "BUS")
    )
    bad = rated["score"] <= 2
    one = told(sample_data, "pockets")["pockets"][0]
    assert (one["responses"], one["dissatisfied"]) == (inside.sum(), (inside & bad).sum())
    assert one["dissatisfied"] / one["responses"] == pytest.approx(bad[inside].mean())


def test_sample_4_one_decomposition(sample_data: Path, survey: pd.DataFrame) -> None:
    """Kitagawa's two parts, from the shares and rates of each channel in either year."""
    found = told(sample_data, "mix", "dissatisfied", "--by", "age_band", "--from", "2025-09-01", "--to", "2026-08-31")
    years = [year_of(survey, f"{year}-09-01", f"{year + 1}-08-31") for year in (2024, 2025)]
    ages = [year["Age group"].fillna("Not recorded") for year in years]
    shares = [age.value_counts(normalize=True) for age in ages]
    rates = [(year["score"] <= 2).groupby(age).mean() for year, age in zip(years, ages, strict=True)]
    total = (years[1]["score"] <= 2).mean() - (years[0]["score"] <= 2).mean()
    mix = ((shares[1] - shares[0]) * (rates[0] + rates[1]) / 2).sum()
    assert sum(part["mix"] for part in found["parts"]) == pytest.approx(mix, abs=1e-9)
    assert sum(part["within"] for part in found["parts"]) == pytest.approx(total - mix, abs=1e-9)


def test_sample_5_the_share_of_calls_given_up(sample_data: Path) -> None:
    frame = pd.read_csv(ROOT / "sample_data" / "telephony_half_hours.txt.gz", sep="\t", dtype=str)
    numbers = frame[["Offered", "Abnd", "Handled"]].apply(pd.to_numeric, errors="coerce")
    day = pd.to_datetime(frame["Interval Start"], format="%d/%m/%Y %H:%M", errors="coerce")
    good = numbers.notna().all(axis=1) & (numbers >= 0).all(axis=1) & day.between("2025-09-01", "2026-08-31 23:59:59")
    shown = tiles(sample_data)["abandoned_share"]
    desk = pd.read_csv(ROOT / "sample_data" / "reception_desks.csv")
    assert len(desk) > 0, "visitors to a desk are no calls"
    assert (shown["numerator"], shown["denominator"]) == (numbers[good]["Abnd"].sum(), numbers[good]["Offered"].sum())


# Boston 2015: five figures


@pytest.fixture(scope="module")
def boston(shared_real: Path) -> pd.DataFrame:
    frame = pd.read_csv(shared_real / BOSTON[0], dtype=str)
    for name in ("OPEN_DT", "TARGET_DT", "CLOSED_DT"):
        frame[name] = pd.to_datetime(frame[name], format="%m/%d/%Y %I:%M:%S %p")
    return frame[~frame["Source"].isin(["Employee Generated", "City Worker App"])]


def test_boston_1_the_tile_of_contacts(loaded: Load, boston: pd.DataFrame) -> None:
    shown = tiles(loaded(*BOSTON))["contacts"]
    assert (shown["value"], shown["said"]) == (len(boston), f"{len(boston):,}")


def test_boston_2_online_of_those_whose_channel_is_known(loaded: Load, boston: pd.DataFrame) -> None:
    ways = boston["Source"].value_counts()
    online = ways["Self Service"] + ways["Citizens Connect App"]
    known = online + ways["Constituent Call"] + ways["Twitter"]
    shown = tiles(loaded(*BOSTON))["online_share"]
    assert (shown["numerator"], shown["denominator"], shown["said"]) == (online, known, f"{online / known:.1%}")


def test_boston_3_a_quarter_on_the_quarter_before(loaded: Load, boston: pd.DataFrame) -> None:
    quarters = boston["OPEN_DT"].dt.quarter.value_counts()
    shown = tiles(loaded(*BOSTON), "--from", "2015-07-01", "--to", "2015-09-30")["contacts"]
    change = next(one for one in shown["compared"] if one["then"])
    assert change["then"] == {"first": "2015-04-01", "last": "2015-06-30"}
    assert (change["value_now"], change["value_then"]) == (quarters[3], quarters[2])
    assert change["change"] == f"up {100 * (quarters[3] / quarters[2] - 1):.1f}%"


def test_boston_4_one_month(loaded: Load, boston: pd.DataFrame) -> None:
    """What a month's limits on the Real change page are made from: its count, by rows of the raw file."""
    months = boston["OPEN_DT"].dt.strftime("%Y-%m").value_counts()
    points = told(loaded(*BOSTON), "spc", "contacts")["points"]
    assert len(points) == 12
    assert [point["value"] for point in points] == [months[f"2015-{month:02d}"] for month in range(1, 13)]


def test_boston_5_the_middle_of_the_days_to_close(loaded: Load, boston: pd.DataFrame) -> None:
    closed = boston[boston["CLOSED_DT"] >= boston["OPEN_DT"]]
    days = (closed["CLOSED_DT"] - closed["OPEN_DT"]).dt.total_seconds() / 86_400
    shown = rows(loaded(*BOSTON), "days_to_close")[0]
    assert (shown["denominator"], shown["value"]) == (len(days), pytest.approx(days.median()))


# Vancouver's calls: five figures


@pytest.fixture(scope="module")
def vancouver(shared_real: Path) -> pd.DataFrame:
    return pd.read_csv(shared_real / VANCOUVER, sep=";", parse_dates=["Date"], encoding="utf-8-sig")


def newest(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["Date"].between("2023-10-01", "2024-09-30")]


def test_vancouver_1_the_tile_of_calls_given_up(loaded: Load, vancouver: pd.DataFrame) -> None:
    year = newest(vancouver)
    shown = tiles(loaded(VANCOUVER), "--from", "2023-10-01", "--to", "2024-09-30")["abandoned_share"]
    lost, offered = year["CallsAbandoned"].sum(), year["CallsOffered"].sum()
    assert (shown["numerator"], shown["denominator"], shown["said"]) == (lost, offered, f"{lost / offered:.1%}")


def test_vancouver_2_the_average_wait_weighs_by_calls(loaded: Load, vancouver: pd.DataFrame) -> None:
    year = newest(vancouver)
    waited = (year["AverageSpeedofAnswer"] * year["CallsHandled"]).sum() / year["CallsHandled"].sum()
    shown = tiles(loaded(VANCOUVER), "--from", "2023-10-01", "--to", "2024-09-30")["average_wait"]
    assert shown["value"] == pytest.approx(waited)


def test_vancouver_3_calls_offered_in_all(loaded: Load, vancouver: pd.DataFrame) -> None:
    assert rows(loaded(VANCOUVER), "calls_offered")[0]["value"] == vancouver["CallsOffered"].sum()


def test_vancouver_4_its_change_on_the_year_before(loaded: Load, vancouver: pd.DataFrame) -> None:
    shown = tiles(loaded(VANCOUVER), "--from", "2023-10-01", "--to", "2024-09-30")["abandoned_share"]
    (change,) = shown["compared"]
    years = [vancouver[vancouver["Date"].between(f"{y}-10-01", f"{y + 1}-09-30")] for y in (2022, 2023)]
    then, now = (year["CallsAbandoned"].sum() / year["CallsOffered"].sum() for year in years)
    assert (change["value_then"], change["value_now"]) == (pytest.approx(then), pytest.approx(now))
    way = "up" if now > then else "down"
    assert change["change"] == f"{way} {100 * abs(now - then):.1f} percentage points"


def test_vancouver_5_one_month(loaded: Load, vancouver: pd.DataFrame) -> None:
    month = vancouver[vancouver["Date"].between("2020-03-01", "2020-03-31")]
    points = {point["name"]: point for point in told(loaded(VANCOUVER), "spc", "abandoned_share")["points"]}
    assert points["March 2020"]["denominator"] == month["CallsOffered"].sum()
    assert points["March 2020"]["value"] == pytest.approx(month["CallsAbandoned"].sum() / month["CallsOffered"].sum())


# The Office of the Public Guardian: five figures


@pytest.fixture(scope="module")
def opg(shared_real: Path) -> pd.DataFrame:
    """One row a service and month, one column a level of satisfaction."""
    entries = [entry for name in OPG for entry in json.loads((shared_real / name).read_text(encoding="utf-8"))]
    frame = pd.DataFrame(entries)
    frame["month"], frame["count"] = frame["_timestamp"].str[:7], pd.to_numeric(frame["count"], errors="coerce")
    return frame.pivot_table(index=["service", "month"], columns="dataType", values="count", aggfunc="sum").fillna(0)


LEVELS = ["very-dissatisfied", "dissatisfied", "neither", "satisfied", "very-satisfied"]


def in_year(frame: pd.DataFrame) -> pd.Series:
    months = frame.index.get_level_values("month")
    return frame[(months >= "2025-04") & (months <= "2026-03")][LEVELS].sum()


def test_opg_1_the_tile_of_those_satisfied(loaded: Load, opg: pd.DataFrame) -> None:
    counts = in_year(opg)
    shown = tiles(loaded(*OPG), "--from", "2025-04-01", "--to", "2026-03-31")["satisfied"]
    good = counts["satisfied"] + counts["very-satisfied"]
    assert (shown["numerator"], shown["denominator"], shown["said"]) == (
        good,
        counts.sum(),
        f"{good / counts.sum():.1%}",
    )


def test_opg_2_those_dissatisfied(loaded: Load, opg: pd.DataFrame) -> None:
    counts = in_year(opg)
    shown = rows(loaded(*OPG), "dissatisfied", "--from", "2025-04-01", "--to", "2026-03-31")[0]
    assert shown["numerator"] == counts["dissatisfied"] + counts["very-dissatisfied"]


def test_opg_3_answers_of_one_service(loaded: Load, opg: pd.DataFrame) -> None:
    shown = rows(loaded(*OPG), "answers", "--where", "service=use-an-lpa")[0]
    assert shown["value"] == opg.loc["use-an-lpa"][LEVELS].to_numpy().sum()


def test_opg_4_the_mean_score_of_a_month(loaded: Load, opg: pd.DataFrame) -> None:
    month = opg.loc[("deputy-reporting", "2026-06"), LEVELS]
    mean = sum(25 * place * count for place, count in enumerate(month)) / month.sum()
    words = ("--where", "service=deputy-reporting", "--from", "2026-06-01", "--to", "2026-06-30")
    assert rows(loaded(*OPG), "satisfaction_mean_score", *words)[0]["value"] == pytest.approx(mean)


# make-a-lpa has no answers in 2024/25, so it is in neither year
SERVICES = ("--where", "service=deputy-reporting", "--where", "service=use-an-lpa")


def test_opg_5_like_for_like_by_service(loaded: Load, opg: pd.DataFrame) -> None:
    words = ("--from", "2025-04-01", "--to", "2026-03-31")
    found = told(loaded(*OPG), "mix", "satisfied", "--by", "service", *words, *SERVICES)
    two = opg.loc[["deputy-reporting", "use-an-lpa"]]
    months = two.index.get_level_values("month")
    years = [
        two[(months >= f"{year}-04") & (months <= f"{year + 1}-03")][LEVELS].groupby("service").sum()
        for year in (2024, 2025)
    ]
    shares = [year.sum(axis=1) / year.to_numpy().sum() for year in years]
    rates = [(year["satisfied"] + year["very-satisfied"]) / year.sum(axis=1) for year in years]
    mix = ((shares[1] - shares[0]) * (rates[0] + rates[1]) / 2).sum()
    within = ((rates[1] - rates[0]) * (shares[0] + shares[1]) / 2).sum()
    assert sum(part["mix"] for part in found["parts"]) == pytest.approx(mix, abs=1e-9)
    assert sum(part["within"] for part in found["parts"]) == pytest.approx(within, abs=1e-9)
