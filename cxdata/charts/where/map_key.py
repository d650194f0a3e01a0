"""What stands beside a map: its wards by number with their figures, the shades with theirs, and what the signs mean."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from textwrap import shorten, wrap

from shapely.geometry.base import BaseGeometry

from cxdata.charts.drawing.colours import ACCENT, INK, QUIET, ink_on
from cxdata.charts.drawing.font import widest, width
from cxdata.charts.drawing.marks import SIZE, Text
from cxdata.charts.parts.rows import Row
from cxdata.charts.parts.shades import Shades
from cxdata.measures.intervals import NO_DATA
from cxdata.measures.model import Measure
from cxdata.measures.words import say_value

LINE = 23  # pixels a line of the list
_NAME = 24  # characters of a name: more are cut short, and stand whole under the pointer and in the table
_NUMBER, _AIR, _PAD = 28, 14, 6


@dataclass(frozen=True)
class MapWard:
    """A ward of the map: its label, its shape laid flat, its figures (None where the answer has no row for it), the
    class of its shade, and its number in the list (0 for none).
    """

    label: str
    geometry: BaseGeometry
    row: Row | None
    shade: int | None
    number: int = 0


@dataclass(frozen=True)
class Listed:
    """The words beside a map, from the top, with the pixels they take across and down."""

    lines: tuple[tuple[Text, ...], ...]
    width: int

    @property
    def height(self) -> int:
        """Pixels from the first line to the last."""
        return LINE * len(self.lines)

    def marks(self, x: float, y: float, *, right: float, down: float) -> list[Text]:
        """The words as marks, `right` and `down` pixels from the place (x, y) of the map."""
        return [
            Text(
                x,
                y,
                word.words,
                anchor=word.anchor,
                dx=right + word.dx,
                dy=down + LINE * (number + 0.5),
                colour=word.colour,
                bold=word.bold,
                fill=word.fill,
            )
            for number, line in enumerate(self.lines)
            for word in line
        ]


def silent_wards(wards: Sequence[MapWard]) -> list[MapWard]:
    """The wards for which the answer has no data."""
    return [
        ward for ward in wards if ward.row is not None and not ward.row.has_value and ward.row.note in ("", NO_DATA)
    ]


def wards_with_too_few(wards: Sequence[MapWard]) -> list[MapWard]:
    """The wards with data on too few people to give a figure."""
    return [
        ward for ward in wards if ward.row is not None and not ward.row.has_value and ward not in silent_wards(wards)
    ]


def list_beside(
    measure: Measure,
    ranked: Sequence[Row],
    classes: Shades,
    *,
    strong: Collection[str],
    most: int,
    signs: Sequence[str],
) -> Listed:
    """The list and the key of a map.

    `ranked` are the rows with a figure in the order of their numbers; of more than `most` the first are listed and the
    last, and always the `strong` ones, which are picked out. `signs` say what else is drawn.
    """
    rows = _listed(ranked, strong, most)
    names = [shorten(ranked[number - 1].levels[0], _NAME, placeholder="…") for number in rows]
    values = [say_value(measure, row.value, row.denominator) for row in (ranked[number - 1] for number in rows)]
    across = max(
        _NUMBER + widest(names, SIZE) + _AIR + widest(values, SIZE), *(width(sign, SIZE) for sign in signs), 215
    )
    title = wrap(measure.title, max(round(across / (SIZE * 0.58)), 12))
    lines: list[tuple[Text, ...]] = [(_text(words, bold=True),) for words in title]
    for place, (number, name, value) in enumerate(zip(rows, names, values, strict=True)):
        if place and number > rows[place - 1] + 1:
            lines.append((_text("…", dx=_NUMBER, colour=QUIET),))
        chosen = ranked[number - 1].levels[0] in strong
        colour = ACCENT if chosen else INK
        lines.append(
            (
                Text(0, 0, str(number), anchor="end", dx=_NUMBER - 8, colour=QUIET),
                _text(name, dx=_NUMBER, bold=chosen, colour=colour),
                Text(0, 0, value, anchor="end", dx=across, bold=chosen, colour=colour),
            )
        )
    chips = _shades(classes, across) if classes.labels else []
    lines += [(), *chips] if chips else []
    lines += [(_text(sign, colour=QUIET),) for sign in signs]
    ends = [text.dx + width(text.words, SIZE) + _PAD for line in chips for text in line]
    return Listed(tuple(lines), round(max([across, *ends])))


def _listed(ranked: Sequence[Row], strong: Collection[str], most: int) -> list[int]:
    numbers = range(1, len(ranked) + 1)
    if len(ranked) <= most:
        return list(numbers)
    picked = {number for number in numbers if ranked[number - 1].levels[0] in strong}
    picked |= {*range(1, most), len(ranked)}
    return sorted(picked)


def _shades(classes: Shades, across: float) -> list[tuple[Text, ...]]:
    """The classes two a line, the darkest first, each on its own shade."""
    chips = [
        _text(label, fill=colour, colour=ink_on(colour))
        for label, colour in zip(classes.labels[::-1], classes.colours[::-1], strict=True)
    ]
    second = max(width(chip.words, SIZE) for chip in chips) + 18
    if second + width(chips[-1].words, SIZE) > across + 20:
        return [(chip,) for chip in chips]
    return [
        (
            chips[start],
            *(
                _text(chip.words, dx=second, fill=chip.fill, colour=chip.colour)
                for chip in chips[start + 1 : start + 2]
            ),
        )
        for start in range(0, len(chips), 2)
    ]


def _text(words: str, *, dx: float = 0, bold: bool = False, colour: str = INK, fill: str = "") -> Text:
    return Text(0, 0, words, dx=dx, bold=bold, colour=colour, fill=fill)
