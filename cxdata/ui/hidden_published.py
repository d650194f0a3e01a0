"""The page on hidden groups in the published view: who is on the list, each with its own figures fit to publish.

Three of its parts are of Answers alone, and the officers' page has them too.
"""

from collections.abc import Sequence

import streamlit as st

from cxdata.analysis.hidden.search import Pockets
from cxdata.analysis.result import in_100
from cxdata.export.publish_results import PublishedGroup, PublishedSearch, publish_search
from cxdata.measures.words import say_count
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.frame.exact import Exact
from cxdata.ui.frame.text import plain
from cxdata.ui.parts import blocks
from cxdata.ui.parts.results import answered

WAITING = "Looking at every group of customers…"
_ONE_AT_A_TIME = ("channel", "customer_type", "service", "ward")


def worse_served(view: View, exact: Exact[Pockets]) -> None:
    """The whole page below its opening; where there is no survey, the reason."""
    search = answered(lambda: exact.to_publish(publish_search), waiting=WAITING)
    if search is None:
        return
    average_and_what_it_hides(view, _in_short(search))
    if search.searched and not search.groups:
        st.success("No hidden group was found in this selection.")
    if not search.searched:
        one_fact_at_a_time(view)
    for place, group in enumerate(search.groups, start=1):
        with st.container(border=True, key=f"card-group-{place}"):
            st.subheader(plain(f"{place}. {group.people}"), anchor=False)
            _figures(group)
    st.header("Who answered, and who did not", anchor=False)
    blocks.headlines(view, ["satisfied", "response_rate"])
    by_who_was_asked(view)


def average_and_what_it_hides(view: View, hides: str) -> None:
    """The heading: how many are satisfied, and a sentence on what that hides."""
    satisfied = cache.answer("satisfied", (), view.scope)
    value = float(satisfied.frame["value"].iloc[0]) if len(satisfied.frame) else float("nan")
    average = f"{in_100(value)} who answered are satisfied." if value == value else ""
    st.header(plain(f"{average} {hides}".strip()), anchor=False)


def one_fact_at_a_time(view: View, measure: str = "dissatisfied", dimensions: Sequence[str] = ()) -> None:
    """Where there are too few answers to search: each fact about customers by itself."""
    st.subheader("By one fact about customers at a time", anchor=False)
    with st.grid(2, min_column_width=blocks.PAIR):
        for dimension in dimensions or _ONE_AT_A_TIME:
            blocks.breakdown(view, measure, dimension, key=f"one-{dimension}")


def by_who_was_asked(view: View) -> None:
    """How many of those asked answered, by channel and by customer."""
    with st.grid(2, min_column_width=blocks.PAIR):
        blocks.breakdown(view, "response_rate", "channel", key="asked-channel")
        blocks.breakdown(view, "response_rate", "customer_type", key="asked-type")


def _in_short(search: PublishedSearch) -> str:
    if not search.searched:
        return "There are too few answers, or too few unhappy ones, to search this selection for groups."
    number = len(search.groups)
    if not number:
        return "No group of customers is clearly worse served."
    return f"{number} {'group of customers is' if number == 1 else 'groups of customers are'} clearly worse served."


def _figures(group: PublishedGroup) -> None:
    answer = cache.answer("dissatisfied", (), group.scope)
    row = answer.frame.iloc[0]
    if row["suppressed"] or row["value"] != row["value"]:
        st.markdown("Clearly worse served than everybody else. The figures are too small to publish.")
        return
    st.markdown(
        plain(
            f"About {in_100(float(row['value']))} are dissatisfied, of about {say_count(row['denominator'])} who "
            "answered: clearly worse served than everybody else."
        )
    )
