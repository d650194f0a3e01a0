"""A share carried forward: bands in order, targets that are the council's, and what may not be asked."""

import json
from dataclasses import replace
from datetime import date

import pytest

from cxdata.analysis.outlook.forecast import forecast
from cxdata.council import Council, Event
from cxdata.errors import CxError
from cxdata.scope import Scope
from cxdata.store import Store

ALL = Scope()
THEN = date(2027, 3, 31)


@pytest.mark.parametrize("measure", ["online_share", "satisfied", "abandoned_share", "dissatisfied"])
def test_the_bands_lie_around_the_middle_whichever_way_is_good(measure: str, store: Store, council: Council) -> None:
    found = forecast(store, measure, ALL, council, until=THEN)
    for month in found.months:
        assert 0 <= month.lower_80 <= month.lower_50 <= month.middle <= month.upper_50 <= month.upper_80 <= 1
    assert found.months[-1].month == "March 2027"
    json.dumps(found.as_dict(), allow_nan=False)


def test_an_unlikely_target_with_its_arithmetic(store: Store, council: Council) -> None:
    found = forecast(store, "online_share", ALL, council, until=date(2027, 12, 1), target=0.8)
    assert found.verdict == "unlikely"
    assert found.sentence.startswith(
        "Online share: the target of 80.0% by December 2027 is unlikely to be reached (its chance: fewer than 1 in 100"
    )
    # 16 months from August 2026, from 44.7%.
    assert found.pace is not None
    assert found.pace.needed == pytest.approx((0.8 - found.latest) / 16)
    assert found.pace_sentence.startswith(
        "Reaching 80.0% by December 2027 needs 2.2 percentage points up every month. The fastest twelve months so far"
    )
    assert found.latest_month == "August 2026"
    assert found.no_change == found.latest
    assert found.record_sentence.startswith("Its own record: 6 forecasts made in this way from earlier months")
    assert "saying “no change” was" in found.record_sentence


def test_a_target_that_is_better_lower(store: Store, council: Council) -> None:
    met = forecast(store, "abandoned_share", ALL, council, until=THEN)
    assert met.target == 0.08
    assert met.pace_sentence.startswith("The target of 8.0% is already met today")
    harder = forecast(store, "abandoned_share", ALL, council, until=THEN, target=0.03)
    assert "percentage points down every month" in harder.pace_sentence
    assert met.chance > harder.chance


def test_the_services_own_target(store: Store, council: Council) -> None:
    found = forecast(store, "online_share", ALL.with_choice("service", "Garden waste"), council, until=THEN)
    assert found.target == 0.8
    assert any(note.startswith("The target since 1 April 2024 is at least 80.0% (80 to 85 %") for note in found.notes)
    everything = forecast(store, "online_share", ALL, council, until=THEN)
    assert everything.target is None
    assert everything.sentence.endswith("There is no target to hold it against.")


def test_it_starts_anew_at_a_rebase(store: Store, council: Council) -> None:
    said = Event(date(2025, 10, 1), "New phone menu", "rebase", "abandoned_share")
    found = forecast(store, "abandoned_share", ALL, replace(council, events=(said,)), until=THEN)
    assert found.projection.months_used == 12
    late = replace(said, day=date(2026, 6, 1))
    short = forecast(store, "abandoned_share", ALL, replace(council, events=(late,)), until=THEN)
    assert short.months == ()
    assert short.sentence == ("Calls abandoned: too few to say. No forecast: 4 months with a figure, and 8 are needed.")


def test_what_may_not_be_asked(store: Store, council: Council) -> None:
    with pytest.raises(CxError, match="only a share between 0 and 100% is carried forward"):
        forecast(store, "average_wait", ALL, council, until=THEN)
    with pytest.raises(CxError, match="is not after September 2026, the last whole month of data"):
        forecast(store, "satisfied", ALL, council, until=date(2026, 9, 30))
    with pytest.raises(CxError, match="nothing can be said of more than 60"):
        forecast(store, "satisfied", ALL, council, until=date(2040, 1, 1))
    with pytest.raises(CxError, match="A target of 80 is no share"):
        forecast(store, "satisfied", ALL, council, until=THEN, target=80)
