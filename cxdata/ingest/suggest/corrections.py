"""A suggestion with an officer's corrections: which column means what, and which word means what."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from cxdata.contract import CHANNELS, POINT_FIELDS, REQUESTERS, TABLES, Kind
from cxdata.errors import CxError
from cxdata.ingest.privacy.coded import words_to_show
from cxdata.ingest.suggest.column import channel_of, requester_of, score_of
from cxdata.ingest.suggest.model import FieldGuess, Suggestion

SCORES = ("1", "2", "3", "4", "5")
CHOSEN = "chosen by you"
_WORDS_OF = {"channel": CHANNELS, "requester": REQUESTERS} | dict.fromkeys(
    ("score", "ease", "outcome_got", "felt"), SCORES
)


def fields_of(table: str) -> tuple[str, ...]:
    """Every field of a table that a column may stand for, those that place a row on the map included."""
    points = POINT_FIELDS if TABLES[table].has_wards else ()
    return (*TABLES[table].names, *points)


def meanings(field: str) -> tuple[str, ...]:
    """The words that a field's values are turned into; () where they stand as the file has them."""
    return _WORDS_OF.get(field, ())


def edited(
    suggestion: Suggestion,
    table: str,
    columns: Mapping[str, str],
    words: Mapping[str, Mapping[str, str]],
    *,
    allowed: Collection[str] = (),
) -> Suggestion:
    """The suggestion for `table` with the field chosen for each column ("" for none) and the meaning of each word.

    `words` maps a field to its file's words and their meanings ("" sets such rows aside). A guess the officer left
    alone stays as it was, joined columns and multiplied means included. `allowed` are columns that look personal and of
    which the officer has said, when asked again, that they hold nobody's data. Raises CxError when two columns are
    given
    the same field, or a personal column a meaning that would keep it.
    """
    for column in kept_all_the_same(suggestion, table, columns):
        if column not in allowed:
            raise CxError(
                f"{column} looks personal, so it cannot mean {columns[column]}: its values would be kept. Leave it "
                "unused, or say that it holds nobody's data."
            )
    asked: dict[str, list[str]] = {}
    for column, field in columns.items():
        if field:
            asked.setdefault(field, []).append(column)
    guesses = {guess.field: guess for guess in suggestion.fields} if table == suggestion.table else {}
    found = []
    for field, chosen in asked.items():
        guess = guesses.get(field)
        if guess is not None and set(guess.columns) == set(chosen):
            found.append(guess)
        elif len(chosen) == 1:
            found.append(FieldGuess(field, (chosen[0],), 1.0, CHOSEN))
        else:
            raise CxError(f"{' and '.join(chosen)} both mean {field}. Leave it to one of them.")
    extra = [g for g in guesses.values() if g.field not in asked and _second_use(g, suggestion, columns)]
    found = [_with_words(guess, words.get(guess.field, {})) for guess in (*found, *extra)]
    order = fields_of(table)
    names = {guess.field for guess in found}
    used = {column for guess in found for column in guess.columns}
    return replace(
        suggestion,
        table=table,
        personal=tuple(column for column in suggestion.personal if column not in allowed),
        not_personal=tuple(allowed),
        fields=tuple(sorted(found, key=lambda guess: order.index(guess.field))),
        unused=tuple(column for column in columns if column not in used),
        missing=tuple(entry.name for entry in TABLES[table].fields if entry.required and entry.name not in names),
    )


def kept_all_the_same(suggestion: Suggestion, table: str, columns: Mapping[str, str]) -> tuple[str, ...]:
    """The personal columns that were given a meaning which would keep their values: about these an officer is "
    "asked again."""
    return tuple(
        column
        for column in suggestion.personal
        if (field := columns.get(column))
        and field not in POINT_FIELDS
        and TABLES[table].field(field).kind not in (Kind.KEY, Kind.TEXT)
    )


def words_in(suggestion: Suggestion, field: str, column: str, values: Iterable[str | None]) -> dict[str, str]:
    """The file's words for a field and what each probably means ("" where nobody can say).

    From the suggestion where it read that column for that field, else from `values`, the column's first ones.
    """
    for guess in suggestion.fields:
        if guess.field == field and guess.columns == (column,):
            return {**guess.values, **dict.fromkeys(guess.unmapped, "")}
    meaning = {"channel": channel_of, "requester": requester_of}.get(field, score_of)
    return {word: meaning(word) or "" for word in words_to_show(sorted({value for value in values if value}))}


def _second_use(guess: FieldGuess, suggestion: Suggestion, columns: Mapping[str, str]) -> bool:
    """Whether a guess reads a column that serves another field first, and the officer left that as it was."""
    first = {column: other.field for other in reversed(suggestion.fields) for column in other.columns}
    return all(first[column] != guess.field and columns.get(column) == first[column] for column in guess.columns)


def _with_words(guess: FieldGuess, words: Mapping[str, str]) -> FieldGuess:
    if not words:
        return guess
    placed = {word: meaning for word, meaning in words.items() if meaning}
    return replace(guess, values=placed, unmapped=tuple(word for word in words if word not in placed))
