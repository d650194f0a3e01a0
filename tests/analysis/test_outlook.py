"""A figure carried forward: bands in order, targets that are the council's, the record, and what may not be asked."""

import json
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from cxdata.analysis.outlook.forecast import forecast
from cxdata.analysis.outlook.past import past_months
from cxdata.council import Council, Event, Target
from cxdata.errors import CxError
from cxdata.measures.query import query
from cxdata.scope import Scope
from cxdata.store import Store

ALL = Scope()
GARDEN = ALL.with_choice("service", "Garden waste")
THEN = date(2027, 3, 31)
SHARES = ("online_share", "satisfied", "abandoned_share", "dissatisfied")
OTHERS = ("average_wait", "contacts", "satisfaction_mean_score", "days_to_close", "contacts_per_1000", "complaints")


@pytest.mark.parametrize("measure", [*SHARES, *OTHERS])
def test_the_bands_lie_around_the_middle_whatever_the_measure(measure: str, store: Store, council: Council) -> None:
    found = forecast(store, measure, ALL, council, until=THEN)
    assert len(found.months) == {"online_share": 7, "contacts": 7}.get(measure, len(found.months)) >= 6
    for month in found.months:
        assert 0 <= month.lower_80 <= month.lower_50 <= month.middle <= month.upper_50 <= month.upper_80
        assert measure not in SHARES or month.upper_80 <= 1
    assert found.months[-1].month == "March 2027"
    json.dumps(found.as_dict(), allow_nan=False)


def test_an_unlikely_target_with_its_arithmetic(store: Store, council: Council) -> None:
    found = forecast(store, "online_share", ALL, council, until=date(2027, 8, 1), target=0.8)
    assert found.verdict == "unlikely"
    assert found.sentence.startswith(
        "Dealt with online: the target of 80.0% by August 2027 is unlikely to be reached (its chance: "
    )
    # 12 months from August 2026, from 44.7%.
    pace = found.judged[0].pace
    assert pace is not None
    assert pace.needed == pytest.approx((0.8 - found.latest) / 12)
    assert found.pace_sentence.startswith(
        "Reaching the target of 80.0% by August 2027 needs 2.9 percentage points up every month. "
        "The fastest twelve months so far"
    )
    assert found.latest_month == "August 2026"
    assert found.no_change == found.latest


def test_the_record_told_is_that_of_this_method_at_the_months_asked_for(store: Store, council: Council) -> None:
    found = forecast(store, "average_wait", ALL, council, until=date(2026, 12, 1))
    assert found.record_months == 3
    past = past_months(found, ahead=3)
    frame = query(store, "average_wait", ("month",), ALL, council=council).frame
    waits = dict(zip(frame["month"], frame["value"], strict=True))
    for one in past:
        assert one.outcome == pytest.approx(waits[found.series.starts[one.place].isoformat()[:7]])
    held = sum(one.lower_80 <= one.outcome <= one.upper_80 for one in past)
    assert found.record_sentence.startswith(
        f"Its own record: made in this way, {held} of {len(past)} past forecasts for 3 months ahead held within"
    )
    # 30 months: the first forecast is made in the 18th, the last that can be checked in the 27th.
    assert len(past) == 10
    assert past[0].made_in == "September 2025"


def test_where_nothing_so_far_ahead_could_be_checked_the_nearest_is_told_and_said(
    store: Store, council: Council
) -> None:
    found = forecast(store, "average_wait", ALL, council, until=date(2027, 9, 1))
    assert found.record_months == 6
    assert "for 6 months ahead held" in found.record_sentence
    assert found.record_sentence.endswith("None for 12 months ahead can be checked yet.")


def test_a_record_from_before_the_season_was_known_says_so(store: Store, council: Council) -> None:
    found = forecast(store, "contacts", ALL, council, until=THEN)
    assert found.outlook.seasonal
    # Forecasts six months ahead that can be checked at month 29 were made in months 18 to 23.
    assert (found.record_months, found.record[2].seasonal) == (6, 0)
    assert "All were made before the time of year could be seen, with a band of another width." in found.record_sentence


def test_how_it_was_made_is_told(store: Store, council: Council) -> None:
    found = forecast(store, "contacts", ALL, council, until=THEN)
    assert found.method_sentence.startswith(
        "Carried forward from 29 months: the level it stands at, the time of year seen in them and a rise that fades"
    )


def test_a_target_that_is_better_lower(store: Store, council: Council) -> None:
    met = forecast(store, "abandoned_share", ALL, council, until=THEN)
    assert met.target == 0.08
    assert met.pace_sentence == "The target of 8.0% is already met today; the question is whether it holds."
    assert met.distance_sentence == ""
    harder = forecast(store, "abandoned_share", ALL, council, until=THEN, target=0.03)
    assert "percentage points down every month" in harder.pace_sentence
    assert " fewer of the " in harder.distance_sentence
    assert met.chance > harder.chance


def test_a_band_is_judged_at_both_ends_with_the_distance_in_contacts(store: Store, council: Council) -> None:
    found = forecast(store, "online_share", GARDEN, council, until=THEN)
    assert [one.goal.value for one in found.judged] == [0.80, 0.85]
    assert found.judged[0].chance > found.judged[1].chance
    assert found.sentence.startswith(
        "Dealt with online: neither end of the target, 80.0% or 85.0%, is likely to be reached by March 2027 (chances: "
    )
    lower = replace(council, targets=(Target("online_share", date(2024, 4, 1), low=0.40, high=0.85),))
    told = forecast(store, "online_share", GARDEN, lower, until=THEN)
    assert "the target’s lower end of 40.0% by March 2027 is likely to be reached" in told.sentence
    assert "the target’s upper end of 85.0% by March 2027 is unlikely to be reached" in told.sentence
    frame = query(store, "online_share", ("month",), GARDEN, council=council).frame
    year = frame[(frame["month"] >= "2025-09") & (frame["month"] <= "2026-08")]
    online, contacts = int(year["numerator"].sum()), int(year["denominator"].sum())
    missing = [int(np.ceil(share * contacts - online)) for share in (0.80, 0.85)]
    assert found.distance_sentence == (
        f"{missing[0]} more of the {contacts:,} contacts whose channel is known (September 2025 to August 2026) would "
        f"reach 80.0%, and {missing[1]} more 85.0%."
    )


def test_a_direction_with_a_baseline_is_judged(store: Store, council: Council) -> None:
    up = Target("online_share", date(2024, 4, 1), direction="up", baseline=0.40)
    found = forecast(store, "online_share", ALL, replace(council, targets=(up,)), until=THEN)
    assert "the aim “up from 40.0%” by March 2027 is likely to be reached" in found.sentence
    assert "The aim since 1 April 2024 is up from 40.0%." in found.notes
    assert found.pace_sentence.startswith("The aim “up from 40.0%” is already met today")
    down = replace(up, direction="down")
    other = forecast(store, "online_share", ALL, replace(council, targets=(down,)), until=THEN)
    assert other.chance == pytest.approx(1 - found.chance)
    only = replace(up, baseline=None)
    nothing = forecast(store, "online_share", ALL, replace(council, targets=(only,)), until=THEN)
    assert nothing.judged == ()


def test_a_wait_is_held_against_a_target_in_seconds(store: Store, council: Council) -> None:
    found = forecast(store, "average_wait", ALL, council, until=THEN, target=60)
    assert found.sentence.startswith("Average phone wait: ")
    assert "the target of 1 min by March 2027" in found.sentence
    assert "s down every month" in found.pace_sentence
    assert found.distance_sentence == "", "seconds are no transactions"


def test_the_services_own_target(store: Store, council: Council) -> None:
    found = forecast(store, "online_share", GARDEN, council, until=THEN)
    assert found.target == 0.8
    assert any(note.startswith("The target since 1 April 2024 is at least 80.0% (80 to 85 %") for note in found.notes)
    everything = forecast(store, "online_share", ALL, council, until=THEN)
    assert everything.target is None
    assert everything.sentence.endswith("There is no target to hold it against.")


def test_it_starts_anew_at_a_rebase_and_under_eighteen_months_there_is_only_the_pace(
    store: Store, council: Council
) -> None:
    said = Event(date(2025, 4, 1), "New phone menu", "rebase", "abandoned_share")
    found = forecast(store, "abandoned_share", ALL, replace(council, events=(said,)), until=THEN)
    assert found.outlook.months_used == 18
    assert len(found.months) == 6
    late = replace(said, day=date(2026, 6, 1))
    short = forecast(store, "abandoned_share", ALL, replace(council, events=(late,)), until=THEN, target=0.03)
    assert short.months == ()
    assert short.sentence == (
        "Callers who gave up: too few to say. No forecast: 4 months with a figure are too short a time to know what is "
        "usual; 18 are needed."
    )
    assert (short.verdict, short.record_sentence, short.method_sentence) == ("", "", "")
    assert short.pace_sentence.startswith("Reaching the target of 3.0% by March 2027 needs ")
    assert "The 3 months since the first figure took it " in short.pace_sentence


def test_a_month_beyond_the_reach_is_not_judged_and_the_reach_is_said(store: Store, council: Council) -> None:
    found = forecast(store, "abandoned_share", ALL, council, until=date(2028, 3, 1))
    assert found.problem == "30 months of figures carry no further than September 2027."
    assert found.sentence.startswith(
        "Callers who gave up: too few to say for March 2028. 30 months of figures carry no"
    )
    assert (found.verdict, len(found.months)) == ("", 12)


def test_what_may_not_be_asked(store: Store, council: Council) -> None:
    with pytest.raises(CxError, match="is not after September 2026, the last whole month of data"):
        forecast(store, "satisfied", ALL, council, until=date(2026, 9, 30))
    with pytest.raises(CxError, match="nothing can be said of more than 60"):
        forecast(store, "satisfied", ALL, council, until=date(2040, 1, 1))
    with pytest.raises(CxError, match="A target of 80 is no share"):
        forecast(store, "satisfied", ALL, council, until=THEN, target=80)
    with pytest.raises(CxError, match="is never below nothing"):
        forecast(store, "average_wait", ALL, council, until=THEN, target=-5)
