"""The funnel: every group at its size and figure, those outside the lines by shape, fill and name."""

import math

import pytest

from cxdata.analysis.hotspots.funnel import funnel_of
from cxdata.charts.hotspots_funnel import funnel
from tests.charts.answers import answer
from tests.charts.colours import contrast, text_colours

EVEN = [(f"Ward {number}", 20, 200 + 10 * number) for number in range(20)]


def trace(figure, name):
    return next(one for one in figure.data if one.name == name)


def dots(figure):
    groups = trace(figure, "groups")
    return {level[0]: place for place, level in enumerate(groups.customdata)}, groups


def test_each_group_lies_at_its_base_and_its_share():
    chart = funnel(funnel_of(answer("dissatisfied", ["ward"], EVEN)))
    where, groups = dots(chart.figure)
    assert groups.x[where["Ward 3"]] == 230
    assert groups.y[where["Ward 3"]] == pytest.approx(20 / 230)
    assert set(groups.marker.symbol) == {"circle"}
    assert chart.figure.layout.xaxis.type != "log"


def test_the_lines_are_those_of_public_health_england():
    result = funnel_of(answer("dissatisfied", ["ward"], EVEN))
    inner = trace(funnel(result).figure, "95%")
    base, centre = inner.x[0], result.centre
    assert centre == pytest.approx(400 / sum(base for _, _, base in EVEN))
    assert inner.y[0] == pytest.approx(centre - 1.959964 * math.sqrt(centre * (1 - centre) / base), abs=1e-6)


def test_a_group_beyond_the_outer_lines_is_a_filled_triangle_with_its_name():
    rows = [*EVEN, ("St Wendra's & <Mill>", 90, 300)]
    chart = funnel(funnel_of(answer("dissatisfied", ["ward"], rows)))
    where, groups = dots(chart.figure)
    place = where["St Wendra's & <Mill>"]
    assert groups.marker.symbol[place] == "triangle-up"
    assert groups.marker.color[place] == "#F46A25"
    assert "higher than expected (clear)" in groups.hovertext[place]
    assert "St Wendra's &amp; &lt;Mill&gt;" in [note.text for note in chart.figure.layout.annotations]
    assert "St Wendra's & <Mill>" in chart.alt
    assert any("filled: beyond the outer lines (clear)" in note for note in chart.notes)
    assert all(contrast(colour) >= 4.5 for colour in text_colours(chart.figure))


def test_lower_is_better_served_and_points_down():
    chart = funnel(funnel_of(answer("dissatisfied", ["ward"], [*EVEN, ("Calm", 0, 400)])))
    where, groups = dots(chart.figure)
    assert groups.marker.symbol[where["Calm"]] == "triangle-down"
    assert groups.marker.color[where["Calm"]] in ("#12436D", "#FFFFFF")


def test_bases_far_apart_stand_on_a_scale_of_tens_and_labels_with_them():
    rows = [("Small", 2, 40), ("Middling", 40, 400), ("Large", 900, 9000), ("Odd", 1500, 9000)]
    chart = funnel(funnel_of(answer("dissatisfied", ["ward"], rows)))
    assert chart.figure.layout.xaxis.type == "log"
    named = {
        note.text: note.x for note in chart.figure.layout.annotations if note.showarrow is False and note.xref is None
    }
    where, _ = dots(chart.figure)
    assert {name for name in named if name in where} <= {"Small", "Middling", "Large", "Odd"}
    assert all(named[name] < 5 for name in named if name in where), "on a scale of tens a place is a logarithm"
    assert any("every step is ten times the one before" in note for note in chart.notes)


def test_a_group_with_too_few_is_not_drawn_and_named():
    chart = funnel(funnel_of(answer("dissatisfied", ["ward"], [*EVEN, ("Tiny", 2, 5)])))
    where, _ = dots(chart.figure)
    assert "Tiny" not in where
    assert "Not drawn, no figure or too few to say: Tiny." in chart.notes


def test_nothing_at_all_says_so():
    chart = funnel(funnel_of(answer("dissatisfied", ["ward"], [("Tiny", 2, 5)])))
    assert chart.alt.startswith("Funnel chart with nothing to show.")
    assert [note.text for note in chart.figure.layout.annotations] == ["Too few to say of any group."]
