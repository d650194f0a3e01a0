"""Every page says and draws the same from ClickHouse as from the store on this machine, with every section open."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from cxdata.data_folder.remote import RemoteStore
from cxdata.export.download import to_csv
from cxdata.export.exhibit.meeting import Item, write_items
from cxdata.statements import listening
from cxdata.ui import frame
from cxdata.ui.frame import cache
from tests.browser.states import query_of
from tests.effort import WHOLE
from tests.ui.conftest import OpenPage, open_page, words_on
from tests.ui.sections import open_every_section

__all__ = ["open_page"]  # a fixture

# The page that takes files on this machine and none from elsewhere is held by itself, below.
ALIKE = [page.stem for page in frame.PAGES if page.stem != "data"]
# What a link chooses, and the view: the published one asks no store.
STATES = (("nothing", "officer"), ("ward", "officer"))
EVERY = [(page, *state) for page in ALIKE for state in STATES]
SEEN = EVERY if WHOLE else [("channels", *STATES[0]), ("phones", *STATES[1]), ("complaints", *STATES[0])]
# A file to save is made when it is asked for, under a name that no two visits share.
_MADE_ANEW = re.compile(r'deferred_file_id: "\w+"')
Visit = Callable[..., AppTest]


@pytest.fixture
def visit(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> Visit:
    """visit(place, page, **how) -> the page with every section open, its store asked at a place, nothing known before.

    Fails where the page does, and where nothing was asked. A section may refuse what the settings do not say.
    """

    def at(place: str, page: str, data: Path | None = None, **query: str | list[str]) -> AppTest:
        monkeypatch.setenv("CX_STORE", place)
        st.cache_data.clear()
        st.cache_resource.clear()
        with listening() as heard:
            app = open_every_section(open_page(page, data, **query))
        assert not app.exception
        assert heard
        assert isinstance(cache.store(), RemoteStore) == bool(place)
        return app

    return at


def sent(app: AppTest) -> list[str]:
    """Everything on the page as a browser is sent it: words, tiles, tables, drawings, boxes and buttons, in order."""
    return [_MADE_ANEW.sub("", f"{piece.type} {getattr(piece, 'proto', '')}") for piece in app.main]


def saved(app: AppTest) -> list[tuple[str, ...]]:
    """What each exhibit on the page says, and the file of its figures."""
    shown = app.session_state.get("_exhibits_shown", [])
    return [
        (each.key, each.finding, each.base, each.source, *each.notes, to_csv(each.download).decode())
        for _, each in shown
    ]


@pytest.mark.parametrize(("page", "chosen", "view"), SEEN)
def test_a_page_is_the_same(page: str, chosen: str, view: str, visit: Visit, place: str) -> None:
    here, there = (visit(asked, page, **query_of(chosen, view)) for asked in ("", place))
    assert not there.error
    assert sent(there) == sent(here)
    assert saved(there) == saved(here)


@pytest.mark.parametrize("ward", ["Quarn Edge", "St Wendra's"])
def test_a_ward_is_the_same(ward: str, visit: Visit, place: str) -> None:
    here, there = (visit(asked, "ward", ward=ward) for asked in ("", place))
    assert sent(there) == sent(here)
    assert ward in words_on(there)


def test_what_a_meeting_is_shown_is_the_same(visit: Visit, place: str, sample_data: Path, tmp_path: Path) -> None:
    """The list lies in the data folder of whoever asks, and its exhibits come from the store."""
    data = shutil.copytree(sample_data, tmp_path / "data")
    write_items(data, (Item("satisfaction", "dissatisfied-channel", "Dissatisfied, by channel"),))
    here, there = (visit(asked, "satisfaction", data, present="1", n="0") for asked in ("", place))
    assert sent(there) == sent(here)
    here, there = (visit(asked, "present", data) for asked in ("", place))
    assert sent(there) == sent(here)
    assert "Dissatisfied, by channel" in words_on(there)


def test_the_data_page_says_what_is_loaded_and_takes_no_files(visit: Visit, place: str) -> None:
    """What it says is what the page here says, without what loads, types in and takes back."""
    here, there = visit("", "data"), visit(place, "data")
    taken = "These figures come from a store elsewhere: files are loaded in the council's own folder, then copied."
    assert [box.value for box in there.info] == [taken]
    pieces, those_here = sent(there), sent(here)
    added = [piece for piece in pieces if piece not in those_here]
    assert len(added) == 1
    assert "a store elsewhere" in added[0]
    tables = [table.value.to_csv() for table in there.table]
    assert len(tables) > 1
    assert set(tables) < {table.value.to_csv() for table in here.table}


@pytest.mark.parametrize("page", ALIKE if WHOLE else ["overview", "recommendations", "targets"])
def test_whoever_asks_needs_no_files_of_their_own(page: str, visit: Visit, place: str, tmp_path: Path) -> None:
    app = visit(place, page, tmp_path / "empty")
    assert "Nothing is loaded" not in words_on(app)
    # What no settings of one's own say is refused; no statement is.
    assert not [box.value for box in app.error if not re.search(r"council\.toml|none is set", box.value)]
