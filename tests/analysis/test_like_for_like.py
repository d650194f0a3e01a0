"""Like for like: the split is exact, weighed by contacts for a survey, and recounted by hand."""

import json
from datetime import date
from pathlib import Path

import pytest

from cxdata.analysis.like_for_like.split import split_change
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.measures.query import query
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.store import Store
from tests.analysis.small import survey
from tests.period_names import year_period

ALL = Scope()
LAST_YEAR = Scope(year_period(2025))


@pytest.mark.parametrize(
    ("measure", "by"),
    [
        ("satisfied", "channel"),
        ("satisfied", "age_band"),
        ("dissatisfied", "service"),
        ("on_time", "provider"),
        ("online_share", "service"),
        ("abandoned_share", "queue"),
        ("average_wait", "queue"),
        ("satisfaction_mean_score", "channel"),
    ],
)
def test_the_parts_add_up(measure: str, by: str, store: Store, council: Council) -> None:
    found = split_change(store, measure, by, ALL, council)
    assert found.before + found.mix + found.within == pytest.approx(found.after)
    assert sum(part.mix for part in found.parts) == pytest.approx(found.mix)
    assert sum(part.within for part in found.parts) == pytest.approx(found.within)
    assert sum(part.share_after for part in found.parts) == pytest.approx(1)
    sizes = [abs(part.mix + part.within) for part in found.parts]
    assert sizes == sorted(sizes, reverse=True)
    json.dumps(found.as_dict(), allow_nan=False)


def test_a_measure_of_its_own_base_keeps_its_headline(store: Store, council: Council) -> None:
    found = split_change(store, "online_share", "service", LAST_YEAR, council)
    assert found.before == pytest.approx(found.raw_before)
    assert found.after == pytest.approx(found.raw_after)
    assert found.before_period == "2024/25"
    assert found.after_period == "2025/26"


def test_survey_rates_are_weighed_by_contacts(store: Store, council: Council) -> None:
    found = split_change(store, "satisfied", "channel", LAST_YEAR, council)
    answers = query(store, "satisfied", ("channel",), LAST_YEAR, council=council).frame.set_index("channel")
    contacts = query(store, "contacts", ("channel",), LAST_YEAR, council=council).frame.set_index("channel")
    heard = contacts["numerator"].reindex(answers.index)
    rates = answers["numerator"] / answers["denominator"]
    assert found.after == pytest.approx(float((heard * rates).sum() / heard.sum()))
    assert found.after != pytest.approx(found.raw_after, abs=0.01)
    assert found.weights.startswith("Each group counts by its share of contacts")
    assert found.sentence.startswith(
        f"Satisfied: {found.raw_before:.1%} in 2024/25, {found.raw_after:.1%} in 2025/26: "
    )
    weighed = f"Weighed by who gets in touch, not by who answers, it is {found.before:.1%} and then {found.after:.1%}"
    assert weighed in found.sentence
    assert "crm_cases.csv.gz" in found.sources, "the contacts that groups are weighed by were counted too"
    assert any("came from groups that no answer speaks for" in note for note in found.notes)


def test_what_contacts_do_not_know_is_weighed_by_answers_and_said(store: Store, council: Council) -> None:
    found = split_change(store, "satisfied", "age_band", LAST_YEAR, council)
    assert found.after == pytest.approx(found.raw_after)
    assert "a change in who answers can look like a change in the service" in found.weights


def test_a_clear_change_within(store: Store, council: Council) -> None:
    found = split_change(store, "abandoned_share", "queue", ALL, council)
    assert found.sentence == (
        "Callers who gave up: 9.9% in October 2024 to September 2025, 5.6% in October 2025 to September 2026: down 4.3 "
        "percentage points. Who is counted (the mix by telephone queue) made no difference; what changed within each "
        "telephone queue, like for like, took it down 4.3 percentage points (clear)."
    )
    assert found.ranges["within"][1] < 0
    assert found.warning == ""


def test_a_change_that_may_be_chance_says_so(store: Store, council: Council) -> None:
    found = split_change(store, "satisfied", "channel", ALL, council)
    assert "(possibly chance: it may be down " in found.sentence


def test_garden_waste_moves_the_online_share_most(store: Store, council: Council) -> None:
    """The new form came on 1 February 2025: ten months before it against ten from it on."""
    before, after = Period(date(2024, 4, 1), date(2025, 2, 1)), Period(date(2025, 2, 1), date(2025, 12, 1))
    found = split_change(store, "online_share", "service", Scope(after), council, earlier=before)
    most = max(found.parts, key=lambda part: part.within)
    assert most.name == "Garden waste"
    assert most.value_before == pytest.approx(0.45, abs=0.02)
    assert most.value_after == pytest.approx(0.68, abs=0.02)


def test_a_mean_has_no_range(store: Store, council: Council) -> None:
    found = split_change(store, "average_wait", "queue", ALL, council)
    assert found.ranges == {}
    assert "like for like, took it down 2 min 52 s." in found.sentence


def test_what_cannot_be_split_is_refused(store: Store, council: Council) -> None:
    with pytest.raises(CxError, match="is no average or share"):
        split_change(store, "contacts", "channel", ALL, council)
    with pytest.raises(CxError, match="is no average or share"):
        split_change(store, "days_to_close", "channel", ALL, council)
    with pytest.raises(CxError, match="split by groups, not by month"):
        split_change(store, "satisfied", "month", ALL, council)
    with pytest.raises(CxError, match="overlap"):
        split_change(
            store, "satisfied", "channel", LAST_YEAR, council, earlier=Period(date(2025, 1, 1), date(2025, 5, 1))
        )
    with pytest.raises(CxError, match="has no figure in 2020/21"):
        split_change(store, "satisfied", "channel", LAST_YEAR, council, earlier=year_period(2020))


def answers_of(day: date, channel: str, satisfied: int, other: int) -> list[tuple[date, dict[str, str]]]:
    scores = ["5"] * satisfied + ["1"] * other
    return [(day, {"Channel": channel, "Q1 Overall (1-5)": score}) for score in scores]


def test_a_headline_that_falls_while_every_channel_rises_is_warned_of(tmp_path: Path) -> None:
    """The counter 90% then 95%, the phone 60% then 65%; but 100 of 140 come to the counter, then 40 of 140."""
    then, now = date(2025, 1, 15), date(2025, 2, 15)
    rows = answers_of(then, "Customer service centre", 90, 10) + answers_of(then, "Phone", 24, 16)
    rows += answers_of(now, "Customer service centre", 38, 2) + answers_of(now, "Phone", 65, 35)
    small = survey(tmp_path, rows)
    later = Scope(Period(date(2025, 2, 1), date(2025, 3, 1)))
    found = split_change(
        small, "satisfied", "channel", later, Council(), earlier=Period(date(2025, 1, 1), date(2025, 2, 1))
    )
    assert (found.before, found.after) == pytest.approx((114 / 140, 103 / 140))
    assert found.within == pytest.approx(0.05)
    assert found.change < 0
    assert found.warning == (
        "The overall figure fell, but it rose in every group large enough to judge: the change comes from who is "
        "counted."
    )
