"""Every cache there is, keyed by what the value depends on: the store's version, the settings, the question."""

from collections.abc import Callable, Hashable
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar

import streamlit as st

from cxdata.council import Council
from cxdata.data_folder import Holding, holding
from cxdata.data_folder.public import is_public_alone, newest_file
from cxdata.data_folder.remote import open_remote
from cxdata.errors import CxError
from cxdata.export.edition.file import Edition
from cxdata.measures import find_measure
from cxdata.measures.coverage.whole_months import WholeMonths, whole_in_all
from cxdata.measures.per_head import per_1000
from cxdata.measures.query import Answer, query, values_present
from cxdata.own_files.state import State, state_of
from cxdata.scope import Scope
from cxdata.settings import read_settings
from cxdata.store import Store
from cxdata.store_files import StoreTrouble
from cxdata.ui.frame.cache.kept import kept
from cxdata.ui.frame.cache.opened import (
    COUNCIL,
    OWN,
    SAMPLE,
    Opened,
    begin,
    folder,
    has_both,
    is_remote,
    now,
    opened,
)

if TYPE_CHECKING:
    from cxdata.charts.where import Outline
    from cxdata.published.reading import Reading

__all__ = [
    "COUNCIL",
    "MODE",
    "OFFICER",
    "OWN",
    "PUBLISH",
    "SAMPLE",
    "answer",
    "ask",
    "begin",
    "council",
    "edition",
    "folder",
    "has_both",
    "holds",
    "is_remote",
    "kept_of",
    "of_file",
    "of_list",
    "of_store",
    "now",
    "opened",
    "outlines",
    "part",
    "present",
    "publishing",
    "store",
    "whole",
]

MODE = "mode"
OFFICER, PUBLISH = "Officer view", "Published view"


class Selected(Protocol):
    """What a part of a page is made for."""

    @property
    def scope(self) -> Scope:
        """The reader's choice."""

    @property
    def narrow(self) -> bool:
        """Whether the screen is a phone's."""


R = TypeVar("R")
P = ParamSpec("P")
V = TypeVar("V", bound=Selected)


def store() -> Store | None:
    """The store in use now, or the one that stands in its place; None when nothing is loaded."""
    while now().path is not None:
        try:
            return _store(now())
        except StoreTrouble:
            begin()  # it is known now, and another stands in its place
    return None


def holds() -> Holding:
    """Whose files the store on the screen holds, or those that the edition on it was made of.

    One's own where the edition cannot be read: that is said in the place of the page.
    """
    seen = now()
    if publishing():
        with suppress(CxError):
            return Holding.OWN if (shown := edition()) is None else shown.about.holding
        return Holding.OWN
    if seen.path is None:
        return Holding.OWN
    return kept().get(("holding", seen.path), lambda: holding(_store(seen)))


def council() -> Council:
    """The council's settings; read again when the file changes."""
    return _council(now())


def answer(measure: str, by: tuple[str, ...], scope: Scope, *, per_head: bool = False) -> Answer:
    """The engine's answer from the store in use. `per_head` asks for a count as a rate per 1,000 residents."""
    seen = now()

    def find() -> Answer:
        counted = per_1000(find_measure(measure)) if per_head else find_measure(measure)
        return query(_store(seen), counted, by, scope, council=_council(seen))

    return kept().get(("answer", seen, measure, by, scope, per_head), find)


def ask(question: Callable[..., R], *arguments: Any, scope: Scope, **options: Any) -> R:
    """A question to the analysis room about the store in use: question(store, *arguments, scope, council, **options).

    Raises CxError where the data cannot answer.
    """
    seen = now()
    key = ("result", seen, question, arguments, scope, tuple(sorted(options.items())))
    return kept().get(key, lambda: question(_store(seen), *arguments, scope, _council(seen), **options))


def of_list(read: Callable[[Path], R]) -> R:
    """What is made of a list that an officer keeps in the data folder on the screen; read anew at every run."""
    return read(opened())


def of_file(name: str, read: Callable[[Path], R]) -> R:
    """The same made once for each state of the list's file and of what it is read beside: store and settings."""
    seen = now()
    return kept().get((name, state_of(seen.folder / name), seen, publishing()), lambda: read(seen.folder))


def part(make: Callable[Concatenate[V, P], R]) -> Callable[Concatenate[V, P], R]:
    """A part of a page, as tiles or an exhibit, that is made once for a view: the next run is given the same.

    For functions of a view and plain values that draw nothing and ask the reader nothing.
    """

    @wraps(make)
    def made(view: V, *arguments: P.args, **options: P.kwargs) -> R:
        of_view = (now(), view.scope, view.narrow)
        key = ("part", make, of_view, arguments, tuple(sorted(options.items())))
        return kept().get(key, lambda: make(view, *arguments, **options))

    return made


def publishing() -> bool:
    """Whether the published view is shown, which reads an edition and never the store: the reader has chosen it, or
    there is no other.
    """
    return is_public_alone() or st.session_state.get(MODE, OFFICER) != OFFICER


def edition() -> Edition | None:
    """The newest edition of the data folder on the screen, all that the published view reads; None without one."""
    found = newest_file(opened())
    return None if found is None else _edition(state_of(found))


def kept_of(kind: Hashable, reading: "Reading", make: Callable[[], R]) -> R:
    """What is made of a reading of an edition, made once for its scope and the settings."""
    return kept().get((kind, state_of(reading.edition.path), now().changed, reading.scope), make)


def of_store(make: Callable[[Store], R]) -> R:
    """What a function makes of the store in use and of nothing else, made once a store."""
    seen = now()
    return kept().get(("of store", seen.path, make), lambda: make(_store(seen)))


def whole(*tables: str) -> WholeMonths:
    """The whole months of one or several tables of the store in use, and why others are not whole."""
    seen = now()
    return kept().get(("whole", seen.path, tables), lambda: whole_in_all(_store(seen), tables))


def present(dimension: str, tables: tuple[str, ...]) -> tuple[str, ...]:
    """The values of a dimension that occur in any of these tables, in order."""
    seen = now()

    def find() -> tuple[str, ...]:
        labels = [value for table in tables for value in values_present(_store(seen), dimension, table)]
        return tuple(dict.fromkeys(sorted(labels)))

    return kept().get(("present", seen.path, dimension, tables), find)


def outlines() -> "tuple[Outline, ...]":
    """The boundaries of the store in use, made ready for drawing."""
    from cxdata.charts.where import outlines_of  # Maps alone need it, and it takes a tenth of the first start.

    seen = now()
    return kept().get(("outlines", seen.path), lambda: outlines_of(_store(seen).areas))


def _store(seen: Opened) -> Store:
    return _open(str(seen.path))


def _council(seen: Opened) -> Council:
    return kept().get(("council", seen.folder, seen.changed), lambda: read_settings(seen.folder))


@st.cache_resource(max_entries=2, show_spinner=False)
def _edition(file: State) -> Edition:
    return Edition(Path(file[0]))


# The one in use, the one a session may still be reading while a load finishes, and the sample's.
@st.cache_resource(max_entries=3, show_spinner=False)
def _open(path: str) -> Store:
    if is_public_alone():
        raise CxError("Only what is published is shown here.")
    if is_remote():
        return open_remote(path)
    return Store(Path(path))
