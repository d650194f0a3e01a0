"""What an edition holds beside its counts: only what is public as it is, and all that a reader of it needs."""

import json
import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest

from cxdata.charts.where import outlines_of
from cxdata.council import read_council
from cxdata.export.edition.file import Edition
from cxdata.export.edition.kept import newest_edition
from cxdata.export.edition.publishing import Published, publish_edition
from cxdata.export.edition.words import say_published
from cxdata.lists.tracker import TRACKER
from cxdata.periods import Period
from cxdata.store import open_store
from tests.conftest import ROOT
from tests.export.edition.conftest import TODAY
from tests.ingest.loading import Folder

PUBLISHED = """\
Period from,Organisation,Figure,Value,Definition as stated,Period to,Numerator,Denominator,Published in
01/04/2025,Ambleford Council,Calls answered %,83.7,Answered of offered,30/04/2025,,,Our own report
01/04/2025,,Calls answered %,61.9,Answered of offered,30/04/2025,,,A paper that names nobody
01/04/2025,Ashwold District Council,Calls answered %,91.3,Answered of offered,30/09/2025,913,1000,"Ashwold: report"
"""
LIST = """\
Id,Reference,Kind,Date,Meeting,Text,Answer,Comment,What will be done,Owner,Due,Status
R1,2025/4,recommendation,2025-06-10,Committee,That callers are rung back.,yes,Zealously,Zinc,Zora,2025-10-01,under way
R2,,promise,2025-06-11,Zoom call,To say nothing of zebras.,,,,,,
"""


def publish(data: Path, today: date = TODAY) -> Published:
    return publish_edition(data, open_store(data), read_council(data), today)


@pytest.fixture(scope="module")
def public(loaded: Folder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with boundaries, recommendations and published figures, of which an edition was made."""
    folder = Folder.__new__(Folder)
    folder.root = tmp_path_factory.mktemp("public")
    folder.data = Path(shutil.copytree(loaded.data, folder.root / "data"))
    (folder.data / "council.toml").write_text('[council]\nname = "Ambleford Council"\n', encoding="utf-8")
    (folder.data / TRACKER.file_name).write_text(LIST, encoding="utf-8")
    (folder.root / "theirs.csv").write_text(PUBLISHED, encoding="utf-8")
    folder.load(folder.root / "theirs.csv", profile="sample-published")
    folder.load(ROOT / "sample_data" / "wards_2024.geojson")
    assert publish(folder.data).path is not None
    return folder.data


@pytest.fixture
def edition(public: Path) -> Edition:
    found = newest_edition(public)
    assert found is not None
    return found


def test_the_boundaries_are_those_of_the_store(edition: Edition, public: Path) -> None:
    areas = open_store(public).areas
    assert len(edition.areas) == 24
    assert edition.areas == areas
    assert [json.dumps(one.geometry) for one in edition.areas] == [json.dumps(one.geometry) for one in areas]
    assert outlines_of(edition.areas) == outlines_of(areas)


def test_a_recommendation_is_told_as_the_papers_have_it(edition: Edition) -> None:
    (row,) = edition.tracker.rows
    assert (row.name, row.made, row.meeting) == ("2025/4", date(2025, 6, 10), "Committee")
    assert (row.text, row.answer, row.state) == ("That callers are rung back.", "yes", "open")
    assert row.flags[0] == "Action overdue"
    assert (edition.tracker.agreed, edition.tracker.done, edition.tracker.overdue) == (1, 0, 1)
    assert edition.tracker.as_of == TODAY


def test_no_word_that_an_officer_wrote_of_it_is_in_the_file(edition: Edition) -> None:
    everything = edition.rows("select * from recommendations").to_csv() + edition.rows("select * from tracker").to_csv()
    assert "rung back" in everything
    assert "Z" not in everything
    assert "zebras" not in everything, "a promise is no recommendation"


def test_of_published_figures_those_of_others_alone_are_in_it(edition: Edition) -> None:
    """The council's own, and one that names nobody, are exact figures of its own people."""
    (row,) = edition.benchmarks
    assert (row.organisation, row.figure, row.definition) == (
        *("Ashwold District Council", "Calls answered %", "Answered of offered"),
    )
    assert row.value == 91.3
    assert row.counts == (913, 1000)
    assert row.span == Period(date(2025, 4, 1), date(2025, 10, 1))
    assert row.publication == "Ashwold: report"
    assert not edition.rows("select 1 from benchmarks where value in (83.7, 61.9)").size


def test_where_only_what_is_public_changed_the_edition_is_new_and_no_quarter_is_put_out_again(public: Path) -> None:
    data = public.parent / "changed"
    shutil.copytree(public, data)
    assert publish(data).path is None
    (data / TRACKER.file_name).write_text(LIST.replace("under way", "done"), encoding="utf-8")
    done = publish(data)
    assert done.path is not None
    assert (done.number, done.settled.changed) == (2, {})
    assert set(done.settled.periods["editions"]) == {1}
    assert Edition(done.path).tracker.rows[0].state == "done"
    assert (
        "No figure changed since the last edition. What did stands beside the figures: boundaries, recommendations, "
        "figures of other councils, or the council's name."
    ) in say_published(done)


def test_which_measures_it_has_and_what_can_be_chosen(loaded: Folder, tmp_path: Path) -> None:
    data = Path(shutil.copytree(loaded.data, tmp_path / "data"))
    settings = """
    [[groups]]
    dimension = "ward"
    name = "A town of old"
    members = ["Abbey", "Castle"]
    """
    (data / "council.toml").write_text(settings, encoding="utf-8")
    path = publish(data).path
    assert path is not None
    edition = Edition(path)
    assert {"contacts", "online_share"} <= edition.measures
    assert not {"satisfied", "calls_offered", "residents"} & edition.measures
    assert edition.levels_of("ward") == ("Abbey", "Castle", "Dale", "A town of old")
    channels = edition.levels_of("channel")
    assert channels[:3] == ("web", "app", "email"), "in the order of the contract"
    assert edition.levels_of("menu_option") == ()
    assert edition.areas == ()
    assert edition.benchmarks == ()
    assert edition.tracker.rows == ()


def test_an_edition_of_the_first_form_is_read_and_what_it_lacks_is_empty(
    public: Path, tmp_path: Path, edition: Edition
) -> None:
    earlier = tmp_path / "edition-0001-2026-04-10.duckdb"
    shutil.copy(edition.path, earlier)
    with duckdb.connect(str(earlier)) as con:
        for name in ("areas", "tracker", "recommendations", "benchmarks"):
            con.execute(f"drop table {name}")
        con.execute("update meta set value = '1' where name = 'form'")
    old = Edition(earlier)
    assert (old.areas, old.benchmarks, old.tracker.rows) == ((), (), ())
    assert old.tracker.sentence == "No recommendation is recorded yet"
    assert old.measures == edition.measures
