"""What of a file is read, where there is a choice: the files of an archive, the tables of a sheet.

Asked before anything is suggested, as the answer decides which columns there are.
"""

from collections.abc import Mapping
from pathlib import Path

from cxdata.errors import CxError
from cxdata.ingest.read.readers import archive_files, sheet_tables, unpack_all
from cxdata.ingest.suggest.model import Question

ALL = "all of them"
_HEADINGS = 4
Parts = list[tuple[Path, str | None]]


def files_of(
    path: Path, sheet: str | None, answers: Mapping[str, str], folder: Path
) -> tuple[tuple[Question, ...], Parts]:
    """The files to load, each with its sheet, and the question which of an archive's files are meant, where it has
    several and none is named: all of them, unpacked to `folder`, or the one that was chosen. No file while it is open.

    Raises CxError for a choice that is none.
    """
    files = archive_files(path) if sheet is None else ()
    if len(files) < 2:
        return (), [(path, sheet)]
    text = f"{path.name} holds {len(files)} files that can be read. Which shall be loaded?"
    asked = (Question("file", text, (ALL, *files)),)
    choice = answers.get("file")
    if choice is None:
        return asked, []
    if choice.casefold() == ALL:
        return asked, [(inner, None) for inner in unpack_all(path, folder)]
    if choice not in files:
        raise CxError(f"'{choice}' is no choice for file. Choose: {' / '.join((ALL, *files))}.")
    return asked, [(path, choice)]


def which_table(path: Path, sheet: str | None, answers: Mapping[str, str]) -> tuple[Question | None, str | None]:
    """The question which of a sheet's tables is meant, where it has several, and the sheet or table to read.

    Raises CxError for a choice that is none.
    """
    tables = sheet_tables(path, sheet)
    if len(tables) < 2:
        return None, sheet
    shown = "; ".join(f"'{name}' has {_shown(headings)}" for name, headings in tables.items())
    text = f"There are {len(tables)} tables on one sheet of {path.name}: {shown}. Which shall be read?"
    choice = answers.get("table")
    if choice is not None and choice not in tables:
        raise CxError(f"'{choice}' is no choice for table. Choose: {' / '.join(tables)}.")
    return Question("table", text, tuple(tables)), choice or sheet


def _shown(headings: tuple[str, ...]) -> str:
    return ", ".join(headings[:_HEADINGS]) + (", ..." if len(headings) > _HEADINGS else "")
