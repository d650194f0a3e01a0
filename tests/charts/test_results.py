"""Charts of results from the sample council: what is drawn is what was counted, read from the files another way."""

from pathlib import Path

import pytest

from cxdata.analysis.satisfaction.definitions import definition_changes
from cxdata.charts.satisfaction import definition
from cxdata.council import Council, read_council
from cxdata.scope import Scope
from cxdata.store import Store, open_store


@pytest.fixture(scope="module")
def store(sample_data: Path) -> Store:
    return open_store(sample_data)


@pytest.fixture(scope="module")
def council(sample_data: Path) -> Council:
    return read_council(sample_data)


def test_two_formulas_of_a_published_figure_have_a_panel_each(store, council):
    published = next(one for one in definition_changes(store, Scope(), council).series if one.switch)
    before = definition(published, published.before).figure
    after = definition(published, published.after).figure
    lines = [next(trace for trace in figure.data if trace.mode == "lines") for figure in (before, after)]
    assert len(lines[0].x) == len(lines[1].x) == 30, "each formula is worked out for every month"
    dots = [next(trace for trace in figure.data if trace.mode == "markers") for figure in (before, after)]
    assert dots[0].x[-1] == "2025-12-01"
    assert dots[1].x[0] == "2026-01-01"
    assert max(dots[0].y) < min(dots[1].y), "on one axis the published figures would look like a leap"
