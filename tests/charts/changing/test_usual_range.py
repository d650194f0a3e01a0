"""The chart of the usual range: what stands out does so by shape, gaps are bridged and not joined."""

from datetime import date

import numpy as np
import pytest

from cxdata.charts.changing.usual_range import spc
from cxdata.charts.drawing.marks import Line
from cxdata.charts.drawing.model import Chart
from cxdata.stats.spc.judge import Rebase
from tests.charts.colours import contrast
from tests.charts.controls import control_of
from tests.charts.drawn import inks, marks, points, words

BLUE, WARM, GREY, PURPLE, OUTLINE = "#12436D", "#A8390B", "#8A8F94", "#801650", "#5A6573"
CALM = [0.90, 0.92] * 6


def day(text: str) -> int:
    return date.fromisoformat(f"{text}-01").toordinal()


def usual(chart: Chart) -> list[Line]:
    """The average and both ends of the usual range, stretch by stretch; a dated event's line is thinner."""
    return [line for line in marks(chart, Line) if line.colour == OUTLINE and line.width == 1.6]


def joined(chart: Chart, dash: str = "solid") -> list[tuple[float | None, float | None]]:
    """The neighbours that the line of the figures joins (or, dashed, bridges)."""
    line = next((line for line in marks(chart, Line) if line.colour == GREY and line.dash == dash), None)
    return [] if line is None else [(line.xs[at], line.xs[at + 1]) for at in range(0, len(line.xs), 3)]


def test_the_average_and_the_usual_range_are_those_of_the_moving_ranges():
    chart = spc(control_of(CALM))
    average, lower, upper = usual(chart)
    # Twelve points of 360 and 368 of 400 by turns, on the log of the odds: the average lies between the two, every
    # step is their difference, and the range reaches 2.66 steps either way, less by sqrt(11/12): a mean was fitted.
    ends = [np.log(360.5 / 40.5), np.log(368.5 / 32.5)]
    reach, middle = 2.66 * (ends[1] - ends[0]) * np.sqrt(11 / 12), sum(ends) / 2
    assert average.ys[0] == pytest.approx(1 / (1 + np.exp(-middle)))
    assert lower.ys[0] == pytest.approx(1 / (1 + np.exp(-(middle - reach))))
    assert upper.ys[0] == pytest.approx(1 / (1 + np.exp(-(middle + reach))))
    assert (average.dash, lower.dash, upper.dash) == ("solid", "dash", "dash")
    assert {(point.shape, point.colour) for point in points(chart)} == {("circle", GREY)}
    assert "So few months give a provisional range; only a point outside it stands out." in chart.notes


def test_what_is_usual_follows_the_time_of_year():
    noise = 0.002 * np.random.default_rng(6).normal(size=36)
    waits = 100 * np.tile([1, 1, 2, 4, 2, 1, 1, 1, 1, 1, 1, 1], 3) * np.exp(noise)
    chart = spc(control_of(waits.tolist(), measure="average_wait"))
    middle = usual(chart)[0]
    # April is the first month drawn; July is four times an ordinary month.
    assert [round(middle.ys[month] / 100, 1) for month in (0, 2, 3, 5, 15)] == [1, 2, 4, 1, 4]
    assert len(middle.xs) == 36
    assert {point.shape for point in points(chart)} == {"circle"}
    assert chart.reading.startswith("Solid line: what is usual for each month.")
    assert any(text.startswith("Usual now") for text in words(chart))


def test_a_share_is_never_drawn_beyond_100_per_cent():
    chart = spc(control_of([0.97, 0.995] * 6))
    assert 0.99 < max(line.ys[0] for line in usual(chart)) <= 1.0
    assert chart.drawing.y.span[1] <= 1.0


@pytest.mark.parametrize(
    ("measure", "last", "shape", "colour", "key"),
    [
        ("satisfied", 0.60, "diamond", WARM, "Diamond: worse than ordinary ups and downs explain."),
        ("satisfied", 0.995, "triangle", BLUE, "Triangle: better than ordinary ups and downs explain."),
        ("dissatisfied", 0.995, "diamond", WARM, "Diamond: worse than ordinary ups and downs explain."),
        ("assisted_share", 0.60, "square", PURPLE, "Square: more of a change than ordinary ups and downs explain."),
    ],
)
def test_a_point_that_stands_out_has_a_shape_and_a_colour_of_its_own(measure, last, shape, colour, key):
    chart = spc(control_of([*CALM, last], measure=measure))
    latest = points(chart)[-1]
    assert (latest.shape, latest.colour) == (shape, colour)
    assert latest.size > points(chart)[0].size, "no larger than an ordinary point"
    assert key in chart.reading
    assert "outside the usual range" in latest.hover


def test_a_month_without_a_figure_is_bridged_by_a_dashed_line_and_not_joined():
    chart = spc(control_of([*CALM[:6], None, *CALM[:6]]))
    gap = (day("2024-09"), day("2024-11"))
    assert joined(chart, "dash") == [gap]
    assert gap not in joined(chart)
    assert len(joined(chart)) == 10
    assert day("2024-10") not in [point.x for point in points(chart)]
    assert "A dashed line bridges a time without data or with too few answers; it ends any run." in chart.notes


def test_a_new_average_breaks_the_lines_and_is_named():
    rebase = Rebase(12, date(2025, 4, 1), "new phone system")
    chart = spc(control_of([*CALM, *(value - 0.2 for value in CALM)], rebases=(rebase,)))
    averages = [line for line in usual(chart) if line.dash == "solid"]
    assert [round(line.ys[0], 3) for line in averages] == [0.909, 0.71]
    spans = [(line.xs[0], line.xs[-1]) for line in averages]
    assert spans == [(day("2024-04"), day("2025-03")), (day("2025-04"), day("2026-03"))]
    assert "New average" in words(chart)
    assert (day("2025-03"), day("2025-04")) not in joined(chart)


def test_a_month_that_is_not_whole_is_hollow_and_not_judged():
    chart = spc(control_of(CALM, after=[0.5]))
    loose = [point for point in points(chart) if point.hollow]
    assert [point.x for point in loose] == [day("2025-04")]
    assert loose[0].hover == "April 2025, not whole: not judged\n50.0%"
    assert "April 2025, drawn hollow, is not whole and not judged." in chart.notes


def test_fewer_than_six_points_have_no_range_and_say_so():
    chart = spc(control_of(CALM[:5]))
    assert usual(chart) == []
    assert "Too few points for a usual range, so no point is judged." in chart.notes
    assert points(chart)[0].hover.endswith("not judged")


def test_the_target_and_the_lines_are_named_at_their_ends_in_readable_ink():
    chart = spc(control_of(CALM, target=0.95))
    named = {text.replace("\n", " ") for text in words(chart)}
    assert {"Target 95.0%", "Average 90.9%", "Usually from 84.4%", "Usually up to 94.9%"} <= named
    target = next(line for line in marks(chart, Line) if line.dash == "dot")
    assert set(target.ys) == {0.95}
    assert target.xs == chart.drawing.x.span, "it goes all across"
    assert all(contrast(colour) >= 4.5 for colour in inks(chart))
    assert chart.alt.startswith("Line chart with a usual range: satisfied by month, April 2024 to March 2025.")
    assert "Satisfied: 92.0% in March 2025." in chart.alt


def test_figures_that_never_change_are_drawn_with_room_around_them():
    low, high = spc(control_of([0.5] * 12)).drawing.y.span
    assert low < 0.5 < high
