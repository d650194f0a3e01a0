"""Writing what never changes in a store (cxdata.constants): after its rows, before its checks, which read it."""

import re
from collections.abc import Sequence

import duckdb

from cxdata.constants import DAYS, LEVELS, Constant
from cxdata.contract import TABLES
from cxdata.measures.constants.blanks import BLANKS
from cxdata.measures.constants.comments import COMMENTS
from cxdata.measures.constants.first_days import FIRST_DAYS
from cxdata.measures.constants.matters import DAYS as DAYS_APART
from cxdata.measures.constants.matters import KEPT, MATTERS, by_month, matters_of
from cxdata.measures.constants.sources import SOURCE_MONTHS

CONSTANTS: tuple[Constant, ...] = (DAYS, LEVELS, FIRST_DAYS, SOURCE_MONTHS, COMMENTS, BLANKS, MATTERS)


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


def add_matters(con: duckdb.DuckDBPyConnection, files: Sequence[int]) -> None:
    """Count again the matters of whoever is in these files, in the database in use on `con`, and of whoever got in
    touch in the days before: theirs may be over now, or go on. Nobody else's can have changed.
    """
    new = f"file_id in ({', '.join(str(int(number)) for number in files)})"
    before, now = _newest(con, f"not {new}"), _newest(con, "true")
    kept, apart = ", ".join(("received_at", *KEPT)), f"to_days({DAYS_APART})"
    conditions = [new]
    if before != now:
        conditions.append(f"received_at > {before} - {apart} and received_at <= {now} - {apart}")
    _find_contacts_of(con, conditions)
    were = by_month(matters_of(f"(select * from contacts_in_question where not {new})", before))
    are = by_month(matters_of("contacts_in_question", now))
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


def _newest(con: duckdb.DuckDBPyConnection, condition: str) -> str:
    """The moment of the newest contact that fulfils a condition, as SQL; without end where there is none.

    As the first of all in order, not as a maximum: so DuckDB reads only the blocks of rows in which it can be.
    """
    newest = con.execute(
        f"select received_at from contacts where {condition} order by received_at desc limit 1"
    ).fetchone()
    return f"timestamp '{newest[0]}'" if newest else "timestamp 'infinity'"


def _find_contacts_of(con: duckdb.DuckDBPyConnection, conditions: Sequence[str]) -> None:
    """Make the temporary table `contacts_in_question`: all that is asked of matters, of everybody and every service of
    whom and which a contact fulfils one of these conditions.

    Whose they are is looked up first: of all other contacts only the customer is read.
    """
    known = "select customer_key, service from contacts where customer_key is not null and"
    con.execute(
        "create or replace temp table customers_in_question as select distinct * from "
        f"({' union all '.join(f'{known} {condition}' for condition in conditions)})"
    )
    con.execute(
        "create or replace temp table ids_in_question as select rowid as id from contacts "
        "where customer_key in (select customer_key from customers_in_question)"
    )
    columns = ", ".join((*KEPT, "customer_key", "received_at", "grain", "file_id", "row_number"))
    con.execute(
        f"create or replace temp table contacts_in_question as select {columns} from contacts "
        "semi join customers_in_question using (customer_key, service) where rowid in (select id from ids_in_question)"
    )
