"""Every refusal of a file, and whether its advice leads somewhere: what the sentence asks for is done, and is read."""

import ast
import gzip
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from cxdata.errors import CxError
from cxdata.ingest.read import readers
from cxdata.ingest.read.readers import read_raw
from tests.ingest.read import beyond
from tests.ingest.read.making import LOCKED_XLSX, MADE, OLE, archive, book, locked_archive, locked_ods, locked_xls, sav

READ = Path(readers.__file__).parent
CSV = "Ref,Day\nA,1\nB,2\n"
ROWS = [["Ref", "Day"], ["A", 1], ["B", 2]]
RECORDS = [{"Ref": "A", "Day": 1}, {"Ref": "B", "Day": 2}]
PAGE = "<html><body><table><tr><th>Ref</th><th>Day</th></tr><tr><td>A</td><td>1</td></tr></table></body></html>"
SIGN_IN = "<html><form><table><tr><td><input type='password'></td></tr></table></form></html>"
XML_SHEET = (
    '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S"><Table>'
    '<Row><Cell><Data ss:Type="String">Ref</Data></Cell></Row>'
    '<Row INDEX><Cell><Data ss:Type="String">A</Data></Cell></Row></Table></Worksheet></Workbook>'
)
Make = Callable[[Path], Path]


def _text(name: str, content: str | bytes) -> Make:
    def make(folder: Path) -> Path:
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
        return folder / name

    return make


def _book(name: str, **sheets: list[list]) -> Make:
    return lambda folder: book(folder / name, **sheets)


def _zip(**members: str | bytes) -> Make:
    return lambda folder: archive(folder / "a.zip", **{name.replace("__", "."): text for name, text in members.items()})


def _far_cell(folder: Path, new: str) -> Path:
    """A workbook in whose sheet one address is replaced."""
    whole, path = book(folder / "whole.xlsx", S=ROWS), folder / "a.xlsx"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b'r="B3"', f'r="{new}"'.encode()))
    return path


def _altered_zip(folder: Path) -> Path:
    """An archive whose file is not what its check sum says."""
    path = archive(folder / "a.zip", **{"a.csv": CSV})
    path.write_bytes(path.read_bytes().replace(b"A,1", b"A,9"))
    return path


def _no_sheets(folder: Path) -> Path:
    """An OpenDocument workbook without a sheet."""
    name = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    content = f'<o:document-content xmlns:o="{name}"><o:body><o:spreadsheet/></o:body></o:document-content>'
    members = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content}
    return archive(folder / "a.ods", **members, **{"META-INF/manifest.xml": "<manifest/>"})


def _parquet(rows: str) -> Make:
    def make(folder: Path) -> Path:
        duckdb.sql(f"copy (select * from {rows}) to '{folder / 'a.parquet'}' (format parquet)")
        return folder / "a.parquet"

    return make


def _sav(**rows: list) -> Make:
    return lambda folder: sav(folder / "a.sav", rows)


def _gone(folder: Path) -> Path:
    return folder / "gone.csv"


def _folder(folder: Path) -> Path:
    (folder / "a.csv").mkdir()
    return folder / "a.csv"


_GOOD = _text("good.csv", CSV)
_XLSX = _book("good.xlsx", S=ROWS)
_OTHER = ("Other", _book("a.xlsx", S=[["Ref", "Day"]], Other=ROWS))
_LISTS = json.dumps({"cases": RECORDS, "calls": RECORDS})
# The refused file, the sheet asked for, what the sentence advises, and the file (with its sheet) that this makes.
CASES: list[tuple[Make, str | None, str, Make, str | None]] = [
    (_text("a.csv", ""), None, "Export it again.", _GOOD, None),
    (_text("a.csv", " \n \n"), None, "Export it again.", _GOOD, None),
    (
        _text("a.xlsx.gz", gzip.compress((MADE / "figures.xlsb").read_bytes())),
        None,
        "Unpack it and load what is inside.",
        _XLSX,
        None,
    ),
    (_text("a.pdf", "%PDF-1.7 x"), None, "Ask for the figures as CSV or XLSX.", _GOOD, None),
    (_text("a.html", SIGN_IN), None, "sign in and export it again.", _text("a.html", PAGE), None),
    (_text("a.xml", "<?xml version='1.0'?><r/>"), None, "Export it again as CSV or Excel.", _XLSX, None),
    (_text("a.xlsx", "PK\3\4 cut"), None, "Export or copy it again.", _XLSX, None),
    (_text("a.docx", "Ref,Day"), None, "Copy its table into Excel, and save that as .xlsx.", _XLSX, None),
    (_text("a.7z", "7z"), None, "Unpack it, and load the files inside.", _GOOD, None),
    (_text("a.accdb", "x"), None, "Export the table from it as .xlsx or CSV.", _XLSX, None),
    (_text("a.numbers", "x"), None, "Open it there, and choose File, Export To, Excel.", _XLSX, None),
    (_text("a.dta", "x"), None, "Save it from there as .sav, or as CSV", _sav(Ref=["A", "B"]), None),
    (_text("a.qqq", "x"), None, "Save it from its own program as .xlsx or CSV.", _XLSX, None),
    (lambda folder: book(folder / "a.xlsx", S=ROWS), "T", "its sheets are S.", _XLSX, "S"),
    (_text("a.xlsx", OLE + b"\0" * 600), None, "Open it in Excel and save it again as .xlsx", _XLSX, None),
    (_text("a.xlsx", LOCKED_XLSX), None, "take the password off (File, Info, Protect Workbook", _XLSX, None),
    (_text("a.xls", locked_xls()), None, "take the password off (File, Info, Protect Workbook", _XLSX, None),
    (lambda folder: locked_ods(folder / "a.ods"), None, "tick at 'Save with password' taken off", _XLSX, None),
    (lambda folder: _far_cell(folder, "B9999999"), None, "open it in Excel and save it again.", _XLSX, None),
    (lambda folder: _far_cell(folder, "XFD1048576"), None, "Delete the empty rows and columns", _XLSX, None),
    (_OTHER[1], "S", "or choose another sheet (--sheet): 'Other'.", _OTHER[1], "Other"),
    (_book("a.xlsx", S=[["Ref", "Day"]]), None, "Check the dates chosen when it was exported.", _XLSX, None),
    (_book("a.xlsx", S=[], Other=ROWS), "S", "Choose another sheet", _book("a.xlsx", S=[], Other=ROWS), "Other"),
    (_book("a.xlsx", S=ROWS), "S, table 2", "Name the sheet alone, for its first.", _book("a.xlsx", S=ROWS), "S"),
    (_book("a.xlsx", S=[[1, 2], [3, 4], [5, 6]]), None, "add a row of column names at the top", _XLSX, None),
    (_text("a.html", "<html><table></table></html>"), None, "copy that into Excel and save it as .xlsx", _XLSX, None),
    (
        _text("a.xls", XML_SHEET),
        None,
        "Export or copy it again.",
        _text("a.xls", XML_SHEET.replace(" INDEX", "")),
        None,
    ),
    (_text("a.xls", XML_SHEET.replace("INDEX", 'ss:Index="99999999"')), None, "Export it again.", _XLSX, None),
    (_text("a.json", "[]"), None, "or export it as CSV.", _GOOD, None),
    (_text("a.json", '{"type": "FeatureCollection"}'), None, "Export it again.", _GOOD, None),
    (_text("a.json", b'[{"id": "\xa3"}]'), None, "again as UTF-8, or as CSV.", _text("a.json", '[{"id": "£"}]'), None),
    (_text("a.json", '[{"id": 1'), None, "Export it again.", _text("a.json", '[{"id": 1}]'), None),
    (_text("a.json", _LISTS), None, "as a file of its own, or as CSV.", _text("a.json", json.dumps(RECORDS)), None),
    (_text("a.parquet", "PAR1 cut"), None, "Export it again.", _parquet("(values (1, 2)) t(a, b)"), None),
    (
        _parquet("(values (1, 2)) t(a, b) where a = 9"),
        None,
        "Check the dates chosen",
        _parquet("(values (1)) t(a)"),
        None,
    ),
    (_text("a.sav", "$FL2@(#) cut"), None, "or export it as CSV with value labels.", _GOOD, None),
    (_text("a.sav", b"ENCRYPTEDSAV" + b"\0" * 99), None, "save it without one", _sav(Ref=["A"]), None),
    (_sav(Ref=[], Day=[]), None, "Check the cases chosen when it was saved.", _sav(Ref=["A"]), None),
    (_zip(readme__pdf="x"), None, "Ask for the figures as CSV or Excel.", _GOOD, None),
    (_zip(inner__zip="x"), None, "Unpack it, and load those.", _zip(a__csv=CSV), None),
    (_zip(a__csv=CSV, b__csv=CSV), None, "Name one with --sheet", _zip(a__csv=CSV, b__csv=CSV), "b.csv"),
    (_zip(a__csv=CSV), "c.csv", "it has 'a.csv'.", _zip(a__csv=CSV), "a.csv"),
    (lambda folder: locked_archive(folder / "a.zip", **{"a.csv": CSV}), None, "load what is inside.", _GOOD, None),
    (_altered_zip, None, "Export or copy it again.", _zip(a__csv=CSV), None),
    (_no_sheets, None, "Export it again.", _XLSX, None),
    *beyond.CASES,
    (_gone, None, "Choose the file again.", _GOOD, None),
    (_folder, None, "Name the files in it.", _GOOD, None),
    (_text("a.csv.gz", gzip.compress(CSV.encode() * 999)[:40]), None, "Export or copy it again.", _GOOD, None),
]
# Limits, lowered so that a small file is beyond them: where, which, to what; then as above.
LIMITS: list[tuple[str, float, Make, str, Make]] = [
    *beyond.LIMITS,
    ("books.size.MOST_BOOK", 10, _XLSX, "Export fewer months at a time, or export it as CSV.", _GOOD),
    ("sav.MOST_CELLS", 1, _sav(Ref=["A", "B"]), "Save fewer cases or variables.", _sav(Ref=["A"])),
]


def _read(path: Path, sheet: str | None = None) -> int:
    return read_raw(duckdb.connect(), path, sheet=sheet).rows


def _said(path: Path) -> str:
    """What is said of a file that is refused, "" of one that is read."""
    try:
        _read(path)
    except CxError as fault:
        return str(fault)
    return ""


def _sentence(make: Make, folder: Path, sheet: str | None = None) -> str:
    with pytest.raises(CxError) as refused:
        _read(make(folder), sheet)
    return str(refused.value)


def _folders(tmp_path: Path) -> tuple[Path, Path]:
    (tmp_path / "refused").mkdir(parents=True)
    (tmp_path / "followed").mkdir()
    return tmp_path / "refused", tmp_path / "followed"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[2])
def test_the_advice_of_a_refusal_leads_to_a_file_that_is_read(case: tuple, tmp_path: Path) -> None:
    refused, sheet, advice, followed, then = case
    one, other = _folders(tmp_path)
    assert advice in _sentence(refused, one, sheet)
    assert _read(followed(other), then) >= 1


@pytest.mark.parametrize("case", LIMITS, ids=lambda case: case[0])
def test_a_file_beyond_a_limit_says_how_to_stay_under_it(
    case: tuple, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where, limit, make, advice, smaller = case
    one, other = _folders(tmp_path)
    monkeypatch.setattr(f"cxdata.ingest.read.{where}", limit)
    assert advice in _sentence(make, one)
    assert _read(smaller(other)) >= 1


_KINDS: dict[str, Make] = {
    "csv": _GOOD,
    "xlsx": _XLSX,
    "xls": lambda folder: Path(shutil.copy(MADE / "figures.xls", folder)),
    "xlsb": lambda folder: Path(shutil.copy(MADE / "figures.xlsb", folder)),
    "json": _text("a.json", json.dumps(RECORDS)),
    "parquet": _parquet("(values (1, 2)) t(a, b)"),
    "sav": _sav(Ref=["A", "B"]),
    "zip": _zip(a__csv=CSV),
    "html": _text("a.html", PAGE),
    "xml": _text("a.xls", XML_SHEET.replace(" INDEX", "")),
}
_ENDINGS = ("csv", "xlsx", "xls", "xlsb", "ods", "json", "parquet", "sav")


@pytest.mark.parametrize("kind", _KINDS)
def test_a_file_under_a_wrong_name_is_read_or_is_read_once_it_is_renamed_as_advised(kind: str, tmp_path: Path) -> None:
    folder, _ = _folders(tmp_path)
    right = _KINDS[kind](folder)
    rows = _read(right)
    for ending in _ENDINGS:
        wrong = Path(shutil.copy(right, tmp_path / f"named.{ending}"))
        said = _said(wrong)
        advised = re.search(r"Rename it so that it ends in (\.\w+), or export it again\.$", said)
        assert (advised is None) == (said == ""), said
        if advised:
            wrong = wrong.rename(tmp_path / f"renamed{advised[1]}")
        assert _read(wrong) == rows, ending


def _template(node: ast.expr) -> str:
    """A sentence in the code as a pattern of what it says."""
    match node:
        case ast.Constant():
            return re.escape(str(node.value))
        case ast.JoinedStr():
            return "".join(_template(part) for part in node.values)
    return ".*"


def _templates() -> list[tuple[str, str]]:
    """The refusals of the readers of everything but CSV: by module, the pattern of each sentence."""
    return [
        (module.name, _template(node.args[0]))
        for module in sorted([*READ.glob("*.py"), *READ.glob("books/*.py")])
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "CxError"
    ]


def test_every_refusal_that_is_written_is_tried_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = [
        _sentence(refused, _folders(tmp_path / str(number))[0], sheet)
        for number, (refused, sheet, *_) in enumerate(CASES)
    ]
    wrong = Path(shutil.copy(_GOOD(tmp_path), tmp_path / "a.xlsx"))
    said.append(_sentence(lambda _: wrong, tmp_path))
    with monkeypatch.context() as held:
        # As Windows does for a file that another program holds.
        held.setattr(Path, "open", beyond.refuse_to_open)
        said.append(_sentence(lambda _: wrong, tmp_path))
    for where, limit, make, *_ in LIMITS:
        with monkeypatch.context() as lowered:
            lowered.setattr(f"cxdata.ingest.read.{where}", limit)
            said.append(_sentence(make, _folders(tmp_path / where)[0]))
    assert [
        (module, pattern)
        for module, pattern in _templates()
        if not any(re.fullmatch(pattern, sentence, re.DOTALL) for sentence in said)
    ] == []
