"""Lines over time: gaps stay gaps, four series at most, every label in its place."""

from datetime import date

from cxdata.charts import trend
from cxdata.charts.drawing.marks import Area, Line, Points, Text
from cxdata.charts.drawing.model import Chart
from cxdata.charts.over_time.labels import End, end_texts, place_events, spread_labels
from cxdata.charts.trend import Usual
from tests.charts.answers import answer
from tests.charts.colours import contrast
from tests.charts.drawn import inks, marks, points, words
from tests.charts.overlaps import overlaps

MONTHS = ["2026-01", "2026-02", "2026-04", "2026-05", "2026-06"]


def day(text: str) -> int:
    return date.fromisoformat(f"{text}-01").toordinal()


def courses(chart: Chart) -> list[Line]:
    """The lines of the figures: those of levels and events are level or upright."""
    return [line for line in marks(chart, Line) if len(line.xs) > 2]


def test_a_month_without_answers_or_with_too_few_is_a_gap_never_a_zero():
    rows = [
        (month, n, base) for month, n, base in zip(MONTHS, (80, 90, 3, 70, 60), (100, 100, 5, 100, 100), strict=True)
    ]
    chart = trend.trend(answer("satisfied", ["month"], rows))
    line = courses(chart)[0]
    assert line.xs[2] == day("2026-03")
    assert line.ys == (0.8, 0.9, None, None, 0.7, 0.6)
    assert "A gap in a line is a time without data, or with too few answers to say." in chart.notes


def test_a_month_without_contacts_between_others_is_nought():
    chart = trend.trend(answer("contacts", ["month"], [(month, 10) for month in MONTHS]))
    assert courses(chart)[0].ys == (10, 10, 0, 10, 10, 10)
    assert "lowest March 2026 with 0." in chart.alt


def test_the_band_is_broken_where_the_line_is():
    chart = trend.trend(answer("satisfied", ["month"], [(month, 80, 100) for month in MONTHS]))
    assert [len(band.rings[0]) for band in marks(chart, Area)] == [4, 6]
    assert chart.reading == "The band is where the true figure very likely lies."


def test_a_usual_range_takes_the_place_of_the_band_and_the_axis_reaches_it():
    usual = Usual(((date(2026, 1, 1), 0.5, 0.7), (date(2026, 2, 1), 0.52, 0.72)))
    rows = [(month, 80, 100) for month in MONTHS]
    chart = trend.trend(answer("satisfied", ["month"], rows), usual=usual, zoom=True)
    (band,) = marks(chart, Area)
    assert band.rings == (
        ((day("2026-01"), 0.7), (day("2026-02"), 0.72), (day("2026-02"), 0.52), (day("2026-01"), 0.5)),
    )
    assert chart.drawing.y.span[0] <= 0.5
    assert chart.reading.startswith("The grey band is the usual range")


def test_shares_run_from_0_to_100_per_cent_unless_zoomed():
    asked = answer("satisfied", ["month"], [(month, 80, 100) for month in MONTHS])
    assert trend.trend(asked).drawing.y.span == (0, 1)
    zoomed = trend.trend(asked, zoom=True)
    assert zoomed.drawing.y.span[0] > 0.5
    assert "The axis does not start at zero." in zoomed.notes


def test_two_courses_of_one_measure_can_share_a_scale():
    low = answer("abandoned_share", ["month"], [(month, 5, 1000) for month in MONTHS])
    assert trend.trend(low, zoom=True, scale=(0, 0.38)).drawing.y.span == (0, 0.4)


def test_four_lines_at_most_those_with_the_most_behind_them_and_the_rest_named():
    sizes = {"web": 50, "app": 5, "webchat": 20, "phone": 40, "face_to_face": 30, "post": 1}
    rows = [(month, channel, size) for month in MONTHS for channel, size in sizes.items()]
    chart = trend.trend(answer("contacts", ["month", "channel"], rows))
    assert [group.points[0].key for group in marks(chart, Points)] == ["web", "webchat", "phone", "face_to_face"]
    assert "Not drawn, but in the table: App and Post." in chart.notes
    assert {"Web 50", "Web chat 20", "Phone 40", "Face to face 30"} == set(words(chart))
    assert chart.alt.startswith(
        "Line chart: contacts, by month and channel. Highest January 2026, Web with 50, lowest March 2026, Web with 0."
    )
    kept = trend.trend(answer("contacts", ["month", "channel"], rows), keep=["post"])
    assert "post" in {point.key for point in points(kept)}
    colours = {line.colour for line in courses(chart)}
    assert len(colours) == 4
    assert all(contrast(colour) >= 3 for colour in colours)
    assert all(contrast(colour) >= 4.5 for colour in inks(chart)), inks(chart)


def test_an_unfinished_month_is_hollow_at_a_dotted_line_and_no_figure_is_read_off_it():
    rows = [(month, n, 100) for month, n in zip(MONTHS, (80, 80, 80, 70, 20), strict=True)]
    chart = trend.trend(answer("satisfied", ["month"], rows), incomplete="2026-06")
    assert [point.hollow for point in points(chart)] == [False, False, False, False, True]
    dotted = [line for line in marks(chart, Line) if line.dash == "dot"]
    assert [(line.xs, line.ys) for line in dotted] == [((day("2026-05"), day("2026-06")), (0.7, 0.2))]
    assert courses(chart)[0].ys[-1] is None
    assert words(chart) == ["70.0%\nMay 2026"]
    assert "June 2026, dotted, is not fully loaded." in chart.notes
    assert chart.alt.endswith("lowest May 2026 with 70.0%. Latest, May 2026: 70.0%.")


def test_a_small_base_is_hollow_and_said():
    chart = trend.trend(answer("satisfied", ["month"], [("2026-01", 80, 100), ("2026-02", 15, 20)]))
    assert [point.hollow for point in points(chart)] == [False, True]
    assert "Hollow: few counted, read with care." in chart.notes


def test_a_target_is_a_dashed_line_at_its_value_named_at_its_end():
    chart = trend.trend(answer("satisfied", ["month"], [(month, 80, 100) for month in MONTHS]), target=0.9)
    assert [line.ys for line in marks(chart, Line) if line.dash == "dash"] == [(0.9, 0.9)]
    assert "Target 90.0%" in words(chart)
    assert chart.alt.endswith("Target: 90.0%.")


def test_events_stand_at_their_dates_and_those_outside_are_left_out():
    rows = [(month, 80, 100) for month in MONTHS]
    events = [(date(2026, 3, 15), "New website"), (date(2020, 1, 1), "Long ago")]
    chart = trend.trend(answer("satisfied", ["month"], rows), events=events)
    upright = [line for line in marks(chart, Line) if line.xs[0] == line.xs[-1]]
    assert [line.xs[0] for line in upright] == [date(2026, 3, 15).toordinal()]
    label = next(text for text in marks(chart, Text) if text.words == "New website")
    assert (label.x, label.y) == (date(2026, 3, 15).toordinal(), 1)
    assert -label.dy < chart.drawing.margins.top
    assert "Long ago" not in words(chart)


def test_event_labels_that_would_meet_go_on_lines_of_their_own():
    first, last = date(2024, 1, 1), date(2026, 1, 1)
    near = place_events([(date(2025, 1, 1), "Office closed"), (date(2025, 2, 1), "New website")], first, last)
    assert [event.row for event in near] == [0, 1]
    far = place_events([(date(2024, 1, 5), "Start"), (date(2025, 12, 20), "End")], first, last)
    assert [event.row for event in far] == [0, 0]


def test_the_label_of_a_late_event_does_not_lie_on_the_top_tick():
    """It reaches from its date to the left, on a phone beyond the plot and over the axis."""
    values = [(f"2026-{month:02d}", 90 + month % 3, 100) for month in range(1, 13)]
    late = [(date(2026, 9, 1), "Published satisfaction becomes the share satisfied; before, it was a mean score")]
    for narrow, width in ((True, 350), (False, 480)):
        chart = trend.trend(answer("satisfied", ["month"], values), events=late, zoom=True, narrow=narrow)
        assert overlaps(chart.drawing, width) == []


def test_labels_at_line_ends_never_lie_on_one_another():
    placed = spread_labels([50, 51, 52, 99], [10, 30, 10, 10], 0, 100)
    edges = sorted(
        (middle - size / 2, middle + size / 2) for middle, size in zip(placed, [10, 30, 10, 10], strict=True)
    )
    assert all(one[1] <= other[0] + 1e-9 for one, other in zip(edges, edges[1:], strict=False))
    assert edges[-1][1] <= 100
    assert spread_labels([10, 90], [10, 10], 0, 100) == [10, 90]


def test_a_value_at_a_line_end_stays_in_one_piece():
    ends = [End(5, "Usual range for the time of year", "2 min 5 s", "#000000"), End(5, "Now", "3 s", "#000000")]
    texts = end_texts(ends, at=9, span=(0, 10), plot=200)
    assert [text.words for text in texts] == ["Usual range for the\ntime of year\n2 min 5 s", "Now 3 s"]
    assert abs(texts[0].y - texts[1].y) * 20 >= 2 * 21


def test_quarters_half_years_and_years_are_written_as_the_engine_names_them():
    for dimension, levels, last in (
        ("quarter", ["2025/26 Q4", "2026/27 Q2"], "Q2\n2026/27"),
        ("half_year", ["2025/26 H2", "2026/27 H1"], "H1\n2026/27"),
        ("financial_year", ["2024/25", "2026/27"], "2026/27"),
    ):
        chart = trend.trend(answer("contacts", [dimension], [(level, 9) for level in levels]))
        assert chart.drawing.x.ticks[-1].words == last
    assert courses(chart)[0].ys == (9, 0, 9)


def test_a_phone_has_half_the_dates():
    rows = [(f"{2025 + n // 12}-{n % 12 + 1:02d}", 9) for n in range(18)]
    wide, narrow = (trend.trend(answer("contacts", ["month"], rows), narrow=narrow) for narrow in (False, True))
    assert (len(wide.drawing.x.ticks), len(narrow.drawing.x.ticks)) == (6, 3)
    assert narrow.drawing.x.ticks[-1].words == "Jun\n2026"


def test_nothing_at_all_says_so():
    chart = trend.trend(answer("contacts", ["month"], []))
    assert chart.alt == "Line chart: contacts, by month: nothing to show."
    assert words(chart) == ["Nothing to show for these choices."]


def test_a_line_over_fifteen_years_has_dots_only_where_no_line_leads():
    months = [f"{2009 + n // 12}-{n % 12 + 1:02d}" for n in range(180)]
    rows = [(month, 50 + n % 7, 100 if n not in (99, 101) else 0) for n, month in enumerate(months)]
    chart = trend.trend(answer("abandoned_share", ["month"], rows))
    assert [point.x for point in points(chart) if point.size > 1] == [day(months[100])]
