"""`show` gives the known answers of service requests, and the same as a second count in plain Python."""

import csv
import gzip
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pyarrow.parquet as parquet
import pytest

from cxdata.cli.show import as_records
from cxdata.measures import MEASURES
from cxdata.measures.query import query
from cxdata.measures.registry.dimensions import splits
from cxdata.scope import Scope
from cxdata.store import open_store
from tests.cli.terminal import figures, rows

Load = Callable[..., Path]


def year(number: int) -> tuple[str, ...]:
    return ("--from", f"{number}-01-01", "--to", f"{number}-12-31")


# Boston: 121,145 requests of 2015.

BOSTON = ("boston311_2015/boston311_2015_all_types.csv.gz", "boston311_2015/wards.geojson")


@pytest.fixture(scope="session")
def boston_rows(shared_real: Path) -> list[dict[str, str]]:
    with gzip.open(shared_real / BOSTON[0], "rt", encoding="utf-8") as text:
        return list(csv.DictReader(text))


def test_boston_channels(loaded: Load) -> None:
    data = loaded(*BOSTON)
    assert figures(data, "contacts", "--by", "channel", "--include-staff") == {
        "web": 12_305,
        "app": 18_838,
        "phone": 62_285,
        "social": 61,
        "partner": 198,
        "other": 14_675 + 12_783,
    }
    everybody = figures(data, "contacts", "--by", "requester", "--include-staff")
    assert everybody["staff"] == 14_675 + 12_783
    # employees' own requests and the crews' app are staff, and out unless asked in
    assert "other" not in figures(data, "contacts", "--by", "channel")
    assert rows(data, "contacts")[0]["value"] == 121_145 - 14_675 - 12_783


def test_boston_quarters(loaded: Load) -> None:
    data = loaded(*BOSTON)
    assert list(figures(data, "contacts", "--by", "quarter", "--include-staff").items()) == [
        ("2014/15 Q4", 26_788),
        ("2015/16 Q1", 31_331),
        ("2015/16 Q2", 35_844),
        ("2015/16 Q3", 27_182),
    ]
    shares = rows(data, "channel_share", "--by", "quarter", "--include-staff")
    phone, app = (
        [round(100 * row["value"], 1) for row in shares if row["channel"] == channel] for channel in ("phone", "app")
    )
    assert phone == [61.1, 50.3, 49.3, 45.9]
    assert app == [9.8, 13.4, 18.2, 20.2]


def test_boston_wards_spelled_two_ways_are_one(loaded: Load, boston_rows: list[dict[str, str]]) -> None:
    spelled = Counter(row["ward"] for row in boston_rows)
    assert spelled["Ward 3"] > 0
    assert spelled["03"] > 0
    shown = figures(loaded(*BOSTON), "contacts", "--by", "ward", "--include-staff")
    assert list(shown) == [f"Ward {number}" for number in range(1, 23)] + ["Not recorded"]
    blank = spelled.pop("")
    placed: Counter[str] = Counter()
    for text, number in spelled.items():
        placed[f"Ward {int(text.removeprefix('Ward ').strip())}"] += number
    assert blank == 10_868
    # of the blank ones a dozen have a point that says the ward; the default point never does
    assert blank - shown["Not recorded"] == sum(shown[ward] - number for ward, number in placed.items()) == 12
    assert all(0 <= shown[ward] - number <= 12 for ward, number in placed.items())


def test_boston_times_and_promises_counted_again(loaded: Load, boston_rows: list[dict[str, str]]) -> None:
    def moment(text: str) -> datetime | None:
        return datetime.strptime(text, "%m/%d/%Y %I:%M:%S %p") if text else None

    # The file tells of all days up to the last one with something received, or the second latest with something closed.
    closings = sorted(moment(row["CLOSED_DT"]) for row in boston_rows if row["CLOSED_DT"])
    last = max(max(moment(row["OPEN_DT"]) for row in boston_rows), closings[-2]).date()
    taken, kept, promised = [], 0, 0
    for row in boston_rows:
        if row["Source"] in ("Employee Generated", "City Worker App"):
            continue
        opened, closed, due = (moment(row[name]) for name in ("OPEN_DT", "CLOSED_DT", "TARGET_DT"))
        if closed and closed >= opened:
            taken.append((closed - opened).total_seconds() / 86_400)
        if due and (closed >= opened if closed else due.date() <= last):
            promised += 1
            kept += closed is not None and closed <= due
    taken.sort()
    days = rows(loaded(*BOSTON), "days_to_close")[0]
    middle = (taken[(len(taken) - 1) // 2] + taken[len(taken) // 2]) / 2
    assert (days["denominator"], days["value"]) == (len(taken), pytest.approx(middle))
    on_time = rows(loaded(*BOSTON), "on_time")[0]
    assert (on_time["numerator"], on_time["denominator"]) == (kept, promised)


# FixMyStreet: counts, not rows.

FMS = "fixmystreet/combined_LAD_SHEF_C_monthly.parquet"
OXFORD, PETERBOROUGH, HAVERING = "E07000178", "E06000031", "E09000016"


def by_channel(data: Path, council: str, number: int) -> tuple[int, int]:
    found = figures(data, "contacts", "--by", "channel", "--where", f"ward={council}", *year(number))
    return found.get("partner", 0), found.get("web", 0)


def test_fixmystreet_oxford(loaded: Load) -> None:
    data = loaded(FMS)
    assert {number: by_channel(data, OXFORD, number) for number in range(2017, 2021)} == {
        2017: (1_028, 2_677),
        2018: (1_819, 4_443),
        2019: (3_534, 2_660),
        2020: (3_452, 2_440),
    }


def test_fixmystreet_peterborough_and_havering(loaded: Load) -> None:
    data = loaded(FMS)
    assert [by_channel(data, PETERBOROUGH, number)[1] for number in (2018, 2019, 2020)] == [0, 675, 4_564]
    assert [sum(by_channel(data, HAVERING, number)) for number in (2016, 2019)] == [188, 27]


def test_fixmystreet_every_council_counted_again(loaded: Load, shared_real: Path) -> None:
    columns = parquet.read_table(shared_real / FMS, columns=["lad", "interface", "reports"]).to_pydict()
    counted: Counter[tuple[str, str]] = Counter()
    for council, interface, reports in zip(*columns.values(), strict=True):
        counted[council or "Not recorded", {"cobrand": "web", "fixmystreet": "partner"}[interface]] += reports
    shown = rows(loaded(FMS), "contacts", "--by", "ward", "--by", "channel")
    assert {(row["ward"], row["channel"]): row["numerator"] for row in shown} == dict(counted)


# Baltimore: the same requests as CSV and as a workbook.


def test_baltimore_csv_and_xlsx_are_one(loaded: Load) -> None:
    one, other = (open_store(loaded(f"baltimore311/311_sample.{kind}")) for kind in ("csv", "xlsx"))
    staff_too = Scope(include_staff=True)
    for measure in (m for m in MEASURES.values() if m.table == "contacts" and not m.denominator_table):
        assert as_records(query(one, measure)) == as_records(query(other, measure))
        for name in splits(measure):
            first, second = (as_records(query(store, measure, [name], staff_too)) for store in (one, other))
            assert first == second, (measure.id, name)
            assert first, (measure.id, name)


def test_baltimore_channels(loaded: Load) -> None:
    data = loaded("baltimore311/311_sample.csv")
    assert figures(data, "contacts", "--by", "channel", "--include-staff") == {
        "phone": 4_995,
        "app": 2_571,
        "other": 2_194 + 19 + 10,
        "post": 206,
        "email": 4,
        "web": 1,
    }
    web = rows(data, "on_time", "--where", "channel=web")[0]
    assert (web["value"], web["base_note"]) == (None, "too few to say")
    assert figures(data, "contacts", "--by", "outcome", "--include-staff")["Closed (Duplicate)"] == 207


# San Francisco: the channels were renamed between two vintages of one system.

SF_A = {"phone": 6_674, "app": 1_454, "web": 1_297, "partner": 422, "social": 143, "other": 6, "email": 3, "post": 1}
SF_B = {"phone": 4_865, "web": 4_148, "app": 839, "social": 90, "partner": 52, "other": 4, "email": 2}
ALL = ("contacts", "--by", "channel", "--include-staff")


def test_san_francisco_alone(loaded: Load) -> None:
    assert figures(loaded("sf311/vintage_a.csv"), *ALL) == SF_A
    assert figures(loaded("sf311/vintage_b.csv"), *ALL) == SF_B


def test_san_francisco_together(loaded: Load, shared_real: Path) -> None:
    both = figures(loaded("sf311/vintage_a.csv", "sf311/vintage_b.csv"), *ALL)
    with (shared_real / "sf311/vintage_a.csv").open(encoding="utf-8") as text:
        earlier = {row["CaseID"]: row["Source"] for row in csv.DictReader(text)}
    with (shared_real / "sf311/vintage_b.csv").open(encoding="utf-8") as text:
        later = {row["unique_key"]: row["source"] for row in csv.DictReader(text)}
    assert len(earlier.keys() & later.keys()) == 26
    assert sum(both.values()) == 20_000 - 26
    assert set(both) == set(SF_A)
    # a case of both files is one case, and what the later file says of it stands
    names = {
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
    assert both == Counter(names[source] for source in (earlier | later).values())
