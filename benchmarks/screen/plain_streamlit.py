"""The plainest Streamlit app with the same figures: run by Streamlit, with the data folder as its argument."""

import sys

import plotly.graph_objects as go
import streamlit as st
from figures import PAGES, PERIODS, bars, headlines, open_store


def show(page: str) -> None:
    """One page."""
    store = st.cache_resource(open_store)(sys.argv[1])
    st.title(PAGES[page])
    period = st.session_state["period"]
    for column, figure in zip(st.columns(4), headlines(store, page, period), strict=True):
        column.metric("Figure", figure)
    names, shares = bars(store, page, period)
    st.plotly_chart(go.Figure(go.Bar(x=shares, y=names, orientation="h", text=[f"{share:.1f}" for share in shares])))


def satisfaction() -> None:
    """The first page."""
    show("satisfaction")


def channels() -> None:
    """The second."""
    show("channels")


st.set_page_config(layout="wide")
st.selectbox("Period", list(PERIODS), key="period")
pages = [st.Page(satisfaction, title="Satisfaction"), st.Page(channels, title="Channels")]
st.navigation(pages, position="top").run()
