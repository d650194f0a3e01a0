"""An exhibit as a picture: everything a reader needs stands inside it, and nothing is cut."""

import io
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from cxdata.analysis.groups import judge_groups
from cxdata.charts.dots import Beside, dots
from cxdata.charts.drawing import font
from cxdata.export.download import OFFICERS
from cxdata.export.exhibit import Exhibit, exhibit_of
from cxdata.export.exhibit.picture import picture_png, picture_svg
from tests.charts.answers import answer

pytestmark = pytest.mark.unit
SVG = "{http://www.w3.org/2000/svg}"
FINDING = "Business customers phoning about council tax: 28 in 100 are dissatisfied, against 5 in 100 of everybody else"
INVENTED = "Invented figures of a sample council."


def exhibit(*rows: tuple, finding: str = FINDING) -> Exhibit:
    """The exhibit of dots for wards; a row is its name, the dissatisfied, the answers."""
    found = answer("dissatisfied", ["ward"], rows or [("Abbey", 30, 200), ("Bede & Co", 10, 180), ("Castle", 6, 12)])
    chart = dots(found, judged=judge_groups(found), beside=[Beside(0.12, "Council"), Beside(0.1, "Target", True)])
    return exhibit_of(found, chart, finding, key="dissatisfied-ward")


def texts(svg: str) -> list[str]:
    """The texts of a picture, the lines of each joined as they are read."""
    return [" ".join(span.text or "" for span in text) for text in ET.fromstring(svg).iter(f"{SVG}text")]


def test_finding_scope_base_source_and_view_stand_in_the_picture() -> None:
    shown = texts(picture_svg(exhibit(), doubt=INVENTED))
    assert shown[:3] == [FINDING, INVENTED, "All dates loaded"]
    reading = "Of 392 answers to the question. The line on each dot is where the true figure very likely lies."
    assert any(text.startswith(reading) for text in shown)
    assert shown[-2:] == ["Source: no file.", OFFICERS]
    assert {"Abbey", "Bede & Co", "Council 12.0%", "Target 10.0%"} <= set(shown)
    # 30 of 200 and 10 of 180.
    assert [text[:5].strip() for text in shown if text.startswith(("15.0%", "5.6%"))] == ["15.0%", "5.6%"]


def test_without_a_doubt_nothing_is_said_of_one() -> None:
    assert not any("nvented" in text for text in texts(picture_svg(exhibit())))


def test_an_exhibit_without_a_drawing_has_no_picture() -> None:
    found = answer("dissatisfied", ["ward"], [])
    with pytest.raises(ValueError, match="has no drawing"):
        picture_svg(exhibit_of(found, None, "No answers.", key="none"))


def test_the_png_is_as_wide_as_a_slide_and_its_edges_are_white() -> None:
    image = Image.open(io.BytesIO(picture_png(exhibit(), doubt=INVENTED)))
    assert image.width == 1920
    pixels = np.asarray(image.convert("L"))
    for edge in (pixels[:16], pixels[-8:], pixels[:, :16].T, pixels[:, -16:].T):
        assert edge.min() == 255
    assert pixels.min() < 60


def test_the_png_is_drawn_with_the_shipped_type_alone() -> None:
    """A letter that the shipped fonts lack is an empty box, whatever fonts the machine has."""
    one, other = (picture_png(exhibit(("区", 30, 200), ("B", 1, 90), finding=word)) for word in ("区", "语"))
    assert one == other


words = st.text("abcdefghij ABCWM &<>'\"%€é0123456789", min_size=1, max_size=200).filter(str.strip)


@given(words, st.lists(st.tuples(words, st.integers(0, 90), st.integers(90, 400)), min_size=1, max_size=12))
@settings(max_examples=60, deadline=None)
def test_no_word_of_any_exhibit_leaves_its_picture(finding: str, rows: list[tuple]) -> None:
    named = {name: (name, count, base) for name, count, base in rows}
    svg = picture_svg(exhibit(*named.values(), finding=finding), doubt=INVENTED)
    root = ET.fromstring(svg)
    width, height = float(root.get("width")), float(root.get("height"))
    for left, top, right, bottom in boxes(root, 0, 0):
        assert left >= -0.2
        assert right <= width + 0.2
        assert top >= -0.2
        assert bottom <= height + 0.2


def boxes(element: ET.Element, dx: float, dy: float) -> list[tuple[float, float, float, float]]:
    """The edges of every line of text, worked out of the written SVG and the widths of the type."""
    if moved := element.get("transform", "").removeprefix("translate("):
        dx, dy = (float(part) for part in moved.rstrip(")").split(","))
    found = []
    for child in element:
        if child.tag == f"{SVG}text":
            size, bold = float(child.get("font-size")), child.get("font-weight") == "bold"
            for span in child:
                wide = font.width(span.text or "", size, bold=bold)
                left = (
                    float(span.get("x")) + dx - {"start": 0, "middle": wide / 2, "end": wide}[child.get("text-anchor")]
                )
                foot = float(span.get("y")) + dy
                found.append((left, foot - 0.72 * size, left + wide, foot + 0.21 * size))
        else:
            found += boxes(child, dx, dy)
    return found
