"""Matters counted by month: kept right when files are added, and the same as from the rows."""

import random
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from cxdata.analysis.came_back.matters import came_back
from cxdata.council import Council
from cxdata.ingest.load.rows.constants.linked import add_linked, write_linked
from cxdata.measures.constants.asking import followed_in, matters_in
from cxdata.measures.constants.followed import FOLLOWED
from cxdata.measures.constants.matters import MATTERS, matters_of
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.store import open_store

YEAR = Period(date(2025, 9, 1), date(2026, 9, 1))

# Two customers and one service: contacts of the first file, and of a second.
FIRST = """
    (1, 1, 'moment', timestamp '2026-01-01 09:00', 7, 'waste'),
    (1, 2, 'moment', timestamp '2026-01-31 09:00', 7, 'waste'),
    (1, 3, 'moment', timestamp '2026-01-20 09:00', 8, 'waste'),
    (1, 4, 'moment', timestamp '2026-02-03 08:00', 9, 'Not recorded')
"""
SECOND = """
    (2, 1, 'moment', timestamp '2026-01-10 09:00', 7, 'waste'),
    (2, 2, 'moment', timestamp '2026-03-01 09:00', null, 'waste')
"""


def contacts_of(rows: str) -> str:
    """The SELECT of contacts with the columns that matters are told by."""
    return (
        "select *, null::timestamp as closed_at, 'Other' as reason, 'routine' as complexity, 1 as count, "
        "null::boolean as resolved_first_time, 'Not recorded' as avoidable_reason, 'public' as requester, "
        "'web' as channel, 'Abbey' as ward, 'resident' as customer_type, 'council' as provider "
        f"from (values {rows}) t(file_id, row_number, grain, received_at, customer_key, service)"
    )


def write_file_days(con: duckdb.DuckDBPyConnection, files: int = 0) -> None:
    """The table of what each file says of closing: of this many files that do."""
    con.execute(
        "create table file_days as select i::usmallint as file_id, null::date as last_day, true as closes "
        f"from range({files}) t(i)"
    )


def counted(con: duckdb.DuckDBPyConnection) -> list[tuple[str, int, int]]:
    """Month, matters that came back, matters."""
    return con.execute(
        f"select strftime(received_at, '%Y-%m'), came_back_14, matters_14 from {MATTERS.name} "
        "where matters_14 > 0 order by 1"
    ).fetchall()


def test_a_file_that_is_added_settles_and_continues_matters() -> None:
    """By hand: on 3 February only the matter of 1 January and that of 20 January (14 days old on the 3rd at nine, so
    not yet) could be over. With the second file's contacts of 10 January and 1 March all three are, and the first has
    come back.
    """
    with duckdb.connect() as con:
        write_file_days(con)
        con.execute(f"create table contacts as {contacts_of(FIRST)}")
        write_linked(con)
        assert counted(con) == [("2026-01", 0, 1)]
        con.execute(f"insert into contacts {contacts_of(SECOND)}")
        add_linked(con, [2])
        assert counted(con) == [("2026-01", 1, 3)]


@pytest.mark.parametrize("seed", range(4))
def test_months_added_in_their_order_give_what_all_give_together(seed: int) -> None:
    """Few customers who come back at any distance for a year: their matters cross months, and some go on for half of
    the year, so that a further month must follow them back.
    """
    chance = random.Random(seed)
    rows = []
    for customer in range(12):
        day, apart = 0.0, chance.choice([6.0, 13.0, 40.0])
        while day < 360:
            rows.append((day, customer, chance.choice(["waste", "waste", "roads"])))
            day += chance.expovariate(1 / apart) if apart > 10 else chance.uniform(1, 13.9)
    moments = [(datetime(2025, 1, 1) + timedelta(days=day), customer, service) for day, customer, service in rows]
    values = ", ".join(
        f"({1 + moment.month // 2}, {place}, 'moment', timestamp '{moment}', {customer}, '{service}')"
        for place, (moment, customer, service) in enumerate(moments)
    )
    with duckdb.connect() as con:
        write_file_days(con)
        con.execute(f"create table every_contact as {contacts_of(values)}")
        con.execute("create table contacts as select * from every_contact where file_id = 1")
        write_linked(con)
        for number in range(2, 8):
            con.execute(f"insert into contacts select * from every_contact where file_id = {number}")
            add_linked(con, [number])
            for constant in (MATTERS, FOLLOWED):
                added = con.execute(f"from {constant.name} order by all").fetchall()
                assert added == con.execute(f"from ({constant.sql}) order by all").fetchall()
    assert len(added) > 12


def test_files_added_one_by_one_give_what_all_give_together(sample_data: Path) -> None:
    """The sample's contacts in twelve parts, each added as a file of its own."""
    with duckdb.connect() as con:
        write_file_days(con, 12)
        path = open_store(sample_data).path
        con.execute(f"attach '{path}' as sample (read_only)")
        con.execute(
            "create table parts as select * replace ((hash(row_number, file_id) % 12)::usmallint as file_id) "
            "from sample.contacts"
        )
        con.execute("create table contacts as from parts where file_id = 0")
        write_linked(con)
        for number in range(1, 12):
            con.execute(f"insert into contacts from parts where file_id = {number}")
            add_linked(con, [number])
        for constant in (MATTERS, FOLLOWED):
            [(different,)] = con.execute(
                f"select count(*) from ((from {constant.name} except all ({constant.sql})) union all "
                f"(({constant.sql}) except all from {constant.name}))"
            ).fetchall()
            assert different == 0


@pytest.mark.parametrize("staff", [False, True])
def test_the_constant_says_what_the_rows_say(sample_data: Path, staff: bool) -> None:
    """Recounted from the first contacts of all matters, for a year and two wards, and for a channel at any time."""
    store = open_store(sample_data)
    one, other = store.present("ward", "contacts")[:2]
    asked = {
        f"received_at >= '2025-09-01' and received_at < '2026-09-01' and ward in ('{one}', '{other}')": Scope(
            YEAR, include_staff=staff
        ).with_choice("ward", one, other),
        "channel = 'phone'": Scope(include_staff=staff).with_choice("channel", "phone"),
    }
    for where, scope in asked.items():
        rows = store.tuples(
            "select service::varchar, sum(came_back_14), sum(matters_14) "
            f"from ({matters_of(columns=('service', 'ward', 'channel', 'requester'))}) "
            f"where matters_14 > 0 and {where} and ({staff} or requester <> 'staff') group by 1 order by 1"
        )
        frame = came_back(store, scope, Council()).frame
        assert list(zip(frame["service"], frame["numerator"], frame["denominator"], strict=True)) == rows
        assert sum(matters for *_, matters in rows) > 1000


def test_a_broken_month_another_column_or_other_days_are_asked_of_the_rows() -> None:
    meta = {constant.key: constant.digest for constant in (MATTERS, FOLLOWED)}
    ward, reason = "(ward in ($ward_0) and requester <> 'staff')", "(reason in ($reason_0))"
    assert matters_in(meta, ward, YEAR, 14) == ("", MATTERS.name)
    assert matters_in(meta, ward, YEAR, 28) == ("", MATTERS.name)
    assert matters_in(meta, ward, YEAR, 10) != ("", MATTERS.name)
    assert matters_in(meta, ward, Period(date(2025, 9, 1), date(2026, 8, 20)), 14) != ("", MATTERS.name)
    assert matters_in(meta, reason, YEAR, 14) != ("", MATTERS.name)
    assert followed_in(meta, reason, YEAR, 3) == ("", FOLLOWED.name)
    assert followed_in(meta, ward, YEAR, 3) != ("", FOLLOWED.name)
