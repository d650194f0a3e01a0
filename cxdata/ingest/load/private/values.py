"""The fields of words of a file's table, and what each makes of the different texts of its column."""

import duckdb

from cxdata.contract import POINT_FIELDS, Field, Kind
from cxdata.ingest.load.prepare import FileTable
from cxdata.ingest.privacy.redaction import Redactor
from cxdata.ingest.privacy.shown import shown
from cxdata.ingest.profile.matching import value_key
from cxdata.ingest.profile.model import Profile
from cxdata.ingest.profile.values import MAPPED, ValueMap, look_at
from cxdata.ingest.read.raw_table import count_words
from cxdata.ingest.receipt import Problem


def fields_of_words(table: FileTable, *, comments: bool) -> list[tuple[Field, str]]:
    """The fields that are read through a value map, each with its text as SQL: the comments, or all the others."""
    fields = [
        (table.table.field(mapped.name), table.texts.get(mapped.name))
        for mapped in table.mapping.fields
        if mapped.name not in POINT_FIELDS
    ]
    return [
        (field, text)
        for field, text in fields
        if text is not None and field.kind in MAPPED and (field.kind is Kind.TEXT) is comments
    ]


def values_of(
    con: duckdb.DuckDBPyConnection, table: FileTable, profile: Profile, field: Field, text: str, redact: Redactor
) -> ValueMap:
    """A field's value map as the file has it."""
    mapping = table.mapping.field(field.name)
    if mapping is None:
        raise ValueError(f"{field.name} is not mapped")
    return look_at(
        con,
        source=f"{table.source} r",
        text=text,
        field=field,
        mapping=mapping,
        missing=frozenset(value_key(word) for word in profile.missing),
        show=lambda value: shown(value, redact),
    )


def personal_column(heading: str, reason: str, rows: int) -> Problem:
    """What the officer must know of a column that is not kept because it holds people."""
    return Problem(
        "personal_column",
        "use with care",
        f"The column '{heading}' is not kept: {reason}. If it holds nobody's data, name it under not_personal in the "
        f"layout; {count_words(rows, 'row', 'rows')} changed.",
        rows,
    )
