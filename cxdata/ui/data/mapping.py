"""The form for a file whose layout is new: what each column means, what each word means, how its rows would land."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from cxdata.contract import POINT_FIELDS, TABLES
from cxdata.errors import CxError
from cxdata.ingest.profile.model import Profile
from cxdata.ingest.suggest.corrections import edited, fields_of, kept_all_the_same, meanings, words_in
from cxdata.ingest.suggest.model import Suggestion
from cxdata.ingest.suggest.trial import Look, Trial, try_profile
from cxdata.ui.frame import cache
from cxdata.ui.frame.text import plain, small

UNUSED, ASIDE = "(not used)", "(set the row aside)"
TRIALS = "data_trials"


@dataclass(frozen=True)
class Plan:
    """One file to load: with a new profile, or with the one that is recognised where that is None."""

    file: UploadedFile
    profile: Profile | None
    sheet: str | None


def edit(look: Look, *, dates: str | None, key: str) -> Profile | None:
    """The profile an officer makes of the suggestion; None while something is missing, which the page says.

    `dates` is the order of day and month the officer has named; it becomes part of the layout.
    """
    suggestion = look.suggestion
    if suggestion is None:
        return None
    st.write(
        "No layout known here fits this file. Below is what its columns probably mean: correct what is wrong, look at "
        "the first rows as they would land, and give the layout a name. It is then known for the next time."
    )
    grains = {TABLES[name].grain.capitalize(): name for name in TABLES}
    start = list(grains.values()).index(suggestion.table)
    grain = st.selectbox("One row of this file is", list(grains), index=start, key=f"data_table_{key}")
    table = grains[grain]
    try:
        columns = _columns(suggestion, look, table, key=f"data_columns_{key}_{table}")
        words = _words(suggestion, look, columns, key=f"data_words_{key}_{table}")
        allowed = _allowed(suggestion, table, columns, key=f"data_allowed_{key}_{table}")
        mended = edited(suggestion, table, columns, words, allowed=allowed)
        name = st.text_input("Name of this layout", value=_slug(look.name), key=f"data_name_{key}")
        profile = mended.to_profile(name.strip())
        profile = replace(profile, dates=dates or profile.dates)
        _dates_and_people(mended)
        _landing(look, profile)
    except CxError as refusal:
        st.warning(plain(str(refusal)))
        return None
    return profile


def _columns(suggestion: Suggestion, look: Look, table: str, *, key: str) -> dict[str, str]:
    """The table of columns to correct: column -> field, "" where it is not used."""
    known = fields_of(table)
    guesses = {column: guess for guess in reversed(suggestion.fields) for column in guess.columns}
    rows = []
    for column in look.columns:
        guess = guesses.get(column) if suggestion.table == table else None
        example = look.example(column)
        why = "personal: not kept" if guess is None and column in suggestion.personal else ""
        rows.append(
            {
                "Column in the file": column,
                "First value": example,
                "Means": guess.field if guess else UNUSED,
                "How sure": f"{guess.how_sure}: {guess.why}" if guess else why,
            }
        )
    st.markdown("**What each column means**")
    shown = st.data_editor(
        pd.DataFrame(rows, dtype=str),
        hide_index=True,
        disabled=["Column in the file", "First value", "How sure"],
        column_config={"Means": st.column_config.SelectboxColumn(options=[UNUSED, *known], required=True)},
        key=key,
        alt="What each column of the file means",
    )
    with st.expander("What the names mean"):
        st.table(_glossary(table), hide_index=True)
    return {
        column: "" if field == UNUSED else field
        for column, field in zip(shown["Column in the file"], shown["Means"], strict=True)
    }


def _allowed(suggestion: Suggestion, table: str, columns: Mapping[str, str], *, key: str) -> list[str]:
    """The columns that look personal and that the officer, asked again, says are not."""
    return [
        column
        for column in kept_all_the_same(suggestion, table, columns)
        if st.checkbox(f"{plain(column)} looks personal. It holds nobody's data and may be kept", key=f"{key}_{column}")
    ]


def _glossary(table: str) -> list[dict[str, str]]:
    rows = [{"Name": entry.name, "Meaning": plain(entry.meaning)} for entry in TABLES[table].fields]
    if TABLES[table].has_wards:
        rows.append({"Name": ", ".join(POINT_FIELDS), "Meaning": "Where it is: gives the ward, and is then dropped"})
    return rows


def _words(suggestion: Suggestion, look: Look, columns: Mapping[str, str], *, key: str) -> dict[str, dict[str, str]]:
    """For each column of coded words, a table of what each word means."""
    found: dict[str, dict[str, str]] = {}
    for column, field in columns.items():
        known = meanings(field)
        if not known:
            continue
        place = look.columns.index(column)
        words = words_in(suggestion, field, column, (row[place] for row in look.tried))
        if not words or set(words) <= set(known):
            continue
        rows = [{"Word in the file": word, "Means": meaning or ASIDE} for word, meaning in words.items()]
        st.markdown(f"**What the words in {plain(column)} mean**")
        shown = st.data_editor(
            pd.DataFrame(rows, dtype=str),
            hide_index=True,
            disabled=["Word in the file"],
            column_config={"Means": st.column_config.SelectboxColumn(options=[ASIDE, *known], required=True)},
            key=f"{key}_{field}",
            alt=f"What the words in {column} mean",
        )
        found[field] = {
            word: "" if meaning == ASIDE else meaning
            for word, meaning in zip(shown["Word in the file"], shown["Means"], strict=True)
        }
    return found


def _dates_and_people(suggestion: Suggestion) -> None:
    st.markdown(small(f"Dates: {suggestion.order_why}"))
    for line in suggestion.personal_words():
        st.markdown(small(plain(line)))


def _landing(look: Look, profile: Profile) -> None:
    """The first rows as they would land; tried again only when the profile has changed."""
    st.markdown("**The first rows, as they would land**")
    trial = _trial(look, profile)
    st.table(trial.rows.map(plain), hide_index=True)
    for problem in trial.receipt.problems:
        st.markdown(small(f"Of the first {len(look.tried)} rows: {problem.message}"))


def _trial(look: Look, profile: Profile) -> Trial:
    trials: dict[str, tuple[Look, Profile, Trial]] = st.session_state.setdefault(TRIALS, {})
    kept = trials.get(look.name)
    if kept is None or kept[:2] != (look, profile):
        trials[look.name] = kept = (look, profile, try_profile(look, profile, data=cache.folder(), dates=profile.dates))
    return kept[2]


def _slug(name: str) -> str:
    stem = name.split(".")[0].casefold()
    return re.sub(r"[^a-z0-9]+", "-", stem).strip("-") or "my-layout"
