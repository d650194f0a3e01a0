"""A page's first visit asks its own questions: what is constant of a store costs it five statements at most."""

import re
from pathlib import Path

import pytest
import streamlit as st

from cxdata.contract import TABLES
from cxdata.statements import listening
from cxdata.store import open_store
from tests.ui.conftest import OpenPage

pytestmark = pytest.mark.pages
ROWS = re.compile(rf"\bfrom ({'|'.join(TABLES)}|month_\w+|answers_once)\b")
# What asks for no more than ends, kinds or files, with no period or choice, is constant.
CONSTANT = re.compile(r"select (distinct (grain|file_id,)|(min|max)\([a-z_]+\)|count\(\*\)|1) ?.*from [a-z_]+$")
MOST = 5
PAGES = (
    *("overview", "channels", "hotspots", "ward", "satisfaction", "hidden", "change", "like_for_like", "outlook"),
    *("providers", "councils"),
)


@pytest.mark.parametrize("page", PAGES)
def test_a_first_visit(page: str, open_page: OpenPage) -> None:
    st.cache_data.clear()
    st.cache_resource.clear()
    with listening() as heard:
        assert not open_page(page).exception
    of_rows = [statement.sql for statement in heard if ROWS.search(statement.sql)]
    beside = [statement.sql for statement in heard if not ROWS.search(statement.sql)]
    assert of_rows, "the page asked something of its own"
    assert len(beside) <= MOST, "\n".join(beside)
    assert not [sql for sql in of_rows if CONSTANT.match(sql)]


def test_what_is_constant_is_asked_once(sample_data: Path) -> None:
    store = open_store(sample_data)
    with listening() as heard:
        for _ in range(2):
            assert store.spans
            assert store.row_counts
            assert store.present("ward", "contacts")
            assert store.levels("service")
            assert set(store.grains("calls")) == {"day", "moment"}
            assert store.verdicts[0].file == "website_visits.csv"
            assert store.papers is None
            assert store.long_figures == {}
    assert len(heard) == 1
