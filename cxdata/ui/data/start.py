"""The Data page's first part: begin a council of one's own, or know into which store files will go."""

from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from cxdata.data_folder import LONGEST_NAME, Holding, is_begun
from cxdata.errors import CxError
from cxdata.ingest.load.build import load_files
from cxdata.ingest.load.sample.apart import begin
from cxdata.ingest.privacy.temporary import private_folder
from cxdata.ingest.receipt import FileReceipt
from cxdata.own_files import safe_name
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.frame.sample import ASKED, START
from cxdata.ui.frame.text import mark

NAME, WARDS, SAID = "start_name", "start_wards", "start_said"


def start_your_own() -> None:
    """The way to one's own where nothing of it is begun, and the form once it is asked for; what became of it after."""
    for word, text in st.session_state.pop(SAID, ()):
        {"done": elements.success, "refused": elements.error}[word](text)
    if _is_own_begun() or cache.is_remote():
        return
    if ASKED not in st.query_params:
        elements.button(START, on_click=_ask, key="start_open")
        return
    elements.header(START, anchor=False)
    elements.markdown(
        "Give its name and, if you have them, the boundaries of its wards; then its first export. It becomes a store "
        "of its own: the sample stays as it is, and nothing of it is in your figures."
    )
    elements.text_input(mark("1. Name of your council"), key=NAME, max_chars=LONGEST_NAME)
    elements.file_uploader(
        "2. Boundaries of its wards (GeoJSON), or none for now",
        type=["geojson", "json"],
        key=WARDS,
        help="The ONS Open Geography portal has them for every council. Without them there is no map.",
    )
    elements.button("Begin this council", on_click=_begin, key="start_begin")
    elements.markdown(mark("**3.** Its first export: under “Load files” below."))


def may_load(view: View) -> bool:
    """Whether files may be loaded from the page as it stands: never into the sample beside a council of one's own, nor
    into a store that is not on this machine.
    """
    return not cache.is_remote() and (view.may_change or not cache.has_both())


def takes_files(view: View) -> bool:
    """The same, and why where they may not."""
    if may_load(view):
        return True
    if cache.is_remote():
        elements.info(
            "These figures come from a store elsewhere: files are loaded in the council's own folder, then copied."
        )
        return False
    elements.info(
        "You are looking at the sample council. Go back to your own to load files: they never go into the sample."
    )
    return False


def _is_own_begun() -> bool:
    """Whether a council of one's own is begun; a store that holds the sample by itself is none."""
    alone = cache.opened() == cache.folder() and cache.holds() is Holding.SAMPLE
    return is_begun(cache.folder()) and not alone


def _ask() -> None:
    st.query_params[ASKED] = "own"


def _begin() -> None:
    """Write the name, then load the boundaries; what became of it is said when the page is drawn anew."""
    data, wards = cache.folder(), st.session_state[WARDS]
    try:
        name = begin(data, st.session_state[NAME])
        said = [("done", f"{name} is begun. Load its first export below.")]
        if wards is not None:
            receipt = _load_wards(wards, data)
            said.append(("refused" if receipt.refused else "done", " ".join(receipt.sentences())))
    except CxError as refusal:
        said = [("refused", str(refusal))]
    st.session_state[SAID] = said


def _load_wards(wards: UploadedFile, data: Path) -> FileReceipt:
    with private_folder() as folder:
        path = folder / safe_name(wards.name)
        path.write_bytes(wards.getbuffer())
        return load_files([path], data=data).files[0]
