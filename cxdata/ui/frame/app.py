"""The frame around every page: navigation, sidebar, dead links, errors, and the view a page is given.

A page is one file in pages/ and one line in PAGES. The guard in `enter` makes a shared link work on a fresh server:
until st.navigation has been called once in a process, Streamlit's older router runs a file of pages/ by itself,
without the frame (docs/decisions/frame.md).
"""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from cxdata.contract import tables_by_choice
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.measures.words import say_level
from cxdata.scope import Comparison, Scope
from cxdata.store import Store
from cxdata.ui.frame import cache, choices

ROOT = Path(__file__).resolve().parents[3]
OPEN = "_frame_open"
ICON = ROOT / "static" / "icon.png"

# File stem (which is also the address) -> name in the menu. The first is the page at "/".
PAGES = {
    "overview": "Overview",
    "hidden": "Hidden by the average",
    "satisfaction": "Satisfaction",
    "channels": "Channels",
    "hotspots": "Hotspots",
    "ward": "Ward",
    "change": "Real change",
    "like_for_like": "Like for like",
    "outlook": "Will we get there",
    "data": "Data",
    "definitions": "Definitions",
}
# Pages that make sense before anything is loaded.
WITHOUT_DATA = {"data", "definitions"}
# Pages made of Answers only, so that disclosure control reaches every figure. The published view shows no other page.
PUBLISHABLE = {
    "overview", "hidden", "satisfaction", "channels", "hotspots", "ward", "change", "like_for_like", "outlook",
    "definitions",
}  # fmt: skip


@dataclass(frozen=True)
class View:
    """What a page is given: the store, the settings and the reader's choice."""

    store: Store | None
    council: Council
    scope: Scope

    @property
    def loaded(self) -> Store:
        """The store. Pages that can do without one are named in WITHOUT_DATA; the others never get here without."""
        if self.store is None:
            raise CxError("Nothing is loaded yet. Load files on the Data page.")
        return self.store


def run_app() -> None:
    """Draw the whole app: the chosen page inside the frame. app.py calls nothing else."""
    st.session_state[OPEN] = True
    try:
        st.set_page_config(page_title="Customer experience", page_icon=str(ICON), layout="wide")
        page = st.navigation(_pages(), position="sidebar")
        _run(page)
    finally:
        st.session_state[OPEN] = False


def enter(question: str) -> View:
    """The first line of every page: its question as the heading, and the view to compose from."""
    if not st.session_state.get(OPEN, False):
        run_app()
        st.stop()
    view: View = st.session_state["_view"]
    st.title(question, anchor=False)
    if view.store is not None:
        _banner(view)
    return view


def href(page: str, scope: Scope, **more: str) -> str:
    """The link to a page with a scope in it. Raises KeyError for a page that is none.

    Only what differs from the defaults is in it, in the sidebar's order: anything else Streamlit would take out again
    after the page has opened, and a reader would have to press Back twice.
    """
    address = "/" if page == next(iter(PAGES)) else f"/{page}"
    if page not in PAGES:
        raise KeyError(page)
    query: list[tuple[str, str]] = [(cache.MODE, cache.PUBLISH)] if cache.publishing() else []
    default = choices.default_period(cache.store())
    if scope.period != default:
        query.append(("period", str(scope.period) if scope.period else choices.EVERYTHING))
    if scope.comparison is not Comparison.PERIOD_BEFORE:
        query.append(("compare", scope.comparison.value))
    for name in dict.fromkeys([*tables_by_choice(), *(name for name, _ in scope.choices)]):
        query += [(name, say_level(name, value)) for value in scope.chosen(name)]
    if scope.include_staff:
        query.append(("staff", "true"))
    query += list(more.items())
    return f"{address}?{urlencode(query)}"


def _banner(view: View) -> None:
    """Which view this is: nobody may publish a screen by mistake, or wonder why a figure is missing."""
    if not cache.publishing():
        st.info("Officer view: small numbers are shown. Do not publish this screen.")
        return
    rules = view.council.disclosure
    st.info(
        f"Published view: counts of 1 to {rules.hide_below - 1} are shown as [c], other counts are to the nearest "
        f"{rules.round_to}, and a percentage needs {rules.percentage_base} people. Parts may not add up."
    )


def _pages() -> list[StreamlitPage]:
    return [
        st.Page(ROOT / "pages" / f"{stem}.py", title=title, default=position == 0)
        for position, (stem, title) in enumerate(PAGES.items())
    ]


def _run(page: StreamlitPage) -> None:
    try:
        store, council = cache.store(), cache.council()
        if store is None:
            if (page.url_path or next(iter(PAGES))) not in WITHOUT_DATA:
                _nothing_loaded()
                return
            st.session_state["_view"] = View(None, council, Scope())
        else:
            chosen = choices.draw(store)
            if chosen.dead:
                asked = ", ".join(name for name, _ in chosen.dead)
                instead = ", ".join(dict.fromkeys(shown for _, shown in chosen.dead))
                st.warning(f"The link asks for {asked}, which the loaded data does not have. Shown instead: {instead}.")
            st.session_state["_view"] = View(store, council, chosen.scope)
        if cache.publishing() and (page.url_path or next(iter(PAGES))) not in PUBLISHABLE:
            _for_officers()
            return
        page.run()
    except CxError as error:
        st.error(str(error))


def _for_officers() -> None:
    st.title("This page is for officers", anchor=False)
    st.write(
        "It shows exact figures or rows out of the files, which are not for publishing. To see it, choose "
        f"“{cache.OFFICER}” under “View” at the side."
    )


def _nothing_loaded() -> None:
    st.title("Nothing is loaded yet", anchor=False)
    st.write(
        "Load the files your council's systems export on the **Data** page, or start with the sample council: "
        "`python -m cxdata load --sample`."
    )
    st.page_link(ROOT / "pages" / "data.py", label="Go to the Data page")
