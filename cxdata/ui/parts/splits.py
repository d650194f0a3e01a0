"""A measure split by one dimension as an exhibit: its groups as dots, beside the council's line and the target's.

`choose_split` draws a switch between several splits of the same question over it.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import streamlit as st

from cxdata import findings
from cxdata.analysis.groups import judge_groups, worst_excess
from cxdata.analysis.targets.aims import aim_of
from cxdata.charts.dots import MOST, Beside, dots
from cxdata.contract import NOT_RECORDED
from cxdata.export.exhibit import Exhibit, exhibit_of
from cxdata.findings import nothing_to_show
from cxdata.measures import DIMENSIONS, find_measure
from cxdata.measures.query import Answer
from cxdata.measures.registry.dimensions import splits
from cxdata.measures.rows import add_silent_groups
from cxdata.measures.together import Question, ask_together
from cxdata.measures.words import say_level, say_value
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.parts.about import about_answer
from cxdata.ui.parts.walk import switch

FIVE = ("channel", "customer_type", "service", "ward", "provider")


def splits_of(measure: str, dimensions: Sequence[str] = FIVE) -> dict[str, str]:
    """Those of the dimensions that the measure can be split by and has a value of, with their titles."""
    known, table = splits(find_measure(measure)), find_measure(measure).table
    return {
        name: DIMENSIONS[name].title
        for name in dimensions
        if name in known and set(cache.present(name, (table,))) - {NOT_RECORDED}
    }


def opens_at(view: View, measure: str, choices: Mapping[str, str]) -> str:
    """The split that a page opens at: of what the reader has chosen, else the one with the most to say."""
    chosen = [name for name in choices if view.scope.chosen(name)]
    return chosen[0] if chosen else _most_to_say(view, measure, tuple(choices))


@cache.part
def _most_to_say(view: View, measure: str, choices: tuple[str, ...]) -> str:
    ask_together(view.loaded, _questions(view, measure, choices), council=view.council)
    return max(choices, key=lambda by: worst_excess(judge_groups(_split(view, measure, by))))


def choose_split(view: View, measure: str, choices: Mapping[str, str], *, key: str) -> Exhibit:
    """Draw the switch between the splits, and give the exhibit of the one chosen; all its groups where asked for."""
    with st.container(horizontal=not view.narrow, vertical_alignment="center"):
        by = switch("Split by", choices, key=key, start=_start(view, measure, choices, key=key))
        groups = int(_split(view, measure, by).frame["value"].notna().sum())
        everyone = groups > MOST and elements.toggle(f"All {groups}", key=f"all-{key}")
    return split_of(view, measure, by, key=f"{measure}-{by}", limit=groups if everyone else MOST)


def _start(view: View, measure: str, choices: Mapping[str, str], *, key: str) -> str:
    """The split at which the switch opens, found once a visit of the page: another filter leaves the split as it is."""
    kept = f"{key}_opens_at"
    if key not in st.session_state or st.session_state.get(kept) not in choices:
        st.session_state[kept] = opens_at(view, measure, choices)
    return str(st.session_state[kept])


@cache.part
def split_of(view: View, measure: str, by: str, *, key: str = "", limit: int = MOST) -> Exhibit:
    """The measure for each group of `by`, the chosen ones picked out among the others, the worst first.

    Groups that were never asked are named under it. Without a figure the finding says so, and there is no drawing.
    """
    key = key or f"{measure}-by-{by}"
    answer = _split(view, measure, by)
    about = about_answer(answer)
    if answer.empty or answer.frame["value"].isna().all():
        return exhibit_of(answer, None, nothing_to_show(answer), key=key, about=about)
    targets, whose = _targets(view, answer)
    chart = dots(
        answer,
        judged=judge_groups(answer),
        highlight=picked_out(view, by),
        beside=[*lines_of_all(answer), *targets],
        limit=limit,
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


def name_of_selection(choices: Sequence[tuple[str, tuple[str, ...]]]) -> str:
    """What a line of all is called: the council, or of a narrowed selection its one value where it has one."""
    if not choices:
        return "Council"
    (dimension, values), *more = choices
    return say_level(dimension, values[0]) if len(values) == 1 and not more else "This selection"


def _questions(view: View, measure: str, choices: Sequence[str]) -> Iterator[Question]:
    """What is asked to look all the splits through, and to draw one of them."""
    everybody = ("contacts",) if find_measure(measure).table == "responses" else ()
    for name in (measure, *everybody):
        yield from ((name, (by,), view.scope.with_choice(by)) for by in choices)
    yield measure, (), view.scope
    yield measure, (), replace(view.scope, choices=())


@cache.part
def _split(view: View, measure: str, by: str) -> Answer:
    """The measure by one dimension, which is not narrowed; of the survey with the groups that nobody asked."""
    scope = view.scope.with_choice(by)
    answer = cache.answer(measure, (by,), scope)
    if answer.measure.table != "responses":
        return answer
    return add_silent_groups(answer, cache.answer("contacts", (by,), scope))


def lines_of_all(answer: Answer) -> list[Beside]:
    """The council's line, and of a selection that is narrowed by something else than the split its own too.

    Asked of the engine: the sum of the groups shown is neither, where some are hidden or not named.
    """
    scopes = [replace(answer.scope, choices=()), *([answer.scope] if answer.scope.choices else [])]
    wholes = [(cache.answer(answer.measure.id, (), scope), name_of_selection(scope.choices)) for scope in scopes]
    lines = [
        Beside(float(row["value"]), name, base=float(row["denominator"]))
        for whole, name in wholes
        if not whole.empty
        for row in [whole.frame.iloc[0]]
    ]
    return [line for line in lines if not math.isnan(line.value)]


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
        name = "Target" if everybody else f"Target for {len(those)} of {len(levels)}:"
        lines.append(Beside(value, name, dashed=True))
        if not everybody:
            whose.append(f"The target of {say_value(answer.measure, value)} is for {', '.join(those)}.")
    return lines, tuple(whose)
