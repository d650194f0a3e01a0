"""Small inputs that real life sent, as far as privacy decides them: suggested, corrected, loaded, shown."""

from pathlib import Path

import pytest

from cxdata.errors import CxError
from cxdata.ingest.load.build import load_files
from cxdata.ingest.plan.trial import look_at_file
from cxdata.ingest.privacy import REMOVED
from cxdata.ingest.privacy.shown import HIDDEN
from cxdata.ingest.profile.shipped import load_profiles, save
from cxdata.ingest.receipt import FileReceipt
from cxdata.ingest.suggest.suggestion import suggest_profile
from cxdata.store import open_store
from tests.conftest import ROOT

CASES = ROOT / "tests" / "cases"
FIRST_NAMES = CASES / "04_first_names_as_area_names.csv"
RAISED_BY = CASES / "05_raised_by_holds_names.csv"
CONTACT_DETAILS = CASES / "16-contact-details-in-a-coded-column.csv"
CUSTOMER_NAME = CASES / "17-personal-column-given-a-meaning.csv"


def accept(path: Path, data: Path, *, table: str | None = None, **columns: str) -> FileReceipt:
    """Load a file as it is suggested (for a table that the officer names), some columns given other fields."""
    suggestion = suggest_profile(path, table=table, columns=columns)
    save(suggestion.to_profile("mine"), data)
    return load_files([path], data=data, profile="mine", dates="dmy").files[0]


def everything(data: Path) -> str:
    """All bytes under a data folder, and all rows of its store."""
    store = open_store(data)
    rows = [str(store.tuples(f"select * from {name}")) for name in ("contacts", "area_facts", "panel")]
    files = [path.read_bytes().decode("latin-1") for path in data.rglob("*") if path.is_file()]
    return "\n".join([*rows, str(store.set_aside().to_dict()), *files])


def test_first_names_are_no_areas(tmp_path: Path) -> None:
    with pytest.raises(CxError, match="does not look like anything this dashboard knows"):
        suggest_profile(FIRST_NAMES)
    suggestion = suggest_profile(FIRST_NAMES, table="area_facts")
    assert set(suggestion.personal) == {"first_name", "last_name", "email"}
    assert [guess.columns for guess in suggestion.fields] == [("ward",)]
    accept(FIRST_NAMES, tmp_path, table="area_facts")
    left = everything(tmp_path)
    assert [name for name in ("Avaname", "Benname", "Testson", "Fixture", "@example") if name in left] == []
    assert "Churchill" in left


def test_raised_by_holds_people(tmp_path: Path) -> None:
    suggestion = suggest_profile(RAISED_BY)
    assert suggestion.personal == ("Raised By",)
    assert "Raised By" not in {column for guess in suggestion.fields for column in guess.columns}
    look = look_at_file(RAISED_BY)
    assert look.first_rows()["Raised By"].tolist() == [HIDDEN] * 3
    assert "Raised By" not in suggestion.examples
    receipt = accept(RAISED_BY, tmp_path)
    assert (receipt.read, receipt.loaded) == (3, 3)
    left = everything(tmp_path) + str(receipt.as_dict()) + suggestion.words()
    assert [name for name in ("Josephine", "Blogg", "Priya", "Alan Example") if name in left] == []


@pytest.mark.parametrize("field", ["reason", "outcome"])
def test_contact_details_in_a_coded_column(tmp_path: Path, field: str) -> None:
    receipt = accept(CONTACT_DETAILS, tmp_path, Resolution=field)
    rows = open_store(tmp_path).tuples(f"select contact_id, {field} from contacts order by 1")
    assert rows == [("1", REMOVED), ("2", REMOVED), ("3", "Closed"), ("4", "Closed")]
    shown = look_at_file(CONTACT_DETAILS).first_rows()["Resolution"].tolist()
    assert shown == ["Rang [name] on [phone]", "Emailed [email]", "Closed", "Closed"]
    left = everything(tmp_path) + str(receipt.as_dict())
    assert [part for part in ("Quillfeather", "Zelda", "900123", "wrenfield") if part in left] == []


@pytest.mark.parametrize("field", ["reason", "customer_type", "provider", "contact_id"])
def test_a_personal_column_is_given_no_meaning_without_asking_again(tmp_path: Path, field: str) -> None:
    suggestion = suggest_profile(CUSTOMER_NAME)
    assert suggestion.personal == ("Customer name",)
    asked = suggest_profile(CUSTOMER_NAME, columns={"Customer name": field})
    assert [question.id for question in asked.questions] == ["personal:Customer name"]
    assert asked.guess(field) is None or asked.guess(field).columns != ("Customer name",)
    # Said again, the layout says so; and what the values show still decides at the load.
    answers = {"personal:Customer name": "it holds nobody's data"}
    allowed = suggest_profile(CUSTOMER_NAME, columns={"Customer name": field}, answers=answers)
    assert "Customer name" not in "".join(allowed.personal_words())
    assert (allowed.personal, allowed.not_personal) == ((), ("Customer name",))


def test_a_layout_that_calls_a_column_personal_and_keeps_it_is_refused(tmp_path: Path) -> None:
    profile = suggest_profile(CUSTOMER_NAME).to_profile("mine")
    save(profile, tmp_path)
    path = tmp_path / "profiles" / "mine.toml"
    written = path.read_text(encoding="utf-8") + '\n[table.fields.reason]\nfrom = "Customer name"\n'
    path.write_text(written, encoding="utf-8")
    receipt = load_files([CUSTOMER_NAME], data=tmp_path, profile="mine", dates="dmy").files[0]
    assert "calls the column 'Customer name' personal and also keeps it as reason" in str(receipt.refused)
    # Nor does it help to leave the word out: the values say what the column holds.
    path.write_text(written.replace('personal = ["Customer name"]', ""), encoding="utf-8")
    receipt = load_files([CUSTOMER_NAME], data=tmp_path, profile="mine", dates="dmy").files[0]
    assert receipt.loaded == 3
    assert (
        "The column 'Customer name' is not kept: 100% of its different values look like" in receipt.problems[0].message
    )
    assert open_store(tmp_path).tuples("select distinct reason from contacts") == [("Not recorded",)]
    assert "Quillfeather" not in everything(tmp_path)


def test_every_shipped_layout_keeps_no_column_that_it_calls_personal() -> None:
    for profile in load_profiles(None).values():
        kept = {
            header
            for mapping in profile.tables
            for field in mapping.fields
            if field.name not in ("latitude", "longitude", "point", "customer_key", "member_key", "comment")
            for header in field.headers
        }
        assert kept & set(profile.personal) == set(), profile.name


def test_a_word_that_an_officer_is_asked_about_names_nobody(tmp_path: Path) -> None:
    path = tmp_path / "crm.csv"
    rows = [f"{number},{number % 28 + 1:02d}/01/2025,{'Phone' if number % 2 else 'Web'}" for number in range(1, 40)]
    lines = ["Case ID,Date opened,Channel", *rows, "40,13/01/2025,Carrier pigeon", "41,13/01/2025,Zelda Quillfeather"]
    path.write_text("\n".join(lines), encoding="utf-8")
    channel = next(guess for guess in suggest_profile(path).fields if guess.field == "channel")
    assert channel.unmapped == ("Carrier pigeon",)
