"""What a load says for itself: how many rows came, what became of each, and what to look at."""

import logging
import traceback
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from cxdata.errors import CxError

_LOG = logging.getLogger(__name__)
_HERE = Path(__file__).resolve().parents[1]
VERDICTS = ("fine", "use with care", "do not use")


@dataclass(frozen=True)
class Problem:
    """One thing to know about a file: a code for machines, a verdict, a sentence, and how many rows it concerns."""

    code: str
    severity: str
    message: str
    rows: int


@dataclass(frozen=True)
class FileReceipt:
    """One file's receipt. Rows are rows of the file: read = loaded + set_aside + duplicates, always.

    `updated` is the part of `loaded` that took the place of an earlier version of the same row. `records` are the
    rows that now stand in each clean table because of this file. A refused file has `refused`, the reason, and no rows.
    """

    file: str
    profile: str | None = None
    tables: tuple[str, ...] = ()
    read: int = 0
    loaded: int = 0
    set_aside: int = 0
    duplicates: int = 0
    updated: int = 0
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    refused: str | None = None

    def __post_init__(self) -> None:
        if self.read != self.loaded + self.set_aside + self.duplicates:
            raise ValueError(
                f"{self.file}: {self.read} rows read are not {self.loaded} loaded + {self.set_aside} set aside + "
                f"{self.duplicates} duplicates"
            )

    def as_dict(self) -> dict[str, Any]:
        """The receipt for JSON: dates as ISO text, the tables joined in `table`."""
        values = asdict(self)
        values["table"] = ", ".join(values.pop("tables"))
        for key in ("first", "last"):
            values[key] = values[key].isoformat() if values[key] else None
        return values

    def sentences(self) -> list[str]:
        """The receipt in words, the most important first."""
        if self.refused:
            return [f"{self.file}: refused. {self.refused}"]
        span = f", {_words(self.first)} to {_words(self.last)}" if self.first and self.last else ""
        lines = [
            f"{self.file}: read as {self.profile} into {', '.join(self.tables) or 'nothing'}{span}.",
            f"  {self.read:,} {'row' if self.read == 1 else 'rows'} read = {self.loaded:,} loaded + "
            f"{self.set_aside:,} set aside + {self.duplicates:,} duplicate{'' if self.duplicates == 1 else 's'}."
            + (f" {self.updated:,} of those loaded replace an earlier version." if self.updated else ""),
        ]
        lines += [f"  {problem.severity.capitalize()}: {problem.message}" for problem in self.problems]
        lines += [f"  {note}" for note in self.notes]
        return lines


@dataclass(frozen=True)
class Receipt:
    """The receipt of one load: a receipt for each file, the version of the store now in use, seconds it took, and what
    is to be known of the store that it went on from ("" for nothing).
    """

    files: tuple[FileReceipt, ...]
    store_version: str | None
    seconds: float
    said: str = ""

    @property
    def refused(self) -> bool:
        """Whether any file was refused."""
        return any(file.refused for file in self.files)

    def as_dict(self) -> dict[str, Any]:
        """The receipt for JSON."""
        return {
            "files": [file.as_dict() for file in self.files],
            "store_version": self.store_version,
            "seconds": round(self.seconds, 3),
            "said": self.said or None,
        }

    def text(self) -> str:
        """The receipt in words."""
        return "\n".join([*([self.said] if self.said else []), *(line for f in self.files for line in f.sentences())])


def refused_by(name: str, fault: Exception) -> FileReceipt:
    """The receipt of the file called `name` that `fault` stopped.

    A fault of this program is named by its kind and where it arose: its own words may quote a value of the file.
    """
    if isinstance(fault, CxError):
        return FileReceipt(name, refused=str(fault))
    _LOG.warning("A file was stopped by %s.", _kind_and_place(fault))
    if isinstance(fault, OSError):
        return FileReceipt(name, refused=f"It cannot be read: {fault.strerror or type(fault).__name__}.")
    if isinstance(fault, MemoryError | duckdb.OutOfMemoryException):
        return FileReceipt(
            name,
            refused="It needs more memory than this machine has to spare. Close other programs, or split it, by year "
            "for example, and load the parts one after another.",
        )
    return FileReceipt(
        name,
        refused=f"This program met a fault of its own ({_kind_and_place(fault)}), and nothing of the file is loaded. "
        "Please report these words.",
    )


def _kind_and_place(fault: Exception) -> str:
    """The kind of a fault, and the last place of this program that it passed: neither says anything of the file."""
    frames = traceback.extract_tb(fault.__traceback__)
    last = next((frame for frame in reversed(frames) if _HERE in Path(frame.filename).parents), frames[-1])
    return f"{type(fault).__name__} in {Path(last.filename).name}, line {last.lineno}"


def _words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
