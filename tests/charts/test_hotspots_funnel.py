"""The funnel: every group at its size and figure, those outside the lines by shape, fill and name."""

import math

import pytest

from cxdata.analysis.hotspots.funnel import funnel_of
from cxdata.charts.drawing.marks import Line, Text
from cxdata.charts.where.funnel import READING, funnel
from tests.charts.answers import answer
from tests.charts.colours import contrast
from tests.charts.drawn import inks, marks, points, words

EVEN = [(f"Ward {number}", 20, 200 + 10 * number) for number in range(20)]


def chart_of(rows, **more):
    return funnel(funnel_of(answer("dissatisfied", ["ward"], rows)), **more)


def dot(chart, name):
    return next(point for point in points(chart) if point.key == name)


def test_each_group_lies_at_its_base_and_its_share():
    chart = chart_of(EVEN)
    ward = dot(chart, "Ward 3")
    assert (ward.x, ward.y) == (230, pytest.approx(20 / 230))
    assert {point.shape for point in points(chart)} == {"circle"}
    assert chart.drawing.x.span[0] > 100, "a plain axis of bases"


def test_the_lines_are_those_of_public_health_england():
    result = funnel_of(answer("dissatisfied", ["ward"], EVEN))
    lower, upper = [line for line in marks(funnel(result), Line) if line.dash == "dash"]
    base, centre = upper.xs[40], result.centre
    assert centre == pytest.approx(400 / sum(base for _, _, base in EVEN))
    reach = 1.959964 * math.sqrt(centre * (1 - centre) / base)
    assert (lower.ys[40], upper.ys[40]) == (
        pytest.approx(centre - reach, abs=1e-6),
        pytest.approx(centre + reach, abs=1e-6),
    )


def test_a_group_beyond_the_outer_lines_is_a_filled_triangle_with_its_name():
    chart = chart_of([*EVEN, ("St Wendra's & <Mill>", 90, 300)])
    ward = dot(chart, "St Wendra's & <Mill>")
    assert (ward.shape, ward.colour, ward.hollow) == ("triangle", "#A8390B", False)
    assert "higher than expected (clear)" in ward.hover
    assert "St Wendra's & <Mill>" in words(chart)
    assert "St Wendra's & <Mill>" in chart.alt
    assert any("filled: beyond the outer lines (clear)" in note for note in chart.notes)
    assert all(contrast(colour) >= 4.5 for colour in inks(chart))
    assert chart.reading == READING


def test_lower_is_better_served_and_points_down():
    ward = dot(chart_of([*EVEN, ("Calm", 0, 400)]), "Calm")
    assert (ward.shape, ward.colour) == ("triangle-down", "#12436D")


def test_bases_far_apart_stand_on_a_scale_of_tens_and_labels_with_them():
    rows = [("Small", 2, 40), ("Middling", 40, 400), ("Large", 900, 9000), ("Odd", 1500, 9000)]
    chart = chart_of(rows, highlight=("Odd",))
    assert dot(chart, "Large").x == pytest.approx(math.log10(9000))
    assert [tick.words for tick in chart.drawing.x.ticks] == ["100", "1,000", "10,000"]
    names = {text.words: text.x for text in marks(chart, Text)}
    assert names["Odd"] == pytest.approx(math.log10(9000))
    assert any("every step is ten times the one before" in note for note in chart.notes)


def test_names_of_two_wards_at_one_place_stand_at_two_heights():
    chart = chart_of([*EVEN, ("First", 90, 300), ("Second", 90, 300)])
    first, second = [text for text in marks(chart, Text) if text.words in ("First", "Second")]
    assert abs(first.dy - second.dy) >= 20


def test_the_chosen_ward_is_named_where_it_does_not_stand_out():
    chart = chart_of(EVEN, highlight=("Ward 3",))
    assert "Ward 3" in words(chart)
    assert (dot(chart, "Ward 3").colour, dot(chart, "Ward 4").colour) == ("#12436D", "#8A8F94")


def test_a_group_with_too_few_is_not_drawn_and_named():
    chart = chart_of([*EVEN, ("Tiny", 2, 5)])
    assert "Tiny" not in {point.key for point in points(chart)}
    assert "Not drawn, no figure or too few to say: Tiny." in chart.notes


def test_nothing_at_all_says_so():
    chart = chart_of([("Tiny", 2, 5)])
    assert chart.alt.startswith("Funnel chart with nothing to show.")
    assert words(chart) == ["Too few to say of any group."]
