"""Which table the columns of an unknown export fit best, and which column each of its fields comes from."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from cxdata.contract import POINT_FIELDS, TABLES, Kind
from cxdata.contract.words.decisions import is_decision
from cxdata.errors import CxError
from cxdata.ingest.privacy.coded import words_to_show
from cxdata.ingest.suggest.column import (
    CLOCK_DIGITS,
    CLOCK_RANGE,
    Look,
    channel_of,
    header_words,
    requester_of,
    score_of,
)
from cxdata.ingest.suggest.fit import how_sure
from cxdata.ingest.suggest.guess.call_records import call_records, ratings_of_calls
from cxdata.ingest.suggest.model import GUESS, SURE, FieldGuess
from cxdata.ingest.suggest.places.columns import surest_place
from cxdata.ingest.suggest.words import CALLS_OF

# Fields that many tables have say little about which table an export feeds.
_COMMON = {"channel", "service", "customer_type", "ward_code", "provider", "customer_key", "outcome"}
# What any list of an office has, and no sign of any table here.
_ANYWHERE = (_COMMON - {"channel"}) | {
    *("reason", "name", "site", "comment", "figure", "value", "age_band", "disability", "language"),
    "organisation",
}
_MONEY_OR_STAFF = re.compile(
    r"\b(amount|supplier|payment|paid|balance|debit|credit|salary|pay|grade|invoice|transaction|job title|post title|"
    r"employee|sort code|account number|vat|net|cost|price|budget|line manager|payroll)\b"
)
_MOST_LEVELS = 60
# References that any list has.
_ANY_REFERENCE = {"id", "ref", "reference", "reference number", "ref number", "unique key", "number"}
_SAYS_SO = 0.9
_COMPLAINT = re.compile(r"complain|ombudsman")
_CLOCK = re.compile(r"\b(time|start|clock|hour|slot|interval|half hour|at)\b")
_YEARS = re.compile(r"(?:FY ?)?(?:19|20)\d\d(?: ?[/-] ?(?:20)?\d\d)?", re.IGNORECASE)
_PARTS = re.compile(
    r"(?:jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|"
    r"dec(ember)?|(q|quarter|qtr) ?[1-4])",
    re.IGNORECASE,
)
_IN_UNITS = (*CALLS_OF, "longest_wait_seconds")
_UNITS = {"minutes": 60.0, "hours": 3600.0, "days": 86400.0}


def choose(
    looks: Sequence[Look], table: str | None, file: str = ""
) -> tuple[str, list[FieldGuess], tuple[FieldGuess, ...]]:
    """The table that the columns fit best, its fields, and those of the answers that the same rows hold.

    `file` is the file's name, which may say what it lists.
    """
    if table is not None and table not in TABLES:
        raise CxError(f"'{table}' is not a table. The tables are {', '.join(TABLES)}.")
    if table in (None, "calls"):
        time = next((guess for guess in assign("calls", looks) if guess.field == "interval_start"), None)
        if calls := call_records(looks, time):
            return "calls", calls, ratings_of_calls(looks, calls)
    known = [table] if table else [name for name, entry in TABLES.items() if entry.headers]
    best = max(known, key=lambda name: _weight(name, assign(name, looks)) + _worded(name, looks, file))
    return best, assign(best, looks), ()


def _worded(table: str, looks: Sequence[Look], file: str) -> float:
    """What words say for a table whatever its references are called: worded ratings for answers; for complaints a
    decision ("Not upheld"), a heading or the file's name. What says nothing of complaints is rather a contact."""
    if table == "complaints":
        headings = any(_COMPLAINT.search(words) for words in (*(c.words for c in looks), file.casefold()))
        return 2.0 if headings or any(_of_decisions(column) for column in looks) else -0.5
    return 2.0 if table == "responses" and any(c.scores > 0.8 and c.numbers < 0.1 for c in looks) else 0.0


def _of_decisions(column: Look) -> bool:
    """Whether most of the different words of a column are decisions on complaints."""
    return sum(map(is_decision, column.levels)) * 2 >= max(len(column.levels), 1)


def is_known(table: str, guesses: Sequence[FieldGuess], looks: Sequence[Look]) -> bool:
    """Whether anything found is telling: a list of payments has dates, departments and types too."""
    time = TABLES[table].time
    telling = [
        guess
        for guess in guesses
        if guess.field not in (*_ANYWHERE, *POINT_FIELDS, time)
        and guess.sure >= (_SAYS_SO if TABLES[table].field(guess.field).kind is Kind.ID else GUESS)
        and not any(header_words(column) in _ANY_REFERENCE for column in guess.columns)
    ]
    sure = any(guess.field == time and guess.sure >= 0.95 and "received" in guess.why for guess in guesses)
    sure = sure and any(guess.field in _COMMON - {"outcome"} and guess.sure >= SURE for guess in guesses)
    other = sum(bool(_MONEY_OR_STAFF.search(column.words)) for column in looks)
    return len(telling) + sure > (1 if other >= 2 else 0)


def _weight(table: str, guesses: Sequence[FieldGuess]) -> float:
    """How well a table fits: its fields found, the telling ones counting most, required ones needed."""
    found = {guess.field: guess.sure for guess in guesses}
    lacking = [entry.name for entry in TABLES[table].fields if entry.required and entry.name not in found]
    time = {entry.name for entry in TABLES[table].fields if entry.kind in (Kind.TIME, Kind.DATE)}
    lists = {g.field for g in guesses if any(header_words(column) in _ANY_REFERENCE for column in g.columns)}
    slight = _COMMON | time | lists | set(POINT_FIELDS)
    weights = (sure * (0.3 if name in slight else 1.0) for name, sure in found.items())
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
    guesses = _month_of_year(table, guesses, columns)
    guesses = _begin_and_end(table, _with_time_of_day(table, guesses, columns), columns)
    return multiply_averages(guesses, {column.header: column for column in columns})


def guess_for(name: str, column: Look, sure: float, why: str) -> FieldGuess:
    """The guess that a column is a field, with what its words mean where the field has words of its own."""
    meaning = {"channel": channel_of, "score": score_of, "requester": requester_of}.get(name)
    if name in ("ease", "outcome_got", "felt"):
        meaning = score_of
    numeric = column.numbers > 0.9 and not (meaning is score_of and column.ratings <= 0.8)
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


def _month_of_year(table: str, guesses: list[FieldGuess], columns: Sequence[Look]) -> list[FieldGuess]:
    """The guesses with a time from a year and the name of a month or quarter in another column."""
    time = TABLES[table].time
    years = [column for column in columns if column.levels and all(map(_YEARS.fullmatch, column.levels))]
    parts = [column for column in columns if column.levels and all(map(_PARTS.fullmatch, column.levels))]
    if time is None or len(years) != 1 or len(parts) != 1:
        return guesses
    taken = {years[0].header, parts[0].header}
    kept = [guess for guess in guesses if guess.field != time and not taken & set(guess.columns)]
    both = (parts[0].header, years[0].header)
    return [*kept, FieldGuess(time, both, 0.9, "a year and a part of it in two columns", glue=" ")]


def _with_time_of_day(table: str, guesses: list[FieldGuess], columns: Sequence[Look]) -> list[FieldGuess]:
    """The guesses with a time of day joined to the day, where the export keeps them in two columns."""
    used = {column for guess in guesses for column in guess.columns}
    days = {column.header for column in columns if column.dates > 0.8 and not column.timed}
    time = TABLES[table].time
    if days and not any(guess.field == time and set(guess.columns) <= days for guess in guesses):
        # The column that is called the time holds the time of day only, or the date is called something else.
        free = [column.header for column in columns if column.header in days - used]
        others = [guess for guess in guesses if guess.field != time]
        if (
            len(free) == 1
            and len(others) >= len(guesses) - 1
            and not any(g.field == time and g.sure > 0.9 for g in guesses)
        ):
            guesses = (
                [*others, FieldGuess(time or "", (free[0],), 0.7, "the only column of dates")] if time else guesses
            )
            used = {column for guess in guesses for column in guess.columns}
    clock = next((c for c in columns if c.header not in used and _is_clock(c)), None)
    if clock is None:
        return guesses
    replaced = _clock_rewrites(clock)
    return [
        replace(
            guess,
            columns=(*guess.columns, clock.header),
            glue=" ",
            replace=replaced,
            why=f"{guess.why}; its time in another column",
        )
        if guess.field == time and set(guess.columns) <= days
        else guess
        for guess in guesses
    ]


def _begin_and_end(table: str, guesses: list[FieldGuess], columns: Sequence[Look]) -> list[FieldGuess]:
    """The guesses with the times of day at which something begins and ends on the day of a column of dates: a rota."""
    contract = TABLES[table]
    days = {column.header for column in columns if column.dates > 0.8 and not column.timed}
    day = next((name for g in guesses if g.field == contract.time for name in g.columns if name in days), None)
    clocks = [column for column in columns if column.clock > 0.9 or column.clock_digits > 0.9]
    told = {
        field.name: column
        for field in contract.fields
        for column in clocks
        if field.kind is Kind.TIME and column.words in field.headers
    }
    if day is None or len(told) < 2:
        return guesses
    both = [
        FieldGuess(
            name, (day, c.header), 0.9, "the day and the time in two columns", glue=" ", replace=_clock_rewrites(c)
        )
        for name, c in told.items()
    ]
    return [*(guess for guess in guesses if guess.field not in told), *both]


def _is_clock(column: Look) -> bool:
    """Whether a column holds times of day: 09:30, 09:30 - 10:00, and 0930 under a heading that says so."""
    said = bool(_CLOCK.search(column.words))
    return (column.ranges > 0.9) or (said and (column.clock > 0.9 or column.clock_digits > 0.9))


def _clock_rewrites(column: Look) -> tuple[tuple[str, str], ...]:
    """How a time of day is rewritten at the end of the joined text: the first end of an interval, or its colon."""
    if column.ranges > 0.9:
        return ((rf" {CLOCK_RANGE}$", r" \1"),)
    return ((rf" {CLOCK_DIGITS}$", r" \1:\2"),) if column.clock <= 0.9 else ()


def multiply_averages(guesses: list[FieldGuess], columns: Mapping[str, Look]) -> list[FieldGuess]:
    """Means and shares of calls are multiplied by the calls they are of, so that they can be added up again."""
    counts = {guess.field: guess.columns[0] for guess in guesses if guess.field in ("answered", "abandoned")}
    settled = []
    for guess in guesses:
        column = columns.get(guess.columns[0]) if guess.columns else None
        mean = column is not None and (
            {"average", "asa", "aht"} & set(column.words.split())
            or (guess.field == "answered_in_target" and (column.largest <= 1 or column.per_cent > 0.8))
        )
        if guess.field == "answered_in_target" and column is not None and column.per_cent > 0.8:
            guess = replace(guess, scale=0.01)
        if column is not None and guess.field in _IN_UNITS and column.numbers > 0.8:
            unit = next((unit for unit in _UNITS if unit in column.words.split()), None)
            unit = "days" if column.day_fractions else unit
            if unit:
                guess = replace(guess, scale=_UNITS[unit], why=f"{guess.why}; in {unit}, made into seconds")
        calls = counts.get(CALLS_OF.get(guess.field, ""))
        if calls and mean:
            guess = replace(guess, why=f"{guess.why}; a mean or share, so multiplied by {calls}", times=calls)
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
