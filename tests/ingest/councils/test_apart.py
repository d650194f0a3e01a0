"""The sample council and one's own files: never in one store, by whatever way they come."""

import hashlib
import shutil
import subprocess
from datetime import date, datetime
from pathlib import Path

import pytest

from cxdata.council import read_council
from cxdata.data_folder import Holding, folder_to_show, holding, sample_folder
from cxdata.data_folder.sample_files import known
from cxdata.data_folder.sample_keys import CUSTOMERS, PUBLISHING, is_public
from cxdata.errors import CxError
from cxdata.export.edition.kept import editions_in
from cxdata.export.edition.publishing import publish_edition
from cxdata.ingest.history.remove import remove_files
from cxdata.ingest.load.build import load_files
from cxdata.ingest.load.sample.apart import LARGEST, begin, make_room
from cxdata.lists import change_entry, read_list
from cxdata.lists.tracker import TRACKER
from cxdata.store import open_store
from tests.conftest import ROOT
from tests.ingest.councils.mixed import make_mixed

SAMPLE = ROOT / "sample_data"
NO_EXPORT = {"README.md", "planted.toml", "edition.zip"}
OWN = "Month,Activity,People\n2026-10-01,Meeting,40\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A file of one's own, in a layout that is known."""
    path = tmp_path / "own.csv"
    path.write_text(OWN, encoding="utf-8")
    return path


@pytest.fixture
def with_sample(sample_data: Path, tmp_path: Path) -> Path:
    """A data folder that holds the sample by itself, as earlier versions and `load --sample` make it."""
    return shutil.copytree(sample_data, tmp_path / "data")


def names(data: Path) -> list[str]:
    """The files in the store of a data folder."""
    return [name for (name,) in open_store(data).tuples("select name from files order by name")]


def test_every_file_of_the_sample_is_in_the_list_of_its_digests() -> None:
    files = {path.name: path for path in SAMPLE.iterdir() if path.name not in NO_EXPORT}
    digests = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}
    missing = [f'{digest} = "{name}"' for name, digest in sorted(digests.items()) if known().get(digest) != name]
    assert missing == [], "add these lines to cxdata/data_folder/sample_files.toml, and leave the earlier ones"


def test_the_files_of_earlier_versions_are_in_the_list() -> None:
    """The survey of the first version, taken from the project's history where that is at hand."""
    first = ["git", "log", "--reverse", "--format=%H", "--", "sample_data/survey_answers.csv"]
    commits = subprocess.run(first, cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    if not commits:
        pytest.skip("needs the project's history, which is not here")
    shown = ["git", "show", f"{commits[0]}:sample_data/survey_answers.csv"]
    old = subprocess.run(shown, cwd=ROOT, capture_output=True, check=True).stdout
    assert known()[hashlib.sha256(old).hexdigest()] == "survey_answers.csv"
    assert [name for name in known().values() if name == "survey_answers.csv"] == ["survey_answers.csv"] * 3


def test_a_file_of_ones_own_puts_the_sample_aside(with_sample: Path, own: Path) -> None:
    key, sample_names = (with_sample / "customer.key").read_text(), names(with_sample)
    load_files([own], data=with_sample, profile="sample-engagement")
    assert names(with_sample) == ["own.csv"]
    aside = sample_folder(with_sample)
    assert names(aside) == sample_names
    assert read_council(aside).name == "Quarnmere Borough Council"
    assert read_council(with_sample).name == "The council", "the sample's settings went with it"
    assert (aside / "customer.key").read_text() == key
    assert (with_sample / "customer.key").read_text() != key
    assert len(list((with_sample / "store").glob("*.duckdb"))) == 1, "no version of one's own store holds the sample"


def test_ones_own_council_has_neither_the_samples_edition_nor_its_keys(with_sample: Path, own: Path) -> None:
    """Everybody can read these keys, so that nothing of one's own may be made with them."""
    keys = {name: (with_sample / name).read_text() for name in ("customer.key", "publish.key")}
    assert keys == {"customer.key": f"{CUSTOMERS}\n", "publish.key": f"{PUBLISHING}\n"}
    load_files([own], data=with_sample, profile="sample-engagement")
    aside = sample_folder(with_sample)
    assert {name: (aside / name).read_text() for name in keys} == keys
    assert [path.name for path in editions_in(aside)] == ["edition-0001-2026-10-12.duckdb"]
    assert editions_in(with_sample) == []
    assert not (with_sample / "publish.key").exists()
    assert not is_public((with_sample / "customer.key").read_text())


def test_nor_where_the_samples_files_were_removed_one_by_one(with_sample: Path, own: Path) -> None:
    everything = [int(number) for number in open_store(with_sample).files()["file_id"]]
    remove_files(with_sample, everything)
    load_files([own], data=with_sample, profile="sample-engagement")
    assert names(with_sample) == ["own.csv"]
    assert editions_in(with_sample) == []
    assert not (with_sample / "publish.key").exists()
    assert not is_public((with_sample / "customer.key").read_text())
    assert len(editions_in(sample_folder(with_sample))) == 1


def test_with_the_samples_key_nothing_else_is_published(with_sample: Path, own: Path) -> None:
    load_files([own], data=with_sample, profile="sample-engagement")
    (with_sample / "publish.key").write_text(PUBLISHING)
    with pytest.raises(CxError, match=r"is the key of the sample council, which everybody can read"):
        publish_edition(with_sample, open_store(with_sample), read_council(with_sample), date(2026, 11, 1))
    assert editions_in(with_sample) == []


def test_own_settings_stay_where_they_are(with_sample: Path, own: Path) -> None:
    (with_sample / "council.toml").write_text('[council]\nname = "Ambleford"\n', encoding="utf-8")
    load_files([own], data=with_sample, profile="sample-engagement")
    assert read_council(with_sample).name == "Ambleford"


def test_a_refused_file_of_ones_own_leaves_the_sample_whole_in_its_place(with_sample: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.csv"
    page.write_text("<html><body>Please sign in</body></html>")
    assert load_files([page], data=with_sample).refused
    assert folder_to_show(with_sample) == sample_folder(with_sample)
    assert holding(open_store(folder_to_show(with_sample))) is Holding.SAMPLE


def test_the_sample_loaded_again_stays_where_it_is(with_sample: Path) -> None:
    load_files([SAMPLE / "engagement_log.csv"], data=with_sample)
    assert not sample_folder(with_sample).exists()


def test_no_file_of_the_sample_goes_among_ones_own(own: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    load_files([own], data=data, profile="sample-engagement")
    with pytest.raises(CxError, match="holds files of your own, and the sample council's never go among them"):
        load_files([SAMPLE / "residents_panel.csv"], data=data)
    assert names(data) == ["own.csv"]


def test_no_file_of_ones_own_goes_into_the_samples_folder(with_sample: Path, own: Path) -> None:
    aside = with_sample.parent / "other" / "sample"
    shutil.copytree(with_sample, aside)
    before = names(aside)
    with pytest.raises(CxError, match=r"is the sample council's folder.*Load them into .*other\.$"):
        load_files([own], data=aside, profile="sample-engagement")
    assert names(aside) == before


def test_what_is_shown_is_the_sample_until_ones_own_is_begun(with_sample: Path, tmp_path: Path, own: Path) -> None:
    data = tmp_path / "new"
    assert folder_to_show(data) == data, "nothing is there"
    shutil.copytree(with_sample, sample_folder(data))
    assert folder_to_show(data) == sample_folder(data)
    begin(data, "Ambleford")
    assert folder_to_show(data) == data


def test_whose_files_a_store_holds(with_sample: Path, tmp_path: Path, own: Path) -> None:
    assert holding(open_store(with_sample)) is Holding.SAMPLE
    more = tmp_path / "more.csv"
    more.write_text(OWN.replace("Meeting", "Walk"), encoding="utf-8")
    load_files([own], data=tmp_path / "own", profile="sample-engagement")
    assert holding(open_store(tmp_path / "own")) is Holding.OWN
    load_files([own, more], data=tmp_path / "both", profile="sample-engagement")
    make_mixed(tmp_path / "both", "more.csv", "engagement_log.csv")
    assert holding(open_store(tmp_path / "both")) is Holding.BOTH


def test_files_of_both_kinds_in_one_call_are_refused(own: Path, tmp_path: Path) -> None:
    with pytest.raises(CxError, match="Some of these files are the sample council's, the others your own"):
        load_files([own, SAMPLE / "engagement_log.csv"], data=tmp_path / "data")
    assert not (tmp_path / "data").exists()


def test_no_file_of_the_sample_is_too_large_to_be_looked_at() -> None:
    assert max(path.stat().st_size for path in SAMPLE.iterdir()) <= LARGEST


def test_beginning_says_nothing_of_the_sample_afterwards(with_sample: Path) -> None:
    assert begin(with_sample, "  Ambleford   Town Council ") == "Ambleford Town Council"
    assert (with_sample / "store" / "current").read_text(encoding="utf-8") == "nothing\n"
    assert read_council(with_sample).name == "Ambleford Town Council"
    assert "Quarnmere" not in (with_sample / "council.toml").read_text(encoding="utf-8")


def test_a_name_that_is_none_leaves_the_sample_where_it_is(with_sample: Path) -> None:
    with pytest.raises(CxError, match="Give the council's name"):
        begin(with_sample, " . ")
    assert holding(open_store(with_sample)) is Holding.SAMPLE


def test_a_list_of_the_sample_that_an_officer_changed_stays_and_the_sample_has_a_copy(with_sample: Path) -> None:
    entry = read_list(with_sample, TRACKER).entries[0]
    change_entry(with_sample, TRACKER, entry, {"owner": "Me"}, by="Me", now=datetime(2026, 11, 26))
    make_room(with_sample)
    assert read_list(with_sample, TRACKER).entries[0]["owner"] == "Me"
    assert read_list(sample_folder(with_sample), TRACKER).entries[0]["owner"] == "Me"


def test_the_samples_list_as_it_came_is_not_among_ones_own(with_sample: Path) -> None:
    make_room(with_sample)
    assert not (with_sample / TRACKER.file_name).exists()
    assert len(read_list(sample_folder(with_sample), TRACKER).entries) == 14
