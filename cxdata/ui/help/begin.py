"""The parts of the Help page: the two guides, to read and to take away, and where else to look."""

from functools import partial

from cxdata.papers.guides import COUNCILLORS, OFFICERS, TITLES, guide
from cxdata.ui.frame import elements
from cxdata.ui.frame.app import View
from cxdata.ui.frame.pages import find_page
from cxdata.ui.help import written
from cxdata.ui.help.tour import ASK
from cxdata.ui.parts.walk import section


def first_screen(view: View) -> None:
    """What a newcomer does first, and the guide for councillors."""
    elements.header("Start with the Overview: it names the one thing that most deserves a question", anchor=False)
    elements.markdown("Both guides fit on one page of paper. Take yours to the meeting.")
    for reader in (COUNCILLORS, OFFICERS):
        written.take(TITLES[reader], partial(guide, reader, view.council), key=reader)


def walk(view: View) -> None:
    """Each guide to read here, and the pages that say more."""
    for reader in (COUNCILLORS, OFFICERS):
        section(TITLES[reader], partial(_read, view, reader), key=reader, open_at_first=reader == COUNCILLORS)
    elements.page_link(find_page("overview").file, label="Show the tour", query_params={ASK: "again"})
    for stem, words in (
        ("definitions", "What each figure means"),
        ("methods", "Whether the arithmetic can be trusted"),
        ("accessibility", "Whether everybody can use this"),
    ):
        elements.page_link(find_page(stem).file, label=words)


def _read(view: View, reader: str) -> None:
    written.draw(guide(reader, view.council).blocks)
