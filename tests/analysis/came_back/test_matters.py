"""Who came back: matters of a customer about one service, on the worked example of repeat contact and by hand."""

from datetime import date
from pathlib import Path

import pytest

from cxdata.analysis.came_back.matters import came_back
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.store import Store, open_store
from tests.cli.terminal import run

HEADING = (
    "Case No,Logged,Closed,Target Date,Contact Method,Service Area,Case Type,Cust Cat,Raised By,Ward Code,"
    "Access Point,Delivered By,Customer Ref,Complexity,Online Option,FCR,Avoidable Code,Urgent,Outcome"
)
# Customer, service and moment: first contact resolution of 14 days to 15 February 2025, its boundary cases in it.
WORKED = """
A,Waste,01/01/2025 09:00
A,Waste,05/01/2025 10:00
A,Council tax,06/01/2025 10:00
B,Waste,02/01/2025 09:00
B,Waste,16/01/2025 09:00
B,Waste,30/01/2025 08:59
,Waste,03/01/2025 11:00
C,Waste,10/01/2025 09:00
C,Waste,10/01/2025 09:20
D,Waste,10/02/2025 09:00
E,Waste,20/01/2025 09:00
F,Waste,15/02/2025 09:00
"""


def contacts(folder: Path, text: str) -> Store:
    """A store of contacts by phone: customer, service, moment."""
    lines = [
        f"{number},{moment},{moment},,Telephone,{service},Other,RES,Customer,,,Council,{customer},R,Y,Y,,N,Done"
        for number, (customer, service, moment) in enumerate(line.split(",") for line in text.strip().splitlines())
    ]
    (folder / "cases.csv").write_text("\n".join([HEADING, *lines]) + "\n", encoding="utf-8")
    done = run(folder / "data", "load", str(folder / "cases.csv"))
    assert done.code == 0, done.out + done.err
    return open_store(folder / "data")


def counts(store: Store, scope: Scope) -> dict[str, tuple[float, float]]:
    frame = came_back(store, scope, Council()).frame
    return {row["service"]: (row["numerator"], row["denominator"]) for row in frame.to_dict("records")}


def test_the_worked_example(tmp_path: Path) -> None:
    """Five matters, two settled by one contact: 14 days to the minute is a repeat, the last 14 days are too recent."""
    assert counts(contacts(tmp_path, WORKED), Scope()) == {"Council tax": (0, 1), "Waste": (3, 4)}


def test_a_matter_belongs_to_the_period_it_began_in(tmp_path: Path) -> None:
    store = contacts(tmp_path, WORKED)
    first, second = Period(date(2025, 1, 1), date(2025, 1, 11)), Period(date(2025, 1, 11), date(2025, 2, 1))
    assert counts(store, Scope(first)) == {"Council tax": (0, 1), "Waste": (3, 3)}
    assert counts(store, Scope(second)) == {"Waste": (0, 1)}


def test_too_few_references_are_refused(tmp_path: Path) -> None:
    unnamed = WORKED + "\n".join(f",Waste,{day:02d}/01/2025 12:00" for day in range(1, 20))
    with pytest.raises(CxError, match="Too few contacts carry a customer reference"):
        came_back(contacts(tmp_path, unnamed), Scope(), Council())


def test_the_sample_recounted_row_by_row(sample_data: Path) -> None:
    """The same by walking each customer's contacts in turn."""
    store, year = open_store(sample_data), Period(date(2025, 9, 1), date(2026, 9, 1))
    rows = store.tuples(
        "select customer_key, service::varchar, received_at, requester <> 'staff' from contacts "
        "where customer_key is not null and grain in ('moment', 'day') and service <> 'Not recorded' "
        "order by customer_key, service, received_at"
    )
    ((end,),) = store.tuples("select max(received_at) from contacts")
    matters: list[list[tuple[object, str, object, bool]]] = []
    for row in rows:
        last = matters[-1][-1] if matters else None
        follows = last is not None and last[:2] == row[:2] and (row[2] - last[2]).total_seconds() <= 14 * 86400
        matters[-1].append(row) if follows else matters.append([row])
    expected: dict[str, list[int]] = {}
    for matter in matters:
        begun, last = matter[0], matter[-1]
        if begun[3] and year.start <= begun[2].date() < year.end and (end - last[2]).total_seconds() >= 14 * 86400:
            counted = expected.setdefault(begun[1], [0, 0])
            counted[0] += len(matter) > 1
            counted[1] += 1
    assert counts(store, Scope(year)) == {service: tuple(counted) for service, counted in expected.items()}
