"""What is loaded: one row a file, with what can be done to it. Nothing is done before it is asked once more."""

import json
from collections.abc import Callable, Hashable, Mapping

import streamlit as st

from cxdata.analysis.result import say_many
from cxdata.errors import CxError
from cxdata.export.loaded import files_in_words, set_aside_csv
from cxdata.ingest.history.erase import erase_files
from cxdata.ingest.history.remove import Removal, remove_files
from cxdata.ingest.load.accounting import from_json
from cxdata.store import Store
from cxdata.ui.data.held import replacing
from cxdata.ui.data.held.acting import ASKED, act
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.frame.text import joined, mark, small

REMOVE, REPLACE, LAYOUT = "remove", "replace", "layout"


def say_held(store: Store) -> str:
    """The title of the section with the files: '16 files, 214,453 rows, 24 areas with boundaries: ...'."""
    areas = f", {say_many(len(store.areas), 'area')} with boundaries" if store.areas else ""
    rows = say_many(sum(store.row_counts.values()), "row")
    return f"{say_many(len(store.files()), 'file')}, {rows}{areas}: remove or replace one"


def show_files(view: View) -> None:
    """The files in the store, each with its actions once it is chosen, and the receipt of each."""
    store = view.loaded
    listed = store.files().to_dict("records")
    said = files_in_words(store).to_dict("records")
    numbers = {int(row["file_id"]): position for position, row in enumerate(listed)}
    chosen = elements.selectbox(
        "Which file",
        list(numbers),
        index=None if len(numbers) > 1 else 0,
        format_func=lambda number: f"{said[numbers[number]]['File']} (number {number})",
        placeholder="Choose a file to see what was read of it, and to remove or replace it",
        key="data_file",
    )
    if chosen is None:
        elements.table(files_in_words(store))
    else:
        position = numbers[chosen]
        with st.container(border=True, key=f"file-{chosen}"):
            profile = str(listed[position]["profile"])
            _file(store, chosen, profile, said[position])
            if view.may_change and not cache.is_remote():
                _actions(chosen, profile, said[position]["File"])
            _receipt(listed[position]["receipt"])


def _file(store: Store, file_id: int, profile: str, said: Mapping[Hashable, str]) -> None:
    name = said["File"]
    elements.markdown(mark("**{}** {}", name, said["Trust"]))
    days = f", {said['Days']}" if said["Days"] != "–" else ""
    rows, twice = (
        f"{said[head]} {word if said[head] == '1' else word + 's'}"
        for head, word in (("Rows loaded", "row"), ("Duplicates", "duplicate"))
    )
    elements.markdown(
        small(
            f"{said['What it holds']}{days}: {rows} loaded, {said['Set aside']} set aside, {twice}. "
            f"Number {file_id}, read as {profile}."
        )
    )
    aside = store.set_aside(file_id)
    if not aside.empty:
        elements.download_button(
            "Its rows set aside (CSV)",
            set_aside_csv(aside),
            f"rows-set-aside-{file_id}.csv",
            "text/csv",
            key=f"csv-set-aside-{file_id}",
            on_click="ignore",
        )


def _actions(file_id: int, profile: str, name: str) -> None:
    """What can be done to a file, and the form of what was asked for."""
    buttons = {REMOVE: "Remove", REPLACE: "Replace", LAYOUT: "Change its layout"}
    for column, (what, label) in zip(st.columns(len(buttons)), buttons.items(), strict=True):
        with column:
            if elements.button(label, key=f"data_{what}_{file_id}", width="stretch"):
                st.session_state[ASKED] = (what, file_id)
    asked = st.session_state.get(ASKED)
    if asked == (REMOVE, file_id):
        _ask_to_remove(file_id, name)
    elif asked in ((REPLACE, file_id), (LAYOUT, file_id)):
        replacing.form(file_id, name, profile, change_layout=asked[0] == LAYOUT)


def _ask_to_remove(file_id: int, name: str) -> None:
    """The question before a file goes, and the two ways in which it can."""
    elements.warning(
        f"Remove {name}? Its rows leave every figure, and rows of other files that repeated them count again. This "
        "can be undone. Erasing cannot: nothing of the file is kept, and neither is any version from before."
    )
    keep, remove, erase = _three_buttons(file_id)
    if keep:
        st.session_state.pop(ASKED, None)
        st.rerun()
    if remove:
        _do(lambda: remove_files(cache.folder(), [file_id]), f"{name} is removed. It can be undone below.")
    if erase:
        _do(lambda: _erase(file_id), f"{name} is erased, with every version from before.")


def _three_buttons(file_id: int) -> list[bool]:
    """Keep, remove, erase: which was pressed."""
    labels = {"keep": "Keep it", "yes_remove": "Yes, remove it", "yes_erase": "Erase it for good"}
    pressed = []
    for column, (name, label) in zip(st.columns(3), labels.items(), strict=True):
        with column:
            pressed.append(elements.button(label, key=f"data_{name}_{file_id}", width="stretch"))
    return pressed


def _erase(file_id: int) -> Removal:
    # Open stores hold their files; and what this page has looked at, and pages have worked out, would outlive the file.
    st.cache_data.clear()
    st.cache_resource.clear()
    for key in [key for key in st.session_state if str(key).startswith("data_")]:
        del st.session_state[key]
    return erase_files(cache.folder(), [file_id])


def _do(step: Callable[[], Removal], said: str) -> None:
    try:
        removal = step()
    except CxError as refusal:
        elements.error(str(refusal))
        return
    act(" ".join([said, *removal.notes]))


def _receipt(text: object) -> None:
    receipt = from_json(text if isinstance(text, str) else json.dumps(text))
    elements.markdown(joined("  \n", receipt.sentences()))
