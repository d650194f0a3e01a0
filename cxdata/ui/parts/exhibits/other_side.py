"""The other side of online, of what the reader chose, for any exhibit and table that speaks of online."""

import streamlit as st

from cxdata.analysis.both_sides import say_other_side
from cxdata.export.beside.other_side import save_with, speaks_of_online, tells_online, with_other_side
from cxdata.export.download import Download
from cxdata.export.exhibit import Exhibit
from cxdata.published.reading import Reading
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import READING, VIEW, View
from cxdata.ui.parts.asking import asking_of


def with_both_sides(exhibit: Exhibit) -> Exhibit:
    """The exhibit with its other side where it speaks of online."""
    return with_other_side(exhibit, said_now()) if speaks_of_online(exhibit) else exhibit


def to_save_with_both_sides(download: Download) -> Download:
    """The same of a table that is saved."""
    return save_with(download, said_now()) if tells_online(download) else download


def said_now() -> str:
    """The other side in the scope of the page that is drawn; "" where nothing is loaded."""
    if cache.publishing():
        reading: Reading | None = st.session_state.get(READING)
        return "" if reading is None else cache.kept_of("other side", reading, reading.other_side)
    view: View | None = st.session_state.get(VIEW)
    return "" if view is None or view.store is None else _said(view)


@cache.part
def _said(view: View) -> str:
    return say_other_side(asking_of(view))
