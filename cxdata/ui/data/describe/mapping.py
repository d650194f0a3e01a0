"""The form for a file whose layout is new: what it is, what must be said, what each column means, how it would land."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import streamlit as st

from cxdata.contract import TABLES
from cxdata.errors import CxError
from cxdata.ingest.plan.trial import Look
from cxdata.ingest.plan.way import Plan
from cxdata.ingest.profile.model import Profile, Unpivot
from cxdata.ingest.profile.shipped import free_name, load_profiles
from cxdata.ingest.suggest.corrections import Corrections, with_rules
from cxdata.ingest.suggest.model import Question, Suggestion
from cxdata.ingest.suggest.suggestion import NotKnown, suggest
from cxdata.ui.data.describe import columns, landing, questions, rules, words
from cxdata.ui.data.describe.memo import memo
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.text import small

AS_IT_STANDS = Unpivot((), "", "")


def edit(look: Look, sheet: str | None, *, key: str) -> Plan | None:
    """The file as an officer wants it loaded; None while something is open, which the page says."""
    corrections = Corrections(answers=questions.given(key), turn=_turn(key))
    suggestion = _suggested(look, corrections, key=key)
    if suggestion is None:
        return None
    elements.markdown(
        "No layout known here fits this file. Below is what it probably holds. Correct what is wrong and look at the "
        "figures it would give. Then give the layout a name, and it is known the next time."
    )
    corrections = replace(corrections, table=suggestion.table)
    key_here = f"{key}_{suggestion.table}"
    _turning(suggestion, key=key)
    ask_here = st.container()
    chosen = columns.choose(suggestion, key=f"data_column_{key_here}")
    try:
        if chosen:
            corrections = replace(corrections, columns=chosen)
            suggestion = _find(look, corrections, f"chosen_{key}")
        corrections = replace(corrections, words=words.choose(suggestion, key=f"data_words_{key_here}"))
        rules.edit(suggestion, look, key=key)
        suggestion = with_rules(suggestion, rules.applied(corrections, key))
    except CxError as refusal:
        elements.warning(str(refusal))
        return None
    with ask_here:
        questions.show(suggestion.asked, key)
    _notes(suggestion)
    return _plan(look, suggestion, sheet, key=key)


def _find(look: Look, corrections: Corrections, name: str) -> Suggestion:
    depends_on = (look.columns, len(look.rows), corrections)
    return memo(name, depends_on, partial(suggest, look.name, look.cells, corrections))


def _suggested(look: Look, corrections: Corrections, *, key: str) -> Suggestion | None:
    """What the file probably is, or is as the officer says; None while nobody can say, or for what no one can read."""
    grains = {name: f"{table.title}: {table.grain.split(';')[0]}" for name, table in TABLES.items() if table.grain}
    table_key = f"data_table_{key}"
    try:
        first: Suggestion | None = _find(look, corrections, f"first_{key}")
    except NotKnown as unknown:
        elements.warning(str(unknown))
        first = None
    except CxError as refusal:
        elements.error(str(refusal))
        return None
    chosen = elements.selectbox(
        "One row of this file is" if first else "If you know what one row of this file is, say so",
        list(grains),
        index=list(grains).index(first.table) if first else None,
        format_func=grains.__getitem__,
        placeholder="Choose",
        key=table_key,
    )
    if first is not None and chosen in (None, first.table):
        return first
    if chosen is None:
        return None
    return _find(look, replace(corrections, table=chosen), f"table_{key}")


def _turn(key: str) -> Unpivot | None:
    """Columns turned to rows as a rule says, or none where the officer does not want what was suggested."""
    asked = rules.turned(key)
    return asked if asked or st.session_state.get(f"data_turning_{key}", True) else AS_IT_STANDS


def _turning(suggestion: Suggestion, *, key: str) -> None:
    """Headings that are values, offered to be turned to rows; the rows below show how."""
    turn = suggestion.unpivot
    state = f"data_turning_{key}"
    if rules.turned(key) is not None or (turn is None and st.session_state.get(state, True)):
        return
    said = f"({', '.join(turn.columns)})" if turn else ""
    elements.checkbox(f"These headings are values: turn them to rows {said}", value=True, key=state)


def _notes(suggestion: Suggestion) -> None:
    """What is settled without asking, in words."""
    lines = [f"Dates: {suggestion.order_why}"] if suggestion.order_why else []
    if "totals" in suggestion.leave_out:
        lines.append("Rows that are the total of other rows are left out.")
    if "longer periods" in suggestion.leave_out:
        lines.append("Rows for a longer period than the others are left out: they count the same again.")
    if suggestion.fill_down:
        lines.append(f"Blank cells are filled from above: {', '.join(suggestion.fill_down)}.")
    lines += [f"Likewise for {name}: {', '.join(held.values())}." for name, held in suggestion.groups]
    lines += suggestion.stage_words()
    if suggestion.grain:
        lines.append(
            f"Each row is a figure for a {suggestion.grain}, and stays one: no shorter time is claimed for it."
        )
    lines += suggestion.personal_words()
    for line in lines:
        elements.markdown(small(line))


def _plan(look: Look, suggestion: Suggestion, sheet: str | None, *, key: str) -> Plan | None:
    """The plan with a name for the new layout, once the trial shows that the file can be loaded so."""
    if suggestion.missing:
        lacking = " and ".join(f"“{TABLES[suggestion.table].words_of(name)}”" for name in suggestion.missing)
        elements.warning(f"No column says {lacking}, and no row can do without it. Choose the column above.")
        return None
    if suggestion.questions:
        say_open(suggestion.questions)
        return None
    profile = replace(suggestion.to_profile("new"), sheet=sheet)
    if not landing.show(look, profile, dates=suggestion.order, key=key):
        return None
    named, over = _named(profile, look, key=key)
    if named is None:
        return None
    return Plan(Path(look.name), new=named, sheet=sheet, over=over)


def say_open(questions: Sequence[Question]) -> None:
    """That something must be said first, in the place of the figures."""
    words = "One question above is" if len(questions) == 1 else f"{len(questions)} questions above are"
    elements.info(f"{words} still open. Once answered, the figures of this file stand here.")


def _named(profile: Profile, look: Look, *, key: str) -> tuple[Profile | None, bool]:
    """The layout under a name of the officer's choice; one that is taken is written over only when that is said."""
    layouts = load_profiles(cache.folder())
    name = elements.text_input(
        "Name of this layout, by which it is known the next time",
        value=free_name(look.name, layouts),
        key=f"data_name_{key}",
    ).strip()
    if name not in layouts:
        return replace(profile, name=name, system=name), False
    if layouts[name].shipped:
        elements.warning(f"'{name}' is a layout that is part of the program. Choose another name.")
        return None, False
    words = f"There is a layout '{name}' of yours. Write this one over it"
    over = elements.checkbox(words, key=f"data_over_{key}_{name}")
    return (replace(profile, name=name, system=layouts[name].system), True) if over else (None, False)
