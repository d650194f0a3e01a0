"""What a file is: its content decides, and its name must not say otherwise."""

import re
import zipfile
from pathlib import Path

from cxdata.errors import CxError
from cxdata.ingest.read import sav
from cxdata.ingest.read.books.workbook import has_password, protected
from cxdata.ingest.read.csv_text.csv_sniff import is_gzip, open_bytes
from cxdata.ingest.read.limits import refuse_document
from cxdata.ingest.read.lines import DAMAGE

SUFFIXES = {
    ".csv": "csv",
    ".tsv": "csv",
    ".tab": "csv",
    ".txt": "csv",
    ".xlsx": "workbook",
    ".xlsm": "workbook",
    ".xlsb": "workbook",
    ".xls": "workbook",
    ".ods": "workbook",
    ".parquet": "parquet",
    ".json": "json",
    ".jsonl": "json",
    ".ndjson": "json",
    ".geojson": "json",
    ".sav": "sav",
    ".zsav": "sav",
}
_WORDS = {
    "csv": "a CSV file",
    "workbook": "an Excel workbook",
    "parquet": "a Parquet file",
    "json": "a JSON file",
    "html": "a web page with tables",
    "spreadsheetml": "an Excel workbook written as XML",
    "sav": "an SPSS file",
    "zip": "a ZIP archive",
}
# The ending that each kind is read under, for a file that is named otherwise.
_ENDINGS = {
    "csv": ".csv",
    "workbook": ".xlsx",
    "parquet": ".parquet",
    "json": ".json",
    "html": ".html",
    "sav": ".sav",
    "zip": ".zip",
}
_TEXT = "holds text, not a table that can be read. Copy its table into Excel, and save that as .xlsx."
_ARCHIVE = "is an archive of a kind that is not opened here. Unpack it, and load the files inside."
_DATABASE = "is a database. Export the table from it as .xlsx or CSV."
_STATISTICS = "is of another statistics program. Save it from there as .sav, or as CSV with the words of its codes."
_ADVICE = {
    **dict.fromkeys((".docx", ".doc", ".odt", ".rtf", ".pptx", ".ppt", ".odp"), _TEXT),
    ".docx": f"{_TEXT} A response to recommendations is loaded on the Recommendations page.",
    **dict.fromkeys((".rar", ".7z", ".tar", ".tgz", ".bz2", ".xz"), _ARCHIVE),
    **dict.fromkeys((".accdb", ".mdb", ".dbf", ".sqlite", ".db"), _DATABASE),
    **dict.fromkeys((".dta", ".sas7bdat", ".xpt", ".por"), _STATISTICS),
    ".numbers": "is a Numbers document. Open it there, and choose File, Export To, Excel.",
}
_SIGN_IN = re.compile(rb"type\s*=\s*[\"']?password")
# Many systems name whatever they write .xls, so that Excel opens it.
_NAMED_XLS = ("csv", "html", "spreadsheetml")
_OFFICE = b"\xd0\xcf\x11\xe0"
_NOT_TEXT = (b"PK", b"PAR1", b"%PDF", b"<", _OFFICE, sav.PROTECTED, *sav.MAGIC)


def kind_of(path: Path) -> str:
    """ "csv", "workbook", "html", "spreadsheetml", "parquet", "json", "sav" or "zip".

    Raises CxError when name and content disagree or neither is known.
    """
    refuse_no_file(path)
    suffixes = [suffix.lower() for suffix in path.suffixes]
    last = next((suffix for suffix in reversed(suffixes) if suffix != ".gz"), "")
    named = SUFFIXES.get(last, "")
    gzipped = is_gzip(path)
    with open_bytes(path, gzipped) as file:
        head = file.read(4096)
    if not head:
        raise CxError(f"{path.name} is empty: there is nothing in it to read. Export it again.")
    content = "" if gzipped and head.startswith(_NOT_TEXT) else _kind_of_content(path, head)
    if gzipped and content != "csv":
        raise CxError(f"{path.name} is a compressed file that is not a CSV. Unpack it and load what is inside.")
    fits = {"html": ("", ".xls", ".html", ".htm"), "zip": ("", ".zip")}
    if content == "spreadsheetml" or last in fits.get(content, ()):
        return content
    if not named and not suffixes[:1]:
        return content
    if not named:
        advice = _ADVICE.get(last, "is of a kind that cannot be loaded. Save it from its own program as .xlsx or CSV.")
        raise CxError(f"{path.name} {advice}")
    if content != named and not (last == ".xls" and content in _NAMED_XLS):
        raise CxError(
            f"{path.name} is named like {_WORDS[named]} but is {_WORDS[content]}. "
            f"Rename it so that it ends in {_ENDINGS[content]}, or export it again."
        )
    return content


def refuse_no_file(path: Path) -> None:
    """Raises CxError for what is no file: to open a pipe would wait for ever, a folder holds others."""
    if path.is_dir():
        raise CxError(f"{path.name} is a folder. Name the files in it.")
    if not path.exists():
        raise CxError(f"{path.name} is not there any more. Choose the file again.")
    if not path.is_file():
        raise CxError(f"{path.name} is no file but a pipe or a device. Save what it gives as a file, and load that.")


def _kind_of_content(path: Path, head: bytes) -> str:
    if head.startswith(b"PK"):
        return _inside_zip(path)
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(sav.PROTECTED):
        raise sav.protected(path)
    if head.startswith(sav.MAGIC):
        return "sav"
    if head.startswith(_OFFICE):
        if has_password(path):
            raise protected(path)
        return "workbook"
    if head.startswith(b"%PDF"):
        raise CxError(
            f"{path.name} is a PDF, which holds no table that can be read. Ask for the figures as CSV or XLSX."
        )
    text = head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").removeprefix(b"\xff\xfe").lstrip()
    if text[:1] == b"<":
        return _markup(path, text)
    if text[:1] in (b"{", b"[") and SUFFIXES.get(path.suffix.lower()) != "csv":
        return "json"
    return "json" if text[:2] in (b'{"', b"[{") else "csv"


def _markup(path: Path, head: bytes) -> str:
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head and b"<html" not in head.lower():
        return "spreadsheetml"
    refuse_document(path)
    whole = path.read_bytes().replace(b"\0", b"").lower()
    if b"<table" in whole and not _SIGN_IN.search(whole):
        return "html"
    if b"<html" in whole or b"<!doctype html" in whole:
        raise CxError(
            f"{path.name} is a web page without a table. It is probably a sign-in page saved by mistake: "
            "sign in and export it again."
        )
    raise CxError(f"{path.name} is XML, which has no table that can be read. Export it again as CSV or Excel.")


def _inside_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except DAMAGE as fault:
        raise CxError(f"{path.name} is damaged or cut short. Export or copy it again.") from fault
    if any(name.startswith("xl/") for name in names) or {"content.xml", "mimetype"} <= set(names):
        return "workbook"
    return "zip"
