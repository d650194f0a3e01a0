"""The page on hidden groups in the published view: who is on the list, each with its own figures fit to publish."""

import streamlit as st

from cxdata.analysis.hidden.search import Pockets
from cxdata.analysis.result import in_100
from cxdata.export.publish_results import PublishedGroup, PublishedSearch, publish_search
from cxdata.measures.words import say_count
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.frame.exact import Exact
from cxdata.ui.hidden_answers import average_and_what_it_hides, by_who_was_asked, one_fact_at_a_time
from cxdata.ui.parts.blocks import headlines
from cxdata.ui.parts.cards import plain
from cxdata.ui.parts.results import answered

WAITING = "Looking at every group of customers…"


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
    headlines(view, ["satisfied", "response_rate"])
    by_who_was_asked(view)


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
