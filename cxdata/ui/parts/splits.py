"""A measure split by one dimension as dots, with a switch between the splits: who differs from the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from cxdata import findings
from cxdata.analysis.groups import judge_groups, worst_excess
from cxdata.analysis.targets import aim_of
from cxdata.charts.dots import MOST, Beside, dots
from cxdata.contract import NOT_RECORDED
from cxdata.export.exhibit import Exhibit, exhibit_of
from cxdata.measures import DIMENSIONS, find_measure
from cxdata.measures.query import Answer
from cxdata.measures.registry.dimensions import splits
from cxdata.measures.rows import add_silent_groups
from cxdata.measures.words import say_level
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.parts.cards import about_answer
from cxdata.ui.parts.walk import switch

FIVE = ("channel", "customer_type", "service", "ward", "provider")


def splits_of(measure: str, dimensions: Sequence[str] = FIVE) -> dict[str, str]:
    """Those of the dimensions that the measure's table has a value of, with their titles."""
    known, table = splits(find_measure(measure)), find_measure(measure).table
    return {
        name: DIMENSIONS[name].title
        for name in dimensions
        if name in known and set(cache.present(name, (table,))) - {NOT_RECORDED}
    }


def opens_at(view: View, measure: str, choices: Mapping[str, str]) -> str:
    """The split that a page opens at: of what the reader has chosen, else the one with the most to say."""
    chosen = [name for name in choices if view.scope.chosen(name)]
    return chosen[0] if chosen else max(choices, key=lambda by: worst_excess(judge_groups(_split(view, measure, by))))


def choose_split(view: View, measure: str, choices: Mapping[str, str], *, key: str) -> Exhibit:
    """Draw the switch between the splits, and give the exhibit of the one chosen."""
    with st.container(horizontal=True, vertical_alignment="center"):
        by = switch("Split by", choices, key=key, start=opens_at(view, measure, choices))
        groups = int(_split(view, measure, by).frame["value"].notna().sum())
        everyone = groups > MOST and st.toggle(f"All {groups}", key=f"all-{key}")
    return exhibit_by(view, measure, by, key=key, limit=groups if everyone else MOST)


def exhibit_by(view: View, measure: str, by: str, *, key: str, limit: int = MOST) -> Exhibit:
    """The measure by one dimension as dots. What the reader chose of it is picked out among the others, and the
    council's figure stays as a line; so does the target's.
    """
    answer = _split(view, measure, by)
    chart = None
    if answer.frame["value"].notna().any():
        chart = dots(
            answer,
            judged=judge_groups(answer),
            highlight=view.scope.chosen(by),
            beside=_beside(view, measure, by),
            limit=limit,
            narrow=getattr(view, "narrow", False),
        )
    return exhibit_of(answer, chart, findings.of_groups(answer), key=f"{key}-{by}", about=about_answer(answer))


def _split(view: View, measure: str, by: str) -> Answer:
    """The measure by one dimension, which is not narrowed; of a survey with the groups that nobody asked."""
    scope = view.scope.with_choice(by)
    answer = cache.answer(measure, (by,), scope)
    if answer.measure.table != "responses" or by != "provider":
        return answer
    return add_silent_groups(answer, cache.answer("contacts", (by,), scope))


def _beside(view: View, measure: str, by: str) -> list[Beside]:
    """The council's line; of a selection that is narrowed by something else its own too; and the target's."""
    whole = cache.answer(measure, (), replace(view.scope, choices=()))
    lines = [Beside(float(whole.frame["value"].iloc[0]), "Council")] if not whole.empty else []
    others = view.scope.with_choice(by)
    if others.choices:
        here, name = cache.answer(measure, (), others), name_of_selection(others.choices)
        lines += [Beside(float(here.frame["value"].iloc[0]), name)] if not here.empty else []
    table = find_measure(measure).table
    period = view.scope.period
    if period is not None or table in view.loaded.spans:
        day = period.last_day if period is not None else view.loaded.spans[table][1]
        target = aim_of(find_measure(measure), view.scope, view.council, day).value
        lines += [Beside(target, "Target", dashed=True)] if target is not None else []
    return [line for line in lines if line.value == line.value]


def name_of_selection(choices: Sequence[tuple[str, tuple[str, ...]]]) -> str:
    """What is drawn as a line of all: the council, or of a narrowed selection its one value where it has one."""
    if not choices:
        return "Council"
    (dimension, values), *more = choices
    return say_level(dimension, values[0]) if len(values) == 1 and not more else "This selection"
