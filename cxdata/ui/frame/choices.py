"""The one sidebar: what a reader chooses, kept in the link and across pages, and dead values in a link reported."""

import streamlit as st

from cxdata.contract import NOT_RECORDED, tables_by_choice
from cxdata.measures import DIMENSIONS
from cxdata.measures.coverage.periods import default_period, periods_of
from cxdata.measures.words import say_level
from cxdata.scope import Comparison
from cxdata.store import Store
from cxdata.ui.frame import cache
from cxdata.ui.frame.link import EVERYTHING, Choice, Dead, Known, from_query


def draw(store: Store) -> tuple[Choice, tuple[Dead, ...]]:
    """Draw the sidebar's widgets: what they choose, and what the link asked for that the data does not have.

    The link wins on the first run, the reader after that. Streamlit drops a link's dead values without a word, so the
    link is read before the widgets are drawn.
    """
    known = known_values(store)
    meant, dead = from_query({name: st.query_params.get_all(name) for name in st.query_params}, known)
    if meant.published and cache.MODE not in st.session_state:  # The widget drops a word it lacks: officer's view.
        st.session_state[cache.MODE] = cache.PUBLISH
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


def known_values(store: Store) -> Known:
    """What can be chosen from the data loaded."""
    periods = {str(period): period for period in periods_of(store)}
    return Known(periods, default_period(store), {name: labels_of(name) for name in tables_by_choice()})


def _select(key: str, title: str, options: list[str], default: str) -> list[str]:
    return [st.selectbox(title, options, index=options.index(default), key=key, bind="query-params") or default]


def labels_of(dimension: str) -> dict[str, str]:
    """What a reader sees for each value of a choice -> the value, "Not recorded" last."""
    values = cache.present(dimension, tables_by_choice()[dimension])
    ordered = [value for value in values if value != NOT_RECORDED] + [v for v in values if v == NOT_RECORDED]
    return {say_level(dimension, value): value for value in ordered}
