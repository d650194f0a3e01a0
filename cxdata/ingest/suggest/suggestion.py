"""A mapping for an export that no profile fits, from its headers and its first rows, with how sure each part is."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cxdata.contract import POINT_FIELDS, TABLES, Kind
from cxdata.errors import CxError
from cxdata.ingest.privacy.coded import words_to_show
from cxdata.ingest.profile import dates
from cxdata.ingest.profile.model import FieldMap, Profile, TableMap
from cxdata.ingest.read.readers import preview
from cxdata.ingest.suggest.column import Look, channel_of, look, requester_of, score_of
from cxdata.ingest.suggest.fit import how_sure

ROWS = 20_000
# From here a guess is said to be sure, likely, or worth showing at all.
SURE, LIKELY, GUESS = 0.85, 0.6, 0.4
# Fields that many tables have say little about which table an export feeds.
_COMMON = {"channel", "service", "customer_type", "ward_code", "provider", "customer_key", "outcome"}
_MOST_LEVELS = 60


@dataclass(frozen=True)
class FieldGuess:
    """Where one field of the contract probably comes from.

    `sure` runs from 0 to 1; `why` is a sentence. `values` turns words of the export into the contract's; `unmapped`
    are words nobody can place, which an officer must: until then their rows are set aside.
    """

    field: str
    columns: tuple[str, ...]
    sure: float
    why: str
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)
    unmapped: tuple[str, ...] = ()
    otherwise: str | None = None
    times: str | None = None

    @property
    def how_sure(self) -> str:
        """'sure', 'likely' or 'a guess'."""
        return "sure" if self.sure >= SURE else "likely" if self.sure >= LIKELY else "a guess"


@dataclass(frozen=True)
class Suggestion:
    """What an unknown export probably is: its table, its fields, the order of its dates, its personal columns."""

    file: str
    table: str
    fields: tuple[FieldGuess, ...]
    order: str | None
    order_why: str
    personal: tuple[str, ...]
    unused: tuple[str, ...]
    missing: tuple[str, ...]
    not_personal: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The suggestion for JSON."""
        found = asdict(self)
        found["fields"] = [asdict(guess) | {"how_sure": guess.how_sure} for guess in self.fields]
        return found

    def words(self) -> str:
        """The suggestion as lines to read."""
        lines = [f"{self.file} looks like {TABLES[self.table].grain} (table {self.table}).", ""]
        for guess in self.fields:
            lines.append(f"{guess.field:<20} {' + '.join(guess.columns):<28} {guess.how_sure}: {guess.why}")
            for word, meaning in guess.values.items():
                lines.append(f"{'':<20}   {word} = {meaning}")
            if guess.unmapped:
                lines.append(f"{'':<20}   not placed, please say: {', '.join(guess.unmapped)}")
        lines += ["", f"Dates: {self.order_why}"]
        if self.missing:
            lines.append(f"Not found, and no row can do without it: {', '.join(self.missing)}.")
        if self.personal:
            lines += self.personal_words()
        if self.unused:
            lines.append(f"Not used: {', '.join(self.unused)}.")
        return "\n".join(lines)

    def personal_words(self) -> list[str]:
        """What becomes of the personal columns, in sentences: those that are dropped, and those that a field reads."""
        used = {column: guess.field for guess in self.fields for column in guess.columns}
        dropped = [column for column in self.personal if column not in used]
        lines = [f"Personal, never kept: {', '.join(dropped)}."] if dropped else []
        return lines + [
            f"Personal, and used for {used[column]}: {column} is {_how_kept(self.table, used[column])}."
            for column in self.personal
            if column in used
        ]

    def to_profile(self, name: str) -> Profile:
        """The suggestion as a profile that can be edited and saved; recognised by the columns it uses.

        Raises CxError when a field that no row can do without has no column yet.
        """
        if self.missing:
            raise CxError(
                f"{self.file}: no column was found for {', '.join(self.missing)}. Choose one, then save the profile."
            )
        used = tuple(dict.fromkeys(column for guess in self.fields for column in guess.columns))
        mappings = tuple(
            FieldMap(
                name=guess.field,
                sources=guess.columns if len(guess.columns) == 1 else (),
                join=guess.columns if len(guess.columns) > 1 else (),
                glue="-" if len(guess.columns) > 1 else " ",
                values=dict(guess.values),
                otherwise=guess.otherwise,
                times=guess.times,
            )
            for guess in self.fields
        )
        return Profile(
            name=name,
            title=f"Like {self.file}",
            system=name,
            tables=(TableMap(self.table, mappings),),
            about=f"Suggested from {self.file} and looked over by an officer.",
            dates=self.order,
            ignore=self.unused,
            personal=self.personal,
            not_personal=self.not_personal,
            headers=used,
            shipped=False,
        )


def suggest_profile(path: Path, *, sheet: str | None = None) -> Suggestion:
    """What a file probably is, from its headers and first 20,000 rows.

    Raises CxError when the file cannot be read, or nothing in it looks like any table.
    """
    path = Path(path)
    shown = preview(path, sheet=sheet, limit=ROWS)
    columns = [look(header, [row[place] for row in shown.rows]) for place, header in enumerate(shown.columns)]
    known = [name for name, table in TABLES.items() if table.headers]
    best = max(known, key=lambda table: _weight(table, _assign(table, columns)))
    guesses = _assign(best, columns)
    if not guesses:
        raise CxError(
            f"{path.name}: none of its columns looks like anything this dashboard knows "
            f"({', '.join(shown.columns[:6])}). Name the columns in plain words, or write a profile by hand."
        )
    guesses += _staff_in_channel(best, guesses, columns)
    order, why = _date_order(best, guesses, shown.columns, shown.rows)
    used = {column for guess in guesses for column in guess.columns}
    names = {guess.field for guess in guesses}
    personal = tuple(column.header for column in columns if column.personal or column.header in _points(guesses))
    return Suggestion(
        file=path.name,
        table=best,
        fields=tuple(sorted(guesses, key=lambda guess: _place(best, guess.field))),
        order=order,
        order_why=why,
        personal=personal,
        unused=tuple(column.header for column in columns if column.header not in used),
        missing=tuple(entry.name for entry in TABLES[best].fields if entry.required and entry.name not in names),
    )


def _how_kept(table: str, field: str) -> str:
    """What becomes of a personal column that a field reads."""
    if field in POINT_FIELDS:
        return "turned into a ward and then dropped"
    kind = TABLES[table].field(field).kind
    return "kept as a keyed hash only" if kind is Kind.KEY else "kept with what is personal taken out"


def _place(table: str, name: str) -> int:
    names = TABLES[table].names + POINT_FIELDS
    return names.index(name)


def _points(guesses: Iterable[FieldGuess]) -> set[str]:
    return {column for guess in guesses if guess.field in POINT_FIELDS for column in guess.columns}


def _weight(table: str, guesses: Sequence[FieldGuess]) -> float:
    """How well a table fits: its fields found, the telling ones counting most, required ones needed."""
    found = {guess.field: guess.sure for guess in guesses}
    lacking = [entry.name for entry in TABLES[table].fields if entry.required and entry.name not in found]
    time = {entry.name for entry in TABLES[table].fields if entry.kind in (Kind.TIME, Kind.DATE)}
    weights = (sure * (0.3 if name in _COMMON | time | set(POINT_FIELDS) else 1.0) for name, sure in found.items())
    return sum(weights) - len(lacking)


def _assign(table: str, columns: Sequence[Look]) -> list[FieldGuess]:
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
        guesses.append(_guess(name, column, sure, why))
    if {"latitude", "longitude"} <= set(taken):
        guesses = [guess for guess in guesses if guess.field != "point"]
    guesses += _year_and_month(table, guesses, columns)
    return _averages(guesses, {column.header: column for column in columns})


def _guess(name: str, column: Look, sure: float, why: str) -> FieldGuess:
    meaning = {"channel": channel_of, "score": score_of, "requester": requester_of}.get(name)
    if name in ("ease", "outcome_got", "felt"):
        meaning = score_of
    numeric = column.numbers > 0.9
    if meaning is None or (numeric and name != "channel"):
        return FieldGuess(name, (column.header,), round(sure, 2), why)
    shown = column.levels[:_MOST_LEVELS]
    values = {level: found for level in shown if (found := meaning(level)) is not None}
    unmapped = tuple(words_to_show(level for level in shown if level not in values))
    return FieldGuess(name, (column.header,), round(sure, 2), why, values, unmapped)


def _year_and_month(table: str, guesses: Sequence[FieldGuess], columns: Sequence[Look]) -> list[FieldGuess]:
    """A time from a year and a month in two columns, where no column holds dates."""
    time = TABLES[table].time
    found = {column.words: column for column in columns if column.words in ("year", "month") and column.numbers > 0.9}
    if time is None or len(found) < 2 or any(guess.field == time for guess in guesses):
        return []
    return [FieldGuess(time, (found["year"].header, found["month"].header), 0.9, "a year and a month in two columns")]


def _averages(guesses: list[FieldGuess], columns: Mapping[str, Look]) -> list[FieldGuess]:
    """Means and shares of answered calls are multiplied by them, so that they can be added up again."""
    answered = next((guess.columns[0] for guess in guesses if guess.field == "answered"), None)
    found = []
    for guess in guesses:
        column = columns.get(guess.columns[0])
        mean = column is not None and (
            {"average", "mean", "asa", "aht"} & set(column.words.split())
            or (guess.field == "answered_in_target" and column.largest <= 1)
        )
        if answered and mean and guess.field in ("wait_seconds_total", "handle_seconds_total", "answered_in_target"):
            why = f"{guess.why}; a mean or share, so multiplied by {answered}"
            guess = FieldGuess(guess.field, guess.columns, guess.sure, why, times=answered)
        found.append(guess)
    return found


def _staff_in_channel(table: str, guesses: Sequence[FieldGuess], columns: Sequence[Look]) -> list[FieldGuess]:
    """Who raised it, where the channel column itself names staff."""
    channel = next((guess for guess in guesses if guess.field == "channel"), None)
    sought = "requester" in TABLES[table].names and all(guess.field != "requester" for guess in guesses)
    if channel is None or not sought:
        return []
    levels = next(column.levels for column in columns if column.header == channel.columns[0])
    staff = {level: "staff" for level in levels[:_MOST_LEVELS] if requester_of(level) == "staff"}
    if not staff:
        return []
    why = "these channels are used by staff, not by customers"
    return [FieldGuess("requester", channel.columns, 0.7, why, staff, otherwise="public")]


def _date_order(
    table: str, guesses: Sequence[FieldGuess], headers: Sequence[str], rows: Sequence[Sequence[str | None]]
) -> tuple[str | None, str]:
    """The order of day and month that the first rows prove, and the evidence in words."""
    times = {entry.name for entry in TABLES[table].fields if entry.kind in (Kind.TIME, Kind.DATE)}
    columns = [guess.columns[0] for guess in guesses if guess.field in times and len(guess.columns) == 1]
    found = {
        header: [(row[headers.index(header)] or "", number) for number, row in enumerate(rows, start=1)]
        for header in columns
    }
    evidence = dates.weigh(found)
    if evidence.dmy and evidence.mdy:
        return None, "the first rows have both orders; say which holds."
    for order, proof, words in (("dmy", evidence.dmy, "day first"), ("mdy", evidence.mdy, "month first")):
        if proof:
            return order, f"{words}: row {proof[0]:,} has {proof[1]}, which can be read no other way."
    if evidence.either:
        return None, f"nothing in the first rows says whether {evidence.either[1]} is day first or month first."
    return None, "no date in the first rows can be read two ways."
