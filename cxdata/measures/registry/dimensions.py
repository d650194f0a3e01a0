"""Every way a measure can be split, and the SQL that says so."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from cxdata.contract import CHANNELS, COMPLEXITIES, MONTH_KNOWN, NOT_RECORDED, REQUESTERS
from cxdata.contract.words.stages import stage_name
from cxdata.council import Council
from cxdata.measures.model import Dimension, Measure
from cxdata.measures.registry.complaints import DUE, LAST_DAY
from cxdata.periods import WEEKDAYS, Period, add_months, name_period

OVERDUE, IN_TIME, NO_CLOCK = "Overdue", "Not yet due", "No due date"
WEEKS_OPEN = ("Under 2 weeks", "2 to 4 weeks", "4 to 8 weeks", "8 to 13 weeks", "Over 13 weeks", NOT_RECORDED)
NOT_OPEN = "Not open"
_WEEKS = (2, 4, 8, 13)
URGENCY = ("Urgent", "Not urgent", NOT_RECORDED)
_AGES = tuple(
    f"when date_diff('day', {{time}}::date, {LAST_DAY}) < {7 * weeks} then {place}"
    for place, weeks in enumerate(_WEEKS)
)
_DAYS_OPEN = " ".join(f"when days_open < {7 * weeks} then {place}" for place, weeks in enumerate(_WEEKS))
IN_HOURS, OUT_OF_HOURS = "In opening hours", "Out of hours"


def _column(name: str, title: str, meaning: str = "", levels: tuple[str, ...] = ()) -> Dimension:
    return Dimension(name, title, name, (name,), levels=levels, meaning=meaning, column=name)


def _calendar(name: str, title: str, sql: str, label: str, meaning: str, *, months: int = 0) -> Dimension:
    """A span of time; a figure for a longer one is in none of them, and so is not recorded."""
    label = f"coalesce({label}, '{NOT_RECORDED}')"
    return Dimension(name, title, sql, needs_time=True, label=label, meaning=meaning, calendar=True, months=months)


_MONTHS_SINCE_APRIL_0 = "(year({time}) * 12 + month({time}) - 4)"

DIMENSIONS: dict[str, Dimension] = {
    dimension.id: dimension
    for dimension in (
        _column("channel", "Channel", "How the customer got in touch", (*CHANNELS, NOT_RECORDED)),
        Dimension(
            "channel_group",
            "Channel group",
            "case when channel in ({online}) then 'online' when channel in ({automated_phone}) then 'automated_phone' "
            "when channel in ({assisted}) then 'assisted' else 'other' end",
            ("channel",),
            levels=("online", "automated_phone", "assisted", "other"),
            meaning="Online, automated phone, or assisted by staff; partner, other and not recorded stand apart",
        ),
        _column("service", "Service"),
        _column("customer_type", "Customer type"),
        Dimension("ward", "Ward", "ward", ("ward_code",), column="ward", meaning="Ward, or another kind of area"),
        _column("provider", "Provider", "Who delivers the service"),
        _column("requester", "Raised by", levels=(*REQUESTERS, NOT_RECORDED)),
        _column("complexity", "Complexity", levels=(*COMPLEXITIES, NOT_RECORDED)),
        _calendar(
            "month",
            "Month",
            f"case when {MONTH_KNOWN} then date_trunc('month', {{time}}) end",
            "strftime({value}, '%Y-%m')",
            "Calendar month, such as 2026-09; not known of figures for a week, a quarter or a year",
            months=1,
        ),
        _calendar(
            "week",
            "Week",
            "case when grain in ('moment', 'day') then date_trunc('week', {time}) when grain = 'week' then {time} end",
            "strftime({value}, '%Y-%m-%d')",
            "Week, by its first day; not known of figures for a month or longer",
        ),
        _calendar(
            "quarter",
            "Quarter",
            f"case when grain <> 'year' then {_MONTHS_SINCE_APRIL_0} // 3 end",
            "printf('%d/%02d Q%d', {value} // 4, ({value} // 4 + 1) % 100, {value} % 4 + 1)",
            "Quarter of the financial year; Q1 is April to June; not known of figures for a year, and a week counts in "
            "that of its first day",
            months=3,
        ),
        _calendar(
            "half_year",
            "Half-year",
            f"case when grain <> 'year' then {_MONTHS_SINCE_APRIL_0} // 6 end",
            "printf('%d/%02d H%d', {value} // 2, ({value} // 2 + 1) % 100, {value} % 2 + 1)",
            "April to September is H1, October to March H2; not known of figures for a year",
            months=6,
        ),
        _calendar(
            "financial_year",
            "Financial year",
            f"case when grain <> 'year' or month({{time}}) = 4 then {_MONTHS_SINCE_APRIL_0} // 12 end",
            "printf('%d/%02d', {value}, ({value} + 1) % 100)",
            "April to March; not known of figures for a year that begins in another month",
            months=12,
        ),
        _calendar(
            "calendar_year",
            "Calendar year",
            "case when grain <> 'year' or month({time}) = 1 then year({time}) end",
            "printf('%d', {value})",
            "January to December; not known of figures for a year that begins in another month",
            months=12,
        ),
        Dimension(
            "weekday",
            "Weekday",
            f"case when grain not in ('moment', 'day') then '{NOT_RECORDED}' else "
            + "(["
            + ", ".join(f"'{day}'" for day in WEEKDAYS)
            + "])[isodow({time})] end",
            needs_time=True,
            levels=(*WEEKDAYS, NOT_RECORDED),
            meaning="Day of the week; not known of figures for a week, a month or longer",
        ),
        Dimension(
            "hour",
            "Hour",
            "case when grain = 'moment' then hour({time}) else -1 end",
            needs_time=True,
            label=f"case when {{value}} < 0 then '{NOT_RECORDED}' else printf('%02d:00', {{value}}) end",
            levels=(*(f"{hour:02d}:00" for hour in range(24)), NOT_RECORDED),
            meaning="Hour of the day it arrived; not known of figures for a day or longer",
        ),
        Dimension(
            "in_hours",
            "Opening hours",
            f"case when grain <> 'moment' then '{NOT_RECORDED}' when {{open}} then '{IN_HOURS}' "
            f"else '{OUT_OF_HOURS}' end",
            needs_time=True,
            levels=(IN_HOURS, OUT_OF_HOURS, NOT_RECORDED),
            meaning="Within the opening hours of council.toml; bank holidays count as closed",
        ),
        _column("reason", "Reason"),
        _column("site", "Site"),
        _column("outcome", "Outcome"),
        _column("avoidable_reason", "Why it was avoidable"),
        _column("queue", "Telephone queue"),
        _column("menu_option", "Menu option"),
        _column("age_band", "Age band"),
        _column("disability", "Disability"),
        _column("language", "Language"),
        _column("dissatisfied_reason", "Why dissatisfied"),
        _column("outcome_wanted", "What they wanted"),
        _column("invited_how", "How they were asked"),
        Dimension(
            "score",
            "Answer",
            "score",
            ("score",),
            label="coalesce({value}::varchar, 'No answer')",
            levels=("1", "2", "3", "4", "5", "No answer"),
            meaning="Overall satisfaction from 1, very dissatisfied, to 5, very satisfied",
        ),
        Dimension(
            "stage",
            "Stage",
            stage_name("stage"),
            ("stage",),
            meaning="Stage of the complaint, its spellings together: 'Stage 1', '1' and 'S1' are one",
        ),
        _column("cause", "Cause"),
        _column("remedy", "Remedy", "What was put right"),
        _column("learning", "Learning", "What was changed"),
        _column("extension_reason", "Why it was put off"),
        _column("refusal_reason", "Why it was refused"),
        _column("acknowledged_by", "How it was acknowledged"),
        Dimension(
            "weeks_open",
            "Age",
            f"case when grain not in ('moment', 'day') then 5 else (case {' '.join(_AGES)} else 4 end) end",
            ("stage",),
            needs_time=True,
            label=f"([{', '.join(repr(words) for words in WEEKS_OPEN)}])[{{value}} + 1]",
            levels=WEEKS_OPEN,
            meaning="Weeks from receipt of the stage to the last day of the complaints loaded",
        ),
        Dimension(
            "clock",
            "Against the clock",
            f"case when {DUE} is null then '{NO_CLOCK}' when {DUE} < {LAST_DAY} then '{OVERDUE}' else '{IN_TIME}' end",
            ("stage",),
            levels=(OVERDUE, IN_TIME, NO_CLOCK),
            meaning="Whether the last day for the reply has passed, on the last day of the complaints loaded",
        ),
        Dimension(
            "urgent",
            "Urgency",
            f"case when urgent then '{URGENCY[0]}' when not urgent then '{URGENCY[1]}' else '{NOT_RECORDED}' end",
            ("urgent",),
            levels=URGENCY,
            meaning="Whether it was flagged urgent, where the export says so",
        ),
        Dimension(
            "case_age",
            "Age of the case",
            f"case when days_open is null then 5 {_DAYS_OPEN} else 4 end",
            ("closed_at", "complexity"),
            label=f"([{', '.join(repr(words) for words in (*WEEKS_OPEN[:-1], NOT_OPEN))}])[{{value}} + 1]",
            levels=(*WEEKS_OPEN[:-1], NOT_OPEN),
            meaning="Weeks that an open case has waited, to the last day of its file",
        ),
        Dimension(
            "case_clock",
            "Against its date",
            f"case when due_at is null then '{NO_CLOCK}' when days_open is not null and not coalesce(kept, true) "
            f"then '{OVERDUE}' else '{IN_TIME}' end",
            ("due_at", "complexity"),
            levels=(OVERDUE, IN_TIME, NO_CLOCK),
            meaning="Whether an open case is past the date promised, on the last day of its file",
        ),
        _column("organisation", "Organisation"),
        _column("figure", "Published figure"),
        _column("definition", "Definition as published"),
        _column("characteristic", "Characteristic"),
        _column("band", "Band"),
        _column("activity", "Activity"),
    )
}


@cache
def splits(measure: Measure) -> tuple[str, ...]:
    """The dimensions a measure can be split and narrowed by: those its table has, and that of its base too.

    A base in another table is counted by the month, so such a measure knows no weekdays and no hours; a base that is
    the same at all times (residents) does not bind it.
    """
    barred = dict(measure.not_by)
    own = {name: possible for name, possible in DIMENSIONS.items() if possible.on(measure.table) and name not in barred}
    if measure.denominator_table is None or measure.broadcast:
        return tuple(own)
    return tuple(
        name
        for name, dimension in own.items()
        if dimension.on(measure.denominator_table) and (dimension.months or not dimension.needs_time)
    )


def calendar_names(dimension: Dimension, first: date, last: date) -> tuple[str, ...]:
    """The names of the weeks, months, quarters, half-years or years that touch the days from first to last."""
    months = Period(first, last + timedelta(days=1)).months()
    if dimension.id == "week":
        monday = first.toordinal() - first.weekday()
        # An export's weeks may begin on any day.
        return tuple(date.fromordinal(day).isoformat() for day in range(monday, last.toordinal() + 1))
    if dimension.id == "month":
        return tuple(f"{month:%Y-%m}" for month in months)
    if dimension.id == "calendar_year":
        return tuple(str(year) for year in range(first.year, last.year + 1))
    length = dimension.months
    starts = dict.fromkeys(add_months(month, -((month.month - 4) % 12 % length)) for month in months)
    return tuple(name_period(Period(start, add_months(start, length))) for start in starts)


def parts_of(council: Council) -> Mapping[str, str]:
    """The pieces of SQL that the council's settings give: its channel groups and its opening hours.

    Every value comes out of a checked setting (a channel of the contract, a time, a date), never from a reader.
    """
    groups = {
        name: ", ".join(f"'{channel}'" for channel in channels) or "null"
        for name, channels in council.channel_groups.items()
    }
    days = " or ".join(
        f"(isodow({{time}}) = {WEEKDAYS.index(day) + 1} and {{time}}::time >= time '{opens:%H:%M}' "
        f"and {{time}}::time < time '{closes:%H:%M}')"
        for day, (opens, closes) in council.hours.items()
    )
    holidays = ", ".join(f"date '{day:%Y-%m-%d}'" for day in sorted(council.bank_holidays))
    closed = f" and {{time}}::date not in ({holidays})" if holidays else ""
    return {**groups, "open": f"({days}){closed}"}


def fill(sql: str, *, time: str | None, parts: Mapping[str, str]) -> str:
    """An expression of the registry with its {placeholders} filled."""
    for name, text in parts.items():
        sql = sql.replace("{" + name + "}", text)
    return sql.replace("{time}", time or "")
