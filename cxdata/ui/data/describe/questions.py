"""The questions of a file, each as one control: nothing is chosen until the officer chooses."""

from collections.abc import Sequence

import streamlit as st

from cxdata.ingest.suggest.model import Question
from cxdata.ui.frame import elements
from cxdata.ui.frame.text import mark

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
    elements.markdown(mark("**Please say**"))
    for question in questions:
        unit = " points" if question.id.startswith("points:") else ""
        words, state = question.question, f"{_prefix(key)}{question.id}"
        shown = {choice: choice + unit for choice in question.choices}
        if len(shown) <= _FEW:
            elements.radio(words, shown, key=state)
        else:
            elements.selectbox(words, list(shown), index=None, format_func=shown.__getitem__, key=state)
