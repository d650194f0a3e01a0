"""Hidden by the average, of shown figures: the story it was made for, its opposite, nothing, and far too much."""

from cxdata.published.worse import find_worse, worse
from cxdata.scope import Scope
from tests.published_view.conftest import Q1, shares

ALL = ()


def facts(**levels):
    return tuple(levels.items())


# Of 2,000 answers 5 % are dissatisfied; of the 200 businesses on council tax a quarter are.
STORY = {
    ALL: (140, 1860),
    facts(customer_type="Business"): (65, 535),
    facts(customer_type="Resident"): (75, 1325),
    facts(service="Council tax"): (80, 620),
    facts(service="Waste"): (60, 1240),
    facts(service="Council tax", customer_type="Business"): (50, 150),
    facts(service="Council tax", customer_type="Resident"): (30, 470),
    facts(service="Waste", customer_type="Business"): (15, 385),
    facts(service="Waste", customer_type="Resident"): (45, 855),
}


def names(reading, measure="dissatisfied"):
    return [one.name for one in find_worse(reading, measure)[0]]


def test_the_group_behind_the_average_is_found_and_those_that_only_hold_it_are_not_named(reading_of):
    reading = reading_of(shares("dissatisfied", STORY))
    # All businesses (10.8 %) and all on council tax (11.4 %) are worse by that group alone: without it 3.8 and 6 %.
    assert names(reading) == ["Business, Council tax"]
    exhibit = worse(reading, "dissatisfied")
    # 140 - 50 of 2,000 - 200: 5 % of the rest.
    assert exhibit.finding == "Business, Council tax: 25.0% dissatisfied, against 5.0% of the rest"
    assert list(exhibit.rows["Of (answers to the question)"]) == ["200"]
    assert "Looked at 8 groups" in exhibit.notes[0]


def test_a_wider_group_that_is_worse_throughout_is_named_in_place_of_its_parts(reading_of):
    throughout = {
        ALL: (150, 1850),
        facts(customer_type="Business"): (100, 500),
        facts(customer_type="Resident"): (50, 1350),
        facts(service="Council tax"): (75, 925),
        facts(service="Waste"): (75, 925),
        facts(service="Council tax", customer_type="Business"): (50, 250),
        facts(service="Council tax", customer_type="Resident"): (25, 675),
        facts(service="Waste", customer_type="Business"): (50, 250),
        facts(service="Waste", customer_type="Resident"): (25, 675),
    }
    assert names(reading_of(shares("dissatisfied", throughout))) == ["Business"]


def test_a_group_that_fares_better_is_never_called_worse(reading_of):
    # The same numbers of those who found it easy: the businesses on council tax now fare best of all.
    better = {key: (others, yes) for key, (yes, others) in STORY.items()}
    assert "Business, Council tax" in names(reading_of(shares("easy", better)), "easy")
    assert sorted(names(reading_of(shares("easy", STORY)), "easy")) == ["Resident", "Waste"]


def test_where_all_fare_alike_it_says_that_none_is_worse_and_how_many_were_looked_at(reading_of):
    alike = {ALL: (100, 1900), facts(service="Council tax"): (50, 950), facts(service="Waste"): (50, 950)}
    exhibit = worse(reading_of(shares("dissatisfied", alike)), "dissatisfied")
    assert exhibit.finding == "Dissatisfied: none of 2 groups fares worse than the rest by more than chance"
    assert exhibit.chart is None


def test_groups_of_fewer_than_100_are_not_named_however_badly_they_fare(reading_of):
    small = {ALL: (140, 1860), facts(service="Council tax"): (90, 5), facts(service="Waste"): (50, 1855)}
    exhibit = worse(reading_of(shares("dissatisfied", small)), "dissatisfied")
    assert "Council tax" not in exhibit.finding
    assert not len(exhibit.rows)


def test_of_a_choice_only_groups_within_it_are_named(reading_of):
    of_waste = Scope(period=Q1).with_choice("service", "Waste")
    assert names(reading_of(shares("dissatisfied", STORY), scope=of_waste)) == []
    of_tax = Scope(period=Q1).with_choice("service", "Council tax")
    assert names(reading_of(shares("dissatisfied", STORY), scope=of_tax)) == ["Business, Council tax"]


def test_among_many_groups_that_are_alike_none_is_named_for_the_looking(reading_of):
    """60 wards of 200 with 5 to 15 dissatisfied: one alone would pass at 5 in 100, none does among so many."""
    wards = {facts(ward=f"Ward {place:02d}"): (5 * (1 + place % 3), 200 - 5 * (1 + place % 3)) for place in range(60)}
    yes = sum(counts[0] for counts in wards.values())
    assert names(reading_of(shares("dissatisfied", {ALL: (yes, 200 * 60 - yes), **wards}))) == []
