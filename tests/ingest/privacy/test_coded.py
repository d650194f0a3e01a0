"""Personal data in coded columns: what is rare or has a form goes, what is frequent stays."""

import pytest

from cxdata.council import Redaction
from cxdata.ingest.privacy import REMOVED
from cxdata.ingest.privacy.coded import FREE_TEXT, is_free_text, protect
from cxdata.ingest.privacy.redaction import redactor

REDACT = redactor(Redaction())
ORDINARY = {"Upheld": 40, "Not upheld": 60, "E05999010": 3, "STU": 1, "A12": 2, "Resolved at first contact": 2}


def test_codes_and_ordinary_words_stay_however_rare() -> None:
    assert protect(ORDINARY, REDACT).changed == {}


RARE = (
    "Rang Zelda Quillfeather|Emailed t.wrenfield@example.org|07700 900123|07700900123|OX4 1ZZ|OX41ZZ|AB123456C|"
    "ab 12 34 56 c|Repair at 14 Osier Lane|Cllr Dunsmere|Paid Karen|Referred to karen|Crew to SW1A 1AA|SP 5123 0612|"
    "AB12 CDE|DOB 12/03/1961 checked|UPRN 100012345678"
)


@pytest.mark.parametrize("value", RARE.split("|"))
def test_a_rare_value_with_personal_data_goes_whole(value: str) -> None:
    assert protect({**ORDINARY, value: 1}, REDACT).changed == {value: REMOVED}


@pytest.mark.parametrize("value", ["Jane Okonkwo", "07700 900123", "Referred to karen", "mail to a.b@example.org"])
def test_a_frequent_value_goes_where_there_is_no_doubt(value: str) -> None:
    assert protect({**ORDINARY, value: 500}, REDACT).changed == {value: REMOVED}


@pytest.mark.parametrize("value", ["Catchbasin", "Massport", "Roxbury", "WW-Hydrant Leaking", "Rose Hill", "Mark-up"])
def test_a_frequent_code_stays_whatever_it_looks_like(value: str) -> None:
    assert protect({**ORDINARY, value: 5}, REDACT).changed == {}


def test_in_a_table_of_counts_a_value_with_one_row_is_not_rare() -> None:
    assert protect({"Catchbasin": 1}, REDACT).changed == {"Catchbasin": REMOVED}
    assert protect({"Catchbasin": 1, "Zelda Quillfeather": 1}, REDACT, counts=True).changed == {
        "Zelda Quillfeather": REMOVED
    }


def test_places_keep_their_names_and_lose_addresses() -> None:
    places = {"Churchill": 1, "Victoria Park": 2, "09 MANHATTAN": 1, "Harold Wood": 1, "Carfax & Jericho": 1}
    assert protect({**places, "14 Osier Lane": 1, "Zelda Quillfeather": 1}, REDACT, place=True).changed == {
        "14 Osier Lane": REMOVED,
        "Zelda Quillfeather": REMOVED,
    }


def test_free_text_keeps_only_what_is_frequent() -> None:
    written = {f"we told the crew to look at bin number {number} again": 1 for number in range(30)}
    assert is_free_text(written)
    coded = protect({**written, "No further action": 20}, REDACT)
    assert coded.free_text
    assert set(coded.changed) == set(written)
    assert set(coded.changed.values()) == {FREE_TEXT}
    # Long values that every row repeats are chosen, not written.
    assert not is_free_text({value: 50 for value in written})
