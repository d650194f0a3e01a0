"""Choices of a page's own, which stand in its link beside those of the frame."""

from collections.abc import Iterable, Mapping

import streamlit as st

from cxdata.measures import find_measure
from cxdata.measures.model import Measure
from cxdata.measures.registry.labels import called_before
from cxdata.store import Store
from cxdata.ui.frame import elements


def choose_measure(
    choices: Mapping[str, Measure], start: str, *, key: str, label: str = "Measure", hide_label: bool = False
) -> Measure:
    """A box of measures by their titles, at first on the one whose id is `start`; `key` is its name in the link.

    `hide_label` keeps the label for those who hear the page, where the box stands over what it chooses.
    """
    _take_former_title(key)
    first = find_measure(start).title
    title = elements.selectbox(
        label,
        list(choices),
        index=list(choices).index(first),
        key=key,
        bind="query-params",
        label_visibility="collapsed" if hide_label else "visible",
    )
    return choices[title or first]


def _take_former_title(key: str) -> None:
    """Give a link that was made while a measure had another title the title of now."""
    name = called_before(st.query_params.get(key, ""))
    if name and key not in st.session_state:
        st.session_state[key] = find_measure(name).title


def first_loaded(measures: Iterable[Measure], start: str, store: Store) -> str:
    """The id of the measure to begin with: `start`, or or the first that has data where that one has none."""
    loaded = [one.id for one in measures if all(store.row_counts[table] for table in one.tables)]
    return start if start in loaded or not loaded else loaded[0]
