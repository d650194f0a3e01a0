"""Writing who came back (cxdata.measures.constants): two constants of contacts beside the customer's next.

Both are made of contacts sorted by customer, which is done once for the two.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

import duckdb

from cxdata.constants import Constant
from cxdata.measures.constants import followed, matters
from cxdata.measures.constants.followed import FOLLOWED
from cxdata.measures.constants.linked import BANDS, CROWD_DAYS, READ, linked
from cxdata.measures.constants.matters import MATTERS

LINKED: tuple[Constant, ...] = (MATTERS, FOLLOWED)
_APART = timedelta(days=max(*BANDS, *matters.WINDOWS, CROWD_DAYS))
"""Contacts further apart than this have nothing to do with one another."""
_COLUMNS = tuple(dict.fromkeys((*matters.KEPT, *followed.KEPT, "grain")))
_OF_TABLE = "select * from linked_contacts"


def write_linked(con: duckdb.DuckDBPyConnection) -> None:
    """Make both tables in the database in use on `con`, whose contacts are written."""
    con.execute(f"create or replace temp table linked_contacts as {linked('contacts', _COLUMNS)}")
    con.execute(f"create table {MATTERS.name} as {matters.by_month(matters.matters_of(_OF_TABLE))}")
    con.execute(f"create table {FOLLOWED.name} as {followed.by_month(followed.followed_of(neighbours=_OF_TABLE))}")
    con.execute("drop table linked_contacts")


def add_linked(con: duckdb.DuckDBPyConnection, files: Sequence[int]) -> None:
    """Bring both tables up to date after rows of these files were added, in the database in use on `con`.

    What was counted of whoever is in these files, and of whoever got in touch in the weeks before, is taken off, and
    what is to be counted now is put on: their matters may be over now, or go on. Nobody else's can have changed.
    """
    new = f"file_id in ({', '.join(str(int(number)) for number in files)})"
    before, now, first = _moment(con, f"not {new}", "desc"), _moment(con, "true", "desc"), _moment(con, new, "asc")
    conditions = [new]
    if before and now and before != now:
        over = f"received_at > timestamp '{before - _APART}' and received_at <= timestamp '{now}'"
        conditions.append(over)
    _find_contacts_of(con, conditions, since=min(filter(None, (before, first))) - 2 * _APART)
    _change(con, new, _newest(before), _newest(now))


def _change(con: duckdb.DuckDBPyConnection, new: str, before: str, now: str) -> None:
    """Take off what was counted of the contacts in question, and put on what is to be counted now; new ones that cannot
    be followed are counted beside them.
    """
    spans = {"linked_before": f"(select * from contacts_in_question where not {new})", "linked_now": ""}
    for table, contacts in spans.items():
        con.execute(f"create or replace temp table {table} as {linked(contacts or 'contacts_in_question', _COLUMNS)}")
    _fold(
        con,
        MATTERS.name,
        ("received_at", *matters.KEPT),
        matters.counts(),
        matters.by_month(matters.matters_of("select * from linked_now", now)),
        matters.by_month(matters.matters_of("select * from linked_before", before)),
    )
    nobody = "(select * from contacts where false)"
    _fold(
        con,
        FOLLOWED.name,
        ("received_at", *followed.KEPT, *followed.FOUND),
        ("contacts",),
        followed.by_month(
            followed.followed_of(f"(select * from contacts where {new})", "select * from linked_now", now)
        ),
        followed.by_month(followed.followed_of(nobody, "select * from linked_before", before)),
    )


def _fold(
    con: duckdb.DuckDBPyConnection,
    table: str,
    keys: Sequence[str],
    sums: Sequence[str],
    are: str,
    were: str,
) -> None:
    """Add to a table's sums what they are of some contacts, less what they were; a row that counts nothing goes."""
    kept = ", ".join(keys)
    added = ", ".join(f"sum({name})::bigint as {name}" for name in sums)
    taken = ", ".join(f"-{name} as {name}" for name in sums)
    con.execute(
        f"create or replace temp table changes as select {kept}, {added} "
        f"from ({are} union all by name select * replace ({taken}) from ({were})) group by all "
        f"having {' or '.join(f'sum({name}) <> 0' for name in sums)}"
    )
    update = ", ".join(f"{name} = m.{name} + c.{name}" for name in sums)
    alike = " and ".join(f"m.{name} is not distinct from c.{name}" for name in keys)
    con.execute(
        f"merge into {table} m using changes c on {alike} when matched then update set {update} "
        "when not matched then insert by name"
    )
    con.execute(f"delete from {table} where {' and '.join(f'{name} = 0' for name in sums)}")


def _newest(moment: datetime | None) -> str:
    """Until when anybody can know, as SQL: for ever where there is no contact."""
    return f"timestamp '{moment or 'infinity'}'"


def _moment(con: duckdb.DuckDBPyConnection, condition: str, order: str) -> datetime | None:
    """The moment of the newest ("desc") or oldest ("asc") contact that fulfils a condition; None where there is none.

    As the first of all in order, not as a maximum: so DuckDB reads only the blocks of rows in which it can be.
    """
    found = con.execute(
        f"select received_at from contacts where {condition} order by received_at {order} limit 1"
    ).fetchone()
    return found[0] if found else None


def _find_contacts_of(con: duckdb.DuckDBPyConnection, conditions: Sequence[str], *, since: datetime) -> None:
    """Make the temporary table `contacts_in_question`: all that is asked of matters, of each customer and service of
    which a contact fulfils one of these conditions, from `since` on.

    Contacts that go further back are followed to where nothing came before for so long that a matter began there.
    """
    known = "select customer_key, service from contacts where customer_key is not null and"
    con.execute(
        "create or replace temp table customers_in_question as select distinct * from "
        f"({' union all '.join(f'{known} {condition}' for condition in conditions)})"
    )
    con.execute(f"create or replace temp table contacts_in_question as {_contacts_of(con, since, None)}")
    oldest, step = _moment(con, "true", "asc"), 4 * _APART
    while oldest and oldest < since:
        con.execute(
            "create or replace temp table customers_in_question as select customer_key, service "
            f"from contacts_in_question group by all having min(received_at) < timestamp '{since + _APART}'"
        )
        if con.execute("select 1 from customers_in_question limit 1").fetchone() is None:
            return
        earlier = since - step
        con.execute(f"insert into contacts_in_question {_contacts_of(con, earlier, since)}")
        since, step = earlier, 4 * step


def _contacts_of(con: duckdb.DuckDBPyConnection, since: datetime, until: datetime | None) -> str:
    """The SELECT of what is asked of the contacts of `customers_in_question` in a span of time.

    Whose they are is looked up first: of all other contacts only moment and customer are read.
    """
    within = f"received_at >= timestamp '{since}'" + (f" and received_at < timestamp '{until}'" if until else "")
    con.execute(
        f"create or replace temp table ids_in_question as select rowid as id from contacts where {within} and "
        "customer_key in (select customer_key from customers_in_question)"
    )
    columns = ", ".join(dict.fromkeys((*_COLUMNS, *READ)))
    return (
        f"select {columns} from contacts semi join customers_in_question using (customer_key, service) "
        f"where {within} and rowid in (select id from ids_in_question)"
    )
