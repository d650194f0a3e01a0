"""The tracker changed from the page: a row more, a response loaded from its file."""

from datetime import date, datetime
from functools import cache as once

import streamlit as st

from cxdata.errors import CxError
from cxdata.ingest.responses import Given, Loaded, load_response
from cxdata.lists.model import day_of
from cxdata.lists.tracker import ANSWERS, KINDS, SAVING_TYPES, STATUSES, TRACKER
from cxdata.measures import MEASURES
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.uploads import on_disk
from cxdata.ui.parts.editing import OFFICER, Form, add_form

KEY = "tracker"
LOADED, TURN = "tracker_loaded", "tracker_turn"
_TYPES = ["docx", "xlsx", "xlsm", "xls", "ods", "csv", "tsv", "txt"]


@once
def form() -> Form:
    """How a row is edited: what is chosen from words, and what is seldom filled."""
    return Form(
        TRACKER,
        choices={
            "kind": _same(KINDS),
            "answer": _same(ANSWERS),
            "status": _same(STATUSES),
            "measure": {name: measure.title for name, measure in MEASURES.items()},
            "saving_type": _same(SAVING_TYPES),
        },
        long=("text", "comment", "action"),
        folded=("pounds_promised", "pounds_achieved", "saving_type"),
    )


def add_one() -> None:
    """The form for a row more."""
    add_form(form(), key=f"{KEY}_new", start={"kind": KINDS[0]})


def load_one() -> None:
    """A published response, from its file: which columns it has is found out by their headings."""
    elements.markdown(
        "The table that a published response has: Recommendation, Agree?, Comment, in these words or others. Loading "
        "it again adds nothing twice; what it says otherwise becomes a change, and what stood before is kept."
    )
    turn = st.session_state.get(TURN, 0)
    file = elements.file_uploader("Word (.docx), Excel or CSV", type=_TYPES, key=f"{KEY}_file_{turn}")
    with st.form(f"{KEY}_load_{turn}", border=False):
        left, right = st.columns(2)
        with left:
            made = elements.text_input("Recommended on (2026-02-04, may be blank)", key=f"{KEY}_made")
            meeting = elements.text_input("By which meeting (may be blank)", key=f"{KEY}_meeting")
        with right:
            answered = elements.text_input("Answered on (may be blank)", key=f"{KEY}_answered")
            by = elements.text_input(
                "Who you are (a name or a post)", st.session_state.get(OFFICER, ""), key=f"{KEY}_load_by"
            )
        if not elements.form_submit_button("Load this response"):
            return
    if file is None:
        elements.error("Choose the file first.")
        return
    try:
        given = Given(_day(made), _day(answered), meeting.strip())
        with on_disk([file]) as paths:
            loaded = load_response(paths[0], data=cache.opened(), by=by, now=datetime.now(), given=given)
    except CxError as refusal:
        elements.error(str(refusal))
        return
    st.session_state[LOADED], st.session_state[OFFICER], st.session_state[TURN] = loaded, by, turn + 1
    st.rerun()


def say_loaded() -> None:
    """What became of the file that was loaded, once."""
    loaded: Loaded | None = st.session_state.pop(LOADED, None)
    if loaded is not None:
        for sentence in loaded.sentences:
            elements.success(sentence)


def _day(text: str) -> date | None:
    if text.strip() and day_of(text) is None:
        raise CxError(f"“{text.strip()}” is no date. Write it as 2026-02-04 or 04/02/2026.")
    return day_of(text)


def _same(words: tuple[str, ...]) -> dict[str, str]:
    return {word: word for word in words}
