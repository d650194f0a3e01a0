"""Hidden by the average: each of these was once told of people of whom it was not so. None is ever weakened."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from benchmarks.hidden.kinds import KINDS
from benchmarks.hidden.surveys import survey as invented
from cxdata.analysis.hidden.changes import drivers
from cxdata.analysis.hidden.search import pockets
from cxdata.council import Council
from cxdata.scope import Scope
from cxdata.stats.pockets.find import find_pockets
from cxdata.store import Store, open_store
from tests.analysis.small import survey
from tests.cli.terminal import run
from tests.conftest import ROOT
from tests.period_names import period_from_name
from tests.ui.conftest import unescaped

KIND = {kind.name: kind for kind in KINDS}
OXFORD = (("Customer service centre", 1400, 14), ("Phone", 3000, 150), ("Website", 1600, 432))
Given = tuple[date, dict[str, str]]


def answers(channel: str, number: int, bad: int, *, kind: str = "RES", first: date = date(2025, 1, 6)) -> list[Given]:
    """So many answers by a channel, the dissatisfied spread evenly over a year."""
    steps = np.diff(np.floor(np.arange(number + 1) * bad / number + 1e-9))
    return [
        (
            first + timedelta(days=place * 364 // number),
            {"Channel": channel, "Customer group": kind, "Q1 Overall (1-5)": "1" if step else "5"},
        )
        for place, step in enumerate(steps)
    ]


@pytest.fixture(scope="module")
def oxford(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Face to face 1 %, phone 5 %, website 27 % dissatisfied; 4 % of each are business customers."""
    given: list[Given] = []
    for channel, number, bad in OXFORD:
        business = number // 25
        given += answers(channel, number - business, bad - bad // 25, kind="RES")
        given += answers(channel, business, bad // 25, kind="BUS")
    return survey(tmp_path_factory.mktemp("oxford"), given)


def test_those_who_rang_are_not_called_worse_because_the_website_is_worse_still(oxford: Store) -> None:
    found = pockets(oxford, Scope(), Council())
    assert found.search.total_responses == 6000
    assert found.search.total_dissatisfied == 14 + 150 + 432
    assert found.pockets, "the website must be found"
    for one in found.pockets:
        assert one.pocket.conditions.get("channel") == "web"
    (web,) = (one for one in found.pockets if set(one.pocket.conditions) == {"channel"})
    assert (web.pocket.responses, web.pocket.dissatisfied) == (1600, 432)
    assert "27 in 100), against 4 in 100 of everybody else" in web.sentence
    assert "phone" not in " ".join(one.sentence for one in found.pockets)


@pytest.mark.parametrize("kind", ["oxford", "large", "large3"])
def test_a_listed_group_is_worse_than_the_whole_rest_in_full_counts(kind: str) -> None:
    for seed in range(5):
        drawn = invented(KIND[kind], seed)
        found = find_pockets(drawn.cells(), drawn.dimensions).pockets
        assert found
        for pocket in found:
            inside = drawn.members(pocket.conditions)
            assert drawn.dissatisfied[inside].mean() > drawn.dissatisfied[~inside].mean()
            assert pocket.rest_rate == pytest.approx(drawn.dissatisfied[~inside].mean())
            assert pocket.excess_lower > 0


def test_one_group_has_one_number(sample_data: Path) -> None:
    """Sentence, question, table and JSON tell the share as counted; the share drawn in stands under "About" only."""
    done = run(sample_data, "pockets", "--from", "2025-04-01", "--to", "2026-03-31")
    assert done.code == 0, done.err
    told = done.out
    counted = re.search(r"(\d+) of (\d+) who answered are dissatisfied \((\d+) in 100\)", told)
    assert counted is not None
    bad, number, share = map(int, counted.groups())
    assert round(100 * bad / number) == share
    question = next(line for line in told.splitlines() if line.startswith("To ask:"))
    assert f"({share} in 100, against" in question
    table = next(line for line in told.splitlines() if re.match(r"Business customers .+ +\d+ +\d+ +\d+\.\d%", line))
    assert f"{bad / number:.1%}" in table
    others = [line for line in told.splitlines() if "Drawn towards the usual" not in line]
    assert not re.search(r"\bShown\b", told)
    assert {match for line in others for match in re.findall(r"\((\d+) in 100\), against", line)} == {str(share)}


@pytest.mark.parametrize("kind", ["repeats3", "repeats5"])
def test_the_same_people_answering_again_are_no_hidden_group(kind: str) -> None:
    # Nothing is planted: at most 5 in 100 surveys may list anything; 4 of 25 or more has a chance of .034 at that rate.
    listed = [bool(find_pockets(drawn.cells(), drawn.dimensions).pockets) for drawn in _drawn(kind, 25)]
    assert sum(listed) <= 3


def test_batches_that_share_a_day_are_no_hidden_group() -> None:
    listed = [
        bool(find_pockets(drawn.cells(), drawn.dimensions, batches=drawn.count_batches).pockets)
        for drawn in _drawn("batches", 25)
    ]
    assert sum(listed) <= 3


def _drawn(kind: str, surveys: int) -> list[Any]:
    return [invented(KIND[kind], seed) for seed in range(500, 500 + surveys)]


def test_what_comes_from_one_week_is_named(tmp_path: Path) -> None:
    """Of 89 dissatisfied by e-mail 60 came in one week of March: a bad week, and the page says so."""
    week = [
        (
            date(2025, 3, 3) + timedelta(days=place % 5),
            {"Channel": "Email", "Customer group": "RES", "Q1 Overall (1-5)": "1"},
        )
        for place in range(60)
    ]
    given = answers("Phone", 2500, 100) + answers("Email", 240, 29) + week
    (one,) = pockets(survey(tmp_path, given), Scope(), Council()).pockets
    assert one.pocket.conditions == {"channel": "email"}
    assert (one.pocket.responses, one.pocket.dissatisfied) == (300, 89)
    assert one.dates.flagged
    assert one.dates.worst_week >= 60
    assert (
        f"{one.dates.worst_week} of the 89 came in one week, the one that began on 3 March 2025" in one.dates.sentence
    )


def test_what_no_search_can_mend_is_said(oxford: Store) -> None:
    limits = " ".join(pockets(oxford, Scope(), Council()).limits)
    assert "likelier to answer in one group than in another" in limits
    assert "Unnamed answers may be the same people" in limits


def test_the_page_says_what_half_as_many_answers_again_would_show(sample_data: Path) -> None:
    told = run(sample_data, "pockets").out
    assert re.search(r"With half as many answers again, such a group of 300 would be one of 450", told)


@pytest.fixture(scope="module")
def call_centre(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A quarter of calls: adult social care is given up in 10.0 %, the other queues in 6.2 %, each day alike."""
    folder = tmp_path_factory.mktemp("calls")
    heading = (
        "Interval Start\tSkill Group\tIVR Option\tService\tOffered\tHandled\tAbnd\tAbnd <5s\tQueue Time (s)\t"
        "Talk+Wrap (s)\tHandled <=120s"
    )
    rows, owed = [heading], {"Adult social care": 0.0, "Council Tax": 0.0, "Housing": 0.0}
    days = [date(2026, 4, 1) + timedelta(days=place) for place in range(91)]
    for day in (one for one in days if one.weekday() < 5):
        for hour in range(9, 17):
            for queue in owed:
                offered = 6 if queue == "Adult social care" else 15
                owed[queue] += offered * (0.10 if queue == "Adult social care" else 0.062)
                lost = int(owed[queue] + 1e-9)
                owed[queue] -= lost
                kept = offered - lost
                start = f"{day:%d/%m/%Y} {hour:02d}:00"
                rows.append(f"{start}\t{queue}\t\t{queue}\t{offered}\t{kept}\t{lost}\t0\t90\t90\t{kept}")
    (folder / "telephony.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")
    done = run(folder / "data", "load", folder / "telephony.txt")
    assert done.code == 0, done.err
    return folder / "data"


def test_callers_who_give_up_are_searched_by_queue(call_centre: Path) -> None:
    found = pockets(open_store(call_centre), Scope(), Council(), measure="abandoned_share")
    (one,) = found.pockets
    assert one.pocket.conditions == {"queue": "Adult social care"}
    assert one.pocket.responses == 65 * 8 * 6
    assert one.pocket.rate == pytest.approx(0.100, abs=0.0005)
    assert one.pocket.rest_rate == pytest.approx(0.062, abs=0.0005)
    assert one.sentence.startswith("Calls to the queue Adult social care: 312 of 3,120 calls were given up (10 in 100)")
    assert one.question.startswith("Why are calls to the queue Adult social care given up so much more often")


def test_callers_who_give_up_can_head_the_overview(call_centre: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CX_DATA", str(call_centre))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    assert not app.exception
    assert [unescaped(one.value) for one in app.header] == [
        "Calls to the queue Adult social care: 10 in 100 were given up, against 6 in 100 of all others"
    ]
    lines = [unescaped(one.value) for one in app.markdown]
    (link,) = (line for line in lines if "[Look closer: Hidden by the average](/hidden?" in line)
    assert "share=Callers+who+gave+up" in link


def test_a_measure_that_is_no_share_cannot_be_searched(sample_data: Path) -> None:
    done = run(sample_data, "pockets", "--measure", "contacts")
    assert done.code != 0
    assert "'contacts' is not a share that goes badly for some" in done.err
    assert "abandoned_share" in done.err


@pytest.mark.parametrize("measure", ["on_time", "web_completion", "closed_over_limit", "complaints_upheld", "easy"])
def test_any_share_counts_as_the_engine_does(measure: str, sample_data: Path) -> None:
    """All that are counted, and all that went badly, by the measure's own figure on every other page."""
    store = open_store(sample_data)
    found = pockets(store, Scope(), Council(), measure=measure)
    total, bad = found.search.total_responses, found.search.total_dissatisfied
    assert 0 < bad < total
    sql = {
        "on_time": "select count(*) filter (kept is not null), count(*) filter (not kept) from contacts "
        "where requester <> 'staff'",
        "web_completion": "select sum(starts), sum(starts - completions) from web "
        "where starts is not null and completions is not null",
        "closed_over_limit": "select count(days_taken), count(*) filter (days_taken > 10) from contacts "
        "where requester <> 'staff'",
        "complaints_upheld": "select count(*), count(*) filter (outcome in ('Upheld', 'Partly upheld')) "
        "from (select * from complaints where outcome in ('Upheld', 'Partly upheld', 'Not upheld') "
        "qualify row_number() over (partition by complaint_id "
        "order by stage = 'Ombudsman' desc, stage = 'Stage 2' desc) = 1)",
        "easy": "select count(*), count(*) filter (ease < 4) from (select * from responses where ease is not null "
        "qualify customer_key is null or row_number() over (partition by customer_key "
        "order by responded_at desc, file_id desc, row_number desc) = 1)",
    }[measure]
    assert (total, bad) == store.tuples(sql)[0]


def test_what_drove_a_change_adds_up_and_is_said_in_words(tmp_path: Path) -> None:
    """Phone about council tax goes from 5 % to 20 % in the second year; everybody else stays at 5 %."""

    def year(first: date, bad: int) -> list[Given]:
        given: list[Given] = []
        for channel in ("Phone", "Website"):
            for service in ("Council tax and business rates", "Parking and permits"):
                rise = channel == "Phone" and service.startswith("Council")
                some = answers(channel, 600, bad if rise else 30, first=first)
                given += [(day, {**one, "Service": service}) for day, one in some]
        return given

    store = survey(tmp_path, year(date(2024, 4, 2), 30) + year(date(2025, 4, 2), 120))
    told = drivers(store, Scope(period_from_name("2025/26")), Council())
    assert (told.before_period, told.after_period) == ("2024/25", "2025/26")
    assert told.before == pytest.approx(0.05)
    assert told.after == pytest.approx((120 + 90) / 2400)
    driving = [one for one in told.parts if one.verdict == "got worse by more than the rest"]
    assert [one.people for one in driving] == [
        "Customers who got in touch by phone about Council tax and business rates"
    ]
    assert driving[0].excess == pytest.approx(90)
    assert told.before + told.rest + sum(one.part for one in told.parts) == pytest.approx(told.after, abs=1e-12)
    assert "nearly all of the rise is customers who got in touch by phone about Council tax" in told.sentence
