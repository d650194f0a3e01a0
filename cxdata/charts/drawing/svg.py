"""A drawing as SVG, for pictures, papers and slides: no script, no style sheet and no reference to anything outside."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from cxdata.charts.drawing import font
from cxdata.charts.drawing.colours import GRID, WHITE
from cxdata.charts.drawing.marks import Area, Bar, Bars, Line, Mark, Point, Points, Shape
from cxdata.charts.drawing.model import Axis, Drawing
from cxdata.charts.drawing.place import Place, Words, place, words_of

FAMILY = "Arial, 'Liberation Sans', Helvetica, sans-serif"
_OUTLINE = 2.5  # pixels of line around a mark
_MIDDLE = 0.36  # of the size: half the height of a capital letter
_HALO = 2  # pixels of white around words
_DASHES = {"dash": "9 6", "dot": "2 4"}
# The corners of a mark, in halves of its size; as large as Plotly draws them.
_CORNERS: dict[Shape, tuple[tuple[float, float], ...]] = {
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "diamond": ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    "triangle": ((-1.155, 0.5), (1.155, 0.5), (0, -1)),
    "triangle-down": ((-1.155, -0.5), (1.155, -0.5), (0, 1)),
}


def document(width: float, height: float, parts: Iterable[str], *, title: str = "", alt: str = "") -> str:
    """Elements as an SVG document on white."""
    said = [f"<title>{clean(title)}</title>"] if title else []
    said += [f"<desc>{clean(alt)}</desc>"] if alt else []
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{_px(width)}" height="{_px(height)}" '
            f'viewBox="0 0 {_px(width)} {_px(height)}" role="img" font-family="{FAMILY}">',
            *said,
            f'<rect width="{_px(width)}" height="{_px(height)}" fill="{WHITE}"/>',
            *parts,
            "</svg>\n",
        ]
    )


def elements(drawing: Drawing, width: float) -> list[str]:
    """The elements of a drawing whose margins hold its words (`place.fit`), each with a class that says what it is.

    Bars lie under every other mark, words over them.
    """
    at = place(drawing, width)
    below = [mark for mark in drawing.marks if isinstance(mark, Bars)]
    above = [mark for mark in drawing.marks if isinstance(mark, Points | Line | Area)]
    return [
        *_patterns(below),
        *_grid(drawing, at),
        *(_mark(mark, at) for mark in [*below, *above]),
        *(write(words) for words in words_of(drawing, width)),
    ]


def write(words: Words) -> str:
    """A text at its place, one line under another, with white behind it where it has a halo, or its fill."""
    lines = words.words.split("\n")
    step = words.size * font.LINE
    first = words.y - (len(lines) - 1) / 2 * step + _MIDDLE * words.size
    spans = [
        f'<tspan x="{_px(words.x)}" y="{_px(first + number * step)}">{clean(line)}</tspan>'
        for number, line in enumerate(lines)
    ]
    weight = ' font-weight="bold"' if words.bold else ""
    text = (
        f'<text class="{words.of}" font-size="{_px(words.size)}" fill="{words.colour}" text-anchor="{words.anchor}"'
        f"{weight}>{''.join(spans)}</text>"
    )
    if not words.halo and not words.fill:
        return text
    left, top, right, bottom = words.box
    kind, behind = ("fill", words.fill) if words.fill else ("halo", WHITE)
    return (
        f'<rect class="{kind}" x="{_px(left - _HALO)}" y="{_px(top)}" width="{_px(right - left + 2 * _HALO)}" '
        f'height="{_px(bottom - top)}" fill="{behind}"/>{text}'
    )


def clean(words: str) -> str:
    """Words as they may stand in XML: markup as text, and no character that XML does not know."""
    return escape("".join(letter for letter in words if letter in "\t\n" or letter.isprintable()))


def _grid(drawing: Drawing, at: Place) -> Iterator[str]:
    for x in _grid_at(drawing.x):
        yield _stroke("x grid", f"M{_px(at.across(x))},{_px(at.top)}V{_px(at.bottom)}", GRID, 1)
    for y in _grid_at(drawing.y):
        yield _stroke("y grid", f"M{_px(at.left)},{_px(at.down(y))}H{_px(at.right)}", GRID, 1)


def _grid_at(axis: Axis) -> list[float]:
    return [tick.at for tick in axis.ticks] if axis.grid else []


def _mark(mark: Mark, at: Place) -> str:
    if isinstance(mark, Points):
        return _group("points", (_point(point, at) for point in mark.points))
    if isinstance(mark, Line):
        dash = f' stroke-dasharray="{_DASHES[mark.dash]}"' if mark.dash in _DASHES else ""
        return _stroke("line", _path(mark, at), mark.colour, mark.width, dash)
    if isinstance(mark, Bars):
        return _group("bars", (_bar(bar, at) for bar in mark.bars))
    assert isinstance(mark, Area)
    return _area(mark, at)


def _point(point: Point, at: Place) -> str:
    x, y, half = at.across(point.x), at.down(point.y), point.size / 2
    look = f'fill="{WHITE if point.hollow else point.colour}" stroke="{point.colour}" stroke-width="{_OUTLINE}"'
    if point.shape == "circle":
        return f'<circle cx="{_px(x)}" cy="{_px(y)}" r="{_px(half)}" {look}/>'
    corners = " ".join(f"{_px(x + dx * half)},{_px(y + dy * half)}" for dx, dy in _CORNERS[point.shape])
    return f'<polygon class="{point.shape}" points="{corners}" {look}/>'


def _path(line: Line, at: Place) -> str:
    steps, pen = [], "M"
    for x, y in zip(line.xs, line.ys, strict=True):
        if x is None or y is None:
            pen = "M"
            continue
        steps.append(f"{pen}{_px(at.across(x))},{_px(at.down(y))}")
        pen = "L"
    return "".join(steps)


def _bar(bar: Bar, at: Place) -> str:
    xs = sorted(min(max(at.across(x), at.left), at.right) for x in (bar.x0, bar.x1))
    ys = sorted(min(max(at.down(y), at.top), at.bottom) for y in (bar.y0, bar.y1))
    fill = f"url(#{_pattern_id(bar.fill)})" if bar.hatched else bar.fill
    outline = bar.outline or (bar.fill if bar.hatched else "")
    stroke = f' stroke="{outline}" stroke-width="1"' if outline else ""
    return (
        f'<rect x="{_px(xs[0])}" y="{_px(ys[0])}" width="{_px(xs[1] - xs[0])}" height="{_px(ys[1] - ys[0])}" '
        f'fill="{fill}"{stroke}/>'
    )


def _area(area: Area, at: Place) -> str:
    rings = "".join(
        "M" + "L".join(f"{_px(at.across(x))},{_px(at.down(y))}" for x, y in ring) + "Z" for ring in area.rings if ring
    )
    fill, clear = area.fill or "none", f' opacity="{area.opacity}"' if area.opacity < 1 else ""
    return (
        f'<path class="area" d="{rings}" fill="{fill}" fill-rule="evenodd" stroke="{area.outline}" '
        f'stroke-width="{_px(area.width)}" stroke-linejoin="round"{clear}/>'
    )


def _patterns(bars: Iterable[Bars]) -> list[str]:
    fills = dict.fromkeys(bar.fill for mark in bars for bar in mark.bars if bar.hatched)
    if not fills:
        return []
    return [
        "<defs>",
        *(
            f'<pattern id="{_pattern_id(fill)}" width="7" height="7" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)"><rect width="7" height="7" fill="{WHITE}"/>'
            f'<rect width="2" height="7" fill="{fill}"/></pattern>'
            for fill in fills
        ),
        "</defs>",
    ]


def _pattern_id(fill: str) -> str:
    return f"hatched-{fill.lstrip('#')}"


def _group(name: str, parts: Iterable[str]) -> str:
    return f"<g class={quoteattr(name)}>{''.join(parts)}</g>"


def _stroke(name: str, path: str, colour: str, width: float, more: str = "") -> str:
    return (
        f'<path class="{name}" d="{path}" fill="none" stroke="{colour}" stroke-width="{_px(width)}" '
        f'stroke-linejoin="round"{more}/>'
    )


def _px(pixels: float) -> str:
    """Pixels to a hundredth, without needless noughts."""
    return f"{pixels:.2f}".rstrip("0").rstrip(".")
