"""What a file is: its content decides, and its name must not say otherwise."""

import zipfile
from pathlib import Path

from cxdata.errors import CxError
from cxdata.ingest.read.csv_text.csv_sniff import is_gzip, open_bytes
from cxdata.ingest.read.workbook import has_password, protected

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
}
_WORDS = {
    "csv": "a CSV file",
    "workbook": "an Excel workbook",
    "parquet": "a Parquet file",
    "json": "a JSON file",
    "html": "a web page with tables",
    "spreadsheetml": "an Excel workbook written as XML",
    "zip": "a ZIP archive",
}
# Many systems name whatever they write .xls, so that Excel opens it.
_NAMED_XLS = ("csv", "html", "spreadsheetml")
_OFFICE = b"\xd0\xcf\x11\xe0"


def kind_of(path: Path) -> str:
    """ "csv", "workbook", "html", "spreadsheetml", "parquet", "json" or "zip".

    Raises CxError when name and content disagree or neither is known.
    """
    suffixes = [suffix.lower() for suffix in path.suffixes]
    last = next((suffix for suffix in reversed(suffixes) if suffix != ".gz"), "")
    named = SUFFIXES.get(last, "")
    gzipped = is_gzip(path)
    with open_bytes(path, gzipped) as file:
        head = file.read(4096)
    if not head:
        raise CxError(f"{path.name} is empty: there is nothing in it to read. Export it again.")
    content = _kind_of_content(path, head)
    if gzipped and content != "csv":
        raise CxError(f"{path.name} is a compressed file that is not a CSV. Unpack it and load what is inside.")
    if content in ("html", "spreadsheetml") or (content == "zip" and last in ("", ".zip")):
        return content
    if not named and not suffixes[:1]:
        return content
    if not named:
        raise CxError(f"{path.name} is of a kind that cannot be loaded. Save it as one of: {', '.join(SUFFIXES)}.")
    if content != named and not (last == ".xls" and content in _NAMED_XLS):
        raise CxError(
            f"{path.name} is named like {_WORDS[named]} but is {_WORDS[content]}. "
            "Give it the ending that fits, or export it again."
        )
    return content


def _kind_of_content(path: Path, head: bytes) -> str:
    if head.startswith(b"PK"):
        return _inside_zip(path)
    if head.startswith(b"PAR1"):
        return "parquet"
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
    if path.suffix.lower() in (".xls", ".html", ".htm") and b"<table" in path.read_bytes().replace(b"\0", b"").lower():
        return "html"
    raise CxError(
        f"{path.name} is a web page or XML, not a table. It may be a sign-in page saved by mistake: "
        "sign in and export it again."
    )


def _inside_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile as fault:
        raise CxError(f"{path.name} is damaged or cut short. Export or copy it again.") from fault
    if any(name.startswith("xl/") for name in names) or {"content.xml", "mimetype"} <= set(names):
        return "workbook"
    return "zip"
