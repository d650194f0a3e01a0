"""The Overview's first screen: what most deserves a question, of every kind there is, and what follows it."""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxdata.analysis.asking import FromStore
from cxdata.council import read_council
from cxdata.findings import Finding, Kind
from cxdata.ingest.load.build import load_files
from cxdata.measures import find_measure
from cxdata.measures.coverage.periods import default_period
from cxdata.overview import GROUPS, JUDGED, find_good_news, find_questions, first_question
from cxdata.overview.questions.headlines import say_group
from cxdata.overview.tiles import aim_in_force
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.store import Store, open_store
from cxdata.ui.overview import NOTHING_STANDS_OUT, NOTHING_TO_SEE, TOO_FEW
from tests.analysis.came_back.test_matters import contacts
from tests.ui.conftest import OpenPage, words_on
from tests.ui.sections import open_sections

POCKET = "Business customers by phone about Council tax and business rates"


def headline(app: AppTest) -> str:
    """The sentence of the first screen."""
    return str(app.header[0].value.replace("\\", ""))


def links(app: AppTest) -> list[str]:
    """Where each "Look closer" leads, in order."""
    return [found for m in app.markdown for found in re.findall(r"\[Look closer[^\]]*\]\(([^)]*)\)", m.value)]


def asked(data: Path, scope: Scope | None = None) -> FromStore:
    store = open_store(data)
    chosen = scope or Scope(default_period(store))
    return FromStore(store, read_council(data), chosen)


def calls(folder: Path, lost: Sequence[int], council: str = "") -> Path:
    """A store of calls alone, from January 2024 on: of 400 a day so many were given up, month by month."""
    rows = ["Date;CallsOffered;CallsHandled;CallsAbandoned;AverageSpeedofAnswer;ServiceLevel;BI_ID"]
    for month, number in enumerate(lost):
        first = date(2024 + month // 12, month % 12 + 1, 1)
        days = range(1, monthrange(first.year, first.month)[1] + 1)
        rows += [f"{first.replace(day=day)};400;{400 - number};{number};45;0.8;1" for day in days]
    (folder / "calls.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    data = folder / "data"
    data.mkdir()
    (data / "council.toml").write_text(council, encoding="utf-8")
    load_files([folder / "calls.csv"], data=data, profile="vancouver-calls")
    return data


def test_the_hidden_group_comes_first_with_its_relatives_and_leads_to_its_page(open_page: OpenPage) -> None:
    app = open_page("overview")
    assert headline(app) == f"{POCKET}: 28 in 100 dissatisfied, against 5 in 100 of others"
    assert "**Ask:** What will be different for these customers, and by when?" in words_on(app)
    assert links(app)[0].startswith("/hidden?")
    (chart,) = app.get("plotly_chart")
    assert "Business, phone, other services" in chart.proto.spec


def test_nothing_else_is_worked_out_before_it_is_opened(open_page: OpenPage) -> None:
    app = open_page("overview")
    assert len(links(app)) == 1
    assert "Looked at:" not in words_on(app)
    assert not app.table
    words = words_on(open_sections(app, "more", "looked", "fresh"))
    assert "**Dealt with online, 4 services: 47.5%, and the target of 80% is missed**" in words
    assert "Looked at: 6,330 groups for what an average hides, 132 groups against the rest" in words
    assert "What the checks found:" in words


def late(store: Store, where: str) -> float:
    """How many in a hundred contacts of the year were late, counted from the rows."""
    ((share,),) = store.tuples(
        f"select 100 * sum(count) filter (not kept) / sum(count) from contacts where kept is not null and {where} "
        "and requester <> 'staff' and received_at >= '2025-09-01' and received_at < '2026-09-01'"
    )
    return float(share)


def online(store: Store, where: str = "true") -> float:
    """How many in a hundred contacts of the year for the four key services came online, counted from the rows."""
    ((share,),) = store.tuples(
        "select 100 * sum(count) filter (where channel in ('web', 'app')) / sum(count) from contacts "
        "where service in ('Bins and recycling', 'Garden waste', 'Council tax and business rates', "
        "'Parking and permits') and channel not in ('partner', 'other', 'Not recorded') and requester <> 'staff' "
        f"and {where} and received_at >= '2025-09-01' and received_at < '2026-09-01'"
    )
    return float(share)


def test_a_target_that_began_inside_the_period_is_not_judged(sample_data: Path) -> None:
    """Two minutes since October 2025, five before: a year from September 2025 on has days of both."""
    asking = asked(sample_data)
    assert asking.scope.period is not None
    assert aim_in_force(asking, find_measure("average_wait")).goals == ()
    since = replace(asking.scope, period=Period(date(2025, 10, 1), date(2026, 9, 1)))
    (goal,) = aim_in_force(asked(sample_data, since), find_measure("average_wait")).goals
    assert goal.value == 120


def test_the_others_and_the_good_news_are_figures_of_the_rows(sample_data: Path) -> None:
    asking = asked(sample_data)
    bins = [late(asking.store, f"service {way} 'Bins and recycling'") for way in ("=", "<>")]
    found = find_questions(asking, JUDGED, GROUPS).found
    key = online(asking.store)
    assert found[1].headline.startswith("Tenant customers have gone silent about Garden waste: ")
    assert found[2].headline == f"Dealt with online, 4 services: {key:.1f}%, and the target of 80% is missed"
    said = "{}: {:.0f} in 100 contacts were late, against {:.0f} of the rest"
    good = find_good_news(asking, JUDGED, GROUPS)
    assert [one.kind for one in good] == [Kind.SINCE, Kind.GROUP]
    assert good[0].headline == "Answered within target: 62.3%, better than the 35.6% of a year before"
    assert good[1].headline == said.format("Bins and recycling", *bins)


@pytest.mark.parametrize(
    "choices",
    [
        {},
        {"ward": "St Wendra's"},
        {"channel": "webchat"},
        {"service": "Benefits"},
        {"provider": "Pellmark Street Services"},
    ],
)
def test_the_first_is_the_first_of_all_and_all_are_short(sample_data: Path, choices: dict[str, str]) -> None:
    asking = asked(sample_data)
    scope = asking.scope
    for name, value in choices.items():
        scope = scope.with_choice(name, value)
    asking = asked(sample_data, scope)
    found = find_questions(asking, JUDGED, GROUPS).found
    first = first_question(asking, JUDGED, GROUPS)
    assert (first and first.headline) == (found[0].headline if found else None)
    every: list[Finding] = [*found, *find_good_news(asking, JUDGED, GROUPS)]
    assert all(0 < len(one.headline.split()) <= 20 for one in every)
    assert all(0 < len(one.question.split()) <= 20 for one in every)


def test_a_ward_has_no_question_of_data_that_knows_no_wards(open_page: OpenPage, sample_data: Path) -> None:
    """Calls and online forms of the whole council once stood here as questions of the ward."""
    app = open_page("overview", ward="St Wendra's")
    share = online(open_store(sample_data), "ward = 'St Wendra''s'")
    assert headline(app) == f"Dealt with online, 4 services: {share:.1f}%, and the target of 80% is missed"
    assert "Looked at: 166 groups for what an average hides" in words_on(open_sections(app, "looked"))
    assert "Not looked at: Callers who gave up (no ward in its data)" in words_on(open_sections(app, "looked"))


def test_a_real_change_for_the_worse_is_asked_about(open_page: OpenPage, tmp_path: Path) -> None:
    """20 months with 20 to 22 in 400 given up, then 9 with 60 or 61."""
    data = calls(tmp_path, [60 + month % 2 if month >= 20 else 20 + month % 3 for month in range(29)])
    app = open_page("overview", data=data)
    assert headline(app).startswith("Callers who gave up: 15.0% in May 2026, worse than the usual ")
    assert links(app)[0].startswith("/change?")
    assert "follow=Callers+who+gave+up" in links(app)[0]
    assert "The grey band is the usual range" in words_on(app)
    earlier = open_page("overview", data=data, period="2024/25")
    assert headline(earlier) == NOTHING_STANDS_OUT, "the change came after the period chosen"


def test_a_missed_target_is_asked_about_and_a_met_one_is_good_news(open_page: OpenPage, tmp_path: Path) -> None:
    """About 21 in 400, up and down without a pattern."""
    targets = '[[targets]]\nmeasure = "{}"\nsince = 2024-01-01\nhigh = {}\n'
    council = targets.format("abandoned_share", 0.04) + targets.format("average_wait", 60)
    lost = (21, 19, 23, 20, 22, 20, 21, 23, 19, 22, 20, 21, 20, 22, 21, 23, 19, 22, 20, 21, 22, 19, 21, 20)
    data = calls(tmp_path, lost, council)
    ((lost, offered),) = open_store(data).tuples(
        "select sum(abandoned), sum(offered) from calls where interval_start >= '2025-01-01'"
    )
    app = open_page("overview", data=data)
    assert headline(app) == f"Callers who gave up: {lost / offered:.1%}, and the target of 4% is missed"
    assert links(app)[0].startswith("/outlook?")
    words = words_on(open_sections(app, "more"))
    assert "**Average phone wait: 45 s, and the target of 1 min is met**" in words


def test_a_service_to_which_people_come_back_is_asked_about(open_page: OpenPage, tmp_path: Path) -> None:
    """60 matters a service, a month apart: of Waste every second takes two contacts, of Trees none does."""
    lines = []
    for number in range(60):
        day = date(2025, 1, 1) + timedelta(days=6 * number)
        lines += [f"{service}{number},{service},{day:%d/%m/%Y} 09:00" for service in ("Waste", "Trees")]
        if number % 2:
            lines.append(f"Waste{number},Waste,{day + timedelta(days=3):%d/%m/%Y} 09:00")
    contacts(tmp_path, "\n".join(lines))
    app = open_page("overview", data=tmp_path / "data", period="All dates")
    # Waste: of matters 0 to 56 every odd one; the later ones went on within the last 14 days. 28 of 57, or 49 in 100.
    assert headline(app) == "Waste: 49 in 100 people came back within 14 days, against none of the rest"
    assert "What sends people back, and what would settle it the first time?" in words_on(app)


def test_where_nothing_can_be_said_the_first_screen_says_so(open_page: OpenPage, enquiries_only: Path) -> None:
    tiny = open_page("overview", ward="St Wendra's", channel="Web chat", period="September 2026")
    assert headline(tiny) == TOO_FEW
    assert headline(open_page("overview", data=enquiries_only)) == NOTHING_STANDS_OUT
    empty = open_page("overview", data=enquiries_only, channel="Phone", ward="Mill & Quay", service="Benefits")
    assert headline(empty) in (TOO_FEW, NOTHING_TO_SEE)


@pytest.mark.parametrize(
    ("share", "rest", "said"),
    [
        (0.281, 0.054, ("28 in 100", "5")),
        (0.086, 0.094, ("86 in 1,000", "94")),
        (0.002, 0.054, ("2 in 1,000", "54")),
        (0.49, 0.0, ("49 in 100", "none")),
    ],
)
def test_two_shares_never_look_alike(share: float, rest: float, said: tuple[str, str]) -> None:
    measure = find_measure("dissatisfied")
    here, there = said
    expected = f"Phone: {here} are dissatisfied, against {there} of the rest"
    assert say_group("Phone", measure, share, rest) == expected


def test_a_finding_of_one_ward_does_not_read_as_the_councils(open_page: OpenPage) -> None:
    """Of all wards fewer of these were late: 21 in 100 is this ward's."""
    app = open_page("overview", ward="Quarn Edge")
    assert headline(app).startswith("Contacts served by Pellmark Street Services: 21 in 100 were late")
    assert "All of this is of ward Quarn Edge only." in words_on(app)
    assert "All of this is of" not in words_on(open_page("overview"))
