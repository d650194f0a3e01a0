"""Which file of the store a name means: as `status` shows it; one that two files bear is asked about by number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches

from cxdata.errors import CxError
from cxdata.ingest.checks.words import say_many


@dataclass(frozen=True)
class Listed:
    """A file of the store as it is listed: its number, its name, how many rows it brought, when."""

    file_id: int
    name: str
    rows: int
    loaded_at: datetime

    @property
    def words(self) -> str:
        """'number 3: 1,204 rows, loaded 2026-11-26 09:30'."""
        return f"number {self.file_id}: {say_many(self.rows, 'row', 'rows')}, loaded {self.loaded_at:%Y-%m-%d %H:%M}"


class Ambiguous(CxError):
    """Several files of the store bear one name; `files` are they."""

    def __init__(self, name: str, files: Sequence[Listed]) -> None:
        super().__init__(
            f"{len(files)} files are called {name} ({'; '.join(file.words for file in files)}). Say which by number."
        )
        self.name, self.files = name, tuple(files)


def find_files(names: Sequence[str], files: Sequence[Listed], answers: Mapping[str, str] | None = None) -> list[int]:
    """The numbers of the files that `names` mean; `answers` gives the number for a name that several bear.

    Raises Ambiguous for a name that several files bear, CxError for one that none bears, with the nearest.
    """
    return sorted({_find(name, files, (answers or {}).get(name)) for name in names})


def _find(name: str, files: Sequence[Listed], number: str | None) -> int:
    called = [file for file in files if file.name == name] or [
        file for file in files if file.name.casefold() == name.casefold()
    ]
    if not called:
        raise CxError(f"No file called {name} is loaded.{_nearest(name, files)}")
    if number is not None:
        called = [file for file in called if str(file.file_id) == number]
        if not called:
            raise CxError(f"No file called {name} has the number {number}.")
    if len(called) > 1:
        raise Ambiguous(name, called)
    return called[0].file_id


def _nearest(name: str, files: Sequence[Listed]) -> str:
    names = {file.name.casefold(): file.name for file in files}
    if near := get_close_matches(name.casefold(), list(names), n=1):
        return f" Did you mean {names[near[0]]}?"
    return f" Loaded are: {', '.join(sorted(names.values()))}." if names else " Nothing is loaded."
