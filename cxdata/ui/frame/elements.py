"""Streamlit's elements that show text: no other module calls them, so no string reaches the screen past this one.

Each is Streamlit's own, with its own arguments. What it shows is text and is made safe, unless it is markup that the
program wrote itself (`frame/text.py`). Tooltips (`help`) are treated likewise. The lists of selectbox and multiselect
are text to Streamlit as they are; those of radio are markdown and made safe; those of segmented_control stand in the
link as they are shown, so that only harmless words are taken.
"""

import inspect
import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any, TypeVar, cast

import pandas as pd
import streamlit as st

from cxdata.ui.frame.text import Html, html_of, plain

F = TypeVar("F", bound=Callable[..., Any])
_HARMLESS = re.compile(r"[\w ,;'’“”–%/-]+")


def _element(element: F, *shown: str) -> F:
    """The element with these arguments, and the tooltip, made safe."""
    signature = inspect.signature(element)
    names = [name for name in (*shown, "help") if name in signature.parameters]

    @wraps(element)
    def draw(*args: Any, **options: Any) -> Any:
        given = signature.bind(*args, **options)
        for name in names:
            if given.arguments.get(name) is not None:
                given.arguments[name] = plain(given.arguments[name])
        return element(*given.args, **given.kwargs)

    return cast(F, draw)


markdown = _element(st.markdown, "body")
title = _element(st.title, "body")
header = _element(st.header, "body")
subheader = _element(st.subheader, "body")
info = _element(st.info, "body")
error = _element(st.error, "body")
warning = _element(st.warning, "body")
success = _element(st.success, "body")
toast = _element(st.toast, "body")
progress = _element(st.progress, "text")
spinner = _element(st.spinner, "text")
expander = _element(st.expander, "label")
button = _element(st.button, "label")
download_button = _element(st.download_button, "label")
page_link = _element(st.page_link, "label")
checkbox = _element(st.checkbox, "label")
toggle = _element(st.toggle, "label")
selectbox = _element(st.selectbox, "label")
multiselect = _element(st.multiselect, "label")
text_input = _element(st.text_input, "label")
text_area = _element(st.text_area, "label")
number_input = _element(st.number_input, "label")
form_submit_button = _element(st.form_submit_button, "label")
file_uploader = _element(st.file_uploader, "label")
_radio = _element(st.radio, "label")
_segmented_control = _element(st.segmented_control, "label")


def radio(label: str, options: Mapping[str, str], *, key: str) -> str | None:
    """One of several answers to a question, none at first: keys and the words shown, which are text."""
    words = {name: plain(shown) for name, shown in options.items()}
    return _radio(label, list(words), index=None, format_func=words.__getitem__, key=key)


def segmented_control(label: str, options: Mapping[str, str], *, key: str, start: str) -> str:
    """A switch whose label is read out only: keys and the words shown, which stand in the link.

    Raises ValueError for words that could be markup: they are the program's own.
    """
    if not all(_HARMLESS.fullmatch(words) for words in options.values()):
        raise ValueError(f"words of a switch are letters and figures: {', '.join(options.values())}")
    chosen = _segmented_control(
        label,
        list(options),
        format_func=options.__getitem__,
        default=start,
        required=True,
        key=key,
        bind="query-params",
        label_visibility="collapsed",
    )
    return str(chosen or start)


def table(rows: pd.DataFrame | Sequence[Mapping[str, str]], *, alt: str | None = None) -> None:
    """A table without an index, whose headings and cells are text."""
    frame = pd.DataFrame(rows)
    st.table(frame.map(plain).rename(columns=plain), hide_index=True, alt=alt)


def html(body: str) -> None:
    """HTML of our own; a string that is none is shown as text."""
    st.html(body if isinstance(body, Html) else html_of("{}", body))


def style(*rules: str) -> None:
    """Style rules of our own. Raises ValueError for what could end them."""
    if "<" in (written := "".join(rules)):
        raise ValueError("style rules hold no tags")
    st.html(f"<style>{written}</style>")


def script(template: str, **values: object) -> None:
    """A script of our own. Each name in it that `values` has becomes its value as JSON, which cannot end the script."""
    for name, value in values.items():
        template = template.replace(name, json.dumps(value).replace("<", "\\u003c"))
    st.html(template, unsafe_allow_javascript=True)
