"""The layouts that are known: opened, changed, copied, renamed and deleted, as `profile` does on the command line."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import streamlit as st

from cxdata.contract import TABLES
from cxdata.errors import CxError
from cxdata.ingest.profile.model import FieldMap, Profile, TableMap
from cxdata.ingest.profile.shipped import copy, delete, free_name, load_profiles, rename, save
from cxdata.ingest.profile.toml import from_toml, to_toml
from cxdata.ui.data.describe.words import in_words
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.text import mark, small

SAID = "data_layout_said"


def show_layouts() -> None:
    """All layouts in a table, and the one that the officer opens with what can be done to it."""
    layouts = load_profiles(cache.folder())
    own = sorted(name for name, profile in layouts.items() if not profile.shipped)
    shipped = sorted(name for name, profile in layouts.items() if profile.shipped)
    elements.markdown(
        f"A layout says what the columns of one system's export mean. You have {len(own)} of your own; "
        f"{len(shipped)} are part of the program."
    )
    if said := st.session_state.pop(SAID, None):
        elements.success(said)
    name = elements.selectbox(
        "Open a layout",
        [*own, *shipped],
        index=None,
        format_func=lambda option: f"{layouts[option].title} ({option}{'' if option in shipped else ', yours'})",
        placeholder="Choose",
        key="data_layout",
    )
    if name is not None:
        _open(layouts[name], layouts)


def _open(profile: Profile, layouts: dict[str, Profile]) -> None:
    if profile.about:
        elements.markdown(profile.about)
    for mapping in profile.tables:
        elements.markdown(mark("**{}: one row is {}**", TABLES[mapping.table].title, TABLES[mapping.table].grain))
        elements.table(_in_words(mapping))
    for line in _notes(profile):
        elements.markdown(small(line))
    elements.text_input("New name", value=free_name(profile.name, layouts), key=f"data_layout_new_{profile.name}")
    left, right = st.columns(2)
    with left:
        copied = elements.button("Copy it under the new name", key="data_layout_copy")
    if copied:
        _copy(profile.name)
    if profile.shipped:
        elements.markdown(small("It is part of the program and stays as it is. Copy it, and change the copy."))
        return
    with right:
        renamed = elements.button("Give it the new name", key="data_layout_rename")
    if renamed:
        new = _new_name(profile.name)
        _do(lambda: rename(profile.name, new, cache.folder()), f"{profile.name} is now called {new}.")
    _change(profile)
    _delete(profile)


def _in_words(mapping: TableMap) -> pd.DataFrame:
    words = TABLES[mapping.table].words_of
    rows = [{"What": words(field.name), "Where it comes from": _source(field)} for field in mapping.fields]
    return pd.DataFrame(rows, dtype=str)


def _source(field: FieldMap) -> str:
    """'Logged on', 'Date and Time joined', 'always phone', with the words that are read as others."""
    if field.constant is not None:
        return f"always {in_words(field.name, field.constant)}"
    if field.join:
        text = f"{' and '.join(field.join)}, joined"
    elif field.filled:
        text = f"the first filled of {', '.join(field.filled)}"
    else:
        text = " or ".join(field.sources)
    read = [f"{word} = {in_words(field.name, meaning) or 'not recorded'}" for word, meaning in field.values.items()]
    read += [f"'{old}' becomes '{new}'" for old, new in field.replace]
    read += [f"blank = {field.blank}"] if field.blank is not None else []
    read += [f"multiplied by {' or '.join(field.times)}"] if field.times else []
    return f"{text} ({'; '.join(read)})" if read else text


def _notes(profile: Profile) -> list[str]:
    orders = {"dmy": "day first", "mdy": "month first", "ymd": "year first", "excel": "Excel's day numbers"}
    lines = [f"Dates are read {orders[profile.dates]}."] if profile.dates else []
    dropped = [header for header in profile.personal if header not in profile.used]
    lines += [f"Personal, never kept: {', '.join(dropped)}."] if dropped else []
    lines += [f"Left out: {' and '.join(profile.leave_out)}."] if profile.leave_out else []
    lines += [f"Blank cells are filled from above: {', '.join(profile.fill_down)}."] if profile.fill_down else []
    for mapping in profile.tables:
        lines += [f"Only rows whose {column} is {' or '.join(values)}." for column, values in mapping.where.items()]
        if mapping.unpivot:
            lines.append(f"Turned to rows: {', '.join(mapping.unpivot.columns)}.")
    return lines


def _new_name(name: str) -> str:
    return str(st.session_state[f"data_layout_new_{name}"]).strip()


def _copy(name: str) -> None:
    new = _new_name(name)
    _do(lambda: copy(name, new, cache.folder()), f"{name} is copied to {new}, which is yours to change.")


def _change(profile: Profile) -> None:
    """The layout as it is written, to be changed; what is wrong in it is said and nothing is saved."""
    with elements.expander("Change it"):
        elements.markdown(
            "This is the layout as it is written. Save it, then load its files again: they are read anew."
        )
        text = elements.text_area(
            "The layout",
            to_toml(profile),
            height=400,
            key=f"data_layout_text_{profile.name}",
            label_visibility="collapsed",
        )
        if elements.button("Save the change", key="data_layout_save"):
            _do(lambda: _save(profile, text), f"{profile.name} is changed.")


def _save(profile: Profile, text: str) -> None:
    changed = from_toml(text, name=profile.name, shipped=False)
    save(replace(changed, name=profile.name), cache.folder(), over=True)


def _delete(profile: Profile) -> None:
    sure = elements.checkbox("Delete it. What was loaded with it stays loaded", key=f"data_layout_sure_{profile.name}")
    if elements.button("Delete the layout", disabled=not sure, key="data_layout_delete"):
        _do(lambda: delete(profile.name, cache.folder()), f"{profile.name} is deleted.")


def _do(step: Callable[[], object], said: str) -> None:
    """One step on the layouts; its refusal is shown, else the page runs anew and says what was done."""
    try:
        step()
    except CxError as refusal:
        elements.error(str(refusal))
        return
    st.session_state[SAID] = said
    st.session_state.pop("data_layout", None)
    st.rerun()
