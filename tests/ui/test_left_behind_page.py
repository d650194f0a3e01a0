"""The Left behind page: the finding and what proves it, and no good word for online."""

import json
import re
from pathlib import Path

from cxdata.analysis.left_behind.page import left_behind
from cxdata.council import read_council
from cxdata.scope import Scope
from cxdata.store import open_store
from tests.cli.terminal import run
from tests.ui.conftest import OpenPage, tile_words_on, tiles_on, words_on
from tests.ui.sections import open_every_section
from tests.ui.test_pages import scope_of

PRAISE = ("better", "good", "improv", "success", "well served", "on course", "great", "achieved", "progress")
OF_STAFF = ("Satisfied with staff", "Average phone wait", "Average counter wait", "Helped by staff")


def test_the_first_screen_says_who_and_beside_it_whom_staff_serve(open_page: OpenPage, sample_data: Path) -> None:
    app = open_page("left_behind")
    result = left_behind(open_store(sample_data), scope_of({}), read_council(sample_data))
    assert result.is_left_behind, "somebody is left behind in the sample"
    assert app.header[0].value.replace("\\", "") == result.finding
    tiles = tiles_on(app)
    assert tiles["Groups left behind"] == str(sum(row.kind != "place at risk" for row in result.resources))
    assert set(OF_STAFF) <= set(tiles)
    assert not [name for name in tiles if "online" in name.lower()], "online is no headline here"


def test_no_good_word_is_said_of_online_while_anybody_is_left_behind(open_page: OpenPage) -> None:
    """Anywhere on the page: whatever praises stands in a tile of staff, and no section has a word of it."""
    app = open_every_section(open_page("left_behind"))
    assert [line for line in words_on(app).splitlines() if any(word in line.lower() for word in PRAISE)] == []
    praised = [words[0] for words in tile_words_on(app) if any(re.search(r"\bmet\b|better by", line) for line in words)]
    assert set(praised) <= set(OF_STAFF)


def test_the_list_a_decision_can_cite_is_that_of_the_command(open_page: OpenPage, sample_data: Path) -> None:
    app = open_page("left_behind", period="September 2025 to August 2026")
    table = next(one.value for one in open_every_section(app).table if "First step" in one.value.columns)
    told = json.loads(run(sample_data, "left-behind", "--format", "json").out)
    assert [cell.replace("\\", "") for cell in table["Who or where"]] == [row["who"] for row in told["resources"]]
    assert "Places are not people" in words_on(app)


def test_without_contacts_the_page_says_so_and_stands(open_page: OpenPage, survey_only: Path) -> None:
    app = open_page("left_behind", data=survey_only)
    assert not app.exception
    assert re.fullmatch(
        r"Everybody who answered: \d+% satisfied online, \d+% with staff\.", app.header[0].value.replace("\\", "")
    )


def test_a_survey_alone_is_judged_by_what_those_who_answered_had_used(survey_only: Path) -> None:
    result = left_behind(open_store(survey_only), Scope(), read_council(survey_only))
    assert {group.kind for group in result.groups} == {"answers"}
    assert result.judged == 0
