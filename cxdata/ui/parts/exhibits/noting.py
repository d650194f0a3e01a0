"""Officers' notes at an exhibit: put on it in one place, and written behind a closed part of the officers' view."""

from collections.abc import Iterable
from datetime import date
from functools import partial

import streamlit as st

from cxdata.errors import CxError
from cxdata.export.commentary import (
    Note,
    Notes,
    read_notes,
    safe_note,
    what_it_shows,
    with_commentary,
    words_of_edition,
    words_of_store,
)
from cxdata.export.exhibit import Exhibit
from cxdata.lists import Entry, read_list
from cxdata.lists.commentary import COMMENTARY, EVERYBODY, MEMBERS
from cxdata.ui.frame import cache, elements, presenting
from cxdata.ui.frame.pages import LIST
from cxdata.ui.frame.text import mark, small
from cxdata.ui.parts.editing import Form, add_form, change_form, say_done

LABEL = "Officer’s note"
NEW = "A new note"
WHO = {MEMBERS: "Members, in the officers’ view", EVERYBODY: "Everybody, in the published view too"}
_ABOUT = (
    "A note stands under the finding wherever this exhibit is shown: on the page, presented, in pictures, in files and "
    "on paper. Names, addresses and numbers of people are taken out of it before it is written. On a published page a "
    "note for everybody stands at the same measure by the same split, or else at the page’s end."
)


def with_notes(exhibit: Exhibit) -> Exhibit:
    """The exhibit of the page that is drawn with the notes at it that the reader of this view may see."""
    return with_commentary(exhibit, _at(exhibit))


def notes_beside(page: str, exhibits: Iterable[str]) -> None:
    """Under a published page, the notes for everybody at exhibits of the officers' page that it does not have."""
    try:
        notes = _notes().beside(page, exhibits)
    except CxError:
        return
    for note in notes:
        _tell(note.said(""))


def tell_notes(exhibit: Exhibit) -> None:
    """The notes at an exhibit, each with its date in bold."""
    for note in exhibit.commentary:
        _tell(note)


def _tell(note: str) -> None:
    dated, _, words = note.partition(": ")
    elements.markdown(mark(":small[**{}:** {}]", dated, words))


@st.fragment
def note_here(exhibit: Exhibit) -> None:
    """The closed part in which an officer adds, changes and takes away notes at this exhibit."""
    if not _may_write():
        return
    part = elements.expander(LABEL, on_change="rerun", key=f"note-{exhibit.key}")
    if part.open:
        with part:
            _write(exhibit)


def _may_write() -> bool:
    """Not in the list for a meeting, nor of the sample beside a council of one's own."""
    own = cache.opened() == cache.folder() or not cache.has_both()
    return own and not cache.publishing() and presenting.page() != LIST


def _write(exhibit: Exhibit) -> None:
    key = f"noting-{exhibit.key}"
    say_done(key)
    say_done(f"{key}-new")
    try:
        notes, listed = _notes(), read_list(cache.opened(), COMMENTARY)
        here = notes.at(presenting.page(), exhibit.key, published=False)
    except CxError as error:
        elements.markdown(small(str(error)))
        return
    elements.markdown(small(_ABOUT))
    for fault in (*notes.faults, *(note.taken_out for note in here if note.taken_out)):
        elements.markdown(small(fault))
    chosen = _chosen(here, listed.entries, key)
    form = Form(
        COMMENTARY,
        choices={"readers": WHO},
        long=("text",),
        fixed=("page", "exhibit", "of"),
        made_safe=partial(safe_note, council=cache.council(), own=_own_words()),
    )
    if chosen is not None:
        change_form(form, chosen, key=key)
        return
    start = {
        "date": date.today().isoformat(),
        "page": presenting.page(),
        "exhibit": exhibit.key,
        "readers": MEMBERS,
        "of": what_it_shows(exhibit),
    }
    add_form(form, key=f"{key}-new", start=start)


def _chosen(here: Iterable[Note], entries: Iterable[Entry], key: str) -> Entry | None:
    """The note that is to be changed; None for a new one."""
    by_id = {entry.id: entry for entry in entries}
    # By id alone: a name that held the words would be another after a change, and the form would be shut.
    names = {f"Change {note.id}, or take it away": by_id[note.id] for note in here}
    if not names:
        return None
    chosen = elements.selectbox("Which note", [NEW, *names], key=f"{key}-which")
    return names.get(chosen or NEW)


def _at(exhibit: Exhibit) -> tuple[Note, ...]:
    try:
        return _notes().at(presenting.page(), exhibit.key, published=cache.publishing())
    except CxError:  # A list that cannot be read costs the notes alone; it is said where notes are written.
        return ()


def _notes() -> Notes:
    return cache.of_file(COMMENTARY.file_name, lambda data: read_notes(data, cache.council(), _own_words))


def _own_words() -> list[str]:
    """The council's own words, which are no one's name, of the store or the edition on the screen."""
    if cache.publishing():
        edition = cache.edition()
        return [] if edition is None else words_of_edition(edition)
    return cache.of_store(words_of_store)
