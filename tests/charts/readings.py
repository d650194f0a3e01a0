"""What a drawing says, read back from the Plotly figure and from the SVG, for holding one against the other.

Values are read off the SVG as a person would: by the pixels of the ticks' words and the values that the figure gives
those ticks. Nothing of the drawing's own scales is used.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import unescape

import plotly.graph_objects as go
import pytest

from cxdata.charts.drawing.model import Drawing
from cxdata.charts.drawing.on_screen import figure_of
from cxdata.charts.drawing.place import fit
from cxdata.charts.drawing.svg import document, elements

SVG = "{http://www.w3.org/2000/svg}"
WIDTH = 700
SHAPES = {"triangle-up": "triangle"}
Path = list[tuple[float, float]]


def svg_of(drawing: Drawing, width: int, *, alt: str = "") -> str:
    """A drawing alone as a picture of this width."""
    drawing = fit(drawing, width)
    return document(width, drawing.height, elements(drawing, width), alt=alt)


Scale = Callable[[float], float]
Marks = tuple[str, list[tuple[float, ...]], tuple]


@dataclass
class Reading:
    """Marks in their order as (kind, values, looks); texts in their order as (words, bold, colour, size)."""

    marks: list[Marks]
    texts: list[tuple[str, bool, str, float]]
    ticks: dict[str, list[tuple[str, bool, str]]]
    titles: tuple[str, str]


def agree(drawing: Drawing) -> Reading:
    """What the figure says, after the SVG has been found to say the same, to a five-hundredth of an axis."""
    figure = figure_of(drawing)
    drawn, shown = read_svg(svg_of(drawing, WIDTH), figure), read_figure(figure)
    near = [abs(axis.span[1] - axis.span[0]) / 500 for axis in (drawing.x, drawing.y)]
    assert drawn.texts == shown.texts
    assert drawn.ticks == shown.ticks
    assert drawn.titles == shown.titles
    assert [(kind, looks) for kind, _, looks in drawn.marks] == [(kind, looks) for kind, _, looks in shown.marks]
    for (kind, ours, _), (_, theirs, _) in zip(drawn.marks, shown.marks, strict=True):
        assert len(ours) == len(theirs)
        for mine, other in zip(ours, theirs, strict=True):
            # A rectangle has four values: its ends across, then its ends down, which may be either way round.
            by_axis = [(mine[:2], other[:2]), (mine[2:], other[2:])] if kind == "bars" else None
            for axis, (one, two) in enumerate(by_axis or [(mine[:1], other[:1]), (mine[1:], other[1:])]):
                assert sorted(one) == pytest.approx(sorted(two), abs=near[axis])
    return shown


def read_figure(figure: go.Figure) -> Reading:
    """What the figure says. Plotly draws bars under lines and points whatever their order, so they come first."""
    traces = sorted(figure.data, key=lambda trace: trace.type != "bar")
    layout = figure.layout
    words = [_annotation(note) for note in layout.annotations if note.xref != "paper"]
    over = next((_words(note.text) for note in layout.annotations if note.xref == "paper"), "")
    ticks = {"x": _ticks(layout.xaxis), "y": _ticks(layout.yaxis)}
    return Reading([_trace(trace) for trace in traces], words, ticks, (_words(layout.xaxis.title.text or ""), over))


def read_svg(text: str, figure: go.Figure) -> Reading:
    """What the SVG says; the figure gives the values of the ticks alone."""
    root = ET.fromstring(text)
    scales = [
        _scale(_pixels(root, f"{axis} tick", number), tuple(figure.layout[f"{axis}axis"].tickvals or ()))
        or _scale_of_marks(root, figure, number)
        for number, axis in enumerate("xy")
    ]
    marks = _elements(root, *scales)
    titles = ("".join(_texts(root, "x title")), "".join(_texts(root, "y title")))
    ticks = {
        axis: [(words, bold, colour) for words, bold, colour, _ in _looks(root, f"{axis} tick")] for axis in ("x", "y")
    }
    return Reading(marks, _looks(root, "mark"), ticks, titles)


def _annotation(note: go.layout.Annotation) -> tuple[str, bool, str, float]:
    return _words(note.text), note.text.startswith("<b>"), note.font.color, float(note.font.size)


def _ticks(axis: go.layout.XAxis) -> list[tuple[str, bool, str]]:
    out = []
    for text in axis.ticktext or ():
        colour = re.search('color:([^"]+)"', text)
        out.append((_words(text), "<b>" in text, colour[1] if colour else axis.tickfont.color))
    return out


def _words(markup: str) -> str:
    return unescape(re.sub("<[^>]*>", "", markup.replace("<br>", "\n")))


def _trace(trace: go.Scatter | go.Bar) -> Marks:
    if trace.type == "bar":
        bars = [
            (base, base + x, y - width / 2, y + width / 2)
            for base, x, y, width in zip(trace.base, trace.x, trace.y, trace.width, strict=True)
        ]
        return "bars", bars, tuple(zip(trace.marker.color, (bool(s) for s in trace.marker.pattern.shape), strict=True))
    if trace.mode == "markers":
        marker = trace.marker
        looks = zip((SHAPES.get(s, s) for s in marker.symbol), marker.color, marker.line.color, strict=True)
        return "points", list(zip(trace.x, trace.y, strict=True)), tuple(looks)
    pairs = [(x, y) for x, y in zip(trace.x, trace.y, strict=True) if x is not None and y is not None]
    if trace.fill in ("toself", "none"):
        return "area", pairs, (trace.fillcolor or "none", trace.line.color)
    return "line", pairs, (trace.line.color, trace.line.dash)


def _element(kind: str, element: ET.Element, across: Scale, down: Scale) -> Marks:
    if kind == "bars":
        bars, looks = [], []
        for rect in element:
            x, y, wide, high = (float(rect.get(name)) for name in ("x", "y", "width", "height"))
            bars.append((across(x), across(x + wide), down(y), down(y + high)))
            hatched = re.fullmatch(r"url\(#hatched-(\w+)\)", rect.get("fill"))
            looks.append((f"#{hatched[1]}" if hatched else rect.get("fill"), bool(hatched)))
        return kind, bars, tuple(looks)
    if kind == "points":
        points, looks = [], []
        for mark in element:
            x, y = _middle(mark)
            points.append((across(x), down(y)))
            looks.append((mark.get("class", "circle"), mark.get("fill"), mark.get("stroke")))
        return kind, points, tuple(looks)
    pairs = [(across(float(x)), down(float(y))) for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", element.get("d"))]
    if kind == "area":
        return kind, pairs, (element.get("fill"), element.get("stroke"))
    dash = {None: "solid", "9 6": "dash", "2 4": "dot"}[element.get("stroke-dasharray")]
    return kind, pairs, (element.get("stroke"), dash)


def _middle(mark: ET.Element) -> tuple[float, float]:
    """The place a mark stands for: its centre; of a triangle the point from which its corners are equally far."""
    if mark.tag == f"{SVG}circle":
        return float(mark.get("cx")), float(mark.get("cy"))
    corners = [tuple(map(float, corner.split(","))) for corner in mark.get("points").split()]
    return tuple(sum(axis) / len(corners) for axis in zip(*corners, strict=True))


def _texts(root: ET.Element, kind: str) -> list[str]:
    return [_of(text) for text in root.iter(f"{SVG}text") if text.get("class") == kind]


def _of(text: ET.Element) -> str:
    return "\n".join(span.text or "" for span in text)


def _looks(root: ET.Element, kind: str) -> list[tuple[str, bool, str, float]]:
    return [
        (_of(text), text.get("font-weight") == "bold", text.get("fill"), float(text.get("font-size")))
        for text in root.iter(f"{SVG}text")
        if text.get("class") == kind
    ]


def _pixels(root: ET.Element, kind: str, axis: int) -> list[float]:
    """Where each tick's words stand: across by their anchor, down by the middle of their lines' feet."""
    out = []
    for text in root.iter(f"{SVG}text"):
        if text.get("class") == kind:
            ends = [float(span.get("xy"[axis])) for span in text]
            out.append(sum(ends) / len(ends) - (0.36 * float(text.get("font-size")) if axis else 0))
    return out


def _elements(root: ET.Element, across: Scale, down: Scale) -> list[Marks]:
    kinds = ("points", "line", "bars", "area")
    return [_element(kind, one, across, down) for one in root.iter() if (kind := one.get("class", "")) in kinds]


def _scale(pixels: Sequence[float], values: Sequence[float]) -> Scale | None:
    """Pixels to values, by the first tick and the last; None with fewer than two."""
    if len(values) < 2:
        return None
    (p0, p1), (v0, v1) = (pixels[0], pixels[-1]), (values[0], values[-1])
    return lambda pixel: v0 + (pixel - p0) / (p1 - p0) * (v1 - v0)


def _scale_of_marks(root: ET.Element, figure: go.Figure, axis: int) -> Scale:
    """On an axis without two ticks (a map), pixels to values by the marks that stand at its two ends.

    Every place between them is then still held against the figure.
    """
    at = _ends(_elements(root, float, float), axis)
    are = _ends(read_figure(figure).marks, axis)
    low, high = (pick(range(len(are)), key=are.__getitem__) for pick in (min, max))
    if are[low] == are[high]:
        return lambda pixel: are[low]
    scale = _scale([at[low], at[high]], [are[low], are[high]])
    assert scale is not None
    return scale


def _ends(marks: list[Marks], axis: int) -> list[float]:
    """The places of all marks on one axis; of a rectangle the middle."""
    found: list[float] = []
    for kind, values, _ in marks:
        found += [sum(v[2 * axis : 2 * axis + 2]) / 2 if kind == "bars" else v[axis] for v in values]
    return found or [0.0]
