"""Which data folder is on the screen and which store of it, looked for once a run: the answer to every question hangs
on it, and a page asks hundreds.
"""

import os
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from cxdata.data_folder import folder_to_show, is_begun, sample_folder
from cxdata.data_folder.public import is_public_alone, public_folder
from cxdata.data_folder.remote import remote_place, remote_version
from cxdata.own_files.state import State, state_of
from cxdata.settings import FILES
from cxdata.store import current_path
from cxdata.store_files import find_standing

COUNCIL = "council"
OWN, SAMPLE = "Your own", "The sample (invented)"
_RUN = "_opened_in_this_run"


@dataclass(frozen=True)
class Opened:
    """What is on the screen: the data folder, the file of its store (None when nothing is loaded), and which
    files its settings are. `said` is what is to be known where it is not
    the store that should be in use. Of a store past one laptop the path is where it is, and which version stands there.
    """

    folder: Path
    both: bool
    path: Path | str | None
    changed: tuple[State, ...]
    said: str = ""


def begin() -> None:
    """Look anew at what is loaded, which the rest of the run then takes for granted; the frame calls it first.

    A fragment that runs by itself is not the frame's: it goes on with what the page around it shows.
    """
    st.session_state[_RUN] = {}


def now() -> Opened:
    """What is on the screen in this run. A load moves the pointer, and the next run sees it."""
    seen = st.session_state.get(_RUN)
    chosen = st.session_state.get(COUNCIL)
    if seen is None:
        return _look(chosen)
    if chosen not in seen:
        seen[chosen] = _look(chosen)
    found: Opened = seen[chosen]
    return found


def _look(chosen: str | None) -> Opened:
    own = folder()
    if is_public_alone():
        shown = public_folder(own)
        return Opened(shown, False, None, _settings_of(shown))  # where a store would be is not even looked at
    if place := remote_place():
        return Opened(own, False, remote_version(place), _settings_of(own))
    both = is_begun(own) and current_path(sample_folder(own)) is not None
    shown = sample_folder(own) if both and chosen == SAMPLE else folder_to_show(own)
    standing = find_standing(shown)
    return Opened(shown, both, standing.loaded, _settings_of(shown), standing.said)


def _settings_of(folder: Path) -> tuple[State, ...]:
    return tuple(state_of(folder / name) for name in FILES)


def folder() -> Path:
    """The officer's data folder: CX_DATA, or data/ beside the program. Files are loaded into it and layouts saved."""
    return Path(os.environ.get("CX_DATA", "data"))


def opened() -> Path:
    """The data folder whose council is on the screen: the officer's own, or the sample's inside it."""
    return now().folder


def has_both() -> bool:
    """Whether there is a council of the officer's own and the sample beside it, so that one of them is chosen."""
    return now().both


def is_remote() -> bool:
    """Whether the store on the screen is past this laptop: no file is loaded into it from here."""
    return remote_place() is not None
