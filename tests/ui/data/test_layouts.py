"""Layouts on the Data page: named by their maker, opened, changed, copied, renamed, deleted, never lost in silence."""

import pytest

from cxdata.ingest.profile.shipped import load_profiles
from tests.ui.data.conftest import CASES, DataPage

pytestmark = pytest.mark.pages


def own(page: DataPage) -> list[str]:
    """The officer's own layouts."""
    return sorted(name for name, profile in load_profiles(page.data).items() if not profile.shipped)


@pytest.fixture
def monthly(page: DataPage) -> DataPage:
    """A page with a layout of the officer's own, called monthly."""
    page.give(CASES / "11a_mmm_yy.csv").choose("text_input", "Name of this layout", "monthly").load()
    assert own(page) == ["monthly"]
    return page


def test_a_layout_is_opened_renamed_copied_and_deleted(monthly: DataPage) -> None:
    monthly.open("layouts").choose("selectbox", "Open a layout", "monthly")
    shown = next(table.value for table in monthly.app.table if "Where it comes from" in table.value)
    assert ["When it was received", "Month"] in shown.to_numpy().tolist()
    monthly.choose("text_input", "New name", "crm-months").press("Give it the new name")
    assert own(monthly) == ["crm-months"]
    monthly.choose("selectbox", "Open a layout", "crm-months").choose("text_input", "New name", "second")
    monthly.press("Copy it under the new name")
    assert own(monthly) == ["crm-months", "second"]
    monthly.choose("selectbox", "Open a layout", "second")
    assert monthly.find("button", "Delete the layout").disabled, "asked once more"
    monthly.choose("checkbox", "Delete it", True).press("Delete the layout")
    assert own(monthly) == ["crm-months"]


def test_a_layout_is_changed_and_what_is_wrong_in_it_is_said(monthly: DataPage) -> None:
    monthly.open("layouts").choose("selectbox", "Open a layout", "monthly")
    text = monthly.app.text_area[0].value
    monthly.app.text_area[0].set_value(text.replace("[table.fields.channel]", "[table.fields.chanel]"))
    monthly.press("Save the change")
    assert "contacts.chanel: contacts has no such field" in monthly.words
    monthly.app.text_area[0].set_value(text.replace('title = "Like 11a_mmm_yy.csv"', 'title = "Monthly counts"'))
    monthly.press("Save the change")
    assert load_profiles(monthly.data)["monthly"].title == "Monthly counts"


def test_a_shipped_layout_is_copied_and_never_changed(page: DataPage) -> None:
    page.open("layouts").choose("selectbox", "Open a layout", "boston-311")
    assert not page.app.text_area
    assert "It is part of the program and stays as it is" in page.words
    page.press("Copy it under the new name")
    assert own(page) == ["boston-311-2"]


def test_a_name_that_is_taken_is_written_over_only_when_that_is_said(monthly: DataPage) -> None:
    before = load_profiles(monthly.data)["monthly"]
    monthly.give(CASES / "06_average_wait_hms.csv").choose("text_input", "Name of this layout", "monthly")
    assert not monthly.can_load
    monthly.choose("text_input", "Name of this layout", "boston-311")
    assert "is a layout that is part of the program" in monthly.words
    assert not monthly.can_load
    monthly.choose("text_input", "Name of this layout", "monthly")
    monthly.choose("checkbox", "Write this one over it", True).load()
    after = load_profiles(monthly.data)["monthly"]
    assert (before.tables[0].table, after.tables[0].table) == ("contacts", "calls")
