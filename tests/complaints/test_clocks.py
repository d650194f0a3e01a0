"""The clocks of complaints are those that a person works out with a calendar; the bank holidays are the nation's."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from cxdata.analysis.complaints.waiting import last_day
from cxdata.council import NATIONS
from cxdata.council.working_days import bank_holidays
from cxdata.errors import CxError
from cxdata.measures.query import query
from cxdata.settings import read_settings
from cxdata.store import Store, open_store
from tests.cli.terminal import run
from tests.complaints.hand_worked import CLOCKS, LAST_DAY, Clock
from tests.complaints.registers import load, store_of

FIELDS = (
    "complaint_id",
    "stage",
    "received_at",
    "acknowledged_at",
    "extended_to",
    "responded_at",
    "reopened_at",
    "outcome",
    "refusal_reason",
)
FOUND = "acknowledge_by, reply_by, acknowledged_in_time, answered_in_time, is_open"
PLAIN = ("Stage 1", LAST_DAY, LAST_DAY, "", LAST_DAY, "", "Upheld", "")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[object, ...]]:
    """What the load worked out of each hand-worked stage, by its number."""
    answers: dict[str, tuple[object, ...]] = {}
    for nation in NATIONS:
        rows = [(str(n), *_cells(clock)) for n, clock in enumerate(CLOCKS) if clock.nation == nation]
        # The last complaint of the register says what its last day is.
        rows.append(("last", *PLAIN))
        council = f'[council]\nnation = "{nation}"\n'
        store = store_of(tmp_path_factory.mktemp(nation), FIELDS, rows, council=council)
        answers |= {row[0]: row[1:] for row in store.tuples(f"select complaint_id, {FOUND} from complaints")}
    return answers


def _cells(clock: Clock) -> tuple[str, ...]:
    dates = (clock.received, clock.acknowledged, clock.extended, clock.replied, clock.reopened)
    return (clock.stage, *dates, clock.outcome, clock.refused)


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


@pytest.mark.parametrize("number", range(len(CLOCKS)), ids=[clock.why for clock in CLOCKS])
def test_a_clock_worked_out_by_hand(found: Mapping[str, tuple[object, ...]], number: int) -> None:
    clock = CLOCKS[number]
    expected = (_day(clock.acknowledge_by), _day(clock.reply_by))
    assert found[str(number)] == (*expected, clock.acknowledged_in_time, clock.answered_in_time, clock.open)


def test_there_are_clocks_enough_of_every_kind() -> None:
    assert len(CLOCKS) >= 25
    assert {clock.nation for clock in CLOCKS} == set(NATIONS)


@cache
def _holidays(nation: str) -> frozenset[date]:
    return bank_holidays(nation, range(2023, 2027))


def test_bank_holidays_are_those_that_government_publishes() -> None:
    """https://www.gov.uk/bank-holidays, typed by hand: England and Wales 2026, and where the other two differ."""
    of_2026 = ("01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28")
    weekdays = {day for day in _holidays("england") if day.year == 2026 and day.weekday() < 5}
    assert weekdays == {date.fromisoformat(f"2026-{day}") for day in of_2026}
    assert date(2023, 5, 8) in _holidays("england")
    assert date(2026, 4, 6) not in _holidays("scotland")
    assert {date(2026, 1, 2), date(2026, 8, 3), date(2026, 11, 30)} <= _holidays("scotland")
    assert {date(2026, 3, 17), date(2026, 7, 13), date(2026, 4, 6)} <= _holidays("northern_ireland")


@pytest.mark.parametrize(
    ("written", "nation"), [("Scotland", "scotland"), ("Northern Ireland", "northern_ireland"), ("Wales", "england")]
)
def test_a_nation_is_read_as_people_write_it(tmp_path: Path, written: str, nation: str) -> None:
    (tmp_path / "council.toml").write_text(f'[council]\nnation = "{written}"\n', encoding="utf-8")
    assert read_settings(tmp_path).nation == nation


def test_a_nation_that_is_none_is_refused_with_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "council.toml").write_text('[council]\nnation = "scottland"\n', encoding="utf-8")
    with pytest.raises(CxError, match="no 'scottland'. Did you mean scotland"):
        read_settings(tmp_path)


def test_another_nation_makes_every_clock_anew_at_the_next_load(tmp_path: Path) -> None:
    """Rows are added to a store as it stands, but not where their clocks would be of two nations."""
    fields = ("complaint_id", "received_at", "acknowledged_at")
    data = load(tmp_path, fields, [("1", "2026-04-01", "2026-04-02")])
    assert _reply_by(open_store(data)) == {"1": date(2026, 4, 20)}
    (data / "council.toml").write_text('[council]\nnation = "scotland"\n', encoding="utf-8")
    more = tmp_path / "more.csv"
    more.write_text("Number,Came,Confirmed\n2,2026-04-01,2026-04-02\n", encoding="utf-8")
    done = run(data, "load", more)
    assert done.code == 0, done.err
    assert _reply_by(open_store(data)) == {"1": date(2026, 4, 17), "2": date(2026, 4, 17)}


def _reply_by(store: Store) -> dict[str, date]:
    return dict(store.tuples("select complaint_id, reply_by from complaints"))


def test_a_register_without_acknowledgements_says_nothing_of_them(tmp_path: Path) -> None:
    rows = [("1", "2026-02-02", "2026-02-23"), ("2", "2026-03-02", "2026-03-24")]
    store = store_of(tmp_path, ("complaint_id", "received_at", "responded_at"), rows)
    asked = "select acknowledged_in_time, answered_in_time from complaints order by complaint_id"
    assert store.tuples(asked) == [(None, True), (None, False)]


def test_counts_of_a_month_have_no_clock_and_wait_for_nothing(tmp_path: Path) -> None:
    store = store_of(tmp_path, ("received_at", "count"), [("2026-02-01", 40)], grain="month")
    assert store.tuples(f"select {FOUND} from complaints") == [(None, None, None, None, None)]


def test_the_last_day_of_a_register_is_that_of_its_last_answer_too(tmp_path: Path) -> None:
    """Received until 2 March, answered until 30 April: the stage that waits since 2 March is past its 10 days.

    A year mistyped in one answer alone, and one after today, move nothing.
    """
    fields = ("complaint_id", "stage", "received_at", "acknowledged_at", "responded_at", "outcome")
    answered = [
        (str(number), "Stage 1", f"2026-02-{number:02d}", f"2026-02-{number + 1:02d}", day, "Upheld")
        for number, day in enumerate(("2026-04-29", "2026-04-30", "2026-04-30", "2026-10-30", "2062-04-30"), start=2)
    ]
    waits = ("9", "Stage 1", "2026-03-02", "2026-03-03", "", "")
    store = store_of(tmp_path, fields, [*answered, waits])
    assert last_day(store) == date(2026, 4, 30)
    told = store.tuples(
        "select reply_by, answered_in_time, is_open from complaints where complaint_id is not null and is_open"
    )
    assert told == [(date(2026, 3, 17), False, True)]
    by_age = query(store, "complaints_open", ("weeks_open",)).frame
    assert list(by_age["weeks_open"]) == ["8 to 13 weeks"], "59 days"
    assert query(store, "complaints_overdue").frame["value"].tolist() == [1]
    early = store_of(tmp_path / "received", fields, [(*row[:4], "", "") for row in answered])
    assert last_day(early) == date(2026, 2, 6), "the last receipt, and the last acknowledgement but one"
