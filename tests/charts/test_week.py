"""The week by half-hours as a drawing: figures, outlines of peaks, people on duty, and room on a phone and on paper."""

from dataclasses import replace

from cxdata.analysis.phones.week.peaks import PEAK, Cell, Span, Week
from cxdata.charts.drawing.marks import Bars, Line, Text
from cxdata.charts.drawing.model import Chart
from cxdata.charts.people.week import week_grid
from cxdata.measures import MEASURES
from cxdata.periods import WEEKDAYS


def a_week(days: int = 5, hours: range = range(18, 34)) -> Week:
    """Ten calls in a half-hour, twenty and a peak on Mondays from 09:00 to 10:00."""
    cells = []
    for day in WEEKDAYS[:days]:
        for slot in hours:
            peak = day == "Monday" and slot in (18, 19)
            starts, ends = (f"{at // 2:02d}:{30 * (at % 2):02d}" for at in (slot, slot + 1))
            mean = 20.0 if peak else 10.0 + slot / 100
            cells.append(Cell(day, starts, ends, mean * 10, 10, mean, mean / 10, 9, 10, PEAK if peak else ""))
    peaks = (Span(PEAK, ("Monday",), "09:00", "10:00", 20.0, 1.9, 9, 10),)
    return Week(
        measure=MEASURES["calls_offered"],
        noun="calls",
        scope="",
        minutes=30,
        usual=10.5,
        searched=10,
        enough=True,
        in_hours=True,
        outside=0.0,
        cells=tuple(cells),
        peaks=peaks,
        troughs=(),
        holidays=(),
        months=(),
        events=(),
        sources=(),
        warnings=(),
        notes=(),
    )


def words(chart: Chart) -> list[str]:
    return [mark.words for mark in chart.drawing.marks if isinstance(mark, Text)]


def test_each_half_hour_is_shaded_and_says_what_comes() -> None:
    chart = week_grid(a_week())
    (bars,) = [mark for mark in chart.drawing.marks if isinstance(mark, Bars)]
    assert len(bars.bars) == 5 * 16
    assert words(chart).count("20") == 2
    assert bars.bars[0].hover == "Monday, 09:00 to 09:30\n20 calls on an open day\npeak week after week"
    assert chart.drawing.height < 480  # the first screen holds it


def test_a_run_of_peaks_has_one_outline() -> None:
    marks = [mark for mark in week_grid(a_week()).drawing.marks if isinstance(mark, Line)]
    assert len(marks) == 2  # white, and ink on it
    assert (min(marks[1].ys), max(marks[1].ys)) == (-0.5, 1.5)


def test_people_on_duty_are_laid_over_it() -> None:
    chart = week_grid(a_week(), {("Monday", "09:00"): (4.0, 2), ("Monday", "09:30"): (5.0, 0)})
    assert "4 +2" in words(chart)
    assert "5" in words(chart)
    assert "Figures: people on duty. +: more needed." in chart.reading
    assert "calls and people on duty" in chart.alt


def test_where_there_is_no_room_the_shades_stand_alone() -> None:
    phone, night = week_grid(a_week(7), narrow=True), week_grid(a_week(7, range(48)))
    for chart in (phone, night):
        assert set(words(chart)) == {day[:3] for day in WEEKDAYS}
    assert night.drawing.height < 700


def test_days_without_times_are_one_row() -> None:
    week = a_week(5, range(1))
    daily = replace(week, minutes=1440, cells=tuple(replace(cell, ends="24:00") for cell in week.cells))
    chart = week_grid(daily)
    assert chart.reading.startswith("Darker: more calls in a day.")
    assert chart.drawing.y.ticks == ()
