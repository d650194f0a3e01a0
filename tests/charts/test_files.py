"""The days that files hold, as bars on one calendar."""

from datetime import date

import pytest

from cxdata.charts.dots.layout import LINE
from cxdata.charts.drawing.marks import Bars, Text
from cxdata.charts.files import NARROW_ROW, HeldFile, days_held

CASES = HeldFile("cases.csv", date(2025, 4, 1), date(2025, 9, 30), "1,204 rows", "● Fine")
VISITS = HeldFile("visits.csv", date(2025, 4, 1), date(2025, 4, 30), "30 rows", "■ Do not use", usable=False)
WARDS = HeldFile("wards.geojson", None, None, "24 rows", "● Fine")


def test_a_bar_spans_the_days_of_its_file_and_says_its_rows_and_trust() -> None:
    drawing = days_held([VISITS, CASES, WARDS]).drawing
    bars = next(mark for mark in drawing.marks if isinstance(mark, Bars)).bars
    assert [date.fromordinal(int(bar.x0)) for bar in bars] == [date(2025, 4, 1), date(2025, 4, 1)]
    assert [bar.x1 - bar.x0 for bar in bars] == [30, 183], "April, and April to September"
    assert [bar.hatched for bar in bars] == [True, False]
    words = [mark.words for mark in drawing.marks if isinstance(mark, Text)]
    assert words == ["30 rows  ■ Do not use", "1,204 rows  ● Fine", "24 rows  ● Fine", "no dates"]
    assert [tick.words for tick in drawing.y.ticks] == ["visits.csv", "cases.csv", "wards.geojson"]
    assert [tick.words for tick in drawing.x.ticks] == [
        f"{month}\n2025" for month in ("Apr", "May", "Jun", "Jul", "Aug", "Sep")
    ]


def test_a_long_span_has_few_dates_and_every_file_is_told_to_those_who_cannot_see() -> None:
    old = HeldFile("old.csv", date(2009, 1, 15), date(2025, 9, 30), "9 rows", "● Fine")
    chart = days_held([old])
    assert [tick.words for tick in chart.drawing.x.ticks] == [
        "Feb\n2009",
        "Feb\n2014",
        "Feb\n2019",
        "Feb\n2024",
    ]
    assert "old.csv: 15 January 2009 to 30 September 2025, 9 rows, ● Fine." in chart.alt


def test_on_a_phone_a_bar_keeps_clear_of_the_two_lines_over_it() -> None:
    """A bar grew with its row and covered half of "1,204 rows  ● Fine"."""
    drawing = days_held([CASES], narrow=True).drawing
    [bar] = next(mark for mark in drawing.marks if isinstance(mark, Bars)).bars
    [words] = [mark for mark in drawing.marks if isinstance(mark, Text)]
    assert words.words == "cases.csv\n1,204 rows  ● Fine"
    lowest = words.dy + LINE  # of two lines about their middle
    assert lowest < bar.y0 * NARROW_ROW, "pixels from the middle of the row"


def test_nothing_to_draw_is_refused() -> None:
    with pytest.raises(ValueError, match="no file"):
        days_held([])
