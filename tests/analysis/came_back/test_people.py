"""The same person in several guises: counted by hand, and recounted over the sample."""

from collections import defaultdict
from pathlib import Path

import pytest

from cxdata.analysis.came_back.people import guises, say_crowded
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.scope import Scope
from cxdata.store import open_store
from tests.analysis.came_back.small import row, store_of


def test_people_who_used_one_service_and_several(tmp_path: Path) -> None:
    """A: tenant, business and litter by web, phone and counter. B: two services by web. C: one, three times. A shared
    reference of 300 contacts is no person's, and staff are nobody.
    """
    rows = [
        *(row(0, "A", "Web", "Repairs"), row(0.1, "A", "Phone", "Rates"), row(0.2, "A", "Counter", "Litter")),
        *(row(0, "B", "Web", "Waste"), row(3, "B", "Web", "Parking")),
        *(row(day, "C", "Phone", "Waste") for day in range(3)),
        *(row(day / 10, "PARTNER", "Phone", "Waste") for day in range(300)),
        row(0, "D", "Phone", "Waste", by="staff"),
    ]
    result = guises(store_of(tmp_path, rows), Scope(), Council())
    told = {one.services: (one.people, one.online, one.staff, one.both, one.contacts) for one in result.guises}
    assert told == {1: (1, 0, 1, 0, 3), 2: (1, 1, 0, 0, 2), 3: (1, 0, 0, 1, 3)}
    assert result.left_out == 1
    assert (
        result.sentence
        == "67 in 100 people used two services or more, and of those 50 in 100 came both online and to staff"
    )
    assert result.satisfied == "Too few of them answered the survey to say whether they are as satisfied"
    assert say_crowded(result) == "1 reference with more than 200 contacts is left out: no one person’s."


def test_without_references_nobody_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(CxError, match="Too few contacts carry a customer reference"):
        guises(store_of(tmp_path, [row(day, "") for day in range(3)]), Scope(), Council())


def test_the_sample_recounted_person_by_person(sample_data: Path) -> None:
    """The last twelve months, and of each person's answers to the survey in them the latest."""
    store = open_store(sample_data)
    within = "received_at >= '2025-10-01' and received_at < '2026-10-01'"
    used: dict[int, set[str]] = defaultdict(set)
    for key, service in store.tuples(
        f"select customer_key, service::varchar from contacts where {within} and customer_key is not null "
        "and service <> 'Not recorded' and requester <> 'staff'"
    ):
        used[key].add(service)
    latest = dict(
        store.tuples(
            f"select customer_key, score from responses where {within.replace('received_at', 'responded_at')} "
            "and customer_key is not null and score is not null order by responded_at, file_id, row_number"
        )
    )
    expected: dict[int, list[int]] = {}
    for key, services in used.items():
        counted = expected.setdefault(min(len(services), 4), [0, 0, 0])
        counted[0] += 1
        counted[1] += key in latest
        counted[2] += latest.get(key, 0) >= 4
    told = {one.services: [one.people, one.answered, one.satisfied] for one in guises(store, Scope(), Council()).guises}
    assert told == expected
