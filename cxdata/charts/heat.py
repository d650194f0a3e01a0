"""A grid of figures by two dimensions, each cell shaded and with its figure written in it."""

from collections.abc import Mapping, Sequence
from textwrap import wrap

from cxdata.charts.drawing.colours import INK, QUIET, WHITE, ink_on
from cxdata.charts.drawing.font import widest
from cxdata.charts.drawing.marks import SIZE, Bar, Bars, Text
from cxdata.charts.drawing.model import Axis, Chart, Drawing, Margins, Tick
from cxdata.charts.parts import alt
from cxdata.charts.parts.rows import Row, hover_words, rows_of
from cxdata.charts.parts.shades import Shades, shades
from cxdata.contract import NOT_RECORDED
from cxdata.measures.model import Dimension, Measure, Unit
from cxdata.measures.query import Answer
from cxdata.measures.words import say_level, say_value

_CELL = 26  # pixels a row of the grid takes
_LINE = 20  # pixels a line of words takes
_GAP = 0.04  # of a cell, at each side
_NARROW_MOST = 6  # columns of a phone that have room for their figures


def heat(answer: Answer, *, narrow: bool = False) -> Chart:
    """A grid of the answer's two dimensions, the first across and the second down (such as weekdays and hours).

    Each cell is shaded in one of five classes and carries its figure; a cell without a row stays blank, one with too
    few answers shows a dash. Rows "Not recorded" in either dimension are left to the table. On a phone (`narrow`)
    more than six columns have their shades alone. Raises ValueError unless the answer has two dimensions.
    """
    if len(answer.by) != 2:
        raise ValueError(f"a grid needs two dimensions, not {len(answer.by)}")
    across, down = answer.by
    rows = [row for row in rows_of(answer) if NOT_RECORDED not in row.levels]
    columns = _levels(across, [row.levels[0] for row in rows])
    lines = _levels(down, [row.levels[1] for row in rows], whole=down.id == "hour")
    by_levels = {row.levels: row for row in rows}
    cells = {
        (column, line): by_levels[name, level]
        for column, name in enumerate(columns)
        for line, level in enumerate(lines)
        if (name, level) in by_levels
    }
    classes = shades(answer.measure, [row.value for row in rows], what="cells")
    shade = dict(zip((row.levels for row in rows), classes.of, strict=True))
    figures = [] if narrow and len(columns) > _NARROW_MOST else _figures(answer.measure, cells, shade, classes)
    drawing = _drawing(answer, columns, lines, (_shaded(answer, cells, shade, classes), *figures))
    left_out = any(NOT_RECORDED in row.levels for row in rows_of(answer))
    rest = f"What has no {across.title.lower()} or {down.title.lower()} on record is in the table." if left_out else ""
    words = alt.sentence(
        alt.say_subject("Grid of figures", answer.measure, answer.by) + ".",
        alt.say_extremes(answer.measure, answer.by, rows),
        rest,
    )
    return Chart(drawing, words, classes.meaning, (rest,) if rest else ())


def _drawing(answer: Answer, columns: Sequence[str], lines: Sequence[str], marks: Sequence[Bars | Text]) -> Drawing:
    """The grid with the names of its columns above and of its lines at the left."""
    across, down = answer.by
    names = ["\n".join(wrap(say_level(down, line), 22)) for line in lines]
    heads = [_head(across, column) for column in columns]
    tall = max(_CELL, _most_lines(names) * _LINE + 6)
    over = _most_lines(heads) * _LINE
    titles = [Text(at, -0.5, head, anchor="middle", dy=-over / 2 - 4) for at, head in enumerate(heads)]
    margins = Margins(left=widest(names, SIZE) + 18, right=8, top=over + 10, bottom=8)
    upright = Axis((max(len(lines), 1) - 0.5, -0.5), tuple(Tick(at, name, colour=INK) for at, name in enumerate(names)))
    return Drawing(
        (*marks, *titles),
        Axis((-0.5, max(len(columns), 1) - 0.5)),
        upright,
        tall * max(len(lines), 1) + margins.top + margins.bottom,
        margins,
    )


def _most_lines(texts: Sequence[str]) -> int:
    return max((text.count("\n") + 1 for text in texts), default=1)


def _levels(dimension: Dimension, present: Sequence[str], *, whole: bool = False) -> list[str]:
    """The levels to draw, in order; of hours every one between the first and the last."""
    if whole and present:
        return [f"{hour:02d}:00" for hour in range(int(min(present)[:2]), int(max(present)[:2]) + 1)]
    order = dimension.levels or tuple(dict.fromkeys(present))
    return [level for level in order if level in set(present)]


def _head(dimension: Dimension, level: str) -> str:
    return level[:3] if dimension.id == "weekday" else "\n".join(wrap(say_level(dimension, level), 10))


Cells = Mapping[tuple[int, int], Row]
Classes = Mapping[tuple[str, ...], int | None]


def _shaded(answer: Answer, cells: Cells, shade: Classes, classes: Shades) -> Bars:
    """A rectangle for each cell that has a row, in the colour of its class; white where its figure is not shown."""
    return Bars(
        tuple(
            Bar(
                column - 0.5 + _GAP,
                column + 0.5 - _GAP,
                line - 0.5 + _GAP,
                line + 0.5 - _GAP,
                _fill(shade[row.levels], classes),
                hover=hover_words(answer.measure, answer.by, row),
            )
            for (column, line), row in cells.items()
        )
    )


def _fill(number: int | None, classes: Shades) -> str:
    return WHITE if number is None else classes.colours[number]


def _figures(measure: Measure, cells: Cells, shade: Classes, classes: Shades) -> list[Text]:
    """Each cell's figure in an ink that can be read on its shade."""
    texts = []
    for (column, line), row in cells.items():
        number = shade[row.levels]
        colour = QUIET if number is None else ink_on(_fill(number, classes))
        texts.append(Text(column, line, _short(measure, row), anchor="middle", colour=colour))
    return texts


def _short(measure: Measure, row: Row) -> str:
    if not row.has_value:
        return say_value(measure, None)
    if measure.unit is Unit.SHARE:
        return f"{row.value * 100:.0f}%"
    if measure.unit is Unit.SECONDS:
        return f"{row.value // 60:.0f}:{row.value % 60:02.0f}" if row.value >= 60 else f"{row.value:.0f} s"
    return f"{row.value:,.0f}" if abs(row.value) >= 100 or measure.is_count else f"{row.value:,.1f}"
