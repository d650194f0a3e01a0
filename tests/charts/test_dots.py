"""Dots: who is drawn in which order, what marks them, and that no label lies on another."""

import math
import re

import pytest

from cxdata.analysis.groups import judge_groups
from cxdata.charts.dots import Beside, dots
from cxdata.charts.drawing.colours import ACCENT, WARM
from cxdata.charts.drawing.marks import Line, Points, Text
from cxdata.charts.drawing.model import Chart
from tests.charts.answers import NAN, answer
from tests.charts.overlaps import overlaps

WARDS = [(f"Ward {number:02}", 40 + number, 1000) for number in range(25)]


def points_of(chart: Chart) -> dict[str, object]:
    return {point.key: point for mark in chart.drawing.marks if isinstance(mark, Points) for point in mark.points}


def words_of(chart: Chart) -> dict[str, Text]:
    return {mark.words: mark for mark in chart.drawing.marks if isinstance(mark, Text)}


def rows_of(chart: Chart) -> list[str]:
    return [tick.words for tick in chart.drawing.y.ticks]


def test_the_worst_stands_first_whichever_side_is_worse() -> None:
    rows = [("web", 50, 1000), ("phone", 200, 1000), ("Not recorded", 300, 1000)]
    assert rows_of(dots(answer("dissatisfied", ["channel"], rows))) == ["Phone", "Web", "Not recorded"]
    assert rows_of(dots(answer("satisfied", ["channel"], rows))) == ["Web", "Phone", "Not recorded"]


def test_a_dot_is_at_its_share_with_its_range_and_its_figure_at_the_right() -> None:
    shares = answer("dissatisfied", ["channel"], [("web", 50, 1000), ("phone", 200, 1000)])
    chart = dots(shares)
    assert points_of(chart)["phone"].x == 0.2
    ends = [mark.xs for mark in chart.drawing.marks if isinstance(mark, Line)]
    lower, upper = shares.frame.loc[1, ["lower", "upper"]]
    assert (lower, upper) in ends
    assert math.isclose(lower, 0.1764, abs_tol=1e-4)
    assert math.isclose(upper, 0.2259, abs_tol=1e-4)
    assert {"20.0%", "5.0%"} <= set(words_of(chart))


def test_worse_and_better_are_told_by_shape_and_word_where_they_occur() -> None:
    shares = answer("dissatisfied", ["channel"], [("web", 20, 1000), ("phone", 200, 1000), ("post", 70, 1000)])
    chart = dots(shares, judged=judge_groups(shares))
    assert {key: point.shape for key, point in points_of(chart).items()} == {
        "phone": "diamond",
        "post": "triangle",
        "web": "triangle",
    }
    assert points_of(chart)["phone"].colour == WARM
    assert words_of(chart)["20.0% worse"].bold
    assert "2.0% better" in words_of(chart)
    assert "Diamond: worse than the rest by more than chance. Triangle: better" in chart.reading
    assert "Worse than the rest: Phone." in chart.alt
    plain = dots(shares)
    assert {point.shape for point in points_of(plain).values()} == {"circle"}
    assert "Diamond" not in plain.reading


def test_of_25_wards_the_six_worst_the_chosen_and_the_best_are_drawn() -> None:
    wards = answer("dissatisfied", ["ward"], WARDS)
    chart = dots(wards, highlight=["Ward 10"])
    assert rows_of(chart) == [*(f"Ward {number}" for number in range(24, 18, -1)), "Ward 10", "Ward 00"]
    assert points_of(chart)["Ward 10"].colour == ACCENT
    assert [tick.words for tick in chart.drawing.y.ticks if tick.strong] == ["Ward 10"]
    assert chart.notes == ("17 more are in the table.",)
    everyone = dots(wards, limit=25)
    assert len(rows_of(everyone)) == 25
    assert everyone.notes == ()


def test_few_answers_are_hollow_and_named_so() -> None:
    chart = dots(answer("dissatisfied", ["channel"], [("web", 50, 1000), ("post", 5, 40)]))
    assert points_of(chart)["post"].hollow
    assert not points_of(chart)["web"].hollow
    assert "Post (few)" in rows_of(chart)
    assert chart.reading.endswith("Hollow: few counted, read with care.")


def test_groups_without_a_figure_stand_in_a_sentence() -> None:
    rows = [("web", 50, 1000), ("phone", 90, 1000), ("post", 1, 4), ("app", 2, 5), ("social", NAN, NAN)]
    chart = dots(answer("dissatisfied", ["channel"], rows))
    assert rows_of(chart) == ["Phone", "Web"]
    assert chart.notes == (
        "No figure for Post and App: too few to say.",
        "No figure for Social media: no data.",
    )


def test_a_long_name_is_broken_and_gets_its_room() -> None:
    rows = [("Council tax and business rates", 50, 1000), ("Bins", 90, 1000)]
    chart = dots(answer("dissatisfied", ["service"], rows))
    assert rows_of(chart) == ["Bins", "Council tax and business rates"], "30 letters still fit into one line"
    # 30 letters of 16 pixels are some 215 pixels wide in Liberation Sans.
    assert chart.drawing.margins.left > 215
    rows = [("Council tax and business rates and benefits", 50, 1000), ("Bins", 90, 1000)]
    longer = dots(answer("dissatisfied", ["service"], rows))
    assert rows_of(longer) == ["Bins", "Council tax and business\nrates and benefits"]
    assert longer.drawing.height > chart.drawing.height


@pytest.mark.parametrize("narrow", [False, True])
def test_labels_of_lines_that_lie_close_do_not_meet(narrow: bool) -> None:
    """Two names over two lines a fifth of a point apart stand back to back, where that fits, or one over another;
    three lay on each other at two heights.
    """
    rows = [("web", 20, 1000), ("phone", 100, 1000)]
    lines = [Beside(0.058, "Council"), Beside(0.06, "Target", dashed=True)]
    words = words_of(dots(answer("dissatisfied", ["channel"], rows), beside=lines, narrow=narrow))
    council, target = words["Council 5.8%"], words["Target 6.0%"]
    assert ((council.anchor, target.anchor) == ("end", "start")) != (council.dy != target.dy)
    three = [*lines, Beside(0.062, "Wards like it")]
    chart = dots(answer("dissatisfied", ["channel"], rows), beside=three, narrow=narrow)
    over = [text for words, text in words_of(chart).items() if re.match("Council|Target|Wards", words)]
    assert len(over) == 3
    assert overlaps(chart.drawing, 350 if narrow else 480) == []
    assert chart.drawing.margins.top >= max(-text.dy for text in over) + 10


def test_on_a_phone_the_name_stands_over_its_dot() -> None:
    rows = [("Council tax and business rates", 50, 1000), ("Bins", 90, 1000)]
    chart = dots(answer("dissatisfied", ["service"], rows), narrow=True)
    assert set(rows_of(chart)) == {""}
    name = words_of(chart)["Council tax and business rates"]
    assert (name.y, name.halo) == (1, True)
    assert name.dy < -14, "above the dot, which is 14 pixels high"
    assert chart.drawing.margins.left <= 20


def test_dots_need_one_dimension() -> None:
    with pytest.raises(ValueError, match="one dimension"):
        dots(answer("dissatisfied", ["channel", "ward"], [("web", "Abbey", 5, 100)]))
