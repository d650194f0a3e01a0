"""A version that cannot be opened: of which kind, in words, and remembered for as long as this process runs."""

from enum import Enum
from pathlib import Path

from cxdata.errors import CxError
from cxdata.own_files.state import State, state_of
from cxdata.store_files.names import version_of


class Why(Enum):
    """Why a version cannot be opened. Only a damaged one is ever set aside: the others are whole, as far as anybody
    knows, and open again with another program or once somebody lets go of them.
    """

    DAMAGED = "damaged"
    NEWER = "newer"
    UNKNOWN_FORM = "unknown form"
    CLOSED = "closed"
    MISSING = "missing"


class StoreTrouble(CxError):
    """A version that cannot be opened; raising it notes it, so that whoever looks again is given another."""

    def __init__(self, path: Path, why: Why, sentence: str) -> None:
        super().__init__(sentence)
        self.path, self.why = path, why
        _known[state_of(path)] = self


# By `state_of`: a file that is mended is looked at anew.
_known: dict[State, StoreTrouble] = {}


def known_trouble(path: Path) -> StoreTrouble | None:
    """What is known to be wrong with a version; None where nothing is."""
    return _known.get(state_of(path)) if _known else None


def is_missing(path: Path) -> StoreTrouble:
    """A version that the pointer names and that is not there."""
    return StoreTrouble(path, Why.MISSING, f"The version of the store in use, {version_of(path)}, is not there.")


def is_damaged(path: Path) -> StoreTrouble:
    """A version whose file is cut, overwritten or no database."""
    return StoreTrouble(path, Why.DAMAGED, f"The version {version_of(path)} of the store is damaged.")


def is_closed(path: Path) -> StoreTrouble:
    """A version whose file cannot be opened now."""
    return StoreTrouble(
        path,
        Why.CLOSED,
        f"The file {path.name} of the store cannot be opened: this user has no permission to read it, or another "
        "program holds it. Ask for permission, or close the other program; then start again.",
    )


def is_of_unknown_form(path: Path) -> StoreTrouble:
    """A version that lacks what no store of any form lacks."""
    return StoreTrouble(
        path,
        Why.UNKNOWN_FORM,
        f"The version {version_of(path)} of the store is in a form that this program does not know: it is damaged, or "
        "was made by another program.",
    )


def is_newer(path: Path, form: int, known: int) -> StoreTrouble:
    """A version that a later program made."""
    return StoreTrouble(
        path,
        Why.NEWER,
        f"The version {version_of(path)} of the store was made by a newer version of this program (form {form}; this "
        f"one reads up to form {known}). Use that version of the program.",
    )
