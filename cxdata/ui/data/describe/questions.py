"""The questions of a file, each as one control: nothing is chosen until the officer chooses."""

from collections.abc import Sequence

import streamlit as st

from cxdata.ingest.suggest.model import Question
from cxdata.ui.frame.text import plain

_FEW = 6


def _prefix(key: str) -> str:
    return f"data_answer_{key}|"


def given(key: str) -> dict[str, str]:
    """What was answered so far about the file `key`, by the questions' ids."""
    start = _prefix(key)
    return {name.removeprefix(start): value for name, value in _states() if name.startswith(start) and value}


def _states() -> list[tuple[str, str]]:
    return [(str(name), value) for name, value in st.session_state.items() if isinstance(value, str)]


def show(questions: Sequence[Question], key: str) -> None:
    """A control for each question, answered or not, so that an answer can be changed."""
    if not questions:
        return
    st.markdown("**Please say**")
    for question in questions:
        unit = " points" if question.id.startswith("points:") else ""
        words, state = plain(question.question), f"{_prefix(key)}{question.id}"
        shown = {choice: choice + unit for choice in question.choices}
        if len(shown) <= _FEW:
            labels = {choice: plain(text) for choice, text in shown.items()}
            st.radio(words, list(labels), index=None, format_func=labels.__getitem__, key=state)
        else:
            # The options of a list are no markdown, unlike those of a radio.
            st.selectbox(words, list(shown), index=None, format_func=shown.__getitem__, key=state)
