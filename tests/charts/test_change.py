"""The chart of the usual range: what stands out does so by shape, gaps are bridged and not joined."""

from datetime import date

import numpy as np
import plotly.graph_objects as go
import pytest

from cxdata.charts.change import spc
from cxdata.charts.over_time.annotations import end_labels, place_events
from cxdata.stats.spc.judge import Rebase
from tests.charts.colours import contrast, text_colours
from tests.charts.controls import control_of

BLUE, ORANGE, GREY, PURPLE = "#12436D", "#F46A25", "#8A8F94", "#801650"
CALM = [0.90, 0.92] * 6


def trace(figure, name):
    return next(one for one in figure.data if one.name == name)


def test_the_average_and_the_usual_range_are_those_of_the_moving_ranges():
    chart = spc(control_of(CALM))
    average, lower, upper = (one for one in chart.figure.data if one.name in ("usual", "usual range"))
    # Twelve points of 360 and 368 of 400 by turns, on the log of the odds: the average lies between the two, every
    # step is their difference, and the range reaches 2.66 steps either way, less by sqrt(11/12): a mean was fitted.
    ends = [np.log(360.5 / 40.5), np.log(368.5 / 32.5)]
    reach, middle = 2.66 * (ends[1] - ends[0]) * np.sqrt(11 / 12), sum(ends) / 2
    assert average.y[0] == pytest.approx(1 / (1 + np.exp(-middle)))
    assert lower.y[0] == pytest.approx(1 / (1 + np.exp(-(middle - reach))))
    assert upper.y[0] == pytest.approx(1 / (1 + np.exp(-(middle + reach))))
    assert (average.line.dash, lower.line.dash, upper.line.dash) == ("solid", "dash", "dash")
    assert set(trace(chart.figure, "points").marker.symbol) == {"circle"}
    assert set(trace(chart.figure, "points").marker.color) == {GREY}
    assert "So few months give a provisional range; only a point outside it stands out." in chart.notes


def test_what_is_usual_follows_the_time_of_year():
    noise = 0.002 * np.random.default_rng(6).normal(size=36)
    waits = 100 * np.tile([1, 1, 2, 4, 2, 1, 1, 1, 1, 1, 1, 1], 3) * np.exp(noise)
    chart = spc(control_of(waits.tolist(), measure="average_wait"))
    usual = next(one for one in chart.figure.data if one.name == "usual")
    # April is the first month drawn; July is four times an ordinary month.
    assert [round(usual.y[month] / 100, 1) for month in (0, 2, 3, 5, 15)] == [1, 2, 4, 1, 4]
    assert len(usual.x) == 36
    assert set(trace(chart.figure, "points").marker.symbol) == {"circle"}
    assert chart.notes[0].startswith("The solid line is what is usual for each month;")
    assert any(note.text.startswith("Usual now") for note in chart.figure.layout.annotations)


def test_a_share_is_never_drawn_beyond_100_per_cent():
    chart = spc(control_of([0.97, 0.995] * 6))
    assert 0.99 < max(one.y[0] for one in chart.figure.data if one.name == "usual range") <= 1.0
    assert chart.figure.layout.yaxis.range[1] <= 1.0


@pytest.mark.parametrize(
    ("measure", "last", "symbol", "colour", "words"),
    [
        ("satisfied", 0.60, "diamond", ORANGE, "Orange diamonds: worse than ordinary ups and downs explain."),
        ("satisfied", 0.995, "circle", BLUE, "Large blue circles: better than ordinary ups and downs explain."),
        ("dissatisfied", 0.995, "diamond", ORANGE, "Orange diamonds: worse than ordinary ups and downs explain."),
        ("assisted_share", 0.60, "square", PURPLE, "Purple squares: more of a change than ordinary ups and downs"),
    ],
)
def test_a_point_that_stands_out_has_a_shape_and_a_colour_of_its_own(measure, last, symbol, colour, words):
    chart = spc(control_of([*CALM, last], measure=measure))
    points = trace(chart.figure, "points").marker
    assert (points.symbol[-1], points.color[-1]) == (symbol, colour)
    assert points.size[-1] > 7, "no larger than an ordinary point"
    assert any(note.startswith(words) for note in chart.notes)
    assert "outside the usual range" in trace(chart.figure, "points").hovertext[-1]


def test_a_month_without_a_figure_is_bridged_by_a_dashed_line_and_not_joined():
    chart = spc(control_of([*CALM[:6], None, *CALM[:6]]))
    bridge = trace(chart.figure, "gap")
    assert bridge.line.dash == "dash"
    assert list(bridge.x) == ["2024-09-01", "2024-11-01", None]
    joined = trace(chart.figure, "line")
    pairs = [tuple(joined.x[place : place + 2]) for place in range(0, len(joined.x), 3)]
    assert ("2024-09-01", "2024-11-01") not in pairs
    assert len(pairs) == 10
    assert "2024-10-01" not in trace(chart.figure, "points").x
    assert "A dashed line bridges a time without data or with too few answers; it ends any run." in chart.notes


def test_a_new_average_breaks_the_lines_and_is_named():
    rebase = Rebase(12, date(2025, 4, 1), "new phone system")
    chart = spc(control_of([*CALM, *(value - 0.2 for value in CALM)], rebases=(rebase,)))
    averages = [one for one in chart.figure.data if one.name == "usual"]
    assert [round(one.y[0], 3) for one in averages] == [0.909, 0.71]
    assert [[one.x[0], one.x[-1]] for one in averages] == [["2024-04-01", "2025-03-01"], ["2025-04-01", "2026-03-01"]]
    assert "New average" in [note.text for note in chart.figure.layout.annotations]
    joined = trace(chart.figure, "line")
    assert ("2025-03-01", "2025-04-01") not in {
        tuple(joined.x[place : place + 2]) for place in range(0, len(joined.x), 3)
    }


def test_a_month_that_is_not_whole_is_hollow_and_not_judged():
    chart = spc(control_of(CALM, after=[0.5]))
    loose = trace(chart.figure, "not whole")
    assert list(loose.x) == ["2025-04-01"]
    assert loose.marker.color == "#FFFFFF"
    assert "April 2025, drawn hollow, is not whole and not judged." in chart.notes
    assert "2025-04-01" not in trace(chart.figure, "points").x


def test_fewer_than_six_points_have_no_range_and_say_so():
    chart = spc(control_of(CALM[:5]))
    assert not [one for one in chart.figure.data if one.name in ("usual", "usual range")]
    assert "Too few points for a usual range, so no point is judged." in chart.notes
    assert trace(chart.figure, "points").hovertext[0].endswith("not judged")


def test_the_target_and_the_lines_are_named_at_their_ends_in_readable_ink():
    chart = spc(control_of(CALM, target=0.95))
    texts = [note.text.replace("<br>", " ") for note in chart.figure.layout.annotations]
    assert {"Target 95.0%", "Average 90.9%", "Usually from 84.4%", "Usually up to 94.9%"} <= set(texts)
    assert chart.figure.layout.shapes[0].y0 == 0.95
    assert chart.figure.layout.shapes[0].line.dash == "dot"
    assert all(contrast(colour) >= 4.5 for colour in text_colours(chart.figure))
    assert chart.alt.startswith("Line chart with a usual range: satisfied by month, April 2024 to March 2025.")
    assert "Satisfied: 92.0% in March 2025." in chart.alt


def test_figures_that_never_change_are_drawn_with_room_around_them():
    figure = spc(control_of([0.5] * 12)).figure
    assert figure.layout.yaxis.range[0] < 0.5 < figure.layout.yaxis.range[1]


def test_a_long_event_label_takes_lines_of_its_own_and_the_next_one_stands_above_it():
    first, last = date(2024, 4, 1), date(2026, 9, 1)
    events = [(date(2025, 5, 1), "Published satisfaction becomes the share satisfied"), (date(2025, 6, 1), "New menu")]
    long, short = place_events(events, first, last)
    assert long.text.split("\n") == ["Published satisfaction", "becomes the share", "satisfied"]
    assert (long.row, long.top, short.row) == (0, 3, 3)


def test_a_value_in_a_label_is_never_parted():
    figure = go.Figure()
    end_labels(
        figure,
        [(200.0, "Usually up to", "4 min 16 s", "#1F2933"), (100.0, "Average", "91.0%", "#1F2933")],
        marks=[0, 300],
        plot=270,
    )
    assert [note.text for note in figure.layout.annotations] == ["Usually up to<br>4 min 16 s", "Average 91.0%"]
