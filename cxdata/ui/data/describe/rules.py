"""More ways to correct how a file is read: words, parts of texts, rows to keep, columns turned to rows.

Every rule shows its effect in the rows below it, stands there as a sentence, and can be taken away again.
"""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from cxdata.contract import POINT_FIELDS, TABLES, Kind
from cxdata.ingest.plan.trial import Look
from cxdata.ingest.privacy.shown import safe
from cxdata.ingest.profile.model import Unpivot
from cxdata.ingest.suggest.corrections import Corrections, levels_of
from cxdata.ingest.suggest.model import FieldGuess, Suggestion
from cxdata.ui.frame import elements
from cxdata.ui.frame.text import mark

_MOST = 200
# A rule is the kind of correction and what it says.
Rule = tuple[str, tuple]


def kept(key: str) -> list[Rule]:
    """The rules of a file so far."""
    rules: list[Rule] = st.session_state.setdefault(f"data_rules_{key}", [])
    return rules


def turned(key: str) -> Unpivot | None:
    """The columns that a rule turns to rows; None where none does."""
    return next((what[0] for kind, what in kept(key) if kind == "turn"), None)


def applied(corrections: Corrections, key: str) -> Corrections:
    """The corrections with the rules of the file."""
    for kind, what in kept(key):
        if kind == "word":
            name, word, meaning = what
            words = {**corrections.words, name: {**corrections.words.get(name, {}), word: meaning}}
            corrections = replace(corrections, words=words)
        elif kind == "swap":
            name, old, new = what
            swaps = {**corrections.swaps, name: (*corrections.swaps.get(name, ()), (old, new))}
            corrections = replace(corrections, swaps=swaps)
        elif kind == "where":
            column, values = what
            corrections = replace(corrections, where={**corrections.where, column: values})
    return corrections


def edit(suggestion: Suggestion, look: Look, *, key: str) -> None:
    """The editors, and the rules so far with a button to take each away."""
    rules = kept(key)
    for number, rule in enumerate(rules):
        said, take = st.columns([5, 1])
        with said:
            elements.markdown(_sentence(rule, suggestion))
        with take:
            taken = elements.button("Take away", key=f"data_take_{key}_{number}")
        if taken:
            rules.remove(rule)
            st.rerun()
    with elements.expander("More ways to correct it"):
        read = [g for g in suggestion.fields if g.columns and g.field not in POINT_FIELDS]
        _add_word(suggestion, look, [g for g in read if _is_of_words(suggestion, g)], key)
        _add_swap(suggestion, read, key)
        _add_where(suggestion, look, key)
        _add_turn(look, key)


def _is_of_words(suggestion: Suggestion, guess: FieldGuess) -> bool:
    return TABLES[suggestion.table].field(guess.field).kind is Kind.LEVEL


def _sentence(rule: Rule, suggestion: Suggestion) -> str:
    kind, what = rule
    words = TABLES[suggestion.table].words_of
    if kind == "word":
        return f"In “{words(what[0])}”, '{what[1]}' is read as '{what[2] or 'not recorded'}'."
    if kind == "swap":
        return f"In “{words(what[0])}”, '{what[1]}' is replaced by '{what[2]}' wherever it stands."
    if kind == "where":
        return f"Only rows whose {what[0]} is {' or '.join(what[1])} are read."
    turn: Unpivot = what[0]
    if not turn.columns:
        return "The columns stay as they stand: none is turned to rows."
    return f"{', '.join(turn.columns)} become rows: the heading goes to {turn.name}, the figure to {turn.value}."


def _add(key: str, kind: str, what: tuple) -> None:
    kept(key).append((kind, what))
    st.rerun()


def _values(look: Look, columns: Sequence[str], suggestion: Suggestion) -> list[str]:
    """The values of a column that may be shown."""
    if not columns or columns[0] not in look.columns or columns[0] in (*look.personal, *suggestion.personal):
        return []
    return [value for value in levels_of(look.cells.of(columns[0]))[:_MOST] if safe(value) == value]


def _add_word(suggestion: Suggestion, look: Look, guesses: Sequence[FieldGuess], key: str) -> None:
    if not guesses:
        return
    elements.markdown(mark("**Read a word as another**"))
    by_field = {guess.field: guess for guess in guesses}
    words = TABLES[suggestion.table].words_of
    name = elements.selectbox("In", list(by_field), format_func=words, key=f"data_word_in_{key}")
    options = _values(look, by_field[name].columns, suggestion)
    word = elements.selectbox(
        "The word in the file", options, index=None, accept_new_options=True, key=f"data_word_{key}"
    )
    meaning = elements.text_input("Read it as (nothing: not recorded)", key=f"data_word_as_{key}")
    if elements.button("Read it so", key=f"data_add_word_{key}", disabled=not word):
        _add(key, "word", (name, word, meaning.strip()))


def _add_swap(suggestion: Suggestion, guesses: Sequence[FieldGuess], key: str) -> None:
    elements.markdown(mark("**Replace a part of a text**"))
    words = TABLES[suggestion.table].words_of
    names = [guess.field for guess in guesses]
    name = elements.selectbox("Wherever it stands in", names, format_func=words, key=f"data_swap_in_{key}")
    old = elements.text_input("The text to replace", key=f"data_swap_{key}")
    new = elements.text_input("What stands for it (nothing: it goes)", key=f"data_swap_by_{key}")
    if elements.button("Replace it", key=f"data_add_swap_{key}", disabled=not (old and name)):
        _add(key, "swap", (name, old, new))


def _add_where(suggestion: Suggestion, look: Look, key: str) -> None:
    elements.markdown(mark("**Keep only some rows**"))
    columns = [c for c in look.columns if _values(look, [c], suggestion)]
    column = elements.selectbox("By the column", columns, index=None, key=f"data_where_{key}")
    options = _values(look, [column] if column else [], suggestion)
    values = elements.multiselect("Rows with one of these are kept", options, key=f"data_where_is_{key}_{column}")
    if elements.button("Keep only these", key=f"data_add_where_{key}", disabled=not values):
        _add(key, "where", (column, tuple(values)))


def _add_turn(look: Look, key: str) -> None:
    elements.markdown(mark("**Turn columns to rows**"))
    if turned(key) is not None:
        elements.markdown("Take away the rule above to choose other columns.")
        return
    columns = elements.multiselect("Columns whose headings are values", look.columns, key=f"data_turn_{key}")
    name = elements.text_input("What the headings are", value="Month", key=f"data_turn_name_{key}")
    value = elements.text_input("What the figures are", value="Count", key=f"data_turn_value_{key}")
    if elements.button("Turn them", key=f"data_add_turn_{key}", disabled=len(columns) < 2):
        _add(key, "turn", (Unpivot(tuple(columns), name.strip(), value.strip()),))
