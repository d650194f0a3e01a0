"""Reading a file of any format: its content, not only its name, decides which reader is used."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import duckdb

from cxdata.errors import CxError
from cxdata.ingest.read.books.sheets import preview_sheet, read_sheet, tables_of_sheet, workbook_sheets
from cxdata.ingest.read.clock import limited_time
from cxdata.ingest.read.csv_text.csv_file import preview_csv, read_csv
from cxdata.ingest.read.json_records import preview_json, read_json
from cxdata.ingest.read.kinds import kind_of
from cxdata.ingest.read.parquet import preview_parquet, read_parquet
from cxdata.ingest.read.raw_table import Preview, RawTable, RejectedRow
from cxdata.ingest.read.sav import preview_sav, read_sav
from cxdata.ingest.read.zipped import readable_members, unpack_members, unpacked

__all__ = ["Preview", "RawTable", "RejectedRow", "preview", "read_raw", "sheet_names"]

_BOOKS = ("workbook", "html", "spreadsheetml")


def read_raw(con: duckdb.DuckDBPyConnection, path: Path, *, sheet: str | None = None, table: str = "raw") -> RawTable:
    """Reads a file into the temporary table `table` of `con`, every column text; see RawTable for its shape.

    `sheet` names the sheet of a workbook, or the file of a ZIP archive; without it the sheet with the most in it is
    read. Raises CxError, with a sentence for the reader, when the file is empty, has no rows, or is not what its name
    says.
    """
    path = Path(path)
    with _readable(path, con):
        match kind_of(path):
            case "zip":
                with unpacked(path, sheet) as (inner, note):
                    raw = read_raw(con, inner, table=table)
                    return replace(raw, notes=(note, *raw.notes))
            case "workbook" | "html" | "spreadsheetml" as kind:
                return read_sheet(con, path, kind, table, sheet)
            case "parquet":
                return read_parquet(con, path, table)
            case "json":
                return read_json(con, path, table)
            case "sav":
                return read_sav(con, path, table)
        return read_csv(con, path, table)


def preview(path: Path, *, sheet: str | None = None, limit: int = 50) -> Preview:
    """The first `limit` rows of a file, read cheaply (JSON other than lines is read whole). Raises as read_raw."""
    path = Path(path)
    with _readable(path):
        match kind_of(path):
            case "zip":
                with unpacked(path, sheet) as (inner, note):
                    shown = preview(inner, limit=limit)
                    return replace(shown, notes=(note, *shown.notes))
            case "workbook" | "html" | "spreadsheetml" as kind:
                return preview_sheet(path, kind, sheet, limit)
            case "parquet":
                return preview_parquet(path, limit)
            case "json":
                return preview_json(path, limit)
            case "sav":
                return preview_sav(path, limit)
        return preview_csv(path, limit)


def sheet_names(path: Path) -> tuple[str, ...]:
    """The sheets of a workbook or the files of a ZIP archive, in its order; none for any other file."""
    path = Path(path)
    with _readable(path):
        kind = kind_of(path)
        if kind == "zip":
            return readable_members(path)
        return workbook_sheets(path, kind) if kind in _BOOKS else ()


def sheet_tables(path: Path, sheet: str | None = None) -> dict[str, tuple[str, ...]]:
    """The tables on the sheet of a workbook that is read, by the name that `sheet` takes; {} for any other file."""
    path = Path(path)
    with _readable(path):
        kind = kind_of(path)
        return tables_of_sheet(path, kind, sheet) if kind in _BOOKS else {}


def archive_files(path: Path) -> tuple[str, ...]:
    """The files of a ZIP archive that can be read; () for any other file."""
    path = Path(path)
    with _readable(path):
        return readable_members(path) if kind_of(path) == "zip" else ()


def unpack_all(path: Path, folder: Path) -> list[Path]:
    """Write every readable file of a ZIP archive to a folder, each under its own name; returns them in order."""
    with _readable(path):
        return unpack_members(path, folder)


@contextmanager
def _readable(path: Path, con: duckdb.DuckDBPyConnection | None = None) -> Iterator[None]:
    """Reading in limited time; turns what the system says about a file that is missing, locked or cut short into a
    sentence."""
    try:
        with limited_time(path, con):
            yield
    except FileNotFoundError as fault:
        raise CxError(f"{path.name} is not there any more. Choose the file again.") from fault
    except (PermissionError, IsADirectoryError) as fault:
        raise CxError(f"{path.name} cannot be opened: close it elsewhere, or check that you may read it.") from fault
    except (EOFError, zlib.error, UnicodeDecodeError, OSError) as fault:
        raise CxError(f"{path.name} cannot be read: it is damaged or cut short. Export or copy it again.") from fault
