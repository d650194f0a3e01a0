"""A file is looked at before it is loaded, an officer's corrections hold, and nothing of a trial is kept."""

from pathlib import Path

import pytest

from cxdata.errors import CxError
from cxdata.ingest.plan.trial import Look, look_at_file, trial_of
from cxdata.ingest.plan.way import find_way
from cxdata.ingest.profile.shipped import load_profiles
from cxdata.ingest.suggest.corrections import Corrections, fields_of, meanings, with_rules, words_in
from cxdata.ingest.suggest.model import Suggestion
from cxdata.ingest.suggest.suggestion import suggest
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
    return look_at_file(path)


def suggested(look: Look, corrections: Corrections) -> Suggestion:
    return with_rules(suggest(look.name, look.cells, corrections), corrections)


def test_a_known_file_a_map_and_a_page_are_told_apart(tmp_path: Path) -> None:
    survey = look_at_file(ROOT / "sample_data" / "survey_answers.csv")
    known = find_way(survey.name, survey.cells, load_profiles(None), Corrections()).known
    assert known is not None
    assert known.name == "sample-survey"
    assert look_at_file(ROOT / "sample_data" / "wards_2024.geojson").areas == 24
    assert "Register" in look_at_file(ROOT / "sample_data" / "complaints_register.xlsx").sheets
    page = tmp_path / "export.csv"
    page.write_text("<html></html>")
    assert "is a web page without a table" in str(look_at_file(page).refused)


def test_an_officers_corrections_become_the_profile_and_the_rows_land_by_it(odd: Look, tmp_path: Path) -> None:
    corrections = Corrections("contacts", {"How": "channel", "Topic": "service", "Area": "ward_code"})
    mended = suggested(odd, corrections)
    channel = mended.guess("channel")
    assert channel is not None
    assert words_in(channel) == {"Telephone": "phone", "Web form": "web", "Carrier pigeon": None}
    with trial_of(odd, mended.to_profile("odd"), data=tmp_path) as trial:
        rows = trial.rows()["contacts"]
        assert list(rows["channel"])[:2] == ["phone", "web"]
        assert list(rows["received_at"])[0] == "2026-03-01 09:10:00"
        assert (trial.receipt.read, trial.receipt.loaded, trial.receipt.set_aside) == (18, 12, 6)
        assert "'Carrier pigeon' is not a channel" in trial.receipt.problems[0].message
    assert "Customer Name" in mended.personal
    assert not (tmp_path / "store").exists(), "a trial is not a load"


def test_a_word_is_read_as_another_a_part_replaced_and_rows_are_kept(odd: Look, tmp_path: Path) -> None:
    corrections = Corrections(
        "contacts",
        {"How": "channel", "Topic": "service"},
        words={"channel": {"Carrier pigeon": "post"}, "service": {"Refuse": "Waste"}},
        swaps={"service": (("Bins", "Refuse"),)},
        where={"How": ("Telephone", "Carrier pigeon")},
    )
    with trial_of(odd, suggested(odd, corrections).to_profile("odd"), data=tmp_path) as trial:
        assert (trial.receipt.loaded, trial.receipt.set_aside) == (12, 6)
        shown = trial.store.rows(
            "select distinct channel::varchar as c, service::varchar as s from contacts order by 1"
        )
        assert shown.to_numpy().tolist() == [["phone", "Waste"], ["post", "Waste"]]


def test_a_rule_for_what_is_not_used_is_refused(odd: Look) -> None:
    with pytest.raises(CxError, match="No column means"):
        suggested(odd, Corrections("contacts", words={"outcome": {"x": "y"}}))
    with pytest.raises(CxError, match="no column 'Nowhere'"):
        suggested(odd, Corrections("contacts", where={"Nowhere": ("a",)}))


def test_how_two_columns_are_one_field_is_asked(odd: Look, tmp_path: Path) -> None:
    both = {"How": "service", "Topic": "service"}
    asked = suggested(odd, Corrections("contacts", both)).questions
    assert [question.id for question in asked] == ["together:service"]
    answers = {"together:service": "put together, one after the other"}
    joined = suggested(odd, Corrections("contacts", both, answers))
    assert joined.questions == ()
    with trial_of(odd, joined.to_profile("odd"), data=tmp_path) as trial:
        assert trial.rows()["contacts"]["service"][0] == "Telephone Bins"
    with pytest.raises(CxError, match="'Case No' and 'Topic' are both to mean"):
        suggested(odd, Corrections("contacts", {"Case No": "count", "Topic": "count"}))


def test_a_field_no_row_can_do_without_is_asked_for(odd: Look) -> None:
    mended = suggested(odd, Corrections("contacts", {"Logged": ""}))
    assert mended.missing == ("received_at",)
    assert [question.id for question in mended.questions] == ["column:received_at"]
    with pytest.raises(CxError, match="no column was found for received_at"):
        mended.to_profile("odd")


def test_what_a_column_may_mean_follows_the_table() -> None:
    assert "latitude" in fields_of("contacts")
    assert "latitude" not in fields_of("calls")
    assert meanings("score") == ("1", "2", "3", "4", "5")
    assert meanings("contact_id") == ()
