"""What changed, what was promised and one ward beside the council, out of counts as shown."""

from datetime import date

from cxdata.council import Council
from cxdata.council.model import Target
from cxdata.overview import Mood
from cxdata.published.tables import CHOOSE, changes, promised, ward
from cxdata.published.tiles import tile_of
from cxdata.scope import Scope
from tests.published_view.conftest import Q1, Q1_BEFORE, counts, shares

ALL = ()
ABBEY, CASTLE = (("ward", "Abbey"),), (("ward", "Castle"),)
OF_ABBEY = Scope(period=Q1).with_choice("ward", "Abbey")


def test_what_changed_by_more_than_chance_stands_first_and_in_the_finding(reading_of):
    reading = reading_of(
        shares("satisfied", {ALL: (900, 100)}),
        shares("satisfied", {ALL: (900, 100)}, Q1_BEFORE),
        shares("dissatisfied", {ALL: (100, 900)}),
        shares("dissatisfied", {ALL: (50, 950)}, Q1_BEFORE),
        counts("contacts", {ALL: (45,)}),
        counts("contacts", {ALL: (20,)}, Q1_BEFORE),
    )
    exhibit = changes(reading, ("satisfied", "contacts", "dissatisfied"))
    assert exhibit.finding == "Worse in a year: Dissatisfied"
    assert exhibit.rows.to_numpy().tolist() == [
        ["Dissatisfied", "5.0% of 1,000", "10.0% of 1,000", "worse by 5.0 points"],
        ["Satisfied", "90.0% of 1,000", "90.0% of 1,000", "about the same"],
        ["Contacts", "20", "45", "from about 20 to about 45, too few to say more"],
    ]
    assert list(exhibit.rows.columns) == ["Measure", "2025/26 Q1", "2026/27 Q1", "Change"]


def test_where_nothing_changed_it_says_so(reading_of):
    same = {ALL: (900, 100)}
    reading = reading_of(shares("satisfied", same), shares("satisfied", same, Q1_BEFORE))
    finding = changes(reading, ("satisfied", "contacts")).finding
    assert finding == "Of 1 measure none changed in a year by more than chance and rounding"


def test_where_nobody_can_compare_it_does_not_say_that_nothing_changed(reading_of):
    """Shares of 10 and 20 people: too few answers for a share in either year."""
    few, fewer = {ALL: (10, 5)}, {ALL: (5, 5)}
    reading = reading_of(shares("satisfied", few), shares("satisfied", fewer, Q1_BEFORE))
    finding = changes(reading, ("satisfied",)).finding
    assert finding == "Too few are published to tell whether anything changed in a year"


def test_a_tile_has_its_change_and_how_sure_it_is(reading_of):
    reading = reading_of(
        shares("dissatisfied", {ALL: (50, 950)}),
        shares("dissatisfied", {ALL: (100, 900)}, Q1_BEFORE),
        counts("complaints", {ALL: (110,)}),
        counts("complaints", {ALL: (100,)}, Q1_BEFORE),
    )
    better = tile_of(reading, "dissatisfied")
    assert (better.value, better.change.words, better.change.mood) == (
        "5.0%",
        "better by 5.0 points on the year",
        Mood.GOOD,
    )
    assert tile_of(reading, "complaints").change.words == "up 10% on the year, may be chance"


def test_a_tile_of_a_few_says_how_few_it_may_be(reading_of):
    reading = reading_of(
        shares("satisfied", {ALL: (900, 100), ABBEY: (20, 5), CASTLE: (880, 95)}),
        counts("contacts", {ALL: (100,), ABBEY: (0,), CASTLE: (100,)}),
        scope=OF_ABBEY,
    )
    few = tile_of(reading, "satisfied")
    assert (few.value, few.remark) == ("–", "fewer than 30, as published")
    assert tile_of(reading, "contacts").value == "0 to 4"


def test_targets_are_judged_on_100_people_and_more(reading_of):
    council = Council(
        targets=(
            Target("satisfied", date(2025, 4, 1), low=0.95),
            Target("dissatisfied", date(2025, 4, 1), high=0.2),
            Target("easy", date(2025, 4, 1), low=0.5),
            Target("on_time", date(2026, 5, 1), low=0.5),
        )
    )
    reading = reading_of(
        shares("satisfied", {ALL: (900, 100)}),
        shares("dissatisfied", {ALL: (100, 900)}),
        shares("easy", {ALL: (75, 20)}),
        shares("on_time", {ALL: (75, 25)}),
        council=council,
    )
    exhibit = promised(reading)
    verdicts = dict(zip(exhibit.rows["Target"], exhibit.rows["Met?"], strict=True))
    assert verdicts == {
        "Satisfied": "missed",  # 90 %, from 88 to 92
        "Dissatisfied": "met",  # 10 %, from 8 to 12
        "Easy": "too few to say in the published view",  # 95 people
    }  # and that of on time began in the middle of the quarter
    assert exhibit.finding == "Of 3 targets 1 met, 1 missed, 0 too close to say; 1 not judged here"


WARDS = {ALL: (900, 100), ABBEY: (150, 50), CASTLE: (750, 50)}


def test_a_ward_is_told_apart_from_the_rest_in_the_right_sense(reading_of):
    exhibit = ward(reading_of(shares("satisfied", WARDS), scope=OF_ABBEY), ("satisfied",))
    assert exhibit.finding == "Worse in Abbey than in the council: fewer satisfied (75%, council 90.0%)"
    castle = Scope(period=Q1).with_choice("ward", "Castle")
    exhibit = ward(reading_of(shares("satisfied", WARDS), scope=castle), ("satisfied",))
    assert exhibit.finding == "Better in Castle than in the council: more satisfied (93.8%, council 90.0%)"


def test_targets_beside_a_ward_are_said_to_be_the_whole_councils(reading_of):
    council = Council(targets=(Target("satisfied", date(2025, 4, 1), low=0.95),))
    exhibit = promised(reading_of(shares("satisfied", WARDS), scope=OF_ABBEY, council=council))
    assert exhibit.finding == "The whole council, whatever is chosen: of 1 targets 0 met, 1 missed, 0 too close to say"
    assert list(exhibit.rows["Figure"]) == ["90.0% of 1,000"]


def test_without_a_ward_all_are_shown_and_a_choice_is_asked_for(reading_of):
    exhibit = ward(reading_of(shares("satisfied", WARDS)), ("satisfied",))
    assert exhibit.finding == CHOOSE
    assert list(exhibit.rows["Ward"]) == ["Abbey", "Castle"]
