"""Workbooks of Excel: sheets of figures as numbers and of words as words, written in one place.

Text out of the data is written as text, never as a formula; no sheet is hidden; a file's properties name no one.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cxdata.charts.drawing import font
from cxdata.export.download import Download
from cxdata.spreadsheets import Cell

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAME = 31
"""Letters of a sheet's name at most."""
_WIDEST, _HEAD, _NARROWEST = 60, 22, 10  # characters of a column, of its head on one line, of any
_FONT = "Calibri"
_SIZE = 11
_LETTER = 5.2  # points of the width that Excel calls one character
_MOST = 255  # letters that the head of a printed sheet takes


@dataclass(frozen=True)
class Sheet:
    """One sheet. `heads` stand in its first row, which stays in sight; without any, the first column is the heads.

    `decimals` are those that the numbers of a column are read with, `widths` of the columns in characters; without any,
    columns are as wide as their longest cell, within bounds.
    """

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    decimals: Mapping[str, int] = field(default_factory=dict)
    widths: tuple[int, ...] = ()


def to_xlsx(download: Download) -> bytes:
    """A table to save: numbers with the decimals they are read with on one sheet, what they are on another."""
    width = (22,) * len(download.heads)
    return workbook(
        [
            Sheet("Figures", download.heads, download.rows, download.decimals, width),
            Sheet("About", (), download.about, widths=(24, 100)),
        ]
    )


def workbook(sheets: Sequence[Sheet], *, mark: str = "") -> bytes:
    """The sheets in their order; `mark` stands at the head of each when it is printed, and its number at the foot."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator = "cxdata"
    book.remove(book.active)
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet, mark)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(target: Any, sheet: Sheet, mark: str) -> None:
    from openpyxl.utils import get_column_letter

    widths = sheet.widths or _widths(sheet)
    lines = ([sheet.heads] if sheet.heads else []) + list(sheet.rows)
    for row, line in enumerate(lines, start=1):
        for column, cell in enumerate(line, start=1):
            _write(target.cell(row, column), cell)
            if sheet.heads and isinstance(cell, float) and (decimals := sheet.decimals.get(sheet.heads[column - 1])):
                target.cell(row, column).number_format = f"0.{'0' * decimals}"
    for column, width in enumerate(widths, start=1):
        target.column_dimensions[get_column_letter(column)].width = width
    if sheet.heads:
        target.freeze_panes = "A2"
        _break_heads(target, sheet, widths)
    else:
        _break_words(target, sheet, widths)
    if mark:
        _print(target, mark, repeat=bool(sheet.heads))


def _break_heads(target: Any, sheet: Sheet, widths: Sequence[int]) -> None:
    """Heads in bold over as many lines as they need, those of numbers ranged right."""
    from openpyxl.styles import Alignment, Font

    for column in range(1, len(sheet.heads) + 1):
        cell = target.cell(1, column)
        cell.font = Font(name=_FONT, size=_SIZE, bold=True)
        numbers = any(isinstance(row[column - 1], int | float) for row in sheet.rows)
        cell.alignment = Alignment(horizontal="right" if numbers else None, vertical="bottom", wrap_text=True)
    target.row_dimensions[1].height = _height(sheet.heads, widths, bold=True)


def _break_words(target: Any, sheet: Sheet, widths: Sequence[int]) -> None:
    """Words over as many lines as they need, the first of each row in bold."""
    from openpyxl.styles import Alignment, Font

    for row, line in enumerate(sheet.rows, start=1):
        for column in range(1, len(line) + 1):
            target.cell(row, column).alignment = Alignment(vertical="top", wrap_text=True)
        target.cell(row, 1).font = Font(name=_FONT, size=_SIZE, bold=True)
        target.row_dimensions[row].height = _height([str(cell) for cell in line], widths)


def _height(cells: Sequence[str], widths: Sequence[int], *, bold: bool = False) -> float:
    """Points that a row takes: not every program makes a row as high as its words when it opens a file."""
    pairs = zip(cells, widths, strict=True)
    lines = [len(font.wrap(cell, _SIZE, width * _LETTER, bold=bold)) for cell, width in pairs]
    return max(1, *lines) * _SIZE * 1.35


def _widths(sheet: Sheet) -> list[int]:
    """Each column as wide as its longest cell or word of its head; a long cell does not make the sheet wider."""
    longest = []
    for column, head in enumerate(sheet.heads):
        words = [*(str(row[column]) for row in sheet.rows), *head.split()]
        least = max(_NARROWEST, min(len(head), _HEAD))
        longest.append(min(max(least, *(len(word) + 2 for word in words)), _WIDEST))
    return longest


def _print(target: Any, mark: str, *, repeat: bool) -> None:
    """As wide as an A4 sheet on its side, its heads on every sheet, with the mark and the number of the sheet."""
    target.page_setup.orientation, target.page_setup.paperSize = "landscape", target.PAPERSIZE_A4
    target.sheet_properties.pageSetUpPr.fitToPage = True
    target.page_setup.fitToHeight = 0
    if repeat:
        target.print_title_rows = "1:1"
    target.oddHeader.left.text = mark.replace("&", "&&")[:_MOST]
    target.oddFooter.right.text = "Page &P of &N"


def _write(target: Any, cell: Cell) -> None:
    target.value = cell
    if isinstance(cell, str):
        target.data_type = "s"
