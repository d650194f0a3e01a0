"""The pages on hidden groups, change, like for like and targets: the sentence first, and never more than it carries."""

import json
import shutil
import tomllib
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxdata.measures.query import query
from cxdata.scope import Scope
from cxdata.store import open_store
from cxdata.ui import cache
from tests.conftest import ROOT
from tests.ui.conftest import OpenPage, words_on

ALL = {"period": "All dates"}
POCKET = "Business customers who got in touch by phone about Council tax and business rates"
NEW_PAGES = ("hidden", "change", "like_for_like", "outlook")


def planted() -> dict[str, dict]:
    return tomllib.loads((ROOT / "sample_data" / "planted.toml").read_text(encoding="utf-8"))


def table_with(app: AppTest, column: str) -> list[dict[str, str]]:
    """The rows of the table that has this column, as shown."""
    found = [
        table.value for table in app.table if column in [str(name).replace("\\", "") for name in table.value.columns]
    ]
    assert found, f"no table has a column {column}"
    frame = found[0].rename(columns=lambda name: str(name).replace("\\", ""))
    return [{name: str(cell).replace("\\", "") for name, cell in row.items()} for row in frame.to_dict("records")]


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


# Hidden by the average


def test_the_planted_group_is_the_headline_and_the_only_one_on_the_list(open_page: OpenPage) -> None:
    app = open_page("hidden", **ALL)
    headline = app.header[0].value.replace("\\", "")
    assert headline.startswith("91 in 100 who answered are satisfied. But of the ")
    assert "business customers who got in touch by phone about Council tax and business rates" in headline
    assert [title.value for title in app.subheader if title.value[:2] in ("1.", "2.")] == [f"1. {POCKET}"]


def test_the_group_shows_all_its_answers_beside_those_that_count_once(open_page: OpenPage) -> None:
    pocket = planted()["pocket"]
    words = words_on(open_page("hidden", **ALL))
    assert f"All answers: {pocket['answers']}, of them {pocket['dissatisfied']} dissatisfied." in words
    assert "One answer a customer, the latest" in words
    assert "What could be seen: a group of 50 from" in words
    assert "Ask: Why are Business customers" in words.replace("*", "")


def test_the_evidence_opens_on_the_groups_own_figures(open_page: OpenPage) -> None:
    app = open_page("hidden", **ALL)
    link = next(piece for piece in words_on(app).splitlines() if "See everything about this group" in piece)
    for part in ("/satisfaction?", "service=Council+tax+and+business+rates", "channel=Phone", "customer_type=Business"):
        assert part in link
    there = open_page(
        "satisfaction",
        service="Council tax and business rates", channel="Phone", customer_type="Business", **ALL,
    )  # fmt: skip
    pocket = planted()["pocket"]
    shown = {metric.label: metric.value for metric in there.metric}
    assert shown["Dissatisfied"] == f"{pocket['dissatisfied'] / pocket['answers']:.1%}"


def test_a_shuffled_survey_lists_nothing_where_a_pivot_table_would(open_page: OpenPage) -> None:
    app = press(open_page("hidden", **ALL), "press-shuffle")
    said = next(box.value for box in app.success if "shuffled" in box.value)
    assert "This search listed a group in 0 of the 20" in said
    assert "a scan by pivot table would have listed" in said


def test_the_group_is_found_again_in_re_drawn_surveys(open_page: OpenPage) -> None:
    app = open_page("hidden")
    assert "re-runs of the search" not in words_on(app)
    assert "Found again in " in words_on(press(app, "press-again"))


def test_a_kept_list_holds_groups_and_counts_and_is_not_tested_on_its_own_answers(
    open_page: OpenPage, sample_data: Path, tmp_path: Path
) -> None:
    data = shutil.copytree(sample_data, tmp_path / "data")
    app = press(open_page("hidden", data=data), "keep-list")
    kept = list((data / "pockets").glob("*.json"))
    assert [path.stem for path in kept] == ["2025-10-01-2026-09-30"]
    document = json.loads(kept[0].read_text(encoding="utf-8"))
    assert [sorted(one) for one in document["pockets"]] == [["conditions", "dissatisfied", "responses"]]
    app = press(app.run(), "test-list")
    assert "would prove nothing" in words_on(app)


def test_a_kept_list_is_tested_again_on_later_answers(open_page: OpenPage, sample_data: Path, tmp_path: Path) -> None:
    data = shutil.copytree(sample_data, tmp_path / "data")
    press(open_page("hidden", data=data, period="2025/26"), "keep-list")
    app = press(open_page("hidden", data=data, period="2026/27 H1"), "test-list")
    assert "Still clearly worse served in 2026/27 H1: 1 of 1 on the list." in words_on(app)
    assert f"{POCKET}: still clearly worse served" in words_on(app)


def test_too_few_answers_switch_the_search_off_and_show_one_fact_at_a_time(open_page: OpenPage) -> None:
    app = open_page("hidden", ward="St Wendra's", channel="Phone")
    words = words_on(app)
    assert "look at one fact about customers at a time" in words
    assert "By one fact about customers at a time" in words
    assert "hidden group was found" not in words


def test_nothing_found_is_said_with_what_could_not_be_seen(open_page: OpenPage) -> None:
    words = words_on(open_page("hidden", channel="Web", **ALL))
    assert "none is worse than the rest by more than chance would give" in words
    assert "No hidden group was found in this selection" in words
    assert "would be found from" in words


def test_who_answered_stands_beside_with_what_silence_could_change(open_page: OpenPage, sample_data: Path) -> None:
    frame = query(open_store(sample_data), "response_rate", (), Scope()).frame
    words = words_on(open_page("hidden", **ALL))
    assert f"{frame['numerator'].iloc[0]:,.0f} of {frame['denominator'].iloc[0]:,.0f} people asked answered" in words
    assert "that is all that the answers alone can prove" in words


def test_without_a_survey_the_page_says_what_to_load(open_page: OpenPage, enquiries_only: Path) -> None:
    app = open_page("hidden", data=enquiries_only)
    assert "No survey answers are loaded" in words_on(app)
    assert not app.exception


# Real change


def test_the_sentence_and_both_signs_come_before_the_chart(open_page: OpenPage) -> None:
    app = open_page("change", follow="Average wait")
    assert app.subheader[0].value.replace("\\", "").startswith("The last 12 months are all below the average")
    words = words_on(app)
    assert ":blue[**●**] improvement (down)" in words
    assert "It began around the time of: New phone menu and call-back (1 October 2025)" in words
    assert "should a new average start?" in words


def test_every_key_measure_has_its_signs_and_false_alarms_are_told(open_page: OpenPage) -> None:
    app = open_page("change")
    rows = {row["Measure"]: row["Real change?"] for row in table_with(app, "Real change?")}
    assert len(rows) == 12
    assert rows["Satisfied"].endswith("no change")
    assert rows["Average wait"].endswith("improvement (down)")
    assert "If nothing had changed, about 3 of these 12 charts would still show a marked point" in words_on(app)


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


def test_the_same_month_last_year_takes_the_season_out(open_page: OpenPage) -> None:
    app = open_page("change", follow="Contacts", yearly="true")
    assert "a year before" in app.subheader[0].value
    assert all(row["Contacts"][:1] in "+−0" for row in table_with(app, "Stands out"))


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


def test_the_target_of_the_key_services_is_one_link_away(open_page: OpenPage) -> None:
    words = words_on(open_page("outlook"))
    assert "There is no target to hold it against." in words
    link = next(piece for piece in words.splitlines() if "See it for the services that have a target" in piece)
    assert "service=Garden+waste" in link
    there = open_page("outlook", service=["Bins and recycling", "Council tax and business rates", "Garden waste",
                                          "Parking and permits"])  # fmt: skip
    assert "80.0%" in there.subheader[0].value


def test_a_target_of_ones_own_is_answered_with_pace_chance_and_record(open_page: OpenPage) -> None:
    app = open_page("outlook")
    app.number_input(key="target").set_value(60.0).run()
    words = words_on(app)
    assert "60.0% by August 2027" in app.subheader[0].value.replace("\\", "")
    assert "percentage points up every month" in words
    assert "Its own record: " in words
    app.number_input(key="target").set_value(30.0).run()
    assert "already met today" in words_on(app)


# Satisfaction: the definition guard


def test_five_meanings_of_satisfaction_are_five_figures(open_page: OpenPage) -> None:
    app = open_page("satisfaction", **ALL)
    shown = {row["Name"]: row["Figure"] for row in table_with(app, "How it is worked out")}
    survey = planted()["survey"]
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
    cluster = planted()["cluster"]
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
    pocket = planted()["pocket"]
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
