"""The store that a reader's questions are put to: the one in use on this laptop, or one past it that CX_STORE names."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol, TypeVar

from cxdata.errors import CxError
from cxdata.form import VERSION_KEY
from cxdata.store import Store, open_store
from cxdata.store_files.opening import form_of, refuse_newer

REMOTE = "CX_STORE"
R = TypeVar("R")


class Engine(Protocol):
    """What a store past one laptop asks."""

    @property
    def meta(self) -> Mapping[str, str]:
        """The settings that were copied with the store."""

    def ask(self, sql: str, values: Mapping[str, Any], fetch: Callable[[Any], R]) -> R:
        """What `fetch` takes from the answer to a statement as it is written for DuckDB, as from DuckDB's own. Any
        number of threads may ask at once, and whoever listens is told.
        """


class RemoteStore(Store):
    """A store that was copied to an engine past one laptop (docs/scale.md): all a Store answers, from there.

    Raises CxError for one of a newer form.
    """

    def __init__(self, place: str, engine: Engine) -> None:
        self.path, self.meta, self._engine = Path(place), dict(engine.meta), engine
        self._stand_ins: tuple[str, ...] = ()
        self._answered: dict[tuple[str, str], tuple[tuple[Any, ...], ...]] = {}
        refuse_newer(form_of(self.meta), self.path)

    def close(self) -> None:
        """There is nothing to let go of: each question has a connection of its own."""

    @property
    def version(self) -> str:
        """The digest of the store that was copied."""
        return self.meta[VERSION_KEY]

    def _ask(self, sql: str, values: Mapping[str, Any] | None, fetch: Callable[[Any], R]) -> R:
        return self._engine.ask(sql, values or {}, fetch)


def remote_place() -> str | None:
    """Where the store past one laptop is that CX_STORE names; None for a store on this one."""
    return os.environ.get(REMOTE) or None


def store_to_ask(data: Path) -> Store:
    """The store that a reader's questions are put to: what CX_STORE names, else the one in use under a data folder.
    Raises CxError where there is none.
    """
    place = remote_place()
    return open_store(data) if place is None else open_remote(place)


def open_remote(place: str) -> RemoteStore:
    """The store at a place such as CX_STORE names. Raises CxError where none is, or it cannot be reached."""
    from cxdata.clickhouse import open_engine  # nothing on a laptop needs it

    return RemoteStore(place, open_engine(place))


def remote_version(place: str) -> str:
    """A place with the version that stands there: another copy, another text. The place alone where none is found."""
    from cxdata.clickhouse import version_at

    try:
        return f"{place}#{version_at(place)}"
    except CxError:
        return place  # Whoever opens it is told why it cannot be.
