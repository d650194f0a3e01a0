"""Writing files that come out the same, byte for byte, whenever and wherever they are made."""

import csv
import gzip
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.csv as arrow_csv

_STILL = (1980, 1, 1, 0, 0, 0)


@contextmanager
def open_gzip(path: Path) -> Iterator[gzip.GzipFile]:
    """A gzip file for writing, without the time and the name that gzip would put into its head."""
    with path.open("wb") as raw, gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=raw, mtime=0) as packed:
        yield packed


class ArrowCsv:
    """Columns of text and numbers to a separated file, block after block, unquoted: no value may hold the separator."""

    def __init__(self, sink: gzip.GzipFile, separator: str = ",") -> None:
        self._sink = sink
        self._separator = separator
        self._begun = False

    def write(self, columns: dict[str, Any]) -> None:
        """Append one block; the first brings the header. Values are numpy or Arrow arrays; null is an empty cell."""
        table = pa.table(columns)
        if not self._begun:
            self._sink.write((self._separator.join(table.column_names) + "\r\n").encode())
            self._begun = True
        options = arrow_csv.WriteOptions(
            include_header=False, delimiter=self._separator, quoting_style="none", eol="\r\n"
        )
        arrow_csv.write_csv(table, self._sink, options)

    def line(self, text: str) -> None:
        """Append one line as it stands, for the rows that are wrong on purpose."""
        self._sink.write((text + "\r\n").encode())


def write_csv(
    path: Path,
    header: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    separator: str = ",",
    encoding: str = "utf-8",
) -> Path:
    """A separated file with Windows line ends; quotes where needed; None is an empty cell."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=separator, lineterminator="\r\n")
        writer.writerow(header)
        writer.writerows(rows)
    return path


def write_workbook(path: Path, sheets: Mapping[str, Iterable[Sequence[Any]]], made: datetime) -> Path:
    """An XLSX of several sheets; every date and time inside the file is `made` or none at all."""
    book = openpyxl.Workbook(write_only=True)
    book.properties.created = made
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    packed = io.BytesIO()
    book.save(packed)
    _still(packed, path, made)
    return path


def _still(packed: io.BytesIO, path: Path, made: datetime) -> None:
    """The same archive with no clock in it: entries dated 1980, and the properties' 'modified' set to `made`."""
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _set_modified(content, made)
            entry = zipfile.ZipInfo(name, _STILL)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            target.writestr(entry, content)


def _set_modified(content: bytes, made: datetime) -> bytes:
    before, tag, rest = content.partition(b"<dcterms:modified")
    head, close, _ = rest.partition(b">")
    _, end, after = rest.partition(b"</dcterms:modified>")
    return before + tag + head + close + f"{made:%Y-%m-%dT%H:%M:%SZ}".encode() + end + after


def toml_value(value: object) -> str:
    """A value as TOML writes it: text, number, flag, date, list, or inline table."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return "{ " + ", ".join(f'"{key}" = {toml_value(each)}' for key, each in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(toml_value(each) for each in value) + "]"
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def toml_section(name: str, values: dict[str, object]) -> str:
    """One [section] with its values in order."""
    return f"[{name}]\n" + "".join(f"{key} = {toml_value(value)}\n" for key, value in values.items())
