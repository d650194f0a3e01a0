"""A suggested mapping held against the shipped profile of each export, which the suggestion never sees."""

from functools import cache
from pathlib import Path

import pytest

from cxdata.errors import CxError
from cxdata.ingest.profile.matching import find_header
from cxdata.ingest.profile.shipped import load_profiles, save
from cxdata.ingest.profile.toml import from_toml, to_toml
from cxdata.ingest.suggest.column import channel_of, header_words, look, score_of
from cxdata.ingest.suggest.suggestion import Suggestion, suggest_profile

SAMPLE = Path(__file__).resolve().parents[3] / "sample_data"


@cache
def suggested(path: Path) -> Suggestion:
    """What is suggested for a large file, worked out once for all tests that ask."""
    return suggest_profile(path)


def agreement(found: Suggestion, profile: str) -> tuple[int, int, list[str]]:
    """Fields whose columns are those of a shipped profile, of how many that read a column; and the others."""
    shipped = next(table for table in load_profiles(None)[profile].tables if table.table == found.table)
    columns = [*found.unused, *(column for guess in found.fields for column in guess.columns)]
    guessed = {guess.field: guess.columns for guess in found.fields}
    right, wrong = 0, []
    for mapping in shipped.fields:
        wanted = mapping.join or tuple(filter(None, [find_header(mapping.sources, columns)]))
        if not wanted:
            continue
        if guessed.get(mapping.name) == wanted:
            right += 1
        else:
            wrong.append(mapping.name)
    return right, right + len(wrong), wrong


# The last entry names the fields a suggestion may miss, as docs/decisions/suggest.md has them. In vintage b it takes
# latitude and longitude, which say the same as the point.
REAL = [
    ("boston311_2015/boston311_2015_all_types.csv.gz", "boston-311", "contacts", ["reason"]),
    ("baltimore311/311_sample.csv", "baltimore-311", "contacts", []),
    ("baltimore311/311_sample.xlsx", "baltimore-311", "contacts", []),
    ("sf311/vintage_a.csv", "san-francisco-311", "contacts", ["requester"]),
    ("sf311/vintage_b.csv", "san-francisco-311", "contacts", ["requester", "point"]),
    ("vancouver_calls/3-1-1-contact-centre-metrics.csv", "vancouver-calls", "calls", []),
]


@pytest.mark.parametrize(("file", "profile", "table", "missed"), REAL)
def test_real_exports(shared_real: Path, file: str, profile: str, table: str, missed: list[str]) -> None:
    found = suggested(shared_real / file)
    assert found.table == table
    _, _, wrong = agreement(found, profile)
    assert set(wrong) <= set(missed)
    assert not found.missing


# Rows of our own under the same headers. Of so few the suggestion may miss what it finds in the whole export.
LAYOUTS = [
    ("boston.csv", "boston-311", "contacts", ["reason"]),
    ("baltimore.csv", "baltimore-311", "contacts", []),
    ("sf_vintage_a.csv", "san-francisco-311", "contacts", ["requester"]),
    ("sf_vintage_b.csv", "san-francisco-311", "contacts", ["requester", "point"]),
    ("vancouver.csv", "vancouver-calls", "calls", []),
]


@pytest.mark.parametrize(("file", "profile", "table", "missed"), LAYOUTS)
def test_exports_in_the_shape_of_real_ones(file: str, profile: str, table: str, missed: list[str]) -> None:
    found = suggest_profile(SAMPLE.parent / "tests" / "layouts" / file)
    assert found.table == table
    _, _, wrong = agreement(found, profile)
    assert set(wrong) <= set(missed)
    assert not found.missing


SAMPLES = [
    ("crm_cases.csv.gz", "sample-crm", "contacts", []),
    ("online_forms_and_app.csv.gz", "sample-forms", "contacts", ["completed"]),
    ("survey_answers.csv", "sample-survey", "responses", []),
    ("survey_invitations.csv", "sample-invitations", "invitations", []),
    # One column serves one field: "Handled <=120s" is the target of the layout as well.
    ("telephony_half_hours.txt.gz", "sample-calls", "calls", ["answered_within_120"]),
    ("staff_rota.csv", "sample-rota", "shifts", []),
    ("website_visits.csv", "sample-website", "web", []),
    ("online_form_funnel.csv", "sample-form-funnel", "web", []),
    ("complaints_register.xlsx", "sample-complaints", "complaints", []),
    ("published_figures.csv", "sample-published", "benchmarks", []),
]


@pytest.mark.parametrize(("file", "profile", "table", "missed"), SAMPLES)
def test_sample_exports(file: str, profile: str, table: str, missed: list[str]) -> None:
    found = suggest_profile(SAMPLE / file)
    assert found.table == table
    _, _, wrong = agreement(found, profile)
    assert set(wrong) <= set(missed)


def test_boston_channels_staff_dates_and_personal_columns_in_our_own_rows() -> None:
    found = suggest_profile(SAMPLE.parent / "tests" / "layouts" / "boston.csv")
    boston_as_it_should_be(found)
    assert found.order_why == "month first: row 3 has 03/17/2015, which can be read no other way."


def test_boston_channels_staff_dates_and_personal_columns(shared_real: Path) -> None:
    found = suggested(shared_real / "boston311_2015/boston311_2015_all_types.csv.gz")
    boston_as_it_should_be(found)
    assert found.order_why == "month first: row 3 has 04/29/2015, which can be read no other way."


def boston_as_it_should_be(found: Suggestion) -> None:
    """The fields of Boston's layout that a person would look at first."""
    guesses = {guess.field: guess for guess in found.fields}
    assert {
        name: guesses[name].columns for name in ("contact_id", "received_at", "closed_at", "channel", "service")
    } == {
        "contact_id": ("CASE_ENQUIRY_ID",),
        "received_at": ("OPEN_DT",),
        "closed_at": ("CLOSED_DT",),
        "channel": ("Source",),
        "service": ("SUBJECT",),
    }
    assert guesses["ward_code"].columns == ("ward",)
    assert guesses["channel"].values["Constituent Call"] == "phone"
    assert guesses["channel"].values["Citizens Connect App"] == "app"
    assert guesses["requester"].values == {"City Worker App": "staff", "Employee Generated": "staff"}
    assert guesses["requester"].otherwise == "public"
    assert found.order == "mdy"
    assert {"Location", "LOCATION_STREET_NAME", "LATITUDE", "LONGITUDE", "Geocoded_Location"} <= set(found.personal)


def test_a_mean_wait_is_multiplied_by_the_calls_answered(shared_real: Path) -> None:
    wait_as_it_should_be(suggested(shared_real / "vancouver_calls/3-1-1-contact-centre-metrics.csv"))


def test_a_mean_wait_is_multiplied_by_the_calls_answered_in_our_own_rows() -> None:
    wait_as_it_should_be(suggest_profile(SAMPLE.parent / "tests" / "layouts" / "vancouver.csv"))


def wait_as_it_should_be(found: Suggestion) -> None:
    wait = next(guess for guess in found.fields if guess.field == "wait_seconds_total")
    assert (wait.columns, wait.times) == (("AverageSpeedofAnswer",), "CallsHandled")


def _plain_export(folder: Path) -> Path:
    rows = ["Ref No,Date logged,How contacted,Directorate,Electoral ward,Email address,Customer name,Overall mood"]
    for number in range(1, 41):
        how = ("Telephone", "Walk-in", "Online form", "Carrier pigeon")[number % 4]
        rows.append(f"A{number},{number % 28 + 1:02d}/03/2025,{how},Housing,Abbey,p{number}@example.org,Pat {number},x")
    path = folder / "plain.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_plain_council_words(tmp_path: Path) -> None:
    found = suggest_profile(_plain_export(tmp_path))
    guesses = {guess.field: guess for guess in found.fields}
    assert {name: guess.columns[0] for name, guess in guesses.items()} == {
        "contact_id": "Ref No",
        "received_at": "Date logged",
        "channel": "How contacted",
        "service": "Directorate",
        "ward_code": "Electoral ward",
    }
    assert guesses["channel"].values == {"Telephone": "phone", "Walk-in": "face_to_face", "Online form": "web"}
    assert guesses["channel"].unmapped == ("Carrier pigeon",)
    assert guesses["received_at"].how_sure == "sure"
    assert found.personal == ("Email address", "Customer name")
    assert found.order == "dmy"
    assert "not placed, please say: Carrier pigeon" in found.words()
    assert "p1@example.org" not in found.words()
    assert found.as_dict()["fields"][0]["how_sure"] == "sure"


def test_the_suggestion_is_a_sound_profile_that_can_be_saved(tmp_path: Path) -> None:
    profile = suggest_profile(_plain_export(tmp_path)).to_profile("plain")
    assert from_toml(to_toml(profile), name="plain", shipped=False) == profile
    assert save(profile, tmp_path).name == "plain.toml"


def test_what_looks_like_nothing_is_said(tmp_path: Path) -> None:
    path = tmp_path / "recipes.csv"
    path.write_text("Colour,Shape\nred,round\nblue,square\n", encoding="utf-8")
    with pytest.raises(CxError, match=r"recipes\.csv: it does not look like anything this dashboard knows"):
        suggest_profile(path)


def test_without_a_required_column_no_profile_is_made(tmp_path: Path) -> None:
    path = tmp_path / "undated.csv"
    path.write_text("Case ID,Channel,Ward\n" + "".join(f"{n},Phone,Abbey\n" for n in range(1, 30)), encoding="utf-8")
    found = suggest_profile(path)
    assert found.missing == ("received_at",)
    with pytest.raises(CxError, match="no column was found for received_at"):
        found.to_profile("undated")


def test_words_of_headers_channels_and_ratings() -> None:
    assert header_words("CASE_ENQUIRY_ID") == "case enquiry id"
    assert header_words("MethodReceived") == "method received"
    assert header_words("OPEN_DT") == "open date"
    assert header_words("ward24_code") == "ward24 code"
    assert [channel_of(word) for word in ("IVR", "Live chat", "iPhone", "E-mail", "Letter", "Pigeon")] == [
        "automated_phone",
        "webchat",
        "app",
        "email",
        "post",
        None,
    ]
    assert [score_of(word) for word in ("Very satisfied", "neither", "very poor", "blue")] == ["5", "3", "1", None]
    assert look("x", ["07700 900123", "01632 960001"]).personal
    assert not look("Agency Name", ["Parks", "Roads"]).personal
