"""The phones as tables and exhibits: waits by group, options before and since a change, places of the menu."""

from collections.abc import Sequence
from math import isinf

import pandas as pd

from cxdata.analysis.phones.menu import MenuChange
from cxdata.analysis.phones.waits import Wait, say_wait
from cxdata.analysis.phones.worse import JUDGED, Group
from cxdata.charts.drawing.model import Chart
from cxdata.export.download import words_to_save
from cxdata.export.exhibit import Exhibit
from cxdata.measures import MEASURES
from cxdata.measures.model import Dimension
from cxdata.measures.query import Answer
from cxdata.measures.words import NOTHING, say_count, say_level, say_range, say_value

HOW_WAITS = (
    "A middle wait is read out of how many calls were answered within 20 seconds to 10 minutes: between two of these a "
    "straight line is drawn, so it is about right, not exact. Middle waits of several queues or hours are never "
    "averaged: their calls are counted together."
)
HOW_MENU = (
    "Each option is held against itself in the weeks before, week by week, with an allowance for the number of options "
    "(Benjamini and Hochberg) and a difference of a point at least. More or fewer calls on an option are no proof of "
    "anything: that is where callers were sent."
)


def wait_rows(waits: Sequence[Wait], dimension: Dimension | None) -> pd.DataFrame:
    """One row a group: calls, who gave up and after how long, who was answered in time, and how long they waited."""
    rows = []
    for wait in waits:
        group = {dimension.title: say_level(dimension, wait.level)} if dimension else {"Whose": "All callers"}
        rows.append(
            {
                **group,
                "Calls": say_count(wait.figures["calls_offered"]),
                "Gave up": _said(wait, "abandoned_share"),
                "Half of them within": say_wait(wait.given_up.half),
                "Answered in time": _said(wait, "answered_in_target"),
                "Half waited up to": say_wait(wait.answered.half),
                "One in ten over": _beyond(wait),
                "Average phone wait": _said(wait, "average_wait"),
            }
        )
    return pd.DataFrame(rows, dtype=str)


def _beyond(wait: Wait) -> str:
    """What one in ten waited longer than; of more than one in ten where no count says how long."""
    nine = wait.answered.nine
    return (
        f"{say_wait(nine).removeprefix('over ')} (more than one in ten)"
        if nine and isinf(nine.high)
        else say_wait(nine)
    )


def _said(wait: Wait, name: str) -> str:
    return say_value(MEASURES[name], wait.figures[name], wait.bases[name])


def exhibit_of_waits(
    answer: Answer, waits: Sequence[Wait], chart: Chart | None, finding: str, *, notes: Sequence[str] = ()
) -> Exhibit:
    """The waits of the groups of an answer: of the calls by the same split."""
    rows = wait_rows(waits, answer.by[0] if answer.by else None)
    name = answer.by[0].id if answer.by else "all"
    return Exhibit(
        key=f"waits-{name}",
        finding=finding,
        chart=chart,
        scope=answer.sentence,
        source="; ".join(answer.sources) or "no file",
        rows=rows,
        download=words_to_save(
            f"waits-by-{name}", rows, finding, answer.sentence, warnings=answer.warnings, rules=answer.rules
        ),
        about=(HOW_WAITS, answer.rules) if answer.rules else (HOW_WAITS,),
        warnings=answer.warnings,
        notes=(*answer.notes, *notes),
    )


def menu_rows(change: MenuChange) -> pd.DataFrame:
    """One row an option: what it was, what it is, the difference with its range, and calls a week then and now."""
    return pd.DataFrame(
        [
            {
                "Queue": option.queue,
                "Option": option.option,
                "Was": option.was or "the same",
                "Before": say_value(change.measure, option.before, option.base_before),
                "Since": say_value(change.measure, option.since, option.base_since),
                "Points": f"{option.gap * 100:+.1f}".replace("-", "−"),
                "Likely from": say_range(change.measure, option.lower, option.upper).replace("-", "−"),
                "By more than chance?": option.verdict.value.replace("the rest", "before"),
                "Calls a week before": say_count(option.calls_before),
                "Since then": say_count(option.calls_since),
            }
            for option in change.options
        ],
        dtype=str,
    )


def exhibit_of_menu(change: MenuChange, chart: Chart, sources: Sequence[str]) -> Exhibit:
    """What another menu changed."""
    rows = menu_rows(change)
    scope = f"{change.since_period}, against {change.before_period}"
    return Exhibit(
        key="menu",
        finding=change.sentence,
        chart=chart,
        scope=scope,
        source="; ".join(sources) or "no file",
        rows=rows,
        download=words_to_save("menu-before-and-since", rows, change.sentence, scope),
        about=(HOW_MENU,),
    )


def place_rows(groups: Sequence[Group]) -> pd.DataFrame:
    """One row a place of the menu: its calls and share of all, who gave up, who was answered in time."""
    named = {name: [group for group in groups if group.measure.id == name] for name in JUDGED}
    figures = {(group.measure.id, group.level): group for group in groups}
    offered = sum(group.base for group in named[JUDGED[0]])
    rows = []
    for place in dict.fromkeys(group.level for group in groups):
        first, second = (figures.get((name, place)) for name in JUDGED)
        rows.append(
            {
                "Place in the menu": place,
                "Calls": say_count(first.base) if first else NOTHING,
                "Of all calls": f"{first.base / offered:.0%}" if first and offered else NOTHING,
                "Gave up": _share(first),
                "Answered in time": _share(second),
            }
        )
    return pd.DataFrame(rows, dtype=str)


def _share(group: Group | None) -> str:
    if group is None:
        return NOTHING
    verdict = "" if group.verdict.value.startswith("like") else f" ({group.verdict.value.split()[0]})"
    return f"{say_value(group.measure, group.share, group.base)}{verdict}"
