"""Headline figures: each large, with its range, its base, and how it changed in words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from cxdata import findings
from cxdata.findings import Strength
from cxdata.measures.query import Answer
from cxdata.measures.words import NOTHING, say_shown
from cxdata.scope import Comparison
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.parts.cards import plain, small

COLUMNS = 4
NARROWEST = 190  # pixels: two tiles beside each other on a small tablet, one on a phone
_DOUBT = {Strength.POSSIBLE: " (could be chance)", Strength.TOO_FEW: "", Strength.CLEAR: "", Strength.NOT_JUDGED: ""}


@dataclass(frozen=True)
class Tile:
    """One headline: the figure now, in the period before and a year before (None where nothing is loaded then)."""

    now: Answer
    before: Answer | None
    year_before: Answer | None


def headlines(view: View, measures: Sequence[str]) -> None:
    """Headline figures in rows of four; a measure without data keeps its tile and says so."""
    shown = [tile(view, measure) for measure in measures]
    with st.grid(COLUMNS, min_column_width=NARROWEST):
        for one in shown:
            _draw(view, one)


def tile(view: View, measure: str) -> Tile:
    """A measure now, over the period before and over the same period a year before."""
    now = cache.answer(measure, (), view.scope)
    if view.scope.period is None:
        return Tile(now, None, None)
    span = view.loaded.spans.get(now.measure.table)
    earlier = []
    for period in (view.scope.period.before(), view.scope.period.year_before()):
        known = span is not None and period.start >= span[0].replace(day=1)
        earlier.append(cache.answer(measure, (), replace(view.scope, period=period)) if known else None)
    return Tile(now, *earlier)


def compared(view: View, one: Tile) -> tuple[Answer | None, str]:
    """The earlier figure the reader asked to compare with, else the other one there is, and what to call it."""
    both = [(one.before, Comparison.PERIOD_BEFORE.value), (one.year_before, Comparison.YEAR_BEFORE.value)]
    if view.scope.comparison is Comparison.YEAR_BEFORE:
        both.reverse()
    return next(((answer, name) for answer, name in both if answer is not None), both[0])


def _draw(view: View, one: Tile) -> None:
    measure, row = one.now.measure, one.now.frame.iloc[0] if len(one.now.frame) else None
    value = NOTHING if row is None else say_shown(measure, row["value"], bool(row["suppressed"]))
    with st.container(border=True, height="stretch", gap="xsmall", key=f"tile-{measure.id}"):
        st.markdown(plain(measure.title), help=plain(measure.formula))
        if one.now.empty:
            st.markdown("**No data**")
            st.markdown(small(one.now.notes[0] if one.now.notes else "Nothing in this selection."))
            return
        st.metric(measure.title, value, label_visibility="collapsed")
        lines = [findings.headline(one.now), *_changes(view, one), *one.now.notes]
        st.markdown("\n\n".join(small(line) for line in lines if line))


def _changes(view: View, one: Tile) -> list[str]:
    """How the figure changed, in words; once where the period before is the year before."""
    period = view.scope.period
    if period is None:
        return []
    earlier = [(one.before, "On the period before"), (one.year_before, "On a year before")]
    if view.scope.comparison is Comparison.YEAR_BEFORE:
        earlier.reverse()
    if period.before() == period.year_before():
        earlier = [(one.before, "On the year before")]
    lines = []
    for then, words in earlier:
        if then is None:
            lines.append(f"{words}: not loaded that far back")
            continue
        change, strength = findings.of_change(one.now, then)
        lines.append(f"{words}: {change}{'' if change == 'no change' else _DOUBT[strength]}")
    return lines
