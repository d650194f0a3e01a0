"""The definition guard: a published figure that changes its formula is caught, on invented and on real data."""

from datetime import date

import pytest

from cxdata.analysis.satisfaction.definitions import definition_changes
from cxdata.council import Council
from cxdata.scope import Scope
from cxdata.store import Store


def test_the_sample_councils_own_figure(store: Store, council: Council, planted: dict) -> None:
    found = definition_changes(store, Scope(), council)
    (only,) = found.series
    assert only.figure == planted["definition"]["figure"]
    assert only.switch == planted["definition"]["day"] == date(2026, 1, 1)
    assert (only.before, only.after) == ("satisfaction_mean_score", "satisfied")
    assert (only.matched, len(only.months)) == (30, 30)
    assert "until December 2025 it is the mean score from 0 to 100" in only.sentence
    assert "the mean score went from 85.4 to 85.5 and 84.0" in only.sentence
    assert found.sentence.endswith("The formula changes in 1 of 1 published series: January 2026.")


def test_the_real_story(opg: Store) -> None:
    found = definition_changes(opg, Scope(), Council())
    assert sum(len(one.months) for one in found.series) == 117
    assert sum(one.matched for one in found.series) == 116
    assert {one.service: one.switch for one in found.series} == {
        "deputy-reporting": date(2026, 4, 1),
        "make-a-lpa": date(2026, 4, 1),
        "use-an-lpa": date(2026, 4, 1),
    }
    odd = [month for one in found.series for month in one.months if month.follows == "neither"]
    assert [(month.month, month.published) for month in odd] == [(date(2025, 4, 1), 87)]


def test_what_the_checks_said_at_load_is_what_the_guard_says(opg: Store) -> None:
    said = opg.tuples("select code, message from checks where code like 'published%' order by all")
    assert [code for code, _ in said] == ["published_differs", *["published_formula_changed"] * 3]
    assert "for use-an-lpa is not what the answers loaded give in 1 of 64 months (April 2025)" in said[0][1]
    assert all("changed its formula in April 2026: until March 2026" in message for _, message in said[1:])


def test_both_ways_are_said(opg: Store) -> None:
    found = definition_changes(opg, Scope(), Council())
    deputy = next(one for one in found.series if one.service == "deputy-reporting")
    assert "As published it went from 80 in March 2026 to 84 in April 2026 and 82 in June 2026." in deputy.sentence
    assert "the mean score went from 80.5 to 80.9 and 79.5" in deputy.sentence
    assert "the share satisfied went from 83.6% to 84.0% and 82.2%" in deputy.sentence


def test_a_month_is_recounted_from_the_counts(opg: Store) -> None:
    found = definition_changes(opg, Scope(), Council())
    first = next(one for one in found.series if one.service == "use-an-lpa").months[0]
    counts = [67, 73, 205, 1276, 4434]
    assert first.answers == sum(counts) == 6055
    mean = sum(25 * level * n for level, n in enumerate(counts)) / sum(counts)
    assert first.mean_score == pytest.approx(mean)
    assert first.share_satisfied == pytest.approx(100 * (1276 + 4434) / 6055)
    assert first.published == 91


def test_other_councils_figures_are_not_held_against_ours(store: Store) -> None:
    found = definition_changes(store, Scope(), Council(name="Somewhere else"))
    assert {one.organisation for one in found.series} == {"Quarnmere Borough Council"}


def test_without_answers_there_is_nothing_to_hold_it_against(store: Store, council: Council) -> None:
    found = definition_changes(store, Scope().with_choice("channel", "post"), council)
    assert found.series == ()
    assert found.sentence == "No published satisfaction figure has answers of the same months beside it."
