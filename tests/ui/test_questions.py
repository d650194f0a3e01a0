"""The three things that deserve a question: what an average hides first, a real change for the worse, then the rest."""

import re
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxdata.ingest.load.build import load_files
from cxdata.ui.frame import cache
from tests.ui.conftest import OpenPage

POCKET = "Business customers who got in touch by phone about Council tax and business rates"


def asked(app: AppTest) -> list[str]:
    """The numbered sentences, without markup."""
    plain = [markdown.value.replace("\\", "") for markdown in app.markdown]
    return [found[1] for text in plain if (found := re.fullmatch(r"\*\*\d\. (.+)\*\*", text))]


def links(app: AppTest) -> list[str]:
    """Where each leads."""
    return [found[1] for m in app.markdown if (found := re.search(r"\[Look closer\]\((.+)\)", m.value))]


def test_the_hidden_group_comes_first_and_leads_to_its_page(open_page: OpenPage) -> None:
    app = open_page("overview")
    first = asked(app)[0]
    assert first.startswith(f"Hidden by the average: {POCKET}: 39 of 139 who answered are dissatisfied")
    assert links(app)[0].startswith("/hidden?")
    assert len(asked(app)) == 3
    assert not [one for one in asked(app)[1:] if one.startswith("Dissatisfied")]


def test_the_published_view_shows_no_exact_finding_of_a_search(open_page: OpenPage) -> None:
    said = asked(open_page("overview", mode=cache.PUBLISH))
    assert said
    assert not [one for one in said if "Hidden by the average" in one or "real change" in one]


def test_where_nothing_is_hidden_the_others_are_asked(open_page: OpenPage) -> None:
    said = asked(open_page("overview", ward="St Wendra's"))
    assert said
    assert not [one for one in said if "Hidden by the average" in one]


@pytest.fixture(scope="module")
def slower(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of calls alone: 20 months with 20 in 400 abandoned, then 9 with 60 in 400."""
    folder = tmp_path_factory.mktemp("slower")
    rows = ["Date;CallsOffered;CallsHandled;CallsAbandoned;AverageSpeedofAnswer;ServiceLevel;BI_ID"]
    for month in range(29):
        day = date(2024 + month // 12, month % 12 + 1, 1)
        lost = 60 + month % 2 if month >= 20 else 20 + month % 3
        rows += [f"{day.replace(day=number)};400;{400 - lost};{lost};45;0.8;1" for number in range(1, 29)]
    (folder / "calls.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    load_files([folder / "calls.csv"], data=folder / "data", profile="vancouver-calls")
    return folder / "data"


def test_a_real_change_for_the_worse_is_asked_about(open_page: OpenPage, slower: Path) -> None:
    app = open_page("overview", data=slower)
    first = asked(app)[0]
    assert first.startswith("May 2026 lies outside the usual range of")
    assert "out of the ordinary for the worse. Calls abandoned: 15.0% in May 2026." in first
    assert "The last 9 months are all above what they usually are." in first
    assert links(app)[0].startswith("/change?")
    assert "follow=Calls+abandoned" in links(app)[0]


def test_a_change_after_the_period_chosen_is_not_asked_about(open_page: OpenPage, slower: Path) -> None:
    earlier = asked(open_page("overview", data=slower, period="2024/25"))
    assert not [one for one in earlier if "Calls abandoned: 15.0%" in one]
