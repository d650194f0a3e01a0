"""A table added to the contract is loaded, shown, suggested and checked with no other edit."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxdata.cli.main import main
from cxdata.contract import TABLES, tables_by_choice
from cxdata.export.loaded import checks_in_words, files_in_words, tables_in_words
from cxdata.ingest.load.build import load_files
from cxdata.ingest.profile.shipped import save
from cxdata.ingest.receipt import Receipt
from cxdata.ingest.suggest.suggestion import Suggestion, suggest_profile
from cxdata.measures.model import Measure, Unit
from cxdata.measures.query import query
from cxdata.scope import Scope
from cxdata.store import Store, open_store
from tests.contract.notices import NOTICES, export
from tests.ui.sections import open_sections

ROOT = Path(__file__).resolve().parents[2]
A_NOTICE = Measure(
    id="notices",
    title="Notices",
    question="How many notices were issued?",
    table="notices",
    numerator="count(*)",
    unit=Unit.COUNT,
    counted="parking notices",
    formula="the number of notices",
    why="A test counts them.",
    source="This test",
    reviewed_on=date(2026, 11, 26),
    next_review=date(2027, 11, 30),
)


@pytest.fixture(scope="module")
def known() -> pytest.MonkeyPatch:
    """The table in the contract, for this file's tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(TABLES, NOTICES.name, NOTICES)
        yield patch


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("notices") / "parking.csv"
    path.write_text("\n".join(export()) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def suggestion(known: pytest.MonkeyPatch, file: Path) -> Suggestion:
    return suggest_profile(file)


@pytest.fixture(scope="module")
def loaded(suggestion: Suggestion, file: Path) -> tuple[Path, Receipt]:
    """The data folder and the receipt, after a load by the layout that was suggested, with no word of it changed."""
    data = file.parent / "data"
    save(replace(suggestion.to_profile("parking"), dates="ymd"), data)
    return data, load_files([file], data=data)


@pytest.fixture
def store(loaded: tuple[Path, Receipt]) -> Store:
    return open_store(loaded[0])


def test_it_is_suggested_by_its_headers(suggestion: Suggestion) -> None:
    assert suggestion.table == "notices"
    assert {guess.field: guess.columns[0] for guess in suggestion.fields} == {
        "notice_id": "PCN Number",
        "issued_at": "Date Issued",
        "appeal_by": "Appeal By",
        "channel": "Paid By",
        "service": "Contravention Group",
        "zone": "Controlled Zone",
        "ward_code": "Ward",
        "cancelled": "Cancelled",
    }
    assert "parking.csv looks like one parking notice (table notices)." in suggestion.words()


def test_every_row_is_accounted_for(loaded: tuple[Path, Receipt]) -> None:
    receipt = loaded[1].files[0]
    assert (receipt.tables, receipt.read, receipt.loaded, receipt.set_aside, receipt.duplicates) == (
        ("notices",),
        402,
        401,
        1,
        0,
    )


def test_it_stands_on_the_data_page_and_in_status(
    loaded: tuple[Path, Receipt], store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    assert store.row_counts["notices"] == 401
    assert files_in_words(store)["What it holds"].tolist() == ["Parking notices"]
    assert tables_in_words(store).to_dict("records") == [
        {"Data": "Parking notices", "Rows": "401", "From": "1 January 2026", "To": "1 January 2031"}
    ]
    assert main(["--data", str(loaded[0]), "status"]) == 0
    assert "notices   401  1 January 2026  1 January 2031" in capsys.readouterr().out


def test_its_wards_can_be_chosen(loaded: tuple[Path, Receipt], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CX_DATA", str(loaded[0]))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    app = app.switch_page("pages/data.py").run()
    assert not app.exception
    assert app.selectbox(key="ward").options == ["Abbey", "Brook", "Castle", "Dene", "Elm"]
    assert app.multiselect(key="channel").options == ["Phone", "Web"]
    assert "2025/26" in app.selectbox(key="period").options
    app = open_sections(app, "files")
    assert any("Parking notices" in line.value for line in app.markdown)


def test_its_choices_narrow_what_is_counted(store: Store) -> None:
    assert tables_by_choice()["ward"] == ("contacts", "responses", "engagement", "notices")
    answer = query(store, A_NOTICE, ("channel",), Scope(choices=(("ward", ("Abbey",)),)), strict=True)
    # A fifth of 4 x 100, every second of them by each channel, and the one of 2031.
    assert answer.frame.set_index("channel")["numerator"].to_dict() == {"web": 41, "phone": 40}


def test_it_is_checked(store: Store) -> None:
    said = [message for verdict, found in checks_in_words(store) for _, message in found]
    assert any(message.startswith("The file has nothing for April 2026, between January 2026") for message in said)
    assert any("1 row has a issued at after today, the latest 1 January 2031" in message for message in said)
    # A promise may lie ahead: the days to appeal by are no fault.
    assert not any("appeal by" in message for message in said)


def test_a_store_made_before_it_counts_as_empty(known: pytest.MonkeyPatch, sample_data: Path) -> None:
    store = open_store(sample_data)
    assert store.row_counts["notices"] == 0
    assert "notices" not in store.spans
    assert store.levels("zone") == ("Not recorded",)
    answer = query(store, A_NOTICE, ("ward",))
    assert answer.empty
    assert answer.notes == ("'Notices' has no data yet: load an export of parking notices.",)
