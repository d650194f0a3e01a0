"""SPSS files (.sav, .zsav) as raw tables: the words of their value labels, questions in full for headings.

What the file calls missing (a "don't know" code, a refused answer) is blank. Where every value of a variable has a
label the labels are the values; where only some have one (the ends of a scale) the numbers stay, and the heading says
what the lowest and the highest labelled number mean.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from cxdata.errors import CxError
from cxdata.ingest.read.books.workbook import cell_text
from cxdata.ingest.read.limits import MOST_CELLS, refuse_columns
from cxdata.ingest.read.raw_table import Preview, RawTable, TableWriter, unique_names

MAGIC = (b"$FL2@(#)", b"$FL3@(#)")
PROTECTED = b"ENCRYPTEDSAV"
_NOTE = "Columns are called by their questions (variable labels), values by their words (value labels)."


@dataclass(frozen=True)
class _Variable:
    """One column: its heading and its cells as text, None where the file has nothing or calls it missing."""

    heading: str
    cells: Sequence[str | None]


def read_sav(con: duckdb.DuckDBPyConnection, path: Path, table: str) -> RawTable:
    """Reads an SPSS file. Raises CxError when it cannot be read, has no rows, or is larger than can be held."""
    columns, rows = _table(path)
    writer = TableWriter(con, table, columns)
    for number, row in enumerate(rows, start=1):
        writer.add(number, row)
    writer.flush()
    return RawTable(table, columns, writer.rows, (), (_NOTE,), "sav")


def preview_sav(path: Path, limit: int) -> Preview:
    """The first rows of an SPSS file; the whole is read, as all its values decide how a column is written."""
    columns, rows = _table(path)
    return Preview(columns, [row for _, row in zip(range(limit), rows, strict=False)], (_NOTE,), ())


def protected(path: Path) -> CxError:
    """The refusal of an SPSS file with a password."""
    return CxError(
        f"{path.name} is an SPSS file with a password. Open it in SPSS, save it without one, and load it again."
    )


def _table(path: Path) -> tuple[tuple[str, ...], Iterator[tuple[str | None, ...]]]:
    # Brought in here: it takes a quarter of a second, which no other load should wait for.
    import pyreadstat

    try:
        _, facts = pyreadstat.read_sav(str(path), metadataonly=True)
        _refuse_too_large(path, facts)
        # Without pandas, whose tables would make whole numbers fractions where one is missing.
        cells, facts = pyreadstat.read_sav(str(path), output_format="dict", user_missing=False)
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError) as fault:
        raise CxError(
            f"{path.name} cannot be read as an SPSS file: it is damaged or cut short. Save it again in SPSS, or export "
            "it as CSV with value labels."
        ) from fault
    variables = [
        _variable(name, label, facts.variable_value_labels.get(name, {}), list(cells[name]))
        for name, label in zip(facts.column_names, facts.column_labels, strict=True)
    ]
    if not variables or not variables[0].cells:
        raise CxError(
            f"{path.name} has {len(variables)} columns but no rows. Check the cases chosen when it was saved."
        )
    columns = unique_names(variable.heading for variable in variables)
    return columns, zip(*(variable.cells for variable in variables), strict=True)


def _variable(name: str, label: str | None, words: Mapping[Any, str], values: list[Any]) -> _Variable:
    heading = (label or "").strip() or name
    present = {value for value in values if value is not None}
    if words and present <= words.keys():
        return _Variable(heading, [words.get(value) for value in values])
    scale = sorted(value for value in words if isinstance(value, (int, float)))
    if len(scale) >= 2:
        heading += f" ({scale[0]:g} = {words[scale[0]]}, {scale[-1]:g} = {words[scale[-1]]})"
    return _Variable(heading, [cell_text(value) for value in values])


def _refuse_too_large(path: Path, facts: Any) -> None:
    refuse_columns(path, len(facts.column_names))
    cells = (facts.number_rows or 0) * len(facts.column_names)
    if cells > MOST_CELLS:
        raise CxError(
            f"{path.name} has {cells:,} values, which is more than this dashboard opens. Save fewer cases or variables."
        )
