"""One figure for each group as a dot with its range, the worst first, beside the council's line and the target's."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from cxdata.analysis.groups import Judged, Verdict
from cxdata.charts.drawing.font import widest, width
from cxdata.charts.drawing.marks import SIZE, Anchor, Line, Mark, Point, Points, Shape, Text
from cxdata.charts.drawing.model import Axis, Chart, Drawing, Margins, Tick, names
from cxdata.charts.parts import alt
from cxdata.charts.parts.rows import Row, hover_words, rows_of
from cxdata.charts.parts.scale import extent, tick_text, ticks, unit_word
from cxdata.charts.parts.theme import ACCENT, INK, OUTLINE, WARM
from cxdata.contract import NOT_RECORDED
from cxdata.measures.model import Better
from cxdata.measures.query import Answer
from cxdata.measures.words import say_level, say_value

MOST = 9
"""Rows on a first screen: more are a wall. The worst come first, and what is not drawn is in the table."""

ROW, NARROW_ROW = 36, 50  # pixels a row; on a phone the name stands over its dot
_WRAP = 30  # characters of a name in one line
_LABEL_LINE = 20
_FALLBACK_PLOT = 420  # pixels of plot, by which labels of the lines are kept from lying on each other
_SHAPES: Mapping[Verdict, Shape] = {Verdict.WORSE: "diamond", Verdict.BETTER: "triangle"}
READING = "The line on each dot is where the true figure very likely lies."
FEW = "Hollow: few answers, read with care."


@dataclass(frozen=True)
class Beside:
    """A line to compare with: the value in the measure's unit and its name; `dashed` for a target."""

    value: float
    name: str
    dashed: bool = False


def dots(
    answer: Answer,
    *,
    judged: Mapping[str, Judged] | None = None,
    highlight: Collection[str] = (),
    beside: Sequence[Beside] = (),
    limit: int = MOST,
    narrow: bool = False,
) -> Chart:
    """A dot with its range for each group of the answer's one dimension, the worst first.

    `judged` marks the groups that differ from the rest by more than chance: a warm diamond for worse, a triangle for
    better. `highlight` names the chosen groups (as stored), which are always drawn. Of more than `limit` groups the
    worst are drawn and the best one; a note says how many are not. Groups without a figure stand in a note.
    `narrow` lays it out for a phone. Raises ValueError unless the answer has one dimension.
    """
    if len(answer.by) != 1:
        raise ValueError(f"dots need one dimension, not {len(answer.by)}")
    rows = rows_of(answer)
    ranked = worst_first([row for row in rows if row.has_value], answer.measure.better)
    shown = _pick(ranked, highlight, limit)
    drawing = _drawing(answer, shown, judged or {}, highlight, beside, narrow=narrow)
    notes = [f"{len(ranked) - len(shown)} more are in the table."] if len(shown) < len(ranked) else []
    if silent := alt.say_without_figure(answer.by, rows):
        notes.append(silent)
    reading = alt.sentence(
        READING if any(row.has_range for row in shown) else "", FEW if any(row.doubtful for row in shown) else ""
    )
    return Chart(drawing, _in_words(answer, shown, judged or {}, beside), reading, tuple(notes))


def worst_first(rows: Sequence[Row], better: Better) -> list[Row]:
    """Rows from the worst to the best (the highest first where neither side is better); "Not recorded" last."""
    sign = 1 if better is Better.HIGHER else -1
    return sorted(rows, key=lambda row: (row.levels[0] == NOT_RECORDED, sign * row.value))


def _pick(rows: Sequence[Row], highlight: Collection[str], limit: int) -> list[Row]:
    if len(rows) <= limit:
        return list(rows)
    chosen = [row for row in rows if row.levels[0] in highlight]
    sound = [row for row in rows if row not in chosen and not row.doubtful and row.levels[0] != NOT_RECORDED]
    pool = sound if len(sound) >= limit else [row for row in rows if row not in chosen]
    room = max(limit - len(chosen), 2)
    drawn = [*pool[: room - 1], pool[-1]]
    return [row for row in rows if row in chosen or row in drawn]


def _drawing(
    answer: Answer,
    rows: Sequence[Row],
    judged: Mapping[str, Judged],
    highlight: Collection[str],
    beside: Sequence[Beside],
    *,
    narrow: bool,
) -> Drawing:
    measure = answer.measure
    low, high = extent([end for row in rows for end in (row.value, row.lower, row.upper)] + [b.value for b in beside])
    if low == high:
        low, high = min(low, 0.0), high or 1.0
    tick_values = ticks(measure, low, high, about=4)
    span = (tick_values[0], tick_values[-1])
    labels = ["\n".join(wrap(_name(answer, row), _WRAP)) for row in rows]
    values = [say_value(measure, row.value, row.denominator) for row in rows]
    marks: list[Mark] = []
    lines = _spread(beside, span)
    for line, _ in lines:
        marks.append(
            Line(
                (line.value, line.value),
                (-0.5, len(rows) - 0.5),
                ACCENT,
                width=2.5,
                dash="dash" if line.dashed else "solid",
            )
        )
    marks += [
        Line((row.lower, row.upper), (index, index), _colour(row, judged, highlight), width=2.5)
        for index, row in enumerate(rows)
        if row.has_range
    ]
    marks.append(Points(tuple(_point(answer, index, row, judged, highlight) for index, row in enumerate(rows))))
    for index, (row, value) in enumerate(zip(rows, values, strict=True)):
        strong = row.levels[0] in highlight or _verdict(row, judged) is Verdict.WORSE
        colour = _colour(row, judged, highlight) if strong else INK
        marks.append(Text(span[1], index, value, dx=14, colour=colour, bold=strong))
        if narrow:
            marks.append(Text(span[0], index, labels[index].replace("\n", " "), dy=-20, bold=strong, halo=True))
    top = 8 + _LABEL_LINE * len({lift for _, lift in lines})
    for line, lift in lines:
        words = f"{line.name} {say_value(measure, line.value)}"
        anchor = _anchor(line.value, span)
        marks.append(
            Text(line.value, -0.5, words, anchor=anchor, dy=-12 - _LABEL_LINE * lift, colour=ACCENT, bold=False)
        )
    row_height = NARROW_ROW if narrow else max(ROW, *(20 * (label.count("\n") + 1) for label in labels), 0)
    chosen = next((index for index, row in enumerate(rows) if row.levels[0] in highlight), None)
    upright = names([""] * len(rows) if narrow else labels, strong=chosen)
    texts = [tick_text(measure, tick) for tick in tick_values]
    across = Axis(
        span,
        tuple(Tick(at, words) for at, words in zip(tick_values, texts, strict=True)),
        title=unit_word(measure),
        grid=True,
    )
    margins = Margins(
        left=20 if narrow else widest(labels, SIZE) + 18,
        right=max(widest(values, SIZE) + 26, width(texts[-1], SIZE) // 2 + 4),
        top=top + (10 if narrow else 0),
        bottom=34 + (22 if unit_word(measure) else 0),
    )
    return Drawing(
        tuple(marks), across, upright, row_height * max(len(rows), 1) + margins.top + margins.bottom, margins
    )


def _point(answer: Answer, index: int, row: Row, judged: Mapping[str, Judged], highlight: Collection[str]) -> Point:
    verdict = _verdict(row, judged)
    return Point(
        row.value,
        index,
        colour=_colour(row, judged, highlight),
        shape=_SHAPES.get(verdict, "circle"),
        size=17 if verdict in _SHAPES else 14,
        hollow=row.doubtful,
        hover=hover_words(answer.measure, answer.by, row),
        key=row.levels[0],
    )


def _verdict(row: Row, judged: Mapping[str, Judged]) -> Verdict:
    return judged[row.levels[0]].verdict if row.levels[0] in judged else Verdict.ALIKE


def _colour(row: Row, judged: Mapping[str, Judged], highlight: Collection[str]) -> str:
    if _verdict(row, judged) is Verdict.WORSE:
        return WARM
    return ACCENT if row.levels[0] in highlight else OUTLINE


def _name(answer: Answer, row: Row) -> str:
    name = say_level(answer.by[0], row.levels[0])
    return f"{name} (few)" if row.doubtful else name


def _anchor(value: float, span: tuple[float, float]) -> Anchor:
    across = (value - span[0]) / (span[1] - span[0])
    return "start" if across < 0.2 else "end" if across > 0.8 else "middle"


def _spread(beside: Sequence[Beside], span: tuple[float, float]) -> list[tuple[Beside, int]]:
    """The lines with the height of their labels: of two that would lie on each other the second stands higher."""
    placed: list[tuple[Beside, int]] = []
    for line in sorted(beside, key=lambda line: line.value):
        before = placed[-1] if placed else None
        near = before is not None and (line.value - before[0].value) / (span[1] - span[0]) * _FALLBACK_PLOT < width(
            f"{line.name} {before[0].name} 00.0%", SIZE
        )
        placed.append((line, 1 - before[1] if before is not None and near else 0))
    return placed


def _in_words(answer: Answer, rows: Sequence[Row], judged: Mapping[str, Judged], beside: Sequence[Beside]) -> str:
    worse = [say_level(answer.by[0], row.levels[0]) for row in rows if _verdict(row, judged) is Verdict.WORSE]
    return alt.sentence(
        alt.say_subject("Dots", answer.measure, answer.by) + ".",
        alt.say_extremes(answer.measure, answer.by, rows),
        f"Worse than the rest: {alt.list_names(worse)}." if worse else "",
        *(f"{line.name}: {say_value(answer.measure, line.value)}." for line in beside),
    )
