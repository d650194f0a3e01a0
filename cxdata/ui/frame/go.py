"""Links inside the app that carry a choice: to another page, or to the same page of another choice."""

import json
from hashlib import sha256
from urllib.parse import urlencode

import streamlit as st

from cxdata.contract import tables_by_choice
from cxdata.measures.coverage.periods import default_period
from cxdata.scope import Comparison, Scope
from cxdata.ui.frame import cache, sample
from cxdata.ui.frame.link import EVERYTHING, Choice, Known, to_query
from cxdata.ui.frame.pages import find_page
from cxdata.ui.frame.text import plain

MARK = "by"
_LAST = "_came_by"


def go_to(page: str, scope: Scope, label: str, **more: str) -> None:
    """A link to a page with a scope in it, in the same tab and without loading the app anew; `label` is plain text.

    `more` are the page's own choices. Raises KeyError for a page that is none, ValueError for a choice that the row of
    choices does not offer.
    """
    query = {**_query(scope), **{name: [value] for name, value in more.items()}}
    # Widgets that are on the screen keep their values against a link's; the mark tells `has_come` that a link is new.
    mark = sha256(json.dumps([page, query]).encode()).hexdigest()[:6]
    st.page_link(find_page(page).file, label=plain(label), query_params={**query, MARK: mark})


def href(page: str, scope: Scope, **more: str) -> str:
    """The same as an address, for a cell of a table or a click on a map: it opens the app anew.

    Raises as `go_to` does.
    """
    return f"{find_page(page).address}?{urlencode({**_query(scope), **more}, doseq=True)}"


def has_come(page: str) -> bool:
    """Whether this run of a page is the first after such a link was followed; asked once a run."""
    came = (page, st.query_params.get(MARK))
    new = came[1] is not None and came != st.session_state.get(_LAST)
    st.session_state[_LAST] = came
    return new


def take(choice: Choice, known: Known) -> None:
    """Put the choice of a link into the widgets, before they are drawn."""
    scope = choice.scope
    words = to_query(choice, list(known.values), known.default)
    st.session_state["period"] = str(scope.period) if scope.period else EVERYTHING
    st.session_state["compare"] = words.get("compare", [Comparison.PERIOD_BEFORE.value])[0]
    st.session_state["staff"] = scope.include_staff
    for name in known.values:
        st.session_state[name] = words.get(name, [])
    st.session_state["ward"] = next(iter(words.get("ward", [])), None)


def _query(scope: Scope) -> dict[str, list[str]]:
    store = cache.store()
    default = default_period(store) if store else None
    return to_query(Choice(scope, cache.publishing()), list(tables_by_choice()), default) | sample.query()
