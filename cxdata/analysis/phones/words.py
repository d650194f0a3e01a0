"""What the page of the phones says first: whose callers are worse served, or how many gave up."""

from collections.abc import Mapping, Sequence

import pandas as pd

from cxdata.analysis.groups import Verdict
from cxdata.analysis.phones.half_hours import say_worst
from cxdata.analysis.phones.worse import Standing
from cxdata.analysis.result import say_list
from cxdata.measures.query import Answer
from cxdata.measures.words import say_level, say_value

_OF = {"abandoned_share": "of callers gave up", "answered_in_target": "of calls were answered in time"}
_MORE = {"abandoned_share": "more callers gave up", "answered_in_target": "fewer calls were answered in time"}
_WHAT = {
    "queue": ("queue", "queues"),
    "menu_option": ("menu option", "menu options"),
    "service": ("service", "services"),
}
_NAMED = 2
"""More groups or hours than this are counted, and seen in the drawing: a heading is read in one breath."""


def say_first(asked: Answer, whole: Sequence[Answer], standing: Standing, hours: Sequence[str]) -> str:
    """The sentence over the page: who is worse than the rest, else how many gave up, and in which hours most.

    `asked` is the standing's measure by its split, `whole` the unsplit figures as `say_whole` takes them, and `hours`
    the spans of the week that are worse than the rest of it.
    """
    if standing.heads:
        return say_worse(asked, standing.heads)
    worst = say_worst(hours, most=_NAMED)
    if not standing.by:
        return say_whole(whole, worst or standing.why_not)
    nobody = standing.why_not or f"no {_WHAT[standing.by][0]} is worse than the rest by more than chance"
    return say_whole(whole, f"no {_WHAT[standing.by][0]} stands out; {worst}" if worst else nobody)


def say_split(answer: Answer, verdicts: Mapping[str, Verdict]) -> str:
    """What one split says by one measure: which groups are worse, else which are better, else that none differs."""
    sides = {side: [level for level, one in verdicts.items() if one is side] for side in Verdict}
    if worse := sides[Verdict.WORSE]:
        return say_worse(answer, worse)
    one = _WHAT[answer.by[0].id][0]
    if better := sides[Verdict.BETTER]:
        names = _names(answer, better)
        return f"{answer.measure.title}: no {one} is worse than the rest; better for {names}"
    return f"{answer.measure.title}: no {one} differs from the rest by more than chance"


def say_worse(answer: Answer, levels: Sequence[str]) -> str:
    """'Adult social care: 19.0% of callers gave up, against 7.6% of the rest'; several groups are taken together.

    `answer` is of every group of the split.
    """
    dimension, measure = answer.by[0], answer.measure
    who = _names(answer, levels)
    chosen = answer.frame[dimension.id].astype(str).isin(levels)
    here, there = _share(answer.frame[chosen]), _share(answer.frame[~chosen])
    if here is None or there is None:
        return f"{who}: {_MORE[measure.id]} than in the rest"
    told = [say_value(measure, share, base) for share, base in (here, there)]
    return f"{who}: {told[0]} {_OF[measure.id]}, against {told[1]} of the rest"


def _names(answer: Answer, levels: Sequence[str]) -> str:
    if len(levels) > _NAMED:
        return f"{len(levels)} {_WHAT[answer.by[0].id][1]}"
    return say_list([say_level(answer.by[0], level) for level in levels])


def _share(frame: pd.DataFrame) -> tuple[float, float] | None:
    """The share of several rows together and its base; None where nobody is in it."""
    base = float(frame["denominator"].sum())
    return (float(frame["numerator"].sum()) / base, base) if base else None


def say_whole(figures: Sequence[Answer], beside: str) -> str:
    """The first of these figures that there is, and `beside`, why nobody is named; "" where there is none.

    `figures` are unsplit: those who gave up, those answered in time, the calls.
    """
    for answer in figures:
        row = None if answer.empty else answer.frame.iloc[0]
        if row is None or row["value"] != row["value"]:
            continue
        value = say_value(answer.measure, float(row["value"]), float(row["denominator"]))
        if answer.measure.id in _OF:
            return f"{value} {_OF[answer.measure.id]}; {beside}"
        came = f"{value} {'call' if row['value'] == 1 else 'calls'} came"
        if any(_is_counted(share) for share in figures if share.measure.id in _OF):
            return f"{came}: too few to say what share gave up or was answered in time"
        return f"{came}; how long people waited and whether they gave up is not in the data"
    return ""


def _is_counted(answer: Answer) -> bool:
    """Whether somebody is counted in a share, however few."""
    return not answer.empty and bool((answer.frame["denominator"] > 0).any())


def ask_of(asked: Answer, standing: Standing) -> str:
    """The question that a member could put."""
    if not standing.heads:
        return "In which hours do callers give up, and who is on duty then?"
    return f"Why do callers of {_names(asked, standing.heads)} fare worse, and what will be done by when?"
