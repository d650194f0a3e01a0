"""The parts that pages are composed of: each asks the engine, words the finding and draws one card."""

from dataclasses import replace
from functools import partial

import streamlit as st

from cxdata import findings
from cxdata.charts import bars, trend
from cxdata.export.loaded import tables_in_words, verdicts_in_words
from cxdata.measures.rows import add_silent_groups, drop_undated, months_before
from cxdata.scope import Scope
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.frame.go import href
from cxdata.ui.parts.cards import card
from cxdata.ui.parts.course import by_whole_months, known_span
from cxdata.ui.parts.tiles import headlines

__all__ = [
    "PAIR",
    "breakdown",
    "freshness",
    "headlines",
    "over_time",
]

PAIR = 380  # pixels: narrower than this, two cards stand one under the other (on a projector at 1024, on a phone)


def breakdown(view: View, measure: str, by: str, *, key: str = "", scope: Scope | None = None) -> None:
    """A measure split by one dimension, as bars with ranges."""
    answer = cache.answer(measure, (by,), scope or view.scope)
    if answer.measure.table == "responses":
        answer = add_silent_groups(answer, cache.answer("contacts", (by,), scope or view.scope))
    card(answer, findings.of_groups(answer), bars.bars, key=key or f"{measure}-{by}")


def over_time(view: View, measure: str, *, by: str | None = None, span: str = "month", key: str = "") -> None:
    """A measure month by month over everything loaded, so that the chosen period is seen in its course.

    The title speaks of whole months only; a last month that is not whole is drawn hollow, a first one is left out.
    """
    scope = replace(view.scope, period=None)
    span = known_span(measure) if span == "month" else span
    answer = drop_undated(cache.answer(measure, (span, by) if by else (span,), scope))
    answer, stop = by_whole_months(answer) if span == "month" else (answer, None)
    whole = months_before(answer, stop.month) if stop else answer
    title = findings.of_shares(whole) if by else findings.of_series(whole)
    events = [(event.day, event.title) for event in view.council.events if event.measure in ("", measure)]
    draw = partial(trend.trend, events=events, incomplete=stop.month if stop else None)
    card(answer, title, draw, key=key or f"{measure}-{by or ''}-{span}", about=stop.sentence if stop else "")


def freshness(view: View) -> None:
    """How fresh and complete the data is: each table's rows and days, and what the checks say."""
    st.header("How fresh and complete the data is", anchor=False)
    st.table(tables_in_words(view.loaded), hide_index=True)
    words, link = verdicts_in_words(view.loaded), href("data", view.scope)
    st.markdown(f"What the checks found: {words or 'nothing to say'}. [See them on the Data page]({link})")
