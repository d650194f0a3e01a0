"""Columns of people by their values: the share of different values that look like a person; a heading only asks."""

import pytest

from cxdata.ingest.privacy.people import looks_personal, names_a_person, person

AGENTS = ["Karen Tuffnell", "Dave Prydderch", "Priya Mukherjee", "Agnieszka Nowak", "Kwame Boateng"]


@pytest.mark.parametrize("heading", ["Logged By", "Raised By", "Agent", "Column 7", "Ref"])
@pytest.mark.parametrize(
    "values",
    [
        AGENTS,
        [name.upper() for name in AGENTS],
        [name.lower() for name in AGENTS],
        [f"{name.split()[1]}, {name.split()[0]}" for name in AGENTS],
        [f"{name[0]}. {name.split()[1]}" for name in AGENTS],
        [name.lower().replace(" ", ".") for name in AGENTS],
        ["Cllr Hallamby", "Cllr Dunsmere", "Mrs Corvender"],
        ["kt@example.org", "dp@example.org", "pm@example.org"],
        ["07700 900123", "01632 960001", "07700 900456"],
        ["OX4 1ZZ", "SW1A 1AA", "M1 1AE"],
    ],
)
def test_people_are_people_under_any_heading(heading: str, values: list[str]) -> None:
    verdict = looks_personal([*values, None, ""], heading)
    assert verdict.personal
    assert verdict.reason


@pytest.mark.parametrize(
    ("heading", "values"),
    [
        ("Ward", ["Churchill", "Cowley", "Marston", "Osney", "Carfax & Jericho", "Rose Hill & Iffley"]),
        ("Column 3", ["Waste", "Housing", "Council Tax", "Planning"]),
        ("Provider", ["Veolia", "Serco", "Mears", "Kier", "The council"]),
        ("Team", ["Housing Team", "Repairs Team", "Call Centre"]),
        ("Street", ["Tennyson Road", "High Street", "Victoria Avenue", "Queen Street"]),
        ("Site", ["Town Hall", "Kirkholt Library", "Victoria Park School"]),
        ("Outcome", ["Rang Zelda Quillfeather on 07700 900123", "Emailed t@example.org", "Closed", "Upheld", "Refund"]),
        ("Opened", ["2025-01-13 09:00", "2025-01-14 10:00", "2025-01-15 11:00"]),
    ],
)
def test_other_columns_are_not(heading: str, values: list[str]) -> None:
    verdict = looks_personal(values, heading)
    assert (verdict.personal, verdict.asks) == (False, False), verdict


def test_a_heading_of_people_asks_where_the_values_alone_do_not_decide() -> None:
    some = ["Karen", "Dave", "Priya", "Housing Team"]
    assert looks_personal(some, "Logged By").asks
    assert not looks_personal(some, "Column 7").asks
    assert not looks_personal(["Housing Team", "Repairs"], "Logged By").asks


def test_repeats_count_once() -> None:
    # Twelve agents in 5,000 rows are as personal as twelve agents in twelve rows.
    assert looks_personal(AGENTS * 1000, "x") == looks_personal(AGENTS, "x")


def test_what_one_value_weighs() -> None:
    assert person("Mr Smith") == 1
    assert person("Karen") == 0.5
    assert person("Housing Officer") == 0
    assert person("A12") == 0
    assert 0 < person("Victoria Park") < 0.9


@pytest.mark.parametrize(
    ("heading", "people"),
    [("Raised By", True), ("AssignedTo", True), ("customer_name", True), ("Customer type", False), ("Received", False)],
)
def test_headings_of_people(heading: str, people: bool) -> None:
    assert names_a_person(heading) is people
