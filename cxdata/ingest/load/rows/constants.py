"""Writing what never changes in a store (cxdata.constants): after its rows, before its checks, which read it."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

import duckdb

from cxdata.constants import DAYS, LEVELS, Constant
from cxdata.contract import TABLES
from cxdata.measures.constants.answers import ANSWERS, answers_sql
from cxdata.measures.constants.blanks import BLANKS
from cxdata.measures.constants.comments import COMMENTS
from cxdata.measures.constants.first_days import FIRST_DAYS
from cxdata.measures.constants.matters import DAYS as DAYS_APART
from cxdata.measures.constants.matters import KEPT, MATTERS, by_month, matters_of
from cxdata.measures.constants.sources import SOURCE_MONTHS

CONSTANTS: tuple[Constant, ...] = (DAYS, LEVELS, FIRST_DAYS, SOURCE_MONTHS, COMMENTS, BLANKS, MATTERS, ANSWERS)

_APART = timedelta(days=DAYS_APART)


def write_constants(con: duckdb.DuckDBPyConnection) -> None:
    """Make the tables of constants in the database in use on `con`, in whose `meta` nothing is said of them yet.

    Every clean table and `files` must be written already.
    """
    for constant in CONSTANTS:
        con.execute(f"create table {constant.name} as {constant.sql}")
        con.execute("insert into meta values ($key, $value)", {"key": constant.key, "value": constant.digest})


def add_files(con: duckdb.DuckDBPyConnection, files: Sequence[int]) -> None:
    """Bring the constants up to date after rows of these files were added, in the database in use on `con`.

    What a file's own rows say is added; what depends on other rows too is made again.
    """
    numbers = ", ".join(str(int(number)) for number in files)
    filled = " union all ".join(
        f"select '{name}' where exists (select 1 from {name} where file_id in ({numbers}))" for name in TABLES
    )
    touched = {name for (name,) in con.execute(filled).fetchall()}
    for constant in CONSTANTS:
        for part in constant.parts:
            # What a condition says of an old row changes only with a table that it looks into.
            stands = part.by_file or not touched & set(re.findall(r"from (\w+)", part.condition))
            if stands and part.table not in touched:
                continue
            if not stands:
                con.execute(f"delete from {constant.name} where {part.where}")
            con.execute(f"insert into {constant.name} by name {part.select(files if stands else ())}")
    if "contacts" in touched:
        add_matters(con, files)
    if "responses" in touched:
        add_answers(con, files)


def add_matters(con: duckdb.DuckDBPyConnection, files: Sequence[int]) -> None:
    """Count again the matters of whoever is in these files, in the database in use on `con`, and of whoever got in
    touch in the days before: theirs may be over now, or go on. Nobody else's can have changed.
    """
    new = f"file_id in ({', '.join(str(int(number)) for number in files)})"
    before, now, first = _moment(con, f"not {new}", "desc"), _moment(con, "true", "desc"), _moment(con, new, "asc")
    conditions = [new]
    if before and now and before != now:
        over = f"received_at > timestamp '{before - _APART}' and received_at <= timestamp '{now - _APART}'"
        conditions.append(over)
    _find_contacts_of(con, conditions, since=min(filter(None, (before, first))) - 2 * _APART)
    kept = ", ".join(("received_at", *KEPT))
    were = by_month(matters_of(f"(select * from contacts_in_question where not {new})", _newest(before)))
    are = by_month(matters_of("contacts_in_question", _newest(now)))
    con.execute(
        f"create or replace temp table changes as select {kept}, sum(came_back)::bigint as came_back, "
        f"sum(matters)::bigint as matters from ({are} union all by name select * "
        f"replace (-came_back as came_back, -matters as matters) from ({were})) group by all "
        "having sum(came_back) <> 0 or sum(matters) <> 0"
    )
    con.execute(
        f"merge into {MATTERS.name} m using changes c using ({kept}) when matched then update set "
        "came_back = m.came_back + c.came_back, matters = m.matters + c.matters when not matched then insert by name"
    )
    con.execute(f"delete from {MATTERS.name} where matters = 0")


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
    columns = ", ".join((*KEPT, "customer_key", "received_at", "grain", "file_id", "row_number"))
    return (
        f"select {columns} from contacts semi join customers_in_question using (customer_key, service) "
        f"where {within} and rowid in (select id from ids_in_question)"
    )


def add_answers(con: duckdb.DuckDBPyConnection, files: Sequence[int]) -> None:
    """Write again the answers of whoever answered in these files, in the database in use on `con`: their earlier ones
    have a next one now. To nobody else anything happened.
    """
    numbers = ", ".join(str(int(number)) for number in files)
    again = (
        "customer_key in (select customer_key from responses "
        f"where customer_key is not null and file_id in ({numbers}))"
    )
    con.execute(
        f"delete from {ANSWERS.name} where (file_id, row_number) in (select (file_id, row_number) from responses "
        f"where {again})"
    )
    touched = f"(select * from responses where {again} or file_id in ({numbers}))"
    con.execute(f"insert into {ANSWERS.name} by name {answers_sql(touched)}")
