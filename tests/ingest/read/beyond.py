"""Files beyond a limit of what is read, and others that no program writes, with what is advised of each."""

import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.ingest.read.making import archive, book

CSV = "Ref,Day\nA,1\nB,2\n"
ROWS = [["Ref", "Day"], ["A", 1], ["B", 2]]
Make = Callable[[Path], Path]


def text(name: str, content: str) -> Make:
    """A file with this content."""

    def make(folder: Path) -> Path:
        (folder / name).write_text(content, encoding="utf-8")
        return folder / name

    return make


def packed(members: dict[str, str], method: int = zipfile.ZIP_DEFLATED) -> Make:
    """A ZIP archive with these files."""

    def make(folder: Path) -> Path:
        with zipfile.ZipFile(folder / "a.zip", "w", method) as made:
            for name, content in members.items():
                made.writestr(name, content)
        return folder / "a.zip"

    return make


def packed_unknown(folder: Path) -> Path:
    """A ZIP archive packed by a method that has no number in any list."""
    path = archive(folder / "a.zip", **{"a.csv": CSV})
    content = bytearray(path.read_bytes())
    directory = content.rindex(b"PK\x01\x02")
    content[8:10] = content[directory + 10 : directory + 12] = b"\x63\x00"
    path.write_bytes(bytes(content))
    return path


def pipe(folder: Path) -> Path:
    """A pipe, to open which would wait until somebody writes to it."""
    os.mkfifo(folder / "a.csv")
    return folder / "a.csv"


def refuse_to_open(*_: object, **__: object) -> None:
    """What stands in for opening a file that another program holds."""
    raise PermissionError(13, "Permission denied")


def with_sheets(*names: str) -> Make:
    """A workbook with these sheets."""
    return lambda folder: book(folder / "a.xlsx", **dict.fromkeys(names, ROWS))


def _much_text(folder: Path) -> Path:
    """A workbook in which a hundred cells share one text of a hundred characters."""
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 101))
    texts = f"<sst><si><t>{'x' * 100}</t></si></sst>"
    members = {"xl/sharedStrings.xml": texts, "xl/worksheets/sheet1.xml": f"<sheetData>{cells}</sheetData>"}
    return archive(folder / "a.xlsx", **members)


_GOOD, _BOOK = text("good.csv", CSV), with_sheets("S")
_DEEP = text("a.json", "[" * 100_000 + "]" * 100_000)
_SHALLOW = text("good.json", json.dumps([{"Ref": "A"}]))

# The refused file, the sheet asked for, what the sentence advises, and the file (with its sheet) that this makes.
CASES: list[tuple[Make, str | None, str, Make, str | None]] = [
    (packed_unknown, None, "packed in a way that is not read here. Unpack it", _GOOD, None),
    (_DEEP, None, "nested hundreds deep. Export it as CSV.", _GOOD, None),
]
if hasattr(os, "mkfifo"):
    CASES.append((pipe, None, "Save what it gives as a file, and load that.", _GOOD, None))

# Limits, lowered so that a small file is beyond them: where, which, to what; then as above.
LIMITS: list[tuple[str, float, Make, str, Make]] = [
    (
        "clock.LEAST_SECONDS",
        -1.0,
        text("a.csv", CSV),
        "Export it again as CSV, or split it, by year for example.",
        text("good.csv", CSV + "A,1\n" * 400_000),
    ),
    ("limits.MOST_COLUMNS", 2, text("a.csv", "A,B,C\n1,2,3\n"), "Export it with fewer columns.", _GOOD),
    ("limits.MOST_DOCUMENT", 20, text("a.json", json.dumps([{"Ref": "A"}] * 9)), "Export it as CSV", _SHALLOW),
    (
        "limits.MOST_UNPACKED",
        3,
        packed({"a.csv": CSV + "A,1\n" * 99_000}),
        "Export fewer months at a time.",
        packed({"a.csv": CSV}, zipfile.ZIP_STORED),
    ),
    ("limits.MOST_CELLS", 6, lambda folder: book(folder / "a.xlsx", S=[*ROWS, ["C", 3]]), "export it as CSV.", _BOOK),
    ("books.size.MOST_TEXTS", 500, _much_text, "Export fewer months at a time, or export it as CSV.", _GOOD),
    ("books.workbook.MOST_SHEETS", 1, with_sheets("S", "T"), "as a file of its own.", _BOOK),
    (
        "zipped.MOST_MEMBERS",
        1,
        packed({"a.csv": CSV, "b.csv": CSV}),
        "load those that are needed.",
        packed({"a.csv": CSV}),
    ),
]
