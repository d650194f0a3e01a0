"""A form for an entry of an officer's list (cxdata/lists): added, changed or withdrawn, and what it said before.

A form holds the entry as its reader first saw it: what another tab changes meanwhile is told beside the form, and is
never written over without a word.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import streamlit as st

from cxdata.errors import CxError
from cxdata.lists import Column, Entry, ListFile, add_entry, change_entry, history, withdraw_entry
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.text import mark

OFFICER = "officer"
"""Session key: who types, asked once a visit."""
_LINES = 100


@dataclass(frozen=True)
class Form:
    """How a list is edited: values that are chosen rather than typed (with their words), and columns of several lines.

    Columns in `folded` are seldom filled: they are under "More", in one form with the others. Those in `fixed` are not
    asked: they stay as they stand, or as a new entry starts. `made_safe` gives typed values as they may be written, and
    what is to be said of that.
    """

    kind: ListFile
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    long: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()
    made_safe: Callable[[Mapping[str, str]], tuple[Mapping[str, str], str]] = lambda values: (values, "")


def say_done(key: str) -> None:
    """What the last change said, once; call it where the reader looks after saving.

    It has a place of its own also while it says nothing: what stands under it would move up, and a fold that moves is
    shut by the browser, with what is said in it.
    """
    with st.container():
        if said := st.session_state.pop(f"{key}_said", None):
            elements.success(said)


def add_form(form: Form, *, key: str, start: Mapping[str, str] | None = None) -> None:
    """A form for a new entry; `start` are values that stand in it at first."""
    # Its widgets are new ones after each entry, so that the next form is empty.
    number = st.session_state.get(f"{key}_number", 0)
    with st.form(f"{key}_{number}", border=False):
        values = _fields(form, start or {}, f"{key}_{number}")
        by, why = _who_and_why(key, str(number))
        if not elements.form_submit_button(f"Add the {form.kind.noun}"):
            return

    def add() -> str:
        safe, said = form.made_safe(values)
        entry = add_entry(cache.opened(), form.kind, safe, by=by, why=why, now=datetime.now())
        st.session_state[f"{key}_number"] = number + 1
        return f"{entry.id} is added. {said}".strip()

    _do(key, by, add)


def change_form(form: Form, entry: Entry, *, key: str) -> None:
    """A form for an entry that there is: to change it or withdraw it, and every version of it before."""
    seen = _seen(entry, key)
    with st.container():
        _tell_of_others(form.kind, entry, seen, key)
    tag = f"{key}_{seen.id}_{seen.changed}"
    with st.form(tag, border=False):
        values = _fields(form, seen.values, tag)
        by, why = _who_and_why(key, tag)
        left, right = st.columns(2)
        with left:
            save = elements.form_submit_button(f"Save {seen.id}", key=f"{tag}_save")
        with right:
            withdraw = elements.form_submit_button(f"Withdraw {seen.id}", key=f"{tag}_withdraw")

    def change() -> str:
        safe, said = form.made_safe(values)
        now = change_entry(cache.opened(), form.kind, seen, safe, by=by, why=why, now=datetime.now())
        st.session_state[f"{key}_seen"] = now
        if now.changed == seen.changed:
            return f"Nothing of {now.id} was changed. {said}".strip()
        return f"{now.id} is saved. {said}".strip()

    def take_off() -> str:
        withdraw_entry(cache.opened(), form.kind, seen, by=by, why=why, now=datetime.now())
        return f"{seen.id} is withdrawn; {form.kind.log_name} keeps it."

    if save:
        _do(key, by, change)
    if withdraw:
        _do(key, by, take_off)
    _versions(form.kind, seen.id)


def _seen(entry: Entry, key: str) -> Entry:
    """The entry as this reader first saw it since it was chosen or saved."""
    seen: Entry | None = st.session_state.get(f"{key}_seen")
    if seen is None or seen.id != entry.id:
        seen = st.session_state[f"{key}_seen"] = entry
    return seen


def _tell_of_others(kind: ListFile, entry: Entry, seen: Entry, key: str) -> None:
    """Where the list says something else by now than this form: what, by whom, and a way to see it."""
    changed = [column for column in kind.columns if entry[column.name] != seen[column.name]]
    if not changed:
        return
    who = f" by {entry.by} at {entry.changed}" if entry.by else " in the file"
    now = "; ".join(f"{column.heading}: {entry[column.name] or 'nothing'}" for column in changed)
    elements.warning(f"{entry.id} was changed meanwhile{who}. It says now: {now}. What you change beside that is kept.")
    if elements.button("Show it as it is now", key=f"{key}_renew"):
        st.session_state[f"{key}_seen"] = entry
        st.rerun()


def _fields(form: Form, values: Mapping[str, str], tag: str) -> dict[str, str]:
    """A field for each column, with the values that stand in it; what is typed, by the columns' names."""
    typed = {name: values.get(name, "") for name in form.fixed}
    for column in form.kind.columns:
        if column.name not in (*form.folded, *form.fixed):
            typed[column.name] = _field(form, column, values.get(column.name, ""), tag)
    if form.folded:
        with elements.expander("More"):
            for column in form.kind.columns:
                if column.name in form.folded:
                    typed[column.name] = _field(form, column, values.get(column.name, ""), tag)
    return typed


def _field(form: Form, column: Column, value: str, tag: str) -> str:
    label = column.heading if column.required else f"{column.heading} (may be blank)"
    key, hint = f"{tag}_{column.name}", column.help or None
    if column.name in form.choices:
        words = {"": "not said", **form.choices[column.name]}
        # A value that the list has and the choice has not is shown as it is.
        words.setdefault(value, value)
        names = list(words)
        place = names.index(value)
        chosen = elements.selectbox(label, names, index=place, format_func=words.__getitem__, key=key, help=hint)
        return chosen or ""
    if column.name in form.long:
        return elements.text_area(label, value, height=_LINES, key=key, help=hint) or ""
    return elements.text_input(label, value, key=key, help=hint) or ""


def _who_and_why(key: str, tag: str) -> tuple[str, str]:
    left, right = st.columns(2)
    with left:
        by = elements.text_input(
            "Who you are (a name or a post)", st.session_state.get(OFFICER, ""), key=f"{key}_{tag}_who_types"
        )
    with right:
        why = elements.text_input("Why", key=f"{key}_{tag}_why_so")
    return by or "", why or ""


def _do(key: str, by: str, act: Callable[[], str]) -> None:
    """Do it, and show the page as it is then; what is refused is said at the form, which stays as it was typed."""
    try:
        st.session_state[f"{key}_said"] = act()
    except CxError as refusal:
        elements.error(str(refusal))
        return
    st.session_state[OFFICER] = by
    st.rerun()


def _versions(kind: ListFile, name: str) -> None:
    """What the entry said before, the first version first: who wrote it, when and why, and what it changed."""
    with elements.expander(f"What {name} said before"):
        before: Mapping[str, str] = {}
        for version in history(cache.opened(), kind, name):
            entry = version.entry
            changed = [
                f"{column.heading}: {entry[column.name] or 'nothing'}"
                for column in kind.columns
                if entry[column.name] != before.get(column.name, "")
            ]
            who = [entry.changed, entry.by and f"by {entry.by}", entry.why and f"because {entry.why}"]
            head = " ".join([version.what.capitalize(), *filter(None, who)])
            elements.markdown(mark("**{}.** {}", head, "; ".join(changed)))
            before = entry.values
