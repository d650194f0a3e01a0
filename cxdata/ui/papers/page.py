"""The page of papers: the newest one with what can be had of it, then making one, then the earlier ones."""

from functools import partial

import streamlit as st

from cxdata.errors import CxError
from cxdata.papers.meeting.keeping.kept import Paper, papers_in
from cxdata.ui.frame import cache, elements, presenting
from cxdata.ui.frame.app import View
from cxdata.ui.papers.form import make
from cxdata.ui.papers.one import draw_paper
from cxdata.ui.papers.presented import chosen_paper, exhibits_of
from cxdata.ui.parts.walk import section

NONE = "No paper is kept yet: make the first below"
SAID = "_paper_said"


def first_screen(view: View) -> None:
    """How many papers are kept; the newest, with its files, its figures today, and the way to present it."""
    papers, faults = cache.of_list(papers_in)
    if presenting.is_on():
        _note_exhibits(view, papers)
        return
    elements.header(_found(papers), anchor=False)
    for sentence in st.session_state.pop(SAID, ()):
        elements.success(sentence)
    for fault in faults:
        elements.warning(fault)
    if papers:
        draw_paper(papers[0], key="newest")


def walk(view: View) -> None:
    """Making a paper, and those that were made before the newest."""
    papers, _ = cache.of_list(papers_in)
    section("Make a paper", partial(make, view, papers, said=SAID), key="make", open_at_first=not papers)
    if len(papers) > 1:
        section("Earlier papers", partial(_earlier, papers[1:]), key="earlier")


def _found(papers: list[Paper]) -> str:
    if not papers:
        return NONE
    if len(papers) == 1:
        return f"One paper is kept: {papers[0].title}"
    return f"{len(papers)} papers are kept; the newest is {papers[0].title}"


def _earlier(papers: list[Paper]) -> None:
    names = {paper.folder.name: paper for paper in papers}
    chosen = elements.selectbox("Paper", list(names), format_func=lambda name: names[name].title, key="earlier-paper")
    draw_paper(names[chosen or next(iter(names))], key="one")


def _note_exhibits(view: View, papers: list[Paper]) -> None:
    """The figures of the paper that the address names, for whoever presents them; of a ward that is chosen its own."""
    paper = chosen_paper(papers)
    if paper is None:
        raise CxError("The link names a paper that is not kept here.")
    for exhibit in exhibits_of(paper, view.ward):
        presenting.register(exhibit)
