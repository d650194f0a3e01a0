"""Which table the columns of an unknown export fit best, and which column each of its fields comes from."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from cxdata.contract import POINT_FIELDS, TABLES, Kind
from cxdata.errors import CxError
from cxdata.ingest.privacy.coded import words_to_show
from cxdata.ingest.suggest.column import Look, channel_of, requester_of, score_of
from cxdata.ingest.suggest.fit import how_sure
from cxdata.ingest.suggest.guess.call_records import call_records, ratings_of_calls
from cxdata.ingest.suggest.model import GUESS, FieldGuess
from cxdata.ingest.suggest.places.columns import surest_place

# Fields that many tables have say little about which table an export feeds.
_COMMON = {"channel", "service", "customer_type", "ward_code", "provider", "customer_key", "outcome"}
# What any list of an office has, and no sign of any table here.
_ANYWHERE = _COMMON - {"channel"} | {"reason", "name", "site", "comment", "figure", "value", "age_band", "disability"}
_MONEY_OR_STAFF = re.compile(
    r"\b(amount|supplier|payment|paid|balance|debit|credit|salary|pay|grade|invoice|transaction|job title|post title|"
    r"employee|sort code|account number|vat|net|cost|price|budget|line manager|payroll)\b"
)
_MOST_LEVELS = 60
_CLOCK = re.compile(r"\b(time|start|clock|hour)\b")


def choose(looks: Sequence[Look], table: str | None) -> tuple[str, list[FieldGuess], tuple[FieldGuess, ...]]:
    """The table that the columns fit best, its fields, and those of the answers that the same rows hold."""
    if table is not None and table not in TABLES:
        raise CxError(f"'{table}' is not a table. The tables are {', '.join(TABLES)}.")
    if table in (None, "calls"):
        time = next((guess for guess in assign("calls", looks) if guess.field == "interval_start"), None)
        if calls := call_records(looks, time):
            return "calls", calls, ratings_of_calls(looks, calls)
    known = [table] if table else [name for name, entry in TABLES.items() if entry.headers]
    best = max(known, key=lambda name: _weight(name, assign(name, looks)) + _worded(name, looks))
    return best, assign(best, looks), ()


def _worded(table: str, looks: Sequence[Look]) -> float:
    """What a column of worded ratings says for a table of answers, whatever its references are called."""
    return 2.0 if table == "responses" and any(c.scores > 0.8 and c.numbers < 0.1 for c in looks) else 0.0


def is_known(table: str, guesses: Sequence[FieldGuess], looks: Sequence[Look]) -> bool:
    """Whether anything found is telling: a list of payments has dates, departments and types too."""
    time = TABLES[table].time
    telling = [
        guess for guess in guesses if guess.field not in (*_ANYWHERE, *POINT_FIELDS, time) and guess.sure >= GUESS
    ]
    sure = any(guess.field == time and guess.sure >= 0.95 and "received" in guess.why for guess in guesses)
    other = sum(bool(_MONEY_OR_STAFF.search(column.words)) for column in looks)
    return len(telling) + sure > (1 if other >= 2 else 0)


def _weight(table: str, guesses: Sequence[FieldGuess]) -> float:
    """How well a table fits: its fields found, the telling ones counting most, required ones needed."""
    found = {guess.field: guess.sure for guess in guesses}
    lacking = [entry.name for entry in TABLES[table].fields if entry.required and entry.name not in found]
    time = {entry.name for entry in TABLES[table].fields if entry.kind in (Kind.TIME, Kind.DATE)}
    weights = (sure * (0.3 if name in _COMMON | time | set(POINT_FIELDS) else 1.0) for name, sure in found.items())
    # A count for a period is of answers only where something says so.
    nothing_said = table == "responses" and not {"response_id", "score", "ease", "outcome_got", "felt"} & set(found)
    return sum(weights) - len(lacking) - nothing_said


def assign(table: str, columns: Sequence[Look]) -> list[FieldGuess]:
    """One column for each field, the surest pairs first; a column serves one field."""
    pairs = sorted(
        (
            (*how_sure(table, name, words, column), name, column)
            for name, words in TABLES[table].headers.items()
            for column in columns
        ),
        key=lambda pair: -pair[0],
    )
    taken: dict[str, str] = {}
    guesses: list[FieldGuess] = []
    for sure, why, name, column in pairs:
        if sure < GUESS or name in taken or column.header in taken.values():
            continue
        taken[name] = column.header
        guesses.append(guess_for(name, column, sure, why))
    guesses = surest_place(guesses)
    guesses += _year_and_month(table, guesses, columns)
    guesses = _with_time_of_day(table, guesses, columns)
    return multiply_averages(guesses, {column.header: column for column in columns})


def guess_for(name: str, column: Look, sure: float, why: str) -> FieldGuess:
    """A column as the field `name`, the words of a coded one turned as far as they are known."""
    meaning = {"channel": channel_of, "score": score_of, "requester": requester_of}.get(name)
    if name in ("ease", "outcome_got", "felt"):
        meaning = score_of
    numeric = column.numbers > 0.9
    if meaning is None or (numeric and name != "channel"):
        return FieldGuess(name, (column.header,), round(sure, 2), why)
    # A word becomes part of a saved layout, so one with somebody's data in it is not among them.
    shown = words_to_show(column.levels[:_MOST_LEVELS])
    values = {level: found for level in shown if (found := meaning(level)) is not None}
    unmapped = tuple(level for level in shown if level not in values)
    return FieldGuess(name, (column.header,), round(sure, 2), why, values, unmapped)


def _year_and_month(table: str, guesses: Sequence[FieldGuess], columns: Sequence[Look]) -> list[FieldGuess]:
    """A time from a year and a month in two columns, where no column holds dates."""
    time = TABLES[table].time
    found = {column.words: column for column in columns if column.words in ("year", "month") and column.numbers > 0.9}
    if time is None or len(found) < 2 or any(guess.field == time for guess in guesses):
        return []
    return [FieldGuess(time, (found["year"].header, found["month"].header), 0.9, "a year and a month in two columns")]


def _with_time_of_day(table: str, guesses: list[FieldGuess], columns: Sequence[Look]) -> list[FieldGuess]:
    """The guesses with a time of day joined to the day, where the export keeps them in two columns."""
    used = {column for guess in guesses for column in guess.columns}
    clock = next((c for c in columns if c.header not in used and c.clock > 0.9 and _CLOCK.search(c.words)), None)
    days = {column.header for column in columns if column.dates > 0.8 and not column.timed}
    return [
        replace(guess, columns=(*guess.columns, clock.header), glue=" ", why=f"{guess.why}; its time in another column")
        if clock and guess.field == TABLES[table].time and set(guess.columns) <= days
        else guess
        for guess in guesses
    ]


def multiply_averages(guesses: list[FieldGuess], columns: Mapping[str, Look]) -> list[FieldGuess]:
    """Means and shares of answered calls are multiplied by them, so that they can be added up again."""
    answered = next((guess.columns[0] for guess in guesses if guess.field == "answered"), None)
    settled = []
    for guess in guesses:
        column = columns.get(guess.columns[0]) if guess.columns else None
        mean = column is not None and (
            {"average", "mean", "asa", "aht"} & set(column.words.split())
            or (guess.field == "answered_in_target" and column.largest <= 1)
        )
        if answered and mean and guess.field in ("wait_seconds_total", "handle_seconds_total", "answered_in_target"):
            why = f"{guess.why}; a mean or share, so multiplied by {answered}"
            guess = FieldGuess(guess.field, guess.columns, guess.sure, why, times=answered)
        settled.append(guess)
    return settled


def staff_in_channel(table: str, guesses: Sequence[FieldGuess], columns: Sequence[Look]) -> list[FieldGuess]:
    """Who raised it, where the channel column itself names staff."""
    channel = next((guess for guess in guesses if guess.field == "channel" and guess.columns), None)
    sought = "requester" in TABLES[table].names and all(guess.field != "requester" for guess in guesses)
    if channel is None or not sought:
        return []
    levels = next((column.levels for column in columns if column.header == channel.columns[0]), ())
    staff = {level: "staff" for level in words_to_show(levels[:_MOST_LEVELS]) if requester_of(level) == "staff"}
    if not staff:
        return []
    why = "these channels are used by staff, not by customers"
    return [FieldGuess("requester", channel.columns, 0.7, why, staff, otherwise="public")]
