"""The UK vectors of Presidio, another programme that takes personal data out: what must go, and what need not.

Microsoft Presidio (MIT licence), presidio-analyzer/tests: test_uk_nino_recognizer.py, test_uk_postcode_recognizer.py,
test_uk_nhs_recognizer.py. What is no valid number there may go here as well: recall comes first.
"""

import pytest

from cxdata.ingest.privacy.numbers import is_nhs_number
from cxdata.ingest.privacy.redaction import redact

NINO = ("AA 12 34 56 B", "hh 01 02 03 d", "tw987654a", "PR 123612C", "YZ 61 48 68 B")
NO_NINO = ("AA 12 34 56 H", "FQ 00 00 00 C", "BG123612A", "nt 99 88 77 a", "UV 98 76 54 B")
POSTCODES = (
    *("M1 1AA", "M60 1NW", "W1A 1HQ", "CR2 6XH", "DN55 1PT", "EC1A 1BB", "GIR 0AA", "M11AA", "EC1A1BB", "DN551PT"),
    *("GIR0AA", "SW1A 1AA", "EC2A 1NT"),
)
NO_POSTCODES = ("QA1 1AA", "VA1 1AA", "XA1 1AA", "M1 1CA", "M1 1AI", "1A1 1AA", "ABCM11AADEF")
NHS, NO_NHS = ("401-023-2137", "221 395 1837", "0032698674"), ("401-023-2138",)


@pytest.mark.parametrize("number", [*NINO, *POSTCODES, *NHS])
@pytest.mark.parametrize("text", ["{}", "Here it is: {}", "my details are {} if you need them"])
def test_each_of_them_goes(number: str, text: str) -> None:
    assert number not in redact(text.format(number)).text


def test_two_postcodes_in_one_comment_both_go() -> None:
    assert redact("From SW1A 1AA to EC1A 1BB").text == "From [postcode] to [postcode]"


def test_what_is_no_number_goes_too_where_it_looks_like_one() -> None:
    assert [is_nhs_number(number) for number in (*NHS, *NO_NHS)] == [True, True, True, False]
    stays = {number for number in (*NO_NINO, *NO_POSTCODES, *NO_NHS) if redact(number).text == number}
    assert stays == {"AA 12 34 56 H", "M1 1CA", "1A1 1AA", "ABCM11AADEF"}
