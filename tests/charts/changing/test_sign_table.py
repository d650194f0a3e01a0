"""The table of signs: a row a measure, each line on its own scale, the verdict by shape and by word."""

from datetime import date

import pytest

from cxdata.analysis.change.charts import KEY_MEASURES, KeyMeasures
from cxdata.analysis.change.summary import Change, change_of, in_order, known_by, say_found, say_question, tally
from cxdata.charts.changing.sign_table import sign_table
from cxdata.charts.drawing.marks import Area, Line, Text
from cxdata.scope import Scope
from tests.charts.colours import contrast
from tests.charts.controls import control_of
from tests.charts.drawn import inks, marks, points, words

CALM = [0.90, 0.92] * 13
WORSE = control_of([*CALM, 0.60])
BETTER = control_of([*(0.08, 0.10) * 13, 0.01], measure="dissatisfied")
CHANGED = control_of([*CALM, 0.60], measure="assisted_share")
SAME = control_of(CALM, measure="easy")
SHORT = control_of(CALM[:5], measure="on_time")


def signs(*controls, missing=()):
    return KeyMeasures(controls, "", "", missing)


def test_the_verdict_of_a_row_is_the_shape_of_its_last_point_and_a_word():
    chart = sign_table([WORSE, BETTER, CHANGED, SAME])
    assert [point.shape for point in points(chart)] == ["diamond", "triangle", "square", "circle"]
    verdicts = [word for word in words(chart) if word in ("worse", "better", "changed", "no change")]
    assert verdicts == ["worse", "better", "changed", "no change"]
    assert [tick.words.replace("\n", " ") for tick in chart.drawing.y.ticks][:2] == ["Satisfied", "Dissatisfied"]
    assert "60.0%" in words(chart)
    assert chart.reading.startswith("Diamond: worse than ordinary ups and downs explain. Triangle: better")
    assert all(contrast(colour) >= 4.5 for colour in inks(chart))
    assert "Satisfied: 60.0% in June 2026, worse" in chart.alt


def test_a_line_shows_two_years_on_a_scale_of_its_own_and_rises_with_the_figure():
    chart = sign_table([WORSE, SAME])
    lines = [line for line in marks(chart, Line) if len(line.xs) > 2]
    assert [len(line.xs) for line in lines] == [24, 23], "the second ends a month before the first"
    assert date.fromordinal(int(lines[0].xs[0])) == date(2024, 7, 1)
    assert "24 months to Jun 2026" in words(chart)
    # The axis is read from the top: a higher figure has a smaller height. June 2026 is the lowest by far.
    assert max(lines[0].ys) == lines[0].ys[-1] == points(chart)[0].y
    for row, line in enumerate(lines):
        heights = [height for height in line.ys if height is not None]
        assert row - 0.36 <= min(heights) < max(heights) <= row + 0.36


def test_the_usual_range_lies_behind_a_line_that_was_judged():
    bands = marks(sign_table([WORSE, SHORT]), Area)
    assert len(bands) == 1, "five months have no usual range"
    ring = bands[0].rings[0]
    # Where the figures go to and fro by two points and one falls by thirty, the one lies below its band.
    assert max(height for _, height in ring) < points(sign_table([WORSE]))[0].y


def test_a_phone_has_the_name_over_its_line():
    chart = sign_table([WORSE], narrow=True)
    assert [tick.words for tick in chart.drawing.y.ticks] == [""]
    assert next(text for text in marks(chart, Text) if text.words == "Satisfied").halo


def test_a_table_without_a_row_is_refused():
    with pytest.raises(ValueError, match="at least one measure"):
        sign_table([])


def test_worse_comes_first_then_better_then_changed_and_the_rest():
    ordered = in_order(signs(SHORT, SAME, CHANGED, BETTER, WORSE))
    assert [change_of(control).value for control in ordered] == [
        "worse",
        "better",
        "changed",
        "no change",
        "too few to say",
    ]


def test_the_finding_says_how_many_changed_which_way_and_the_first():
    assert say_found(signs(BETTER, SAME, WORSE)) == (
        "2 of 3 measures really changed, 1 for the worse. First: Satisfied, 60.0%."
    )
    assert say_found(signs(BETTER)) == "1 of 1 measure really changed, for the better: Dissatisfied, 1.0%."
    assert say_found(signs(SAME)) == (
        "None of 1 measure has really changed: the latest figures are ordinary ups and downs."
    )
    assert say_found(signs(SHORT)) == "Too few to say: none of 1 measure has enough months and figures yet."
    assert say_found(signs()) == "No key measure has a whole month of data yet."
    assert say_question(signs(BETTER, SAME, WORSE)).startswith("What made “Satisfied” worse,")
    assert say_question(signs(SAME)) == ""


def test_the_counts_of_the_tiles_add_up_to_what_is_followed():
    counted = tally(signs(WORSE, BETTER, CHANGED, SAME, SHORT, missing=("Complaints",)))
    assert (counted.changed, counted.better, counted.worse) == (3, 1, 1)
    assert counted.followed == 5
    assert counted.not_judged == 2, "too few months, and one without data"


def test_a_count_of_less_than_one_in_a_usual_month_is_no_change():
    rare = control_of([0.0] * 15 + [1.0] + [0.0] * 4 + [1.0] + [0.0] * 3, measure="contacts")
    assert change_of(rare) is Change.FEW, "its usual range has no width"


def test_a_measure_that_does_not_know_what_is_chosen_is_no_sign_of_it():
    known, unknown = known_by(Scope(choices=(("ward", ("Abbey",)),)))
    assert "contacts" in known
    assert "average_wait" not in known
    assert "Average phone wait" in unknown
    assert len(known) + len(unknown) == len(KEY_MEASURES)
    assert known_by(Scope()) == (KEY_MEASURES, ())
