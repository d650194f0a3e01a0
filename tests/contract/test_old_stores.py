"""A store of an older form is opened as far as it goes; one that cannot be opened is named with what mends it."""

from itertools import chain
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxdata.cli.main import main
from cxdata.contract import TABLES
from cxdata.errors import CxError
from cxdata.form import FIXED_TABLES, FORM
from cxdata.ingest.load.build import load_files
from cxdata.ingest.load.rows.constants import CONSTANTS
from cxdata.measures.lattice import lattice_of
from cxdata.measures.query import Answer, query
from cxdata.store import Store, open_store
from tests.contract.old_stores import EARLIER, alter_store

ROOT = Path(__file__).resolve().parents[2]
Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def earlier(sample_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample council in a store of an earlier form."""
    return alter_store(sample_data, tmp_path_factory.mktemp("earlier") / "data", EARLIER)


@pytest.fixture(scope="module")
def store(earlier: Path) -> Store:
    return open_store(earlier)


@pytest.fixture(scope="module")
def today(sample_data: Path) -> Store:
    return open_store(sample_data)


def _total(answer: Answer) -> float:
    return float(answer.frame["numerator"].sum())


def test_a_new_store_carries_the_number_of_its_form(today: Store) -> None:
    assert today.tuples("select value from meta where key = 'form'") == [(str(FORM),)]


def test_an_absent_table_counts_as_empty(store: Store, today: Store) -> None:
    assert [store.row_counts[name] for name in ("complaints", "web", "panel")] == [0, 0, 0]
    kept = today.row_counts.keys() - {"complaints", "web", "panel"}
    assert {name: store.row_counts[name] for name in kept} == {name: today.row_counts[name] for name in kept}
    assert store.spans.keys() == today.spans.keys() - {"complaints", "web", "panel"}
    assert store.neighbours == {area.code: () for area in store.areas}
    answer = query(store, "complaints", ("outcome",))
    assert answer.empty
    assert answer.notes == ("'Complaints' has no data yet: load an export of complaints.",)
    assert store.levels("stage") == ("Not recorded",)


def test_an_absent_column_is_not_recorded(store: Store, today: Store) -> None:
    ages = query(store, "satisfied", ("age_band",)).frame
    whole = query(today, "satisfied").frame
    assert ages["age_band"].tolist() == ["Not recorded"]
    assert (ages["numerator"][0], ages["denominator"][0]) == (whole["numerator"][0], whole["denominator"][0])
    # Nobody can say which promises were kept, so there is neither a base nor a share.
    kept = query(store, "on_time").frame.iloc[0]
    assert kept[["numerator", "denominator", "value"]].isna().all()
    assert kept["base_note"] == "no data"


def test_what_the_store_has_is_as_it_was(store: Store, today: Store) -> None:
    for measure in ("contacts", "online_share", "average_wait"):
        assert query(store, measure, ("month",)).frame.equals(query(today, measure, ("month",)).frame)


@pytest.mark.parametrize(
    "words",
    [["status"], ["checks"], ["show", "on_time", "--by", "ward"], ["show", "complaints"], ["hotspots", "contacts"]],
)
def test_the_command_line_answers(earlier: Path, words: list[str], capsys: Capture) -> None:
    assert main(["--data", str(earlier), *words]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("page", ["overview", "channels", "hotspots", "data"])
def test_the_pages_open(earlier: Path, page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CX_DATA", str(earlier))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    app = app if page == "overview" else app.switch_page(f"pages/{page}.py").run()
    assert not app.exception
    assert [error.value for error in app.error] == []
    assert len(app.title) == 1


def test_a_further_load_makes_the_store_whole(sample_data: Path, tmp_path: Path, today: Store) -> None:
    # Of one's own: beside the sample council's files, which are known by their digests, no file is loaded.
    data = alter_store(sample_data, tmp_path / "data", [*EARLIER, "update files set sha256 = sha256(sha256)"])
    more = tmp_path / "more.csv"
    more.write_text("Month,Activity,People\n2026-10-01,Meeting,40\n", encoding="utf-8")
    assert load_files([more], data=data, profile="sample-engagement").files[0].loaded == 1
    mended = open_store(data)
    assert {name for (name,) in mended.tuples("select table_name from duckdb_tables() where not temporary")} == {
        *TABLES,
        *FIXED_TABLES,
        *(constant.name for constant in CONSTANTS),
        *(monthly.name for monthly in chain(*lattice_of(mended).values())),
    }
    assert mended.row_counts["engagement"] == today.row_counts["engagement"] + 1
    assert mended.row_counts["complaints"] == 0
    assert _total(query(mended, "contacts")) == _total(query(today, "contacts"))
    # Whether a promise was kept is worked out again from the dates, which the older store has.
    assert query(mended, "on_time").frame.equals(query(today, "on_time").frame)


def test_a_newer_form_is_refused_in_a_sentence(sample_data: Path, tmp_path: Path, capsys: Capture) -> None:
    data = alter_store(sample_data, tmp_path / "data", [f"update meta set value = '{FORM + 1}' where key = 'form'"])
    said = f"was made by a newer version of this program (form {FORM + 1}; this one reads up to form {FORM})."
    for words in (["status"], ["load", str(ROOT / "sample_data" / "engagement_log.csv")]):
        assert main(["--data", str(data), *words]) == 1
        error = capsys.readouterr().err
        assert said in error
        assert "load your files into another folder: python -m cxdata --data DIR load FILE" in error


@pytest.mark.parametrize("fault", ["damaged", "no files"])
def test_what_is_no_store_is_named_with_what_mends_it(
    sample_data: Path, tmp_path: Path, fault: str, capsys: Capture
) -> None:
    data = alter_store(sample_data, tmp_path / "data", ["drop table files"] if fault == "no files" else [])
    if fault == "damaged":
        (path,) = (data / "store").glob("*.duckdb")
        path.write_bytes(b"not a database" * 100)
    kind = "is damaged" if fault == "damaged" else "is in a form that this program does not know"
    with pytest.raises(CxError, match=rf"The version \w+ of the store {kind}.* python -m cxdata restore FILE"):
        open_store(data)
    assert main(["--data", str(data), "show", "contacts"]) == 1
    assert kind in capsys.readouterr().err
    loaded = main(["--data", str(data), "load", str(ROOT / "sample_data" / "engagement_log.csv")])
    said = capsys.readouterr()
    # A damaged one is set aside and a new store begun; one of another form may be whole, and waits.
    assert (loaded, len(list((data / "store").glob("damaged-cx-*")))) == ((0, 1) if fault == "damaged" else (1, 0))
    assert kind in said.out + said.err
