"""What the two engines mean by one statement: each difference that is made up for, in a SELECT that shows it."""

from datetime import date
from typing import Any

import duckdb
import pandas as pd
import pytest

from cxdata.data_folder.remote import RemoteStore
from cxdata.errors import CxError

# (what it shows, the SELECT): both engines must answer it alike.
STATEMENTS = [
    (
        "halves are rounded away from zero",
        "select round(x) from (values (0.5), (1.5), (2.5), (-2.5), (2.4)) v(x) order by x",
    ),
    ("a percentile lies between two values", "select quantile_cont(x, [0.5, 0.9])[1] from (values (1), (2), (7)) v(x)"),
    ("the second percentile", "select quantile_cont(x, [0.5, 0.9])[2] from (values (1.5::double), (2), (7), (9)) v(x)"),
    ("no percentile of nothing", "select quantile_cont(x, [0.5, 0.9])[2] from (select 1.5 as x) where x > 2"),
    ("the sum of nothing is null, its count 0", "select sum(x), count(*), max(x) from (select 1 as x) where x > 2"),
    ("nor has a filter that nothing meets a sum", "select sum(x) filter (where x > 2), count(*) from (select 1 as x)"),
    ("a filter skips null", "select sum(x) filter (x > 1) from (values (1), (2), (null)) as v(x)"),
    ("no partner in a join is null", "select a.x, b.y from (select 1 as x) a left join (select 2 as y) b on x = y"),
    (
        "a full join keeps both sides",
        "select a.x, b.y from (values (1), (2)) a(x) full join (values (2), (3)) b(y) on x = y order by x, y",
    ),
    ("null meets nothing", "select count(*) from (values (1), (null)) a(x) join (values (1), (null)) b(y) on x = y"),
    ("null is no other value", "select count(*) from (values (1), (2), (null)) as v(x) where x <> 1"),
    ("null comes last", "select x from (values (2), (null), (1)) as v(x) order by x"),
    ("and last from above", "select x from (values (2), (null), (1)) as v(x) order by x desc"),
    ("capital letters come first", "select x from (values ('b'), ('B'), ('a'), ('é'), ('')) as v(x) order by x"),
    ("a whole division", "select 7 // 2, 7 % 4, (2025 * 12 + 3 - 4) // 12"),
    ("a division", "select 7 / 2, 1 / 3"),
    ("a week begins on Monday", "select date_trunc('week', timestamp '2026-11-29 23:59:59')"),
    ("a month", "select date_trunc('month', timestamp '1999-12-31 12:00:00'), year(date '1999-12-31')"),
    (
        "a month and a week long ago",
        "select date_trunc('month', t), date_trunc('week', t), date_trunc('day', t), year(t), isodow(t), "
        "strftime(t, '%Y-%m') from (select timestamp '1905-03-04 10:11:12' as t)",
    ),
    ("long ago", "select timestamp '1905-03-04 10:11:12', date '1905-03-04'"),
    (
        "days of the week",
        "select isodow(date '2026-11-29'), isodow(date '2026-11-30'), hour(timestamp '2026-11-29 07:08:09')",
    ),
    ("a list is counted from 1", "select (['a', 'b', 'c'])[2]"),
    ("the time of day", "select t::time >= time '09:00' from (select timestamp '2026-11-29 09:00:00' as t)"),
    ("and just before", "select t::time >= time '09:00' from (select timestamp '2026-11-29 08:59:59.999999' as t)"),
    ("days apart", "select timestamp '2026-11-15 10:00:00' - timestamp '2026-11-01 10:00:00' <= to_days(14)"),
    ("and a second more", "select timestamp '2026-11-15 10:00:01' - timestamp '2026-11-01 10:00:00' <= to_days(14)"),
    ("minutes later", "select t + to_minutes(30), t - to_hours(2) from (select timestamp '2026-11-15 23:45:00' as t)"),
    ("minutes apart", "select timestamp '2026-11-15 10:30:00' - timestamp '2026-11-15 10:00:00' <= to_minutes(30)"),
    ("and a second more", "select timestamp '2026-11-15 10:30:01' - timestamp '2026-11-15 10:00:00' <= to_minutes(30)"),
    (
        "days since",
        "select d - date '1970-01-01' from (values (date '2026-11-26'), (date '1905-03-04')) as v(d) order by d",
    ),
    (
        "a number too large",
        "select try_cast(x as bigint) from (select 1180591620717411303424::hugeint as x)",
    ),
    ("days before", "select timestamp '2026-11-15 10:00:00' - to_days(14)"),
    ("a date as a text", "select strftime(date '2026-03-01', '%Y-%m'), strftime(null::date, '%Y-%m')"),
    ("numbers in a text", "select printf('%d/%02d', 2025, 26 % 100), printf('%02d:00', 7)"),
    ("sorted lists", "select list(x order by y desc) from (values (1, 1), (2, 3), (3, 2)) as v(x, y)"),
    ("the files of a group", "select map_keys(histogram(x)) from (values (3), (1), (3)) as v(x)"),
    ("rows that are equal", "select row(1, 'a') in (select row(x, y) from (values (1, 'a'), (2, 'b')) as v(x, y))"),
    (
        "grouping sets say what is left out",
        "select a, b, grouping(a, b), sum(x) from (values ('p', 'q', 1), ('p', 'r', 2)) as v(a, b, x) "
        "group by grouping sets ((a), (b), ()) order by all",
    ),
    (
        "the last of each",
        "select k, x from (values (1, 3), (1, 5), (2, 4)) as v(k, x) "
        "qualify row_number() over (partition by k order by x desc) = 1 order by k",
    ),
    (
        "the one before",
        "select x, lag(x) over later, lead(x) over later from (values (1), (2), (3)) as v(x) "
        "window later as (order by x) order by x",
    ),
    (
        "without partner",
        "select x, y from (values (1, 2), (3, 4)) as a(x, y) anti join (select 3 as x, 4 as y) b using (x, y)",
    ),
    ("the earliest", "select arg_min(x, (y, z)) from (values (1, 2, 3), (2, 2, 1)) as v(x, y, z)"),
    (
        "spans joined by time",
        "select n from (select date '2026-05-01' as d) join (values (1, date '2026-01-01', "
        "date '2026-06-01'), (2, date '2026-06-01', date '2026-12-01')) as s(n, a, b) on d >= a and d < b",
    ),
    ("words are found in any case", "select regexp_matches('Formal Complaint', '(?i)^(formal )?complaints?\\b')"),
    ("no word in its middle", "select regexp_matches('complainant', '(?i)^(formal )?complaints?\\b')"),
    (
        "a month among days, of which there are many",
        "select date_trunc('month', t) in (date '2025-01-01', date '2025-02-01', date '2025-03-01', date '2025-04-01') "
        "from (values (timestamp '2025-03-05 10:00:00'), (timestamp '2025-05-01 00:00:00'), (null)) v(t) order by t",
    ),
    (
        "a moment not among days",
        "select t not in (date '2025-03-01') from (values (timestamp '2025-03-01 00:00:00'), "
        "(timestamp '2025-03-01 00:00:01')) v(t) order by t",
    ),
    (
        "a day among moments",
        "select t::date in (timestamp '2025-03-05 00:00:00', timestamp '2025-03-06 01:00:00') "
        "from (values (timestamp '2025-03-05 10:00:00'), (timestamp '2025-03-06 01:00:00')) v(t) order by t",
    ),
    (
        "a month among the days of a table",
        "select date_trunc('month', t) in (select d from (values (date '2025-03-01'), (date '2025-04-01')) x(d)) "
        "from (values (timestamp '2025-03-05 10:00:00'), (timestamp '2025-05-01 00:00:00')) v(t) order by t",
    ),
    ("null could be any", "select x in (1, null), x not in (1, null) from (values (1), (2), (null)) v(x) order by x"),
    (
        "and is nothing known",
        "select x in (null), x not in (null), x in (1, 2) from (values (1), (null)) v(x) order by x",
    ),
    ("letters of any kind", "select lower('ÉMILE Œ'), upper('émile œ')"),
    (
        "letters, not bytes",
        "select length('éab'), left('éab', 2), right('aéb', 2), substring('éaéb', 2, 2), substring('éab', 2)",
    ),
    ("an empty text is no null", "select nullif(trim('  '), ''), coalesce(nullif('', ''), 'x'), '' is null"),
    ("large whole numbers", "select 9007199254740993::bigint, 18446744073709551615::ubigint"),
    ("a truth", "select bool_or(x > 1), bool_or(x > 5) from (values (1), (2)) as v(x)"),
    ("names of a statement", "select sum(x) as x from (values (1), (2)) as v(x) where x > 1"),
    (
        "several rows of one value",
        "select part.of, part.level from (select unnest([{'of': 'a', 'level': 'b'}, "
        "{'of': 'c', 'level': 'd'}]) as part) order by all",
    ),
]


def alike(value: Any) -> Any:
    """A value as both engines may give it: a truth is 1 or 0, a list a tuple, a day that day at midnight."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, (list, tuple)):
        return tuple(alike(each) for each in value)
    if type(value) is date:
        return value.isoformat()
    return str(value) if hasattr(value, "isoformat") else value


@pytest.mark.parametrize(("sql"), [pytest.param(sql, id=what) for what, sql in STATEMENTS])
def test_both_engines_mean_the_same(sql: str, remote: RemoteStore) -> None:
    expected = duckdb.connect().execute(sql).fetchall()
    answered = remote.tuples(sql)
    assert [alike(row) for row in answered] == [
        pytest.approx(alike(row), rel=1e-12) if all(isinstance(x, (int, float)) for x in alike(row)) else alike(row)
        for row in expected
    ]


HOSTILE = (
    "it's \\ a {word:String} with $names, 'quotes', \"these\", -- a comment; drop table contacts /* and é\t\n\0 */"
)


@pytest.mark.parametrize(
    "value", [HOSTILE, "", "\\N", 7, -1.5, True, date(1905, 3, 4), date(2026, 11, 26), None], ids=repr
)
def test_a_value_is_bound_and_comes_back(value: Any, remote: RemoteStore) -> None:
    assert [alike(row) for row in remote.tuples("select $value as v", {"value": value})] == [alike((value,))]


def test_a_moment_is_found_among_bound_days(remote: RemoteStore) -> None:
    sql = "select t in ($first, $second) from (select timestamp '2025-03-01 00:00:00' as t)"
    days = {"first": date(2025, 3, 1), "second": date(1905, 3, 4)}
    assert [alike(row) for row in remote.tuples(sql, days)] == [(1,)]
    assert duckdb.connect().execute(sql, days).fetchall() == [(True,)]


def test_a_frame_of_truths_is_a_mask(remote: RemoteStore) -> None:
    select = "select x > 1 as more, coalesce(x in (1, 2), false) as one, x is null as none, bool_or(x > 2) as any"
    sql = f"{select} from (values (1), (2), (3)) as v(x) group by all order by all"
    expected = duckdb.connect().execute(sql).df()
    pd.testing.assert_frame_equal(remote.rows(sql), expected)
    assert {name: array.dtype for name, array in remote.arrays(sql).items()} == dict.fromkeys(expected, "bool")


def test_what_cannot_be_translated_is_refused(remote: RemoteStore) -> None:
    with pytest.raises(CxError, match="rounds to decimals, which is not translated"):
        remote.tuples("select round(1.25, 1)")
    with pytest.raises(CxError, match="is not translated for ClickHouse yet"):
        remote.tuples("select date_trunc('decade', date '2026-01-01')")
    with pytest.raises(CxError, match="cannot be bound for ClickHouse: set"):
        remote.tuples("select $x", {"x": {1}})
    with pytest.raises(CxError, match="ClickHouse refused a statement"):
        remote.tuples("select nothing_of_this_name from contacts")
