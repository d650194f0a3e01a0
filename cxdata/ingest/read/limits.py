"""What one file may ask of this machine: every limit with its reason, and the sentence of the file that goes past it.

Each is held before the memory or the time is spent, or while it is: a file of a megabyte can ask for gigabytes. They
stand far above what a council's systems export, and docs/reliability.md lists them.
"""

from pathlib import Path

from cxdata.errors import CxError

# A line of a CSV file or of JSON lines, in characters: a comment in full is a thousandth of it.
MOST_RECORD = 2_000_000
# What a compressed file may unpack to, in bytes, and more where it is itself large: exports shrink to a fifth or a
# thirtieth, what was made to fill a disk to a thousandth.
MOST_UNPACKED = 4_000_000_000
MOST_SHRUNK = 100
# A survey has a few hundred columns; every one is planned for in every statement.
MOST_COLUMNS = 4_000
# Where a sheet of Excel ends.
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
# The cells of a sheet from its first to its last, empty ones with them: all are held at once, in 1.6 GB.
MOST_CELLS = 50_000_000
# A sheet of more cells than this must say something in one of so many: else it is two corners with nothing between.
MOST_EMPTY = 5_000_000
MOST_EMPTY_TO_FILLED = 8
# All sheets of a workbook unpacked, and the texts of one sheet, each counted as often as it is used, in bytes.
MOST_BOOK = 2_000_000_000
MOST_TEXTS = 1_000_000_000
MOST_SHEETS = 500
# A JSON document, a web page or an XML file is held whole, in five to twenty times its size; JSON lines are not.
MOST_DOCUMENT = 200_000_000
# Boundaries are mostly numbers, which take less.
MOST_BOUNDARIES = 500_000_000
# Columns are named by the objects that values lie in; deeper ones stay JSON.
MOST_NESTED = 20
# The files of an archive.
MOST_MEMBERS = 1_000
# Seconds for any file, and for each of its megabytes: ten times what the slowest reader takes.
LEAST_SECONDS = 120.0
SECONDS_A_MEGABYTE = 2.0


def refuse_columns(path: Path, columns: int) -> None:
    """Raises CxError for a table with more columns than are read."""
    if columns > MOST_COLUMNS:
        raise CxError(
            f"{path.name} has {columns:,} columns; at most {MOST_COLUMNS:,} are read. Export it with fewer columns. If "
            "rows and columns changed places, turn it in Excel (Paste Special, Transpose)."
        )


def refuse_document(path: Path, most: int | None = None) -> None:
    """Raises CxError for a file that must be held whole and has more than `most` bytes (MOST_DOCUMENT)."""
    most = most or MOST_DOCUMENT
    if path.stat().st_size > most:
        raise CxError(
            f"{path.name} has {path.stat().st_size / 1e6:,.0f} MB; a file of its kind is held whole, and may have "
            f"{most / 1e6:,.0f} MB. Export it as CSV, or split it, by year for example."
        )


def most_unpacked(path: Path) -> int:
    """How many bytes a compressed file may unpack to."""
    return max(MOST_UNPACKED, MOST_SHRUNK * path.stat().st_size)


def unpacks_to_more(path: Path, what: str = "") -> CxError:
    """The refusal of a compressed file, or of the file `what` inside it, that unpacks to more than it may."""
    named = f"'{what}' in {path.name}" if what else path.name
    return CxError(
        f"{named} unpacks to more than {most_unpacked(path) / 1e9:,.0f} GB, which is more than this dashboard opens. "
        "Export fewer months at a time."
    )


def refuse_cells(path: Path, cells: int, filled: int) -> None:
    """Raises CxError for a sheet of so many cells from its first to its last, of which so many say something."""
    if cells > MOST_CELLS or cells > max(MOST_EMPTY, MOST_EMPTY_TO_FILLED * filled):
        raise CxError(
            f"{path.name} has a sheet of {cells:,} cells from its first to its last, which is more than this dashboard "
            "opens. Delete the empty rows and columns beyond the table in Excel, or export it as CSV."
        )


def too_much_text(path: Path) -> CxError:
    """The refusal of a workbook whose texts, each as often as it is used, are too long together."""
    return CxError(
        f"{path.name} has a sheet whose texts come to more than {MOST_TEXTS / 1e9:,.0f} GB, which is more than this "
        "dashboard opens. Export fewer months at a time, or export it as CSV."
    )
