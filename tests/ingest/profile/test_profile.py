"""Profiles: reading, what is said when one is wrong, writing back, recognising a file."""

from dataclasses import replace
from pathlib import Path

import pytest

from cxdata.contract import POINT_FIELDS, TABLES
from cxdata.errors import CxError
from cxdata.ingest.profile.matching import recognise
from cxdata.ingest.profile.shipped import find_profile, load_profiles, save
from cxdata.ingest.profile.toml import from_toml, to_toml

SHIPPED = {
    "baltimore-311",
    "boston-311",
    "fixmystreet-counts",
    "fixmystreet-pro",
    "lg-inform",
    "nyc-311",
    "open311-georeport-v2",
    "opg",
    "san-francisco-311",
    "vancouver-calls",
    "ward-context",
}

GOOD = """
name = "my-crm"
title = "My CRM"
system = "crm"
[recognise]
headers = ["Ref", "Opened"]
[[table]]
table = "contacts"
[table.fields.received_at]
from = "Opened"
[table.fields.channel]
from = "How"
values = { "Call" = "phone" }
"""


@pytest.fixture(scope="module")
def shipped():
    return load_profiles(None)


def test_the_exports_named_in_the_issue_have_a_profile(shipped):
    assert set(shipped) >= SHIPPED


def test_every_shipped_profile_reads_back_as_it_was_written(shipped):
    for name, profile in shipped.items():
        assert from_toml(to_toml(profile), name=name) == profile


def test_every_shipped_profile_considers_each_personal_column_and_maps_none_but_places_and_references(shipped):
    for profile in shipped.values():
        considered = set(profile.ignore) | set(profile.used)
        assert set(profile.personal) <= considered, profile.name
        for table in profile.tables:
            for field in table.fields:
                if set(field.headers) & set(profile.personal):
                    known = field.name in POINT_FIELDS or TABLES[table.table].field(field.name).kind.name in (
                        "KEY",
                        "TEXT",
                    )
                    assert known, f"{profile.name} reads {field.name} from a personal column"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('table = "contacts"', 'table = "contact"', "'contact' is not a table. The tables are contacts, responses"),
        ("[table.fields.received_at]", "[table.fields.recieved]", "contacts has no such field"),
        ('[table.fields.received_at]\nfrom = "Opened"', "", "does not say where received_at comes from"),
        ('"phone"', '"fax"', "'fax' is not one of web, app, email"),
        ('values = { "Call" = "phone" }', 'otherwise = "other"', "an unknown channel must be asked about, not guessed"),
        ('from = "How"', 'form = "How"', "has a setting 'form' that means nothing"),
        ('from = "How"', 'constant = "web"\nfrom = "How"', "needs exactly one of: from, join, filled, constant"),
        ('system = "crm"', 'system = "crm"\ndates = "ddmm"', "dates = 'ddmm' is not one of dmy, mdy, ymd, excel"),
        ('from = "How"', 'from = "How"\nreplace = [["(", ""]]', "'(' is not a pattern"),
        ("title =", "title", "cannot be read as TOML"),
    ],
)
def test_a_wrong_profile_is_refused_with_its_name_and_the_fault(old, new, words):
    assert old in GOOD
    with pytest.raises(CxError) as refusal:
        from_toml(GOOD.replace(old, new), name="my-crm")
    assert words in str(refusal.value)
    assert "my-crm.toml" in str(refusal.value)


def test_headers_are_recognised_blind_to_case_spaces_and_underscores(shipped):
    headers = ["service request num", "SR_Type", "method received", "CREATEDDATE", "SRStatus", "Extra"]
    found = recognise(headers, shipped)
    assert found is not None
    assert found.name == "baltimore-311"


def test_both_vintages_of_san_francisco_are_one_profile(shipped):
    earlier = ["CaseID", "Opened", "Closed", "Category", "Request.Type", "Supervisor.District", "Point", "Source"]
    later = ["unique_key", "created_date", "category", "complaint_type", "supervisor_district", "source"]
    assert {recognise(headers, shipped).name for headers in (earlier, later)} == {"san-francisco-311"}


def test_fixmystreet_updates_are_not_taken_for_reports(shipped):
    updates = ["Report ID", "Update ID", "Date", "Status", "Problem state", "Text", "User Name", "Reported As"]
    assert recognise(updates, shipped) is None


def test_the_more_specific_profile_wins_and_a_tie_is_a_question():
    one = from_toml(GOOD, name="my-crm")
    more = replace(one, name="crm-north", headers=("Ref", "Opened", "Area"))
    headers = ["Ref", "Opened", "Area", "How"]
    assert recognise(headers, {"my-crm": one, "crm-north": more}) is more
    twin = replace(one, name="crm-south")
    with pytest.raises(CxError, match="'my-crm' and 'crm-south' fit this file equally well"):
        recognise(headers, {"my-crm": one, "crm-south": twin})


def test_an_officers_profile_is_saved_read_and_goes_before_a_shipped_one(tmp_path):
    profile = from_toml(GOOD, name="my-crm")
    assert save(profile, tmp_path) == tmp_path / "profiles" / "my-crm.toml"
    found = load_profiles(tmp_path)
    assert found["my-crm"] == replace(profile, shipped=False)
    assert recognise(["Ref", "Opened"], {"other": replace(profile, name="other"), **found}).name == "my-crm"


def test_an_unfit_name_cannot_be_saved_and_an_unknown_one_names_the_nearest(tmp_path):
    profile = from_toml(GOOD, name="my-crm")
    with pytest.raises(CxError, match="cannot be a profile's name"):
        save(replace(profile, name="../escape"), tmp_path)
    with pytest.raises(CxError, match="no profile called 'boston-31'. Nearest: boston-311"):
        find_profile("boston-31", load_profiles(None))


def test_the_example_in_the_documentation_is_a_profile():
    text = (Path(__file__).parents[3] / "docs" / "profiles.md").read_text(encoding="utf-8")
    example = text.split("```toml\n")[1].split("```")[0]
    profile = from_toml(example, name="my-crm")
    assert profile.title == "Our CRM, monthly export"
    assert from_toml(to_toml(profile), name="my-crm") == profile
