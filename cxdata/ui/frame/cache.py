"""Every cache there is, keyed by what the value depends on: the store's version, the settings, the question."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st

from cxdata.charts.where import Outline, outlines_of
from cxdata.council import FILE_NAME, Council
from cxdata.data_folder import Holding, folder_to_show, holding, is_begun, sample_folder
from cxdata.errors import CxError
from cxdata.export.beside.ways import publish_query
from cxdata.measures import find_measure
from cxdata.measures.coverage.whole_months import WholeMonths, whole_in_all
from cxdata.measures.per_head import per_1000
from cxdata.measures.query import Answer, query, values_present
from cxdata.scope import Scope
from cxdata.settings import read_settings
from cxdata.store import Store, current_path
from cxdata.ui.frame.exact import Exact

MODE = "mode"
OFFICER, PUBLISH = "Officer view", "Published view"
COUNCIL = "council"
OWN, SAMPLE = "Your own", "The sample (invented)"
R = TypeVar("R")


def folder() -> Path:
    """The officer's data folder: CX_DATA, or data/ beside the program. Files are loaded into it and layouts saved."""
    return Path(os.environ.get("CX_DATA", "data"))


def opened() -> Path:
    """The data folder whose council is on the screen: the officer's own, or the sample's inside it."""
    looks = has_both() and st.session_state.get(COUNCIL) == SAMPLE
    return sample_folder(folder()) if looks else folder_to_show(folder())


def has_both() -> bool:
    """Whether there is a council of the officer's own and the sample beside it, so that one of them is chosen."""
    return is_begun(folder()) and current_path(sample_folder(folder())) is not None


def store() -> Store | None:
    """The store in use now; None when nothing is loaded. A load moves the pointer, and the next run sees it."""
    path = current_path(opened())
    return _open(str(path)) if path is not None else None


def holds() -> Holding:
    """Whose files the store on the screen holds."""
    path = current_path(opened())
    return _holding(str(path)) if path is not None else Holding.OWN


def council() -> Council:
    """The council's settings; read again when the file changes."""
    return _council(*_settings())


def answer(measure: str, by: tuple[str, ...], scope: Scope, *, per_head: bool = False) -> Answer:
    """The engine's answer from the store in use, fit to publish where the reader chose so.

    `per_head` asks for a count as a rate per 1,000 residents.
    """
    path, settings = str(current_path(opened())), _settings()
    return _answer(path, settings, measure=measure, by=by, scope=scope, published=publishing(), per_head=per_head)


def ask(question: Callable[..., R], *arguments: Any, scope: Scope, **options: Any) -> Exact[R]:
    """A question to the analysis room about the store in use: question(store, *arguments, scope, council, **options).

    Its result rests on exact counts, so it comes wrapped and is worked out when it is opened.
    """
    key = f"{question.__module__}.{question.__qualname__}"

    def find() -> R:
        path = str(current_path(opened()))
        result: R = _result(
            question,
            key,
            path,
            _settings(),
            arguments=arguments,
            scope=scope,
            options=tuple(sorted(options.items())),
        )
        return result

    return Exact(find, publishing)


def publishing() -> bool:
    """Whether the reader has chosen the published view, in which no small number is shown anywhere."""
    return st.session_state.get(MODE, OFFICER) != OFFICER


def whole(*tables: str) -> WholeMonths:
    """The whole months of one or several tables of the store in use, and why others are not whole."""
    return _whole(str(current_path(opened())), tables)


def present(dimension: str, tables: tuple[str, ...]) -> tuple[str, ...]:
    """The values of a dimension that occur in any of these tables, in order."""
    return _present(str(current_path(opened())), dimension, tables)


def outlines() -> tuple[Outline, ...]:
    """The boundaries of the store in use, made ready for drawing."""
    return _outlines(str(current_path(opened())))


def _settings() -> tuple[str, int]:
    """The data folder on the screen, and when its settings last changed."""
    path = opened() / FILE_NAME
    return str(opened()), path.stat().st_mtime_ns if path.is_file() else 0


# The one in use, the one a session may still be reading while a load finishes, and the sample's.
@st.cache_resource(max_entries=3, show_spinner=False)
def _open(path: str) -> Store:
    if not Path(path).is_file():
        raise CxError(f"The store {Path(path).name} is missing from the data folder. Load the files again.")
    return Store(Path(path))


@st.cache_data(max_entries=20, show_spinner=False)
def _holding(path: str) -> Holding:
    return holding(_open(path))


@st.cache_resource(max_entries=2, show_spinner=False)
def _council(data: str, changed: int) -> Council:
    return read_settings(Path(data))


@st.cache_data(max_entries=2000, show_spinner=False)
def _answer(
    path: str,
    settings: tuple[str, int],
    *,
    measure: str,
    by: tuple[str, ...],
    scope: Scope,
    published: bool,
    per_head: bool,
) -> Answer:
    counted = per_1000(find_measure(measure)) if per_head else find_measure(measure)
    ask = publish_query if published else query
    return ask(_open(path), counted, by, scope, council=_council(*settings))


@st.cache_data(max_entries=200, show_spinner=False)
def _result(
    _question: Callable[..., Any],
    name: str,
    path: str,
    settings: tuple[str, int],
    *,
    arguments: tuple[Any, ...],
    scope: Scope,
    options: tuple[tuple[str, Any], ...],
) -> Any:
    return _question(_open(path), *arguments, scope, _council(*settings), **dict(options))


@st.cache_resource(max_entries=3, show_spinner=False)
def _outlines(path: str) -> tuple[Outline, ...]:
    return outlines_of(_open(path).areas)


@st.cache_data(max_entries=50, show_spinner=False)
def _whole(path: str, tables: tuple[str, ...]) -> WholeMonths:
    return whole_in_all(_open(path), tables)


@st.cache_data(max_entries=100, show_spinner=False)
def _present(path: str, dimension: str, tables: tuple[str, ...]) -> tuple[str, ...]:
    labels = [value for table in tables for value in values_present(_open(path), dimension, table)]
    return tuple(dict.fromkeys(sorted(labels)))
