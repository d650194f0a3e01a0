"""The same first screens in plain Streamlit, which runs this file with the data folder and duckdb or pandas."""

import sys

import streamlit as st
from drawings import chart, sparkline
from figures import COUNTERS, PAGES, PERIODS, Counter, screen


@st.cache_resource
def counter() -> Counter:
    """The way of counting, once for all sessions."""
    return COUNTERS[sys.argv[2]](sys.argv[1])


def show(page: str) -> None:
    """One page."""
    st.title(PAGES[page])
    tiles, bars = screen(counter(), page, st.session_state["period"])
    for column, tile in zip(st.columns(len(tiles)), tiles, strict=True):
        column.metric(tile.label, f"{tile.value:,.3f}", f"{tile.change:+,.3f}")
        column.image(sparkline(tile.course))
    st.plotly_chart(chart(bars))


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
