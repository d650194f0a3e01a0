"""What can be chosen in the published view: one of its periods, and everybody or one value of one dimension."""

import streamlit as st

from cxdata.contract import NOT_RECORDED
from cxdata.errors import CxError
from cxdata.export.edition.asking import refuse_scope
from cxdata.export.edition.file import Edition
from cxdata.export.edition.offered import BESIDE
from cxdata.measures import DIMENSIONS
from cxdata.measures.words import say_level
from cxdata.periods import say_date
from cxdata.published.reading import period_to_open
from cxdata.scope import Scope
from cxdata.ui.frame import elements
from cxdata.ui.frame.choice.link import say_choice
from cxdata.ui.frame.text import small

PERIOD, OF = "quarter", "of"
EVERYBODY = "Everybody"
OFFERED = (*BESIDE, "channel_group", "customer_type", "provider")
"""The dimensions of which one value can be chosen, in the order of the list."""


def choose(edition: Edition) -> Scope:
    """Draw the choices and give the scope. What a link asks for that is not published is refused in words above."""
    periods, values = dict(reversed(edition.periods.items())), values_of(edition)
    opened = period_to_open(edition)
    meant, refused = of_link({name: st.query_params.get_all(name) for name in st.query_params}, edition)
    first = {PERIOD: str(meant.period or opened or ""), OF: _label(meant)}
    for key, options in ((PERIOD, list(periods)), (OF, [EVERYBODY, *values])):
        if st.session_state.get(key) not in options:
            st.session_state[key] = first[key] if first[key] in options else options[0] if options else None
    with st.container(key="choices", horizontal=True):
        period = elements.selectbox(
            "Period", list(periods), key=PERIOD, bind="query-params", label_visibility="collapsed"
        )
        chosen = elements.selectbox(
            "Of whom",
            [EVERYBODY, *values],
            key=OF,
            bind="query-params",
            filter_mode="contains",
            label_visibility="collapsed",
        )
        elements.markdown(small(say_edition(edition)))
    for sentence in refused:
        elements.warning(sentence)
    scope = Scope(period=periods.get(period) if period else None)
    if chosen in values:
        dimension, value = values[chosen]
        scope = scope.with_choice(dimension, value)
    return scope


def say_edition(edition: Edition) -> str:
    """One line beside the choices: which edition, and what a count in it is."""
    about = edition.about
    return f"Edition of {say_date(about.made_on)}: counts are within {about.round_to - 1}, and can be handed out."


def values_of(edition: Edition) -> dict[str, tuple[str, str]]:
    """What can be chosen by its label: 'Ward: Abbey' -> ('ward', 'Abbey')."""
    return {
        _say(name, level): (name, level)
        for name in OFFERED
        for level in edition.levels_of(name)
        if level != NOT_RECORDED
    }


def of_link(query: dict[str, list[str]], edition: Edition) -> tuple[Scope, list[str]]:
    """What a link of either view means here, and why some of it is refused: two wards, free dates, three things."""
    known = values_of(edition)
    words = {_say(name, level): (name, level) for name, level in known.values()}
    by_label = {(name, say_choice(name, level)): level for name, level in words.values()}
    scope = Scope(
        period=edition.periods.get((query.get(PERIOD) or [""])[-1]), include_staff=query.get("staff") == ["true"]
    )
    if (label := (query.get(OF) or [""])[-1]) in known:
        scope = scope.with_choice(*known[label])
    for name in DIMENSIONS:
        asked = [by_label.get((name, word), word) for word in query.get(name, [])]
        if asked and not (scope.choices and OF in query):
            scope = scope.with_choice(name, *asked)
    try:
        refuse_scope(scope)
    except CxError as reason:
        return Scope(period=scope.period), [str(reason)]
    refused = []
    for name, (value, *_) in scope.choices:
        if (name, value) not in known.values():
            refused.append(f"Nothing is published of {DIMENSIONS[name].title.lower()} '{value}'.")
    if refused:
        return Scope(period=scope.period), refused
    if len(scope.choices) > 1:
        first = scope.choices[0]
        return Scope(period=scope.period, choices=(first,)), [
            "One thing is chosen here at a time, and the page splits it by another. Shown instead: "
            f"{_say(first[0], first[1][0])}."
        ]
    return scope, []


def _label(scope: Scope) -> str:
    return next((_say(name, values[0]) for name, values in scope.choices), EVERYBODY)


def _say(dimension: str, level: str) -> str:
    return f"{DIMENSIONS[dimension].title}: {say_level(dimension, level)}"
