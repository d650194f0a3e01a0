"""Service requests in the shape of four cities' exports: known answers, and a second count in plain Python."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from cxdata.cli.show import as_records
from cxdata.measures import MEASURES
from cxdata.measures.query import query
from cxdata.measures.registry.dimensions import splits
from cxdata.scope import Scope
from cxdata.store import Store, open_store
from tests.cli.terminal import figures, rows
from tests.layouts.conftest import Load, rows_of

BOSTON = ("boston.csv", "boston_wards.geojson")
STAFF = ("Employee Generated", "City Worker App")
ALL = ("contacts", "--by", "channel", "--include-staff")


@pytest.fixture(scope="module")
def boston(loaded: Load) -> Store:
    return open_store(loaded(*BOSTON))


def test_boston_by_channel_and_requester(loaded: Load, boston: Store) -> None:
    data = loaded(*BOSTON)
    assert figures(data, *ALL) == {"phone": 40, "app": 18, "web": 11, "social": 1, "partner": 3, "other": 9 + 8}
    assert figures(data, "contacts", "--by", "requester", "--include-staff") == {
        "public": 70,
        "partner": 3,
        "staff": 17,
    }
    # employees' own requests and the crews' app are staff, and out unless asked in
    assert "other" not in figures(data, "contacts", "--by", "channel")
    assert rows(data, "contacts")[0]["value"] == 90 - 17
    assert boston.tuples("select count(*) from contacts") == [(90,)]


def test_boston_by_quarter_and_the_shares_of_channels(loaded: Load) -> None:
    data = loaded(*BOSTON)
    quarters = figures(data, "contacts", "--by", "quarter", "--include-staff")
    assert list(quarters.items()) == [("2014/15 Q4", 20), ("2015/16 Q1", 24), ("2015/16 Q2", 26), ("2015/16 Q3", 20)]
    counted = Counter((row["Source"], (int(row["OPEN_DT"][:2]) - 1) // 3) for row in rows_of("boston.csv"))
    shares = rows(data, "channel_share", "--by", "quarter", "--include-staff")
    phone = [row["value"] for row in shares if row["channel"] == "phone"]
    assert phone == pytest.approx(
        [counted["Constituent Call", place] / of for place, of in enumerate(quarters.values())]
    )


def test_boston_wards_spelled_two_ways_are_one_and_a_point_says_a_blank_one(loaded: Load) -> None:
    table = rows_of("boston.csv")
    spelled = Counter(row["ward"] for row in table)
    assert (spelled["Ward 3"], spelled["03"], spelled[""]) == (23, 5, 8)
    placed = Counter(f"Ward {int(row['ward'].removeprefix('Ward '))}" for row in table if row["ward"])
    # Two blank rows have a point of their own, in the squares of wards 1 and 2; six stand on the default one.
    blank = [row for row in table if not row["ward"]]
    assert sum((row["LATITUDE"], row["LONGITUDE"]) == ("42.3594", "-71.0587") for row in blank) == 6
    placed.update(["Ward 1", "Ward 2"])
    shown = figures(loaded(*BOSTON), "contacts", "--by", "ward", "--include-staff")
    assert shown == dict(sorted(placed.items())) | {"Not recorded": 6}


def test_boston_times_and_promises_counted_again(loaded: Load) -> None:
    def moment(text: str) -> datetime | None:
        return datetime.strptime(text, "%m/%d/%Y %I:%M:%S %p") if text else None

    table = rows_of("boston.csv")
    last = max(moment(row["OPEN_DT"]) for row in table).date()
    taken, kept, promised = [], 0, 0
    for row in table:
        if row["Source"] in STAFF:
            continue
        opened, closed, due = (moment(row[name]) for name in ("OPEN_DT", "CLOSED_DT", "TARGET_DT"))
        if closed and closed >= opened:
            taken.append((closed - opened).total_seconds() / 86_400)
        if due and (closed >= opened if closed else due.date() <= last):
            promised += 1
            kept += closed is not None and closed <= due
    taken.sort()
    middle = (taken[(len(taken) - 1) // 2] + taken[len(taken) // 2]) / 2
    days = rows(loaded(*BOSTON), "days_to_close")[0]
    assert (days["denominator"], days["value"]) == (len(taken), pytest.approx(middle))
    on_time = rows(loaded(*BOSTON), "on_time")[0]
    assert (on_time["numerator"], on_time["denominator"]) == (kept, promised)
    assert 0 < kept < promised


def test_what_boston_is_told_at_load(boston: Store) -> None:
    said = dict(boston.tuples("select code, message from checks"))
    assert said["default_point"].startswith("12 of 90 rows with a place (13.3%) stand on one point:")
    assert "42.3594" not in said["default_point"], "so few may be somebody's home"
    assert said["staff_among_customers"].startswith("17 of 90 contacts (18.9%) were raised by staff")
    assert said["closed_before_received"].startswith("12 of 77 contacts")


def test_nothing_of_an_address_is_kept(loaded: Load) -> None:
    held = b"".join(path.read_bytes() for path in loaded(*BOSTON).rglob("*") if path.is_file())
    assert b"Example St" not in held
    assert b"Missed Trash" in held


A = {"phone": 16, "app": 6, "web": 5, "partner": 3, "social": 2, "other": 1, "email": 2, "post": 1}
B = {"phone": 14, "web": 12, "app": 5, "social": 2, "partner": 2, "other": 1, "email": 1}
CHANNELS = {
    "Voice In": "phone",
    "Phone": "phone",
    "Open311": "app",
    "Mobile/Open311": "app",
    "Web Self Service": "web",
    "Web": "web",
    "Integrated Agency": "partner",
    "Twitter": "social",
    "Other Department": "other",
    "e-mail In": "email",
    "Email": "email",
    "Mail In": "post",
}


def test_san_francisco_alone_and_together(loaded: Load) -> None:
    assert figures(loaded("sf_vintage_a.csv"), *ALL) == A
    assert figures(loaded("sf_vintage_b.csv"), *ALL) == B
    earlier = {row["CaseID"]: row["Source"] for row in rows_of("sf_vintage_a.csv")}
    later = {row["unique_key"]: row["source"] for row in rows_of("sf_vintage_b.csv")}
    assert sorted(earlier.keys() & later.keys()) == ["3600010", "3600022"]
    both = figures(loaded("sf_vintage_a.csv", "sf_vintage_b.csv"), *ALL)
    # a case of both files is one case, and what the later file says of it stands
    assert sum(both.values()) == 36 + 37 - 2
    assert both == Counter(CHANNELS[source] for source in (earlier | later).values())


def test_san_francisco_keeps_the_wall_clock_and_na_is_not_recorded(loaded: Load) -> None:
    store = open_store(loaded("sf_vintage_a.csv", "sf_vintage_b.csv"))
    assert store.tuples("select received_at::varchar from contacts where contact_id = '6078000'") == [
        ("2016-07-13 15:11:07",)
    ]
    assert store.tuples("select distinct grain from contacts") == [("moment",)]
    # "NA" twice and 0 once in the one, blank on the 13 rows at nought, nought in the other
    assert figures(loaded("sf_vintage_a.csv"), "contacts", "--by", "ward", "--include-staff")["Not recorded"] == 3
    assert figures(loaded("sf_vintage_b.csv"), "contacts", "--by", "ward", "--include-staff")["Not recorded"] == 13


def test_baltimore_csv_and_workbook_are_one(loaded: Load) -> None:
    stores = [open_store(loaded(f"baltimore.{kind}")) for kind in ("csv", "xlsx")]
    kept = "select * exclude (row_number, file_id) from contacts order by contact_id"
    first, second = (store.tuples(kept) for store in stores)
    assert len(first) == 48
    assert first == second
    staff_too = Scope(include_staff=True)
    for measure in (m for m in MEASURES.values() if m.table == "contacts" and not m.denominator_table):
        for name in (None, *splits(measure)):
            by = [name] if name else []
            one, other = (as_records(query(store, measure, by, staff_too)) for store in stores)
            assert one == other, (measure.id, name)
            assert one, (measure.id, name)


def test_baltimore_channels(loaded: Load) -> None:
    data = loaded("baltimore.csv")
    assert figures(data, *ALL) == {"phone": 20, "app": 10, "other": 8 + 2 + 2, "post": 3, "email": 2, "web": 1}
    web = rows(data, "on_time", "--where", "channel=web")[0]
    assert (web["value"], web["base_note"]) == (None, "too few to say")
    assert figures(data, "contacts", "--by", "outcome", "--include-staff")["Closed (Duplicate)"] == 4
    assert open_store(data).tuples("select count(*) from contacts where requester = 'staff'") == [(8,)]


def test_new_york_boards_and_channels(loaded: Load) -> None:
    data = loaded("nyc.csv")
    assert figures(data, *ALL) == {"web": 10, "phone": 9, "app": 7, "Not recorded": 4}
    boards = figures(data, "contacts", "--by", "ward")
    assert {name: boards[name] for name in ("02 BROOKLYN", "09 MANHATTAN")} == {"02 BROOKLYN": 6, "09 MANHATTAN": 6}
    assert boards["Not recorded"] >= 6
    assert sum(boards.values()) == 30


@pytest.mark.parametrize(
    ("file", "profile"),
    [
        ("boston.csv", "boston-311"),
        ("sf_vintage_a.csv", "san-francisco-311"),
        ("sf_vintage_b.csv", "san-francisco-311"),
        ("baltimore.xlsx", "baltimore-311"),
        ("nyc.csv", "nyc-311"),
        ("fixmystreet.parquet", "fixmystreet-counts"),
        ("vancouver.csv", "vancouver-calls"),
        ("opg_lamps.json", "opg"),
        ("ward_context.csv", "ward-context"),
    ],
)
def test_every_layout_is_recognised_and_every_row_lands(
    loaded: Load, layouts: Callable[[str], Path], file: str, profile: str
) -> None:
    ((name, receipt),) = open_store(loaded(file)).tuples("select profile, receipt from files")
    assert name == profile
    assert '"set_aside": 0' in receipt
