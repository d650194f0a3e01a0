"""Load files through the page: choose, look, correct, load, and read the receipt.

What a reader uploads is written to a temporary folder while it is read and is gone when that is done.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.uploaded_file_manager import UploadedFile

from cxdata.errors import CxError
from cxdata.ingest.areas.layouts import load_layouts
from cxdata.ingest.load.build import load_files
from cxdata.ingest.privacy import RESIDUAL_RISK
from cxdata.ingest.privacy.temporary import private_folder
from cxdata.ingest.profile.shipped import load_profiles, save
from cxdata.ingest.receipt import FileReceipt, Receipt
from cxdata.ingest.suggest.trial import Look, look_at_file
from cxdata.ui.data import mapping, places_form
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.frame.text import plain, small

# Session keys of this page: what was looked at, the last receipts, and which uploader is on the screen.
LOOKS, RECEIPTS, TURN = "data_looks", "data_receipts", "data_turn"
ORDERS = {
    "As the files themselves show": None,
    "Day first: 3 April 2025": "dmy",
    "Month first: 4 March 2025": "mdy",
}


def load_a_file(view: View) -> None:
    """The whole form; after a load the page runs again, so that everything on it is of the new store."""
    st.header("Load files", anchor=False)
    _receipts(st.session_state.get(RECEIPTS, ()))
    turn = st.session_state.setdefault(TURN, 0)
    uploaded = st.file_uploader(
        "Files your council's systems export: CSV, Excel, Parquet, JSON or GeoJSON",
        accept_multiple_files=True,
        key=f"data_files_{turn}",
        help="They stay on this machine. Columns of people are not kept; comments lose what is found in them.",
    )
    st.markdown(small(RESIDUAL_RISK))
    if not uploaded:
        return
    said = st.radio(
        "A date such as 03/04/2025 means",
        list(ORDERS),
        key=f"data_dates_{turn}",
        help="Files usually show it, by a day after the 12th. A file that does not is refused until you say.",
    )
    plans = [_plan(file, ORDERS[said]) for file in uploaded]
    ready = [plan for plan in plans if plan is not None]
    word = "Load this file" if len(ready) == 1 else f"Load {len(ready)} files"
    if st.button(word, type="primary", disabled=not ready, key="data_load"):
        _load(ready, ORDERS[said], anew=len(ready) == len(plans))


def _plan(file: UploadedFile, dates: str | None) -> mapping.Plan | None:
    """What is to be done with one uploaded file; None where nothing can be."""
    with st.container(border=True):
        st.subheader(plain(file.name), anchor=False)
        look = _look(file, None)
        sheet = None
        if len(look.sheets) > 1:
            automatic = "The sheet with the most in it"
            chosen = st.selectbox("Sheet", [automatic, *look.sheets], key=f"data_sheet_{file.file_id}")
            sheet = None if chosen == automatic else chosen
            look = _look(file, sheet)
        if look.refused:
            st.error(plain(look.refused))
            return None
        if places_form.is_place_file(look):
            return places_form.plan_places(file, look, sheet)
        for note in look.notes:
            st.markdown(small(note))
        st.markdown("**The first rows, as they stand in the file**")
        st.table(look.first_rows.map(plain).rename(columns=plain), hide_index=True)
        if look.profile is not None:
            title = load_profiles(cache.folder())[look.profile].title
            st.write(plain(f"Known layout: {title} ({look.profile})."))
            return mapping.Plan(file, None, sheet)
        profile = mapping.edit(look, dates=dates, key=file.file_id)
        return mapping.Plan(file, profile, sheet) if profile is not None else None


def _look(file: UploadedFile, sheet: str | None) -> Look:
    """The look at a file, kept for the session: it is read once and not at every click."""
    looks: dict[tuple[str, str | None, int], Look] = st.session_state.setdefault(LOOKS, {})
    key = (file.file_id, sheet, st.session_state[TURN])
    if key not in looks:
        with _on_disk([file]) as paths:
            looks[key] = look_at_file(
                paths[0], load_profiles(cache.folder()), sheet=sheet, layouts=load_layouts(cache.folder())
            )
    return looks[key]


@contextmanager
def _on_disk(files: Sequence[UploadedFile]) -> Iterator[list[Path]]:
    """The uploaded files as files, each in a folder of its own so that two may have one name; gone afterwards."""
    with private_folder() as folder:
        paths = []
        for number, file in enumerate(files):
            path = folder / str(number) / (Path(file.name).name or "file.csv")
            path.parent.mkdir()
            path.write_bytes(file.getbuffer())
            paths.append(path)
        yield paths


def _load(plans: Sequence[mapping.Plan], dates: str | None, *, anew: bool) -> None:
    """Save new layouts, load together what shares layout and sheet, and show the page anew.

    The uploader is emptied where `anew` and nothing was refused; else its files stay for the officer to mend.
    """
    bar = st.progress(0.0, text="Starting")
    receipts: list[Receipt] = []
    try:
        for plan in plans:
            if plan.profile is not None:
                save(plan.profile, cache.folder())
        groups: dict[tuple[str | None, str | None], list[UploadedFile]] = {}
        for plan in plans:
            groups.setdefault((plan.profile.name if plan.profile else None, plan.sheet), []).append(plan.file)
        for (profile, sheet), files in groups.items():
            with _on_disk(files) as paths:
                receipts.append(
                    load_files(
                        paths,
                        data=cache.folder(),
                        profile=profile,
                        sheet=sheet,
                        dates=dates,
                        progress=partial(_tell, bar),
                    )
                )
    except CxError as refusal:
        st.error(plain(str(refusal)))
        return
    st.session_state[RECEIPTS] = tuple(file for receipt in receipts for file in receipt.files)
    if anew and not any(receipt.refused for receipt in receipts):
        st.session_state[TURN] += 1
        st.session_state[LOOKS] = {}
    st.rerun()


def _tell(bar: DeltaGenerator, words: str, share: float) -> None:
    bar.progress(min(max(share, 0.0), 1.0), text=plain(words))


def _receipts(receipts: Sequence[FileReceipt]) -> None:
    """What the last load said, file by file."""
    for receipt in receipts:
        words = "  \n".join(plain(line.strip()) for line in receipt.sentences())
        if receipt.refused:
            st.error(words)
        elif receipt.problems:
            st.warning(f"**Loaded; look at what is said below.**  \n{words}")
        else:
            st.success(f"**Loaded.**  \n{words}")
