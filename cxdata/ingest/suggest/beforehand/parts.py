"""What of a file is read, where there is a choice: the files of an archive, the tables of a sheet.

Asked before anything is suggested, as the answer decides which columns there are.
"""

from pathlib import Path

from cxdata.errors import CxError
from cxdata.ingest.read.readers import archive_files, sheet_tables, unpack_all
from cxdata.ingest.suggest.model import Question

ALL = "all of them"
_HEADINGS = 4


def ask_which_files(path: Path, sheet: str | None, answers: dict[str, str]) -> Question | None:
    """The question which of an archive's files are meant, where it has several and none is named."""
    files = archive_files(path) if sheet is None else ()
    if len(files) < 2 or "file" in answers:
        return None
    text = f"{path.name} holds {len(files)} files that can be read. Which shall be loaded?"
    return Question("file", text, (ALL, *files))


def chosen_files(path: Path, sheet: str | None, answers: dict[str, str], folder: Path) -> list[tuple[Path, str | None]]:
    """The files to load, each with its sheet: all of an archive, unpacked to `folder`, or the one that was chosen.

    Takes its own answer out of `answers`. Raises CxError for a choice that is none.
    """
    choice = answers.pop("file", None)
    if choice is None:
        return [(path, sheet)]
    files = archive_files(path)
    if choice.casefold() == ALL and files:
        return [(inner, None) for inner in unpack_all(path, folder)]
    if choice not in files:
        raise CxError(f"'{choice}' is no choice for file. Choose: {' / '.join((ALL, *files)) if files else 'none'}.")
    return [(path, choice)]


def which_table(path: Path, sheet: str | None, answers: dict[str, str]) -> tuple[str | None, Question | None]:
    """The sheet to read, or the question which of its tables is meant, where it has several.

    Takes its own answer out of `answers`. Raises CxError for a choice that is none.
    """
    tables = sheet_tables(path, sheet)
    if len(tables) < 2:
        return sheet, None
    choice = answers.pop("table", None)
    if choice is None:
        shown = "; ".join(f"'{name}' has {_shown(headings)}" for name, headings in tables.items())
        text = f"There are {len(tables)} tables on one sheet of {path.name}: {shown}. Which shall be read?"
        return sheet, Question("table", text, tuple(tables))
    if choice not in tables:
        raise CxError(f"'{choice}' is no choice for table. Choose: {' / '.join(tables)}.")
    return choice, None


def _shown(headings: tuple[str, ...]) -> str:
    return ", ".join(headings[:_HEADINGS]) + (", ..." if len(headings) > _HEADINGS else "")
