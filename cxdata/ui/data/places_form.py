"""Files that say where things are, on the Data page: boundaries, with what must be asked of them, and lookups."""

from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from cxdata.errors import CxError
from cxdata.ingest.areas.layouts import save_layout
from cxdata.ingest.plan.trial import Look
from cxdata.ingest.plan.way import Plan
from cxdata.ingest.suggest.places.boundaries import answer
from cxdata.ui.data.describe.memo import forget
from cxdata.ui.frame import cache, elements


def is_place_file(look: Look) -> bool:
    """Whether a file is boundaries or a lookup, which the form below is for."""
    return bool(look.areas or look.lookup or look.asked)


def plan_places(file: UploadedFile, look: Look, sheet: str | None) -> Plan | None:
    """What the file is, or the questions that must be answered first; None while one is open."""
    if look.asked is not None:
        _ask(file, look)
        return None
    if look.areas:
        elements.markdown(f"Boundaries of {look.areas} areas: they draw the map and place contacts in wards.")
    else:
        elements.markdown(look.lookup)
        elements.markdown(
            "It places contacts in wards. No postcode and no UPRN is kept: each stands as a keyed hash, of the wards "
            "whose boundaries are loaded."
        )
    return Plan(Path(file.name), sheet=sheet)


def _ask(file: UploadedFile, look: Look) -> None:
    """The questions about a boundary file; their answers are kept for the next file with the same columns."""
    if look.asked is None:
        return
    elements.markdown("These boundaries are in their own words. Please say:")
    chosen = {
        question.id: elements.selectbox(
            question.question,
            question.choices,
            accept_new_options=question.own_words,
            key=f"data_areas_{question.id}_{file.file_id}",
        )
        for question in look.asked.questions
    }
    if elements.button("Read the boundaries this way", key=f"data_areas_{file.file_id}"):
        try:
            layout = answer(look.asked, {name: choice or "" for name, choice in chosen.items()})
            if layout is not None:
                save_layout(layout, cache.folder())
        except CxError as refusal:
            elements.error(str(refusal))
            return
        # The looks at the files are made anew, by the layout that was just kept.
        forget()
        st.rerun()
