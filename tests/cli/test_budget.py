"""No page asks more of the store than its budget, or builds more figures; nor so much less that the budget is idle."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

from cxdata.cli.bench.budget import BUDGETS
from cxdata.cli.bench.visits import Visit, visit_page
from cxdata.ui.frame import PAGES

IDLE = 0.8
"""A page that asks less than this share of its budget has become cheaper, and its budget must follow."""

SLACK = 2


@pytest.fixture
def clean(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The caches of the app and the data folder it shows, as they were before."""
    monkeypatch.setenv("CX_DATA", "")
    yield
    st.cache_data.clear()
    st.cache_resource.clear()


def test_every_page_has_a_budget() -> None:
    assert list(BUDGETS) == [page.stem for page in PAGES]


@pytest.mark.parametrize("page", BUDGETS)
@pytest.mark.usefixtures("clean")
def test_a_page_keeps_to_its_budget(page: str, sample_data: Path) -> None:
    visits = visit_page(page, sample_data)
    *statements, figures = BUDGETS[page]
    for visit, most in zip(visits, statements, strict=True):
        assert visit.statements <= most, over(visit, most)
        assert visit.statements >= IDLE * most - SLACK, under(visit, most)
    assert max(visit.figures for visit in visits) == figures


def over(visit: Visit, most: int) -> str:
    """What to do about a page that asks too much."""
    return (
        f"{visit.page}, {visit.act}: {visit.statements} statements, {most} in its budget. Ask several figures in one "
        "statement, keep with the store what no choice changes, or give the page more in cxdata/cli/bench/budget.py."
    )


def under(visit: Visit, most: int) -> str:
    """What to do about a page that has become cheaper."""
    return (
        f"{visit.page}, {visit.act}: {visit.statements} statements only, {most} in its budget: lower it in "
        "cxdata/cli/bench/budget.py, so that it stays so."
    )
