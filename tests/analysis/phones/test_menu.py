"""The menu: places read out of names, moves, before and since by option, and what another order would do."""

from datetime import date, datetime
from pathlib import Path

import pytest

from cxdata.analysis.phones.menu import NO_MOVE, menu_change, order_of_menu
from cxdata.analysis.phones.order import by_place
from cxdata.analysis.phones.positions import Place, moves_of, place_of
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.scope import Scope
from cxdata.settings import read_settings
from cxdata.store import open_store
from tests.analysis.phones.conftest import Load, week_of_calls

DAY = date(2026, 1, 5)


@pytest.mark.parametrize(
    ("option", "place"),
    [
        ("1 Bills and payments", Place(1, "bills and payments")),
        ("Option 2: Moving home", Place(2, "moving home")),
        ("Press 3 for Parking", Place(3, "parking")),
        ("4. Rent", Place(4, "rent")),
        ("Opt 10 - Repairs", Place(10, "repairs")),
        ("(5) Benefits", Place(5, "benefits")),
        ("Repairs", None),
        ("24 hour line", Place(24, "hour line")),
        ("Not recorded", None),
    ],
)
def test_the_place_that_a_name_says(option: str, place: Place | None) -> None:
    assert place_of(option) == place


def test_an_option_has_moved_where_one_number_ends_and_another_begins() -> None:
    day = date(2026, 1, 5)
    before, after = date(2025, 1, 1), date(2026, 12, 31)
    names = [
        ("Housing", "2 Repairs", before, date(2026, 1, 4)),
        ("Housing", "1 Repairs", day, after),
        ("Housing", "1 Rent", before, date(2026, 1, 4)),
        ("Housing", "2 Rent", day, after),
        ("Waste", "1 Bins", before, after),
        ("Waste", "2 Bins", before, after),  # both at once: two options
    ]
    found = [(move.words, move.old_number, move.new_number, move.day) for move in moves_of(names)]
    assert found == [("repairs", 2, 1, day), ("rent", 1, 2, day)]


def test_the_new_menu_of_the_sample_helped_on_every_option(sample_data: Path) -> None:
    store, council = open_store(sample_data), read_settings(sample_data)
    found = menu_change(store, Scope(), council, on=date(2025, 10, 1), title="New phone menu")
    own = [option for option in found.options if not option.queue.startswith("Adult")]
    assert len(own) == 8
    assert all(option.verdict.value == "better than the rest" for option in own)
    assert (found.before_period, found.season) == ("7 October 2024 to 28 September 2025", True)
    assert found.since_period == "6 October 2025 to 27 September 2026"
    # Calls are no verdict: there are about as many as before.
    assert all(0.9 < option.calls_since / option.calls_before < 1.1 for option in own)
    assert found.expected == NO_MOVE


def moved(when: datetime, queue: str, option: str) -> float:
    """Whoever is first in the menu of Housing is answered sooner; the other queues are as they were."""
    return {"1": 0.06, "2": 0.14, "3": 0.1}[option[0]]


def test_an_option_that_moved_up_says_what_a_move_could_do(load_calls: Load) -> None:
    """Repairs goes from 2 to 1, rent down, three others stay: 8 points fewer of its callers give up."""
    stay = [("Tax", "3 Bills"), ("Waste", "3 Bins"), ("General", "3 Else")]
    rows = [
        *week_of_calls(
            11,
            weeks=20,
            gives_up=moved,
            options=[("Housing", "1 Rent"), ("Housing", "2 Repairs"), *stay],
            start=datetime(2025, 8, 18),
        ),
        *week_of_calls(
            12,
            weeks=20,
            gives_up=moved,
            options=[("Housing", "2 Rent"), ("Housing", "1 Repairs"), *stay],
            start=datetime(2026, 1, 5),
        ),
    ]
    store = open_store(load_calls(rows))
    moves = order_of_menu(store, Scope(), Council())
    assert [(move.old, move.new, move.day) for move in moves] == [
        ("2 Repairs", "1 Repairs", DAY),
        ("1 Rent", "2 Rent", DAY),
    ]
    found = menu_change(store, Scope(), Council(), on=DAY)
    by_name = {option.option: option for option in found.options}
    assert (by_name["1 Repairs"].was, by_name["1 Repairs"].places) == ("2 Repairs", -1)
    assert by_name["1 Repairs"].verdict.value == "better than the rest"
    assert by_name["2 Rent"].verdict.value == "worse than the rest"
    assert by_name["3 Bins"].verdict.value == "like the rest"
    assert (
        found.sentence
        == "Since 5 January 2026 fewer callers gave up on 1 of 5 options and more callers gave up on 1 of 5 options"
    )
    assert found.expected.startswith("1 option moved up and 3 stayed where they were: beside those, ")
    assert "fewer callers gave up on what moved up" in found.expected
    assert not found.season
    assert "season" in found.notes[0]
    places = {
        group.level: group for group in by_place(store, Scope(), Council()) if group.measure.id == "abandoned_share"
    }
    assert places["1"].share < places["3"].share < places["2"].share


def test_too_few_weeks_are_refused_in_words(load_calls: Load) -> None:
    store = open_store(
        load_calls(week_of_calls(13, weeks=8, gives_up=moved, options=[("Tax", "1 Bills"), ("Tax", "2 Else")]))
    )
    with pytest.raises(CxError, match="fewer than 6 weeks of calls before 5 January 2026, or since"):
        menu_change(store, Scope(), Council(), on=DAY)
