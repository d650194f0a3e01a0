"""A file is looked at before it is loaded, an officer's corrections hold, and nothing of a trial is kept."""

from pathlib import Path

import pytest

from cxdata.errors import CxError
from cxdata.ingest.profile.shipped import load_profiles
from cxdata.ingest.suggest.corrections import edited, fields_of, meanings, words_in
from cxdata.ingest.suggest.trial import Look, look_at_file, try_profile
from tests.conftest import ROOT

ROWS = "".join(
    f"{number},{number:02d}/03/2026 09:10,{how},Bins,Abbey,Ann Example\n"
    for number, how in enumerate(["Telephone", "Web form", "Carrier pigeon"] * 6, start=1)
)


@pytest.fixture
def odd(tmp_path: Path) -> Look:
    """The look at a file that no profile fits."""
    path = tmp_path / "odd.csv"
    path.write_text("Case No,Logged,How,Topic,Area,Customer Name\n" + ROWS)
    return look_at_file(path, load_profiles(None))


def test_a_known_file_a_map_and_a_page_are_told_apart(tmp_path: Path) -> None:
    profiles = load_profiles(None)
    assert look_at_file(ROOT / "sample_data" / "survey_answers.csv", profiles).profile == "sample-survey"
    assert look_at_file(ROOT / "sample_data" / "wards_2024.geojson", profiles).areas == 24
    assert "Register" in look_at_file(ROOT / "sample_data" / "complaints_register.xlsx", profiles).sheets
    page = tmp_path / "export.csv"
    page.write_text("<html></html>")
    assert "is a web page or XML" in str(look_at_file(page, profiles).refused)


def test_an_officers_corrections_become_the_profile_and_the_rows_land_by_it(odd: Look, tmp_path: Path) -> None:
    assert odd.suggestion is not None
    columns = {
        "Case No": "contact_id",
        "Logged": "received_at",
        "How": "channel",
        "Topic": "service",
        "Area": "ward_code",
        "Customer Name": "",
    }
    words = words_in(odd.suggestion, "channel", "How", [row[2] for row in odd.tried])
    assert words == {"Telephone": "phone", "Web form": "web", "Carrier pigeon": ""}
    mended = edited(odd.suggestion, "contacts", columns, {"channel": words})
    trial = try_profile(odd, mended.to_profile("odd"), data=tmp_path)
    assert list(trial.rows["channel"])[:2] == ["phone", "web"]
    assert list(trial.rows["received_at"])[0] == "2026-03-01 09:10:00"
    assert (trial.receipt.read, trial.receipt.loaded, trial.receipt.set_aside) == (18, 12, 6)
    assert "'Carrier pigeon' is not a channel" in trial.receipt.problems[0].message
    assert "Customer Name" in mended.personal
    assert not (tmp_path / "store").exists(), "a trial is not a load"


def test_two_columns_cannot_mean_one_field(odd: Look) -> None:
    assert odd.suggestion is not None
    with pytest.raises(CxError, match="Case No and Topic both mean contact_id"):
        edited(odd.suggestion, "contacts", {"Case No": "contact_id", "Topic": "contact_id"}, {})


def test_a_field_no_row_can_do_without_is_asked_for(odd: Look) -> None:
    assert odd.suggestion is not None
    mended = edited(odd.suggestion, "contacts", {"Case No": "contact_id"}, {})
    assert mended.missing == ("received_at",)
    with pytest.raises(CxError, match="no column was found for received_at"):
        mended.to_profile("odd")


def test_what_a_column_may_mean_follows_the_table() -> None:
    assert "latitude" in fields_of("contacts")
    assert "latitude" not in fields_of("calls")
    assert meanings("score") == ("1", "2", "3", "4", "5")
    assert meanings("contact_id") == ()
