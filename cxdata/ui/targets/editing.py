"""Targets and service standards changed from the page: one more, one as it stands, or a table of them loaded."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache as once

import streamlit as st

from cxdata.contract import CHANNELS
from cxdata.council import FILE_NAME
from cxdata.errors import CxError
from cxdata.ingest.list_tables import load_list
from cxdata.lists import Entry, ListFile, read_list
from cxdata.lists.standards import STANDARDS, UNITS
from cxdata.lists.targets import TARGETS
from cxdata.measures import MEASURES
from cxdata.measures.words import say_level
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.frame.text import mark
from cxdata.ui.frame.uploads import on_disk
from cxdata.ui.parts.editing import OFFICER, Form, add_form, change_form, say_done
from cxdata.ui.parts.results import say
from cxdata.ui.parts.walk import switch

NEW, LOAD = "new", "load"
_TYPES = ["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods"]
_LOADED, _TURN = "list_loaded", "list_turn"


@once
def forms() -> Mapping[str, Form]:
    """How an entry of each list is edited: what is chosen from words, and what is seldom filled."""
    measures = {name: measure.title for name, measure in MEASURES.items() if not measure.share_of}
    return {
        TARGETS.noun: Form(
            TARGETS,
            choices={
                "measure": measures,
                "direction": {"up": "up from the baseline", "down": "down from the baseline"},
            },
            folded=("direction", "baseline"),
        ),
        STANDARDS.noun: Form(
            STANDARDS,
            choices={
                "kind": {"answer": "answer the phone", "reply": "reply", "see": "see a visitor", "other": "another"},
                "unit": {unit: unit for unit in UNITS},
                "channel": {name: say_level("channel", name) for name in CHANNELS},
                "measure": measures,
            },
            folded=("measure", "since", "note"),
        ),
    }


def edit(view: View) -> None:
    """One of the two lists: what is to be changed is chosen, then its form."""
    noun = switch("List", {"target": "Targets", "standard": "Service standards"}, key="list")
    form = forms()[noun]
    key = f"edit_{noun}"
    say_done(key)
    with st.container():
        _say_loaded(key)
    entries = cache.of_list(lambda data: read_list(data, form.kind)).entries
    options = {NEW: f"A new {noun}", **{entry.id: _name(entry) for entry in entries}, LOAD: "Load a table of them"}
    chosen = elements.selectbox(
        "What to change",
        list(options),
        format_func=options.__getitem__,
        key=f"{key}_which",
        label_visibility="collapsed",
    )
    if chosen == LOAD:
        _load(form.kind, key)
    elif chosen in (NEW, None):
        add_form(form, key=key)
    else:
        [entry] = [entry for entry in entries if entry.id == chosen]
        change_form(form, entry, key=key)
    if noun == TARGETS.noun and any(not target.reference for target in view.council.targets):
        say(f"Targets that stand in {FILE_NAME} are changed there. Those here are kept in {TARGETS.file_name}.")


def _name(entry: Entry) -> str:
    """'T3: Dealt with on time, since 2026-04-01'; 'S1: We answer within 20 seconds'."""
    if "promise" in entry.values:
        return f"{entry.id}: {entry['promise']}"
    measure = MEASURES.get(entry["measure"])
    services = f", {entry['services']}" if entry["services"] else ""
    return f"{entry.id}: {measure.title if measure else entry['measure']}{services}, since {entry['since']}"


def _load(kind: ListFile, key: str) -> None:
    """A table of a list from its file; its columns are found by their headings."""
    heads = ", ".join(column.heading for column in kind.columns)
    elements.markdown(mark("Its first line names the columns, in any order: {}.", heads))
    turn = st.session_state.get(_TURN, 0)
    file = elements.file_uploader("Excel or CSV", type=_TYPES, key=f"{key}_file_{turn}")
    with st.form(f"{key}_load_{turn}", border=False):
        by = elements.text_input(
            "Who you are (a name or a post)", st.session_state.get(OFFICER, ""), key=f"{key}_load_by_{turn}"
        )
        why = elements.text_input("Why", key=f"{key}_load_why_{turn}")
        if not elements.form_submit_button(f"Load these {kind.noun}s"):
            return
    if file is None:
        elements.error("Choose the file first.")
        return
    try:
        with on_disk([file]) as paths:
            loaded = load_list(paths[0], data=cache.opened(), kind=kind, by=by or "", why=why or "", now=datetime.now())
    except CxError as refusal:
        elements.error(str(refusal))
        return
    st.session_state[f"{key}{_LOADED}"], st.session_state[OFFICER] = loaded.sentences, by
    st.session_state[_TURN] = turn + 1
    st.rerun()


def _say_loaded(key: str) -> None:
    """What became of the table that was loaded, once."""
    for sentence in st.session_state.pop(f"{key}{_LOADED}", ()):
        elements.success(sentence)
