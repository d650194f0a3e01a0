"""What a store holds, in words: its files, what the checks say of them, and the rows set aside."""

import json
from datetime import date

import pandas as pd

from cxdata.analysis.result import say_many
from cxdata.charts.files import HeldFile
from cxdata.contract import TABLES
from cxdata.ingest.receipt import VERDICTS
from cxdata.measures.query import query
from cxdata.measures.words import say_count
from cxdata.periods import say_date
from cxdata.spreadsheets import csv_text
from cxdata.store import Store

# A verdict is a word and a shape, so that it is read without colour.
SHAPES = {"do not use": "■ Do not use", "use with care": "▲ Use with care", "fine": "● Fine"}
_WORST_FIRST = tuple(reversed(VERDICTS))


def files_in_words(store: Store) -> pd.DataFrame:
    """One row a file: what it holds, its rows, its days, when it was loaded and how far it can be trusted."""
    verdicts = {file_id: verdict for file_id, verdict, _ in _verdicts(store)}
    rows = []
    for row in store.files().to_dict("records"):
        receipt = json.loads(row["receipt"])
        rows.append(
            {
                "File": row["name"],
                "Trust": SHAPES[verdicts.get(row["file_id"], "fine")],
                "What it holds": ", ".join(title_of(name) for name in receipt["table"].split(", ")),
                "Rows loaded": say_count(receipt["loaded"]),
                "Set aside": say_count(receipt["set_aside"]),
                "Duplicates": say_count(receipt["duplicates"]),
                "Days": _days(receipt["first"], receipt["last"]),
            }
        )
    return pd.DataFrame(rows, dtype=str)


def files_held(store: Store) -> list[HeldFile]:
    """The files as they are drawn: the ones that cannot be used first, then those to use with care, then by name."""
    verdicts = {file_id: verdict for file_id, verdict, _ in _verdicts(store)}
    held = []
    for row in store.files().to_dict("records"):
        receipt, verdict = json.loads(row["receipt"]), verdicts.get(row["file_id"], "fine")
        first, last = receipt["first"], receipt["last"]
        held.append(
            HeldFile(
                name=row["name"],
                first=date.fromisoformat(first) if first and last else None,
                last=date.fromisoformat(last) if first and last else None,
                rows=say_many(receipt["loaded"], "row"),
                trust=SHAPES[verdict],
                usable=verdict != "do not use",
                careful=verdict == "use with care",
            )
        )
    return sorted(held, key=lambda file: (file.usable, not file.careful, file.name))


def say_trust(store: Store) -> str:
    """How far what is loaded can be trusted, in one sentence, the worst first."""
    files = files_held(store)
    count = say_many(len(files), "file")
    unusable = [file.name for file in files if not file.usable]
    careful = sum(file.careful for file in files)
    if unusable:
        named = f": {unusable[0]}" if len(unusable) == 1 else ""
        return f"{len(unusable)} of {count} cannot be used{named}"
    if careful:
        return f"{count} loaded: {careful} to be used with care, none is unusable"
    together = {verdict for file_id, verdict, _ in _verdicts(store) if file_id is None} - {"fine"}
    if together:
        return f"{count} loaded, each fine by itself; together they are to be used with care"
    return f"{count} loaded, and the checks found nothing wrong"


def checks_in_words(store: Store) -> list[tuple[str, list[tuple[str, str]]]]:
    """The verdicts from the worst to the best, each with what was found as (file, sentence)."""
    names = dict(store.tuples("select file_id, name from files"))
    by_verdict: dict[str, list[tuple[str, str]]] = {}
    for file_id, verdict, message in _verdicts(store):
        by_verdict.setdefault(verdict, []).append((names.get(file_id, "Files together"), message))
    return [(verdict, by_verdict[verdict]) for verdict in _WORST_FIRST if verdict in by_verdict]


def tables_in_words(store: Store) -> pd.DataFrame:
    """One row a table that holds anything dated: its rows, first and last day."""
    rows = [
        {
            "Data": title_of(name),
            "Rows": _rows_of(store, name),
            "From": say_date(first),
            "To": say_date(last),
        }
        for name, (first, last) in store.spans.items()
    ]
    return pd.DataFrame(rows, dtype=str)


def _rows_of(store: Store, table: str) -> str:
    """'1,406', and of complaints how many cases these rows are stages of: '1,406 (1,180 cases)'."""
    rows = say_count(store.row_counts[table])
    cases = say_cases(store)
    return f"{rows} ({cases})" if table == "complaints" and cases else rows


def say_cases(store: Store) -> str:
    """How many cases the rows of complaints are about: '1,180 cases'; '' where none is loaded."""
    frame = query(store, "complaints").frame
    cases = 0.0 if frame.empty else float(frame["value"].iloc[0])
    return f"{say_count(cases)} {'case' if cases == 1 else 'cases'}" if cases else ""


def verdicts_in_words(store: Store) -> str:
    """'1 do not use, 18 use with care, 10 fine', the worst first; '' where no check has spoken."""
    counts = {verdict: len(checks) for verdict, checks in checks_in_words(store)}
    return ", ".join(f"{count} {verdict}" for verdict, count in counts.items())


def title_of(table: str) -> str:
    """A table's name as a reader knows it; boundaries and lookups feed `areas` and `place_codes`, no clean tables."""
    other = {"areas": "Boundaries", "place_codes": "Lookup of wards"}
    return TABLES[table].title if table in TABLES else other.get(table, table)


def set_aside_csv(aside: pd.DataFrame) -> bytes:
    """The rows set aside as CSV, marked as UTF-8 for Excel."""
    rows = aside.astype(object).where(aside.notna(), None).itertuples(index=False, name=None)
    return csv_text(list(aside.columns), rows).encode("utf-8-sig")


def _verdicts(store: Store) -> list[tuple[int | None, str, str]]:
    """File, verdict and sentence of every check, the best first, so that a file's worst is the last."""
    rows = store.tuples("select file_id, verdict, message from checks order by file_id nulls last, code, message")
    return sorted(rows, key=lambda row: VERDICTS.index(row[1]))


def _days(first: str | None, last: str | None) -> str:
    if first is None or last is None:
        return "–"
    return f"{say_date(date.fromisoformat(first))} to {say_date(date.fromisoformat(last))}"
