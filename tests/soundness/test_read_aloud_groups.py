"""What is read aloud of groups: each of these was once a question or a sentence that its own figures did not carry."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from cxdata import findings
from cxdata.cli.overview import FromStore
from cxdata.council import Council
from cxdata.overview import Questions, find_questions
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.stats.basics.standardised import excess_like_for_like
from cxdata.store import Store, open_store
from tests.analysis.small import survey
from tests.soundness.counted_twice import MONTHS, store_of
from tests.test_findings import shares

YEAR = Scope(period=Period(date(2025, 9, 1), date(2026, 9, 1)))
BINS, REPAIRS = "Bins and recycling", "Housing repairs"
Group = tuple[str, str, int, int]


def answered(folder: Path, *groups: Group) -> Store:
    """A survey of groups of (channel, service, answers, dissatisfied), spread over a year."""
    given = []
    for channel, service, number, bad in groups:
        for place in range(number):
            score = "1" if (place + 1) * bad // number > place * bad // number else "5"
            day = date(2025, 1, 6) + timedelta(days=place * 364 // number)
            given.append((day, {"Channel": channel, "Service": service, "Q1 Overall (1-5)": score}))
    return survey(folder, given)


def questions(store: Store, scope: Scope, measures: tuple[str, ...], by: tuple[str, ...]) -> Questions:
    return find_questions(FromStore(store, Council(), scope, published=False), measures, by)


def test_an_excess_is_counted_within_each_part() -> None:
    # 90 of 100 and 10 of 100, where at the others' rate 80 and 20 are expected: 90 + 10 - 80 - 20 = 0.
    assert excess_like_for_like([90, 10], [100, 100], [40, 100], [50, 500]) == pytest.approx(0)
    # The second part has nobody else in it and counts on neither side: 30 - 100 * 10 / 50 = 10.
    assert excess_like_for_like([30, 70], [100, 100], [10, 0], [50, 0]) == pytest.approx(10)


def test_tenants_are_not_asked_about_for_using_the_slower_services(sample_data: Path) -> None:
    store = open_store(sample_data)
    tenants = store.tuples(
        """
        with parts as (
            select service,
                sum(count) filter (where customer_type = 'Tenant') as n,
                sum(count) filter (where customer_type = 'Tenant' and kept) as kept,
                sum(count) filter (where customer_type <> 'Tenant') as others,
                sum(count) filter (where customer_type <> 'Tenant' and kept) as others_kept
            from contacts
            where kept is not null and requester <> 'staff' and received_at >= '2025-09-01'
                and received_at < '2026-09-01'
            group by service
        ) select sum(kept)::bigint, round(sum(n * others_kept / others))::bigint from parts
        """
    )
    assert tenants == [(7551, 7539)]
    asked = questions(store, YEAR, ("on_time",), ("customer_type",))
    assert not any("Tenant" in finding.sentence for finding in asked.found)


def test_a_channel_is_not_worse_for_carrying_the_worse_service(tmp_path: Path) -> None:
    store = answered(
        tmp_path,
        ("Phone", REPAIRS, 800, 160),
        ("Website", REPAIRS, 200, 40),
        ("Phone", BINS, 200, 10),
        ("Website", BINS, 800, 40),
    )
    asked = questions(store, Scope(), ("dissatisfied",), ("channel", "service"))
    assert not any("for Phone" in finding.sentence for finding in asked.found)


def test_a_channel_that_is_worse_in_every_service_is_asked_about(tmp_path: Path) -> None:
    store = answered(
        tmp_path,
        ("Phone", REPAIRS, 500, 30),
        ("Website", REPAIRS, 500, 20),
        ("Phone", BINS, 500, 28),
        ("Website", BINS, 500, 18),
    )
    asked = questions(store, Scope(), ("dissatisfied",), ("channel", "service"))
    assert [finding.group for finding in asked.found] == ["phone"]


def test_the_same_people_are_asked_about_once(tmp_path: Path) -> None:
    store = answered(
        tmp_path,
        ("Phone", REPAIRS, 1000, 300),
        ("Website", REPAIRS, 1000, 50),
        ("Phone", BINS, 1000, 50),
        ("Website", BINS, 1000, 50),
    )
    asked = questions(store, Scope(), ("dissatisfied",), ("channel", "service"))
    assert ["got in touch by phone about Housing repairs" in one.sentence for one in asked.found] == [True]


def test_a_group_is_held_against_the_middle_of_the_others_too() -> None:
    rows = [("A", 750, 1000), ("B", 745, 1000), ("C", 755, 1000), ("D", 950, 1000)]
    assert findings.groups_worse(shares("on_time", "service", rows), "") == []
    rows = [("A", 650, 1000), ("B", 745, 1000), ("C", 755, 1000), ("D", 950, 1000)]
    assert [one.group for one in findings.groups_worse(shares("on_time", "service", rows), "")] == ["A"]


def test_the_reason_for_no_search_is_the_searchs_own(tmp_path: Path) -> None:
    store = answered(tmp_path, ("Phone", BINS, 400, 20))
    asked = questions(store, Scope(), ("dissatisfied",), ())
    assert (
        "(by every fact that is known, all who answered are alike, so there is no group to look for)" in asked.nothing
    )
    assert "too few" not in asked.nothing + asked.unseen


def test_what_was_searched_for_hidden_groups_was_looked_at(tmp_path: Path) -> None:
    rows = []
    for month in MONTHS:
        rows += [(month, BINS, 1000, 900), (month, REPAIRS, 1000, 400)]
    store = store_of(tmp_path, web=rows)
    asked = questions(store, Scope(), ("dissatisfied", "web_completion"), ())
    assert asked.found[0].sentence.startswith("Hidden by the average: Online forms about Housing repairs")
    assert asked.unseen == "Not looked at: Dissatisfied (no responses data is loaded)."


def test_what_does_not_know_the_choice_is_not_shown_as_of_it(sample_data: Path) -> None:
    ward = YEAR.with_choice("ward", "St Wendra's")
    measures = ("dissatisfied", "on_time", "web_completion", "abandoned_share")
    asked = questions(open_store(sample_data), ward, measures, ("service", "ward"))
    assert not any("Online forms" in finding.sentence or "Calls" in finding.sentence for finding in asked.found)
    assert "Online forms completed (no ward in its data), Calls abandoned (no ward in its data)" in (
        asked.nothing + asked.unseen
    )
