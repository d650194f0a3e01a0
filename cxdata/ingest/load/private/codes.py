"""Coded columns (outcome, reason, service ...) without personal data; a column of people goes whole."""

from dataclasses import replace

import duckdb

from cxdata.contract import Field, Kind
from cxdata.ingest.load.prepare import FileTable, Prepared
from cxdata.ingest.load.private.values import fields_of_words, personal_column, values_of
from cxdata.ingest.privacy.coded import FREE_TEXT, OFTEN, protect
from cxdata.ingest.privacy.people import FULL_NAME, looks_personal, names_a_person, person
from cxdata.ingest.privacy.redaction import Redactor
from cxdata.ingest.profile.matching import header_key
from cxdata.ingest.profile.model import Profile
from cxdata.ingest.profile.values import ValueMap
from cxdata.ingest.read.raw_table import count_words
from cxdata.ingest.receipt import Problem

# Fields whose words are places, which are matched to boundaries.
PLACES = frozenset({"ward_code", "site", "name"})


def with_codes(con: duckdb.DuckDBPyConnection, file: Prepared, redact: Redactor) -> Prepared:
    """A file with the value maps of its coded columns."""
    tables, problems = [], list(file.problems)
    for table in file.tables:
        words: dict[str, ValueMap] = {}
        for field, text in fields_of_words(table, comments=False):
            values = values_of(con, table, file.profile, field, text, redact)
            if field.kind is Kind.LEVEL:
                values, problem = _protected(table, file.profile, field, values, redact)
                problems += [problem] if problem else []
            words[field.name] = values
        tables.append(replace(table, words=words))
    return replace(file, tables=tuple(tables), problems=tuple(problems))


def _protected(
    table: FileTable, profile: Profile, field: Field, values: ValueMap, redact: Redactor
) -> tuple[ValueMap, Problem | None]:
    """A coded column's value map without personal data, and what the officer must know. A column of people goes "
    "whole."""
    mapping = table.mapping.field(field.name)
    rows = _rows_of_words(values, {*mapping.values.values(), mapping.otherwise} if mapping else set())
    if not rows:
        return values, None
    heading = mapping.headers[0] if mapping and mapping.headers else field.name
    place, people = field.name in PLACES, False
    if header_key(heading) not in {header_key(header) for header in profile.not_personal}:
        people = not place and names_a_person(heading)
        verdict = looks_personal(rows, heading)
        # A ward may be called Churchill: only full names make a column of places one of people.
        if verdict.personal and not (place and all(person(value) < FULL_NAME for value in rows)):
            kept = tuple(None if word in rows else word for word in values.words)
            return replace(values, words=kept), personal_column(heading, verdict.reason, sum(rows.values()))
    coded = protect(rows, redact, place=place, counts=_counts(table), people=people)
    if not coded.changed:
        return values, None
    kept = tuple(coded.changed.get(word, word) if word is not None else None for word in values.words)
    lost = sum(rows[word] for word in coded.changed)
    return replace(values, words=kept), _personal_values(heading, lost, free_text=coded.free_text)


def _rows_of_words(values: ValueMap, written: set[str | None]) -> dict[str, int]:
    """The words that come from the file, each with its rows; words that the profile has `written` are nobody's."""
    rows: dict[str, int] = {}
    for word, number in zip(values.words, values.rows, strict=True):
        if word is not None and word not in written:
            rows[word] = rows.get(word, 0) + number
    return rows


def _counts(table: FileTable) -> bool:
    """Whether a row stands for many, so that a value with few rows is not a rare one."""
    count = table.mapping.field("count")
    return bool(table.table.key and not table.table.has_reference) or (count is not None and count.constant is None)


def _personal_values(heading: str, rows: int, *, free_text: bool) -> Problem:
    held = (
        f"free text: what fewer than {OFTEN} rows have is '{FREE_TEXT}'"
        if free_text
        else "personal data in some values"
    )
    return Problem(
        "personal_values",
        "use with care" if free_text else "fine",
        f"The column '{heading}' holds {held}; {count_words(rows, 'row', 'rows')} changed.",
        rows,
    )
