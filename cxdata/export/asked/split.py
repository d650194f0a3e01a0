"""A measure split by one dimension as an exhibit: its groups as dots, beside the council's line and the target's."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from cxdata import findings
from cxdata.analysis.asking import Asking
from cxdata.analysis.groups import judge_groups, worst_excess
from cxdata.analysis.targets.aims import aim_of
from cxdata.charts.dots import MOST, Beside, dots
from cxdata.contract import NOT_RECORDED
from cxdata.council import Council
from cxdata.export.asked.plainly import About, about_plainly
from cxdata.export.exhibit import Exhibit, exhibit_of
from cxdata.findings import nothing_to_show
from cxdata.measures import DIMENSIONS, find_measure
from cxdata.measures.query import Answer
from cxdata.measures.registry.dimensions import splits
from cxdata.measures.rows import add_silent_groups
from cxdata.measures.together import Question, ask_together
from cxdata.measures.words import say_level, say_value
from cxdata.scope import Scope

FIVE = ("channel", "customer_type", "service", "ward", "provider")


def splits_of(
    measure: str, present: Callable[[str, str], Iterable[str]], dimensions: Sequence[str] = FIVE
) -> dict[str, str]:
    """Those of the dimensions that the measure can be split by and has a value of, with their titles.

    `present` gives the values that a dimension, by its name, has in a table.
    """
    known, table = splits(find_measure(measure)), find_measure(measure).table
    return {
        name: DIMENSIONS[name].title
        for name in dimensions
        if name in known and set(present(name, table)) - {NOT_RECORDED}
    }


def most_to_say(asking: Asking, measure: str, choices: Sequence[str]) -> str:
    """Of the splits the one whose worst group lies furthest from the rest. Raises ValueError for no choice."""
    ask_together(asking.store, _questions(asking, measure, choices), council=asking.council)
    return max(choices, key=lambda by: worst_excess(judge_groups(split_answer(asking, measure, by))))


def exhibit_of_split(
    asking: Asking,
    measure: str,
    by: str,
    *,
    answer: Answer | None = None,
    key: str = "",
    limit: int = MOST,
    narrow: bool = False,
    about: About = about_plainly,
) -> Exhibit:
    """The measure for each group of `by`, the chosen ones picked out among the others, the worst first.

    Groups that were never asked are named under it. Without a figure the finding says so, and there is no drawing.
    `answer` is that of `split_answer` where it is known already.
    """
    key = key or f"{measure}-by-{by}"
    answer = split_answer(asking, measure, by) if answer is None else answer
    if answer.empty or answer.frame["value"].isna().all():
        return exhibit_of(answer, None, nothing_to_show(answer), key=key, about=about(answer))
    targets, whose = _targets(asking, answer)
    chart = dots(
        answer,
        judged=judge_groups(answer),
        highlight=picked_out(asking.scope, asking.council, by),
        beside=[*lines_of_all(asking, answer), *targets],
        limit=limit,
        narrow=narrow,
    )
    return exhibit_of(answer, chart, findings.of_groups(answer), key=key, about=about(answer), notes=whose)


def picked_out(scope: Scope, council: Council, by: str) -> tuple[str, ...]:
    """The levels of a dimension that are picked out: those chosen, or the groups of the channels chosen."""
    chosen = scope.chosen(by)
    if by != "channel_group" or chosen:
        return chosen
    channels = set(scope.chosen("channel"))
    return tuple(name for name, members in council.channel_groups.items() if channels & set(members))


def name_of_selection(choices: Sequence[tuple[str, tuple[str, ...]]]) -> str:
    """What a line of all is called: the council, or of a narrowed selection its one value where it has one."""
    if not choices:
        return "Council"
    (dimension, values), *more = choices
    return say_level(dimension, values[0]) if len(values) == 1 and not more else "This selection"


def split_answer(asking: Asking, measure: str, by: str) -> Answer:
    """The measure by one dimension, which is not narrowed; of the survey with the groups that nobody asked."""
    scope = asking.scope.with_choice(by)
    answer = asking.answer(measure, (by,), scope)
    if answer.measure.table != "responses" or by not in splits(find_measure("contacts")):
        return answer
    return add_silent_groups(answer, asking.answer("contacts", (by,), scope))


def lines_of_all(asking: Asking, answer: Answer) -> list[Beside]:
    """The council's line, and of a selection that is narrowed by something else than the split its own too.

    Asked of the engine: the sum of the groups shown is neither, where some are not named. Of a count there is none: no
    group is held against the sum of all.
    """
    if answer.measure.is_count:
        return []
    scopes = [replace(answer.scope, choices=()), *([answer.scope] if answer.scope.choices else [])]
    wholes = [(asking.answer(answer.measure.id, (), scope), name_of_selection(scope.choices)) for scope in scopes]
    lines = [
        Beside(float(row["value"]), name, base=float(row["denominator"]))
        for whole, name in wholes
        if not whole.empty
        for row in [whole.frame.iloc[0]]
    ]
    return [line for line in lines if not math.isnan(line.value)]


def _questions(asking: Asking, measure: str, choices: Sequence[str]) -> Iterator[Question]:
    """What is asked to look all the splits through, and to draw one of them."""
    everybody = ("contacts",) if find_measure(measure).table == "responses" else ()
    for name in (measure, *everybody):
        known = splits(find_measure(name))
        yield from ((name, (by,), asking.scope.with_choice(by)) for by in choices if by in known)
    yield measure, (), asking.scope
    yield measure, (), replace(asking.scope, choices=())


def _targets(asking: Asking, answer: Answer) -> tuple[list[Beside], tuple[str, ...]]:
    """A dashed line for each target that holds for a group shown, and whose it is where not all have it."""
    period, by = answer.scope.period, answer.by[0]
    day = period.last_day if period else asking.store.spans[answer.measure.table][1]
    levels = [str(level) for level in answer.frame[by.id] if level != NOT_RECORDED]
    lines, whose = [], []
    for value, those in _held(asking, answer, levels, day).items():
        everybody = len(those) == len(levels)
        name = "Target" if everybody else f"Target for {len(those)} of {len(levels)}:"
        lines.append(Beside(value, name, dashed=True))
        if not everybody:
            whose.append(f"The target of {say_value(answer.measure, value)} is for {', '.join(those)}.")
    return lines, tuple(whose)


def _held(asking: Asking, answer: Answer, levels: Sequence[str], day: date) -> Mapping[float, list[str]]:
    """The targets in force on a day, each with the groups that it holds for."""
    held: dict[float, list[str]] = {}
    for level in levels:
        scope = answer.scope.with_choice("service", level) if answer.by[0].id == "service" else answer.scope
        if (value := aim_of(answer.measure, scope, asking.council, day).value) is not None:
            held.setdefault(value, []).append(level)
    return held
