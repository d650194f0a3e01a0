"""Charts of channels: the mix over time, and what rose and what fell."""

import re

from cxdata.analysis.shift import moved
from cxdata.charts.channels import mix, shift
from cxdata.charts.drawing.marks import Line, Text
from tests.charts.answers import answer
from tests.charts.colours import contrast
from tests.charts.drawn import bars, inks, marks, points, words

BLUE, GREY = "#12436D", "#5A6573"


def shares(counts: dict[str, float]):
    whole = sum(counts.values())
    return answer("channel_share", ["channel"], [(name, count, whole) for name, count in counts.items()])


NOW = {"web": 4600, "phone": 4300, "email": 1000, "post": 99, "Not recorded": 1}
THEN = {"web": 4000, "phone": 4900, "email": 1000, "post": 99, "Not recorded": 1}


def changes(**options):
    now = shares(NOW)
    return shift(now, moved(now, shares(THEN)), **options)


def test_what_rose_stands_first_with_a_mark_only_where_it_is_more_than_chance():
    chart = changes()
    assert [(point.key, point.shape, point.colour) for point in points(chart)] == [
        ("web", "triangle", BLUE),
        ("email", "circle", GREY),
        ("phone", "triangle-down", BLUE),
    ]
    assert [round(point.x, 3) for point in points(chart)] == [0.06, 0.0, -0.06]
    assert [tick.words for tick in chart.drawing.y.ticks] == ["Web", "E-mail", "Phone"]


def test_points_and_counts_stand_beside_it():
    said = words(changes())
    assert "+6.0 points" in said
    assert "40.0% to 46.0%, 600 more" in said
    assert "−6.0 points" in said
    assert "49.0% to 43.0%, 600 fewer" in said
    assert "0.0 points" in said


def test_the_small_ones_that_did_not_move_are_in_the_table_unless_chosen():
    assert changes().notes == ("In the table: Post and Not recorded.",)
    assert "post" in {point.key for point in points(changes(highlight=("post",)))}


def test_the_chosen_channel_is_picked_out_and_the_others_keep_their_marks():
    chart = changes(highlight=("phone",))
    assert {point.key: (point.shape, point.colour) for point in points(chart)} == {
        "web": ("triangle", GREY),
        "email": ("circle", GREY),
        "phone": ("triangle-down", BLUE),
    }
    assert [tick.words for tick in chart.drawing.y.ticks if tick.strong] == ["Phone"]


def test_labels_never_overlap_and_lie_inside_the_drawing():
    for narrow in (False, True):
        drawing = changes(narrow=narrow).drawing
        rows = len(drawing.y.ticks)
        tall = (drawing.height - drawing.margins.top - drawing.margins.bottom) / rows
        right = [text for text in drawing.marks if isinstance(text, Text) and text.x == drawing.x.span[1]]
        middles = sorted(text.y * tall + text.dy for text in right)
        assert all(low + 19 <= high for low, high in zip(middles, middles[1:], strict=False))
        assert all(contrast(colour) >= 4.5 for colour in inks(changes(narrow=narrow)))


def test_a_phone_has_the_names_over_the_marks_and_no_counts():
    said = words(changes(narrow=True))
    assert "Web" in said
    assert "40.0% to 46.0%" in said
    assert {tick.words for tick in changes(narrow=True).drawing.y.ticks} == {""}


def test_the_sentence_for_those_who_cannot_see_has_every_figure():
    assert changes().alt == (
        "Changes in shares, from the largest rise to the largest fall. Web +6.0 points (rose), 40.0% to 46.0%, 600 "
        "more; E-mail 0.0 points (may be chance), 10.0% to 10.0%, 0 more; Phone −6.0 points (fell), 49.0% to 43.0%, "
        "600 fewer."
    )
    assert not re.search(r"\d", changes().alt.partition(".")[0]), "the list for a meeting keeps this, and no figure"


def test_nothing_to_compare_says_so():
    few = shares({"web": 3, "phone": 2})
    chart = shift(few, moved(few, few))
    assert words(chart) == ["Nothing to compare for these choices."]
    assert not marks(chart, Line)


def test_a_mix_stacks_to_the_whole_with_the_small_parts_in_one_grey():
    sizes = {"web": 40, "app": 5, "phone": 35, "face_to_face": 15, "post": 5}
    rows = [(month, channel, n, 100) for month in ("2026-01", "2026-02") for channel, n in sizes.items()]
    chart = mix(answer("channel_share", ["month", "channel"], rows))
    first = [bar for bar in bars(chart) if bar.x0 < bars(chart)[0].x1]
    assert {bar.key: round(bar.y1 - bar.y0, 9) for bar in first} == {name: n / 100 for name, n in sizes.items()}
    assert round(max(bar.y1 for bar in first), 9) == 1
    colours = {bar.key: bar.fill for bar in first}
    assert colours["app"] == colours["post"] == "#8A8F94"
    assert len(set(colours.values())) == 4
    assert "All others 10.0%" in words(chart)
    assert chart.alt.endswith("In February 2026: Web 40.0%, Phone 35.0%, Face to face 15.0%, App 5.0%, Post 5.0%.")
    assert all(contrast(colour) >= 4.5 for colour in inks(chart))


def test_online_automated_and_assisted_have_their_colours_whatever_is_loaded():
    def colours(*groups: str) -> dict[str, str]:
        rows = [("2026-01", group, 10, 10 * len(groups)) for group in groups]
        return {bar.key: bar.fill for bar in bars(mix(answer("channel_group_share", ["month", "channel_group"], rows)))}

    every = colours("online", "automated_phone", "assisted", "other")
    assert len(set(every.values())) == 4
    for some in (("assisted",), ("automated_phone", "assisted"), ("online", "other")):
        assert colours(*some) == {group: every[group] for group in some}


def test_a_step_without_contacts_leaves_its_room_empty():
    rows = [
        ("2026-01", "web", 4, 10),
        ("2026-01", "phone", 6, 10),
        ("2026-03", "web", 5, 10),
        ("2026-03", "phone", 5, 10),
    ]
    chart = mix(answer("channel_share", ["month", "channel"], rows))
    assert sorted({round((bar.x0 + bar.x1) / 2) for bar in bars(chart)}) == [739617, 739676]  # 1 January, 1 March 2026
