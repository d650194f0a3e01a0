"""The one sidebar: what a reader chooses, kept in the link and across pages, and dead values in a link reported."""

import streamlit as st

from cxdata.contract import NOT_RECORDED, narrowed_tables, tables_by_choice
from cxdata.measures import DIMENSIONS
from cxdata.measures.coverage.whole_months import newest_year
from cxdata.measures.words import say_level
from cxdata.periods import Period, period_choices
from cxdata.scope import Comparison
from cxdata.store import Store
from cxdata.ui.frame import cache
from cxdata.ui.frame.link import EVERYTHING, Choice, Dead, Known, from_query


def draw(store: Store) -> tuple[Choice, tuple[Dead, ...]]:
    """Draw the sidebar's widgets: what they choose, and what the link asked for that the data does not have.

    The link wins on the first run, the reader after that. Streamlit drops a link's dead values without a word, so the
    link is read before the widgets are drawn.
    """
    known = _known_values(store)
    _, dead = from_query({name: st.query_params.get_all(name) for name in st.query_params}, known)
    with st.sidebar:
        words = {cache.MODE: _select(cache.MODE, "View", [cache.OFFICER, cache.PUBLISH], cache.OFFICER)}
        if known.default is not None:
            words["period"] = _select("period", "Period", [EVERYTHING, *known.periods], str(known.default))
        words["compare"] = _select(
            "compare", "Compared with", [comparison.value for comparison in Comparison], Comparison.PERIOD_BEFORE.value
        )
        for name, labels in known.values.items():
            if len(labels) > 1:
                words[name] = st.multiselect(
                    DIMENSIONS[name].title, list(labels), key=name, bind="query-params", placeholder="All"
                )
        staff = st.checkbox(
            "Include contacts raised by staff",
            key="staff",
            bind="query-params",
            help="Staff raise some contacts themselves. They are not customers, so they are left out unless you ask.",
        )
        words["staff"] = ["true"] if staff else []
    return from_query(words, known)[0], dead


def _known_values(store: Store) -> Known:
    periods = {str(period): period for period in periods_of(store)}
    return Known(periods, default_period(store), {name: labels_of(name) for name in tables_by_choice()})


def _select(key: str, title: str, options: list[str], default: str) -> list[str]:
    return [st.selectbox(title, options, index=options.index(default), key=key, bind="query-params") or default]


def labels_of(dimension: str) -> dict[str, str]:
    """What a reader sees for each value of a choice -> the value, "Not recorded" last."""
    values = cache.present(dimension, tables_by_choice()[dimension])
    ordered = [value for value in values if value != NOT_RECORDED] + [v for v in values if v == NOT_RECORDED]
    return {say_level(dimension, value): value for value in ordered}


def periods_of(store: Store) -> list[Period]:
    """The named periods of the data loaded, the whole span first; none when nothing is dated."""
    spans = [span for name, span in store.spans.items() if name in narrowed_tables()]
    if not spans:
        return []
    return period_choices(
        min(first for first, _ in spans), max(last for _, last in spans), newest_year(store, narrowed_tables())
    )


def default_period(store: Store | None) -> Period | None:
    """The period a reader finds at first: the newest twelve whole months, or all there are where that is less."""
    if store is None:
        return None
    return newest_year(store, narrowed_tables()) or next(iter(periods_of(store)), None)
