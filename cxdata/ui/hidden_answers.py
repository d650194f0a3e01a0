"""What the page on hidden groups shows of Answers alone: the same parts for officers and in the published view."""

import streamlit as st

from cxdata.analysis.result import in_100
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.parts import blocks
from cxdata.ui.parts.cards import plain

_ONE_AT_A_TIME = ("channel", "customer_type", "service", "ward")


def average_and_what_it_hides(view: View, hides: str) -> None:
    """The heading: how many are satisfied, and a sentence on what that hides."""
    satisfied = cache.answer("satisfied", (), view.scope)
    value = float(satisfied.frame["value"].iloc[0]) if len(satisfied.frame) else float("nan")
    average = f"{in_100(value)} who answered are satisfied." if value == value else ""
    st.header(plain(f"{average} {hides}".strip()), anchor=False)


def one_fact_at_a_time(view: View) -> None:
    """Where there are too few answers to search: each fact about customers by itself."""
    st.subheader("By one fact about customers at a time", anchor=False)
    with st.grid(2, min_column_width=blocks.PAIR):
        for dimension in _ONE_AT_A_TIME:
            blocks.breakdown(view, "dissatisfied", dimension, key=f"one-{dimension}")


def by_who_was_asked(view: View) -> None:
    """How many of those asked answered, by channel and by customer."""
    with st.grid(2, min_column_width=blocks.PAIR):
        blocks.breakdown(view, "response_rate", "channel", key="asked-channel")
        blocks.breakdown(view, "response_rate", "customer_type", key="asked-type")
