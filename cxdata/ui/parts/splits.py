"""A measure split by one dimension as an exhibit: its groups as dots, beside the council's line and the target's."""

import math

from cxdata import findings
from cxdata.analysis.groups import judge_groups
from cxdata.analysis.targets import aim_of
from cxdata.charts.dots import Beside, dots
from cxdata.contract import NOT_RECORDED
from cxdata.export.exhibit import Exhibit, exhibit_of
from cxdata.findings import nothing_to_show
from cxdata.measures.query import Answer
from cxdata.measures.rows import add_silent_groups
from cxdata.measures.words import say_value
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.parts.cards import about_answer


def split_of(view: View, measure: str, by: str) -> Exhibit:
    """The measure for each group of `by`, the chosen ones picked out among the others, the worst first.

    Groups that were never asked are named under it. Without a figure the finding says so, and there is no drawing.
    """
    scope, key = view.scope.with_choice(by), f"{measure}-by-{by}"
    answer = cache.answer(measure, (by,), scope)
    if answer.measure.table == "responses":
        answer = add_silent_groups(answer, cache.answer("contacts", (by,), scope))
    about = about_answer(answer)
    if answer.empty or answer.frame["value"].isna().all():
        return exhibit_of(answer, None, nothing_to_show(answer), key=key, about=about)
    targets, whose = _targets(view, answer)
    chart = dots(
        answer,
        judged=judge_groups(answer),
        highlight=picked_out(view, by),
        beside=[*_together(measure, answer), *targets],
        narrow=view.narrow,
    )
    return exhibit_of(answer, chart, findings.of_groups(answer), key=key, about=about, notes=whose)


def picked_out(view: View, by: str) -> tuple[str, ...]:
    """The levels of a dimension that are picked out: those chosen, or the groups of the channels chosen."""
    chosen = view.scope.chosen(by)
    if by != "channel_group" or chosen:
        return chosen
    channels = set(view.scope.chosen("channel"))
    return tuple(name for name, members in view.council.channel_groups.items() if channels & set(members))


def _together(measure: str, answer: Answer) -> list[Beside]:
    """The line of all groups together."""
    whole = cache.answer(measure, (), answer.scope)
    if whole.empty or math.isnan(value := float(whole.frame["value"].iloc[0])):
        return []
    return [Beside(value, "All of these" if answer.scope.choices else "Council")]


def _targets(view: View, answer: Answer) -> tuple[list[Beside], tuple[str, ...]]:
    """A dashed line for each target that holds for a group shown, and whose it is where not all have it."""
    period, by = answer.scope.period, answer.by[0]
    day = period.last_day if period else view.loaded.spans[answer.measure.table][1]
    levels = [str(level) for level in answer.frame[by.id] if level != NOT_RECORDED]
    held: dict[float, list[str]] = {}
    for level in levels:
        scope = answer.scope.with_choice("service", level) if by.id == "service" else answer.scope
        if (value := aim_of(answer.measure, scope, view.council, day).value) is not None:
            held.setdefault(value, []).append(level)
    lines, whose = [], []
    for value, those in held.items():
        everybody = len(those) == len(levels)
        lines.append(Beside(value, "Target" if everybody else f"Target of {len(those)}", dashed=True))
        if not everybody:
            whose.append(f"The target of {say_value(answer.measure, value)} is for {', '.join(those)}.")
    return lines, tuple(whose)
