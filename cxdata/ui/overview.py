"""The three things that most deserve a question, each with its evidence and the way to its page."""

import math
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from cxdata import findings
from cxdata.analysis.change.charts import Control, key_measures
from cxdata.analysis.hidden.search import pockets
from cxdata.charts import bars
from cxdata.errors import CxError
from cxdata.findings import Finding, Strength
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View, href
from cxdata.ui.parts.blocks import over_time
from cxdata.ui.parts.cards import draw, plain, table_of
from cxdata.ui.parts.tiles import compared, tile

PAGE_OF = {"responses": "satisfaction", "calls": "channels", "web": "channels"}


def questions(view: View, measures: Sequence[str], by: Sequence[str]) -> None:
    """A hidden group first and a real change for the worse second, where there are any; then what most people meet.

    Both rest on exact counts that disclosure control does not reach: the published view leaves them to their pages.
    """
    st.header("Three things that deserve a question", anchor=False)
    first = [*_hidden_group(view), *_real_change(view)]
    chosen = findings.most_deserving(first + [one for measure in measures for one in _findings_on(view, measure, by)])
    if not chosen:
        st.info(
            "Nothing in this selection stands out by more than chance would give. That is not proof that all is well."
        )
    for number, finding in enumerate(chosen, start=1):
        scope = view.scope
        for name, values in finding.choices:
            scope = scope.with_choice(name, *values)
        link = href(finding.page, scope, **dict(finding.options))
        with st.container(border=True, gap="xsmall", key=f"question-{number}"):
            st.markdown(f"**{number}. {plain(finding.sentence)}**")
            st.markdown(f"Ask: *{plain(finding.question)}* [Look closer]({link})")
            _evidence(view, finding, number)


def _evidence(view: View, finding: Finding, number: int) -> None:
    """The figures behind a finding, to be opened on the spot: the groups side by side, or the course over time."""
    answer = finding.evidence[0]
    with st.expander("See the evidence"):
        if answer.by:
            draw(bars.bars(answer, highlight=finding.group or None), key=f"evidence-{number}")
            table_of(answer, key=f"evidence-{number}")
        else:
            over_time(view, answer.measure.id, key=f"evidence-{number}")


def _hidden_group(view: View) -> list[Finding]:
    """The group of customers that the average hides most people of; none where the search finds none, or published."""
    try:
        found = cache.ask(pockets, scope=view.scope).for_officers()
    except CxError:
        return []
    if not found.pockets:
        return []
    top = found.pockets[0]
    dimension, value = next(iter(top.pocket.conditions.items()))
    beside = cache.answer("dissatisfied", (dimension,), top.scope.with_choice(dimension))
    return [
        Finding(
            sentence=f"Hidden by the average: {top.sentence}",
            strength=Strength.CLEAR,
            question=top.question,
            evidence=(beside,),
            page="hidden",
            group=value if value in set(beside.frame[dimension]) else "",
            weight=math.inf,
        )
    ]


def _real_change(view: View) -> list[Finding]:
    """A key measure that is worse by more than ordinary ups and downs, in a month of the period; not published."""
    try:
        found = cache.ask(key_measures, scope=replace(view.scope, period=None)).for_officers()
    except CxError:
        return []
    concern = next((one for one in found.controls if _for_the_worse(view, one)), None)
    if concern is None:
        return []
    return [
        Finding(
            sentence=concern.sentence,
            strength=Strength.CLEAR,
            question=f"What is behind this change in '{concern.measure.title}', and when will it be put right?",
            evidence=(cache.answer(concern.measure.id, (), view.scope),),
            page="change",
            options=(("follow", concern.measure.title),),
            weight=math.inf,
        )
    ]


def _for_the_worse(view: View, one: Control) -> bool:
    if one.variation.word != "concern" or not one.signals or not one.signals[-1].strong:
        return False
    latest = one.series.starts[one.signals[-1].end]
    period = view.scope.period
    return period is None or period.start <= latest < period.end


def _findings_on(view: View, measure: str, by: Sequence[str]) -> list[Finding]:
    """What one measure has to say: a change for the worse, and the groups that do worse than the rest."""
    one = tile(view, measure)
    if one.now.empty:
        return []
    page = PAGE_OF.get(MEASURES[measure].table, "overview")
    found = []
    then, when = compared(view, one)
    if then is not None and not then.empty:
        change = findings.change_finding(one.now, then, when, page)
        found += [change] if change else []
    for dimension in by:
        if all(DIMENSIONS[dimension].on(table) for table in _tables(measure)):
            found += findings.groups_worse(cache.answer(measure, (dimension,), view.scope), page)
    return found


def _tables(measure: str) -> list[str]:
    found = MEASURES[measure]
    return [found.table] + ([found.denominator_table] if found.denominator_table and not found.broadcast else [])
