"""The form in which an edition's file keeps what is public as it is: rows of text, numbers and days, and back."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from cxdata.analysis.councils.printed import Printed
from cxdata.export.edition.public.given import Public
from cxdata.export.edition.public.tracker import PublishedRecommendation, PublishedTracker
from cxdata.form import Area
from cxdata.periods import Period

COLUMNS: Mapping[str, Mapping[str, str]] = {
    "areas": {
        "place": "integer",
        "code": "varchar",
        "label": "varchar",
        "kind": "varchar",
        "vintage": "integer",
        "council_code": "varchar",
        "current": "boolean",
        "geometry": "varchar",
    },
    "tracker": {
        "sentence": "varchar",
        "agreed": "integer",
        "done": "integer",
        "overdue": "integer",
        "silent": "integer",
    },
    "recommendations": {
        "place": "integer",
        "name": "varchar",
        "made": "date",
        "meeting": "varchar",
        "text": "varchar",
        "answer": "varchar",
        "state": "varchar",
        "flags": "varchar",
    },
    "benchmarks": {
        "place": "integer",
        "organisation": "varchar",
        "figure": "varchar",
        "definition": "varchar",
        "first_day": "date",
        "end": "date",
        "value": "double",
        "counted": "double",
        "base": "double",
        "publication": "varchar",
        "note": "varchar",
    },
}
"""Each table of the file, its columns and their types; `place` keeps the order, `geometry` and `flags` are JSON."""
Row = tuple[Any, ...]


def rows_of(public: Public) -> dict[str, list[Row]]:
    """The rows of each table. Two of the same rows are the same to whoever reads them."""
    tracker = public.tracker
    return {
        "areas": [
            (place, one.code, one.label, one.kind, one.vintage, one.council_code, one.current, json.dumps(one.geometry))
            for place, one in enumerate(public.areas)
        ],
        "tracker": [(tracker.sentence, tracker.agreed, tracker.done, tracker.overdue, tracker.silent)],
        "recommendations": [
            (place, one.name, one.made, one.meeting, one.text, one.answer, one.state, json.dumps(one.flags))
            for place, one in enumerate(tracker.rows)
        ],
        "benchmarks": [
            (
                place,
                *(one.organisation, one.figure, one.definition),
                *((one.span.start, one.span.end) if one.span else (None, None)),
                one.value,
                *(one.counts or (None, None)),
                *(one.publication, one.note),
            )
            for place, one in enumerate(public.benchmarks)
        ],
    }


def frames_of(public: Public) -> dict[str, pd.DataFrame]:
    """The same as frames, in which a value that is not known is None."""
    return {
        name: pd.DataFrame(rows, columns=list(COLUMNS[name]), dtype=object) for name, rows in rows_of(public).items()
    }


def select_sql(table: str) -> str:
    """SQL for the columns of a table in their types, out of rows in which they are of any."""
    return ", ".join(f'"{name}"::{kind} as "{name}"' for name, kind in COLUMNS[table].items())


def areas_in(rows: Sequence[Row]) -> tuple[Area, ...]:
    """The areas out of the rows of `areas`."""
    return tuple(
        Area(code, label, kind, vintage, council, current, json.loads(geometry))
        for _, code, label, kind, vintage, council, current, geometry in rows
    )


def tracker_in(summary: Row, rows: Sequence[Row], as_of: date) -> PublishedTracker:
    """The recommendations out of the row of `tracker` and the rows of `recommendations`."""
    told = tuple(
        PublishedRecommendation(name, made, meeting, text, answer, state, tuple(json.loads(flags)))
        for _, name, made, meeting, text, answer, state, flags in rows
    )
    sentence, agreed, done, overdue, silent = summary
    return PublishedTracker(as_of, sentence, agreed, done, overdue, silent, told)


def benchmarks_in(rows: Sequence[Row]) -> tuple[Printed, ...]:
    """The published figures out of the rows of `benchmarks`."""
    return tuple(
        Printed(
            organisation,
            figure,
            definition,
            Period(start, end) if start is not None else None,
            value,
            (counted, base) if counted is not None else None,
            publication,
            note,
        )
        for _, organisation, figure, definition, start, end, value, counted, base, publication, note in rows
    )
