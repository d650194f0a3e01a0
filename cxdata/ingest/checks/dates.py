"""Checks of dates: in an impossible order, standing for "not known", or still to come."""

from datetime import date

from cxdata.contract import TABLES, Field, Kind
from cxdata.ingest.checks.model import CARE, NO, CheckFinding, CheckRule, Loaded
from cxdata.ingest.checks.words import say_many, share, verb
from cxdata.periods import say_date

# What systems write where no date is known: the first and last days of their calendars.
SENTINELS = (
    date(1899, 12, 30),
    date(1899, 12, 31),
    date(1900, 1, 1),
    date(1900, 1, 2),
    date(1901, 1, 1),
    date(1904, 1, 1),
    date(1970, 1, 1),
    date(2049, 12, 31),
    date(2079, 6, 6),
    date(2099, 1, 1),
    date(2099, 12, 31),
    date(2100, 1, 1),
    date(2100, 12, 31),
)
_UNREADABLE = r"9999|0001|1753|1899|0000"
_MANY = 0.2
_SENTINEL_SQL = "[" + ", ".join(f"date '{day}'" for day in SENTINELS) + "]"


def _before(loaded: Loaded, table: str, start: str, end: str, *, days: bool) -> list[tuple[int, int, int]]:
    """File, rows in the wrong order, rows with both; an end without a time of day is compared by its day."""
    by_day = f"{end}::date < {start}::date"
    order = by_day if days else f"{end} < {start} and ({by_day} or {end} <> date_trunc('day', {end}))"
    return loaded.rows(
        f"""
        select file_id, count(*) filter ({order}), count(*) from {table}
        where {start} is not null and {end} is not null and not list_contains({_SENTINEL_SQL}, {end}::date)
        group by file_id having count(*) filter ({order}) > 0
        """
    )


def closed_before_received(loaded: Loaded) -> list[CheckFinding]:
    """Cases closed, acknowledged or answered before they came."""
    return [
        CheckFinding(
            file_id,
            table.name,
            f"{rows:,} of {of:,} {table.noun} {verb(rows, 'was', 'were')} {entry.ends} before the "
            f"day of receipt ({share(rows, of)}): the two dates are swapped or one is typed "
            "wrongly. Such rows are left out of days to close.",
            rows,
            NO if rows > of * _MANY else CARE,
        )
        for table in loaded.tables_with_rows()
        for entry in table.fields
        if entry.ends and table.time
        for file_id, rows, of in _before(loaded, table.name, table.time, entry.name, days=False)
    ]


def due_before_received(loaded: Loaded) -> list[CheckFinding]:
    """Promises that had passed before the case came."""
    return [
        CheckFinding(
            file_id,
            table.name,
            f"{rows:,} of {of:,} {table.noun} {verb(rows, 'was', 'were')} due before the day of receipt "
            f"({share(rows, of)}) and could never be on time. Ask how the system sets the date due.",
            rows,
            NO if rows > of * _MANY else CARE,
        )
        for table in loaded.tables_with_rows()
        for entry in table.fields
        if entry.ahead and table.time and entry.name != table.time
        for file_id, rows, of in _before(loaded, table.name, table.time, entry.name, days=True)
    ]


def _time_fields() -> list[tuple[str, Field]]:
    return [
        (table.name, field)
        for table in TABLES.values()
        for field in table.fields
        if field.kind in (Kind.TIME, Kind.DATE)
    ]


def sentinel_dates(loaded: Loaded) -> list[CheckFinding]:
    """Dates that stand for 'not known', loaded as if they were dates, or set aside because no calendar has them."""
    findings = []
    filled = {table.name for table in loaded.tables_with_rows()}
    for table, entry in _time_fields():
        if table not in filled:
            continue
        field = entry.name
        for file_id, rows, days in loaded.rows(
            f"select file_id, count(*), list_sort(list(distinct {field}::date)) from {table} "
            f"where list_contains({_SENTINEL_SQL}, {field}::date) group by file_id"
        ):
            shown = " and ".join(say_date(day) for day in days[:2])
            findings.append(
                CheckFinding(
                    file_id,
                    table,
                    f"{say_many(rows, 'row has', 'rows have')} the {field.replace('_', ' ')} {shown}, which a system "
                    "writes when it has no date. Name that value under 'missing' in the profile and load again: it "
                    "then counts as blank.",
                    rows,
                )
            )
    for file_id, field, rows, value in loaded.rows(
        "select file_id, field, count(*), any_value(value) from set_aside "
        "where reason like '%is not a date%' and regexp_matches(value, $pattern) group by file_id, field",
        {"pattern": _UNREADABLE},
    ):
        findings.append(
            CheckFinding(
                file_id,
                "set_aside",
                f"{say_many(rows, 'row is', 'rows are')} set aside for the {field.replace('_', ' ')} '{value}', which "
                "looks like a system's 'no date'. Name that value under 'missing' in the profile and load again.",
                rows,
            )
        )
    return findings


def future_dates(loaded: Loaded) -> list[CheckFinding]:
    """Things that happened after today."""
    findings = []
    filled = {table.name for table in loaded.tables_with_rows()}
    for table, entry in _time_fields():
        if entry.ahead or table not in filled:
            continue
        field = entry.name
        for file_id, rows, of, last in loaded.rows(
            f"select file_id, count(*) filter ({field}::date > $today), count(*), max({field})::date from {table} "
            f"where {field} is not null and not list_contains({_SENTINEL_SQL}, {field}::date) "
            f"group by file_id having max({field})::date > $today",
            {"today": loaded.today},
        ):
            findings.append(
                CheckFinding(
                    file_id,
                    table,
                    f"{say_many(rows, 'row has', 'rows have')} a {field.replace('_', ' ')} after today, the latest "
                    f"{say_date(last)}. Either day and month are swapped or the date is typed wrongly; figures up to "
                    f"{say_date(loaded.today)} are not touched by it.",
                    rows,
                    NO if rows > of * _MANY else CARE,
                )
            )
    return findings


RULES = (
    CheckRule(
        "closed_before_received",
        "Cases closed, acknowledged or answered before they were received.",
        "They are left out of days to close. Above one row in five: do not use.",
        closed_before_received,
        by_file=True,
    ),
    CheckRule(
        "due_before_received",
        "Cases due before the day they were received.",
        "They could never be on time. Above one row in five: do not use.",
        due_before_received,
        by_file=True,
    ),
    CheckRule(
        "sentinel_dates",
        "Dates that a system writes for 'no date': 1 January 1900, 1 January 1970, 31 December 9999 and the like.",
        "Name the value under `missing` in the profile and load again; it then counts as blank.",
        sentinel_dates,
        by_file=True,
    ),
    CheckRule(
        "future_dates",
        "Things that happened after the day of the load.",
        "Day and month swapped, or typed wrongly. Promised dates may lie ahead and are not looked at.",
        future_dates,
        by_file=True,
    ),
)
