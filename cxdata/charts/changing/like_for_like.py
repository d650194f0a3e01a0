"""A change split in two: what came from who is counted, and what changed within the groups, like for like."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from cxdata.analysis.like_for_like.finding import counted_by_answers, say_points
from cxdata.analysis.like_for_like.split import GroupEffect, LikeForLike
from cxdata.charts.drawing.colours import ACCENT, GREY, INK, OUTLINE
from cxdata.charts.drawing.font import widest, width
from cxdata.charts.drawing.marks import SIZE, Bar, Bars, Line, Mark, Text
from cxdata.charts.drawing.model import Axis, Chart, Drawing, Margins, Tick, names
from cxdata.charts.parts.alt import say_more, sentence
from cxdata.charts.parts.scale import extent, tick_text, ticks, unit_word
from cxdata.measures import find_dimension
from cxdata.measures.model import Measure, Unit
from cxdata.measures.words import say_value

MOST = 12
ROW, GROUP_ROW = 54, 56  # pixels
_LINE = 20  # pixels a line of a name takes
_WRAP, _NARROW_WRAP = 22, 13  # characters of a name in one line
_BAR = 0.26  # of a row: half a bar's height
READING = "Thick lines are the figures before and after; bars are what moved it between them."
TERMS = "Striped: by growing or shrinking. Plain: what changed within it, like for like."


@dataclass(frozen=True)
class _Step:
    name: str
    start: float
    end: float
    colour: str
    striped: bool = False


def waterfall(result: LikeForLike, *, narrow: bool = False) -> Chart:
    """From the earlier figure by who is counted and what changed within the groups to the later one, from the top.

    Where groups are weighed by contacts, who answered is a step of its own, so that the first and the last figure are
    those of every other page. Figures are lines, steps are bars between them: the axis need not start at zero.
    """
    steps = _steps(result)
    names_shown = _wrapped(
        [f"Before: {result.before_period}", *(step.name for step in steps), f"After: {result.after_period}"],
        narrow=narrow,
    )
    marks: list[Mark] = []
    for row, value in ((0, result.raw_before), (len(steps) + 1, result.raw_after)):
        marks.append(Line((value, value), (row - 0.34, row + 0.34), INK, width=5))
    bars = [
        Bar(
            min(step.start, step.end),
            max(step.start, step.end),
            row - _BAR,
            row + _BAR,
            step.colour,
            hatched=step.striped,
        )
        for row, step in enumerate(steps, start=1)
    ]
    marks.insert(0, Bars(tuple(bars)))
    for row, value in enumerate([result.raw_before, *(step.end for step in steps)]):
        marks.append(Line((value, value), (row, row + 1), OUTLINE, width=1.2, dash="dot"))
    words = [
        say_value(result.measure, result.raw_before),
        *(say_points(result.measure, step.end - step.start) for step in steps),
        say_value(result.measure, result.raw_after),
    ]
    ends = [result.raw_before, *(max(step.start, step.end) for step in steps), result.raw_after]
    marks += [Text(end, row, word, dx=12) for row, (end, word) in enumerate(zip(ends, words, strict=True))]
    low, high = extent([result.raw_before, *(end for step in steps for end in (step.start, step.end))])
    air = (high - low) * 0.15 or abs(high) * 0.02 or 0.01
    at = ticks(result.measure, low - air, high + air, about=3)
    at = [at[0], at[-1]]
    ticked = tuple(Tick(value, tick_text(result.measure, value)) for value in at)
    drawing = _drawing(marks, ticked, names_shown, words, unit=unit_word(result.measure), row=ROW)
    return Chart(drawing, _alt(result), READING, ("The scale does not start at zero.",))


def _steps(result: LikeForLike) -> list[_Step]:
    """The steps from the headline figure before to that after, without a remainder."""
    by_answers = counted_by_answers(result)
    steps = [("Who gets in touch" if by_answers is not None else "Who is counted", result.mix, GREY, True)]
    if by_answers is not None:
        steps.insert(0, ("Who answers the survey", by_answers, GREY, True))
    steps.append(("Change like for like", result.within, ACCENT, False))
    at, drawn = result.raw_before, []
    for name, size, colour, striped in steps:
        drawn.append(_Step(name, at, at + size, colour, striped))
        at += size
    return drawn


def terms(result: LikeForLike, *, narrow: bool = False) -> Chart:
    """Each group's part in the change: what its growing or shrinking did, and what changed within it."""
    parts = result.parts[:MOST]
    bars: list[Bar] = []
    marks: list[Mark] = []
    words: list[str] = []
    for row, part in enumerate(parts):
        for shift, value, striped in ((-0.2, part.mix, True), (0.2, part.within, False)):
            word = say_points(result.measure, value)
            words.append(word)
            bars.append(
                Bar(
                    min(value, 0.0),
                    max(value, 0.0),
                    row + shift - 0.16,
                    row + shift + 0.16,
                    GREY if striped else ACCENT,
                    hatched=striped,
                    hover=_hover(result.measure, part),
                    key=part.level,
                )
            )
            marks.append(Text(max(value, 0.0), row + shift, word, dx=10))
    low, high = extent([0.0, *(float(part.mix) for part in parts), *(float(part.within) for part in parts)])
    step = (high - low) or 0.01
    at = ticks(result.measure, low - step * 0.02, high + step * 0.02, about=3)
    at = sorted({at[0], 0.0, at[-1]})
    ticked = tuple(Tick(value, _signed_tick(result.measure, value)) for value in at)
    unit = "points" if result.measure.unit is Unit.SHARE else unit_word(result.measure)
    zero = Line((0.0, 0.0), (-0.5, len(parts) - 0.5), OUTLINE, width=1.5)
    shown = _wrapped([part.name for part in parts], narrow=narrow)
    drawing = _drawing([Bars(tuple(bars)), zero, *marks], ticked, shown, words, unit=unit, row=GROUP_ROW)
    more = len(result.parts) - MOST
    notes = tuple(filter(None, (say_more(more, "group"),)))
    by = find_dimension(result.by).title.lower()
    alt = sentence(f"Bars: each {by}'s part in the change of {result.measure.title.lower()}.", result.parts_sentence)
    return Chart(drawing, alt, TERMS, notes)


def _drawing(
    marks: Sequence[Mark], ticked: tuple[Tick, ...], rows: Sequence[str], words: Sequence[str], *, unit: str, row: int
) -> Drawing:
    """Named rows over an axis of figures; the room at the right holds words that stand after the longest bar."""
    per_row = max(row, *(_LINE * (name.count("\n") + 1) + 14 for name in rows))
    margins = Margins(
        left=widest(list(rows), SIZE) + 18,
        right=max(widest(list(words), SIZE) + 24, width(ticked[-1].words, SIZE) // 2 + 8),
        bottom=34 + (22 if unit else 0),
    )
    across = Axis((ticked[0].at, ticked[-1].at), ticked, title=unit, grid=True)
    return Drawing(
        tuple(marks), across, names(list(rows)), per_row * max(len(rows), 1) + margins.top + margins.bottom, margins
    )


def _wrapped(words: Sequence[str], *, narrow: bool) -> list[str]:
    return ["\n".join(wrap(name, _NARROW_WRAP if narrow else _WRAP, break_on_hyphens=False)) or " " for name in words]


def _signed_tick(measure: Measure, value: float) -> str:
    sign = "+" if value > 0 else "−" if value < 0 else ""
    size = abs(value)
    return sign + (f"{size * 100:.4g}" if measure.unit is Unit.SHARE else tick_text(measure, size))


def _hover(measure: Measure, part: GroupEffect) -> str:
    lines = [
        part.name,
        f"Share of all {part.share_before:.1%} before, {part.share_after:.1%} after",
        f"{say_value(measure, part.value_before, part.answers)} before, "
        f"{say_value(measure, part.value_after, part.answers)} after",
        f"By growing or shrinking {say_points(measure, part.mix)}",
        f"By change within {say_points(measure, part.within)}",
    ]
    return "\n".join([*lines, part.note] if part.note else lines)


def _alt(result: LikeForLike) -> str:
    by = find_dimension(result.by).title.lower()
    return sentence(f"Waterfall by {by}.", result.sentence, result.warning)
