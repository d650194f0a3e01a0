"""The suggestion knows every form of a date that the reader knows, because it asks the same list."""

import pytest

from cxdata.ingest.profile.date_forms import is_date
from cxdata.ingest.suggest.column import look

pytestmark = pytest.mark.unit
DATES = (
    *(
        "05/01/2025",
        "5.1.25",
        "2025-01-05 09:30",
        "20250105",
        "5 Sept 2025",
        "Jan-25",
        "2012-Q4",
        "2023/24 Q1",
        "2023-24",
    ),
    *("w/e 05/01/2025", "Monday 6 January 2025", "250413", "2025-01-05T10:00:00.1234567Z", "1st Mar 2025 9.30"),
)
OTHERS = ("1:30", "2m 13s", "12.5", "5/10", "Unknown", "31/31/2025", "CAS-1024", "7")


@pytest.mark.parametrize("text", DATES)
def test_a_date(text: str) -> None:
    assert is_date(text)
    assert look("When", [text]).dates == 1


@pytest.mark.parametrize("text", OTHERS)
def test_no_date(text: str) -> None:
    assert not is_date(text)
    assert look("When", [text]).dates == 0


def test_a_day_number_of_excel_is_a_date_only_under_a_heading_that_says_when() -> None:
    assert not is_date("45000")
    assert look("Date received", ["45000"]).dates == 1
    assert look("Cases", ["45000"]).dates == 0


def test_a_share_counts_each_value_as_often_as_it_occurs() -> None:
    assert look("When", ["05/01/2025"] * 3 + ["soon"]).dates == 0.75


@pytest.mark.parametrize(("header", "personal"), [("Phone Offered", False), ("Phone", True), ("Mobile number", True)])
def test_counts_under_the_word_phone_are_of_nobody(header: str, personal: bool) -> None:
    values = ["1000", "1,100", "90"] if not personal else ["01865 249811", "07700 900123", "01865 252222"]
    assert look(header, values).personal is personal


def test_a_column_called_phone_number_stays_personal_whatever_it_holds() -> None:
    assert look("Phone number", ["4512", "2201", "3017"]).personal
