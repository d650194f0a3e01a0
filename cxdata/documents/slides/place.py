"""Where words stand on a slide and in which size, measured so that none runs out of its place."""

from collections.abc import Sequence
from dataclasses import dataclass

from cxdata.charts.drawing import font

WIDE, HIGH = 960.0, 540.0
"""Points of a slide of 13.33 by 7.5 inches: 16 to 9."""
EDGE = 42.0
ROOM = WIDE - 2 * EDGE
LEAST = 18
"""Points: the smallest type that is read from the back of a room."""
_TITLES = (36, 32, 28, 24)
_LONG_TITLES = (24, 20, LEAST)
_TITLE_LINES = 5  # of a title in 24 points; a longer one is smaller, so that the drawing keeps its half of the slide
_BODIES = (28, 24, 20, LEAST)
_SAFE = 0.97  # of the room: the letters of another machine's Arial are as wide, but for rounding


@dataclass(frozen=True)
class Fitted:
    """Words broken into lines at a size in points, and how high they stand."""

    size: int
    lines: int

    @property
    def height(self) -> float:
        """Points from the first line's top to the last one's foot."""
        return self.lines * self.size * font.LINE


def fit_title(words: str, *, cover: bool = False) -> Fitted:
    """A title on one line in the largest type that holds it, else on lines of 24 points, of less if very long.

    On a `cover` two lines of the largest type will do.
    """
    for size in _TITLES:
        lines = len(_lines(words, size, bold=True))
        if lines <= (2 if cover else 1):
            return Fitted(size, lines)
    for size in _LONG_TITLES:
        lines = len(_lines(words, size, bold=True))
        if lines <= _TITLE_LINES:
            break
    return Fitted(size, lines)


def fit_said(words: str, *, bold: bool = False, room: float = ROOM) -> Fitted:
    """A line of the smallest type, over as many lines as it takes."""
    return Fitted(LEAST, len(_lines(words, LEAST, bold=bold, room=room)) if words else 0)


def fit_items(items: Sequence[str], room: float, indent: float, gap: float) -> list[tuple[int, tuple[str, ...]]]:
    """A list on as few slides as hold it: for each the size of type and its items, none of them cut.

    One slide takes the largest size that holds all. Where none does, items of the smallest go on to the next.
    """
    for size in _BODIES:
        if sum(_item_height(item, size, indent, gap) for item in items) <= room:
            return [(size, tuple(items))]
    slides: list[tuple[str, ...]] = []
    left = 0.0
    for item in items:
        high = _item_height(item, LEAST, indent, gap)
        if high > left:
            slides.append(())
            left = room
        slides[-1] = (*slides[-1], item)
        left -= high
    return [(LEAST, part) for part in slides]


def _item_height(item: str, size: int, indent: float, gap: float) -> float:
    return len(_lines(item, size, room=ROOM - indent)) * size * font.LINE + gap


def _lines(words: str, size: int, *, bold: bool = False, room: float = ROOM) -> list[str]:
    return [line for part in words.split("\n") for line in font.wrap(part, size, room * _SAFE, bold=bold) or [""]]
