"""The clocks of a complaint, one row (a case at one stage) by itself, worked out once as it is stored.

The Complaint Handling Code of the Local Government and Social Care Ombudsman (February 2024, chapter 6): a complaint is
acknowledged within 5 working days of its receipt; stage 1 is answered within 10 working days of the acknowledgement and
stage 2 within 20; either may be put off once by up to as many days again, with the reason and the new date.

What the Code leaves open is decided here: docs/complaints.md says each in words and why. The day on which something
happens is not counted, so what comes on a Saturday or late at night has its day 1 on the next working day. A case never
acknowledged has its clock started by the last day on which it should have been. A reply sent before an acknowledgement
acknowledges too. A refused complaint has no clock, and neither has one with the Ombudsman. A case opened again has its
time from that day.
"""

import duckdb

from cxdata.contract.words.decisions import decision
from cxdata.contract.words.stages import stage_number
from cxdata.council.working_days import bank_holidays

ACKNOWLEDGE = 5
STAGES = {1: 10, 2: 20}
"""Working days for the reply at each stage of the Code; as many more where it is put off."""
NATION = "nation"
"""The variable of a connection that says whose bank holidays count."""
_LONGEST = 2 * max(STAGES.values())
_STAGE = stage_number("x.stage")
_DATED = "x.grain in ('moment', 'day')"
_REFUSED = (
    "(lower(x.outcome::varchar) in ('refused', 'not accepted', 'rejected') or lower(x.refusal_reason::varchar) not in "
    "('not recorded', 'no', 'n', 'none', 'not refused', 'n/a'))"
)
_DECIDED = f"({decision('x.outcome')} is not null or lower(x.outcome::varchar) in ('withdrawn', 'resolved'))"
_RECEIVED = "x.received_at::date"


def _not_before_receipt(column: str) -> str:
    return f"case when x.{column}::date >= {_RECEIVED} then x.{column}::date end"


_ACKNOWLEDGED, _REOPENED = _not_before_receipt("acknowledged_at"), _not_before_receipt("reopened_at")
# A reply of the very day of reopening may have come before it or after: it is taken for the reply that stands.
_REPLIED = (
    f"case when x.responded_at::date >= {_RECEIVED} and (x.reopened_at is null or x.responded_at >= x.reopened_at "
    "or (x.responded_at::date = x.reopened_at::date and x.responded_at::time = time '00:00')) "
    "then x.responded_at::date end"
)
_OPEN = f"not {_REFUSED} and {_REPLIED} is null and (x.reopened_at is not null or not {_DECIDED})"
_HAS_CLOCK = f"({_DATED} and {_STAGE} in ({', '.join(map(str, STAGES))}) and not {_REFUSED})"
_DAYS = f"case {_STAGE} {' '.join(f'when {stage} then {days}' for stage, days in STAGES.items())} end"
_ACKNOWLEDGE_BY = f"r.next_days[{ACKNOWLEDGE}]"
_CLOCK_FROM = f"greatest(coalesce({_ACKNOWLEDGED}, {_ACKNOWLEDGE_BY}), {_REOPENED})"
_REPLY_BY = (
    f"case when {_HAS_CLOCK} then case when x.extended_to::date > s.next_days[{_DAYS}] "
    f"then least(x.extended_to::date, s.next_days[2 * {_DAYS}]) else s.next_days[{_DAYS}] end end"
)
_FIRST_WORD = f"coalesce(least({_ACKNOWLEDGED}, {_not_before_receipt('responded_at')}), {_ACKNOWLEDGED})"

COLUMNS = {
    "stage_number": f"({_STAGE})::utinyint",
    "is_refused": _REFUSED,
    "is_open": f"case when {_DATED} then coalesce({_OPEN}, true) end",
    "acknowledge_by": f"case when {_HAS_CLOCK} then {_ACKNOWLEDGE_BY} end",
    "clock_from": f"case when {_HAS_CLOCK} then {_CLOCK_FROM} end",
    "reply_by": _REPLY_BY,
    # Of a register that records no acknowledgement at all nobody can say whether there was one.
    "acknowledged_in_time": f"case when {_HAS_CLOCK} and f.acknowledges then case when {_FIRST_WORD} is not null "
    f"then {_FIRST_WORD} <= {_ACKNOWLEDGE_BY} when {_ACKNOWLEDGE_BY} < f.last_day then false end end",
    "answered_in_time": f"case when {_HAS_CLOCK} then case when {_REPLIED} is not null then {_REPLIED} <= {_REPLY_BY} "
    f"when {_OPEN} and {_REPLY_BY} < f.last_day then false end end",
    "working_days": f"case when {_HAS_CLOCK} and e.number is not null then greatest(e.number - s.number, 0) end",
}
"""The SQL of each column, over `x` (the row), `f` (its file), and r, s, e (the days of receipt, start and reply)."""
JOINS = (
    f"left join working_days r on r.day = {_RECEIVED} "
    f"left join working_days s on s.day = {_CLOCK_FROM} left join working_days e on e.day = {_REPLIED}"
)


def make_calendar(con: duckdb.DuckDBPyConnection, rows: str) -> None:
    """Make the temporary table `working_days` of each day that complaints in `rows` can touch.

    `day`, `number` (how many working days there were up to it), `next_days` (the 40 working days after it). The bank
    holidays are those of the nation in the connection's variable `nation`.
    """
    # A year mistyped as 2206 is not worth a calendar of two centuries.
    [(first, last, nation)] = con.execute(
        f"select min(year(received_at)), least(max(year(received_at)), year(current_date) + 1) + 5, "
        f"coalesce(getvariable('{NATION}'), 'england') from ({rows}) where year(received_at) between 1950 and 2150"
    ).fetchall()
    years = range(first, last + 1) if first is not None and first <= last else range(0)
    closed = ", ".join(f"date '{day}'" for day in sorted(bank_holidays(nation, years))) or "null"
    span = f"date '{years[0]}-01-01', date '{years[-1]}-12-31'" if years else "null::date, null::date"
    con.execute(f"""
        create or replace temp table working_days as
        with days as (
            select day::date as day, isodow(day) < 6 and coalesce(day::date not in ({closed}), true) as works
            from (select unnest(generate_series({span}, interval 1 day)) as day)
        ),
        all_of_them as (select list(day order by day) filter (works) as working from days),
        counted as (select day, count(*) filter (works) over (order by day) as number from days)
        select day, number::integer as number, working[number + 1 : number + {_LONGEST}] as next_days
        from counted, all_of_them
    """)
