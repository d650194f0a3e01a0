"""The drawing of the tracker: a bar from the day it was made, its late part apart, and what it lacks in words."""

from datetime import date

import pytest

from cxdata.charts.drawing.colours import ACCENT, GREY, WARM
from cxdata.charts.drawing.marks import Bars, Text
from cxdata.charts.tracker import TrackedRow, tracked

TODAY = date(2026, 11, 26)
LATE = TrackedRow(
    key="R1",
    words="2026/2. That every online form names a phone number for people who cannot finish it",
    stands="Action overdue +1",
    lacks=True,
    made=date(2026, 3, 10),
    until=TODAY,
    due=date(2026, 6, 30),
)
DONE = TrackedRow(
    "R2", "1. Call-back", "Done, better since", False, date(2025, 6, 10), date(2025, 10, 14), None, done=True
)
UNDATED = TrackedRow("R3", "3. Hours", "Open", False, None, TODAY, None)


def bars(*rows: TrackedRow) -> list[tuple[date, date, str]]:
    return [
        (date.fromordinal(int(bar.x0)), date.fromordinal(int(bar.x1)), bar.fill)
        for mark in tracked(rows, TODAY).drawing.marks
        if isinstance(mark, Bars)
        for bar in mark.bars
    ]


def test_a_bar_is_grey_until_it_was_due_and_warm_after() -> None:
    assert bars(LATE) == [
        (date(2026, 3, 10), date(2026, 6, 30), GREY),
        (date(2026, 6, 30), TODAY, WARM),
    ]
    assert bars(DONE) == [(date(2025, 6, 10), date(2025, 10, 14), ACCENT)]
    assert bars(UNDATED) == []


@pytest.mark.parametrize("narrow", [False, True])
def test_every_row_says_how_it_stands_and_long_words_take_two_lines(narrow: bool) -> None:
    chart = tracked([LATE, DONE, UNDATED], TODAY, narrow=narrow)
    said = [mark.words for mark in chart.drawing.marks if isinstance(mark, Text)]
    assert [words for words in said if words in ("Action overdue +1", "Done, better since", "Open")] == [
        "Action overdue +1",
        "Done, better since",
        "Open",
    ]
    titles = said if narrow else [tick.words for tick in chart.drawing.y.ticks]
    assert next(words for words in titles if words.startswith("2026/2")).count("\n") == 1
    assert "made 10 March 2026, due 30 June 2026: Action overdue +1." in chart.alt
    assert "after it was due" in chart.reading
