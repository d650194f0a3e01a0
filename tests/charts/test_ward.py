"""One ward beside the council: each row on a scale of its own, whose ends are written; and how many of each group."""

import pytest

from cxdata.analysis.groups import Verdict
from cxdata.analysis.ward import Beside
from cxdata.charts.counts import counts
from cxdata.charts.drawing.marks import Line, Text
from cxdata.charts.where.ward import ward_dots
from cxdata.measures import find_measure
from tests.charts.answers import NAN, answer
from tests.charts.drawn import bars, marks, points, words


def beside(measure="satisfied", **more) -> Beside:
    given = {
        "value": 0.8,
        "lower": 0.7,
        "upper": 0.9,
        "base": 200.0,
        "note": "",
        "council": 0.75,
        "alike": (("Like", 0.6),),
        "others": (("Other", 0.5),),
        "verdict": Verdict.ALIKE,
    }
    return Beside(find_measure(measure), **(given | more))


def test_a_row_runs_from_the_lowest_to_the_highest_figure_in_it_and_says_so():
    chart = ward_dots([beside()], "Abbey")
    where = {point.key: point.x for point in points(chart)}
    assert where == {"Other": 0.0, "Like": pytest.approx(0.25), "Abbey": pytest.approx(0.75)}
    council = next(line for line in marks(chart, Line) if line.xs[0] == line.xs[1])
    assert council.xs[0] == pytest.approx((0.75 - 0.5) / 0.4)
    reach = next(line for line in marks(chart, Line) if line.xs == (pytest.approx(0.5), pytest.approx(1.0)))
    assert reach.colour == "#12436D"
    assert words(chart) == ["50.0%", "90.0%", "80.0%", "council 75.0%"]


def test_better_and_worse_are_told_by_shape_and_colour():
    chart = ward_dots([beside(verdict=Verdict.WORSE), beside(verdict=Verdict.BETTER)], "Abbey")
    mine = [point for point in points(chart) if point.key == "Abbey"]
    assert [(point.shape, point.colour) for point in mine] == [("diamond", "#A8390B"), ("triangle", "#12436D")]
    assert "Diamond: worse than the rest by more than chance." in chart.reading
    assert "Satisfied: 80.0%, council 75.0% (worse than the rest)." in chart.alt


def test_a_measure_without_a_figure_keeps_its_row_and_says_why():
    chart = ward_dots([beside(), beside(value=NAN, lower=NAN, upper=NAN, note="too few to say", verdict=None)], "Abbey")
    assert "too few to say" in words(chart)
    assert [tick.words for tick in chart.drawing.y.ticks] == ["Satisfied", "Satisfied"]


def test_on_a_phone_the_name_stands_over_its_row():
    chart = ward_dots([beside()], "Abbey", narrow=True)
    assert "Satisfied" in words(chart)
    assert [tick.words for tick in chart.drawing.y.ticks] == [""]
    assert chart.drawing.margins.left < 20


def test_bars_begin_at_zero_with_the_largest_first_and_the_time_before_beside():
    now = answer("contacts", ["channel"], [("web", 20), ("phone", 50), ("post", 1), ("Not recorded", 99)])
    then = answer("contacts", ["channel"], [("web", 30), ("phone", 40)])
    chart = counts(now, then, limit=2)
    assert [(bar.x0, bar.x1, bar.key) for bar in bars(chart)] == [(0, 50, "phone"), (0, 20, "web")]
    assert [line.xs for line in marks(chart, Line)] == [(40, 40), (30, 30)]
    assert [text.words for text in marks(chart, Text)] == ["50, was 40", "20, was 30"]
    assert chart.notes == ("1 more is in the table.",)


def test_bars_of_two_splits_are_refused():
    with pytest.raises(ValueError, match="the same now and then"):
        counts(answer("contacts", ["channel"], [("web", 1)]), answer("contacts", ["ward"], [("Abbey", 1)]))
