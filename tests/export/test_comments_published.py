"""Themes as everybody may see them: of passed files only, with no count of 1 to 4, and no comment."""

import json
import shutil
from dataclasses import replace
from math import isnan
from pathlib import Path

import pytest

from cxdata.analysis.comments.page import Comments, comments
from cxdata.analysis.comments.words import say_found
from cxdata.analysis.comments.written import dissatisfied_and_satisfied
from cxdata.council import Council
from cxdata.export.comments import find_file, passed_answers, record_verdict
from cxdata.export.exhibit.of_comments import exhibit_of_themes
from cxdata.export.publish_results import publish_comments
from cxdata.scope import Scope
from cxdata.store import Store, open_store
from tests.cli.terminal import run

FILE = "survey_answers.csv"


@pytest.fixture
def data(sample_data: Path, tmp_path: Path) -> Path:
    """A copy of the sample in which the comments have been passed."""
    copy = tmp_path / "data"
    shutil.copytree(sample_data, copy)
    store = open_store(copy)
    record_verdict(copy, find_file(store, copy, FILE), passed=True, by="AB")
    store.close()
    return copy


def asked(store: Store, data: Path, scope: Scope, *, only_passed: bool) -> Comments:
    return comments(store, scope, Council(), passed=passed_answers(store, data), only_passed=only_passed)


def test_nothing_is_published_that_nobody_has_passed(store: Store, sample_data: Path) -> None:
    result = publish_comments(asked(store, sample_data, Scope(), only_passed=True))
    assert (result.themes, result.here.read, result.passed) == ((), 0, 0)
    assert say_found(result) == "Nobody has passed the comments yet, so nothing of them is published"
    officers = asked(store, sample_data, Scope(), only_passed=False)
    assert len(officers.themes) == 9
    assert not any(theme.quotes for theme in officers.themes)
    with pytest.raises(ValueError, match="only comments that a person has passed"):
        publish_comments(officers)


def test_counts_are_rounded_and_small_ones_are_nowhere(data: Path) -> None:
    store = open_store(data)
    exact = asked(store, data, Scope(), only_passed=True)
    told = publish_comments(exact)
    first = told.themes[0]
    # 86 of 524 dissatisfied, and nobody of the satisfied: which is told no other way than four of them would be.
    assert (first.phrase, first.here, told.here.read) == ("form gave an error", 85, 525)
    assert isnan(first.there)
    assert all(theme.here % 5 == 0 and isnan(theme.g2) for theme in told.themes)
    assert told.groups == {}
    exhibit = exhibit_of_themes(told)
    assert exhibit.rows["The satisfied"].iloc[0] == "few or none"
    assert dict(exhibit.download.about)["Rules"].startswith(
        "Phrases of passed comments alone. [c] is a figure on 1 to 4"
    )
    store.close()


def test_officers_have_quotes_of_a_theme_and_the_public_none(data: Path) -> None:
    """A file is passed on twenty comments: nobody has read the one about a child's illness."""
    store = open_store(data)
    exact = asked(store, data, Scope(), only_passed=True)
    for theme in exact.themes:
        assert 1 <= len(set(theme.quotes)) == len(theme.quotes) <= 3
        assert all(theme.phrase in quote.lower() for quote in theme.quotes)
        assert all("example.org" not in quote and "07700" not in quote for quote in theme.quotes)
    assert [theme.quotes for theme in publish_comments(exact).themes if theme.quotes] == []
    store.close()


def test_what_is_published_of_a_theme_is_of_as_many_as_the_council_asks(data: Path) -> None:
    """The words beside a theme have no count of their own: they are of as many people as the theme must be."""
    store = open_store(data)
    strict = Council(disclosure=replace(Council().disclosure, hide_below=60))
    told = comments(store, Scope(), strict, passed=passed_answers(store, data), only_passed=True)
    people = [person.phrases for person in dissatisfied_and_satisfied(store, Scope(), strict, None).here.read]
    shown = {phrase for theme in publish_comments(told).themes for phrase in (theme.phrase, *theme.also)}
    assert "form gave an error" in shown
    assert min(sum(phrase in phrases for phrases in people) for phrase in shown) >= 60
    store.close()


def test_a_selection_of_few_people_has_no_theme(data: Path) -> None:
    store = open_store(data)
    few = Scope().with_choice("ward", "Saltings").with_choice("channel", "web")
    told = publish_comments(asked(store, data, few, only_passed=True))
    assert told.themes == ()
    assert not 0 < told.here.read < 5
    store.close()


def test_the_command_prints_the_rows_of_the_page(data: Path) -> None:
    told = json.loads(run(data, "themes", "--format", "json", "--publish").out)
    assert told["published"] is True
    assert [theme["phrase"] for theme in told["themes"]][:2] == ["form gave an error", "website says something else"]
    assert told["themes"][0] | {"also": []} == {
        "phrase": "form gave an error",
        "also": [],
        "here": 85.0,
        "there": None,
        "g2": None,
        "log_ratio": None,
        "quotes": [],
    }
