"""What each column of a file means: a choice for every column that is used, and why the others are not."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from cxdata.contract import TABLES
from cxdata.ingest.privacy.shown import HIDDEN
from cxdata.ingest.profile.totals import TOTAL_WORD
from cxdata.ingest.suggest.corrections import fields_of
from cxdata.ingest.suggest.model import FieldGuess, Suggestion
from cxdata.ui.frame import elements
from cxdata.ui.frame.text import listed, mark, small

UNUSED = "Not used"
_FEW = 8


def choose(suggestion: Suggestion, *, key: str) -> dict[str, str]:
    """The columns whose meaning the officer changed, with the field chosen for each ("" for none)."""
    table, first = TABLES[suggestion.table], first_uses(suggestion)
    elements.markdown(mark("**What each column means**"))
    _constants(suggestion)
    more = st.session_state.get(f"{key}_more", [])
    shown = [column for column in suggestion.columns if column in first or column in more]
    options = ["", *fields_of(suggestion.table)]
    picked = {}
    for left in range(0, len(shown), 2):
        for place, column in zip(st.columns(2), shown[left : left + 2], strict=False):
            with place:
                name = first[column].field if column in first else ""
                picked[column] = elements.selectbox(
                    f"{column} ({_examples(suggestion, column)})",
                    options,
                    index=options.index(name),
                    format_func=lambda field: table.words_of(field) if field else UNUSED,
                    key=f"{key}_{column}",
                )
                _say_why(suggestion, column, first.get(column), picked[column])
    also = _second_table(suggestion) | _stages(suggestion)
    _unused(
        suggestion, [column for column in suggestion.columns if column not in first and column not in also], key=key
    )
    changed = {column: field for column, field in picked.items() if field != _suggested(first, column)}
    # A column that keeps its meaning beside one that was given the same: the two go together.
    both = {c: f for c, f in picked.items() if f and c not in changed and f in changed.values()}
    return changed | both


def first_uses(suggestion: Suggestion) -> dict[str, FieldGuess]:
    """Each column that is used, with the first field that reads it."""
    return {column: guess for guess in reversed(suggestion.fields) for column in guess.columns}


def _suggested(first: Mapping[str, FieldGuess], column: str) -> str:
    return first[column].field if column in first else ""


def _examples(suggestion: Suggestion, column: str) -> str:
    if column in suggestion.personal:
        return HIDDEN
    return ", ".join(suggestion.examples.get(column, ())) or "empty"


def _say_why(suggestion: Suggestion, column: str, guess: FieldGuess | None, chosen: str) -> None:
    """How sure the suggestion is, and what else the column serves; nothing where the officer has chosen."""
    if guess is None or guess.field != chosen:
        return
    words = TABLES[suggestion.table].words_of
    also = [words(g.field) for g in suggestion.fields if column in g.columns and g.field != guess.field]
    more = f" Also: {', '.join(also)}." if also else ""
    elements.markdown(small(f"{guess.how_sure.capitalize()}: {guess.why}.{more}"))


def _constants(suggestion: Suggestion) -> None:
    for guess in suggestion.fields:
        if guess.constant is not None:
            words = TABLES[suggestion.table].words_of(guess.field)
            elements.markdown(small(f"{words}: always {guess.constant}; {guess.why}."))


def _second_table(suggestion: Suggestion) -> set[str]:
    """The other table that the same rows feed, in words; returns the columns that it reads."""
    if suggestion.second is None:
        return set()
    other = TABLES[suggestion.second.table]
    lines = [
        f"{other.words_of(mapping.name)}: "
        + (" and ".join(mapping.headers) if mapping.headers else f"always {mapping.constant or ''}")
        for mapping in suggestion.second.fields
    ]
    elements.markdown(mark("**The same rows also hold {}**\n\n{}", other.noun, listed(lines)))
    return {header for mapping in suggestion.second.fields for header in mapping.headers}


def _stages(suggestion: Suggestion) -> set[str]:
    """The further stages of a case in the same row, in words; returns the columns that they read."""
    words = TABLES[suggestion.table].words_of
    for name, columns in suggestion.stages:
        lines = [f"{words(field)}: {column}" for field, column in columns.items()]
        elements.markdown(mark("**The same row also holds {}**\n\n{}", name, listed(lines)))
    return {column for _, columns in suggestion.stages for column in columns.values()}


def _unused(suggestion: Suggestion, unused: list[str], *, key: str) -> None:
    """The columns that nothing reads, why, and a way to give one a meaning all the same."""
    if not unused:
        return
    rows = [
        {
            "Column": column,
            "First values": _examples(suggestion, column),
            "Why it is not used": _why_unused(suggestion, column),
        }
        for column in unused
    ]
    title = "1 column is not used" if len(unused) == 1 else f"{len(unused)} columns are not used"
    with elements.expander(title, expanded=len(unused) <= _FEW):
        elements.table(pd.DataFrame(rows, dtype=str))
    elements.multiselect("Give one of them a meaning", unused, key=f"{key}_more", placeholder="Choose")


def _why_unused(suggestion: Suggestion, column: str) -> str:
    if column in suggestion.personal:
        return "It looks personal, so it is not kept"
    if not suggestion.examples.get(column):
        return "There is nothing in it"
    if TOTAL_WORD.fullmatch(column.strip()):
        return "It is the total of other columns"
    return "Nothing here is known to mean this"
