"""A table to save as an Excel workbook: the figures on one sheet, what they are on another."""

import io
from typing import Any

from cxdata.export.download import Download
from cxdata.spreadsheets import Cell

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def to_xlsx(download: Download) -> bytes:
    """The workbook: numbers as numbers, with the decimals they are read with; the sheet "About".

    A file's properties name no one. Text out of the data is written as text, never as a formula.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.properties.creator = "cxdata"
    figures = book.active
    figures.title = "Figures"
    for row, line in enumerate((download.heads, *download.rows), start=1):
        for column, (head, cell) in enumerate(zip(download.heads, line, strict=True), start=1):
            _write(figures.cell(row, column), cell)
            if isinstance(cell, float) and (decimals := download.decimals.get(head)):
                figures.cell(row, column).number_format = f"0.{'0' * decimals}"
    about = book.create_sheet("About")
    for row, line in enumerate(download.about, start=1):
        for column, words in enumerate(line, start=1):
            _write(about.cell(row, column), words)
        about.cell(row, 1).font = Font(bold=True)
    about.column_dimensions["A"].width, about.column_dimensions["B"].width = 24, 100
    figures.freeze_panes = "A2"
    for column in range(1, len(download.heads) + 1):
        figures.cell(1, column).font = Font(bold=True)
        figures.column_dimensions[get_column_letter(column)].width = 22
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(target: Any, cell: Cell) -> None:
    target.value = cell
    if isinstance(cell, str):
        target.data_type = "s"
