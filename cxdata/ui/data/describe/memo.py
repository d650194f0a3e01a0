"""What a page run worked out about a file, kept for the session until what it was worked out from changes."""

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

R = TypeVar("R")
MEMO = "data_memo"


def memo(name: str, depends_on: Any, find: Callable[[], R]) -> R:
    """The value of `find`, found again only when `depends_on` is not what it was the last time under `name`."""
    kept: dict[str, tuple[Any, R]] = st.session_state.setdefault(MEMO, {})
    if name not in kept or kept[name][0] != depends_on:
        kept[name] = (depends_on, find())
    return kept[name][1]


def forget() -> None:
    """Drop everything that was kept: nothing of a file stays once it is loaded."""
    st.session_state[MEMO] = {}
