"""What the coded words of a file mean: those that nobody can place first, the others to look over."""

import re

import pandas as pd

from cxdata.contract import TABLES
from cxdata.ingest.suggest.corrections import SCORES, meanings, words_in
from cxdata.ingest.suggest.model import FieldGuess, Suggestion
from cxdata.measures.words import say_level
from cxdata.ui.frame import elements
from cxdata.ui.frame.text import mark

ASIDE, NOTHING = "aside", ""
_NUMBER = re.compile(r"-?\d+")


def choose(suggestion: Suggestion, *, key: str) -> dict[str, dict[str, str | None]]:
    """By field, the words that the officer reads differently than suggested; None sets their rows aside."""
    changed: dict[str, dict[str, str | None]] = {}
    for guess in suggestion.fields:
        if not meanings(guess.field) or not (guess.values or guess.unmapped) or guess.constant is not None:
            continue
        if all(_NUMBER.fullmatch(word) for word in guess.values) and not guess.unmapped:
            _scale(suggestion, guess)
        elif words := _words(suggestion, guess, key=f"{key}_{guess.field}"):
            changed[guess.field] = words
    return changed


def in_words(field: str, meaning: str) -> str:
    """A value of the contract as a reader knows it."""
    return say_level("score" if meanings(field) == SCORES else field, meaning)


def _scale(suggestion: Suggestion, guess: FieldGuess) -> None:
    """A rating scale as its worded levels."""
    words = TABLES[suggestion.table].words_of(guess.field)
    elements.markdown(mark("**How {} is read as: {}**", guess.columns[0], words))
    rows = [
        {"In the file": word, "Means": in_words(guess.field, meaning) if meaning else "No answer"}
        for word, meaning in guess.values.items()
    ]
    elements.table(pd.DataFrame(rows, dtype=str))


def _words(suggestion: Suggestion, guess: FieldGuess, *, key: str) -> dict[str, str | None]:
    words = TABLES[suggestion.table].words_of(guess.field)
    column = " and ".join(guess.columns)
    found = words_in(guess)
    picked: dict[str, str | None] = {}
    open_words = [word for word, meaning in found.items() if meaning is None]
    if open_words:
        elements.markdown(mark("**Words in {} that nobody here can place**", column))
        picked |= {word: _pick(guess.field, word, None, key) for word in open_words}
    if placed := {word: meaning for word, meaning in found.items() if meaning is not None}:
        with elements.expander(f"How the words in {column} are read as: {words}"):
            picked |= {word: _pick(guess.field, word, meaning, key) for word, meaning in placed.items()}
    return {word: meaning for word, meaning in picked.items() if meaning != found[word]}


def _pick(field: str, word: str, meaning: str | None, key: str) -> str | None:
    options = [*meanings(field), NOTHING, ASIDE]
    labels = {NOTHING: "Says nothing (not recorded)", ASIDE: "Set its rows aside"}
    chosen = elements.selectbox(
        word,
        options,
        index=options.index(ASIDE if meaning is None else meaning),
        format_func=lambda option: labels.get(option) or in_words(field, option),
        key=f"{key}_{word}",
    )
    return None if chosen == ASIDE else chosen
