"""Calls by how long they waited, one row a call, and rotas: small files loaded as suggested, to their figures."""

import json
from pathlib import Path

import pytest

from cxdata.contract import WAIT_EDGES
from cxdata.store import open_store
from tests.cli.terminal import Done, run

pytestmark = pytest.mark.store

ONE_ROW_A_CALL = """Call Id,Caller number,Agent,Date,Time,Queue,Outcome,Wait (seconds)
C1,07700 900111,A Driver,13/01/2026,09:00:05,Council Tax,Answered,15
C2,07700 900112,A Driver,13/01/2026,09:01:10,Council Tax,Answered,119
C3,07700 900113,B Mason,13/01/2026,09:02:00,Council Tax,Abandoned,45
C4,07700 900114,B Mason,14/01/2026,10:00:30,Housing,Answered,700
C5,07700 900115,,14/01/2026,10:05:00,Housing,Abandoned,301
C6,07700 900116,A Driver,14/01/2026,10:06:00,Housing,Answered,300
"""
BY_INTERVAL = """Interval start,Queue,Calls offered,Calls answered,Calls abandoned,Average wait,Answered within 30 s,\
Answered within 5 minutes,Longest wait,Average time to abandon,Calls transferred,Callback requests
13/01/2026 09:00,Waste,20,16,4,60,6,15,412,90,2,3
13/01/2026 09:30,Waste,10,10,0,30,7,10,95,,1,0
"""
ROTA_OF_PEOPLE = """Name,Shift date,Shift start,Shift end,Team
Ann Arbour,13/01/2026,09:00,13:00,Waste
Ben Barrow,13/01/2026,09:00,13:00,Waste
Cat Castle,13/01/2026,12:00,17:00,Waste
Ann Arbour,14/01/2026,09:00,13:00,Waste
"""
ROTA_BY_HALF_HOURS = """Date,Interval,Queue,Advisers,Training,Vacancies
13/01/2026,09:00,Waste,3,1,1
13/01/2026,09:30,Waste,4,0,1
14/01/2026,09:00,Housing,2,0,0
"""


def loaded(data: Path, text: str, *words: str) -> Done:
    path = data.parent / "export.csv"
    path.write_text(text, encoding="utf-8")
    done = run(data, "load", path, "--suggested", "--format", "json", *words)
    assert done.code == 0, done.out + done.err
    return done


def rows(data: Path, sql: str) -> list[tuple]:
    return [tuple(row) for row in open_store(data).rows(sql).itertuples(index=False)]


def figure(data: Path, measure: str) -> tuple[float, float]:
    """The two counts of a measure over all that is loaded."""
    row = json.loads(run(data, "show", measure, "--format", "json").out)["rows"][0]
    return row["numerator"], row["denominator"]


def everything(data: Path) -> str:
    """Every word and number that a store holds, as one text."""
    store = open_store(data)
    tables = ("calls", "shifts", "responses", "set_aside", "files")
    return " ".join(str(row) for table in tables for row in store.rows(f"select * from {table}").to_dict("records"))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_one_row_a_call_has_the_counts_of_a_telephone_system(data: Path) -> None:
    """Answered after 15, 119, 300 and 700 seconds; given up after 45 and 301."""
    loaded(data, ONE_ROW_A_CALL)
    counts = ", ".join(f"sum({what}_within_{edge})::int" for what in ("answered", "abandoned") for edge in WAIT_EDGES)
    (told,) = rows(data, f"select {counts} from calls")
    assert told == (*(1, 1, 1, 2, 3, 3), *(0, 0, 1, 1, 1, 2))
    assert rows(data, "select count(*), sum(offered)::int, sum(answered)::int, sum(abandoned)::int from calls") == [
        (6, 6, 4, 2)
    ]
    assert rows(data, "select max(longest_wait_seconds), sum(wait_seconds_total) from calls") == [(700, 1134)]
    assert rows(data, "select sum(abandoned_wait_seconds) from calls") == [(346,)]
    assert figure(data, "abandoned_wait") == (346, 2)
    assert figure(data, "waited_over_ten_minutes") == (1, 4)
    assert figure(data, "answered_within_minute") == (1, 4)
    assert figure(data, "answered_in_target") == (2, 4), "within two minutes, where no telephone system says its target"


def test_no_number_and_no_name_of_a_call_is_kept(data: Path) -> None:
    loaded(data, ONE_ROW_A_CALL)
    kept = everything(data)
    assert "Council Tax" in kept
    assert not [word for word in ("07700", "900111", "Driver", "Mason") if word in kept]


def test_an_export_by_intervals_says_how_long_calls_waited(data: Path) -> None:
    loaded(data, BY_INTERVAL)
    by_wait = rows(data, "select answered_within_30, answered_within_300 from calls order by interval_start")
    assert by_wait == [(6, 15), (7, 10)]
    assert rows(data, "select count(answered_within_60), count(abandoned_within_30) from calls") == [(0, 0)]
    assert rows(data, "select max(longest_wait_seconds), sum(wait_seconds_total) from calls") == [(412, 1260)]
    assert figure(data, "abandoned_wait") == (360, 4)
    assert figure(data, "transferred_share") == (3, 26)
    assert figure(data, "callback_share") == (3, 30)


def test_an_export_by_intervals_without_counts_by_wait_gets_none(data: Path) -> None:
    """A half-hour with one call is no file with one row a call: nothing is made up for it."""
    loaded(data, "Interval start,Queue,Calls offered,Calls answered,Average wait\n13/01/2026 09:00,Waste,1,1,40\n")
    assert rows(data, "select sum(wait_seconds_total) from calls") == [(40,)]
    assert rows(data, "select count(answered_within_60), count(longest_wait_seconds) from calls") == [(0, 0)]
    assert rows(data, "select count(answered_in_target) from calls") == [(0,)]


def test_a_rota_of_people_counts_each_of_them_and_names_none(data: Path) -> None:
    """Two from nine to one and one from twelve to five on the first day, one on the second: 4 + 4 + 5 + 4 hours."""
    loaded(data, ROTA_OF_PEOPLE)
    assert rows(
        data,
        "select interval_start::varchar, ends_at::varchar, queue::varchar, sum(staff)::int from shifts "
        "group by all order by all",
    ) == [
        ("2026-01-13 09:00:00", "2026-01-13 13:00:00", "Waste", 2),
        ("2026-01-13 12:00:00", "2026-01-13 17:00:00", "Waste", 1),
        ("2026-01-14 09:00:00", "2026-01-14 13:00:00", "Waste", 1),
    ]
    assert figure(data, "half_hours_on_duty")[0] == 34
    kept = everything(data)
    assert not [word for word in ("Arbour", "Barrow", "Castle") if word in kept]


def test_a_rota_by_half_hours(data: Path) -> None:
    """Nine half-hours of people on duty, one in training, two posts not filled."""
    loaded(data, ROTA_BY_HALF_HOURS)
    starts = rows(data, "select interval_start::varchar, staff, vacant from shifts where ends_at is null order by 1")
    assert starts[1] == ("2026-01-13 09:30:00", 4, 1)
    assert figure(data, "half_hours_on_duty")[0] == 9
    assert rows(data, "select sum(in_training)::int, sum(vacant)::int from shifts") == [(1, 2)]


def test_a_night_shift_ends_on_the_next_day(data: Path) -> None:
    loaded(data, "Shift date,Shift start,Shift end,Team,Staff\n13/01/2026,22:00,06:00,Emergencies,2\n")
    assert figure(data, "half_hours_on_duty")[0] == 32
