"""What an officer says about a file beyond what was suggested, at a terminal and on the page alike."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cxdata.contract import CHANNELS, POINT_FIELDS, REQUESTERS, TABLES, Kind
from cxdata.errors import CxError
from cxdata.ingest.privacy.shown import shown_headings
from cxdata.ingest.profile.model import Unpivot
from cxdata.ingest.suggest.column import Look
from cxdata.ingest.suggest.guess.guesses import guess_for, multiply_averages
from cxdata.ingest.suggest.model import FieldGuess, Question, Suggestion
from cxdata.ingest.suggest.questions import Answers, Cells, ask

SCORES = ("1", "2", "3", "4", "5")
CHOSEN = "chosen by you"
UNUSED, NOBODYS = "leave it unused", "it holds nobody's data"
FILLED, TOGETHER = "the first of them that is filled in", "put together, one after the other"
_WORDS_OF = {"channel": CHANNELS, "requester": REQUESTERS} | dict.fromkeys(
    ("score", "ease", "outcome_got", "felt"), SCORES
)


@dataclass(frozen=True)
class Corrections:
    """An officer's word on one file; everything left out stays as it is suggested.

    `columns` gives columns their field ("" for none), `answers` questions their choice. `words` says, by field, what a
    word of the file means: "" says nothing, None sets its rows aside. `swaps` are, by field, texts and what stands for
    them wherever they occur. `where` keeps only rows with one of these values in a column. `turn` names columns to turn
    to rows, or none; `dates` is the order of day and month.
    """

    table: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    answers: Answers = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)
    swaps: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    turn: Unpivot | None = None
    dates: str | None = None


def fields_of(table: str) -> tuple[str, ...]:
    """Every field of a table that a column may stand for, those that place a row on the map included."""
    points = POINT_FIELDS if TABLES[table].has_wards else ()
    return (*TABLES[table].names, *points)


def meanings(name: str) -> tuple[str, ...]:
    """The words that a field's values are turned into; () where they stand as the file has them."""
    return _WORDS_OF.get(name, ())


def ask_of_people(
    suggestion: Suggestion, table: str, chosen: Mapping[str, str], looks: Sequence[Look], answers: Answers
) -> tuple[Suggestion, dict[str, str], tuple[str, ...]]:
    """The choices without personal columns that would be kept, and the columns said, when asked, to be of nobody."""
    safe, allowed = dict(chosen), []
    for column in (column.header for column in looks if column.personal and chosen.get(column.header)):
        if not _is_kept(table, chosen[column]):
            continue
        words = TABLES[table].words_of(chosen[column])
        text = f"'{column}' looks personal, and as \"{words}\" its values would be kept. What shall be done?"
        suggestion, choice = ask(suggestion, Question(f"personal:{column}", text, (UNUSED, NOBODYS)), answers)
        if choice == NOBODYS:
            allowed.append(column)
        else:
            safe[column] = ""
    return suggestion, safe, tuple(allowed)


def _is_kept(table: str, name: str) -> bool:
    """Whether a field keeps the values of its column as they stand."""
    return name not in POINT_FIELDS and TABLES[table].field(name).kind not in (Kind.KEY, Kind.TEXT)


def corrected(
    suggestion: Suggestion,
    table: str,
    guesses: Sequence[FieldGuess],
    chosen: Mapping[str, str],
    *,
    cells: Cells,
    looks: Sequence[Look],
    answers: Answers,
) -> tuple[Suggestion, list[FieldGuess]]:
    """The guesses with an officer's choices of a field for a column; how two columns are one field is asked.

    Raises CxError for a column or a field that is not there, and for two columns of numbers with one meaning.
    """
    _check(table, chosen, cells)
    by_header = {column.header: column for column in looks}
    kept = [g for g in guesses if g.field not in chosen.values() and not any(c in chosen for c in g.columns)]
    by_field: dict[str, list[str]] = {}
    for column in cells.columns:
        if chosen.get(column):
            by_field.setdefault(chosen[column], []).append(column)
    for name, columns in by_field.items():
        if len(columns) == 1:
            kept.append(guess_for(name, by_header[columns[0]], 1.0, CHOSEN))
        else:
            suggestion, guess = _together(suggestion, table, name, [by_header[c] for c in columns], answers)
            kept.append(guess)
    return suggestion, multiply_averages(kept, by_header)


def _check(table: str, chosen: Mapping[str, str], cells: Cells) -> None:
    for column, name in chosen.items():
        if column not in cells.columns:
            raise CxError(f"The file has no column '{column}'. It has {shown_headings(cells.columns, 60)}.")
        if name and name not in fields_of(table):
            raise CxError(f"{table} has no field '{name}'. It has {', '.join(fields_of(table))}.")


def _together(
    suggestion: Suggestion, table: str, name: str, looks: Sequence[Look], answers: Answers
) -> tuple[Suggestion, FieldGuess]:
    """Several columns as one field: a day and its time are joined, of others it is asked how they go together."""
    kind = None if name in POINT_FIELDS else TABLES[table].field(name).kind
    columns = tuple(column.header for column in looks)
    words, shown = TABLES[table].words_of(name), " and ".join(f"'{column}'" for column in columns)
    if kind in (Kind.TIME, Kind.DATE):
        day_first = tuple(column.header for column in sorted(looks, key=lambda column: -column.dates))
        return suggestion, FieldGuess(name, day_first, 1.0, CHOSEN, glue=" ")
    if kind in (None, Kind.COUNT, Kind.NUMBER, Kind.KEY):
        raise CxError(f'{shown} are both to mean "{words}", which is one figure or reference. Leave it to one of them.')
    text = f'{shown} are both to mean "{words}". How do they go together?'
    suggestion, choice = ask(suggestion, Question(f"together:{name}", text, (FILLED, TOGETHER)), answers)
    return suggestion, FieldGuess(name, columns, 1.0, CHOSEN, glue=" ", spread=choice != TOGETHER)


def words_in(guess: FieldGuess) -> dict[str, str | None]:
    """The file's words for a field of coded words and what each means; None where nobody can say."""
    return {**guess.values, **dict.fromkeys(guess.unmapped)}


def with_rules(suggestion: Suggestion, corrections: Corrections) -> Suggestion:
    """The suggestion with words, swaps and the rows to keep. Raises CxError for a rule on what is not used."""
    by_field = {guess.field: guess for guess in suggestion.fields}
    for name in (*corrections.words, *corrections.swaps):
        if name not in by_field or by_field[name].constant is not None:
            words = TABLES[suggestion.table].words_of(name)
            raise CxError(f'No column means "{words}", so nothing can be read differently in it. Take that rule away.')
    for name, meant in corrections.words.items():
        by_field[name] = _with_words(by_field[name], meant)
    for name, pairs in corrections.swaps.items():
        swaps = tuple((re.escape(old), new.replace("\\", "\\\\")) for old, new in pairs)
        by_field[name] = replace(by_field[name], replace=(*by_field[name].replace, *swaps))
    _check_where(suggestion, corrections.where)
    return replace(suggestion, fields=tuple(by_field.values()), where={**suggestion.where, **corrections.where})


def _with_words(guess: FieldGuess, words: Mapping[str, str | None]) -> FieldGuess:
    said = {word: meaning for word, meaning in words.items() if meaning is not None}
    kept = {word: meaning for word, meaning in guess.values.items() if word not in words}
    aside = [word for word, meaning in words.items() if meaning is None and meanings(guess.field)]
    unmapped = [word for word in guess.unmapped if word not in said]
    return replace(guess, values=kept | said, unmapped=tuple(dict.fromkeys((*unmapped, *aside))))


def _check_where(suggestion: Suggestion, where: Mapping[str, Collection[str]]) -> None:
    for column, values in where.items():
        if column not in suggestion.columns or not values:
            raise CxError(f"The file has no column '{column}' with such values. Take that rule away.")


def levels_of(values: Iterable[str]) -> tuple[str, ...]:
    """The different values of a column in order."""
    return tuple(sorted({value for value in values if value}))
