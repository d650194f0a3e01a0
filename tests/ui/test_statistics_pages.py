"""The pages on change, like for like and targets, and statistics elsewhere: never more than the figures carry."""

from pathlib import Path

import pytest

from cxdata.measures.query import query
from cxdata.scope import Scope
from cxdata.store import open_store
from cxdata.ui.frame import cache
from tests.ui.conftest import OpenPage, words_on
from tests.ui.statistics import ALL, POCKET, read_planted, table_with

NEW_PAGES = ("hidden", "change", "like_for_like", "outlook")

# Real change


def test_the_sentence_and_both_signs_come_before_the_chart(open_page: OpenPage) -> None:
    app = open_page("change", follow="Average wait")
    first = app.subheader[0].value.replace("\\", "")
    assert "Since October 2025 it has been about 2 min, against 4 min 58 s before: a real change for the" in first
    words = words_on(app)
    assert ":blue[**●**] improvement (down)" in words
    assert "It began around the time of: New phone menu and call-back (1 October 2025)" in first
    assert "should a new average start?" in words


def test_every_key_measure_has_its_signs_and_false_alarms_are_told(open_page: OpenPage) -> None:
    app = open_page("change")
    rows = {row["Measure"]: row["Real change?"] for row in table_with(app, "Real change?")}
    assert len(rows) == 12
    assert rows["Satisfied"].endswith("no change")
    assert rows["Average wait"].endswith("improvement (down)")
    assert "If nothing had changed, about 0.2 of these 12 charts would still show a sign of change" in words_on(app)


def test_months_that_are_too_thin_become_quarters_and_say_so(open_page: OpenPage) -> None:
    app = open_page("change", channel="Face to face")
    assert "Shown by quarter, because single months hold too few answers." in words_on(app)
    quarters = [row["Quarter"] for row in table_with(app, "Stands out")]
    assert quarters[0] == "2024/25 Q1"
    assert len(quarters) == 10


def test_too_few_even_by_quarter_has_no_signs_and_the_plain_figures(open_page: OpenPage) -> None:
    app = open_page("change", service="Licensing")
    words = words_on(app)
    assert "Too few answers even by quarter for a chart with limits" in words
    assert "Satisfied by month. All dates loaded" in words
    assert "Stands out" not in [str(name) for table in app.table for name in table.value.columns]


def test_the_season_is_taken_out_without_being_asked(open_page: OpenPage) -> None:
    app = open_page("change", follow="Contacts")
    assert [box.key for box in app.checkbox] == ["staff"], "nobody has to tick that there is a season"
    words = words_on(app)
    assert "The time of year is allowed for" in words
    assert "within the usual range for August" in app.subheader[0].value


def test_before_and_after_an_event_is_one_choice_away(open_page: OpenPage) -> None:
    app = open_page("change", follow="Average wait")
    box = next(one for one in app.selectbox if one.label == "Before and after an event")
    box.select("New phone menu and call-back (1 October 2025)").run()
    assert "Average wait after 1 October 2025: 2 min in October 2025 to September 2026" in words_on(app)


def test_the_table_of_the_chart_is_the_engines_figures(open_page: OpenPage, sample_data: Path) -> None:
    rows = {row["Month"]: row["Satisfied"] for row in table_with(open_page("change"), "Stands out")}
    frame = query(open_store(sample_data), "satisfied", ("month",), Scope()).frame
    by_month = dict(zip(frame["month"], frame["value"], strict=True))
    assert rows["September 2026"] == f"{by_month['2026-09']:.1%}"
    assert len(rows) == 30


# Like for like


def test_a_change_is_split_without_a_remainder(open_page: OpenPage) -> None:
    app = open_page("like_for_like", compare="the same period a year before")
    rows = table_with(app, "By change within")
    assert {row["Channel"] for row in rows} >= {"Phone", "Web"}
    shares = [float(row["Share of all after"].rstrip("%")) for row in rows]
    assert sum(shares) == pytest.approx(100, abs=0.5)
    assert "like for like" in app.subheader[0].value


def test_a_measure_split_by_service(open_page: OpenPage) -> None:
    app = open_page("like_for_like", split="Average wait")
    assert not app.exception
    assert "By change within" in [str(name).replace("\\", "") for table in app.table for name in table.value.columns]


# Will we get there


def test_the_page_opens_on_a_measure_that_has_a_target(open_page: OpenPage) -> None:
    app = open_page("outlook")
    assert app.selectbox(key="carry").value == "Average wait"
    assert "the target of " in app.subheader[0].value
    assert "Held within the 8-in-10 band" in [str(name) for table in app.table for name in table.value.columns]


def test_the_target_of_the_key_services_is_one_link_away(open_page: OpenPage) -> None:
    words = words_on(open_page("outlook", carry="Online share"))
    assert "There is no target to hold it against." in words
    link = next(piece for piece in words.splitlines() if "See it for the services that have a target" in piece)
    assert "service=Garden+waste" in link
    there = open_page(
        "outlook",
        service=["Bins and recycling", "Council tax and business rates", "Garden waste", "Parking and permits"],
    )
    assert there.selectbox(key="carry").value == "Online share"
    assert "80.0%" in there.subheader[0].value
    assert "more of the " in words_on(there)


def test_a_target_of_ones_own_is_answered_with_pace_chance_and_record(open_page: OpenPage) -> None:
    app = open_page("outlook", carry="Online share")
    app.number_input(key="target").set_value(60.0).run()
    words = words_on(app)
    assert "60.0% by August 2027" in app.subheader[0].value.replace("\\", "")
    assert "percentage points up every month" in words
    assert "Its own record: " in words
    app.number_input(key="target").set_value(30.0).run()
    assert "already met today" in words_on(app)


def test_a_wait_may_be_held_against_seconds(open_page: OpenPage) -> None:
    app = open_page("outlook", carry="Average wait")
    app.number_input(key="target-average_wait").set_value(100.0).run()
    assert "the target of 1 min 40 s by " in app.subheader[0].value
    assert not app.exception


# Satisfaction: the definition guard


def test_five_meanings_of_satisfaction_are_five_figures(open_page: OpenPage) -> None:
    app = open_page("satisfaction", **ALL)
    shown = {row["Name"]: row["Figure"] for row in table_with(app, "How it is worked out")}
    survey = read_planted()["survey"]
    assert shown["Satisfied or very satisfied"] == f"{survey['satisfied'] / survey['answers']:.1%}"
    opinions = survey["satisfied"] / (survey["satisfied"] + survey["dissatisfied"])
    assert shown["Satisfied, of those with a view"] == f"{opinions:.1%}"
    net = 100 * (survey["satisfied"] - survey["dissatisfied"]) / survey["answers"]
    assert shown["Net satisfaction"] == f"{net:.1f} percentage points"
    assert len(shown) == 5


def test_the_published_figure_that_changes_its_formula_is_caught(open_page: OpenPage) -> None:
    app = open_page("satisfaction")
    titles = [title.value.replace("\\", "") for title in app.subheader]
    assert any("changes its formula in January 2026" in title for title in titles)
    rows = table_with(app, "As published")
    assert {row["Follows"] for row in rows[:21]} == {"the mean score from 0 to 100"}
    assert {row["Follows"] for row in rows[21:]} == {"the share satisfied or very satisfied"}


# Hotspots


def test_the_planted_cluster_is_named_in_words(open_page: OpenPage) -> None:
    cluster = read_planted()["cluster"]
    app = open_page("hotspots", service=cluster["service"], **ALL)
    title = next(title.value for title in app.subheader if "side by side" in title.value or "around it" in title.value)
    assert "higher there than elsewhere" in title
    named = [ward for ward in cluster["wards"] if ward in title]
    assert len(named) >= 2


def test_smoothed_figures_lie_between_the_figure_as_counted_and_the_overall_one(open_page: OpenPage) -> None:
    app = open_page("hotspots")
    rows = table_with(app, "With its neighbours")
    counted = [(float(row["Smoothed"]), float(row["As counted"])) for row in rows]
    assert len(counted) == 24
    whole = next(title.value for title in app.subheader if " overall" in title.value).replace("\\", "")
    overall = float(whole.split(" is ")[1].split(" overall")[0])
    for smoothed, raw in counted:
        assert min(raw, overall) - 0.1 <= smoothed <= max(raw, overall) + 0.1


def test_a_smoothed_map_on_which_nothing_differs_says_so_and_the_raw_one_is_a_click_away(open_page: OpenPage) -> None:
    app = open_page("hotspots", measure="Dissatisfied")
    assert "the wards differ by no more than chance would make them" in words_on(app)
    counted = open_page("hotspots", measure="Dissatisfied", shown_share="As counted")
    assert "Dissatisfied: no ward differs from the rest by more than chance" in words_on(counted)


def test_the_published_map_is_not_smoothed(open_page: OpenPage) -> None:
    words = words_on(open_page("hotspots", mode=cache.PUBLISH))
    assert "Smoothed" not in words
    assert "With its neighbours" not in words


def test_without_boundaries_clusters_are_not_looked_for_and_the_page_says_why(
    open_page: OpenPage, survey_only: Path
) -> None:
    app = open_page("hotspots", data=survey_only, measure="Dissatisfied")
    assert "No boundaries are loaded" in words_on(app)
    assert not app.exception


# The published view


@pytest.mark.parametrize("page", NEW_PAGES)
def test_no_exact_result_is_in_the_published_view(open_page: OpenPage, page: str) -> None:
    app = open_page(page, mode=cache.PUBLISH, **ALL)
    assert not app.exception
    words = words_on(app)
    assert "This page is for officers" not in words
    for exact in ("338", "386", "13,462", "1,538", "Found again"):
        assert exact not in words
    assert not [button for button in app.button if button.key and button.key.startswith(("keep", "press", "test"))]


def test_a_hidden_group_is_published_by_its_rounded_figures(open_page: OpenPage) -> None:
    words = words_on(open_page("hidden", mode=cache.PUBLISH, **ALL))
    assert POCKET in words
    pocket = read_planted()["pocket"]
    rounded = [5 * round(pocket[name] / 5) for name in ("dissatisfied", "answers")]
    assert (
        f"About {100 * rounded[0] / rounded[1]:.0f} in 100 are dissatisfied, of about {rounded[1]} who answered"
        in words
    )


@pytest.mark.parametrize("page", NEW_PAGES)
def test_each_page_stands_on_one_file_alone(
    open_page: OpenPage, enquiries_only: Path, survey_only: Path, page: str
) -> None:
    for data in (enquiries_only, survey_only):
        app = open_page(page, data=data)
        assert not app.exception
        assert not app.error
