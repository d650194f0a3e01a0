"""What can be chosen in the published view: one of its periods, and everybody or one value of one dimension."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from cxdata.contract import NOT_RECORDED
from cxdata.errors import CxError
from cxdata.export.edition.asking import refuse_scope, say_not_published
from cxdata.export.edition.file import Edition
from cxdata.export.edition.offered import BESIDE
from cxdata.measures import DIMENSIONS
from cxdata.measures.words import is_code, say_level
from cxdata.periods import Period, say_date
from cxdata.published.reading import period_to_open
from cxdata.scope import Scope
from cxdata.ui.frame import elements
from cxdata.ui.frame.choice import mine
from cxdata.ui.frame.choice.link import Query, say_choice, unknown_views
from cxdata.ui.frame.text import small

PERIOD, OF = "quarter", "of"
EVERYBODY = "Everybody"
ONE = "One thing is chosen here at a time, and the page splits it by another."
OFFERED = (*BESIDE, "channel_group", "customer_type", "provider")
"""The dimensions of which one value can be chosen, in the order of the list."""


def choose(edition: Edition, *, turns_ward: bool = True) -> Scope:
    """Draw the choices and give the scope. What a link asks for that is not published is refused in words above.

    `turns_ward` puts the button of my ward beside the choices.
    """
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
        mine.offer(OF, {level: label for label, (name, level) in values.items() if name == "ward"}, everybody=EVERYBODY)
        with st.container(key="said", horizontal=True):
            if turns_ward:
                mine.draw_turn(key="my-ward")
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
        if level != NOT_RECORDED and not is_code(level)
    }


def of_link(query: Query, edition: Edition) -> tuple[Scope, list[str]]:
    """What a link of either view means here, and in words what of it is not published: free dates, two wards, staff."""
    period, refused = _period_of(query, edition)
    refused += [f"There is no view “{word}”: the published view is shown." for word in unknown_views(query)]
    scope = Scope(period=period)
    chosen = _chosen_of(query, values_of(edition))
    try:
        refuse_scope(replace(chosen, include_staff=query.get("staff") == ["true"]))
    except CxError as reason:
        return scope, [*refused, str(reason)]
    known = {pair for pair in values_of(edition).values()}
    gone = [(name, values[0]) for name, values in chosen.choices if (name, values[0]) not in known]
    refused += [f"Nothing is published of {DIMENSIONS[name].title.lower()} “{value}”." for name, value in gone]
    if gone:
        return scope, refused
    if len(chosen.choices) > 1:
        name, (value, *_) = chosen.choices[0]
        refused.append(f"{ONE} Shown instead: {_say(name, value)}.")
        chosen = replace(chosen, choices=chosen.choices[:1])
    return replace(chosen, period=period), refused


def _period_of(query: Query, edition: Edition) -> tuple[Period | None, list[str]]:
    """The period of a link, by this view's own word or the officers'; one that is not published is refused."""
    asked = [*query.get("period", ()), *query.get(PERIOD, ())][-1:]
    if not asked or asked[0] in edition.periods:
        return edition.periods.get(asked[0]) if asked else None, []
    return None, [say_not_published(f"“{asked[0]}”")]


def _chosen_of(query: Query, values: Mapping[str, tuple[str, str]]) -> Scope:
    """What a link chooses: this view's one value, or else the values of the officers' view."""
    if own := [values[label] for label in query.get(OF, ()) if label in values]:
        return Scope().with_choice(*own[0])
    by_label = {(name, say_choice(name, level)): level for name, level in values.values()}
    scope = Scope()
    for name in (name for name, one in DIMENSIONS.items() if not one.calendar):
        if asked := [by_label.get((name, word), word) for word in query.get(name, ())]:
            scope = scope.with_choice(name, *asked)
    return scope


def _label(scope: Scope) -> str:
    return next((_say(name, values[0]) for name, values in scope.choices), EVERYBODY)


def _say(dimension: str, level: str) -> str:
    return f"{DIMENSIONS[dimension].title}: {say_level(dimension, level)}"
