"""Reading a file of any format: its content, not only its name, decides which reader is used."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from cxdata.errors import CxError
from cxdata.ingest.read.csv_file import preview_csv, read_csv
from cxdata.ingest.read.csv_sniff import is_gzip, open_bytes
from cxdata.ingest.read.json_records import preview_json, read_json
from cxdata.ingest.read.parquet import preview_parquet, read_parquet
from cxdata.ingest.read.raw_table import Preview, RawTable, RejectedRow
from cxdata.ingest.read.sheets import preview_sheet, read_sheet, workbook_sheets

__all__ = ["Preview", "RawTable", "RejectedRow", "preview", "read_raw", "sheet_names"]

_SUFFIXES = {
    ".csv": "csv",
    ".tsv": "csv",
    ".tab": "csv",
    ".txt": "csv",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".parquet": "parquet",
    ".json": "json",
    ".jsonl": "json",
    ".ndjson": "json",
    ".geojson": "json",
}
_KIND_WORDS = {"csv": "a CSV file", "xlsx": "an Excel workbook", "parquet": "a Parquet file", "json": "a JSON file"}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


def read_raw(con: duckdb.DuckDBPyConnection, path: Path, *, sheet: str | None = None, table: str = "raw") -> RawTable:
    """Reads a file into the temporary table `table` of `con`, every column text; see RawTable for its shape.

    `sheet` names the sheet of a workbook; without it the one with the most in it is read. Raises CxError, with a
    sentence for the reader, when the file is empty, has no rows, or is not what its name says.
    """
    path = Path(path)
    with _readable(path):
        match _kind(path):
            case "xlsx":
                return read_sheet(con, path, table, sheet)
            case "parquet":
                return read_parquet(con, path, table)
            case "json":
                return read_json(con, path, table)
        return read_csv(con, path, table)


def preview(path: Path, *, sheet: str | None = None, limit: int = 50) -> Preview:
    """The first `limit` rows of a file, read cheaply (JSON other than lines is read whole). Raises as read_raw."""
    path = Path(path)
    with _readable(path):
        match _kind(path):
            case "xlsx":
                return preview_sheet(path, sheet, limit)
            case "parquet":
                return preview_parquet(path, limit)
            case "json":
                return preview_json(path, limit)
        return preview_csv(path, limit)


def sheet_names(path: Path) -> tuple[str, ...]:
    """The sheets of a workbook, in its order; none for any other file. Raises CxError on a broken workbook."""
    path = Path(path)
    with _readable(path):
        return workbook_sheets(path) if _kind(path) == "xlsx" else ()


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Turns what the system says about a file that is missing, locked or cut short into a sentence."""
    try:
        yield
    except FileNotFoundError as fault:
        raise CxError(f"{path.name} is not there any more. Choose the file again.") from fault
    except (PermissionError, IsADirectoryError) as fault:
        raise CxError(f"{path.name} cannot be opened: close it elsewhere, or check that you may read it.") from fault
    except (EOFError, zlib.error, UnicodeDecodeError, OSError) as fault:
        raise CxError(f"{path.name} cannot be read: it is damaged or cut short. Export or copy it again.") from fault


def _kind(path: Path) -> str:
    """ "csv", "xlsx", "parquet" or "json"; raises CxError when name and content disagree or neither is known."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    named = _SUFFIXES.get(next((suffix for suffix in reversed(suffixes) if suffix != ".gz"), ""), "")
    gzipped = is_gzip(path)
    with open_bytes(path, gzipped) as file:
        head = file.read(4096)
    if not head:
        raise CxError(f"{path.name} is empty: there is nothing in it to read. Export it again.")
    content = _kind_of_content(path, head)
    if gzipped and content != "csv":
        raise CxError(f"{path.name} is a compressed file that is not a CSV. Unpack it and load what is inside.")
    if not named and not suffixes[:1]:
        return content
    if not named:
        endings = ", ".join(suffix for suffix in _SUFFIXES)
        raise CxError(f"{path.name} is of a kind that cannot be loaded. Save it as one of: {endings}.")
    if content != named:
        raise CxError(
            f"{path.name} is named like {_KIND_WORDS[named]} but is {_KIND_WORDS[content]}. "
            "Give it the ending that fits, or export it again."
        )
    return content


def _kind_of_content(path: Path, head: bytes) -> str:
    if head.startswith(b"PK"):
        return _inside_zip(path)
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(_OLD_OFFICE):
        raise CxError(
            f"{path.name} is an old Excel file (.xls) or is protected by a password. "
            "Open it in Excel, take the password off, and save it as .xlsx."
        )
    if head.startswith(b"%PDF"):
        raise CxError(
            f"{path.name} is a PDF, which holds no table that can be read. Ask for the figures as CSV or XLSX."
        )
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text[:1] == b"<":
        raise CxError(
            f"{path.name} is a web page or XML, not a table. It may be a sign-in page saved by mistake: "
            "sign in and export it again."
        )
    if text[:1] in (b"{", b"[") and _SUFFIXES.get(path.suffix.lower()) != "csv":
        return "json"
    return "json" if text[:2] in (b'{"', b"[{") else "csv"


def _inside_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile as fault:
        raise CxError(f"{path.name} is damaged or cut short. Export or copy it again.") from fault
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    raise CxError(f"{path.name} is a ZIP archive. Unpack it and load the files inside.")
