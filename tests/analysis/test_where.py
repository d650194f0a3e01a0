"""What is said first about wards: the cluster with its figure against the rest, a ward alone, or neither."""

from datetime import date

import pytest

from cxdata.analysis.groups import Verdict
from cxdata.analysis.hotspots.finding import say_where
from cxdata.analysis.hotspots.neighbourhoods import Figures, neighbourhood
from cxdata.analysis.hotspots.steadied import say_steadied, steadied
from cxdata.analysis.hotspots.wards import Hotspots, hotspots
from cxdata.analysis.ward import Beside, beside_council, questions_of, say_ward
from cxdata.council import Council
from cxdata.measures import find_measure
from cxdata.measures.query import query
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.stats.areas.clusters import Cluster
from cxdata.store import Store, current_path
from tests.charts.answers import NAN, answer

RATE, SHARE = find_measure("contacts_per_1000"), find_measure("dissatisfied")
FIGURES = {
    "Abbey": Figures(30, 1000, 30.0),
    "Barton": Figures(90, 2000, 45.0),
    "Carfax": Figures(10, 1000, 10.0),
    "Dene": Figures(20, 2000, 10.0),
}
EVEN = [(f"Ward {number}", 20, 200 + 10 * number) for number in range(20)]


@pytest.fixture(scope="module")
def store(sample_data) -> Store:
    return Store(current_path(sample_data))


def year() -> Scope:
    return Scope(Period(date(2025, 9, 1), date(2026, 9, 1)))


# A cluster as one area


def test_the_figure_of_a_cluster_is_that_of_its_people_together():
    """30 + 90 contacts of 3,000 residents are 40 for each 1,000, not the 37.5 of the two wards' middle."""
    area = neighbourhood(RATE, Cluster(True, ("Abbey", "Barton"), 120, 3000), ["Carfax"], FIGURES, clear=True)
    assert (area.wards, area.here, area.rest) == (("Abbey", "Barton"), 40.0, 10.0)
    assert (area.worse, area.sure) == (True, "clear")


def test_a_ward_named_alone_is_drawn_with_those_that_touch_it():
    area = neighbourhood(RATE, Cluster(True, ("Abbey",), 30, 1000), ["Barton", "Nobody"], FIGURES, clear=False)
    assert (area.named, area.wards, area.here) == (("Abbey",), ("Abbey", "Barton"), 40.0)


def test_figures_on_the_wrong_side_are_not_said():
    area = neighbourhood(RATE, Cluster(False, ("Abbey", "Barton"), 120, 3000), [], FIGURES, clear=True)
    assert (str(area.here), str(area.rest)) == ("nan", "nan")


def test_of_a_measure_that_should_be_high_the_low_side_is_the_worse():
    high = find_measure("satisfied")
    low = neighbourhood(high, Cluster(False, ("Carfax",), 10, 1000), [], FIGURES, clear=True)
    assert low.worse
    assert not neighbourhood(SHARE, Cluster(False, ("Carfax",), 10, 1000), [], FIGURES, clear=True).worse


# The sentence


def test_the_cluster_of_the_sample_is_said_with_its_figure_against_the_rest(store):
    scope = year()
    wards, whole = query(store, RATE, ("ward",), scope), query(store, RATE, (), scope)
    result = hotspots(store, "contacts", scope, Council())
    rows = store.tuples(
        """
        with c as (select ward::varchar ward, sum(count) n from contacts where requester <> 'staff'
                   and received_at >= '2025-09-01' and received_at < '2026-09-01' group by 1),
             p as (select ward::varchar ward, sum(residents) r from population where characteristic = 'all' group by 1)
        select 1000 * sum(n) filter (where ward in ('Larkrise Hill', 'Quarn Heath'))
                    / sum(r) filter (where ward in ('Larkrise Hill', 'Quarn Heath')),
               1000 * sum(n) filter (where ward not in ('Larkrise Hill', 'Quarn Heath'))
                    / sum(r) filter (where ward not in ('Larkrise Hill', 'Quarn Heath'))
        from c join p using (ward)
        """
    )
    here, rest = (float(number) for number in rows[0])
    sentence = say_where(wards, whole, result)
    assert sentence == (
        f"Contacts per 1,000 residents: {here:.1f} in Larkrise Hill and Quarn Heath, {rest:.1f} elsewhere, "
        "more than chance"
    )
    assert len(sentence.split()) <= 20


def test_a_ward_alone_is_named_where_no_cluster_may_be_shown():
    wards = answer("dissatisfied", ["ward"], [*EVEN, ("Mill", 90, 300)])
    whole = answer("dissatisfied", [], [(490, 6200)])
    assert say_where(wards, whole, None) == "Dissatisfied: Mill stands out alone, 30.0% against 7.9% overall"


def test_nothing_more_than_chance_is_said_in_so_many_words():
    wards, whole = answer("dissatisfied", ["ward"], EVEN), answer("dissatisfied", [], [(400, 5900)])
    assert say_where(wards, whole, None) == "Dissatisfied: no single ward stands out; 6.8% overall"


def test_wards_alike_at_an_end_are_counted_since_none_of_them_is_the_one():
    """Published counts are rounded to fives: the drawing named another of two alike than the sentence did."""
    alike = answer("contacts", ["ward"], [("Abbey", 5), ("Barton", 30), ("Castle", 5)])
    assert say_where(alike, answer("contacts", [], [(40,)]), None) == "Contacts: from 5 in 2 wards to 30 in Barton"
    same = answer("contacts", ["ward"], [("Abbey", 5), ("Castle", 5)])
    assert say_where(same, answer("contacts", [], [(10,)]), None) == "Contacts: 5 in 2 wards"


def test_what_chance_has_no_test_for_names_both_ends():
    wards = answer("contacts", ["ward"], [("Abbey", 5), ("Barton", 30), ("Not recorded", 99)])
    assert say_where(wards, answer("contacts", [], [(134,)]), None) == "Contacts: from 5 in Abbey to 30 in Barton"


@pytest.mark.parametrize("measure", ["contacts", "dissatisfied", "days_to_close", "closed_over_limit", "easy"])
def test_every_first_sentence_of_the_sample_has_at_most_twenty_words(store, measure):
    result = hotspots(store, measure, year(), Council())
    wards = query(store, result.measure, ("ward",), year())
    assert len(say_where(wards, query(store, result.measure, (), year()), result).split()) <= 20


def test_steadied_wards_lie_between_their_figure_and_the_overall_one(store):
    result: Hotspots = hotspots(store, "contacts", year(), Council())
    wards = query(store, RATE, ("ward",), year())
    steady = steadied(wards, result)
    assert steady is not None
    counted = dict(zip(wards.frame["ward"], wards.frame["value"], strict=True))
    centre = float(query(store, RATE, (), year()).frame["value"].iloc[0])
    shown = {name: value for name, value in zip(steady.frame["ward"], steady.frame["value"], strict=True) if value > 0}
    assert len(shown) == 24
    for name, value in shown.items():
        assert min(counted[name], centre) - 0.01 <= value <= max(counted[name], centre) + 0.01
    assert say_steadied(steady) == (
        f"Contacts per 1,000 residents: once small wards are steadied, the wards run from {min(shown.values()):.1f} "
        f"to {max(shown.values()):.1f}"
    )


# One ward


def test_a_ward_is_judged_against_all_others_together():
    wards = answer("dissatisfied", ["ward"], [*EVEN, ("Mill", 90, 300), ("Not recorded", 5, 100)])
    whole = answer("dissatisfied", [], [(495, 6300)])
    mine = beside_council(wards, whole, "Mill", ("Ward 1", "Ward 2"))
    assert (mine.value, mine.council, mine.verdict) == (0.3, pytest.approx(495 / 6300), Verdict.WORSE)
    assert [name for name, _ in mine.alike] == ["Ward 1", "Ward 2"]
    assert len(mine.others) == 18, "neither itself nor what has no ward"
    assert say_ward("Mill", [mine]) == "Worse in Mill than in the council: more dissatisfied (30.0%, council 7.9%)"


def test_a_rate_is_judged_by_the_outer_lines_of_the_funnel():
    rows = [(f"Ward {number}", 100, 1000) for number in range(20)]
    wards = answer("contacts_per_1000", ["ward"], [*rows, ("Mill", 200, 1000)])
    mine = beside_council(wards, answer("contacts_per_1000", [], [(2200, 21000)]), "Mill", ())
    assert mine.verdict is Verdict.DIFFERENT
    assert say_ward("Mill", [mine]) == "Different in Mill: more contacts per 1,000 (200.0, council 104.8)"


def test_nothing_different_and_nothing_known_are_two_sentences():
    wards, whole = answer("dissatisfied", ["ward"], EVEN), answer("dissatisfied", [], [(400, 5900)])
    alike = beside_council(wards, whole, "Ward 3", ())
    assert say_ward("Ward 3", [alike]) == ("Nothing in Ward 3 differs from the rest of the council by more than chance")
    unknown = beside_council(wards, whole, "Elsewhere", ())
    assert say_ward("Ward 3", [alike, unknown]).endswith("by more than chance; too few to judge 1 of 2 figures")
    assert unknown.note == "no data"
    assert "no data is not the same as no need" in say_ward("Elsewhere", [unknown])


def test_the_first_of_several_differences_is_the_widest_and_the_sentence_keeps_to_twenty_words():
    def of(measure: str, value: float, verdict: Verdict) -> Beside:
        others = (("A", 0.5), ("B", 0.6))
        return Beside(find_measure(measure), value, NAN, NAN, 500.0, "", 0.55, (), others, verdict)

    several = [
        of("on_time", 0.54, Verdict.WORSE),
        of("satisfied", 0.4, Verdict.WORSE),
        of("closed_over_limit", 0.9, Verdict.WORSE),
        of("online_share", 0.9, Verdict.BETTER),
    ]
    sentence = say_ward("Town & Minster", several)
    assert sentence == (
        "Worse in Town & Minster than in the council: more slow to close (90.0%, council 55.0%); 3 more differ"
    )
    assert len(sentence.split()) <= 20


def test_less_of_what_is_bad_cannot_be_taken_for_more():
    """'Better in Mill: slow to close 11.4%' was read as a fault of Mill's."""
    late = Beside(find_measure("closed_over_limit"), 0.114, NAN, NAN, 500.0, "", 0.152, (), (), Verdict.BETTER)
    glad = Beside(find_measure("satisfied"), 0.951, NAN, NAN, 500.0, "", 0.92, (), (), Verdict.BETTER)
    assert say_ward("Mill", [late, glad]) == (
        "Better in Mill than in the council: fewer slow to close (11.4%, council 15.2%) and more satisfied (95.1%, "
        "council 92.0%)"
    )


def test_there_are_three_questions_and_the_first_is_about_what_is_worse():
    wards = answer("dissatisfied", ["ward"], [*EVEN, ("Mill", 90, 300)])
    mine = beside_council(wards, answer("dissatisfied", [], [(490, 6200)]), "Mill", ())
    first, *others = questions_of("Mill", [mine])
    assert first == "“Dissatisfied”: 30.0% in Mill, 7.9% in all. What will be different, and by when?"
    assert len(others) == 2
