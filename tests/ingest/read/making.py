"""Files for the tests of reading: workbooks, archives, SPSS files, locked ones."""

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pandas
import pyreadstat

MADE = Path(__file__).parent / "made"
# How an Office file of before 2007 begins, and every one with a password.
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED_XLSX = OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 100


def book(path: Path, **sheets: list[list]) -> Path:
    """A workbook with these sheets."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(path)
    return path


def archive(path: Path, **members: str | bytes) -> Path:
    """A ZIP archive with these files."""
    with zipfile.ZipFile(path, "w") as made:
        for name, content in members.items():
            made.writestr(name, content)
    return path


def locked_archive(path: Path, **members: str | bytes) -> Path:
    """A ZIP archive whose first file says that it is encrypted: in its own header and in the directory."""
    content = bytearray(archive(path, **members).read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(content))
    return path


def locked_xls() -> bytes:
    """The old workbook with a record that says it is encrypted (FILEPASS) in place of the second one."""
    content = bytearray((MADE / "figures.xls").read_bytes())
    begin = content.index(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    after = begin + 4 + int.from_bytes(content[begin + 2 : begin + 4], "little")
    content[after : after + 2] = b"\x2f\x00"
    return bytes(content)


def locked_ods(path: Path) -> Path:
    """An OpenDocument workbook whose manifest says that its content is encrypted."""
    entry = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    members = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": b"\x17\x00scrambled",
        "META-INF/manifest.xml": f"<manifest:manifest>{entry}</manifest:manifest>",
    }
    return archive(path, **members)


def sav(path: Path, rows: dict[str, list[Any]], **more: Any) -> Path:
    """An SPSS file of these columns; `more` as pyreadstat.write_sav takes it."""
    pyreadstat.write_sav(pandas.DataFrame(rows), str(path), **more)
    return path
