"""One figure for each group as a dot with its range, the worst first, beside the council's line and the target's."""

from collections.abc import Collection, Mapping, Sequence

from cxdata.analysis.groups import Judged, Verdict
from cxdata.charts.dots.layout import Beside, Dot, how_to_read, lay_out
from cxdata.charts.drawing.model import Chart
from cxdata.charts.parts import alt
from cxdata.charts.parts.rows import Row, hover_words, rows_of
from cxdata.contract import NOT_RECORDED
from cxdata.measures.model import Better
from cxdata.measures.query import Answer
from cxdata.measures.words import say_level, say_value

MOST = 9
"""Rows on a first screen: more are a wall."""

WORST = 6
"""Of too many groups so many are drawn from the worst end, and the best one."""


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
    better. `highlight` names the chosen groups (as stored), which are always drawn. Of more than `limit` groups the six
    worst are drawn, the chosen and the best; a note says how many are not. Groups without a figure stand in a note.
    `narrow` lays it out for a phone. Raises ValueError unless the answer has one dimension.
    """
    if len(answer.by) != 1:
        raise ValueError(f"dots need one dimension, not {len(answer.by)}")
    rows = rows_of(answer)
    ranked = worst_first([row for row in rows if row.has_value], answer.measure.better)
    picked = _pick(ranked, highlight, limit)
    shown = [dot_of(answer, row, judged or {}, highlight) for row in picked]
    return Chart(
        lay_out(answer.measure, shown, beside=beside, narrow=narrow),
        _in_words(answer, picked, shown, beside),
        how_to_read(shown),
        tuple(filter(None, (alt.say_more(len(ranked) - len(shown)), *_silent(answer, rows)))),
    )


def worst_first(rows: Sequence[Row], better: Better) -> list[Row]:
    """Rows from the worst to the best (the highest first where neither side is better); "Not recorded" last."""
    sign = 1 if better is Better.HIGHER else -1
    return sorted(rows, key=lambda row: (row.levels[0] == NOT_RECORDED, sign * row.value))


def _pick(rows: Sequence[Row], highlight: Collection[str], limit: int) -> list[Row]:
    """All rows, or of too many the worst, the chosen and the best, on sound bases while there are enough."""
    if len(rows) <= limit:
        return list(rows)
    sound = [row for row in rows if not row.doubtful and row.levels[0] != NOT_RECORDED]
    pool = sound if len(sound) > WORST else [row for row in rows if row.levels[0] != NOT_RECORDED] or list(rows)
    drawn = [*pool[:WORST], pool[-1]]
    return [row for row in rows if row in drawn or row.levels[0] in highlight]


def dot_of(answer: Answer, row: Row, judged: Mapping[str, Judged], highlight: Collection[str]) -> Dot:
    """The dot of one group of an answer by one dimension."""
    level = row.levels[0]
    return Dot(
        name=say_level(answer.by[0], level),
        value=row.value,
        lower=row.lower,
        upper=row.upper,
        base=row.denominator,
        verdict=judged[level].verdict if level in judged and level != NOT_RECORDED else Verdict.ALIKE,
        few=row.doubtful,
        chosen=level in highlight,
        hover=hover_words(answer.measure, answer.by, row),
        key=level,
    )


def _silent(answer: Answer, rows: Sequence[Row]) -> list[str]:
    """The groups without a figure, a sentence for each reason: 'No figure for Post and App: too few to say.'"""
    reasons: dict[str, list[str]] = {}
    for row in rows:
        if not row.has_value:
            reasons.setdefault(row.note or "no data", []).append(say_level(answer.by[0], row.levels[0]))
    return [f"No figure for {alt.list_names(names)}: {reason}." for reason, names in reasons.items()]


def _in_words(answer: Answer, rows: Sequence[Row], shown: Sequence[Dot], beside: Sequence[Beside]) -> str:
    sides = (("Worse", Verdict.WORSE), ("Better", Verdict.BETTER), ("Different", Verdict.DIFFERENT))
    marked = [(word, [dot.name for dot in shown if dot.verdict is verdict]) for word, verdict in sides]
    link = {"Different": "from"}
    return alt.sentence(
        alt.say_subject("Dots", answer.measure, answer.by) + ".",
        alt.say_extremes(answer.measure, answer.by, rows),
        *(f"{word} {link.get(word, 'than')} the rest: {alt.list_names(names)}." for word, names in marked if names),
        *(f"{line.name}: {say_value(answer.measure, line.value)}." for line in beside),
    )
