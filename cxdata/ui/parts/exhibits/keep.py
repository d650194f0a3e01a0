"""Presenting an exhibit at once, and keeping it in the officer's list for a meeting."""

import streamlit as st

from cxdata.contract import tables_by_choice
from cxdata.errors import CxError
from cxdata.export.exhibit import Exhibit
from cxdata.export.exhibit.meeting import Item, read_items, write_items
from cxdata.ui.frame import cache, elements, presenting
from cxdata.ui.frame.pages import LIST
from cxdata.ui.frame.text import small

KEEP = "Keep for the meeting"
_EVERY_PAGE = ("period", "compare", "staff", *tables_by_choice())
_NO_CHOICE = (cache.MODE, cache.COUNCIL, "present", "n")


def present_this(exhibit: Exhibit) -> None:
    """The button that shows an exhibit alone on the screen; not on the list itself, which is presented as a whole."""
    if presenting.page() != LIST:
        keys = [shown.key for shown in presenting.shown()]
        at = keys.index(exhibit.key) if exhibit.key in keys else 0
        elements.button("Present this", key=f"present-{exhibit.key}", on_click=presenting.start, args=(at,))


def keep_button(exhibit: Exhibit) -> None:
    """The button that puts an exhibit into the list, kept for a council of one's own, in the officer's view."""
    if presenting.page() == LIST or cache.opened() != cache.folder() or cache.publishing():
        return
    try:
        item, kept = item_of(exhibit), read_items(cache.folder())
    except CxError as error:  # A list that cannot be read costs the button, not the rest of what can be had.
        elements.markdown(small(str(error)))
        return
    label = "Kept for the meeting" if item in kept else KEEP
    elements.button(label, key=f"keep-{exhibit.key}", on_click=_keep, args=(item,), disabled=item in kept)


def item_of(exhibit: Exhibit) -> Item:
    """Where to find this exhibit again: its page and section, and what is chosen now."""
    names = [name for name in st.query_params if name not in _NO_CHOICE]
    values = {name: st.session_state[name] for name in names if name in st.session_state and name not in _EVERY_PAGE}
    return Item(
        page=presenting.page(),
        exhibit=exhibit.key,
        subject=exhibit.chart.alt.partition(".")[0] if exhibit.chart else "",
        section=presenting.section_of(exhibit.key),
        query={name: st.query_params.get_all(name) for name in names if name in _EVERY_PAGE},
        own={name: value for name, value in values.items() if isinstance(value, str | bool | list)},
    )


def _keep(item: Item) -> None:
    try:
        write_items(cache.folder(), [*read_items(cache.folder()), item])
    except CxError as error:
        elements.toast(str(error))
