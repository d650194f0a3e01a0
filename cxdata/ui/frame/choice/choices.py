"""The row of choices: period and ward in sight, all others in a box to open, and what is chosen as words to take out.

The choices are kept in the link and across pages; what a link asks for that the data does not have is reported.
"""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from cxdata.contract import NOT_RECORDED, tables_by_choice
from cxdata.council import Council
from cxdata.measures import DIMENSIONS
from cxdata.measures.coverage.periods import default_period, named_periods, periods_of
from cxdata.measures.words import is_code
from cxdata.scope import Comparison, Scope
from cxdata.store import Store
from cxdata.ui.frame import cache, elements, sample
from cxdata.ui.frame.choice import chips, keeping, mine, told, ward
from cxdata.ui.frame.choice.link import (
    EVERYTHING,
    Known,
    about_link,
    from_query,
    holds_a_choice,
    means_published,
    say_choice,
)
from cxdata.ui.frame.text import mark, small

MORE = "More choices"


def take_view() -> None:
    """On the first run, the view that the link means; the frame asks before anything is opened.

    The switch itself would drop a word that it does not know, and show the officer's view.
    """
    query = {cache.MODE: st.query_params.get_all(cache.MODE)}
    if cache.MODE not in st.session_state and means_published(query):
        st.session_state[cache.MODE] = cache.PUBLISH


def draw(store: Store, council: Council, page: str, *, turns_ward: bool = True) -> Scope:
    """Draw the row: the scope that it chooses. `turns_ward` puts the button of my ward beside the choices.

    The link wins on the first run, the reader after that. Streamlit drops a link's dead values without a word, so the
    link is read before the widgets are drawn.
    """
    known = with_strategy(cache.of_store(known_values), store, council)
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    if ward.WARD not in query:
        query[ward.WARD] = query.pop(ward.AS_BEFORE, [])
    meant, _ = from_query(query, known)
    _begin(meant, known, own_visit=not holds_a_choice(query, known))
    with st.container(key="choices", horizontal=True):
        words: dict[str, list[str]] = {}
        if known.default is not None:
            options = list(dict.fromkeys([str(known.default), EVERYTHING, *known.periods]))
            words["period"] = _select("period", "Period", options, hidden=True)
        wards = known.values["ward"] if len(known.values["ward"]) > 1 else {}
        words["ward"] = ward.draw(wards) if wards else []
        mine.offer(ward.WARD, {label: label for label, level in wards.items() if level != NOT_RECORDED})
        said = st.container(key="said", horizontal=True)
        with st.container(key="more"), elements.expander(MORE):
            words |= _more(known)
            notes = st.container(key="notes", gap="xxsmall")
            keeping.draw(page)
    scope = from_query(words, known)[0]
    with said:
        if turns_ward:
            mine.draw_turn(key="my-ward")
        linked = bool(words["ward"]) and page != ward.WARD
        if linked:
            ward.draw_link(words["ward"][0])
        brief = chips.draw(known) or linked
        sentences = told.sentences(store, scope, brief=brief)
        elements.markdown(small(" ".join(sentences)))
    with notes:
        elements.markdown(mark("**What is shown**"))
        for note in told.notes(store, council, scope):
            elements.markdown(small(note))
    for sentence in about_link(query, known):
        elements.warning(sentence)
    ward.remember(council)
    return scope


def known_values(store: Store) -> Known:
    """What can be chosen from the data loaded; a ward with a boundary and no data can be chosen too."""
    periods = {str(period): period for period in periods_of(store)}
    values = {name: labels_of(name) for name in tables_by_choice()}
    mapped = [area.label for area in store.areas if area.current]
    values["ward"] = _in_order("ward", dict.fromkeys([*values["ward"].values(), *mapped]))
    return Known(periods, default_period(store), values)


def with_strategy(known: Known, store: Store, council: Council) -> Known:
    """The same with the period since the council's strategy was adopted, which its settings name."""
    return replace(known, periods=named_periods(store, council)) if council.strategy_adopted else known


def labels_of(dimension: str) -> dict[str, str]:
    """What a reader sees for each value of a choice -> the value: names, then codes, "Not recorded" last."""
    return _in_order(dimension, dict.fromkeys(cache.present(dimension, tables_by_choice()[dimension])))


def _in_order(dimension: str, values: Mapping[str, None]) -> dict[str, str]:
    ordered = sorted(values, key=lambda value: (value == NOT_RECORDED, is_code(value)))
    if dimension == "ward":
        ordered.sort(key=lambda value: (value == NOT_RECORDED, is_code(value), value))
    return {say_choice(dimension, value): value for value in ordered}


def _begin(meant: Scope, known: Known, *, own_visit: bool) -> None:
    """On the first run, what the widgets would not take out of the link by themselves."""
    wards = [say_choice("ward", value) for value in meant.chosen("ward")]
    ward.start(wards, list(known.values["ward"]), own_visit=own_visit)


def _more(known: Known) -> dict[str, list[str]]:
    """The choices in the box: every other dimension, what is compared, contacts that staff raised, which council."""
    words = {}
    with st.grid(3, min_column_width=260):
        for name, labels in known.values.items():
            if name != "ward" and len(labels) > 1:
                words[name] = elements.multiselect(
                    DIMENSIONS[name].title, list(labels), key=name, bind="query-params", placeholder="All"
                )
        words["compare"] = _select("compare", "Compared with", [comparison.value for comparison in Comparison])
        sample.draw_switch()
    staff = elements.checkbox(
        "Include contacts raised by staff",
        key="staff",
        bind="query-params",
        help="Staff raise some contacts themselves. They are not customers, so they are left out unless you ask.",
    )
    words["staff"] = ["true"] if staff else []
    return words


def _select(key: str, title: str, options: list[str], *, hidden: bool = False) -> list[str]:
    """A list of one choice, of which the first is the one chosen at first."""
    chosen = elements.selectbox(
        title, options, key=key, bind="query-params", label_visibility="collapsed" if hidden else "visible"
    )
    return [chosen or options[0]]
