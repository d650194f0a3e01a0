"""What is read aloud of groups: each of these was once a question or a sentence that its own figures did not carry."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from cxdata import findings
from cxdata.analysis.asking import FromStore
from cxdata.analysis.hidden.people import people
from cxdata.analysis.hidden.search import pockets
from cxdata.analysis.hidden.shares import find_share
from cxdata.analysis.hidden.words import say_detectable, say_search
from cxdata.analysis.like_for_like.split import split_change
from cxdata.analysis.like_for_like.words import say_terms
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.measures import DIMENSIONS, find_measure
from cxdata.measures.query import query
from cxdata.overview import Questions, find_questions
from cxdata.overview.questions.worse import groups_worse
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.stats.basics.standardised import excess_like_for_like
from cxdata.stats.decomposition import Side, decompose
from cxdata.stats.pockets.results import Detectable, PocketSearch
from cxdata.store import Store, open_store
from tests.analysis.small import survey
from tests.soundness.counted_twice import MONTHS, load, store_of
from tests.test_findings import shares
from tests.ui.conftest import OpenPage, open_page, words_on
from tests.ui.sections import open_sections

__all__ = ["open_page"]  # a fixture of the pages, used here too

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
    return find_questions(FromStore(store, Council(), scope), measures, by)


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
    assert tenants == [(7453, 7439)]
    asked = questions(store, YEAR, ("on_time",), ("customer_type",))
    # Tenants have gone silent about one service; of promises kept to them nothing is asked.
    assert {finding.kind for finding in asked.found if "Tenant" in finding.sentence} == {findings.Kind.SILENT}


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
    assert groups_worse(shares("on_time", "service", rows), "") == []
    rows = [("A", 650, 1000), ("B", 745, 1000), ("C", 755, 1000), ("D", 950, 1000)]
    assert [one.group for one in groups_worse(shares("on_time", "service", rows), "")] == ["A"]


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
    assert asked.unseen == (
        "Not looked at: Dissatisfied (no export of survey answers is loaded), Groups gone silent "
        "(no service moved online), Who came back (no export of contacts is loaded)."
    )


def test_what_does_not_know_the_choice_is_not_shown_as_of_it(sample_data: Path) -> None:
    ward = YEAR.with_choice("ward", "St Wendra's")
    measures = ("dissatisfied", "on_time", "web_completion", "abandoned_share")
    asked = questions(open_store(sample_data), ward, measures, ("service", "ward"))
    assert not any("Online forms" in finding.sentence or "Calls" in finding.sentence for finding in asked.found)
    assert "Online forms finished (no ward in its data), Callers who gave up (no ward in its data)" in (
        asked.nothing + asked.unseen
    )


def test_an_estimate_says_what_its_own_share_counts(sample_data: Path) -> None:
    found = pockets(open_store(sample_data), Scope(), Council(), measure="easy")
    told = [one.estimate_sentence for one in found.pockets if one.estimate_sentence]
    assert told, "a group with contacts must be found"
    assert all("of them than usual did not find it easy (" in sentence for sentence in told)
    found = pockets(open_store(sample_data), Scope(), Council(), measure="satisfied")
    assert "dissatisfied" not in " ".join([found.sentence, *(one.estimate_sentence for one in found.pockets)])


def test_a_fact_that_is_nowhere_recorded_is_not_called_the_same(tmp_path: Path) -> None:
    store = store_of(tmp_path, web=[(month, service, 100, 50) for month in MONTHS for service in (BINS, REPAIRS)])
    found = pockets(store, Scope(), Council(), measure="web_completion")
    assert "Not searched, because it is not recorded: weekday." in found.notes


def test_groups_that_overlap_have_no_total(tmp_path: Path) -> None:
    store = answered(
        tmp_path,
        ("Phone", REPAIRS, 300, 150),
        ("Website", REPAIRS, 1000, 250),
        ("Phone", BINS, 1000, 250),
        ("Website", BINS, 3000, 90),
    )
    found = pockets(store, Scope(), Council())
    share = find_share("dissatisfied")
    first, *others = found.search.pockets
    assert others
    apart = [replace(one, already_listed=0) for one in (first, *others)]
    total = sum(one.excess for one in apart)
    said = say_search(replace(found.search, pockets=tuple(apart)), share)
    assert f"About {total:,.0f} more people who answered are dissatisfied" in said
    overlapping = (first, replace(others[0], already_listed=7), *others[1:])
    assert say_search(replace(found.search, pockets=overlapping), share).endswith("clearly worse served than the rest.")


def test_half_as_many_again_is_not_said_to_find_the_same() -> None:
    now, more = Detectable(300, 21, 0.070), Detectable(450, 31, 0.0689)
    search = PocketSearch((), 9, (now,), (more,), 5000, 200, searched=True, reason="", folded={}, kept_apart=())
    assert "instead of" not in say_detectable(search, find_share("on_time"))


def test_who_raised_a_contact_is_said_in_words() -> None:
    assert people({"requester": "public"}, "contacts") == "contacts raised by the public"
    assert people({"requester": "staff"}, "contacts") == "contacts raised by staff"


def test_calls_are_not_called_a_survey(open_page: OpenPage) -> None:
    words = words_on(open_sections(open_page("hidden", share="Callers who gave up"), "trust"))
    assert "Shuffle which calls were given up, so that no group is worse than any other" in words
    assert "dissatisfied, so that nobody" not in words


def test_one_group_alone_is_no_split(tmp_path: Path) -> None:
    store = store_of(tmp_path, web=[(month, BINS, 100, 50) for month in MONTHS])
    with pytest.raises(CxError, match="In both periods there is one service only, Bins and recycling"):
        split_change(store, "web_completion", "service", Scope(), Council())
    with pytest.raises(CxError, match="In both periods no weekday is recorded"):
        split_change(store, "web_completion", "weekday", Scope(), Council())


def test_the_page_opens_on_a_split_that_varies(open_page: OpenPage, tmp_path: Path) -> None:
    rows = [(month, "phone", service, "", "", 50) for month in MONTHS for service in (BINS, REPAIRS)]
    load(tmp_path, contacts=rows)
    app = open_page("like_for_like", data=tmp_path / "data", split="Dealt with online")
    (by,) = (box for box in app.selectbox if box.label == "By which fact")
    assert by.value == "Service"
    assert not {"Channel", "Channel group"} & set(by.options)


@pytest.mark.parametrize("by", ["channel", "channel_group"])
def test_a_share_is_not_split_by_what_tells_it(sample_data: Path, by: str) -> None:
    with pytest.raises(CxError, match="'Dealt with online' is told by channel"):
        split_change(open_store(sample_data), "online_share", by, Scope(), Council())


def test_not_recorded_is_no_group_that_moved_the_figure() -> None:
    before = Side.of([500, 500], [100, 400], [500, 500])
    after = Side.of([500, 500], [200, 400], [500, 500])
    split = decompose(["Not recorded", "web"], before, after)
    said = say_terms(find_measure("on_time"), DIMENSIONS["channel"], split)
    assert said == "No single group moved the figure."


def test_answers_are_not_called_people_where_some_answered_again(sample_data: Path) -> None:
    store = open_store(sample_data)
    ((rated, customers),) = store.tuples(
        "select count(*), count(distinct coalesce(customer_key::varchar, file_id || '-' || row_number)) from responses "
        "where score is not null"
    )
    assert rated > customers, "some customers of the sample answer more than once"
    said = findings.headline(query(store, "dissatisfied", (), Scope()))
    assert said.endswith(f"of {rated:,} answers to the question")
