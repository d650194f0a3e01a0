"""The form by which a paper is made: the meeting, for whom, which sections, and the officer's own words."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime

import streamlit as st

from cxdata.errors import CxError
from cxdata.lists.model import day_of
from cxdata.papers.meeting.asked import Asked
from cxdata.papers.meeting.keeping.kept import Paper, last_before
from cxdata.papers.meeting.making import make_paper
from cxdata.papers.meeting.outline import PLACES, SECTIONS
from cxdata.papers.meeting.words import as_draft
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.frame.text import small

FOR = {"members": "Members of the committee", "public": "Everybody"}
WAITING = "Working out every section and keeping the paper: some ten seconds for a hundred thousand contacts…"


def make(view: View, papers: Sequence[Paper], *, said: str) -> None:
    """The form, with the words of the last paper for its meeting in it, and the paper once it is sent.

    A field keeps what was typed as long as its key is the same, whatever it is given to begin with. So each key names
    the readers and the paper that the words are of: none stands in the form of other readers or of another meeting.
    `said` is the session's key under which the page is told what was made.
    """
    audience = elements.segmented_control("For whom the paper is", FOR, key="paper-for", start="members")
    newest = next((paper for paper in papers if paper.asked.audience == audience), None)
    if audience == "public":
        elements.markdown(
            small(
                "Its figures come out of the newest edition alone. Numbers in your own words are held against it: one "
                "that is not published is refused."
            )
        )
    meeting = elements.text_input(
        "Name of the meeting", newest.asked.meeting if newest else "", key=f"paper-meeting-{_of(audience, newest)}"
    )
    last = _last(papers, audience, meeting)
    of = _of(audience, last)
    with st.form(f"paper-{of}", border=False):
        left, right = st.columns(2)
        with left:
            day = elements.text_input("Date (2026-12-08)", key=f"paper-day-{of}")
        with right:
            item = elements.text_input("Item (may be blank)", last.asked.item if last else "", key=f"paper-item-{of}")
            author = elements.text_input(
                "Author (may be blank)", last.asked.author if last else "", key=f"paper-author-{of}"
            )
        sections = elements.multiselect(
            "Sections", list(SECTIONS), list(SECTIONS), format_func=SECTIONS.__getitem__, key=f"paper-sections-{of}"
        )
        words = _words(last, of)
        sent = elements.form_submit_button("Make the paper")
    if sent:
        _make(view, _asked(view, audience, meeting, day, item, author, sections, words), said)


def _of(audience: str, paper: Paper | None) -> str:
    """What the keys of fields end with: for whom they are, and the paper whose words they begin with."""
    return f"{audience}-{paper.folder.name if paper else ''}"


def _last(papers: Sequence[Paper], audience: str, meeting: str) -> Paper | None:
    """The last paper for a meeting and its readers; None where there is none, or the meeting has no name yet."""
    with suppress(CxError):
        return last_before(papers, Asked(meeting, date.max, "public" if audience == "public" else "members"))
    return None


def _words(last: Paper | None, of: str) -> dict[str, str]:
    """A field a place. The words of the last paper stand in them with its figures marked."""
    draft = as_draft(last.asked.words) if last else {}
    with elements.expander("Your own words: at the head of a section, and what the committee is asked to do"):
        if draft:
            elements.markdown(
                small("The words of the last paper: look up each figure marked [check: …], and take the mark away.")
            )
        return {
            place: elements.text_area(title, draft.get(place, ""), key=f"paper-words-{place}-{of}", height=80)
            for place, title in PLACES.items()
        }


def _asked(
    view: View,
    audience: str,
    meeting: str,
    day: str,
    item: str,
    author: str,
    sections: Sequence[str],
    words: dict[str, str],
) -> Asked | CxError:
    """What is asked for, or why it cannot be."""
    found = day_of(day)
    if found is None:
        return CxError(f"“{day}” is no date. Write the day of the meeting as 2026-12-08.")
    try:
        return Asked(
            meeting=meeting,
            day=found,
            audience="public" if audience == "public" else "members",
            item=item,
            author=author,
            period=view.scope.period if audience == "members" else None,
            sections=() if len(sections) == len(SECTIONS) else tuple(sections),
            words={place: text for place, text in words.items() if text.strip()},
        )
    except CxError as reason:
        return reason


def _make(view: View, asked: Asked | CxError, said: str) -> None:
    if isinstance(asked, CxError):
        elements.error(str(asked))
        return
    try:
        with elements.spinner(WAITING):
            made = make_paper(cache.opened(), asked, now=datetime.now())
    except CxError as reason:
        elements.error(str(reason))
        return
    st.session_state[said] = (f"{made.paper.title} is made and kept.", *made.said)
    st.rerun()
