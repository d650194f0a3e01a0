"""Lines and mixes over time: gaps stay gaps, four series at most, every label in its place."""

from datetime import date

from cxdata.charts import trend
from cxdata.charts.parts.annotations import place_events, spread_labels
from tests.charts.answers import answer
from tests.charts.colours import contrast, mark_colours, text_colours

MONTHS = ["2026-01", "2026-02", "2026-04", "2026-05", "2026-06"]


def lines(figure):
    return [trace for trace in figure.data if trace.mode == "lines+markers"]


def annotations(figure):
    return [note.text for note in figure.layout.annotations]


def test_a_month_without_answers_or_with_too_few_is_a_gap_never_a_zero():
    rows = [
        (month, n, base) for month, n, base in zip(MONTHS, (80, 90, 3, 70, 60), (100, 100, 5, 100, 100), strict=True)
    ]
    chart = trend.trend(answer("satisfied", ["month"], rows))
    line = lines(chart.figure)[0]
    assert list(line.x)[2] == "2026-03-01"
    assert list(line.y) == [0.8, 0.9, None, None, 0.7, 0.6]
    assert line.connectgaps is False
    assert "A gap in a line is a time without data, or with too few answers to say." in chart.notes


def test_a_month_without_contacts_between_others_is_nought():
    chart = trend.trend(answer("contacts", ["month"], [(month, 10) for month in MONTHS]))
    assert list(lines(chart.figure)[0].y) == [10, 10, 0, 10, 10, 10]
    assert "lowest March 2026 with 0." in chart.alt


def test_the_band_is_broken_where_the_line_is():
    rows = [(month, 80, 100) for month in MONTHS]
    bands = [trace for trace in trend.trend(answer("satisfied", ["month"], rows)).figure.data if trace.fill == "toself"]
    assert [len(band.x) for band in bands] == [4, 6]


def test_shares_run_from_0_to_100_per_cent_unless_zoomed():
    asked = answer("satisfied", ["month"], [(month, 80, 100) for month in MONTHS])
    assert list(trend.trend(asked).figure.layout.yaxis.range) == [0, 1]
    zoomed = trend.trend(asked, zoom=True)
    assert zoomed.figure.layout.yaxis.range[0] > 0.5
    assert "The axis does not start at zero." in zoomed.notes


def test_four_lines_at_most_those_with_the_most_behind_them_and_the_rest_named():
    sizes = {"web": 50, "app": 5, "webchat": 20, "phone": 40, "face_to_face": 30, "post": 1}
    rows = [(month, channel, size) for month in MONTHS for channel, size in sizes.items()]
    chart = trend.trend(answer("contacts", ["month", "channel"], rows))
    assert [line.name for line in lines(chart.figure)] == ["web", "webchat", "phone", "face_to_face"]
    assert "Not drawn, but in the table: App and Post." in chart.notes
    assert {"<b>Web</b>", "<b>Web chat</b>", "<b>Phone</b>", "<b>Face to face</b>"} <= set(annotations(chart.figure))
    assert chart.alt.startswith(
        "Line chart: contacts, by month and channel. Highest January 2026, Web with 50, lowest March 2026, Web with 0."
    )
    kept = trend.trend(answer("contacts", ["month", "channel"], rows), keep=["post"])
    assert "post" in [line.name for line in lines(kept.figure)]
    assert len(mark_colours(chart.figure)) == 4
    assert all(contrast(colour) >= 3 for colour in mark_colours(chart.figure))
    assert all(contrast(colour) >= 4.5 for colour in text_colours(chart.figure)), text_colours(chart.figure)


def test_an_unfinished_month_is_hollow_and_said():
    rows = [(month, 80, 100) for month in MONTHS]
    chart = trend.trend(answer("satisfied", ["month"], rows), incomplete="2026-06")
    assert lines(chart.figure)[0].marker.color[-1] == "#FFFFFF"
    assert lines(chart.figure)[0].marker.color[0] == "#12436D"
    assert "June 2026, drawn hollow, is not fully loaded." in chart.notes


def test_a_small_base_is_pale_and_said():
    rows = [("2026-01", 80, 100), ("2026-02", 15, 20)]
    chart = trend.trend(answer("satisfied", ["month"], rows))
    pale = lines(chart.figure)[0].marker.color
    assert pale[0] == "#12436D"
    assert contrast(pale[1]) < contrast(pale[0])
    assert "Pale points rest on a small base: read them with care." in chart.notes


def test_a_target_is_a_line_at_its_value_named_at_its_end():
    rows = [(month, 80, 100) for month in MONTHS]
    figure = trend.trend(answer("satisfied", ["month"], rows), target=0.9).figure
    assert figure.layout.shapes[0].y0 == 0.9
    assert "Target 90.0%" in annotations(figure)


def test_events_stand_at_their_dates_and_those_outside_are_left_out():
    rows = [(month, 80, 100) for month in MONTHS]
    events = [(date(2026, 3, 15), "New website"), (date(2020, 1, 1), "Long ago")]
    figure = trend.trend(answer("satisfied", ["month"], rows), events=events).figure
    assert figure.layout.shapes[-1].x0 == "2026-03-15"
    assert "New website" in annotations(figure)
    assert "Long ago" not in annotations(figure)


def test_event_labels_that_would_meet_go_on_lines_of_their_own():
    first, last = date(2024, 1, 1), date(2026, 1, 1)
    near = place_events([(date(2025, 1, 1), "Office closed"), (date(2025, 2, 1), "New website")], first, last)
    assert [event.row for event in near] == [0, 1]
    far = place_events([(date(2024, 1, 5), "Start"), (date(2025, 12, 20), "End")], first, last)
    assert [event.row for event in far] == [0, 0]


def test_labels_at_line_ends_never_lie_on_one_another():
    placed = spread_labels([50, 51, 52, 99], [10, 30, 10, 10], 0, 100)
    edges = sorted(
        (middle - size / 2, middle + size / 2) for middle, size in zip(placed, [10, 30, 10, 10], strict=True)
    )
    assert all(one[1] <= other[0] + 1e-9 for one, other in zip(edges, edges[1:], strict=False))
    assert edges[-1][1] <= 100
    assert spread_labels([10, 90], [10, 10], 0, 100) == [10, 90]


def test_quarters_half_years_and_years_are_written_as_the_engine_names_them():
    for dimension, levels, last in (
        ("quarter", ["2025/26 Q4", "2026/27 Q2"], "Q2<br>2026/27"),
        ("half_year", ["2025/26 H2", "2026/27 H1"], "H1<br>2026/27"),
        ("financial_year", ["2024/25", "2026/27"], "2026/27"),
    ):
        figure = trend.trend(answer("contacts", [dimension], [(level, 9) for level in levels])).figure
        assert figure.layout.xaxis.ticktext[-1] == last
    assert list(lines(figure)[0].y) == [9, 0, 9]


def test_a_mix_stacks_to_the_whole_with_the_small_parts_in_one_grey():
    sizes = {"web": 40, "app": 5, "phone": 35, "face_to_face": 15, "post": 5}
    rows = [(month, channel, n, 100) for month in ("2026-01", "2026-02") for channel, n in sizes.items()]
    chart = trend.mix(answer("channel_share", ["month", "channel"], rows))
    assert {trace.name: trace.y[0] for trace in chart.figure.data} == {name: n / 100 for name, n in sizes.items()}
    colours = {trace.name: trace.marker.color for trace in chart.figure.data}
    assert colours["app"] == colours["post"] == "#8A8F94"
    assert len(set(colours.values())) == 4
    assert "<b>All others</b>" in annotations(chart.figure)
    assert chart.alt.endswith("In February 2026: Web 40.0%, Phone 35.0%, Face to face 15.0%, App 5.0%, Post 5.0%.")
    assert all(contrast(colour) >= 4.5 for colour in text_colours(chart.figure))


def test_nothing_at_all_says_so():
    chart = trend.trend(answer("contacts", ["month"], []))
    assert chart.alt == "Line chart: contacts, by month: nothing to show."
    assert annotations(chart.figure) == ["Nothing to show for these choices."]


def test_a_line_over_fifteen_years_has_dots_only_where_no_line_leads():
    months = [f"{2009 + n // 12}-{n % 12 + 1:02d}" for n in range(180)]
    rows = [(month, 50 + n % 7, 100 if n not in (99, 101) else 0) for n, month in enumerate(months)]
    drawn = trend.trend(answer("abandoned_share", ["month"], rows)).figure.data[-1]
    assert [place for place, size in enumerate(drawn.marker.size) if size] == [100]
