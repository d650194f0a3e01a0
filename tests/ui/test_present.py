"""Presenting, and the officer's list for a meeting: the exhibit on the stage is that of its page, with its choices."""

import base64
import re
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxdata.export.exhibit.meeting import Item, read_items, write_items
from cxdata.ingest.load.build import load_files
from cxdata.ui.frame import cache
from tests.ui.conftest import SAMPLE, OpenPage, unescaped, words_on

CHANNELS = Item("satisfaction", "dissatisfied-channel", "Dots: dissatisfied, by channel")
WARDS = Item("satisfaction", "dissatisfied-ward", query={"ward": ["Harepath"]}, own={"by": "ward"})


@pytest.fixture
def data(sample_data: Path, tmp_path: Path) -> Path:
    """A copy of the sample council's folder, into which a list may be written."""
    return shutil.copytree(sample_data, tmp_path / "data")


def stage(app: AppTest) -> str:
    """What stands on the stage, as HTML."""
    return next(str(piece.proto.body) for piece in app.get("html") if 'class="stage"' in str(piece.proto.body))


def sentence(app: AppTest) -> str:
    """The sentence on the stage."""
    return re.search("<h1>(.*?)</h1>", stage(app)).group(1).replace("&#x27;", "'")


def picture(app: AppTest) -> str:
    """The picture on the stage, as SVG."""
    return base64.b64decode(re.search(r'svg\+xml;base64,([^"]+)"', stage(app)).group(1)).decode()


def finding(app: AppTest) -> str:
    """The finding over the first exhibit of a page."""
    return str(app.header[0].value).replace("\\", "")


def test_a_page_presents_its_exhibit_with_its_sentence_figures_and_source(open_page: OpenPage) -> None:
    page, presented = open_page("satisfaction"), open_page("satisfaction", present="1", n="0")
    assert sentence(presented) == finding(page)
    drawn = picture(presented)
    for words in ("Phone", "E-mail", "7.4%", "2.6%", "Council 5.8%"):
        assert words in drawn
    assert "Source: survey_answers.csv." in stage(presented)
    assert "Of 5,961 answers to the question." in stage(presented)
    assert not presented.title
    assert not presented.get("plotly_chart")


def test_a_slide_has_a_finding_of_its_own_where_the_page_asks_for_a_choice(open_page: OpenPage) -> None:
    """On a slide there is no "top of the page" at which a ward could be chosen."""
    assert sentence(open_page("ward", present="1")) == "Contacts per 1,000 residents: most for Beacon Fold, 235.2"


def test_a_slide_names_each_period_once(open_page: OpenPage) -> None:
    words = stage(open_page("like_for_like", present="1"))
    assert "September 2024 to August 2025 and September 2025 to August 2026. Source" in words


def test_groups_that_a_sentence_names_are_marked_on_its_slide(open_page: OpenPage) -> None:
    app = open_page("satisfaction", present="1")
    assert sentence(app) == "Phone: 6.3% dissatisfied, against 4.6% of the rest; better: Face to face"
    assert re.findall(">([^<]*(?:worse|better))<", picture(app)) == ["6.3% worse", "2.6% better"]


def test_the_stage_says_what_must_not_be_published_and_what_is_invented(
    open_page: OpenPage, edition_data: Path
) -> None:
    officer = open_page("satisfaction", present="1")
    assert "Officer view: do not publish." in stage(officer)
    assert "Invented figures of a sample council." in stage(officer)
    assert "Officer view" not in stage(open_page("satisfaction", edition_data, present="1", mode=cache.PUBLISH))


def test_present_this_begins_and_end_returns(open_page: OpenPage) -> None:
    app = open_page("satisfaction")
    app.button(key="present-dissatisfied-channel").click().run()
    assert app.query_params["present"] == "1"
    assert 'class="stage"' in stage(app)
    app.button(key="stage-end").click().run()
    assert "present" not in app.query_params
    assert app.header[0].value


def test_a_number_beyond_the_last_shows_the_last(open_page: OpenPage) -> None:
    for asked in ("7", "-1", "x"):
        assert "1 of 1" in words_on(open_page("satisfaction", present="1", n=asked))


def test_notes_say_how_to_read_it(open_page: OpenPage) -> None:
    app = open_page("satisfaction", present="1")
    assert "very likely lies" not in stage(app)
    app.button(key="stage-notes").click().run()
    assert "The line on each dot is where the true figure very likely lies." in stage(app)


def test_an_exhibit_is_kept_with_what_is_chosen_and_no_figure(open_page: OpenPage, data: Path) -> None:
    app = open_page("satisfaction", data, ward="Harepath", by="Service")
    app.session_state["take-dissatisfied-service"] = True
    app.run().button(key="keep-dissatisfied-service").click().run()
    (item,) = read_items(data)
    assert (item.page, item.exhibit) == ("satisfaction", "dissatisfied-service")
    assert item.subject == "Dots: dissatisfied, by service"
    assert item.query == {"ward": ["Harepath"]}
    assert item.own == {"by": "service"}
    assert app.button(key="keep-dissatisfied-service").disabled


def test_the_list_presents_each_exhibit_as_its_page_shows_it(open_page: OpenPage, data: Path) -> None:
    write_items(data, [CHANNELS, WARDS])
    first = open_page("present", data, present="1", n="0")
    assert sentence(first) == finding(open_page("satisfaction", data))
    assert "1 of 2" in words_on(first)
    first.button(key="stage-next").click().run()
    assert sentence(first) == finding(open_page("satisfaction", data, ward="Harepath", by="Ward"))
    assert "Harepath" in picture(first)
    first.button(key="stage-back").click().run()
    assert sentence(first) == finding(open_page("satisfaction", data))


def test_the_list_is_put_in_order_and_shortened(open_page: OpenPage, data: Path) -> None:
    write_items(data, [CHANNELS, WARDS])
    app = open_page("present", data)
    assert "1. Satisfaction: Dots: dissatisfied, by channel" in words_on(app)
    app.button(key="down-0").click().run()
    assert read_items(data) == [WARDS, CHANNELS]
    app.button(key="out-0").click().run()
    assert read_items(data) == [CHANNELS]


def test_an_exhibit_that_is_no_longer_there_says_so(open_page: OpenPage, data: Path) -> None:
    write_items(data, [Item("satisfaction", "gone", "Dots: gone")])
    assert "is not to be had from the data that is loaded now" in sentence(open_page("present", data, present="1"))


def is_picked_out(app: AppTest, name: str) -> bool:
    """Whether a row of the picture on the stage is set in bold."""
    return re.search(rf'font-weight="bold"[^>]*><tspan[^>]*>{name}', picture(app)) is not None


def test_the_ward_is_put_aside_and_taken_up_again(open_page: OpenPage) -> None:
    app = open_page("satisfaction", present="1", ward="Harepath")
    assert is_picked_out(app, "Harepath")
    app.button(key="stage-ward").click().run()
    assert not is_picked_out(app, "Harepath")
    app.button(key="stage-ward").click().run()
    assert is_picked_out(app, "Harepath")


@pytest.mark.parametrize("broken", ["", "{}", "[1]", '[{"page": "satisfaction"', '[{"colour": "red"}]'])
def test_a_list_that_cannot_be_read_costs_its_button_alone(open_page: OpenPage, tmp_path: Path, broken: str) -> None:
    own = tmp_path / "own"
    assert load_files([SAMPLE / "survey_answers.csv"], data=own).files[0].loaded == 15000
    (own / "meeting.json").write_text(broken, "utf-8")
    app = open_page("satisfaction", data=own)
    app.session_state["take-dissatisfied-channel"] = True
    app.run()
    assert not app.exception
    said = "meeting.json in the data folder is no list for a meeting." in unescaped(words_on(app))
    assert said == (broken != "{}"), "an empty object holds nothing, like an empty list"
    assert any("Channel" in table.value for table in app.table), "the figures are still to be had"
