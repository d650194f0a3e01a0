"""The ladder of taking part: counted again from the log by pandas, and small logs worked by hand."""

import gzip
import json
from collections.abc import Sequence
from datetime import date
from itertools import islice
from pathlib import Path

import pandas as pd
import pytest

from cxdata.analysis.result import say_many
from cxdata.analysis.taking_part.counts import Group, steps_of
from cxdata.analysis.taking_part.page import (
    NO_LOG,
    NONE_FEWER,
    NONE_HELD,
    TakingPart,
    say_groups,
    say_more,
    say_step,
    taking_part,
)
from cxdata.analysis.taking_part.rungs import rung_of
from cxdata.charts.people.taking_part import sources
from cxdata.council import Council
from cxdata.export.people.taking_part import group_rows, source_rows
from cxdata.ingest.load.build import load_files
from cxdata.measures.query import query
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.store import Store, open_store
from tests.conftest import ROOT

SAMPLE = ROOT / "sample_data"
YEAR = Period(pd.Timestamp(2025, 9, 1).date(), pd.Timestamp(2026, 9, 1).date())
ACTIVITIES = {
    "asked": "Opt-in asked",
    "opted_in": "Opt-in given",
    "answered": "Consultation",
    "attended": "Meeting",
    "designed": "Service design session",
}


@pytest.fixture(scope="module")
def ladder(store: Store) -> TakingPart:
    return taking_part(store, Scope(), Council())


@pytest.fixture(scope="module")
def log() -> pd.DataFrame:
    found = pd.read_csv(SAMPLE / "engagement_log.csv", keep_default_na=False)
    found["Month"] = pd.to_datetime(found["Month"], format="%d/%m/%Y")
    return found


def in_year(log: pd.DataFrame) -> pd.DataFrame:
    return log[(log["Month"] >= "2025-09-01") & (log["Month"] < "2026-09-01")]


def load(tmp_path: Path, rows: Sequence[str], header: str = "Month,Activity,People,Ward,Channel,Source") -> Store:
    path = tmp_path / "log.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    assert not load_files([path], data=tmp_path / "data", profile="sample-engagement").refused
    return open_store(tmp_path / "data")


def test_every_step_is_as_counted_in_the_log(ladder: TakingPart, log: pd.DataFrame, store: Store) -> None:
    counted = in_year(log).groupby("Activity")["People"].sum()
    assert ladder.period == YEAR
    assert [step.rung for step in ladder.steps] == ["contacts", *ACTIVITIES]
    for rung, activity in ACTIVITIES.items():
        assert ladder.people(rung) == counted[activity]
    contacts = query(store, "contacts", (), Scope(period=YEAR)).frame["numerator"].sum()
    assert ladder.people("contacts") == contacts
    rates = {step.rung: step.rate for step in ladder.steps}
    assert rates["asked"] == pytest.approx(counted["Opt-in asked"] / contacts)
    assert rates["answered"] == pytest.approx(counted["Consultation"] / counted["Opt-in given"])


def test_it_breaks_where_the_fewest_come_on(ladder: TakingPart) -> None:
    assert ladder.broken is not None
    assert ladder.broken.rung == "asked"
    assert ladder.finding == "Of 100 contacts 11 are asked for their views: there the largest share is lost."
    assert "For 100 who opted in 140 answer a consultation." in ladder.sentences


def test_channels_and_wards_are_as_in_the_log(ladder: TakingPart, log: pd.DataFrame) -> None:
    year = in_year(log)
    by_channel = year.pivot_table(index="Channel", columns="Activity", values="People", aggfunc="sum", fill_value=0)
    phone = next(group for group in ladder.by("channel") if group.level == "phone")
    assert phone.people("asked") == by_channel.loc["Phone", "Opt-in asked"]
    assert phone.rate("opted_in") == pytest.approx(
        by_channel.loc["Phone", "Opt-in given"] / by_channel.loc["Phone", "Opt-in asked"]
    )
    app = next(group for group in ladder.by("channel") if group.level == "app")
    assert (app.people("asked"), app.rate("asked")) == (0, 0)
    low = {group.level for group in ladder.by("ward") if group.opted_in == "lower than the rest"}
    assert low == {"University Quarter", "Old Goods Yard"}, "as planted"


def test_a_ward_narrows_every_step(store: Store, log: pd.DataFrame) -> None:
    tannery = taking_part(store, Scope().with_choice("ward", "Tannery"), Council())
    year = in_year(log)
    asked = year[(year["Ward"] == "E05999007") & (year["Activity"] == "Opt-in asked")]["People"].sum()
    assert tannery.people("asked") == asked
    assert (
        tannery.people("contacts")
        == query(store, "contacts", (), Scope(period=YEAR).with_choice("ward", "Tannery")).frame["numerator"].sum()
    )


def test_a_choice_that_a_log_cannot_tell_is_said_and_narrows_nothing(store: Store, ladder: TakingPart) -> None:
    narrowed = taking_part(store, Scope().with_choice("service", "Benefits"), Council())
    assert narrowed.steps == ladder.steps
    assert "The log does not tell service: these figures are of all." in narrowed.sentences


def test_a_step_that_the_log_does_not_tell_is_neither_a_rate_nor_compared(tmp_path: Path) -> None:
    """Two wards of whom the log tells who opted in and not who was asked, beside 1,000 contacts each; and meetings."""
    wards = {"Abbey": (50.0, 1_000.0), "Castle": (60.0, 1_000.0)}
    rows = {ward: {"contacts": contacts, "opted_in": opted_in} for ward, (opted_in, contacts) in wards.items()}
    groups = tuple(Group("ward", ward, steps_of(counts), "", "") for ward, counts in rows.items())
    assert groups[0].steps[1].rate == 0.05, "of contacts"
    told = group_rows(groups)
    assert list(told["Opted in, of 100 asked"]) == ["–", "–"]
    assert list(told["Asked, of 100 contacts"]) == ["–", "–"]
    contacts = tmp_path / "crm_cases.csv"
    with gzip.open(SAMPLE / "crm_cases.csv.gz", "rb") as packed:
        contacts.write_bytes(b"".join(islice(packed, 2_000)))
    assert not load_files([contacts], data=tmp_path / "data").refused
    meetings = ["01/04/2024,Meeting,70,E05999001,,", "01/04/2024,Meeting,80,E05999002,,"]
    april = Period(date(2024, 4, 1), date(2024, 5, 1))
    met = taking_part(load(tmp_path, meetings), Scope(period=april), Council())
    assert sum(one.people("contacts") > 0 for one in met.by("ward")) > 1
    assert {(one.asked, one.opted_in) for one in met.by("ward")} == {("", "")}
    assert [line for line in met.sentences if "as often" in line] == []


@pytest.mark.parametrize(
    ("asked", "opted_in", "said"),
    [
        *(
            ((400, 400), (40, 41), "Opt in as often in every ward, as far as chance lets one say."),
            ((5, 6), (1, 2), ""),
        ),
        ((400,), (40,), ""),
    ],
)
def test_wards_are_alike_only_where_they_were_compared(
    tmp_path: Path, asked: Sequence[int], opted_in: Sequence[int], said: str
) -> None:
    pairs = zip(asked, opted_in, strict=True)
    rows = [
        f"01/03/2026,{activity},{people},E0599900{place},,"
        for place, pair in enumerate(pairs, 1)
        for activity, people in zip(("Opt-in asked", "Opt-in given"), pair, strict=True)
    ]
    result = taking_part(load(tmp_path, rows), Scope(), Council())
    assert say_groups(result, "ward", "opted_in") == said
    assert say_groups(result, "ward", "asked") == ""


def test_a_ladder_on_which_nobody_is_lost_and_one_too_small_to_say(tmp_path: Path) -> None:
    for name, asked, opted_in, finding in (("more", 100, 150, NONE_FEWER), ("few", 5, 2, NONE_HELD)):
        (tmp_path / name).mkdir()
        rows = [f"01/03/2026,Opt-in asked,{asked},,,", f"01/03/2026,Opt-in given,{opted_in},,,"]
        result = taking_part(load(tmp_path / name, rows), Scope(), Council())
        assert (result.finding, result.broken) == (finding, None)


def test_quarters_are_whole_and_add_up(ladder: TakingPart, log: pd.DataFrame) -> None:
    first = ladder.quarters[0]
    spring = log[log["Month"] < "2024-07-01"].groupby("Activity")["People"].sum()
    assert first.name == "2024/25 Q1"
    assert {step.rung: step.people for step in first.steps}["attended"] == spring["Meeting"]
    assert [quarter.name for quarter in ladder.quarters][-1] == "2026/27 Q1", "September has no whole month of contacts"


def test_five_networks_and_the_agency_refer_and_one_has_stopped(ladder: TakingPart, log: pd.DataFrame) -> None:
    referrals = in_year(log)[in_year(log)["Activity"] == "Referral"].groupby("Source")["People"].sum()
    referrers = [one for one in ladder.sources_of_people if one.rung == "referred"]
    assert {one.name: one.people for one in referrers} == referrals.to_dict()
    assert len(referrers) == 6
    assert [one.name for one in referrers if one.silent] == ["Beacon Primary Care Network"]
    assert "Beacon Primary Care Network has referred nobody since September 2025." in ladder.sentences


def test_a_year_before_of_which_nothing_is_loaded_is_a_dash_and_no_nought(tmp_path: Path) -> None:
    """A log from January 2025: of the year to August 2026 the year before is not whole; of March 2026 it is."""
    rows = [f"01/{month:02d}/{year},Referral,5,,,North Network" for year in (2025, 2026) for month in range(1, 9)]
    store = load(tmp_path, [*rows, "01/03/2026,Referral,9,,,South Network"])
    year = Period(date(2025, 9, 1), date(2026, 9, 1))
    march = Period(date(2026, 3, 1), date(2026, 4, 1))
    for period, told, drawn in (
        (year, ["–", "–"], "North Network 40;"),
        (march, ["0", "5"], "South Network 9, was 0;"),
    ):
        found = taking_part(store, Scope(period=period), Council()).sources_of_people
        assert list(source_rows(found)["A year before"]) == told
        chart = sources(found)
        assert chart is not None
        assert drawn in chart.alt
        assert ("a year before" in chart.reading) is (period == march)


def test_one_of_a_hundred_is_spoken_of_as_one() -> None:
    """Of 1,000 contacts 10 asked, of 10 asked 9 opted in; a number that is written as 1 has a noun of one."""
    said = [say_step(step) for step in steps_of({"contacts": 1_000, "asked": 10, "opted_in": 9})[1:]]
    assert said == ["of 100 contacts 1 is asked for their views", "of 100 who were asked 90 opt in"]
    assert say_step(steps_of({"contacts": 1_000, "asked": 2})[1]).endswith("fewer than 1 is asked for their views")
    assert [say_many(number, "voice") for number in (1.45, 1.0, 1.6, 0.4)] == [
        "1 voice",
        "1 voice",
        "2 voices",
        "0 voices",
    ]


def test_what_one_in_a_hundred_would_come_to(ladder: TakingPart) -> None:
    contacts, asked, opted_in = (ladder.people(rung) or 0 for rung in ("contacts", "asked", "opted_in"))
    few, everybody = say_more(ladder)
    assert f"there would be {contacts / 100:,.0f} voices" in few
    assert f"{contacts * opted_in / asked - opted_in:,.0f} more than the {opted_in:,.0f} there are" in everybody


def test_a_log_as_it_was_before_it_told_wards_and_sources(tmp_path: Path) -> None:
    """Ten months of a log without ward, channel or source, and no contacts: 200 asked, 50 opted in, 5 attended."""
    months = [f"2026-{month:02d}-01" for month in range(1, 11)]
    rows = [
        f"{month},{activity},{people}"
        for month in months
        for activity, people in (("Opt-in asked", 20), ("Opt-in given", 5))
    ]
    result = taking_part(load(tmp_path, [*rows, "2026-02-01,Meeting,5"], "Month,Activity,People"), Scope(), Council())
    assert [(step.rung, step.people) for step in result.steps] == [("asked", 200), ("opted_in", 50), ("attended", 5)]
    assert result.finding == "Of 100 who opted in 10 attend a meeting: there the largest share is lost."
    assert (result.groups, result.sources_of_people, say_more(result)) == ((), (), ())
    json.dumps(result.as_dict(), allow_nan=False)


def test_rows_alike_but_for_ward_or_source_are_all_kept_and_a_newer_file_stands_for_the_same(tmp_path: Path) -> None:
    rows = [
        "01/03/2026,Referral,4,,,North Network",
        "01/03/2026,Referral,6,,,South Network",
        "01/03/2026,Meeting,7,E05999001,In person,",
        "01/03/2026,Meeting,8,E05999002,In person,",
    ]
    load(tmp_path, rows)
    newer = tmp_path / "newer.csv"
    newer.write_text(
        "Month,Activity,People,Ward,Channel,Source\n01/03/2026,Referral,5,,,South Network\n"
        "01/03/2026,Meeting,9,E05999002,In person,\n",
        encoding="utf-8",
    )
    load_files([newer], data=tmp_path / "data", profile="sample-engagement")
    counted = "select activity::varchar, sum(people)::int from engagement group by all"
    assert dict(open_store(tmp_path / "data").tuples(counted)) == {"Referral": 9, "Meeting": 16}


def test_no_log_and_a_log_of_other_things(tmp_path: Path) -> None:
    for name in ("none", "other"):
        (tmp_path / name).mkdir()
    load_files([SAMPLE / "members_enquiries.csv"], data=tmp_path / "none" / "data")
    none = taking_part(open_store(tmp_path / "none" / "data"), Scope(), Council())
    assert (none.finding, none.steps, none.sentences) == (NO_LOG, (), ())
    other = taking_part(load(tmp_path / "other", ["01/03/2026,Litter pick,40,,,"]), Scope(), Council())
    assert other.finding.startswith("The log loaded names no step")
    assert "Activities of the log on no step: Litter pick." in other.sentences


@pytest.mark.parametrize(
    ("activity", "rung"),
    [
        *(("Opt-in asked", "asked"), ("Opt-in given", "opted_in"), ("Consultation", "answered")),
        *(("Consultation meeting", "attended"), ("Signposted to a consultation", "signposted")),
        *(("Referral to home improvement agency", "referred"), ("Co-design workshop", "designed"), ("Tea", "other")),
    ],
)
def test_each_activity_stands_on_one_step(activity: str, rung: str) -> None:
    assert rung_of(activity) == rung
