"""Every target in one table as an exhibit, and how many are met."""

from collections.abc import Sequence
from dataclasses import replace

from cxdata.analysis.asking import Asking
from cxdata.analysis.result import capitalise, say_list
from cxdata.analysis.targets.digital import is_met_online, with_left_out
from cxdata.analysis.targets.order import in_order
from cxdata.analysis.targets.rows import Row, target_rows
from cxdata.analysis.targets.words import in_sentence, say_found, title_of
from cxdata.charts.targets import target_table
from cxdata.export.download import words_to_save
from cxdata.export.exhibit import Exhibit
from cxdata.export.promises.targets import target_rows_in_words
from cxdata.periods import Period

FIRST = 7
"""Rows of the first screen."""
_HOW = (
    "A target is met, or missed, where the whole likely range of the figure lies on one side of it; where the target "
    "lies inside the range it is too close to say. A figure without a range, as an average wait has none, is held "
    "against the target as it is. Of a band the first end is what must be reached.",
    "The verdict is that of the period chosen, or of its days since the target began. The newest month is the last "
    "whole one of that period, the year to date the financial year up to its end: a good year cannot hide a bad month.",
    "A target of a count is for a month; a longer time is held against its monthly average.",
    "There is no score of all targets together: they are not of one kind.",
    "What this cannot tell you: why a target is missed, or whether it was the right one.",
)


def targets_in_order(asking: Asking) -> tuple[Row, ...]:
    """Every target of the scope, in the order in which they are read."""
    return in_order(with_left_out(asking, target_rows(asking)))


def judged(rows: Sequence[Row]) -> list[Row]:
    """The rows that have a figure to draw."""
    return [row for row in rows if row.period is not None and not row.problem]


def exhibit_of_targets(
    rows: Sequence[Row], period: Period | None, *, drawn_first: bool = True, narrow: bool = False
) -> Exhibit:
    """The targets of a period as a table: the first of them drawn, or those that the first screen has no room for."""
    seen = judged(rows)
    drawn = seen[:FIRST] if drawn_first else seen[FIRST:]
    finding, words = say_found(rows), target_rows_in_words(rows)
    answers = [row.period.answer for row in seen if row.period is not None]
    chart = target_table(drawn, narrow=narrow) if drawn else None
    if chart is not None and drawn_first and (unseen := _say_unseen(rows)):
        chart = replace(chart, notes=(*chart.notes, unseen))
    if chart is not None and (met := next((row for row in rows if is_met_online(row)), None)):
        chart = replace(chart, notes=(*chart.notes, f"{capitalise(in_sentence(met))} is met. {met.notes[-1]}"))
    scope = _scope(period)
    warnings = tuple(dict.fromkeys(line for answer in answers for line in answer.warnings))
    return Exhibit(
        key="targets" if drawn_first else "targets-rest",
        finding=finding,
        chart=chart,
        scope=scope,
        source="; ".join(dict.fromkeys(name for answer in answers for name in answer.sources)) or "no file",
        rows=words,
        download=words_to_save("targets", words, finding, f"{scope}.", warnings=warnings),
        about=_HOW,
    )


def _scope(period: Period | None) -> str:
    return f"Period: {period or 'all dates loaded'}"


def _say_unseen(rows: Sequence[Row]) -> str:
    """'Without a figure here: Average phone wait, Online forms finished.'"""
    silent = [title_of(row) for row in rows if row not in judged(rows)]
    return f"Without a figure here: {say_list(silent)}. See why under “Every target in words”." if silent else ""
