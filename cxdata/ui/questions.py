"""The three things that most deserve a question, each with its evidence and the way to its page."""

import math
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from cxdata import findings
from cxdata.analysis.counted import counted
from cxdata.analysis.pockets import DEFAULT, Pockets, pockets
from cxdata.analysis.spc import Control, key_measures
from cxdata.charts import bars
from cxdata.errors import CxError
from cxdata.findings import Finding, Strength
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.stats.pockets.cells import values_of
from cxdata.ui import cache
from cxdata.ui.cards import notes_of, plain, table_of
from cxdata.ui.frame import View, href
from cxdata.ui.parts import over_time
from cxdata.ui.tiles import compared, tile

_SEARCHED = (DEFAULT, "abandoned_share", "on_time", "web_completion")
PAGE_OF = {"responses": "satisfaction", "calls": "channels", "web": "channels"}


def questions(view: View, measures: Sequence[str], by: Sequence[str]) -> None:
    """A hidden group first and a real change for the worse second, where there are any; then what most people meet.

    Both rest on exact counts that disclosure control does not reach: the published view leaves them to their pages.
    """
    st.header("Three things that deserve a question", anchor=False)
    first = [] if cache.publishing() else [*_hidden_groups(view), *_real_change(view)]
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
            chart = bars.bars(answer, highlight=finding.group or None)
            st.plotly_chart(chart.figure, key=f"evidence-{number}", theme=None, config=chart.config, alt=chart.alt)
            notes_of(chart)
            table_of(answer, key=f"evidence-{number}")
        else:
            over_time(view, answer.measure.id, key=f"evidence-{number}")


def _hidden_groups(view: View) -> list[Finding]:
    """The group that each share's average hides most of. The survey's comes first, or else that of most excess."""
    found = [result for measure in _SEARCHED if (result := _searched(view, measure)) is not None]
    if not found:
        return []
    head = found[0] if found[0].share.is_survey else max(found, key=lambda result: result.pockets[0].pocket.excess)
    return [_finding(result, math.inf if result is head else result.pockets[0].pocket.excess) for result in found]


def _searched(view: View, measure: str) -> Pockets | None:
    """The search of one share; None where it finds nothing, or knows nothing of what the reader chose."""
    try:
        found = cache.asked(pockets, scope=view.scope, measure=measure)
    except CxError:
        return None
    return found if found.pockets and not found.cells.not_applied else None


def _finding(found: Pockets, weight: float) -> Finding:
    top = found.pockets[0]
    dimension, value = next(iter(top.pocket.conditions.items()))
    named = values_of(value)[0]
    beside = cache.asked(counted, found.measure, dimension, scope=top.scope.with_choice(dimension))
    other = () if found.measure == DEFAULT else (("share", found.share.of.title),)
    return Finding(
        sentence=f"Hidden by the average: {top.sentence}",
        strength=Strength.CLEAR,
        question=top.question,
        evidence=(beside,),
        page="hidden",
        options=other,
        group=named if named in set(beside.frame[dimension]) else "",
        weight=weight,
    )


def _real_change(view: View) -> list[Finding]:
    """A key measure that is worse by more than ordinary ups and downs, in a month of the period chosen."""
    found = cache.asked(key_measures, scope=replace(view.scope, period=None))
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
