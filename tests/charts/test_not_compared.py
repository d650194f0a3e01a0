"""What is not held against the others: words in the place of a dot, hatched boxes and hollow dots."""

from math import nan

import pytest

from cxdata.charts.dots import Dot, how_to_read, lay_out
from cxdata.charts.drawing.marks import Bars, Line, Points, Text
from cxdata.measures import MEASURES
from tests.charts.overlaps import overlaps

SATISFIED = MEASURES["satisfied"]
ROWS = (
    Dot("Leisure Trust", nan, nan, nan, nan, said="no data supplied", key="trust"),
    Dot("Abbey Council", 0.88, 0.86, 0.9, 1200, key="abbey"),
    Dot("Dene Council", 0.86, nan, nan, nan, hollow=True, key="dene"),
    Dot("Castle Council", 0.95, nan, nan, 800, hatched=True, key="castle"),
)


def test_a_row_without_a_figure_has_words_and_no_dot() -> None:
    drawing = lay_out(SATISFIED, ROWS)
    points = {point.key: point for mark in drawing.marks if isinstance(mark, Points) for point in mark.points}
    assert set(points) == {"abbey", "dene"}
    words = [mark.words for mark in drawing.marks if isinstance(mark, Text)]
    assert "no data supplied" in words
    assert "–" not in words
    assert points["dene"].hollow
    assert not points["abbey"].hollow


def test_another_definition_is_a_hatched_box_at_its_figure_without_a_range() -> None:
    drawing = lay_out(SATISFIED, ROWS)
    (box,) = (bar for mark in drawing.marks if isinstance(mark, Bars) for bar in mark.bars)
    assert box.hatched
    assert (box.x0 + box.x1) / 2 == pytest.approx(0.95)
    ranges = [mark.xs for mark in drawing.marks if isinstance(mark, Line)]
    assert ranges == [(0.86, 0.9)]
    assert "Hatched: another definition, not compared." in how_to_read(ROWS)


@pytest.mark.parametrize("narrow", [False, True])
def test_no_label_lies_on_another(narrow: bool) -> None:
    assert overlaps(lay_out(SATISFIED, ROWS, narrow=narrow), 350 if narrow else 480) == []
