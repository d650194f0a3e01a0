"""Load files through the page: choose, look, correct, load, and read the receipt.

What a reader uploads is written to a temporary folder while it is read and is gone when that is done.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.uploaded_file_manager import UploadedFile

from cxdata.errors import CxError
from cxdata.ingest.areas.layouts import load_layouts
from cxdata.ingest.plan.trial import Look, look_at_file
from cxdata.ingest.plan.way import Plan, Way, known_way, load_planned
from cxdata.ingest.privacy import RESIDUAL_RISK
from cxdata.ingest.profile.shipped import load_profiles
from cxdata.ingest.receipt import FileReceipt, refused_by
from cxdata.ingest.suggest.corrections import Corrections
from cxdata.ui.data import places_form
from cxdata.ui.data.describe import landing, mapping, questions
from cxdata.ui.data.describe.memo import forget, memo
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.frame.text import joined, mark, small
from cxdata.ui.frame.uploads import on_disk

# Session keys of this page: the last receipts, and which uploader is on the screen.
RECEIPTS, TURN = "data_receipts", "data_turn"
# What the last load said of the store that it went on from, where that was not the one that should have been in use.
STOOD = "data_stood"
_COLUMNS = 12
# By their columns, the files of this load whose layout is new: the first one's name and its plan.
Alike = dict[tuple[str, ...], tuple[str, Plan | None]]


def load_a_file(view: View) -> None:
    """The whole form; after a load the page runs again, so that everything on it is of the new store."""
    elements.header("Load files", anchor=False)
    _receipts(st.session_state.get(RECEIPTS, ()))
    turn = st.session_state.setdefault(TURN, 0)
    uploaded = elements.file_uploader(
        "Files your council's systems export: CSV, Excel, Parquet, JSON or GeoJSON",
        accept_multiple_files=True,
        key=f"data_files_{turn}",
        help="They stay on this machine. Columns of people are not kept; comments lose what is found in them.",
    )
    elements.markdown(small(RESIDUAL_RISK))
    if not uploaded:
        return
    alike: Alike = {}
    plans = [_plan_or_say(file, alike) for file in uploaded]
    ready = [(file, plan) for file, plan in zip(uploaded, plans, strict=True) if plan is not None]
    count = f"{len(plans)}" if len(ready) == len(plans) else f"{len(ready)} of {len(plans)}"
    word = "Load this file" if len(plans) == 1 else f"Load {count} files"
    if elements.button(word, type="primary", disabled=not ready, key="data_load"):
        _load(ready, anew=len(ready) == len(plans))


def _plan_or_say(file: UploadedFile, alike: Alike) -> Plan | None:
    """What is to be done with one uploaded file; whatever stops it is said at the file, and costs no other."""
    try:
        return _plan(file, alike)
    except Exception as fault:
        elements.error(refused_by(file.name, fault).refused or "")
        return None


def _plan(file: UploadedFile, alike: Alike) -> Plan | None:
    """What is to be done with one uploaded file; None where nothing can be, or something is open.

    `alike` holds, by their columns, the files above it whose layout is new, and takes this one.
    """
    key = f"{file.file_id}"
    with st.container(border=True):
        elements.subheader(file.name, anchor=False)
        look = _look(file, None)
        sheet = None
        if len(look.sheets) > 1:
            automatic = "The sheet with the most in it"
            chosen = elements.selectbox("Sheet", [automatic, *look.sheets], key=f"data_sheet_{key}")
            sheet = None if chosen == automatic else chosen
            look = _look(file, sheet)
            key = f"{key}_{sheet or ''}"
        if look.refused:
            elements.error(look.refused)
            return None
        if places_form.is_place_file(look):
            return places_form.plan_places(file, look, sheet)
        for note in look.notes:
            elements.markdown(small(note))
        _first_rows(look)
        return _by_layout(look, sheet, alike, key=key)


def _first_rows(look: Look) -> None:
    elements.markdown(mark("**The first rows, as they stand in the file**"))
    rows = look.first_rows()
    elements.table(rows.iloc[:, :_COLUMNS])
    if len(look.columns) > _COLUMNS:
        elements.markdown(small(f"The first {_COLUMNS} of {len(look.columns)} columns."))


def _by_layout(look: Look, sheet: str | None, alike: Alike, *, key: str) -> Plan | None:
    """A file with a layout that is known, or a new layout for it."""
    way = known_way(look.name, look.cells, load_profiles(cache.folder()), Corrections(answers=questions.given(key)))
    questions.show(way.asked, key)
    if way.known is not None:
        elements.markdown(f"Known layout: {way.known.title} ({way.known.name}).")
        if elements.checkbox("Have a new layout suggested instead", key=f"data_anew_{key}"):
            way = Way()
    if way.questions:
        mapping.say_open(way.questions)
        return None
    if way.known is None:
        return _anew(look, sheet, alike, key=key)
    if not landing.show(look, way.known, dates=way.order, key=key):
        return None
    return Plan(Path(look.name), known=way.known.name, sheet=sheet, dates=way.order)


def _anew(look: Look, sheet: str | None, alike: Alike, *, key: str) -> Plan | None:
    """A file whose layout is new: read as another file of this load with the same columns, or described here."""
    if look.columns in alike:
        name, plan = alike[look.columns]
        words = f"Read it in the same way as {name}: its columns are the same"
        if elements.checkbox(words, value=True, key=f"data_as_{key}"):
            if plan is None or plan.new is None:
                elements.info(f"First settle what is open of {name}.")
                return None
            can_load = landing.show(look, plan.new, dates=plan.new.dates, key=key)
            return Plan(Path(look.name), known=plan.new.name, sheet=sheet) if can_load else None
    plan = mapping.edit(look, sheet, key=key)
    alike.setdefault(look.columns, (look.name, plan))
    return plan


def _look(file: UploadedFile, sheet: str | None) -> Look:
    """The look at a file, kept for the session: it is read once and not at every click."""

    def find() -> Look:
        with on_disk([file]) as paths:
            return look_at_file(paths[0], sheet=sheet, layouts=load_layouts(cache.folder()))

    return memo(f"look_{file.file_id}_{sheet}", file.file_id, find)


def _load(ready: Sequence[tuple[UploadedFile, Plan]], *, anew: bool) -> None:
    """Load what is ready, in one load, and show the page anew.

    The uploader is emptied where `anew` and nothing was refused; else its files stay for the officer to mend.
    """
    bar = st.empty()
    _tell(bar, "Starting", 0.0)
    try:
        with on_disk([file for file, _ in ready]) as paths:
            plans = [replace(plan, path=path) for path, (_, plan) in zip(paths, ready, strict=True)]
            receipt = load_planned(plans, data=cache.folder(), progress=partial(_tell, bar))
    except CxError as refusal:
        elements.error(str(refusal))
        return
    st.session_state[RECEIPTS] = receipt.files
    st.session_state[STOOD] = receipt.said
    if anew and not receipt.refused:
        st.session_state[TURN] += 1
        forget()
    st.rerun()


def _tell(bar: DeltaGenerator, words: str, share: float) -> None:
    with bar:
        elements.progress(min(max(share, 0.0), 1.0), text=words)


def _receipts(receipts: Sequence[FileReceipt]) -> None:
    """What the last load said, file by file."""
    if stood := st.session_state.get(STOOD):
        elements.warning(stood)
    for receipt in receipts:
        words = joined("  \n", receipt.sentences())
        if receipt.refused:
            elements.error(words)
        elif receipt.problems:
            elements.warning(mark("**Loaded; look at what is said below.**  \n{}", words))
        else:
            elements.success(mark("**Loaded.**  \n{}", words))
