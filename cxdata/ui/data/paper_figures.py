"""The part of the Data page where figures are typed out of papers: a form, the list, and a way to take one away."""

from datetime import date

import pandas as pd
import streamlit as st

from cxdata.contract import CHANNELS, TABLES
from cxdata.errors import CxError
from cxdata.ingest.history.papers import Standing, remove_figure, standing, type_figure
from cxdata.ingest.papers import KINDS, PaperFigure
from cxdata.ingest.papers.kinds import Form, Kind
from cxdata.measures.words import say_level
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.text import mark
from cxdata.ui.parts.walk import section

SAID = "papers_said"
ALL = "All, or not said"
_HOW = (
    "A councillor often has minutes and reports where there is no export. Type what a paper says, with its source: it "
    "is loaded as a file of its own, keeps its length (a year's total is no month's), and is not counted where an "
    "export counts the same."
)
_PERIODS = "2024/25, 2024, 2024/25 Q1, April 2025, w/e 06/04/2025 or 01/04/2025"


def type_figures() -> None:
    """The form, the figures typed so far, and the removal of one; folded away until it is wanted."""
    section("Type figures out of a paper", _typed, key="papers", open_at_first=SAID in st.session_state)


def _typed() -> None:
    figures, fault = _figures()
    elements.markdown(_HOW)
    for sentence in st.session_state.pop(SAID, ()):
        elements.success(sentence)
    if fault:
        elements.error(fault)
        return
    _form()
    if figures:
        _list(figures)


def _figures() -> tuple[tuple[Standing, ...], str]:
    """The figures typed so far; with the reason where the list cannot be read."""
    try:
        return standing(cache.folder()), ""
    except CxError as fault:
        return (), str(fault)


def _form() -> None:
    kinds = {kind.title: kind for kind in KINDS.values()}
    kind = kinds[elements.selectbox("What the figure counts", list(kinds), key="papers_kind") or next(iter(kinds))]
    with st.form("papers_form", border=False):
        left, right = st.columns(2)
        with left:
            period = elements.text_input("Period", key="papers_period", help=_PERIODS)
        with right:
            value = elements.text_input(_value_title(kind), key="papers_value")
        with left:
            base = elements.text_input(f"Of how many {kind.base_words}", key="papers_base") if kind.base else ""
        places = _places(kind)
        source = elements.text_input("Where it stands: paper, date, page", key="papers_source")
        if elements.form_submit_button("Add the figure"):
            figure = PaperFigure("", kind.id, period, value, base, **places, source=source)
            _add(figure)


def _value_title(kind: Kind) -> str:
    if kind.form is Form.MEAN:
        return "Value, in seconds or as 02:00"
    return "Value: a number, or a percentage such as 85%" if kind.form is Form.SHARE else "Value: a number"


def _places(kind: Kind) -> dict[str, str]:
    """What the figure is for, as far as its table tells it; "" where it is for all."""
    names = TABLES[kind.table].names
    chosen = {}
    columns = st.columns(4)
    if "service" in names:
        with columns[0]:
            chosen["service"] = elements.text_input("Service", key="papers_service", placeholder=ALL).strip()
    if "channel" in names and kind.table != "calls":
        labels = {ALL: "", **{say_level("channel", channel): channel for channel in CHANNELS}}
        with columns[1]:
            chosen["channel"] = labels[elements.selectbox("Channel", list(labels), key="papers_channel") or ALL]
    if "ward_code" in names:
        with columns[2]:
            chosen["ward"] = elements.text_input("Ward", key="papers_ward", placeholder=ALL).strip()
    if "provider" in names:
        with columns[3]:
            chosen["provider"] = elements.text_input("Provider", key="papers_provider", placeholder=ALL).strip()
    return chosen


def _add(figure: PaperFigure) -> None:
    try:
        typed = type_figure(figure, data=cache.folder(), today=date.today())
    except CxError as refusal:
        elements.error(str(refusal))
        return
    st.session_state[SAID] = typed.sentences
    st.rerun()


def _list(figures: tuple[Standing, ...]) -> None:
    elements.markdown(mark("**Figures typed so far**"))
    rows = [
        {
            "Id": one.figure.id,
            "What it says": one.figure.words,
            "Where it stands": one.figure.source,
            "Counted": f"no: {one.why_not}" if one.why_not else "yes",
        }
        for one in figures
    ]
    elements.table(pd.DataFrame(rows, dtype=str))
    left, right = st.columns([1, 3], vertical_alignment="bottom")
    with left:
        name = elements.selectbox("Take away", [one.figure.id for one in figures], key="papers_remove")
    with right:
        pressed = elements.button("Take this figure away", key="papers_remove_now")
    if pressed and name:
        try:
            gone = remove_figure(name, data=cache.folder())
        except CxError as refusal:
            elements.error(str(refusal))
            return
        st.session_state[SAID] = (f"{gone.id} is taken away: {gone.words}.",)
        st.rerun()
