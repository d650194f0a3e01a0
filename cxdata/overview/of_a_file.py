"""What a file would say once it is loaded: the figures of a trial of its first rows, worked out by the one engine."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pandas as pd

from cxdata.analysis.result import say_many
from cxdata.contract import TABLES, Kind
from cxdata.ingest.plan.trial import TRIED, Look, trial_of
from cxdata.ingest.profile.model import Profile
from cxdata.ingest.receipt import Problem
from cxdata.measures import count_of
from cxdata.measures.query import query
from cxdata.measures.words import say_count, say_level, say_value
from cxdata.periods import say_date
from cxdata.settings import read_settings
from cxdata.store import Store

# What only a load of the whole file, beside the others, can say.
_OF_THE_WHOLE = (
    *("month_half_loaded", "months_missing", "series_starts_or_stops", "sources_disagree", "blanks_differ_by_channel"),
    *("small_counts", "single_row_levels", "set_aside_share", "wards_without_boundaries", "wards_without_data"),
    *("wards_of_another_vintage",),
)
_SECOND = {"responses": "satisfied", "calls": "average_wait"}


@dataclass(frozen=True)
class Landing:
    """How the first rows would land: by table the clean rows in words, and the figures that they would give.

    `problems` is what the receipt of the trial would have to say.
    """

    tables: Mapping[str, pd.DataFrame]
    figures: tuple[str, ...]
    problems: tuple[Problem, ...]


def land(look: Look, profile: Profile, *, data: Path, dates: str | None = None) -> Landing:
    """A trial of a file's first rows with a layout. Raises CxError when a load would refuse the file."""
    with trial_of(look, profile, data=data, dates=dates) as trial:
        receipt = trial.receipt
        if receipt.set_aside or receipt.duplicates:
            left = [f"{say_count(receipt.set_aside)} set aside" if receipt.set_aside else ""]
            left.append(f"{say_count(receipt.duplicates)} repeated" if receipt.duplicates else "")
            rest = f", {' and '.join(filter(None, left))}"
        else:
            rest = ""
        whole = "this file" if look.whole else f"the first {say_count(TRIED)} rows of this file"
        figures = [f"Of {whole}: {say_many(receipt.read, 'row')} read, {say_count(receipt.loaded)} loaded{rest}."]
        figures += [_figure(trial.store, table, data) for table in receipt.tables]
        tables = {name: _in_words(name, rows) for name, rows in trial.rows().items()}
    problems = tuple(problem for problem in receipt.problems if problem.code not in _OF_THE_WHOLE)
    return Landing(tables, tuple(figures), problems)


def _figure(store: Store, table: str, data: Path) -> str:
    """'20 answers, 3 January 2026 to 22 January 2026; 14 of 20 satisfied (70%).'"""
    council = read_settings(data)
    count = count_of(table)
    counted = query(store, count, council=council).frame["value"].iloc[0] if count else None
    number = store.row_counts[table] if counted is None else counted
    first, last = store.spans.get(table, (None, None))
    span = f", {say_date(first)}" if first else ""
    span += f" to {say_date(last)}" if last and last != first else ""
    return f"{say_count(number)} {TABLES[table].noun}{span}{_second(store, table, data)}."


def _second(store: Store, table: str, data: Path) -> str:
    """The figure that a reader knows such a file by: the share satisfied with its base, the mean wait."""
    if table not in _SECOND:
        return ""
    answer = query(store, _SECOND[table], council=read_settings(data))
    row = answer.frame.iloc[0]
    value = say_value(answer.measure, row["value"], row["denominator"])
    if pd.isna(row["denominator"]) or not row["denominator"]:
        return ""
    if table == "responses":
        share = "" if pd.isna(row["value"]) else f" ({value})"
        return f"; {say_count(row['numerator'])} of {say_count(row['denominator'])} satisfied{share}"
    return "" if pd.isna(row["value"]) else f"; average wait {value}"


def _in_words(table: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Clean rows with headings and values as a reader knows them."""
    fields = {name: TABLES[table].words_of(name) for name in rows.columns}
    shown = {name: [_say(table, name, value) if value else "" for value in rows[name]] for name in rows.columns}
    return pd.DataFrame(shown, dtype=str).rename(columns=fields)


def _say(table: str, name: str, value: str) -> str:
    """One clean value as it is read aloud."""
    kind = TABLES[table].field(name).kind
    if kind in (Kind.TIME, Kind.DATE):
        moment = datetime.fromisoformat(value)
        clock = f", {moment:%H:%M}" if (moment.hour, moment.minute) != (0, 0) else ""
        return f"{say_date(moment.date())}{clock}"
    if kind is Kind.NUMBER:
        return f"{float(value):,.10g}"
    return say_level("score" if kind is Kind.SCORE else name, value)
