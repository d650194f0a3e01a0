"""Bars and dots: what is drawn is what the answer says."""

import pytest

from cxdata.charts import bars
from cxdata.charts.parts.theme import PALETTE
from tests.charts.answers import NAN, answer
from tests.charts.colours import contrast, mark_colours, text_colours

CHANNELS = [
    ("web", 170, 200),
    ("webchat", 14, 22),
    ("phone", 322, 400),
    ("face_to_face", 90, 100),
    ("post", 3, 6),
    ("Not recorded", 40, 70),
]


def satisfied_by_channel():
    return answer("satisfied", ["channel"], CHANNELS)


def texts(figure):
    return [
        text.strip() for trace in figure.data if trace.type == "scatter" and trace.mode == "text" for text in trace.text
    ]


def notes_in_plot(figure):
    return {note.y: note.text for note in figure.layout.annotations if isinstance(note.y, int)}


def test_a_bar_is_as_long_as_its_share_and_says_it_beside_it():
    figure = bars.bars(satisfied_by_channel()).figure
    assert list(figure.data[0].x) == [0.85, 14 / 22, 0.805, 0.9, 40 / 70]
    assert texts(figure) == ["85.0%", "63.6%", "80.5%", "90.0%", "57.1%"]
    assert figure.layout.xaxis.range[0] == 0


def test_a_group_with_too_few_answers_keeps_its_row_and_says_so():
    figure = bars.bars(satisfied_by_channel()).figure
    assert figure.layout.yaxis.ticktext[4] == "Post"
    assert notes_in_plot(figure) == {4: "too few to say"}
    assert 4 not in figure.data[0].y


def test_a_small_base_is_hatched_and_named_under_its_group():
    figure = bars.bars(satisfied_by_channel()).figure
    assert list(figure.data[0].marker.pattern.shape) == ["", "/", "", "", "/"]
    assert figure.layout.yaxis.ticktext[1] == "Web chat<br><i>very small base</i>"
    assert figure.layout.yaxis.ticktext[5] == "Not recorded<br><i>small base</i>"


def test_whiskers_reach_from_the_lower_to_the_upper_limit():
    """Wilson, 95 %: 90 of 100 is 82.6 % to 94.5 % (Newcombe's method 3)."""
    whisker = next(
        t
        for t in bars.bars(satisfied_by_channel()).figure.data
        if t.error_x.array is not None and t.error_x.color != "#FFFFFF"
    )
    place = list(whisker.y).index(3)
    assert 0.9 + whisker.error_x.array[place] == pytest.approx(0.945, abs=0.0005)
    assert 0.9 - whisker.error_x.arrayminus[place] == pytest.approx(0.826, abs=0.0005)


def test_services_come_highest_first_and_the_unrecorded_and_the_silent_last():
    rows = [("Parking", 5), ("Not recorded", 90), ("Waste", 40), ("Trees", NAN)]
    figure = bars.bars(answer("contacts", ["service"], rows)).figure
    assert list(figure.layout.yaxis.ticktext) == ["Waste", "Parking", "Not recorded", "Trees"]
    assert notes_in_plot(figure) == {3: "no data"}


def test_channels_keep_their_own_order_unless_asked_by_value():
    by_value = bars.bars(satisfied_by_channel(), by_value=True).figure.layout.yaxis.ticktext
    assert [name.split("<br>")[0] for name in by_value] == [
        "Face to face",
        "Web",
        "Phone",
        "Web chat",
        "Not recorded",
        "Post",
    ]


def test_a_highlight_is_the_only_dark_bar_and_stays_within_the_limit():
    rows = [(f"Ward {number}", 100 - number) for number in range(20)]
    chart = bars.bars(answer("contacts", ["ward"], rows), highlight="Ward 17", limit=5)
    names = list(chart.figure.layout.yaxis.ticktext)
    assert names == ["Ward 0", "Ward 1", "Ward 2", "Ward 3", "Ward 17"]
    assert [colour == PALETTE[0] for colour in chart.figure.data[0].marker.color] == [False] * 4 + [True]
    assert "Only the highest are drawn here, and few of small bases: 15 more are in the table." in chart.alt


def test_of_many_groups_the_two_ends_on_a_sound_base_are_drawn():
    rows = [(f"Ward {number:02}", 500 + number, 1000) for number in range(60)]
    rows += [("Ward of three", 3, 3), ("Ward of twenty", 20, 20), ("Not recorded", 1, 1000)]
    chart = bars.bars(answer("satisfied", ["ward"], rows), limit=6)
    assert list(chart.figure.layout.yaxis.ticktext) == [f"Ward {n:02}" for n in (59, 58, 57, 2, 1, 0)]
    assert "57 more are in the table." in chart.notes[-1]


def test_where_few_of_many_groups_have_a_figure_a_few_silent_ones_stand_for_the_rest():
    rows = [("Waste", 500, 1000), ("Trees", 20, 20), *((f"Service {n:02}", NAN, NAN) for n in range(80))]
    chart = bars.bars(answer("satisfied", ["service"], rows), limit=20)
    names = [name.split("<br>")[0] for name in chart.figure.layout.yaxis.ticktext]
    assert names == ["Trees", "Waste", *(f"Service {n:02}" for n in range(5))]
    assert "75 more are in the table." in chart.notes[-1]


def test_the_reference_line_stands_at_its_value_with_its_name():
    figure = bars.bars(satisfied_by_channel(), reference=0.81, reference_name="All channels").figure
    assert figure.layout.shapes[0].x0 == figure.layout.shapes[0].x1 == 0.81
    assert "All channels 81.0%" in [note.text for note in figure.layout.annotations]


def test_the_sentence_names_highest_lowest_and_who_is_missing():
    assert bars.bars(satisfied_by_channel()).alt == (
        "Bars: satisfied, by channel. Highest Face to face with 90.0%, lowest Not recorded with 57%. "
        "Without a figure: Post (too few to say)."
    )


def test_a_name_from_the_data_is_literal_text_in_lines_of_24_letters():
    rows = [('Repairs <a href="http://x.example">& adaptations</a> for disabled people', 4)]
    name = bars.bars(answer("contacts", ["service"], rows)).figure.layout.yaxis.ticktext[0]
    assert "<a" not in name
    assert "&lt;a" in name
    assert name.count("<br>") >= 2


def test_a_suppressed_row_gives_away_no_figure_anywhere():
    chart = bars.bars(answer("satisfied", ["channel"], CHANNELS[:3], suppressed=[False, True, False]))
    assert "63.6" not in chart.figure.to_json() + chart.alt
    assert "too few to show" in chart.figure.to_json()


def test_a_click_gives_the_group_as_stored():
    assert [row[0] for row in bars.bars(satisfied_by_channel()).figure.data[0].customdata][:2] == ["web", "webchat"]


def test_dots_hold_a_ward_against_the_council_with_a_hollow_dot_for_a_small_base():
    rows = [("Abbey", 150, 200), ("Barton", 12, 20), ("Carfax", 160, 200)]
    chart = bars.dots(answer("satisfied", ["ward"], rows), highlight="Abbey", reference=0.78, reference_name="Council")
    dots = chart.figure.data[-1]
    assert list(dots.x) == [0.8, 0.75, 0.6]
    assert list(dots.marker.color) == ["#8A8F94", PALETTE[0], "#FFFFFF"]
    assert chart.figure.layout.xaxis.range[0] > 0
    assert "Council: 78.0%." in chart.alt


@pytest.mark.parametrize("draw", [bars.bars, bars.dots])
def test_text_has_4_5_to_1_and_marks_3_to_1_on_white(draw):
    figure = draw(satisfied_by_channel(), highlight="phone", reference=0.8).figure
    assert text_colours(figure)
    assert all(contrast(colour) >= 4.5 for colour in text_colours(figure)), text_colours(figure)
    assert mark_colours(figure)
    assert all(contrast(colour) >= 3 for colour in mark_colours(figure)), mark_colours(figure)
    assert len(mark_colours(figure)) <= 4


def test_nothing_to_show_is_a_sentence_and_still_a_figure():
    chart = bars.bars(answer("satisfied", ["channel"], [("post", 3, 6)]))
    assert chart.alt == "Bars: satisfied, by channel. No figure can be shown. Without a figure: Post (too few to say)."
    assert notes_in_plot(chart.figure) == {0: "too few to say"}


def test_there_is_no_title_no_mode_bar_and_nothing_to_drag():
    chart = bars.bars(satisfied_by_channel())
    assert chart.figure.layout.title.text is None
    assert chart.config["displayModeBar"] is False
    assert chart.figure.layout.dragmode is False
    assert chart.figure.layout.xaxis.fixedrange
