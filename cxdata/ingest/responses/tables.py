"""The tables of a file, each as rows of text with its headings among them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cxdata.errors import CxError
from cxdata.ingest.read.documents.word import word_tables
from cxdata.ingest.read.readers import preview, sheet_names

DOCUMENTS = (".docx", ".docm", ".doc", ".dotx")
# A committee makes a few hundred recommendations in ten years.
MOST_ROWS = 5_000


@dataclass(frozen=True)
class FileTable:
    """A table and what it is called in a sentence; None in a row is a place that the cell to the left spans."""

    name: str
    rows: Sequence[Sequence[str | None]]


def tables_of(path: Path) -> list[FileTable]:
    """Every table of a Word document, a CSV file, or a workbook (one a sheet).

    Raises CxError for a file that is none of these, cannot be read, or has more rows than a tracker.
    """
    if path.suffix.lower() in DOCUMENTS:
        tables = [FileTable(f"table {number}", rows) for number, rows in enumerate(word_tables(path), start=1)]
    else:
        sheets = sheet_names(path)
        several = [(f"sheet “{name}”", name) for name in sheets] if len(sheets) > 1 else [(path.name, None)]
        tables = [FileTable(said, _rows(path, sheet)) for said, sheet in several]
    if any(len(table.rows) > MOST_ROWS for table in tables):
        raise CxError(f"{path.name} has a table of more than {MOST_ROWS:,} rows, which is no table of recommendations.")
    return tables


def _rows(path: Path, sheet: str | None) -> list[Sequence[str | None]]:
    try:
        seen = preview(path, sheet=sheet, limit=MOST_ROWS + 1)
    except CxError:
        if sheet is None:
            raise
        return []  # a sheet without a table, beside others
    return [seen.columns, *([cell or "" for cell in row] for row in seen.rows)]
