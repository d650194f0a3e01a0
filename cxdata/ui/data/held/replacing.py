"""A file in the place of another: a corrected export, or the same file read by another layout.

The export itself is not kept, so both ask for the file. The old rows and the new change places in one version.
"""

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from cxdata.contract import TABLES
from cxdata.errors import CxError
from cxdata.ingest.load.build import load_files
from cxdata.ingest.profile.model import Profile
from cxdata.ingest.profile.shipped import load_profiles
from cxdata.ui.data.held.acting import ASKED, act
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.text import small
from cxdata.ui.frame.uploads import on_disk

_BY_HEADINGS = "The one that fits its headings"


def form(file_id: int, name: str, profile: str, *, change_layout: bool) -> None:
    """Ask for the file that takes the place of another, and by which layout it is read; then load it."""
    layouts = load_profiles(cache.folder())
    if change_layout:
        elements.markdown(f"{name} is not kept, only its rows. Choose the layout, then give the file again.")
        start = profile if profile in layouts else None
    else:
        elements.markdown(f"Choose the file that takes the place of {name}: its rows go, the new file's come.")
        start = None
    options = [_BY_HEADINGS, *sorted(layouts)]
    chosen = elements.selectbox(
        "Layout",
        options,
        index=options.index(start) if start else 0,
        format_func=lambda option: f"{layouts[option].title} ({option})" if option in layouts else option,
        key=f"data_layout_of_{file_id}",
    )
    if change_layout and chosen in layouts:
        elements.table(_mapping(layouts[chosen]))
        elements.markdown(small("To read a column as something else, change or copy the layout first, then come back."))
    uploaded = elements.file_uploader(f"The file in the place of {name}", key=f"data_new_file_{file_id}")
    cancel, replace = st.columns(2)
    with cancel:
        kept = elements.button("Keep it as it is", key=f"data_no_replace_{file_id}", width="stretch")
    if kept:
        st.session_state.pop(ASKED, None)
        st.rerun()
    with replace:
        pressed = elements.button(
            "Put it in its place", key=f"data_yes_replace_{file_id}", width="stretch", disabled=uploaded is None
        )
    if pressed and uploaded is not None:
        _replace(uploaded, file_id, name, chosen if chosen in layouts else None)


def _mapping(profile: Profile) -> pd.DataFrame:
    """What a layout reads: each thing, and the columns of the export that it comes from."""
    rows = [
        {
            "Table": TABLES[mapping.table].title,
            "What": field.name.replace("_", " "),
            "From": f"always {field.constant}" if field.constant is not None else ", ".join(field.headers),
        }
        for mapping in profile.tables
        for field in mapping.fields
    ]
    return pd.DataFrame(rows, dtype=str)


def _replace(file: UploadedFile, file_id: int, name: str, layout: str | None) -> None:
    try:
        with on_disk([file]) as paths:
            whole = load_files(paths, data=cache.folder(), profile=layout, gone=[file_id])
            receipt = whole.files[0]
    except CxError as refusal:
        elements.error(str(refusal))
        return
    if receipt.refused:
        elements.error(f"{receipt.refused} {name} stays as it is.")
        return
    said = [whole.said] if whole.said else []
    act(" ".join([f"{name} is replaced.", *(line.strip() for line in receipt.sentences()), *said]))
