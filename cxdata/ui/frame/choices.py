"""The one sidebar: what a reader chooses, kept in the link and across pages, and dead values in a link reported."""

from dataclasses import dataclass

import streamlit as st

from cxdata.contract import NOT_RECORDED, narrowed_tables, tables_by_choice
from cxdata.measures import DIMENSIONS
from cxdata.measures.coverage.whole_months import newest_year
from cxdata.measures.words import say_level
from cxdata.periods import Period, period_choices, period_from_name
from cxdata.scope import Comparison, Scope
from cxdata.store import Store
from cxdata.ui.frame import cache

EVERYTHING = "All dates"


@dataclass(frozen=True)
class Sidebar:
    """What was chosen; and what the link asked for that is not there, each with what is shown instead."""

    scope: Scope
    dead: tuple[tuple[str, str], ...]


def draw(store: Store) -> Sidebar:
    """Draw the sidebar's widgets; the link wins on the first run, the reader after that."""
    dead: list[tuple[str, str]] = []
    with st.sidebar:
        _choice(cache.MODE, "View", [cache.OFFICER, cache.PUBLISH], cache.OFFICER, dead)
        period = _period(store, dead)
        compare = _choice(
            "compare", "Compared with", [c.value for c in Comparison], Comparison.PERIOD_BEFORE.value, dead
        )
        choices = []
        for name in tables_by_choice():
            labels = labels_of(name)
            alive = [value for value in st.query_params.get_all(name) if value in labels]
            _report(name, list(labels), " or ".join(alive) or f"every {DIMENSIONS[name].title.lower()}", dead)
            if len(labels) < 2:
                continue
            chosen = st.multiselect(
                DIMENSIONS[name].title, list(labels), key=name, bind="query-params", placeholder="All"
            )
            if chosen:
                choices.append((name, tuple(labels[label] for label in chosen)))
        staff = st.checkbox(
            "Include contacts raised by staff",
            key="staff",
            bind="query-params",
            help="Staff raise some contacts themselves. They are not customers, so they are left out unless you ask.",
        )
    return Sidebar(Scope(period, Comparison(compare), tuple(choices), staff), tuple(dead))


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


def _period(store: Store, dead: list[tuple[str, str]]) -> Period | None:
    default = default_period(store)
    if default is None:
        return None
    names = [str(period) for period in periods_of(store)]
    chosen = _choice("period", "Period", [EVERYTHING, *names], str(default), dead)
    return None if chosen == EVERYTHING else period_from_name(chosen)


def _choice(key: str, title: str, options: list[str], default: str, dead: list[tuple[str, str]]) -> str:
    _report(key, options, default, dead)
    return st.selectbox(title, options, index=options.index(default), key=key, bind="query-params") or default


def _report(key: str, options: list[str], instead: str, dead: list[tuple[str, str]]) -> None:
    """Note a link's values that are not among the options, and what is shown: Streamlit drops them without a word."""
    dead.extend(
        (f"{key.replace('_', ' ')} '{value}'", instead)
        for value in st.query_params.get_all(key)
        if value not in options
    )
