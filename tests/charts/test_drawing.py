"""A drawing is drawn twice and says the same: values, looks, words and order; and no word leaves the picture."""

import cmath
import itertools
import math
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxdata.charts.drawing.colours import ACCENT, INK, OUTLINE, WARM
from cxdata.charts.drawing.marks import Area, Bar, Bars, Line, Mark, Point, Points, Text
from cxdata.charts.drawing.model import Axis, Drawing, Margins, Tick, names
from cxdata.charts.drawing.on_screen import figure_of
from cxdata.charts.drawing.place import fit, place, words_of
from tests.charts.readings import WIDTH, agree, svg_of

pytestmark = pytest.mark.unit


def of(*marks: Mark, x: Axis | None = None, y: Axis | None = None, **more: object) -> Drawing:
    """A drawing on axes from 0 to 40 and of two rows."""
    across = x or Axis((0, 40), tuple(Tick(at, f"{at}%") for at in (0, 20, 40)), title="in each 100", grid=True)
    return Drawing(marks, across, y or names(["Phone", "Face to face\nand by post"], strong=1), 220, **more)


def test_every_kind_of_mark_is_read_back_the_same_from_both() -> None:
    drawing = of(
        Area((((2, -0.2), (10, -0.2), (10, 0.5)), ((6, 0.2), (6, 0), (4, 0))), fill="#DCE9F5", outline=INK),
        Line((12, 12), (-0.5, 1.5), ACCENT, dash="dash"),
        Line((0, 10, None, 20, 30), (0, 1, None, 1, 0.5), OUTLINE, dash="dot"),
        Bars((Bar(0, 31.5, -0.3, 0.3, ACCENT, hatched=True), Bar(0, 7, 0.7, 1.3, WARM))),
        Points(
            (
                Point(12.5, 0, WARM, "diamond"),
                Point(33, 1, ACCENT, "triangle", hollow=True),
                Point(3, 0.5, OUTLINE, "triangle-down"),
                Point(40, 0, INK, "square"),
                Point(0, 1),
            )
        ),
        Text(12, -0.4, "Council 12.0% <b>& more</b>", anchor="middle", colour=ACCENT),
        Text(40, 1, "two\nlines", dx=8, bold=True, halo=True, size=18),
        margins=Margins(left=130, right=60, top=30, bottom=60),
    )
    shown = agree(drawing)
    assert shown.texts[0][0] == "Council 12.0% <b>& more</b>"
    assert shown.ticks["y"] == [("Phone", False, INK), ("Face to face\nand by post", True, INK)]
    assert shown.titles == ("in each 100", "")
    assert [kind for kind, _, _ in shown.marks] == ["bars", "area", "line", "line", "points"]


def test_a_title_over_the_plot_and_an_axis_turned_over_are_drawn_by_both() -> None:
    upright = Axis((100, 0), tuple(Tick(at, str(at)) for at in (0, 50, 100)), title="rank", grid=True)
    agree(of(Points((Point(10, 25), Point(20, 100))), y=upright, margins=Margins(40, 30, 40, 60)))


def test_a_tick_of_another_colour_has_it_in_both() -> None:
    y = Axis((1.5, -0.5), (Tick(0, "Web", colour=INK), Tick(1, "Phone", strong=True, colour=WARM)))
    assert agree(of(Points((Point(1, 1),)), y=y)).ticks["y"] == [("Web", False, INK), ("Phone", True, WARM)]


def test_a_square_drawing_has_one_scale_and_stands_in_the_middle() -> None:
    drawing = Drawing((), Axis((0, 10)), Axis((0, 20)), 416, Margins(0, 0, 8, 8), square=True)
    at = place(drawing, 700)
    assert (at.left, at.right, at.top, at.bottom) == (250, 450, 8, 408)  # 400 high for 20, so 200 wide for 10


def test_a_hole_stays_a_hole() -> None:
    area = Area((((0, 0), (4, 0), (4, 4), (0, 4)), ((1, 1), (3, 1), (3, 3), (1, 3))), fill=ACCENT)
    svg = svg_of(Drawing((area,), Axis((0, 4)), Axis((0, 4)), 200), 200)
    (path,) = (element for element in ET.fromstring(svg).iter() if element.get("class") == "area")
    assert path.get("fill-rule") == "evenodd"
    assert path.get("d").count("Z") == 2


@pytest.mark.parametrize("turned", list(itertools.product([False, True], repeat=3)))
def test_a_hole_is_a_hole_on_the_screen_too(turned: tuple[bool, ...]) -> None:
    """Plotly fills where the rings run round a place more often one way than the other."""
    squares = [((a, a), (b, a), (b, b), (a, b)) for a, b in ((0, 10), (2, 8), (4, 6))]
    rings = tuple(ring[::-1] if turn else ring for ring, turn in zip(squares, turned, strict=True))
    (trace,) = figure_of(Drawing((Area(rings, fill=ACCENT),), Axis((0, 10)), Axis((0, 10)), 200)).data
    drawn = [ring for ring in _rings(trace.x, trace.y) if ring]
    assert [sum(_turns(ring, place) for ring in drawn) != 0 for place in (1, 3, 5)] == [True, False, True]


def _rings(xs, ys) -> list[list[tuple[float, float]]]:
    rings: list[list[tuple[float, float]]] = [[]]
    for x, y in zip(xs, ys, strict=True):
        if x is None:
            rings.append([])
        else:
            rings[-1].append((x, y))
    return rings


def _turns(ring: list[tuple[float, float]], place: float) -> int:
    """How often a ring runs round (place, 5), by the angles seen from there."""
    seen = [cmath.phase(complex(x - place, y - 5.0)) for x, y in [*ring, ring[0]]]
    steps = [(after - before + math.pi) % (2 * math.pi) - math.pi for before, after in itertools.pairwise(seen)]
    return round(sum(steps) / (2 * math.pi))


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", 'a " b & c', "bell\x07 and \ud800", "]]>"])
def test_words_out_of_the_data_are_words(words: str) -> None:
    svg = svg_of(of(Text(1, 0, words), y=names([words, "b"])), WIDTH, alt=words)
    root = ET.fromstring(svg.encode("utf-8", "strict"))
    kinds = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert kinds <= {"svg", "desc", "rect", "path", "g", "text", "tspan"}


def test_a_picture_refers_to_nothing_outside() -> None:
    svg = svg_of(of(Bars((Bar(0, 3, 0, 1, ACCENT, hatched=True),)), Text(1, 0, "see https://example.org")), WIDTH)
    assert "href" not in svg
    assert "style" not in svg
    assert svg.count("url(") == svg.count("url(#hatched-12436D)") == 1


label = st.text("abcdefghijklmnopqrstuvwxyzABCWM &<>'\"%€é0123456789", min_size=1, max_size=24)
place_on = st.floats(0, 1)
mark = st.one_of(
    st.builds(
        Text,
        place_on,
        place_on,
        st.lists(label, min_size=1, max_size=3).map("\n".join),
        anchor=st.sampled_from(["start", "middle", "end"]),
        dx=st.integers(-20, 20),
        dy=st.integers(-40, 40),
        size=st.sampled_from([14, 16, 20]),
        bold=st.booleans(),
        halo=st.booleans(),
    ),
    st.builds(
        lambda points: Points(tuple(points)),
        st.lists(
            st.builds(
                Point,
                place_on,
                place_on,
                colour=st.sampled_from([ACCENT, WARM]),
                shape=st.sampled_from(["circle", "diamond", "triangle", "triangle-down", "square"]),
                hollow=st.booleans(),
            ),
            max_size=4,
        ),
    ),
    st.builds(
        lambda pairs, dash: Line(tuple(x for x, _ in pairs), tuple(y for _, y in pairs), dash=dash),
        st.lists(st.tuples(place_on, place_on), min_size=1, max_size=5),
        st.sampled_from(["solid", "dash", "dot"]),
    ),
    st.builds(
        lambda ends: Bars(tuple(Bar(x0, x1, y0, y1, ACCENT, hatched=x0 < y0) for x0, x1, y0, y1 in ends)),
        st.lists(st.tuples(place_on, place_on, place_on, place_on), max_size=4),
    ),
    st.builds(
        lambda ring, fill: Area((tuple(ring),), fill=fill),
        st.lists(st.tuples(place_on, place_on), min_size=3, max_size=6),
        st.sampled_from([WARM, ""]),
    ),
)
axis = st.builds(
    lambda low, high, title, grid: Axis((0, 1), (Tick(0, low), Tick(1, high, strong=grid)), title=title, grid=grid),
    label,
    label,
    st.one_of(st.just(""), label),
    st.booleans(),
)
drawings = st.builds(
    lambda marks, x, y, height: Drawing(tuple(marks), x, y, height),
    st.lists(mark, max_size=6),
    axis,
    axis,
    st.integers(200, 700),
)


@given(drawings)
@settings(max_examples=150, deadline=None)
def test_any_drawing_says_the_same_twice(drawing: Drawing) -> None:
    agree(drawing)


@given(drawings, st.integers(760, 1400))
@settings(max_examples=150, deadline=None)
def test_no_word_leaves_the_picture(drawing: Drawing, width: int) -> None:
    fitted = fit(drawing, width)
    plot_before, plot_after = (one.height - one.margins.top - one.margins.bottom for one in (drawing, fitted))
    assert plot_after == plot_before
    for words in words_of(fitted, width):
        left, top, right, bottom = words.box
        assert left >= -0.1, words
        assert right <= width + 0.1, words
        assert top >= -0.1, words
        assert bottom <= fitted.height + 0.1, words


def test_margins_that_hold_their_words_stay_as_they_are() -> None:
    drawing = of(margins=Margins(left=130, right=40, top=10, bottom=60))
    assert fit(drawing, WIDTH) is drawing


def test_words_on_a_colour_have_it_behind_them_in_a_picture_too() -> None:
    """The key of the map stood as white words on white on slides and in pictures."""
    text = Text(10, 0, "218.3 to 234.5", colour="#FFFFFF", fill=ACCENT)
    root = ET.fromstring(svg_of(of(text, margins=Margins(130, 60, 30, 60)), 700))
    (behind,) = [element for element in root.iter() if element.get("class") == "fill"]
    assert behind.get("fill") == ACCENT
    (words,) = [words for words in words_of(of(text), 700) if words.words == "218.3 to 234.5"]
    assert float(behind.get("width")) >= words.box[2] - words.box[0]
