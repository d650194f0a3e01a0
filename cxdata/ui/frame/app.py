"""The frame around every page: menu, choices, the question, errors, and the view a page is given.

A page is one file in pages/ and one record in PAGES. The guard in `enter` makes a shared link work on a fresh server:
until st.navigation has been called once in a process, Streamlit's older router runs a file of pages/ by itself,
without the frame (docs/decisions/frame.md).
"""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from functools import cache as once
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from cxdata.contract import NOT_RECORDED
from cxdata.council import Council
from cxdata.data_folder import sample_folder
from cxdata.data_folder.public import is_public_alone
from cxdata.errors import CxError
from cxdata.export.edition.file import Edition
from cxdata.ingest.privacy import temporary
from cxdata.published.reading import Reading
from cxdata.scope import Scope
from cxdata.store import Store
from cxdata.store_files import StoreTrouble
from cxdata.store_files.names import version_of
from cxdata.ui.frame import browser, cache, elements, go, menu, paper, presenting, sample, style
from cxdata.ui.frame.choice import choices
from cxdata.ui.frame.pages import LIST, PAGES, ROOT, Page, find_page
from cxdata.ui.frame.published import room, told_tables
from cxdata.ui.frame.text import mark
from cxdata.ui.serving import refusal_without_guard

OPEN = "_frame_open"
VIEW, READING = "_view", "_reading"
DATA = "data"
FOR_OFFICERS = "This page is for officers: here only what is published is shown"
ICON = ROOT / "static" / "icon.png"


@dataclass(frozen=True)
class View:
    """What a page is given: the store, the settings and the reader's choice; `narrow` says the screen is a phone's."""

    store: Store | None
    council: Council
    scope: Scope
    narrow: bool = False

    @property
    def ward(self) -> str | None:
        """The reader's ward; None where none is chosen."""
        chosen = self.scope.chosen("ward")
        return chosen[0] if chosen and chosen[0] != NOT_RECORDED else None

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
    """Delete what an earlier process left when it was killed: uploads, half a load, an erasure that was begun."""
    if is_public_alone():
        return  # whoever loads sweeps; nothing of the officers' is touched from here
    from cxdata.ingest.load.store_folder import tidy  # needed once, and loading is heavy to import

    temporary.sweep()
    for data in (cache.folder(), sample_folder(cache.folder())):
        tidy(data)


def run_app() -> None:
    """Draw the whole app: the chosen page inside the frame. app.py calls nothing else."""
    st.set_page_config(page_title="Customer experience", page_icon=str(ICON), layout="wide")
    if why := refusal_without_guard():
        elements.error(why)
        st.stop()
    _sweep()
    st.session_state[OPEN] = True
    try:
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
    view: View = st.session_state[VIEW]
    if not presenting.only_registers():
        _ask((question or "").partition("\n")[0])
    return view


def _run(shown: StreamlitPage, page: Page) -> None:
    cache.begin()
    style.draw()
    go.follow_links()
    sample.begin()
    choices.take_view()
    if cache.publishing():
        _run_published(shown, page)
        return
    try:
        store, council = cache.store(), _council(page)
    except CxError as error:
        menu.draw(page, None)
        elements.error(str(error))
        return
    with st.container(key="top", horizontal=True):
        menu.draw(page, _loaded_tables(store))
        sample.draw_strip(on_data_page=page.stem == DATA)
    _say_what_stands(page)
    try:
        _choose(store, council, page)
        if store is None and not page.before_data:
            _nothing_loaded()
        else:
            paper.draw(council, st.session_state[VIEW].scope)
            _show(shown, page)
    except StoreTrouble:
        st.rerun()  # it is known now, and the page is drawn anew of what stands in its place
    except CxError as error:
        elements.error(str(error))


def _run_published(shown: StreamlitPage, page: Page) -> None:
    """The page out of an edition: no store is opened, and no page of the officers runs but those that hold words alone.

    Where the edition or the settings cannot be read that is said in the page's place: the menu and the way back to the
    officers' view stand whatever happens.
    """
    edition, tables, council, trouble = _published_now()
    with st.container(key="top", horizontal=True):
        menu.draw(page, tables)
        sample.draw_strip(on_data_page=page.stem == DATA)
    presenting.begin(page.stem)
    reading = None
    try:
        reading = None if trouble else room().choose(page, edition, council)
    except CxError as error:
        trouble = str(error)
    st.session_state[READING] = reading
    st.session_state[VIEW] = View(None, council, Scope() if reading is None else reading.scope, browser.is_narrow())
    _head(switch=not is_public_alone())
    try:
        if page.for_officers and is_public_alone():
            _ask(FOR_OFFICERS)
            return
        if page.of_words:
            _show(shown, page)
            return
        _ask(page.question)
        if trouble:
            elements.error(trouble)
            return
        paper.draw(council, st.session_state[VIEW].scope)
        _draw_published(page, edition, reading)
    except CxError as error:
        elements.error(str(error))


def _published_now() -> tuple[Edition | None, Collection[str] | None, Council, str]:
    """The newest edition, the tables that it is made of, and the settings; or why they cannot be read."""
    try:
        edition, council = cache.edition(), cache.council()
        return edition, None if edition is None else told_tables(edition), council, ""
    except CxError as error:
        return None, None, Council(), str(error)


def _draw_published(page: Page, edition: Edition | None, reading: Reading | None) -> None:
    """Draw the page; where its exhibits are presented, behind the one that is seen."""
    if not presenting.is_on():
        room().draw(page, edition, reading)
        return
    with st.container(key="behind"):
        room().draw(page, edition, reading)
    presenting.draw(presenting.shown())


def _council(page: Page) -> Council:
    """The settings. Where they are broken the Data page, on which that is said and files can be seen, opens without."""
    try:
        return cache.council()
    except CxError as error:
        if page.stem != DATA:
            raise
        elements.error(f"{error} Until then no file can be loaded, and no other page is shown.")
        return Council()


def _go_on() -> None:
    """Put the version that is shown into use, as the officer says; nothing is then left to be said of it."""
    from cxdata.ingest.history.undo import put_back  # needed once, and loading is heavy to import

    path = cache.now().path
    if isinstance(path, Path):
        with suppress(CxError):  # said anew where it stays as it was
            put_back(cache.opened(), version_of(path))


def _say_what_stands(page: Page) -> None:
    """Where the store on the screen is not the one that should be in use: what happened, and the way on."""
    if not cache.now().said:
        return
    if page.stem == DATA:
        elements.warning(cache.now().said)
        if cache.now().path is not None:
            elements.button("Go on with this version", on_click=_go_on, key="go_on_with_version")
        return
    elements.warning("The store that should be shown cannot be opened; these figures are of another version of it.")
    elements.page_link(find_page(DATA).file, label="See what happened, and what to do, on the Data page")


def _show(shown: StreamlitPage, page: Page) -> None:
    """Run the page; where its exhibits are presented, behind the one that is seen. The list presents by itself."""
    presenting.begin(page.stem)
    if not presenting.is_on() or page.stem == LIST:
        shown.run()
        return
    with st.container(key="behind"):
        shown.run()
    presenting.draw(presenting.shown())


def _loaded_tables(store: Store | None) -> list[str]:
    """The tables that have a row."""
    return [table for table, rows in store.row_counts.items() if rows] if store else []


def _choose(store: Store | None, council: Council, page: Page) -> None:
    """The row of choices, and under it the place of the page's question beside the switch of the view."""
    scope = Scope()
    if store is None:
        sample.draw_switch()
    else:
        scope = choices.draw(store, council, page.stem, turns_ward=not presenting.is_on())
    st.session_state[VIEW] = View(store, council, scope, narrow=browser.is_narrow())
    _head(switch=store is not None)


def _head(*, switch: bool = True) -> None:
    """The place of the page's question, and beside it the switch between the two views."""
    with st.container(key="head", horizontal=True, vertical_alignment="center"):
        st.session_state["_question"] = st.container(key="question")
        if switch:
            views = {view: view for view in (cache.OFFICER, cache.PUBLISH)}
            elements.segmented_control("Who may see this screen", views, key=cache.MODE, start=cache.OFFICER)


def _ask(question: str) -> None:
    """The page's question, as its heading."""
    with st.session_state["_question"]:
        elements.title(question, anchor=False)


def _nothing_loaded() -> None:
    _ask("Nothing is loaded yet")
    elements.markdown(
        mark(
            "Load the files your council's systems export on the **Data** page, or start with the sample council: "
            "`python -m cxdata load --sample`."
        )
    )
    elements.page_link(find_page(DATA).file, label="Go to the Data page")
