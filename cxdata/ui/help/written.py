"""Documents of words on a page: their parts under each other, and the buttons that take one away."""

from collections.abc import Callable, Iterable
from functools import partial

import streamlit as st

from cxdata.documents import Block, Bullets, Document, Heading, Paragraph, content_of
from cxdata.own_files import safe_name
from cxdata.ui.frame import elements
from cxdata.ui.frame.text import listed

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_KINDS = (("Word", "docx", WORD), ("web page, to print", "html", "text/html"))


def draw(blocks: Iterable[Block]) -> None:
    """Headings, paragraphs and lists; a page of words holds nothing else."""
    for block in blocks:
        match block:
            case Heading(words):
                elements.subheader(words, anchor=False)
            case Bullets(items):
                elements.markdown(listed(items))
            case Paragraph(words):
                elements.markdown(words)


def take(title: str, make: Callable[[], Document], *, key: str) -> None:
    """Buttons that make the document in each format when they are pressed."""
    with st.container(horizontal=True):
        for label, ending, kind in _KINDS:
            elements.download_button(
                f"{title}: {label}",
                partial(_content, make, ending),
                safe_name(f"{title}.{ending}"),
                kind,
                key=f"take-{key}-{ending}",
                on_click="ignore",
            )


def _content(make: Callable[[], Document], ending: str) -> bytes:
    return content_of(make(), f".{ending}")
