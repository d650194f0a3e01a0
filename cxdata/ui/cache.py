"""Every cache there is, keyed by what the value depends on: the store's version, the settings, the question."""

import os
from pathlib import Path

import streamlit as st

from cxdata.council import FILE_NAME, Council, read_council
from cxdata.measures import find_measure
from cxdata.measures.per_head import per_1000
from cxdata.measures.query import Answer, query, values_present
from cxdata.measures.unfinished import Gap
from cxdata.measures.unfinished import gap as gap_of
from cxdata.scope import Scope
from cxdata.store import Store, current_path, open_store

DATA = Path(os.environ.get("CX_DATA", "data"))


def store() -> Store | None:
    """The store in use now; None when nothing is loaded. A load moves the pointer, and the next run sees it."""
    path = current_path(DATA)
    return _open(str(path)) if path is not None else None


def council() -> Council:
    """The council's settings; read again when the file changes."""
    path = DATA / FILE_NAME
    return _council(path.stat().st_mtime_ns if path.is_file() else 0)


def answer(measure: str, by: tuple[str, ...], scope: Scope) -> Answer:
    """The engine's answer from the store in use."""
    path = current_path(DATA)
    settings = DATA / FILE_NAME
    return _answer(str(path), settings.stat().st_mtime_ns if settings.is_file() else 0, measure, by, scope)


def rate(measure: str, by: tuple[str, ...], scope: Scope) -> Answer:
    """The engine's answer to a count as a rate per 1,000 residents."""
    path = current_path(DATA)
    settings = DATA / FILE_NAME
    return _rate(str(path), settings.stat().st_mtime_ns if settings.is_file() else 0, measure, by, scope)


def gap(table: str) -> Gap | None:
    """The first of a table's last months that is not whole in the store in use."""
    return _gap(str(current_path(DATA)), table)


def present(dimension: str, tables: tuple[str, ...]) -> tuple[str, ...]:
    """The values of a dimension that occur in any of these tables, in order."""
    return _present(str(current_path(DATA)), dimension, tables)


# Two versions: the one in use, and the one a session may still be reading while a load finishes.
@st.cache_resource(max_entries=2, show_spinner=False)
def _open(path: str) -> Store:
    found = open_store(DATA)
    return found if str(found.path) == path else Store(Path(path))


@st.cache_resource(max_entries=1, show_spinner=False)
def _council(changed: int) -> Council:
    return read_council(DATA)


@st.cache_data(max_entries=2000, show_spinner=False)
def _answer(path: str, settings: int, measure: str, by: tuple[str, ...], scope: Scope) -> Answer:
    return query(_open(path), measure, by, scope, council=_council(settings))


@st.cache_data(max_entries=500, show_spinner=False)
def _rate(path: str, settings: int, measure: str, by: tuple[str, ...], scope: Scope) -> Answer:
    return query(_open(path), per_1000(find_measure(measure)), by, scope, council=_council(settings))


@st.cache_data(max_entries=50, show_spinner=False)
def _gap(path: str, table: str) -> Gap | None:
    return gap_of(_open(path), table)


@st.cache_data(max_entries=100, show_spinner=False)
def _present(path: str, dimension: str, tables: tuple[str, ...]) -> tuple[str, ...]:
    found = [value for table in tables for value in values_present(_open(path), dimension, table)]
    return tuple(dict.fromkeys(sorted(found)))
