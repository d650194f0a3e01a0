"""Headline figures: each large, with its range, its base, and how it changed in words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from cxdata import findings
from cxdata.findings import Strength
from cxdata.measures import find_measure
from cxdata.measures.comparison import Compared, compare
from cxdata.measures.query import Answer
from cxdata.measures.registry.dimensions import splits
from cxdata.measures.words import NOTHING, say_shown, say_value
from cxdata.periods import Period
from cxdata.scope import Comparison
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.parts.cards import plain, small

COLUMNS = 4
NARROWEST = 190  # pixels: two tiles beside each other on a small tablet, one on a phone
_DOUBT = {Strength.POSSIBLE: " (could be chance)", Strength.TOO_FEW: "", Strength.CLEAR: "", Strength.NOT_JUDGED: ""}


@dataclass(frozen=True)
class Change:
    """One comparison of a figure: the spans and their words, with the figure over each; None where there is none."""

    compared: Compared
    here: Answer | None = None
    there: Answer | None = None


@dataclass(frozen=True)
class Tile:
    """One headline: the figure, its changes (the one the reader asked for first) and, of a narrowed selection, the
    council's figure.
    """

    now: Answer
    changes: tuple[Change, ...]
    council: Answer | None


def headlines(view: View, measures: Sequence[str]) -> None:
    """Headline figures in rows of four; a measure without data keeps its tile and says so."""
    shown = [tile(view, measure) for measure in measures]
    with st.grid(COLUMNS, min_column_width=NARROWEST):
        for one in shown:
            _draw(one)


def tile(view: View, measure: str) -> Tile:
    """A measure now, held against the period before and the year before, over whole months or the same days."""
    scope = view.scope
    possible = splits(find_measure(measure))
    narrowed = any(name in possible for name, _ in scope.choices)
    council = cache.answer(measure, (), replace(scope, choices=())) if narrowed else None
    order = [scope.comparison, *(other for other in Comparison if other is not scope.comparison)]
    changes: dict[tuple[str, Period | None], Change] = {}
    for comparison in order:
        if change := _change(view, measure, comparison):
            changes.setdefault((change.compared.words, change.compared.then), change)
    return Tile(cache.answer(measure, (), scope), tuple(changes.values()), council)


def _change(view: View, measure: str, comparison: Comparison) -> Change | None:
    compared = compare(view.loaded, find_measure(measure), replace(view.scope, comparison=comparison))
    if compared is None:
        return None
    scopes = compared.scopes(view.scope)
    return Change(compared, *(cache.answer(measure, (), scope) for scope in scopes)) if scopes else Change(compared)


def asked_for(one: Tile) -> Change | None:
    """The comparison the reader asked for, else the other one there is; None where nothing can be compared."""
    return next((change for change in one.changes if change.there is not None), None)


def _draw(one: Tile) -> None:
    measure, row = one.now.measure, one.now.frame.iloc[0] if len(one.now.frame) else None
    value = NOTHING if row is None else say_shown(measure, row["value"], bool(row["suppressed"]), row["denominator"])
    with st.container(border=True, height="stretch", gap="xsmall", key=f"tile-{measure.id}"):
        st.markdown(plain(measure.title), help=plain(measure.formula))
        if one.now.empty:
            st.markdown("**No data**")
            st.markdown(small(one.now.notes[0] if one.now.notes else "Nothing in this selection."))
            return
        st.metric(measure.title, value, label_visibility="collapsed")
        lines = [findings.headline(one.now), _beside(one.council), *map(_say_change, one.changes), *one.now.notes]
        st.markdown("\n\n".join(small(line) for line in lines if line))


def _beside(council: Answer | None) -> str:
    """The council's own figure, to stand beside that of a narrowed selection."""
    if council is None or council.frame.empty or not council.frame["value"].notna().iloc[0]:
        return ""
    return f"The whole council: {say_value(council.measure, council.frame['value'].iloc[0])}"


def _say_change(change: Change) -> str:
    """'On the period before: up 2.1 percentage points (could be chance)'."""
    words = f"On {change.compared.words}"
    if change.here is None or change.there is None:
        return f"{words}: {change.compared.why_not}"
    said, strength = findings.of_change(change.here, change.there)
    return f"{words}: {said}{'' if said == 'no change' else _DOUBT[strength]}"
