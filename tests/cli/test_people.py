"""repeat and people: the rows of the page of coming back."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.terminal import Done

Ask = Callable[..., Done]


def document(ask: Ask, *words: str) -> dict[str, Any]:
    done = ask(*words, "--format", "json")
    assert done.code == 0, done.err
    parsed: dict[str, Any] = json.loads(done.out)
    return parsed


def test_repeat_names_the_form_that_is_planted(ask: Ask) -> None:
    found = document(ask, "repeat")
    assert found["finding"] == "Missed bin forms: 18 in 100 phone within 3 days, 6 in 100 after other forms"
    worse = [row["reason"] for row in found["after_forms"]["rows"] if row["verdict"] == "worse than the rest"]
    assert worse == ["Missed bin"]
    ways = {(way["channel"], way["after"]): way["judged"] for way in found["ways"]["ways"]}
    assert ways["web", "phone"] > ways["web", "web"] > 0
    assert found["sentences"][1].startswith("559 contacts from 17 September 2026 on are left out")


def test_repeat_within_other_days_counts_fewer_or_more(ask: Ask) -> None:
    came_back = [
        sum(row["numerator"] for row in document(ask, "repeat", "--days", days)["rows"]) for days in ("7", "10", "28")
    ]
    assert came_back == sorted(came_back)
    assert came_back[0] < came_back[-1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--days", "0"), "--days is a number of days from 1 to 90"),
        (("--by", "wrad"), "There is no dimension 'wrad'"),
        (("--where", "service=Housing repairs"), "The rows are each service beside the rest"),
    ],
)
def test_what_repeat_refuses(ask: Ask, words: tuple[str, ...], said: str) -> None:
    done = ask("repeat", *words)
    assert done.code != 0
    assert said in done.err


def test_people_in_several_guises(ask: Ask) -> None:
    found = document(ask, "people")
    assert [row["services"] for row in found["rows"]] == [1, 2, 3, 4]
    people = [row["people"] for row in found["rows"]]
    assert people == sorted(people, reverse=True)
    assert f"{100 * sum(people[1:]) / sum(people):.0f} in 100 people used two services or more" in found["finding"]


def test_people_refuses_a_service_that_would_narrow_nothing(ask: Ask) -> None:
    done = ask("people", "--where", "service=Housing repairs")
    assert done.code != 0
    assert "leave --where service and --where channel out" in done.err


def test_one_scope_stands_behind_all_that_repeat_says(ask: Ask) -> None:
    found = document(ask, "repeat", "--where", "service=Housing repairs", "--by", "channel")
    assert "service: Housing repairs" in found["scope"]
    judged = sum(way["judged"] for way in found["ways"]["ways"])
    assert sum(row["denominator"] for row in found["chased"]) == judged
    recorded = found["recorded_by_staff"]
    assert [row["service"] for row in recorded["first_time by service"]] == ["Housing repairs"]
    by_channel = sum(row["denominator"] or 0 for row in recorded["first_time by channel"])
    assert by_channel == recorded["first_time by service"][0]["denominator"]


def test_the_ladder_is_the_same_in_words_and_for_scripts(ask: Ask) -> None:
    told, words = document(ask, "ladder"), ask("ladder").out
    assert told["broken"]["rung"] == "asked"
    assert told["finding"] in words
    for step in told["steps"]:
        assert re.search(rf"^{step['title']} +{step['people']:,.0f} ", words, re.MULTILINE), step["title"]
    assert re.search(r"^Phone +[\d,]+ +2,916 +685 ", words, re.MULTILINE)
    assert re.search(r"^Beacon Primary Care Network +Referred +2 +10 +September 2025 +yes", words, re.MULTILINE)


def test_the_panel_is_the_same_in_words_and_for_scripts(ask: Ask) -> None:
    told, words = document(ask, "panel"), ask("panel").out
    assert (told["members"], told["published"]) == (860, False)
    assert told["finding"] in words
    young = next(row for row in told["compared"] if row["column"] == "age_band")["members"]["bands"][0]
    assert (young["name"], young["members"], young["short"]) == ("16-24", 21, 78)
    assert re.search(r"^16-24 +21 +2\.4% +11\.5% +0\.21 +0\.14 to 0\.32 +fewer than 10 ", words, re.MULTILINE)
    first = told["answers"]["questions"][0]
    assert f"satisfied is {first['weighted']:.0%}, not {first['share']:.0%}, of 180 answers" in words
