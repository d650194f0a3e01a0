"""What the server keeps between runs: the least used goes, no page changes any of it, and a second visit makes none."""

import pandas as pd
import pytest
import streamlit as st

from cxdata.measures import find_measure
from cxdata.measures.per_head import per_1000
from cxdata.measures.query import query
from cxdata.settings import read_settings
from cxdata.store import Store
from cxdata.ui.frame.cache.kept import Kept, kept
from tests.ui.conftest import OpenPage, tiles_on, words_on

VISITED = ("overview", "satisfaction", "channels", "hotspots", "ward", "change")


def test_a_value_is_made_once_and_the_one_not_asked_for_the_longest_goes_first() -> None:
    values, made = Kept(most=2), []

    def ask(key: str) -> str:
        return values.get(key, lambda: made.append(key) or key.upper())

    assert [ask("a"), ask("b"), ask("a"), ask("c"), ask("a"), ask("b")] == ["A", "B", "A", "C", "A", "B"]
    assert made == ["a", "b", "c", "b"]
    assert [key for key, _ in values.items()] == ["a", "b"]


def test_what_cannot_be_made_is_tried_again() -> None:
    values = Kept()
    with pytest.raises(ZeroDivisionError):
        values.get("a", lambda: 1 // 0)
    assert values.get("a", lambda: 2) == 2


def test_a_second_visit_makes_nothing_and_shows_the_same(open_page: OpenPage) -> None:
    for page in VISITED:
        first = open_page(page)
        before = {key for key, _ in kept().items()}
        second = open_page(page)
        assert {key for key, _ in kept().items()} == before, page
        assert (words_on(second), tiles_on(second)) == (words_on(first), tiles_on(first))


def test_no_page_changes_an_answer_that_others_are_given(open_page: OpenPage, store: Store) -> None:
    st.cache_resource.clear()
    for page in VISITED:
        open_page(page)
    council = read_settings(store.path.parent.parent)
    answers = [(key, answer) for key, answer in kept().items() if isinstance(key, tuple) and key[0] == "answer"]
    assert len(answers) > 50
    for (_, _, name, by, scope, per_head), answer in answers:
        measure = per_1000(find_measure(name)) if per_head else find_measure(name)
        anew = query(store, measure, by, scope, council=council)
        pd.testing.assert_frame_equal(answer.frame, anew.frame, obj=f"{name} by {by}")
