"""The parts that pages are composed of: each asks the engine, words the finding and draws one card."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from cxdata import findings
from cxdata.charts import bars, heat, trend
from cxdata.charts.levels import levels as draw_levels
from cxdata.charts.mix import mix as draw_mix
from cxdata.export.loaded import tables_in_words, verdicts_in_words
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.measures.query import Answer
from cxdata.measures.rows import before, with_silent
from cxdata.measures.unfinished import Gap
from cxdata.measures.words import say_level
from cxdata.periods import say_date
from cxdata.scope import Scope
from cxdata.ui import cache
from cxdata.ui.cards import card, notes_of, plain, small, table_of
from cxdata.ui.frame import View, href
from cxdata.ui.tiles import compared, headlines, tile

__all__ = [
    "PAIR",
    "breakdown", "freshness", "headlines", "levels", "mix", "opening", "over_time", "page_of", "questions", "week",
]  # fmt: skip

PAGE_OF = {"responses": "satisfaction", "calls": "channels", "web": "channels"}
PAIR = 380  # pixels: narrower than this, two cards stand one under the other (on a projector at 1024, on a phone)


def opening(view: View) -> None:
    """What is in scope and how fresh it is, in one sentence."""
    last = max((last for _, last in view.loaded.spans.values()), default=None)
    fresh = f" The newest data is of {say_date(last)}." if last else ""
    titles = {name: dimension.title for name, dimension in DIMENSIONS.items()}
    st.write(plain(f"{view.council.name}: {view.scope.sentence(titles, say=say_level)}.{fresh}"))
    gaps = [gap for table in ("contacts", "responses", "calls") if (gap := cache.gap(table))]
    for gap in gaps:
        if view.scope.period is None or view.scope.period.end > gap.start:
            st.markdown(
                small(f"{gap.sentence} Counts that include it are too low, and shares lean towards what is there.")
            )


def breakdown(view: View, measure: str, by: str, *, key: str = "", scope: Scope | None = None) -> None:
    """A measure split by one dimension, as bars with ranges."""
    answer = cache.answer(measure, (by,), scope or view.scope)
    if answer.measure.table == "responses":
        answer = with_silent(answer, cache.answer("contacts", (by,), scope or view.scope))
    card(answer, findings.of_groups(answer), bars.bars, key=key or f"{measure}-{by}")


def levels(view: View, by: str) -> None:
    """All five levels of satisfaction for each group of one dimension."""
    answer = cache.answer("answer_share", (by, "score"), view.scope)
    dissatisfied = cache.answer("dissatisfied", (by,), view.scope)
    card(answer, findings.of_groups(dissatisfied), draw_levels, key=f"levels-{by}")


def over_time(view: View, measure: str, *, by: str | None = None, span: str = "month", key: str = "") -> None:
    """A measure month by month over everything loaded, so that the chosen period is seen in its course.

    The title speaks of whole months only; a last month that is not whole is drawn hollow.
    """
    scope = replace(view.scope, period=None)
    answer = cache.answer(measure, (span, by) if by else (span,), scope)
    stop = _stops(view, answer) if span == "month" else None
    whole = before(answer, stop.month) if stop else answer
    title = findings.of_shares(whole) if by else findings.of_series(whole)
    events = [(event.day, event.title) for event in view.council.events if event.measure in ("", measure)]
    draw = partial(trend.trend, events=events, incomplete=stop.month if stop else None)
    card(answer, title, draw, key=key or f"{measure}-{by or ''}-{span}", about=stop.sentence if stop else "")


def mix(view: View, by: str, *, key: str = "") -> None:
    """How contacts are made up by channel or channel group, over the months that are whole."""
    measure = "channel_share" if by == "channel" else "channel_group_share"
    answer = cache.answer(measure, ("month", by), replace(view.scope, period=None))
    stop = _stops(view, answer)
    if stop:
        answer = replace(before(answer, stop.month), notes=(*answer.notes, f"{stop.sentence} It is left out."))
    card(answer, findings.of_shares(answer), draw_mix, key=key or f"mix-{by}")


def week(view: View, measure: str) -> None:
    """A measure by weekday and hour."""
    answer = cache.answer(measure, ("weekday", "hour"), view.scope)
    card(answer, findings.of_peak(answer), heat.heat, key=f"week-{measure}")


def questions(view: View, measures: Sequence[str], by: Sequence[str]) -> None:
    """The three things that most deserve a question, each with its evidence."""
    st.header("Three things that deserve a question", anchor=False)
    found = [finding for measure in measures for finding in _findings_on(view, measure, by)]
    chosen = findings.most_deserving(found)
    if not chosen:
        st.info(
            "Nothing in this selection stands out by more than chance would give. That is not proof that all is well."
        )
    for number, finding in enumerate(chosen, start=1):
        scope = view.scope
        for name, values in finding.choices:
            scope = scope.with_choice(name, *values)
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{number}. {plain(finding.sentence)}**")
            st.markdown(f"Ask: *{plain(finding.question)}* [Look closer]({href(finding.page, scope)})")
            _evidence(view, finding, number)


def _evidence(view: View, finding: findings.Finding, number: int) -> None:
    """The figures behind a finding, to be opened on the spot: the groups side by side, or the course over time."""
    answer = finding.evidence[0]
    with st.expander("See the evidence"):
        if answer.by:
            group = dict(finding.choices).get(answer.by[0].id, ("",))[0]
            chart = bars.bars(answer, highlight=group)
            st.plotly_chart(chart.figure, key=f"evidence-{number}", theme=None, config=chart.config, alt=chart.alt)
            notes_of(chart)
            table_of(answer, key=f"evidence-{number}")
        else:
            over_time(view, answer.measure.id, key=f"evidence-{number}")


def freshness(view: View) -> None:
    """How fresh and complete the data is: each table's rows and days, and what the checks say."""
    st.header("How fresh and complete the data is", anchor=False)
    st.table(tables_in_words(view.loaded), hide_index=True)
    words, link = verdicts_in_words(view.loaded), href("data", view.scope)
    st.markdown(f"What the checks found: {words or 'nothing to say'}. [See them on the Data page]({link})")


def page_of(measure: str) -> str:
    """The page where a measure's evidence stands."""
    return PAGE_OF.get(MEASURES[measure].table, "overview")


def _findings_on(view: View, measure: str, by: Sequence[str]) -> list[findings.Finding]:
    """What one measure has to say: a change for the worse, and the groups that do worse than the rest."""
    one = tile(view, measure)
    if one.now.empty:
        return []
    found = []
    then, when = compared(view, one)
    if then is not None and not then.empty:
        change = findings.change_finding(one.now, then, when, page_of(measure))
        found += [change] if change else []
    for dimension in by:
        if all(DIMENSIONS[dimension].on(table) for table in _tables(measure)):
            found += findings.groups_worse(cache.answer(measure, (dimension,), view.scope), page_of(measure))
    return found


def _tables(measure: str) -> list[str]:
    found = MEASURES[measure]
    return [found.table] + ([found.denominator_table] if found.denominator_table and not found.broadcast else [])


def _stops(view: View, answer: Answer) -> Gap | None:
    """The first of the last months that is not whole, where the answer reaches into it."""
    stop = cache.gap(answer.measure.table)
    reaches = stop is not None and not answer.frame.empty and str(answer.frame["month"].max()) >= stop.month
    return stop if reaches else None
