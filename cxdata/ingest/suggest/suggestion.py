"""A mapping for an export that no profile fits, from its headers and its first rows, with how sure each part is."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from cxdata.contract import POINT_FIELDS, TABLES, Kind
from cxdata.errors import CxError
from cxdata.ingest.read.readers import preview
from cxdata.ingest.suggest.assign import MOST_LEVELS, assign, averages, guess_of
from cxdata.ingest.suggest.call_records import answered_only, answers_table, call_records, ratings_of_calls
from cxdata.ingest.suggest.column import Look, header_words, look, requester_of
from cxdata.ingest.suggest.model import GUESS, SURE, FieldGuess, Question, Suggestion
from cxdata.ingest.suggest.questions import Answers, Cells, ask, check_answers
from cxdata.ingest.suggest.scales import settle_scale
from cxdata.ingest.suggest.shapes.groups import DIMENSIONS as DIMENSIONS_OF
from cxdata.ingest.suggest.shapes.groups import Groups, find_groups
from cxdata.ingest.suggest.shapes.outline import settle_outline
from cxdata.ingest.suggest.shapes.shape import DIMENSIONS, Shape, refuse_pivot, shape_of
from cxdata.ingest.suggest.steps import settle

ROWS = 20_000
# Fields that many tables have say little about which table an export feeds.
_COMMON = {"channel", "service", "customer_type", "ward_code", "provider", "customer_key", "outcome"}
# What any list of an office has, and no sign of any table here.
_ANYWHERE = _COMMON - {"channel"} | {
    "reason",
    "name",
    "site",
    "comment",
    "figure",
    "value",
    "age_band",
    "disability",
    "organisation",
}
_MONEY_OR_STAFF = re.compile(
    r"\b(amount|supplier|payment|paid|balance|debit|credit|salary|pay|grade|invoice|transaction|job title|post title|"
    r"employee|sort code|account number|vat|net|cost|price|budget|line manager|payroll)\b"
)
# References that any list has.
_ANY_REFERENCE = {"id", "ref", "reference", "reference number", "ref number", "unique key", "number"}
_SAYS_SO = 0.9
_NOTHING = "does not look like anything this dashboard knows"


def suggest_profile(
    path: Path,
    *,
    sheet: str | None = None,
    table: str | None = None,
    columns: Mapping[str, str] | None = None,
    answers: Answers | None = None,
) -> Suggestion:
    """What a file probably is, from its headers and first 20,000 rows, with the questions that are still open.

    `table` and `columns` (column -> field, "" for none) are an officer's corrections, `answers` what was said to
    questions by their ids. Raises CxError when the file cannot be read, nothing in it looks like any table, or an
    answer or a correction fits nothing.
    """
    path, answers, chosen = Path(path), answers or {}, columns or {}
    shown = preview(path, sheet=sheet, limit=ROWS)
    raw = Cells(shown.columns, shown.rows)
    refuse_pivot(path.name, raw)
    raw, headings, filled = settle_outline(raw, path.name, answers)
    shape, headings = _shape(raw, headings, answers)
    cells = shape.cells
    looks = [look(header, cells.of(header)) for header in cells.columns]
    groups = find_groups(looks) if table is None else None
    plain = [column for column in looks if not groups or column.header not in groups.headers]
    best, guesses, also = _choose(plain, groups.table if groups else table)
    if groups:
        guesses, headings, group_field = _with_groups(groups, guesses, looks, headings, answers)
    if shape.open and headings.questions:
        best, guesses, also = "contacts", assign("contacts", looks), ()
    elif not table and not chosen and not groups and not _is_known(best, guesses, looks):
        raise CxError(
            f"{path.name}: it {_NOTHING}: none of its columns ({', '.join(shown.columns[:6])}) says that it is of "
            "contacts, calls, answers, visits or complaints. If it is, name the columns in plain "
            "words, or choose what they mean."
        )
    headings, chosen, allowed = _ask_of_people(headings, best, chosen, looks, answers)
    guesses = _corrected(best, guesses, chosen, cells)
    guesses += _staff_in_channel(best, guesses, looks)
    used = {column for guess in guesses for column in guess.columns} | {c for guess in also for c in guess.columns}
    names = {guess.field for guess in guesses}
    suggestion = Suggestion(
        file=path.name,
        table=best,
        fields=tuple(_unspread(guess, shape) for guess in guesses),
        order=None,
        order_why="",
        personal=tuple(
            column.header
            for column in looks
            if (column.personal or column.header in _points(guesses)) and column.header not in allowed
        ),
        not_personal=allowed,
        unused=tuple(column.header for column in looks if column.header not in used),
        missing=tuple(entry.name for entry in TABLES[best].fields if entry.required and entry.name not in names),
        questions=headings.questions,
        answered=headings.answered,
        unpivot=shape.unpivot,
        fill_down=filled,
        where=shape.where,
        only=answered_only(guesses, cells),
        groups=tuple((groups.constant(name), held) for name, held in groups.columns.items())[1:] if groups else (),
        grain=groups.grain if groups else None,
        group_field=group_field if groups else "",
        alike="each" if also or any(guess.constant == "1" for guess in guesses) else "one",
        headers=shown.columns,
    )
    suggestion = settle(suggestion, cells, raw, answers)
    suggestion = _with_answers(suggestion, also, cells, answers)
    check_answers(suggestion, answers)
    return replace(suggestion, fields=tuple(sorted(suggestion.fields, key=lambda guess: _place(best, guess.field))))


def _with_groups(
    groups: Groups, guesses: list[FieldGuess], looks: Sequence[Look], asking: Suggestion, answers: Answers
) -> tuple[list[FieldGuess], Suggestion, str]:
    """The guesses with the first group's columns, and the field that the groups' names are values of, asked."""
    (first, columns), *_ = groups.columns.items()
    by_header = {column.header: column for column in looks}
    time = TABLES[groups.table].time
    if time and groups.are_periods:
        kept = [guess for guess in guesses if guess.field not in (*columns, time)]
        kept += [guess_of(name, by_header[header], 0.9, f"of {first}") for name, header in columns.items()]
        kept.append(FieldGuess(time, (), 0.9, "the period in the heading", constant=groups.constant(first)))
        return averages(kept, by_header), asking, time
    choices = tuple(field.replace("_", " ") for field in DIMENSIONS_OF[groups.table])
    question = Question("groups", f"What are {', '.join(groups.columns)}?", choices)
    asking, choice = ask(asking, question, answers)
    field = (choice or choices[0]).replace(" ", "_")
    kept = [guess for guess in guesses if guess.field not in (*columns, field)]
    kept += [guess_of(name, by_header[header], 0.9, f"of {first}") for name, header in columns.items()]
    kept.append(FieldGuess(field, (), 0.9, "the name of the group", constant=first))
    return averages(kept, by_header), asking, field


def _shape(raw: Cells, asking: Suggestion, answers: Answers) -> tuple[Shape, Suggestion]:
    """The file with one fact a row; what its headings are is asked where they add up and nobody can tell."""
    shape = shape_of(raw)
    if not shape.open:
        return shape, asking
    text = f"{', '.join(shape.open[:4])}{' ...' if len(shape.open) > 4 else ''} add up to a total. What are they?"
    none = "figures of their own"
    asking, choice = ask(asking, Question("headings", text, (*DIMENSIONS, none)), answers)
    return (shape_of(raw, choice) if choice and choice != none else shape), asking


def _unspread(guess: FieldGuess, shape: Shape) -> FieldGuess:
    run = next((run for run in shape.spread if guess.columns == run[:1]), None)
    return replace(guess, columns=run, spread=True) if run else guess


def _choose(looks: Sequence[Look], table: str | None) -> tuple[str, list[FieldGuess], tuple[FieldGuess, ...]]:
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


def _is_known(table: str, guesses: Sequence[FieldGuess], looks: Sequence[Look]) -> bool:
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


def _ask_of_people(
    asking: Suggestion, table: str, chosen: Mapping[str, str], looks: Sequence[Look], answers: Answers
) -> tuple[Suggestion, dict[str, str], tuple[str, ...]]:
    """The choices without personal columns that would be kept, and the columns said, when asked, to be of nobody."""
    safe, allowed = dict(chosen), []
    for column in (column.header for column in looks if column.personal and chosen.get(column.header)):
        field = chosen[column]
        if field in POINT_FIELDS or TABLES[table].field(field).kind in (Kind.KEY, Kind.TEXT):
            continue
        text = f"'{column}' looks personal, and as {field} its values would be kept. What shall be done?"
        question = Question(f"personal:{column}", text, ("leave it unused", "it holds nobody's data"))
        asking, choice = ask(asking, question, answers)
        if choice == "it holds nobody's data":
            allowed.append(column)
        else:
            safe[column] = ""
    return asking, safe, tuple(allowed)


def _corrected(table: str, guesses: list[FieldGuess], chosen: Mapping[str, str], cells: Cells) -> list[FieldGuess]:
    """The guesses with an officer's choices of a field for a column, "" for none."""
    kept = [g for g in guesses if g.field not in chosen.values() and not any(c in chosen for c in g.columns)]
    for column, field in chosen.items():
        if column not in cells.columns:
            raise CxError(f"The file has no column '{column}'. It has {', '.join(cells.columns)}.")
        if field and field not in (*TABLES[table].names, *POINT_FIELDS):
            raise CxError(f"{table} has no field '{field}'. It has {', '.join(TABLES[table].names)}.")
        if field:
            kept.append(guess_of(field, look(column, cells.of(column)), 1.0, "chosen by you"))
    return averages(kept, {header: look(header, cells.of(header)) for header in cells.columns})


def _with_answers(suggestion: Suggestion, also: Sequence[FieldGuess], cells: Cells, answers: Answers) -> Suggestion:
    """The suggestion with the table of answers that the same rows feed, its ratings settled."""
    if not also:
        return suggestion
    score = next(guess for guess in also if guess.field == "score")
    values = cells.of(score.columns[0])
    suggestion, settled = settle_scale(suggestion, score, values, answers)
    fields = (*(guess for guess in also if guess.field != "score"), *settled)
    return replace(suggestion, second=answers_table(fields, sorted({value for value in values if value})))


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
    lists = {g.field for g in guesses if any(header_words(column) in _ANY_REFERENCE for column in g.columns)}
    weights = (
        sure * (0.3 if name in lists or name in _COMMON | time | set(POINT_FIELDS) else 1.0)
        for name, sure in found.items()
    )
    # A count for a period is of answers only where something says so.
    nothing_said = table == "responses" and not {"response_id", "score", "ease", "outcome_got", "felt"} & set(found)
    return sum(weights) - len(lacking) - nothing_said


def _staff_in_channel(table: str, guesses: Sequence[FieldGuess], columns: Sequence[Look]) -> list[FieldGuess]:
    """Who raised it, where the channel column itself names staff."""
    channel = next((guess for guess in guesses if guess.field == "channel" and guess.columns), None)
    sought = "requester" in TABLES[table].names and all(guess.field != "requester" for guess in guesses)
    if channel is None or not sought:
        return []
    levels = next((column.levels for column in columns if column.header == channel.columns[0]), ())
    staff = {level: "staff" for level in levels[:MOST_LEVELS] if requester_of(level) == "staff"}
    if not staff:
        return []
    why = "these channels are used by staff, not by customers"
    return [FieldGuess("requester", channel.columns, 0.7, why, staff, otherwise="public")]
