"""The edition that the sample council comes with: what `publish` makes of its files, ready when it is loaded."""

import shutil
import zipfile
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from cxdata.cli.keeping.sample_edition import MADE_ON
from cxdata.cli.load import SAMPLE, take_sample_edition, take_settings
from cxdata.data_folder.editions import PUBLISH_KEY
from cxdata.data_folder.sample_keys import PUBLISHING
from cxdata.export.edition.file import Edition
from cxdata.export.edition.kept import editions_in, newest_edition
from cxdata.export.edition.making import CELLS
from cxdata.export.edition.publishing import publish_edition
from cxdata.ingest.load.build import load_files
from cxdata.ingest.load.sample.edition import PACKED, pack
from cxdata.measures.query import query
from cxdata.own_files import write_whole
from cxdata.scope import Scope
from cxdata.settings import read_settings
from cxdata.store import open_store

SOME = (
    "complaints_register.xlsx",
    "survey_answers.csv",
    "survey_invitations.csv",
    "population_by_ward.csv",
    "wards_2024.geojson",
)


@pytest.fixture(scope="module")
def shipped(sample_data: Path) -> Edition:
    """The edition in the data folder of the sample as it was loaded."""
    edition = newest_edition(sample_data)
    assert edition is not None
    return edition


def cells_of(edition: Edition, measures: frozenset[str]) -> pd.DataFrame:
    named = f"select {', '.join(CELLS)}, shown from cells where measure in (select unnest($measures)) order by all"
    return edition.rows(named, {"measures": sorted(measures)})


def test_the_sample_is_loaded_with_one_edition_and_the_key_that_made_it(sample_data: Path, shipped: Edition) -> None:
    assert [path.name for path in editions_in(sample_data)] == ["edition-0001-2026-10-12.duckdb"]
    assert (sample_data / "publish.key").read_text().strip() == PUBLISHING
    assert shipped.about.council == "Quarnmere Borough Council"
    assert shipped.about.made_on == MADE_ON == date(2026, 10, 12)
    assert shipped.about.key_mark == PUBLISH_KEY.mark(PUBLISHING)
    assert len(shipped.areas) == 24
    assert len({row.organisation for row in shipped.benchmarks}) == 14, (
        "the council's own printed figures are not in it"
    )
    assert "2026/27 Q2" in shipped.periods


def test_it_is_what_publish_makes_of_the_same_files(shipped: Edition, tmp_path: Path) -> None:
    """Of five of the files, loaded by themselves: every figure that can be made of them is the same to the digit."""
    take_settings(tmp_path)
    assert not load_files([SAMPLE / name for name in SOME], data=tmp_path).refused
    write_whole(tmp_path / "publish.key", PUBLISHING + "\n")
    path = publish_edition(tmp_path, open_store(tmp_path), read_settings(tmp_path), MADE_ON).path
    assert path is not None
    small = Edition(path)
    assert {"complaints", "stage_1_in_time", "answers", "satisfied", "response_rate"} <= small.measures
    made, ours = cells_of(small, small.measures), cells_of(shipped, small.measures)
    assert len(made) > 200_000
    pd.testing.assert_frame_equal(made, ours)
    assert small.rows("select * from residents").equals(shipped.rows("select * from residents"))
    assert small.areas == shipped.areas
    assert small.tracker == shipped.tracker


def test_its_contacts_are_within_4_of_those_of_the_store(sample_data: Path, shipped: Edition) -> None:
    """Of each ward in each quarter: 216 figures, held against those that an officer sees."""
    store = open_store(sample_data)
    shown = shipped.rows(
        "select period, level_1 as ward, shown from cells where measure = 'contacts' and by_1 = 'ward' and by_2 = '' "
        "and part = 'n' and contains(period, ' Q')"
    )
    found = {(row.period, row.ward): row.shown for row in shown.itertuples()}
    quarters = [name for name in shipped.periods_of("contacts", ("ward",)) if " Q" in name]
    held = 0
    for name in quarters:
        exact = query(store, "contacts", ("ward",), Scope(period=shipped.periods[name])).frame
        for row in exact.itertuples():
            assert abs(found.get((name, row.ward), 0) - row.numerator) <= 4, (name, row.ward)
            held += row.ward in {area.label for area in shipped.areas}
    assert (len(quarters), held) == (9, 216)


def test_it_is_laid_down_once_and_never_over_what_an_officer_made(sample_data: Path, tmp_path: Path) -> None:
    data = shutil.copytree(sample_data, tmp_path / "data", ignore=shutil.ignore_patterns("editions", "publish.key"))
    take_sample_edition(data)
    (first,) = editions_in(data)
    assert Edition(first).about.number == 1
    (data / "publish.key").write_text("ab" * 32)
    first.unlink()
    (data / "editions").rmdir()
    take_sample_edition(data)
    assert editions_in(data) == []
    assert (data / "publish.key").read_text() == "ab" * 32


def test_packed_again_it_is_the_same_bytes(sample_data: Path, tmp_path: Path) -> None:
    (edition,) = editions_in(sample_data)
    pack(edition, tmp_path / PACKED)
    with zipfile.ZipFile(SAMPLE / PACKED) as one, zipfile.ZipFile(tmp_path / PACKED) as other:
        assert one.namelist() == other.namelist()
        assert {name: one.read(name) for name in one.namelist()} == {
            name: other.read(name) for name in other.namelist()
        }
    assert (SAMPLE / PACKED).stat().st_size < 2_000_000
