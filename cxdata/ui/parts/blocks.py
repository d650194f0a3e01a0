"""The parts that pages are composed of: each asks the engine, words the finding and draws one card."""

from dataclasses import replace
from functools import partial

import streamlit as st

from cxdata import findings
from cxdata.charts import bars, heat, trend
from cxdata.charts.channels import mix as draw_mix
from cxdata.charts.score_levels import levels as draw_levels
from cxdata.export.loaded import tables_in_words, verdicts_in_words
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.measures.coverage.whole_months import PartMonth
from cxdata.measures.query import Answer
from cxdata.measures.registry.dimensions import splits
from cxdata.measures.rows import add_silent_groups, drop_undated, from_month, months_before
from cxdata.scope import Scope
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.frame.go import href
from cxdata.ui.parts.cards import card
from cxdata.ui.parts.tiles import headlines

__all__ = [
    "PAIR",
    "breakdown",
    "freshness",
    "headlines",
    "levels",
    "mix",
    "over_time",
    "week",
]

PAIR = 380  # pixels: narrower than this, two cards stand one under the other (on a projector at 1024, on a phone)


def breakdown(view: View, measure: str, by: str, *, key: str = "", scope: Scope | None = None) -> None:
    """A measure split by one dimension, as bars with ranges."""
    answer = cache.answer(measure, (by,), scope or view.scope)
    if answer.measure.table == "responses":
        answer = add_silent_groups(answer, cache.answer("contacts", (by,), scope or view.scope))
    card(answer, findings.of_groups(answer), bars.bars, key=key or f"{measure}-{by}")


def levels(view: View, by: str) -> None:
    """All five levels of satisfaction for each group of one dimension."""
    answer = cache.answer("answer_share", (by, "score"), view.scope)
    dissatisfied = cache.answer("dissatisfied", (by,), view.scope)
    card(answer, findings.of_groups(dissatisfied), draw_levels, key=f"levels-{by}")


def over_time(view: View, measure: str, *, by: str | None = None, span: str = "month", key: str = "") -> None:
    """A measure month by month over everything loaded, so that the chosen period is seen in its course.

    The title speaks of whole months only; a last month that is not whole is drawn hollow, a first one is left out.
    """
    scope = replace(view.scope, period=None)
    span = _known_span(measure) if span == "month" else span
    answer = drop_undated(cache.answer(measure, (span, by) if by else (span,), scope))
    answer, stop = _by_whole_months(answer) if span == "month" else (answer, None)
    whole = months_before(answer, stop.month) if stop else answer
    title = findings.of_shares(whole) if by else findings.of_series(whole)
    events = [(event.day, event.title) for event in view.council.events if event.measure in ("", measure)]
    draw = partial(trend.trend, events=events, incomplete=stop.month if stop else None)
    card(answer, title, draw, key=key or f"{measure}-{by or ''}-{span}", about=stop.sentence if stop else "")


def mix(view: View, by: str, *, key: str = "") -> None:
    """How contacts are made up by channel or channel group, over the months that are whole."""
    measure = "channel_share" if by == "channel" else "channel_group_share"
    span = _known_span(measure)
    answer = drop_undated(cache.answer(measure, (span, by), replace(view.scope, period=None)))
    answer, stop = _by_whole_months(answer) if span == "month" else (answer, None)
    if stop:
        answer = replace(months_before(answer, stop.month), notes=(*answer.notes, f"{stop.sentence} It is left out."))
    card(answer, findings.of_shares(answer), draw_mix, key=key or f"mix-{by}")


def _known_span(measure: str) -> str:
    """The span of time by which a measure can be followed: months, or what its figures are for where that is longer."""
    long = cache.whole(*MEASURES[measure].tables).long
    return long.dimension if long and DIMENSIONS[long.dimension].id in splits(MEASURES[measure]) else "month"


def week(view: View, measure: str) -> None:
    """A measure by weekday and hour."""
    answer = cache.answer(measure, ("weekday", "hour"), view.scope)
    card(answer, findings.of_peak(answer), heat.heat, key=f"week-{measure}")


def freshness(view: View) -> None:
    """How fresh and complete the data is: each table's rows and days, and what the checks say."""
    st.header("How fresh and complete the data is", anchor=False)
    st.table(tables_in_words(view.loaded), hide_index=True)
    words, link = verdicts_in_words(view.loaded), href("data", view.scope)
    st.markdown(f"What the checks found: {words or 'nothing to say'}. [See them on the Data page]({link})")


def _by_whole_months(answer: Answer) -> tuple[Answer, PartMonth | None]:
    """The answer from the first whole month on, with a note for each earlier one that is not whole, and the first of
    the last months that is not whole, where the answer reaches into it.
    """
    whole = cache.whole(*answer.measure.tables)
    if whole.months is None or answer.frame.empty:
        return answer, None
    notes = [
        part.sentence if part.start in whole.broken_months else f"{part.sentence} It is left out."
        for part in whole.parts
        if part.start < whole.months.end
    ]
    answer = from_month(answer, f"{whole.months.start:%Y-%m}")
    stop = whole.stop
    reaches = stop is not None and not answer.frame.empty and str(answer.frame["month"].max()) >= stop.month
    return replace(answer, notes=(*answer.notes, *dict.fromkeys(notes))), stop if reaches else None
