"""The three things that most deserve a question, each with its evidence and the way to its page."""

import math
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from cxdata import findings
from cxdata.analysis.change.charts import Control, key_measures
from cxdata.analysis.hidden.as_counted import split_as_counted
from cxdata.analysis.hidden.search import DEFAULT, Pockets, pockets
from cxdata.charts import bars
from cxdata.contract import TABLES
from cxdata.errors import CxError
from cxdata.findings import Finding, Strength
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.measures.looked_at import Look, look_at, say_not_looked_at, say_nothing_found
from cxdata.stats.pockets.cells import values_of
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View, href
from cxdata.ui.frame.exact import OfficersOnly
from cxdata.ui.frame.text import plain, small
from cxdata.ui.parts.blocks import over_time
from cxdata.ui.parts.cards import draw, table_of
from cxdata.ui.parts.tiles import asked_for, tile

_SEARCHED = (DEFAULT, "abandoned_share", "on_time", "web_completion")


def questions(view: View, measures: Sequence[str], by: Sequence[str]) -> None:
    """A hidden group first and a real change for the worse second, where there are any; then what most people meet.

    Both rest on exact counts that disclosure control does not reach: the published view leaves them to their pages.
    """
    st.header("Three things that deserve a question", anchor=False)
    looks = [look_at(cache.answer(measure, (), view.scope)) for measure in measures]
    hidden, look = _hidden_groups(view)
    first, looks = [*hidden, *_real_change(view)], [*looks, *([look] if look else [])]
    chosen = findings.most_deserving(first + [one for measure in measures for one in _findings_on(view, measure, by)])
    if not chosen:
        st.info(plain(say_nothing_found(looks)))
    for number, finding in enumerate(chosen, start=1):
        scope = view.scope
        for name, values in finding.choices:
            scope = scope.with_choice(name, *values)
        link = href(finding.page, scope, **dict(finding.options))
        with st.container(border=True, gap="xsmall", key=f"question-{number}"):
            st.markdown(f"**{number}. {plain(finding.sentence)}**")
            st.markdown(f"Ask: *{plain(finding.question)}* [Look closer]({link})")
            _evidence(view, finding, number)
    if chosen and (unseen := say_not_looked_at(looks)):
        st.markdown(small(unseen))


def _evidence(view: View, finding: Finding, number: int) -> None:
    """The figures behind a finding, to be opened on the spot: the groups side by side, or the course over time."""
    answer = finding.evidence[0]
    with st.expander("See the evidence"):
        if answer.by:
            draw(bars.bars(answer, highlight=finding.group or None), key=f"evidence-{number}")
            table_of(answer, key=f"evidence-{number}")
        else:
            over_time(view, answer.measure.id, key=f"evidence-{number}")


def _hidden_groups(view: View) -> tuple[list[Finding], Look | None]:
    """The group that each share's average hides most of. The survey's comes first, or else that of most excess.

    With whether the survey could be searched at all; None in the published view, where it is not asked.
    """
    title = "Groups hidden by the average"
    searched, look = [], Look(title)
    for measure in _SEARCHED:
        try:
            result = cache.ask(pockets, scope=view.scope, measure=measure).for_officers()
        except OfficersOnly:
            return [], None
        except CxError as reason:
            look = Look(title, str(reason).split(". ")[0].rstrip(".")) if measure == DEFAULT else look
            continue
        if measure == DEFAULT and not result.pockets and not result.search.searched:
            look = Look(title, "too few answers to search")
        if result.pockets and not result.cells.not_applied:
            searched.append(result)
    if not searched:
        return [], look
    most = max(searched, key=lambda result: result.pockets[0].pocket.excess)
    head = searched[0] if searched[0].share.is_survey else most
    weights = [math.inf if result is head else result.pockets[0].pocket.excess for result in searched]
    return [_finding(result, weight) for result, weight in zip(searched, weights, strict=True)], look


def _finding(result: Pockets, weight: float) -> Finding:
    top = result.pockets[0]
    dimension, value = next(iter(top.pocket.conditions.items()))
    named = values_of(value)[0]
    beside = cache.ask(
        split_as_counted, result.measure, dimension, scope=top.scope.with_choice(dimension)
    ).for_officers()
    other = () if result.measure == DEFAULT else (("share", result.share.of.title),)
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
    if one.variation.tone != "bad" or not one.is_strong or one.judged.at is None:
        return False
    latest = one.series.starts[one.judged.at]
    period = view.scope.period
    return period is None or period.start <= latest < period.end


def _findings_on(view: View, measure: str, by: Sequence[str]) -> list[Finding]:
    """What one measure has to say: a change for the worse, and the groups that do worse than the rest."""
    one = tile(view, measure)
    if one.now.empty:
        return []
    page = TABLES[MEASURES[measure].table].page
    found = []
    change = asked_for(one)
    if change and change.here is not None and change.there is not None and not change.there.empty:
        worse = findings.change_finding(change.here, change.there, change.compared.words, page)
        found += [worse] if worse else []
    for dimension in by:
        if all(DIMENSIONS[dimension].on(table) for table in _tables(measure)):
            found += _groups_worse(view, measure, dimension, page)
    return found


def _groups_worse(view: View, measure: str, dimension: str, page: str) -> list[Finding]:
    """The groups that do worse than the rest of the council; of those chosen, where a reader chose some: a ward chosen
    alone is held against the others, never against itself.
    """
    chosen = view.scope.chosen(dimension)
    worse = findings.groups_worse(cache.answer(measure, (dimension,), view.scope.with_choice(dimension)), page)
    return [finding for finding in worse if not chosen or finding.group in chosen]


def _tables(measure: str) -> list[str]:
    found = MEASURES[measure]
    return [found.table] + ([found.denominator_table] if found.denominator_table and not found.broadcast else [])
