"""Contacts that another followed: the worked example of repeat contact, and its boundary cases by hand."""

from pathlib import Path

import pytest

from cxdata.analysis.came_back.first_time import first_time
from cxdata.analysis.came_back.known import known_by_channel
from cxdata.analysis.came_back.matters import came_back
from cxdata.analysis.came_back.pairs import pairs
from cxdata.analysis.came_back.shares import chased, phoned
from cxdata.analysis.came_back.ways import Ways, say_known, say_left_out, say_ways, ways
from cxdata.council import Council, UnitCost
from cxdata.errors import CxError
from cxdata.scope import Scope
from cxdata.store import Store
from tests.analysis.came_back.small import row, store_of
from tests.analysis.came_back.test_matters import WORKED, contacts
from tests.cli.terminal import run

END = row(60, "Z", "Post", "Other")
"""A last contact long after the others, so that all of them can be judged."""


def pairs_of(result: Ways) -> dict[tuple[str, str], float]:
    return {(way.channel, way.after): way.judged for way in result.ways if way.after}


def again(store: Store, scope: Scope | None = None, days: int = 14) -> tuple[float, float]:
    """How many contacts were followed by another, of how many that can be judged."""
    result = ways(store, scope or Scope(), Council(), days=days)
    return result.again, result.total("judged")


def test_the_worked_example(tmp_path: Path) -> None:
    """First contact resolution of 14 days to 15 February 2025: 9 contacts can be judged, after 5 nobody came back; five
    matters, two settled by one contact, 1.8 contacts each; one without a reference, one too recent (and one that sets
    the end of the data).
    """
    store = contacts(tmp_path, WORKED)
    result = ways(store, Scope(), Council())
    assert (result.total("judged"), result.again) == (9, 4)
    assert result.total("contacts") - result.total("known") == 1
    assert result.total("recent") == 2
    frame = came_back(store, Scope(), Council()).frame
    assert (frame["numerator"].sum(), frame["denominator"].sum()) == (3, 5)
    [(judged, matters)] = store.tuples("select sum(contacts_14), sum(matters_14) from matters_by_month")
    assert float(judged) / float(matters) == 1.8
    assert say_left_out(result) == (
        "2 contacts from 2 February 2025 on are left out: nobody can say yet who comes back within 14 days.",
    )


CASES: dict[str, tuple[list[tuple[float, str, str]], tuple[float, float]]] = {
    "same day": ([(0, "A", "Phone"), (0.01, "A", "Phone")], (1, 2)),
    "midnight": ([(14.6249, "A", "Phone"), (14.6251, "A", "Phone")], (1, 2)),  # a minute before it, and one after
    "web then web": ([(0, "A", "Web"), (2, "A", "Web")], (1, 2)),
    "14 days": ([(0, "A", "Phone"), (14, "A", "Phone")], (1, 2)),
    "a moment more": ([(0, "A", "Phone"), (14.001, "A", "Phone")], (0, 2)),
    "two customers": ([(0, "A", "Phone"), (2, "B", "Phone")], (0, 2)),
    "summer time": ([(76, "A", "Phone"), (90, "A", "Phone")], (1, 2)),  # over 30 March 2025, when clocks go forward
}
"""Contacts about a service of their own (day, customer, channel), and how many were followed, of how many judged."""


def test_what_follows_what(tmp_path: Path) -> None:
    """One customer has contacts about several services: those about one never follow those about another."""
    rows = [row(day, who, channel, service) for service, (told, _) in CASES.items() for day, who, channel in told]
    store = store_of(tmp_path, [*rows, row(140, "Z", "Post", "Other")])
    found: dict[str, tuple[float, float]] = {}
    for _, after, service, count in pairs(store, Scope(), Council(), by=("service",)):
        followed, judged = found.get(service, (0, 0))
        found[service] = (followed + (count if after else 0), judged + count)
    assert found == {service: counted for service, (_, counted) in CASES.items()}


def test_other_days(tmp_path: Path) -> None:
    store = store_of(tmp_path, [row(0, "A"), row(5, "A"), row(25, "A"), END])
    assert [again(store, days=days) for days in (4, 5, 7, 19, 20, 28)] == [
        (0, 3),
        (1, 3),
        (1, 3),
        (1, 3),
        (2, 3),
        (2, 3),
    ]
    for days, counted in {7: (1, 2), 10: (1, 2), 28: (1, 1)}.items():
        frame = came_back(store, Scope().with_choice("service", "Waste"), Council(), days=days).frame
        assert (frame["numerator"].sum(), frame["denominator"].sum()) == counted


def test_staff_are_left_out_unless_asked_in(tmp_path: Path) -> None:
    """The second contact was raised by staff: it is no contact of the scope, and still the customer came back."""
    store = store_of(tmp_path, [row(0, "A"), row(2, "A", by="staff"), END])
    assert again(store) == (1, 1)
    assert again(store, Scope(include_staff=True)) == (1, 2)


def test_a_shared_reference_is_left_out_and_said(tmp_path: Path) -> None:
    """A partner agency under one reference, 10,000 contacts in 50 days, among 40 people of whom four came back."""
    people = [row(day, f"P{day}") for day in range(40)] + [row(day + 1, f"P{day}") for day in range(4)]
    partner = [row(number / 200, "PARTNER") for number in range(10_000)]
    result = ways(store_of(tmp_path, [*people, *partner, END]), Scope(), Council())
    assert (result.again, result.total("judged")) == (4, 44)
    assert say_left_out(result)[-1] == (
        "10,000 contacts are left out whose reference came more than 20 times about one service in 28 days: a shared "
        "reference, no one person’s."
    )


def test_references_missing_for_one_channel(tmp_path: Path) -> None:
    """Calls without a reference: nobody can say who phoned after a form; of all contacts 60 in 100 can be followed."""
    forms = [row(day, f"P{day}", "Web") for day in range(30)]
    calls = [row(day + 1, "") for day in range(15)]
    store = store_of(tmp_path, [*forms, *calls, END])
    known = {one.channel: (one.contacts, one.known) for one in known_by_channel(store, Scope(), Council())}
    assert known == {"phone": (15, 0), "post": (1, 1), "web": (30, 30)}
    with pytest.raises(
        CxError, match="Nobody can say who phones after a form or comes back by phone: too few calls carry"
    ):
        phoned(store, Scope(), Council())
    assert came_back(store, Scope(), Council()).frame["numerator"].sum() == 0


def test_what_contacts_without_a_reference_do_to_the_figure(tmp_path: Path) -> None:
    """150 calls, 100 of them known, of which 20 were followed: of all 13 to 46 in 100, 20 if alike."""
    known = [row(day % 40, f"P{day}") for day in range(80)] + [row(day % 40 + 1, f"P{day}") for day in range(20)]
    result = ways(
        store_of(tmp_path, [*known, *(row(day % 40, "") for day in range(50)), row(60, "Z")]), Scope(), Council()
    )
    assert (result.again, result.total("judged")) == (20, 100)
    low, high = result.bounds
    assert (round(low, 2), round(high, 2)) == (0.13, 0.46)
    assert say_known(result) == (
        "33 in 100 contacts carry no customer reference and cannot be followed. So of all contacts 13 to 46 in 100 "
        "were followed by another; 20 in 100 if they are like the others of their channel."
    )


def test_whose_case_was_open(tmp_path: Path) -> None:
    """Three came back: before the case was closed, after it, and while a case that never was closed stood open."""
    cases = [
        *(row(0, "A", closed=5), row(2, "A", closed=3)),
        *(row(0, "B", closed=1), row(2, "B", closed=3)),
        *(row(0, "C"), row(2, "C", closed=3)),
        *(row(0, f"D{number}", closed=1) for number in range(6)),
    ]
    frame = chased(store_of(tmp_path, [*cases, END]), Scope(), Council()).frame.set_index("service")
    assert tuple(frame.loc["Waste", ["numerator", "denominator"]]) == (2, 12)


def test_where_no_file_says_when_cases_are_closed_nobody_chased(tmp_path: Path) -> None:
    result = ways(store_of(tmp_path, [row(0, "A"), row(2, "A"), END]), Scope(), Council())
    assert (result.again, result.total("chased")) == (1, 0)


def test_the_ways_back_and_their_cost(tmp_path: Path) -> None:
    """Two phoned after a form, one came to the counter: 2 × £3 and 1 × £9, of which the counter has no cost here."""
    rows = [*(row(0, name, "Web") for name in "ABC"), row(1, "A"), row(1, "B"), row(1, "C", "Counter"), END]
    costs = (UnitCost("phone", 3.0, 2020, "our own", low=2.0, high=4.0),)
    result = ways(store_of(tmp_path, rows), Scope(), Council(unit_costs=costs))
    assert pairs_of(result) == {("web", "phone"): 2, ("web", "face_to_face"): 1}
    assert (result.pounds, result.unpriced) == ((4.0, 6.0, 8.0), 1)
    assert say_ways(result) == "Of 3 who came back most went web then phone and web then face to face (100 in 100)"


def test_one_row_says_nothing(tmp_path: Path) -> None:
    result = ways(store_of(tmp_path, [row(0, "A")]), Scope(), Council())
    assert (result.again, result.total("judged"), result.enough) == (0, 0, False)
    assert say_ways(result) == "Nobody can say yet who came back within 14 days"


def test_one_contact_that_is_too_new_is_said_to_be_so(tmp_path: Path) -> None:
    store = store_of(tmp_path, [row(0, "A")])
    result = ways(store, Scope(), Council())
    assert say_left_out(result)[0].startswith("1 contact from 24 December 2024 on is left out: nobody can say yet who")
    assert say_ways(result) == "Nobody can say yet who came back within 14 days"
    said = first_time(store, Scope(), Council()).sentence
    assert said == "Too few contacts are old enough to say after how many nobody came back"


def test_most_is_said_of_more_than_half_only(tmp_path: Path) -> None:
    ways_back = ["Phone", "Web", "Post", "Counter", "Email"]
    rows = [row(shift, f"{channel}{shift}", channel) for channel in ways_back for shift in (0, 3)]
    rows += [row(shift + 2, f"{channel}{shift}", channel) for channel in ways_back for shift in (0, 3)]
    said = say_ways(ways(store_of(tmp_path, [*rows, END]), Scope(), Council()))
    assert said.startswith("Of 10 who came back the commonest ways were e-mail then e-mail and face to face then")
    assert said.endswith("(40 in 100)")


def test_where_calls_carry_no_reference_the_finding_says_so_first(tmp_path: Path) -> None:
    rows = [row(number % 30, f"P{number}", "Web", "Waste" if number % 2 else "Tax") for number in range(200)]
    store_of(tmp_path, [*rows, *(row(number % 30, "") for number in range(60)), END])
    said = run(tmp_path / "data", "repeat").out
    assert said.startswith("Nobody can say who phones after a form or comes back by phone: too few calls carry a")
