"""Charts of results from the sample council: what is drawn is what was counted, read from the files another way."""

from pathlib import Path

import pytest

from cxdata.analysis.hidden.search import Pockets, pockets
from cxdata.analysis.satisfaction.definitions import definition_changes
from cxdata.charts import hidden as hidden_charts
from cxdata.charts.satisfaction import definition
from cxdata.council import Council, read_council
from cxdata.scope import Scope
from cxdata.store import Store, open_store

FORM = Scope(choices=(("service", ("Garden waste",)),))


@pytest.fixture(scope="module")
def store(sample_data: Path) -> Store:
    return open_store(sample_data)


@pytest.fixture(scope="module")
def council(sample_data: Path) -> Council:
    return read_council(sample_data)


@pytest.fixture(scope="module")
def hidden(store: Store, council: Council) -> Pockets:
    return pockets(store, Scope(), council)


def test_a_hidden_groups_bar_is_its_people_beyond_the_usual(hidden):
    chart = hidden_charts.excess(hidden)
    found = hidden.pockets[0].pocket
    # Of the group d of n are dissatisfied; of everybody else D of N: the excess is d - n x D / N.
    others, unhappy = hidden.search.total_responses, hidden.search.total_dissatisfied
    rest = (unhappy - found.dissatisfied) / (others - found.responses)
    assert chart.figure.data[0].x[0] == pytest.approx(found.dissatisfied - found.responses * rest)
    assert f"about {found.excess:,.0f} (" in chart.alt


def test_a_group_as_counted_stands_beside_everybody_else_and_nothing_drawn_in_does(hidden):
    figure = hidden_charts.rates(hidden.pockets[0]).figure
    dots = {trace.name: trace for trace in figure.data if trace.name}
    assert set(dots) == {"Everybody else", "As counted"}
    assert dots["Everybody else"].x[0] < dots["As counted"].x[0]
    assert len({trace.marker.symbol for trace in dots.values()}) == 2
    found = hidden.pockets[0].pocket
    assert dots["As counted"].x[0] == pytest.approx(found.dissatisfied / found.responses)
    assert f"As counted {found.rate:.1%}" in [note.text for note in figure.layout.annotations]


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
