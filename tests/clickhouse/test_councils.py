"""Many councils in one database: each is asked by itself, and copied anew without touching the others."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pandas as pd
import pytest

from cxdata.analysis.came_back.matters import came_back
from cxdata.analysis.complaints.waiting import waiting_list
from cxdata.clickhouse import copy_to, version_at
from cxdata.clickhouse.address import read_address
from cxdata.clickhouse.meta import read_meta
from cxdata.council import Council
from cxdata.data_folder.remote import RemoteStore, open_remote, remote_version
from cxdata.errors import CxError
from cxdata.ingest.load.build import load_files
from cxdata.measures.query import query
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.store import Store, current_path
from tests.clickhouse.conftest import NEEDS
from tests.conftest import ROOT

HOSTILE = 'O\'Hara \\ "Ville" {x:String} é?&#%'
ENQUIRIES = 3299


@pytest.fixture(scope="module")
def other(engine_folder: Path, place: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A second council of 3,299 contacts beside the sample, under a name that is hard to write."""
    data = tmp_path_factory.mktemp("other")
    load_files([ROOT / "sample_data" / "members_enquiries.csv"], data=data)
    path = current_path(data)
    assert path is not None
    copy_to(f"chdb://{engine_folder}", path, HOSTILE)
    return f"chdb://{engine_folder}?council={quote(HOSTILE)}"


def counted(store: Store, measure: str, *by: str) -> list[tuple[object, ...]]:
    frame = query(store, measure, by, council=Council()).frame
    return [tuple(row) for row in frame[[*by, "numerator"]].itertuples(index=False)]


def test_each_council_has_its_own_figures(other: str, remote: RemoteStore, store: Store) -> None:
    beside = open_remote(other)
    assert beside.row_counts["contacts"] == ENQUIRIES
    assert beside.row_counts["calls"] == 0
    assert [file.name for file in beside.constants.files] == ["members_enquiries.csv"]
    assert counted(remote, "contacts", "channel") == counted(store, "contacts", "channel")
    assert counted(remote, "complaints") == counted(store, "complaints")
    assert sum(number for _, number in counted(beside, "contacts", "channel")) == counted(beside, "contacts")[0][0]


def test_the_files_of_two_councils_have_numbers_of_their_own(other: str, remote: RemoteStore, store: Store) -> None:
    numbers = [{file.file_id for file in asked.constants.files} for asked in (remote, open_remote(other))]
    assert numbers[0] == {file.file_id for file in store.constants.files}
    assert max(numbers[0]) < 100
    assert [number % 65_536 for number in numbers[1]] == [1]
    assert min(numbers[1]) > 65_536


def test_a_database_of_several_councils_asks_which(other: str, engine_folder: Path) -> None:
    with pytest.raises(CxError, match=r"holds several councils: .*Quarnmere\. Add \?council=NAME, or \?council=\*"):
        open_remote(f"chdb://{engine_folder}")
    with pytest.raises(CxError, match="holds no council 'Nowhere', but "):
        open_remote(f"chdb://{engine_folder}?council=Nowhere")


def test_a_council_copied_again_takes_its_own_place_only(
    other: str, engine_folder: Path, remote: RemoteStore, tmp_path: Path
) -> None:
    """What it held before is gone, in tables too that its new store has not; the others stay."""
    data = tmp_path / "data"
    load_files([ROOT / "sample_data" / "survey_answers.csv"], data=data)
    path = current_path(data)
    assert path is not None
    before, seen = remote_version(other), counted(remote, "contacts", "ward")
    numbers = {file.file_id for file in open_remote(other).constants.files}
    copy_to(f"chdb://{engine_folder}", path, HOSTILE)
    assert remote_version(other) != before
    assert version_at(other) == path.stem.removeprefix("cx-")
    after = open_remote(other)
    assert after.row_counts["contacts"] == 0
    assert after.row_counts["responses"] == 15_000
    assert after.tuples("select count(*) from contacts") == [(0,)]
    assert {file.file_id for file in after.constants.files} == numbers
    assert counted(remote, "contacts", "ward") == seen


def test_nothing_is_copied_without_a_name(engine_folder: Path, sample_data: Path, tmp_path: Path) -> None:
    store = current_path(sample_data)
    assert store is not None
    with pytest.raises(CxError, match="Say which council this is"):
        copy_to(f"chdb://{engine_folder}", Path(shutil.copy(store, tmp_path)), "")


@pytest.fixture(scope="module")
def twins(engine_folder: Path, place: str, sample_data: Path, tmp_path_factory: pytest.TempPathFactory) -> RemoteStore:
    """A database in which the sample council stands twice, asked as a whole."""
    store = current_path(sample_data)
    assert store is not None
    copied = Path(shutil.copy(store, tmp_path_factory.mktemp("twins")))
    where = f"chdb://{engine_folder}?database=twins"
    for council in ("Here", "There"):
        copy_to(where, copied, council)
    return open_remote(f"{where}&council=*")


COUNTS = ("contacts", "complaints", "calls_offered", "satisfied")


@pytest.mark.parametrize("measure", COUNTS)
@pytest.mark.parametrize("split", [(), ("service",), ("month",)])
def test_all_councils_together_are_their_sum(
    measure: str, split: tuple[str, ...], twins: RemoteStore, store: Store
) -> None:
    """By the rows and by the aggregates: the references, files and matters of two councils are never one."""
    doubled = [(*names, 2 * number) for *names, number in counted(store, measure, *split)]
    assert counted(twins, measure, *split) == doubled


def test_who_came_back_is_told_of_each_council_by_itself(twins: RemoteStore, store: Store) -> None:
    broken_months = Scope(Period(date(2025, 4, 10), date(2026, 2, 20)))  # so out of the rows
    for scope in (Scope(), broken_months):
        one, both = (came_back(asked, scope, Council()).frame for asked in (store, twins))
        assert list(both["numerator"]) == [2 * number for number in one["numerator"]]
        assert list(both["denominator"]) == [2 * number for number in one["denominator"]]


def test_a_reference_is_as_its_own_system_wrote_it(
    twins: RemoteStore, remote: RemoteStore, store: Store, engine_folder: Path
) -> None:
    """Of one council, by whichever words its address names it; of several it says whose case it is."""
    asked = "select complaint_id, service::varchar as service from complaints order by file_id, row_number limit 3"
    here = store.tuples(asked)
    assert [reference for reference, _ in here] == ["CMP-00001", "CMP-00001", "CMP-00002"]
    alone = f"chdb://{engine_folder}?database=alone"
    copy_to(alone, Path(shutil.copy(store.path, engine_folder.with_name(f"alone-{store.path.name}"))), "Alone")
    for one in (remote, open_remote(alone), open_remote(f"{alone}&council=Alone")):
        assert one.tuples(asked) == here
        assert one.columns(asked)["complaint_id"] == ["CMP-00001", "CMP-00001", "CMP-00002"]
        pd.testing.assert_frame_equal(one.rows(asked), store.rows(asked), check_dtype=False)
        assert waiting_list(one, Scope(), Council()) == waiting_list(store, Scope(), Council())
    told = {reference for (reference,) in twins.tuples("select complaint_id from complaints where row_number < 3")}
    assert {"Here/CMP-00001", "There/CMP-00001"} == told


def test_a_folder_that_is_not_there_is_said_and_not_made(tmp_path: Path) -> None:
    pytest.importorskip("sqlglot", reason=NEEDS)
    with pytest.raises(CxError, match=r"^No store was copied to chdb:///.*/nowhere yet\. Look at the name"):
        open_remote(f"chdb://{tmp_path / 'nowhere'}")
    assert not (tmp_path / "nowhere").exists()


def test_an_engine_without_a_store_is_said(place: str, engine_folder: Path) -> None:
    from cxdata.clickhouse.engine import transport_to

    address = read_address(place)
    engine = transport_to(address)
    engine.send("create database if not exists empty", {}, {})
    with pytest.raises(CxError, match=r"^No store was copied to chdb:///.* yet\."):
        read_meta(engine, replace(address, database="empty"))
