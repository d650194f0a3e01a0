"""An Answer as an Excel workbook: the figures on one sheet, what they are on another."""

import io
from typing import Any

import pandas as pd

from cxdata.export.definitions import about_measure
from cxdata.export.tables import with_display
from cxdata.measures.model import Unit
from cxdata.measures.query import Answer
from cxdata.measures.words import say_level
from cxdata.stats.disclosure.rules import HIDDEN, MISSING

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OFFICERS = "Officer view: small numbers are shown. Do not publish this workbook."
_HEADS = {"value": "Value", "lower": "Lower limit", "upper": "Upper limit", "base_note": "Note"}
_FIGURES = ("numerator", "denominator", "value", "lower", "upper")


def to_xlsx(answer: Answer) -> bytes:
    """The workbook: numbers as numbers, "[c]" where hidden and "[x]" where there is none; the sheet "About".

    A file's properties name no one. Text out of the data is written as text, never as a formula.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.properties.creator = "cxdata"
    figures = book.active
    figures.title = "Figures"
    for row, line in enumerate(_figures(answer), start=1):
        for column, value in enumerate(line, start=1):
            _write(figures.cell(row, column), value, answer, column)
    about = book.create_sheet("About")
    for row, (head, text) in enumerate(_about(answer), start=1):
        _write(about.cell(row, 1), head, answer, 0)
        _write(about.cell(row, 2), text, answer, 0)
        about.cell(row, 1).font = Font(bold=True)
    about.column_dimensions["A"].width, about.column_dimensions["B"].width = 24, 100
    figures.freeze_panes = "A2"
    for column in range(1, figures.max_column + 1):
        figures.cell(1, column).font = Font(bold=True)
        figures.column_dimensions[get_column_letter(column)].width = 22
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(cell: Any, value: Any, answer: Answer, column: int) -> None:
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    elif answer.measure.unit is Unit.SHARE and column > len(answer.by) and abs(value) <= 1 and isinstance(value, float):
        cell.number_format = "0.0%"


def _figures(answer: Answer) -> list[list[Any]]:
    """The lines of the sheet of figures, headings first."""
    frame = with_display(answer)
    measure = answer.measure
    heads = _HEADS | {"numerator": f"Counted: {measure.counted}", "denominator": f"Of: {measure.base}"}
    kept = [name for name in _FIGURES if frame[name].notna().any() or name == "value"]
    kept += [name for name, _ in measure.extras if name in frame]
    lines: list[list[Any]] = [[d.title for d in answer.by] + [heads.get(name, name) for name in kept] + ["Note"]]
    for row in frame.to_dict("records"):
        levels = [say_level(dimension, str(row[dimension.id])) for dimension in answer.by]
        numbers = [_number(row[name], bool(row["suppressed"])) for name in kept]
        lines.append([*levels, *numbers, str(row["base_note"])])
    return lines


def _number(value: Any, hidden: bool) -> Any:
    if hidden:
        return HIDDEN
    if pd.isna(value):
        return MISSING
    return int(value) if float(value).is_integer() and value > 1 else float(value)


def _about(answer: Answer) -> list[tuple[str, str]]:
    """What the figures are, as (heading, words)."""
    lines = [("Measure", answer.measure.title), ("Scope", answer.sentence)]
    lines += about_measure(answer.measure)
    lines += [("Note", note) for note in answer.notes]
    lines.append(("Rules", answer.rules or OFFICERS))
    lines.append(("Source files", "; ".join(answer.sources) or "no file"))
    lines.append(("Store version", answer.version))
    return lines
