"""The page on hidden groups: the list, its evidence, what it could not see, and the list tested again."""

import json
import re
import shutil
from pathlib import Path

from streamlit.testing.v1 import AppTest

from cxdata.measures.query import query
from cxdata.scope import Scope
from cxdata.store import open_store
from tests.ui.conftest import OpenPage, tiles_on, words_on
from tests.ui.sections import open_sections
from tests.ui.statistics import ALL, POCKET, press, read_planted

EVERY = ("inside", "trust", "silent", "drivers", "keep")


def finding_on(app: AppTest) -> str:
    return app.header[0].value.replace("\\", "")


def test_the_planted_group_is_the_finding_and_the_only_one_on_the_list(open_page: OpenPage) -> None:
    app = open_page("hidden", **ALL)
    assert finding_on(app) == (
        "Business customers by phone about Council tax and business rates: "
        "26 in 100 dissatisfied, against 5 in 100 of others"
    )
    assert "Ask: Why is that, and what will be different, by when?" in words_on(app).replace("*", "")
    assert not [section.label for section in app.expander if "further group" in section.label]


def test_the_tiles_say_how_many_people_and_what_was_looked_at(open_page: OpenPage) -> None:
    """Of 338 of the group 89 are dissatisfied, of the 13,124 others 706: 71 more than at the others' rate."""
    tiles = tiles_on(open_page("hidden", **ALL))
    assert tiles == {
        "More than at the rate of the rest": f"about {89 - 338 * 706 / 13124:.0f}",
        "Answers": "13,462",
        "Groups looked at": "2,731",
        "Smallest group that could be seen": "13 of 50",
    }


def test_what_is_not_opened_is_not_worked_out(open_page: OpenPage) -> None:
    app = open_page("hidden", **ALL)
    words = words_on(app)
    for closed in ("All answers: ", "What could be seen", "people asked answered", "add up to the change"):
        assert closed not in words
    words = words_on(open_sections(app, *EVERY))
    for opened in ("All answers: ", "What could be seen", "people asked answered", "add up to the change"):
        assert opened in words


def test_the_group_shows_all_its_answers_beside_those_that_count_once(open_page: OpenPage) -> None:
    pocket = read_planted()["pocket"]
    words = words_on(open_sections(open_page("hidden", **ALL), "inside", "trust"))
    assert f"All answers: {pocket['answers']}, of them {pocket['dissatisfied']} dissatisfied." in words
    assert "One answer a customer, the latest" in words
    assert "What could be seen: a group of 50 from" in words
    assert "Ask: Why are Business customers" in words.replace("*", "")


def test_the_evidence_opens_on_the_groups_own_figures(open_page: OpenPage) -> None:
    app = open_sections(open_page("hidden", **ALL), "inside")
    link = next(piece for piece in words_on(app).splitlines() if "See everything about this group" in piece)
    for part in ("/satisfaction?", "service=Council+tax+and+business+rates", "channel=Phone", "customer_type=Business"):
        assert part in link
    there = open_page(
        "satisfaction", service="Council tax and business rates", channel="Phone", customer_type="Business", **ALL
    )
    pocket = read_planted()["pocket"]
    assert tiles_on(there)["Dissatisfied"] == f"{pocket['dissatisfied'] / pocket['answers']:.1%}"


def test_a_shuffled_survey_lists_nothing_where_a_pivot_table_would(open_page: OpenPage) -> None:
    app = press(open_sections(open_page("hidden", **ALL), "trust"), "press-shuffle")
    said = next(box.value for box in app.success if "shuffled" in box.value)
    assert "This search listed a group in 0 of the 20" in said
    assert "a scan by pivot table would have listed" in said


def test_the_group_is_found_again_in_re_drawn_surveys(open_page: OpenPage) -> None:
    app = open_sections(open_page("hidden"), "trust")
    assert "re-runs of the search" not in words_on(app)
    assert "Found again in " in words_on(press(app, "press-again"))


def test_a_kept_list_holds_groups_and_counts_and_is_not_tested_on_its_own_answers(
    open_page: OpenPage, sample_data: Path, tmp_path: Path
) -> None:
    data = shutil.copytree(sample_data, tmp_path / "data")
    app = press(open_sections(open_page("hidden", data=data), "keep"), "keep-list")
    kept = list((data / "pockets").glob("*.json"))
    assert [path.stem for path in kept] == ["2025-09-01-2026-08-31"]
    document = json.loads(kept[0].read_text(encoding="utf-8"))
    assert [sorted(one) for one in document["pockets"]] == [["conditions", "dissatisfied", "responses"]]
    app = press(app.run(), "test-list")
    assert "would prove nothing" in words_on(app)


def test_a_kept_list_is_tested_again_on_later_answers(open_page: OpenPage, sample_data: Path, tmp_path: Path) -> None:
    data = shutil.copytree(sample_data, tmp_path / "data")
    press(open_sections(open_page("hidden", data=data, period="2025/26"), "keep"), "keep-list")
    app = press(open_sections(open_page("hidden", data=data, period="2026/27 H1"), "keep"), "test-list")
    assert "Still clearly worse served in 2026/27 H1: 1 of 1 on the list." in words_on(app)
    assert f"{POCKET}: still clearly worse served" in words_on(app)


def test_another_share_is_searched_by_choice_and_what_drove_its_change_is_said(open_page: OpenPage) -> None:
    app = open_sections(open_page("hidden", share="Dealt with on time", **ALL), "inside", "drivers", "further")
    assert finding_on(app) == (
        "Contacts served by Pellmark Street Services: 17 in 100 were late, against 10 in 100 of all others"
    )
    words = words_on(app)
    assert "Contacts served by Pellmark Street Services: 1,317 of 7,783 contacts were late (17 in 100)" in words
    assert "add up to the change of" in words
    assert "who answered" not in words
    assert "2 further groups like it" in [section.label for section in app.expander]
    assert "Contacts served by Quarnmere Homes Ltd: " in words, "one of them at a time, among its relatives"


def test_how_bad_it_may_really_be_stands_within_the_walk_only(open_page: OpenPage) -> None:
    app = open_page("hidden", **ALL)
    assert "Drawn towards the usual share" not in words_on(app)
    words = words_on(open_sections(app, "inside"))
    assert words.count("Drawn towards the usual share") == 1
    assert "24 in 100 of these customers are dissatisfied; as counted it is 26 in 100" in words


def test_too_few_answers_switch_the_search_off_and_show_one_fact_at_a_time(open_page: OpenPage) -> None:
    app = open_page("hidden", ward="St Wendra's", channel="Phone")
    assert re.fullmatch("Too few to look for hidden groups: \\d+ answers, of the 200 that it takes", finding_on(app))
    words = words_on(open_sections(app, "one-fact"))
    assert "look at one fact about customers at a time" in words
    assert "clearly worse served" not in words


def test_one_answer_is_not_several(open_page: OpenPage) -> None:
    app = open_page("hidden", ward="Mill & Quay", service="Licensing", channel="Web")
    assert finding_on(app) == "Too few to look for hidden groups: 1 answer, of the 200 that it takes"


def test_nothing_found_is_one_line_with_what_was_looked_at_and_could_have_been_seen(open_page: OpenPage) -> None:
    app = open_page("hidden", channel="Web", **ALL)
    assert finding_on(app) == (
        "No group is clearly worse served than the average shows: 135 groups of customers were looked at"
    )
    assert tiles_on(app)["Smallest group that could be seen"] == "10 of 50"
    assert "would have been found from its dot on" in words_on(app)
    assert "What could be seen: a group of 50 from 10" in words_on(open_sections(app, "trust"))


def test_who_answered_stands_beside_with_what_silence_could_change(open_page: OpenPage, sample_data: Path) -> None:
    frame = query(open_store(sample_data), "response_rate", (), Scope()).frame
    words = words_on(open_sections(open_page("hidden", **ALL), "silent"))
    assert f"{frame['numerator'].iloc[0]:,.0f} of {frame['denominator'].iloc[0]:,.0f} people asked answered" in words
    assert "that is all that the answers alone can prove" in words


def test_without_a_survey_the_page_says_what_to_load(open_page: OpenPage, enquiries_only: Path) -> None:
    """The shares that contacts have are searched instead."""
    app = open_page("hidden", data=enquiries_only)
    assert finding_on(app).startswith("No group is clearly worse than the average shows")
    assert not app.exception
