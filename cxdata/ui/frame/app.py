"""The frame around every page: navigation, sidebar, dead links, errors, and the view a page is given.

A page is one file in pages/ and one record in PAGES. The guard in `enter` makes a shared link work on a fresh server:
until st.navigation has been called once in a process, Streamlit's older router runs a file of pages/ by itself,
without the frame (docs/decisions/frame.md).
"""

from dataclasses import dataclass
from functools import cache as once
from urllib.parse import urlencode

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from cxdata.contract import tables_by_choice
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.ingest.privacy import temporary
from cxdata.scope import Scope
from cxdata.store import Store
from cxdata.ui.frame import cache, choices, menu, sample
from cxdata.ui.frame.link import Choice, to_query
from cxdata.ui.frame.pages import PAGES, ROOT, Page, find_page
from cxdata.ui.frame.text import plain

OPEN = "_frame_open"
ICON = ROOT / "static" / "icon.png"


@dataclass(frozen=True)
class View:
    """What a page is given: the store, the settings and the reader's choice; `narrow` says the screen is a phone's."""

    store: Store | None
    council: Council
    scope: Scope
    narrow: bool = False

    @property
    def loaded(self) -> Store:
        """The store. A page that is not marked `before_data` never gets here without one."""
        if self.store is None:
            raise CxError("Nothing is loaded yet. Load files on the Data page.")
        return self.store

    @property
    def may_change(self) -> bool:
        """Whether the store on the screen is that of the data folder, into which files are loaded; the sample beside a
        council of one's own is only looked at.
        """
        return cache.opened() == cache.folder()


@once
def _sweep() -> None:
    """Delete the uploads that an earlier process left when it was killed."""
    temporary.sweep()


def run_app() -> None:
    """Draw the whole app: the chosen page inside the frame. app.py calls nothing else."""
    _sweep()
    st.session_state[OPEN] = True
    try:
        st.set_page_config(page_title="Customer experience", page_icon=str(ICON), layout="wide")
        # The menu is drawn by hand; st.navigation finds the page of the address.
        shown = st.navigation(
            [st.Page(page.file, title=page.title, default=page == PAGES[0]) for page in PAGES], position="hidden"
        )
        _run(shown, find_page(shown.url_path))
    finally:
        st.session_state[OPEN] = False


def enter(question: str | None) -> View:
    """The first line of every page, `frame.enter(__doc__)`: its question as the heading, and the view to compose from.

    The question is the first line of the page's docstring.
    """
    if not st.session_state.get(OPEN, False):
        run_app()
        st.stop()
    view: View = st.session_state["_view"]
    st.title((question or "").partition("\n")[0], anchor=False)
    if view.store is not None:
        _banner(view)
    return view


def href(page: str, scope: Scope, **more: str) -> str:
    """The link to a page with a scope in it, in the view the reader has chosen; `more` are the page's own choices.

    Raises KeyError for a page that is none, ValueError for a choice that the sidebar does not offer.
    """
    choice = Choice(scope, cache.publishing())
    query = to_query(choice, list(tables_by_choice()), choices.default_period(cache.store())) | sample.query()
    return f"{find_page(page).address}?{urlencode({**query, **more}, doseq=True)}"


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


def _run(shown: StreamlitPage, page: Page) -> None:
    menu.draw(page)
    try:
        sample.draw_switch()
        sample.draw_strip(on_data_page=page.stem == "data")
        store, council = cache.store(), cache.council()
        if store is None:
            if not page.before_data:
                _nothing_loaded()
                return
            st.session_state["_view"] = View(None, council, Scope())
        else:
            choice, dead = choices.draw(store)
            if dead:
                values_asked = ", ".join(name for name, _ in dead)
                instead = ", ".join(dict.fromkeys(shown for _, shown in dead))
                st.warning(
                    plain(
                        f"The link asks for {values_asked}, which the loaded data does not have. "
                        f"Shown instead: {instead}."
                    )
                )
            st.session_state["_view"] = View(store, council, choice.scope)
        if cache.publishing() and not page.publish:
            _for_officers()
            return
        shown.run()
    except CxError as error:
        st.error(plain(str(error)))


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
    st.page_link(find_page("data").file, label="Go to the Data page")
