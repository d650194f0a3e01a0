"""The named links of a meeting: each opens its view with one click, and says so where that is no longer to be had."""

from urllib.parse import urlencode

import streamlit as st

from cxdata.errors import CxError
from cxdata.export.links import Link, move_link, read_links, remove_link
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.frame.choice.choices import known_values, with_strategy
from cxdata.ui.frame.choice.link import Known, about_link
from cxdata.ui.frame.pages import PAGES
from cxdata.ui.frame.text import link as link_to
from cxdata.ui.frame.text import mark, small

TITLE = "Views to open in the meeting"
EMPTY = "No view is kept yet. Open “More choices” on any page, and keep the view that you see under a name."
NO_PAGE = "Its page is no longer there."
_PAGES = {page.stem: page for page in PAGES}


def draw_links(view: View) -> None:
    """The list, in its order; for a council of one's own each can be moved and taken off."""
    elements.header(TITLE, anchor=False)
    try:
        links = cache.of_list(read_links)
    except CxError as refusal:
        elements.error(str(refusal))
        return
    if not links:
        elements.markdown(EMPTY)
        return
    known = with_strategy(cache.of_store(known_values), view.loaded, view.council)
    for number, link in enumerate(links):
        with st.container(key=f"link-{number}", gap="xxsmall"):
            _row(view, link, number, last=number == len(links) - 1)
            for sentence in what_is_gone(link, known):
                elements.markdown(mark(":small[**{}**]", sentence))


def what_is_gone(link: Link, known: Known) -> list[str]:
    """What a link asks for that there is no more, in sentences; none where it opens as it was kept."""
    return about_link(link.query, known) if link.page in _PAGES else [NO_PAGE]


def _row(view: View, link: Link, number: int, *, last: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(gap=None):
            if page := _PAGES.get(link.page):
                query = f"?{urlencode(link.query, doseq=True)}" if link.query else ""
                elements.markdown(link_to(link.name, f"{page.address}{query}"))
                elements.markdown(small(f"{page.title} ({link.words})" if link.words else page.title))
            else:
                elements.markdown(link.name)
        if not view.may_change:
            return
        for key, label, by, disabled in (("up", "Earlier", -1, number == 0), ("down", "Later", 1, last)):
            elements.button(label, key=f"{key}-link-{number}", on_click=_move, args=(link.name, by), disabled=disabled)
        elements.button("Remove", key=f"out-link-{number}", on_click=_remove, args=(link.name,))


def _move(name: str, by: int) -> None:
    move_link(cache.folder(), name, by)


def _remove(name: str) -> None:
    remove_link(cache.folder(), name)
