"""Word documents as small as can be, for what Word writes that no library makes."""

import zipfile
from collections.abc import Sequence
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def cell(text: str, properties: str = "") -> str:
    """A cell with a paragraph a line."""
    lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n"))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{lines}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A row of cells; one that is no cell yet is a text."""
    inside = "".join(one if one.startswith("<") else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def table(*rows: str | Sequence[str]) -> str:
    """A table of rows, each the XML of one or its texts."""
    inside = "".join(one if isinstance(one, str) else row(*one) for one in rows)
    return f"<w:tbl><w:tblPr/>{inside}</w:tbl>"


def document(path: Path, *parts: str, head: str = "", part: str = "word/document.xml") -> Path:
    """A document of these tables and paragraphs."""
    text = f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:document xmlns:w="{W}" xmlns:mc="{MC}"><w:body>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(part, text + "".join(parts) + "</w:body></w:document>")
    return path
