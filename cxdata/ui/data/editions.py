"""Editions on the Data page: make one, see how often each quarter was put out, take the file, and know of its key."""

from datetime import date
from functools import partial

import streamlit as st

from cxdata.export.edition.file import Edition
from cxdata.export.edition.kept import newest_edition
from cxdata.export.edition.publishing import publish_now
from cxdata.export.edition.words import (
    NONE_YET,
    WHAT,
    WHY_NO_FIFTH,
    put_out,
    say_edition,
    say_key,
    say_published,
)
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.frame.text import mark, small
from cxdata.ui.parts.walk import section

SAID = "edition_said"
MAKE = "Make this quarter’s edition"
_WAITING = "Counting and rounding every table of the list: about a minute for a hundred thousand contacts…"


def make_editions(view: View) -> None:
    """What is published as it stands, and the way to the next edition; nothing is opened until it is wanted."""
    if view.store is not None and not cache.is_remote():
        section("What everybody may see: editions", partial(_show, view), key="edition")


def _show(view: View) -> None:
    elements.markdown(WHAT)
    for sentence in st.session_state.pop(SAID, ()):
        elements.success(sentence)
    edition = newest_edition(cache.opened())
    key = say_key(edition)
    if edition is None:
        elements.markdown(NONE_YET)
    else:
        _newest(edition)
        edition.close()
    if view.may_change:
        _make()
    else:
        elements.markdown(
            "You are looking at the sample council, which comes with its edition. Your own is made here once your "
            "files are loaded."
        )
    elements.markdown(key)
    elements.markdown(
        mark(
            "`python -m cxdata key save publish.txt --of publishing` writes a copy; "
            "`python -m cxdata key restore publish.txt --of publishing` brings it back."
        )
    )


def _newest(edition: Edition) -> None:
    """The newest edition: its day, its file, and the ledger of quarters with the reason why it ends."""
    path = edition.path
    elements.markdown(say_edition(edition))
    elements.download_button(
        "Download the edition", path.read_bytes, path.name, "application/octet-stream", key="edition", on_click="ignore"
    )
    elements.table(put_out(edition))
    elements.markdown(small(WHY_NO_FIFTH))


def _make() -> None:
    if elements.button(MAKE, key="data_edition"):
        with elements.spinner(_WAITING):
            done = publish_now(cache.folder(), date.today())
        st.session_state[SAID] = say_published(done)
        st.rerun()
