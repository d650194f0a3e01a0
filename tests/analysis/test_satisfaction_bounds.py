"""What silence could change: bounds and tipping point by hand, weighing where it can and cannot be done."""

import json

import numpy as np
import pytest

from cxdata.analysis.satisfaction.bounds import satisfaction_bounds
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.scope import Scope
from cxdata.store import Store
from tests.period_names import year_period

ALL = Scope()


def test_bounds_by_hand(store: Store, council: Council, planted: dict) -> None:
    found = satisfaction_bounds(store, ALL, council)
    answers, satisfied = planted["survey"]["answers"], planted["survey"]["satisfied"]
    assert (found.answers, found.satisfied) == (answers, satisfied / answers)
    assert found.asked == 196_656
    assert not found.asked_are_contacts
    assert found.bound_lower == pytest.approx(satisfied / 196_656)
    assert found.bound_upper == pytest.approx((satisfied + 196_656 - answers) / 196_656)
    assert found.bounds_sentence.startswith("15,000 of 196,656 people asked answered (8 in 100). Whatever the others")
    assert found.tipping_sentence == (
        "The target of 90% is met only if at least 90% of those who did not answer are satisfied."
    )
    json.dumps(found.as_dict(), allow_nan=False)


def test_the_needed_share_of_the_silent(store: Store, council: Council) -> None:
    found = satisfaction_bounds(store, Scope(year_period(2025)), council, target=0.5)
    assert found.tipping is not None
    needed = (0.5 * found.asked - found.satisfied * found.answers) / (found.asked - found.answers)
    assert found.tipping.needed == pytest.approx(needed)


def test_the_counter_answers_too_much_and_weighing_takes_it_down(store: Store, council: Council) -> None:
    found = satisfaction_bounds(store, ALL, council)
    assert "Heard too much for their number: Face to face (29 in 100)." in found.heard_sentence
    assert found.weighted.share < found.satisfied - 0.01
    assert found.weighted.effective < found.answers
    assert found.weighted.sentence.startswith(
        "Weighed so that each channel, customer type and service counts as it does among contacts, 88."
    )
    assert found.weighted.left_out == pytest.approx(0.159, abs=0.001)


def test_one_group_alone_needs_no_weighing(store: Store, council: Council) -> None:
    scope = ALL.with_choice("channel", "phone").with_choice("customer_type", "Business")
    scope = scope.with_choice("service", "Council tax and business rates")
    found = satisfaction_bounds(store, scope, council)
    assert found.answers == 386
    assert found.weighted.share == pytest.approx(found.satisfied)
    assert found.weighted.effective == pytest.approx(386)


def test_weights_by_channel_recounted(store: Store, council: Council) -> None:
    """One customer type and one service leave channels alone: each channel's share counts as its contacts do."""
    from cxdata.measures.query import query

    scope = ALL.with_choice("customer_type", "Resident").with_choice("service", "Bins and recycling")
    found = satisfaction_bounds(store, scope, council)
    rates = query(store, "satisfied", ("channel",), scope, council=council).frame.set_index("channel")
    contacts = query(store, "contacts", ("channel",), scope, council=council).frame.set_index("channel")["numerator"]
    weights = contacts.reindex(rates.index)
    by_hand = float((weights * rates["numerator"] / rates["denominator"]).sum() / weights.sum())
    assert found.weighted.share == pytest.approx(by_hand, abs=0.002)


def test_where_nobody_counted_who_was_asked(opg: Store) -> None:
    found = satisfaction_bounds(opg, ALL, Council())
    assert found.answers == 1_178_373
    assert np.isnan(found.response_rate)
    assert found.bounds_sentence.startswith("Nobody recorded how many were asked, so no one can say")
    assert found.tipping is None
    assert found.weighted.problems == (
        "No contacts are loaded, so the answers cannot be weighed to those who got in touch.",
    )


def test_invitations_that_do_not_know_a_choice_are_not_used(store: Store, council: Council) -> None:
    found = satisfaction_bounds(store, ALL.with_choice("ward", "Kilnfield"), council)
    assert found.asked_are_contacts
    assert found.bounds_sentence.startswith("Nobody recorded how many were asked; held against all contacts, ")


def test_too_few_answers_are_refused(store: Store, council: Council) -> None:
    with pytest.raises(CxError, match="Too few to say: fewer than 10 people answered"):
        satisfaction_bounds(store, ALL.with_choice("channel", "post"), council)
    with pytest.raises(CxError, match="A target of 90 is no share"):
        satisfaction_bounds(store, ALL, council, target=90)
