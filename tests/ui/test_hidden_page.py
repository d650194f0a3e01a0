"""The page on hidden groups: the list, its evidence, what it could not see, and the list tested again."""

import json
import shutil
from pathlib import Path

from cxdata.measures.query import query
from cxdata.scope import Scope
from cxdata.store import open_store
from tests.ui.conftest import OpenPage, tiles_on, words_on
from tests.ui.statistics import ALL, POCKET, press, read_planted


def test_the_planted_group_is_the_headline_and_the_only_one_on_the_list(open_page: OpenPage) -> None:
    app = open_page("hidden", **ALL)
    headline = app.header[0].value.replace("\\", "")
    assert headline.startswith("91 in 100 who answered are satisfied. But of the ")
    assert "business customers who got in touch by phone about Council tax and business rates" in headline
    assert [title.value for title in app.subheader if title.value[:2] in ("1.", "2.")] == [f"1. {POCKET}"]


def test_the_group_shows_all_its_answers_beside_those_that_count_once(open_page: OpenPage) -> None:
    pocket = read_planted()["pocket"]
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
        "satisfaction", service="Council tax and business rates", channel="Phone", customer_type="Business", **ALL
    )
    pocket = read_planted()["pocket"]
    shown = tiles_on(there)
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
    assert [path.stem for path in kept] == ["2025-09-01-2026-08-31"]
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


def test_another_share_is_searched_by_choice_and_what_drove_its_change_is_said(open_page: OpenPage) -> None:
    app = open_page("hidden", share="Dealt with on time", **ALL)
    assert not app.exception
    words = words_on(app)
    assert "Contacts served by Pellmark Street Services: 1,316 of 7,782 contacts were late (17 in 100)" in words
    assert "What drove the change since the period before" in words
    assert "add up to the change of" in words
    assert "who answered" not in app.header[0].value


def test_how_bad_it_may_really_be_stands_under_about_only(open_page: OpenPage) -> None:
    app = open_page("hidden", **ALL)
    words = words_on(app)
    assert words.count("Drawn towards the usual share") == 1
    assert "24 in 100 of these customers are dissatisfied; as counted it is 26 in 100" in words


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
