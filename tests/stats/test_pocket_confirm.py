"""Last quarter's pockets on this quarter's answers."""

import pandas as pd
import pytest
from scipy.stats import fisher_exact

from cxdata.stats.pockets.find import confirm_pockets, find_pockets


def quarter(business_phone: int, visitor: int = 10) -> pd.DataFrame:
    rows = [
        ("business", "phone", 200, business_phone),
        ("business", "web", 300, 15),
        ("resident", "phone", 800, 40),
        ("resident", "web", 900, 45),
        ("visitor", "web", 30, visitor),
    ]
    return pd.DataFrame(rows, columns=["customer", "channel", "responses", "dissatisfied"])


BUSINESS_PHONE = {"conditions": {"customer": "business", "channel": "phone"}}
BUSINESS = {"conditions": {"customer": "business"}}
VISITOR = {"conditions": {"customer": "visitor"}}


def test_a_pocket_that_is_still_there_is_confirmed_with_fishers_own_p() -> None:
    (one,) = confirm_pockets([BUSINESS_PHONE], quarter(60))
    # 60 of 200 against 15 + 40 + 45 + 10 = 110 of 2,030.
    assert (one.verdict, one.responses, one.dissatisfied, one.rate) == ("confirmed", 200, 60, 0.3)
    assert one.rest_rate == pytest.approx(110 / 2030)
    exact = fisher_exact([[60, 140], [110, 1920]], alternative="greater").pvalue
    assert one.p_value == pytest.approx(exact, rel=1e-9)
    assert one.adjusted_p == one.p_value
    assert one.lower < one.difference < one.upper


def test_a_pocket_that_has_gone_is_not_confirmed() -> None:
    (one,) = confirm_pockets([BUSINESS_PHONE], quarter(10))
    assert one.verdict == "not confirmed"


def test_the_correction_is_over_the_list_and_leaves_out_those_too_few_to_say() -> None:
    results = confirm_pockets([VISITOR, BUSINESS_PHONE, BUSINESS], quarter(19))
    assert [one.verdict for one in results] == ["too few to say", "confirmed", "not confirmed"]
    assert (results[0].p_value, results[0].adjusted_p, results[0].responses) == (None, None, 30)
    # Two are tested: Benjamini and Hochberg doubles the smaller p and leaves the larger.
    assert results[1].adjusted_p == pytest.approx(2 * results[1].p_value)
    assert results[2].adjusted_p == results[2].p_value


def test_what_the_search_returned_can_be_stored_and_read_back_in() -> None:
    found = find_pockets(quarter(60), ["customer", "channel"])
    later = quarter(50)
    assert confirm_pockets(found.pockets, later) == confirm_pockets(found.as_dict()["pockets"], later)
    assert [one.verdict for one in confirm_pockets(found.pockets, later)] == ["confirmed"] * len(found.pockets)


def test_a_value_that_no_longer_occurs_has_no_rate_and_no_verdict() -> None:
    (one,) = confirm_pockets([{"conditions": {"customer": "student"}}], quarter(60))
    assert (one.responses, one.rate, one.difference, one.p_value) == (0, None, None, None)
    assert one.verdict == "too few to say"


def test_other_means_the_same_levels_as_it_did() -> None:
    stored = [{"conditions": {"customer": "Other"}}]
    assert confirm_pockets(stored, quarter(60))[0].responses == 0
    (one,) = confirm_pockets(stored, quarter(60), folded={"customer": ("business", "visitor")})
    assert (one.responses, one.dissatisfied) == (530, 85)


def test_an_empty_list_and_an_empty_quarter() -> None:
    assert confirm_pockets([], quarter(60)) == ()
    (one,) = confirm_pockets([BUSINESS], quarter(60).iloc[:0])
    assert (one.responses, one.rate, one.rest_rate, one.verdict) == (0, None, None, "too few to say")


def test_a_fact_that_is_no_longer_recorded_is_said() -> None:
    with pytest.raises(ValueError, match="no column 'customer'"):
        confirm_pockets([BUSINESS], quarter(60).drop(columns="customer"))
