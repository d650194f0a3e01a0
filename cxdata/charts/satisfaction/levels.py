"""The five levels of answer as stacked bars: an average or a share satisfied cannot show how they are spread."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from textwrap import wrap

from cxdata.charts.drawing.colours import DIVERGING, INK, WHITE, ink_on
from cxdata.charts.drawing.font import widest, width
from cxdata.charts.drawing.marks import SIZE, Bar, Bars, Mark, Text
from cxdata.charts.drawing.model import Axis, Chart, Drawing, Margins, Tick, names
from cxdata.charts.parts import alt
from cxdata.charts.parts.rows import Row, hover_words, rows_of
from cxdata.contract import NOT_RECORDED
from cxdata.measures.query import Answer
from cxdata.measures.words import say_level

SCORES = ("1", "2", "3", "4", "5")
MOST, WORST = 9, 6  # groups; of too many the worst are drawn, the chosen and the best
_ROW, _NARROW_ROW, _LINE = 36, 52, 22  # pixels
_READABLE, _NARROW_READABLE = 0.07, 0.13  # a narrower part has no room for its figure
_WIDE, _NARROW = 640, 330  # pixels that the key may take in one line
_SQUARE = "■"


@dataclass(frozen=True)
class _Group:
    """One bar: the group as stored ("" for everybody), its name in words, and its levels that have a figure."""

    level: str
    name: str
    parts: tuple[Row, ...]
    few: bool

    @property
    def dissatisfied(self) -> float:
        """The share of the two worst levels, by which groups are ordered."""
        return sum(row.value for row in self.parts if {"1", "2"} & set(row.levels))


def levels(answer: Answer, *, highlight: Collection[str] = (), limit: int = MOST, narrow: bool = False) -> Chart:
    """The five levels of answer_share as parts of a whole: a bar for each group, the worst first, or one for all.

    The answer is split by the score and at most one other dimension. Parts wide enough for it carry their share in
    whole per cents. Of more groups than `limit` the six worst are drawn, those of `highlight` and the best; a note says
    how many are not. Groups without a figure stand in a note. Raises ValueError when the answer is split otherwise.
    """
    by = [dimension.id for dimension in answer.by]
    if "score" not in by or len(by) > 2:
        raise ValueError(f"the levels need the score and at most one other dimension, not {', '.join(by) or 'none'}")
    groups = _groups(answer, by.index("score"))
    ranked = sorted(
        (group for group in groups if group.parts), key=lambda group: (group.level == NOT_RECORDED, -group.dissatisfied)
    )
    shown = ranked
    if len(ranked) > limit:
        sound = [group for group in ranked if not group.few and group.level != NOT_RECORDED]
        pool = sound if len(sound) > WORST else ranked
        shown = [group for group in ranked if group in (*pool[:WORST], pool[-1]) or group.level in highlight]
    silent = [group.name for group in groups if not group.parts]
    notes = list(filter(None, [alt.say_more(len(ranked) - len(shown))]))
    notes += [f"No figure for {alt.list_names(silent)}: too few to say, or no data."] if silent else []
    reading = "Each bar is all answers of a group, from very dissatisfied to very satisfied."
    drawing = _drawing(answer, shown, highlight, narrow=narrow)
    return Chart(drawing, alt.sentence(_in_words(answer, shown), *notes), reading, tuple(notes))


def _groups(answer: Answer, where: int) -> list[_Group]:
    other = next((dimension for dimension in answer.by if dimension.id != "score"), None)
    rows = [row for row in rows_of(answer) if row.levels[where] in SCORES]
    by_group: dict[str, list[Row]] = {}
    for row in rows:
        by_group.setdefault(row.levels[1 - where] if other else "", []).append(row)
    groups = []
    for level, mine in by_group.items():
        parts = tuple(sorted((row for row in mine if row.has_value), key=lambda row: row.levels[where]))
        few = any(row.doubtful for row in parts)
        name = say_level(other, level) if other else "All answers"
        groups.append(_Group(level, f"{name} (few)" if few else name, parts, few))
    return groups


def _drawing(answer: Answer, groups: Sequence[_Group], highlight: Collection[str], *, narrow: bool) -> Drawing:
    labels = ["\n".join(wrap(group.name, 36 if narrow else 25)) for group in groups]
    lines = max((label.count("\n") + 1 for label in labels), default=1)
    left = 8 if narrow else widest(labels, SIZE) + 18
    where = [dimension.id for dimension in answer.by].index("score")
    marks: list[Mark] = []
    for index, group in enumerate(groups):
        marks += _bar(answer, group, index, where, _NARROW_READABLE if narrow else _READABLE)
        if narrow:
            bold = group.level in highlight
            marks.append(Text(0, index, labels[index], dy=-16 - 10 * (labels[index].count("\n") + 1), bold=bold))
    key, key_lines = _key(left, _NARROW if narrow else _WIDE)
    above = 10 + (10 * lines if narrow else 0)
    top = _LINE * key_lines + above
    marks += [Text(0, -0.5, words, dx=dx, dy=line * _LINE - top + 14, colour=colour) for words, dx, line, colour in key]
    strong = next((index for index, group in enumerate(groups) if group.level in highlight), None)
    row = _NARROW_ROW + 20 * (lines - 1) if narrow else max(_ROW, 20 * lines + 6)
    ticks = tuple(Tick(at, words) for at, words in ((0.0, "0%"), (0.5, "50%"), (1.0, "100%")))
    return Drawing(
        tuple(marks),
        Axis((0.0, 1.0), ticks),
        names([""] * len(groups) if narrow else labels, strong=strong),
        row * max(len(groups), 1) + top + 34,
        Margins(left=left, right=28, top=top, bottom=34),
    )


def _bar(answer: Answer, group: _Group, index: int, where: int, readable: float) -> list[Mark]:
    """The parts of one bar, and within those that are wide enough their share."""
    half, start = 0.36, 0.0
    parts, figures = [], []
    for row in group.parts:
        fill = DIVERGING[SCORES.index(row.levels[where])]
        hover = hover_words(answer.measure, answer.by, row)
        end = start + row.value
        parts.append(Bar(start, end, index - half, index + half, fill, outline=WHITE, hover=hover, key=group.level))
        if row.value >= readable:
            words = f"{row.value * 100:.0f}%"
            figures.append(Text((start + end) / 2, index, words, anchor="middle", colour=ink_on(fill)))
        start = end
    return [Bars(tuple(parts)), *figures]


def _key(left: int, most: int) -> tuple[list[tuple[str, int, int, str]], int]:
    """The five levels in words, in as many lines as they need: words, pixels from 0 %, line and colour each."""
    placed, at, line = [], 0, 0
    for score, colour in zip(SCORES, DIVERGING, strict=True):
        words = say_level("score", score)
        size = 18 + width(words, SIZE) + 16
        if at and at + size > most:
            at, line = 0, line + 1
        placed += [(_SQUARE, at - left + 4, line, colour), (words, at - left + 22, line, INK)]
        at += size
    return placed, line + 1


def _in_words(answer: Answer, groups: Sequence[_Group]) -> str:
    """The highest and lowest share very dissatisfied, since that is what an average hides."""
    where = [dimension.id for dimension in answer.by].index("score")
    if len(answer.by) == 1:
        said = [
            f"{say_level('score', row.levels[where]).lower()} {row.value * 100:.0f}%"
            for group in groups
            for row in group.parts
        ]
        return alt.sentence(
            "Stacked bar of the five levels of answer.", f"{', '.join(said).capitalize()}." if said else ""
        )
    other = tuple(dimension for dimension in answer.by if dimension.id != "score")
    worst = [
        Row((group.level,), row.numerator, row.denominator, row.value, row.lower, row.upper, row.note)
        for group in groups
        for row in group.parts
        if row.levels[where] == "1"
    ]
    return alt.sentence(
        f"Stacked bars of the five levels of answer, by {' and '.join(d.title.lower() for d in other)}.",
        "Very dissatisfied:",
        alt.say_extremes(answer.measure, other, worst),
    )
