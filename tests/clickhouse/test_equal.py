"""Every figure is the same on both engines: the golden list, every measure by every split, hidden groups."""

import json
from datetime import date

import pandas as pd
import pytest

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
from cxdata.store import Store
from tests.effort import WHOLE
from tests.golden.write import FILE, golden_rows
from tests.period_names import year_period

YEAR = Scope(year_period(2025))
ALL = [(measure.id, split) for measure in MEASURES.values() for split in splits(measure)]
SPLITS = ALL if WHOLE else ALL[::12]


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
