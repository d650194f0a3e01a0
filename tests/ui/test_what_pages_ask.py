"""A page's first visit asks its own questions: what is constant of a store costs it five statements at most."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest
import streamlit as st

from cxdata.contract import TABLES
from cxdata.store import Store, open_store
from tests.ui.conftest import OpenPage

pytestmark = pytest.mark.pages
ROWS = re.compile(rf"\bfrom ({'|'.join(TABLES)})\b")
MOST = 5
PAGES = ("overview", "channels", "hotspots", "ward", "satisfaction", "hidden", "change", "like_for_like", "outlook")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every statement that reaches DuckDB through a store, from an empty cache on."""
    statements: list[str] = []
    cursor = Store._cursor

    class Noted:
        def __init__(self, inner: duckdb.DuckDBPyConnection) -> None:
            self._inner = inner

        def __enter__(self) -> "Noted":
            return self

        def __exit__(self, *error: object) -> None:
            self._inner.close()

        def execute(self, sql: str, values: Mapping[str, Any]) -> duckdb.DuckDBPyConnection:
            statements.append(sql)
            return self._inner.execute(sql, dict(values))

    monkeypatch.setattr(Store, "_cursor", lambda store: Noted(cursor(store)))
    st.cache_data.clear()
    st.cache_resource.clear()
    return statements


@pytest.mark.parametrize("page", PAGES)
def test_a_first_visit(page: str, open_page: OpenPage, asked: list[str]) -> None:
    assert not open_page(page).exception
    of_rows = [sql for sql in asked if ROWS.search(sql)]
    beside = [sql for sql in asked if not ROWS.search(sql)]
    assert of_rows, "the page asked something of its own"
    assert len(beside) <= MOST, "\n".join(beside)
    assert not [sql for sql in of_rows if "$" not in sql and re.match(r"select (min|max|count|distinct grain)", sql)]


def test_what_is_constant_is_asked_once(sample_data: Path, asked: list[str]) -> None:
    store = open_store(sample_data)
    for _ in range(2):
        assert store.spans
        assert store.row_counts
        assert store.present("ward", "contacts")
        assert store.levels("service")
        assert store.grains("calls") == ("day", "moment")
        assert store.verdicts[0].file == "website_visits.csv"
        assert store.papers is None
        assert store.long_figures == {}
    assert len(asked) == 1
