"""A hidden group among its relatives, and what could have been seen where there is none."""

from pathlib import Path

import pytest

from cxdata.analysis.hidden.relatives import relatives_of
from cxdata.analysis.hidden.search import Pockets, pockets
from cxdata.charts.drawing.colours import WARM
from cxdata.charts.drawing.marks import Line, Points, Text
from cxdata.charts.hidden import could_be_seen, relatives
from cxdata.council import read_council
from cxdata.scope import Scope
from cxdata.store import open_store


@pytest.fixture(scope="module")
def planted_group(sample_data: Path) -> Pockets:
    return pockets(open_store(sample_data), Scope(), read_council(sample_data))


@pytest.fixture(scope="module")
def nothing(sample_data: Path) -> Pockets:
    scope = Scope(choices=(("channel", ("web",)),))
    return pockets(open_store(sample_data), scope, read_council(sample_data))


def test_the_group_is_the_one_warm_diamond_and_everybody_is_beside_it(planted_group: Pockets) -> None:
    chart = relatives(planted_group, planted_group.pockets[0])
    points = [point for mark in chart.drawing.marks if isinstance(mark, Points) for point in mark.points]
    assert [point.shape for point in points] == ["diamond", *["circle"] * 5]
    assert [point.colour == WARM for point in points] == [True, *[False] * 5]
    # 89 of 338, as recounted from the file in tests/analysis/test_hidden.py.
    assert points[0].x == pytest.approx(89 / 338)
    assert "26.3% worse" in [mark.words for mark in chart.drawing.marks if isinstance(mark, Text)]
    names = [tick.words.replace("\n", " ") for tick in chart.drawing.y.ticks]
    assert names == [
        "Business, phone, council tax and business rates",
        "Others, phone, council tax and business rates",
        "Everybody else",
        "Business, phone, other services",
        "Business, all else",
        "Business, council tax and business rates, not phone",
    ]


def test_the_line_of_all_is_all_who_were_counted(planted_group: Pockets) -> None:
    chart = relatives(planted_group, planted_group.pockets[0], whole="Council")
    everyone = relatives_of(planted_group, planted_group.pockets[0])
    share = sum(one.bad for one in everyone) / sum(one.responses for one in everyone)
    line = next(mark for mark in chart.drawing.marks if isinstance(mark, Line))
    assert line.xs == pytest.approx((share, share))
    assert f"Council {share:.1%}" in [mark.words for mark in chart.drawing.marks if isinstance(mark, Text)]
    assert "Business, phone, council tax and business rates: 89 of 338, 26.3%." in chart.alt


def test_on_a_phone_no_name_stands_in_the_margin(planted_group: Pockets) -> None:
    chart = relatives(planted_group, planted_group.pockets[0], narrow=True)
    assert {tick.words for tick in chart.drawing.y.ticks} == {""}
    assert chart.drawing.margins.left <= 20


def test_where_nothing_is_found_the_drawing_says_from_where_on_a_group_would_have_been(nothing: Pockets) -> None:
    chart = could_be_seen(nothing, whole="Web")
    points = [point for mark in chart.drawing.marks if isinstance(mark, Points) for point in mark.points]
    assert [tick.words for tick in chart.drawing.y.ticks] == ["A group of 50", "A group of 100", "A group of 300"]
    assert points[0].x == pytest.approx(10 / 50)
    assert "What could be seen: a group of 50 from 10 dissatisfied on" in nothing.detectable_sentence
    assert points[0].x > points[1].x > points[2].x > nothing.search.total_dissatisfied / nothing.search.total_responses
    assert {point.shape for point in points} == {"circle"}
    assert "would have been found from its dot on" in chart.reading
