"""Comments without personal data: the names in the same row's personal columns go too."""

from dataclasses import replace

import duckdb

from cxdata.ingest.load.prepare import FileTable, Prepared
from cxdata.ingest.load.private.values import fields_of_words, personal_column, values_of
from cxdata.ingest.privacy.people import looks_personal, names_a_person
from cxdata.ingest.privacy.redaction import Redactor
from cxdata.ingest.profile.matching import header_key
from cxdata.ingest.profile.model import Profile
from cxdata.ingest.profile.sql import text_sql


def with_comments(con: duckdb.DuckDBPyConnection, file: Prepared, redact: Redactor) -> Prepared:
    """A file with the value maps of its comments; a column of people that was called a comment goes whole."""
    tables, problems = [], list(file.problems)
    for table in file.tables:
        words = dict(table.words)
        for field, text in fields_of_words(table, comments=True):
            values = values_of(con, table, file.profile, field, text, redact)
            verdict = looks_personal(values.words)
            if verdict.personal:
                problems.append(personal_column(field.name, verdict.reason, sum(values.rows)))
                words[field.name] = replace(values, words=(None,) * len(values.words))
                continue
            people = _people_of(con, table, file.profile, text)
            said = zip(values.texts, values.words, strict=True)
            redacted = tuple(word if word is None else redact(word, people.get(key, ())).text for key, word in said)
            words[field.name] = replace(values, words=redacted)
        tables.append(replace(table, words=words))
    return replace(file, tables=tuple(tables), problems=tuple(problems))


def _people_of(con: duckdb.DuckDBPyConnection, table: FileTable, profile: Profile, text: str) -> dict[str, list[str]]:
    """For each comment the words of its rows' personal columns: they are dropped, and name people here."""
    personal = {header_key(header) for header in profile.personal}
    headers = [name for name in table.columns if header_key(name) in personal or names_a_person(name)]
    columns = [column for column in map(text_sql, headers) if text not in column]
    if not columns:
        return {}
    rows = con.execute(
        f"select {text} as said, list(distinct concat_ws(' ', {', '.join(columns)})) from {table.source} r "
        "where said is not null group by said"
    ).fetchall()
    return {said: [word for entry in entries for word in entry.split()] for said, entries in rows}
