"""Every figure is the same on both engines: the golden list, every measure by every split, hidden groups, the pages."""

import json
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st

from cxdata.analysis.came_back.matters import came_back
from cxdata.analysis.councils.printed import read_printed
from cxdata.analysis.hidden.search import pockets
from cxdata.analysis.providers.silence import find_silence
from cxdata.council import Council
from cxdata.data_folder.remote import RemoteStore
from cxdata.measures import MEASURES
from cxdata.measures.query import query
from cxdata.measures.registry.dimensions import splits
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.statements import listening
from cxdata.store import Store
from cxdata.ui.frame import cache
from tests.effort import WHOLE
from tests.golden.write import FILE, golden_rows
from tests.period_names import year_period
from tests.ui.conftest import OpenPage, open_page, tile_words_on, words_on

__all__ = ["open_page"]  # a fixture

YEAR = Scope(year_period(2025))
ALL = [(measure.id, split) for measure in MEASURES.values() for split in splits(measure)]
SPLITS = ALL if WHOLE else ALL[::12]
EVERY_PAGE = (
    "overview",
    "satisfaction",
    "hidden",
    "channels",
    "hotspots",
    "ward",
    "change",
    "like_for_like",
    "outlook",
    "savings",
    "providers",
    "councils",
)
PAGES = EVERY_PAGE if WHOLE else ("channels", "hidden", "ward")


def test_the_golden_figures_are_the_same(remote: RemoteStore, council: Council) -> None:
    assert golden_rows(remote, council) == json.loads(FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("measure", "split"), SPLITS)
def test_a_measure_by_a_split_is_the_same(
    measure: str, split: str, store: Store, remote: RemoteStore, council: Council
) -> None:
    for scope in (Scope(), YEAR):
        here, there = (query(asked, measure, (split,), scope, council=council) for asked in (store, remote))
        pd.testing.assert_frame_equal(there.frame, here.frame, rtol=1e-12, atol=0)
        assert there.sources == here.sources
        assert there.notes == here.notes
        assert there.warnings == here.warnings
        assert there.version == here.version


@pytest.mark.parametrize("measure", ["dissatisfied", "on_time"])
def test_the_hidden_groups_are_the_same(measure: str, store: Store, remote: RemoteStore, council: Council) -> None:
    here, there = (pockets(asked, YEAR, council, measure=measure).as_dict() for asked in (store, remote))
    assert there == here
    assert here["groups_searched"] > 1000


def test_who_came_back_is_the_same(store: Store, remote: RemoteStore, council: Council) -> None:
    """By the constant, and out of the rows where no month is whole."""
    for scope in (YEAR, Scope(Period(date(2025, 4, 10), date(2026, 2, 20)))):
        here, there = (came_back(asked, scope, council) for asked in (store, remote))
        pd.testing.assert_frame_equal(there.frame, here.frame)
        assert there.notes == here.notes


def test_providers_and_other_councils_are_the_same(store: Store, remote: RemoteStore, council: Council) -> None:
    assert find_silence(remote, YEAR, council) == find_silence(store, YEAR, council)
    assert read_printed(remote) == read_printed(store)


def test_what_a_store_says_of_itself_is_the_same(store: Store, remote: RemoteStore) -> None:
    assert remote.constants.files == store.constants.files
    assert remote.constants.days == store.constants.days
    assert remote.constants.words == store.constants.words
    assert remote.constants.occurring == store.constants.occurring
    assert remote.verdicts == store.verdicts
    assert remote.areas == store.areas
    assert remote.neighbours == store.neighbours
    assert remote.comments() == store.comments()
    pd.testing.assert_frame_equal(remote.files(), store.files(), check_dtype=False)
    pd.testing.assert_frame_equal(remote.set_aside(), store.set_aside(), check_dtype=False)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_the_same(page: str, open_page: OpenPage, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    for named in ("", place):
        monkeypatch.setenv("CX_STORE", named)
        st.cache_data.clear()
        st.cache_resource.clear()
        with listening() as heard:
            app = open_page(page, **({"ward": "Quarn Edge"} if page == "ward" else {}))
        assert not app.exception
        assert not app.error
        assert heard
        assert isinstance(cache.store(), RemoteStore) == bool(named)
        charts = [str(chart.proto.spec) for chart in app.get("plotly_chart")]
        seen.append((words_on(app), tile_words_on(app), charts, len(heard)))
    assert seen[0] == seen[1]


def test_the_command_line_answers_from_there(
    sample_data: Path, place: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from cxdata.cli.main import main

    said = []
    for named in ("", place):
        monkeypatch.setenv("CX_STORE", named)
        for asked in (["show", "on_time", "--by", "service"], ["pockets"], ["status"], ["checks"], ["council"]):
            assert main(["--data", str(sample_data), *asked]) == 0
        said.append(capsys.readouterr().out)
    assert said[0] == said[1]
    assert "Council tax and business rates" in said[1]
