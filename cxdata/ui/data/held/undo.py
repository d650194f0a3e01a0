"""Undo, and the versions that are kept: what made each, what it changed in the headline figures, and the way back."""

from collections.abc import Callable, Sequence
from functools import partial

import pandas as pd
import streamlit as st

from cxdata.analysis.result import say_many
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.ingest.history.undo import put_back, undo
from cxdata.ingest.history.versions import Version, read_versions
from cxdata.overview import HEADLINES
from cxdata.overview.versions import Changed, Headlines, changes_of, headlines_of
from cxdata.ui.data.held.acting import act
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.frame.text import mark, small
from cxdata.ui.parts.walk import section

# What is worked out of versions, kept for the session: a version never changes.
KNOWN = "data_headlines"


def show_last(view: View) -> None:
    """What was done last with the button that takes it back, and every version that is kept."""
    kept, troubles = read_versions(cache.folder())
    for trouble in troubles:
        elements.markdown(small(str(trouble)))
    if not kept:
        return
    current = next((version for version in kept if version.in_use), None)
    title = f"Undo: {say_many(len(kept), 'version')} kept"
    section(title, partial(_versions, view, kept, current), key="undo", open_at_first=current is None)


def _versions(view: View, kept: Sequence[Version], current: Version | None) -> None:
    if current is None:
        elements.markdown("Nothing is in use. A version that is kept can be put back.")
    else:
        elements.markdown(f"Last: {_said(current)}.")
        if elements.button(
            "Undo the last load" if current.act.kind in ("load", "replace", "") else "Undo", key="data_undo"
        ):
            _do(lambda: undo(cache.folder()), f"Undone: {current.act.words}. The version stays below.")
    changed = changes_of(kept, lambda version: _headlines(version, view.council))
    for version in kept:
        _version(version, changed[version.version])


def _said(version: Version) -> str:
    return f"{version.act.words}, {version.made_at:%d %B %Y %H:%M} UTC".lstrip("0")


def _version(version: Version, changed: tuple[Changed, ...] | None) -> None:
    with st.container(border=True, key=f"version-{version.version}"):
        in_use = "In use." if version.in_use else ""
        elements.markdown(mark("**{}.** {}", _said(version), in_use))
        holds = ", ".join(file.name for file in version.files) or "no file"
        elements.markdown(small(f"Version {version.version}, with {holds}."))
        if changed is None:
            elements.markdown(small("The version before is not kept, so what changed cannot be said."))
        elif not changed:
            elements.markdown(small("No headline figure changed."))
        else:
            rows = [{"Figure": entry.title, "Before": entry.before, "After": entry.after} for entry in changed]
            elements.table(pd.DataFrame(rows, dtype=str))
        if not version.in_use and elements.button("Put this version back", key=f"data_back_{version.version}"):
            _do(lambda: put_back(cache.folder(), version.version), f"In use again: {version.act.words}.")


def _headlines(version: Version, council: Council) -> Headlines:
    known: dict[tuple[str, str], Headlines] = st.session_state.setdefault(KNOWN, {})
    key = (version.version, repr(council))
    if key not in known:
        known[key] = headlines_of(version.path, council, HEADLINES)
    return known[key]


def _do(step: Callable[[], object], said: str) -> None:
    try:
        step()
    except CxError as refusal:
        elements.error(str(refusal))
        return
    act(said)
