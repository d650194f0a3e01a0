"""Which rows of the tracker are shown, and on which day they stand so: choices that are in the link."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import streamlit as st

from cxdata.analysis.recommendations.item import Item
from cxdata.analysis.recommendations.standing import Tracker, read_tracker, standing_on
from cxdata.lists.model import day_of
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View

AS_OF, ALL = "as_of", "All"


@dataclass(frozen=True)
class Filter:
    """A choice of rows: its name in the link, its label, and what a row has there."""

    key: str
    label: str
    of: Callable[[Item], str]


FILTERS = (
    Filter("kind", "Kind", lambda item: item.kind),
    Filter("stands", "How it stands", lambda item: item.status or item.state.value),
    Filter("owner", "Owner", lambda item: item.owner or "none recorded"),
    Filter("meeting", "Meeting", lambda item: item.meeting or "none recorded"),
)


def as_of() -> date:
    """The day on which the rows stand so: the one in the link or the box, else today."""
    return day_of(_typed()) or date.today()


def ask(view: View) -> Tracker:
    """All rows on that day. Raises CxError where the list cannot be read."""
    return cache.of_list(partial(read_tracker, as_of=as_of(), tracking=view.council.tracking))


def draw_choices(tracker: Tracker) -> None:
    """The day, and a box for each fact by which the rows differ."""
    with elements.expander("Choose rows, or another day"), st.grid(3, min_column_width=260):
        typed = elements.text_input("As it stands on", key=AS_OF, bind="query-params", placeholder="today")
        if typed and day_of(typed) is None:
            elements.warning(f"“{typed}” is no date. Write it as 2026-03-31. Shown as it stands today.")
        for choice in FILTERS:
            options = _options(choice, [row.item for row in tracker.rows])
            if len(options) > 2:
                elements.selectbox(choice.label, options, key=choice.key, bind="query-params")


def chosen_rows(tracker: Tracker, view: View) -> Tracker:
    """The rows that fit every box, as a tracker of their own."""
    items = [row.item for row in tracker.rows]
    for choice in FILTERS:
        chosen = st.session_state.get(choice.key) or st.query_params.get(choice.key, ALL)
        if chosen != ALL and chosen in _options(choice, [row.item for row in tracker.rows]):
            items = [item for item in items if choice.of(item) == chosen]
    if len(items) == len(tracker.rows):
        return tracker
    return replace(standing_on(items, tracker.as_of, view.council.tracking), faults=tracker.faults)


def may_edit(view: View) -> bool:
    """Whether the list on the screen is changed from here: not that of the sample beside a council of one's own.

    A list lies in the data folder of whoever asks, wherever the store is.
    """
    return view.may_change or not cache.has_both()


def _typed() -> str:
    return str(st.session_state.get(AS_OF) or st.query_params.get(AS_OF, ""))


def _options(choice: Filter, items: Sequence[Item]) -> list[str]:
    return [ALL, *sorted({choice.of(item) for item in items})]
