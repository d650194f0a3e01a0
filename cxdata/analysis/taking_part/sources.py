"""Who signposts residents to a consultation and refers them for help, and who no longer does."""

from dataclasses import dataclass, replace
from datetime import date

from cxdata.analysis.result import Result, say_list
from cxdata.analysis.taking_part.counts import BY, known_to_the_log
from cxdata.analysis.taking_part.rungs import REFERRED, SIGNPOSTED, rung_of
from cxdata.contract import MONTH_KNOWN, NOT_RECORDED
from cxdata.periods import Period, add_months, say_month
from cxdata.scope import Scope
from cxdata.store import Store

SILENT_MONTHS = 3
"""A source is silent where it sent nobody in so many months up to the end of the log, and did before."""


@dataclass(frozen=True)
class Source(Result):
    """One source of signposts or referrals (`rung`): people in the period, and in the same span a year before, None
    where the log does not reach back so far; the last month in which it sent anybody, and whether it has fallen silent.
    """

    rung: str
    name: str
    people: float
    year_before: float | None
    last: date
    silent: bool


def sources_of(store: Store, scope: Scope, period: Period | None) -> tuple[Source, ...]:
    """Every source that the log has ever named, those of most people first; of a choice of ward or channel only where
    the log tells it. Without a period everything loaded is counted, and nothing before it.
    """
    ever = replace(known_to_the_log(scope), period=None)
    chosen = ever.predicate({name: name for name in BY}, time=None, requester=False)
    rows = store.tuples(
        "select source::varchar as source, activity::varchar as activity, date_trunc('month', period)::date as month, "
        f"sum(people)::bigint as people, (select min(date_trunc('month', period)::date) from engagement "
        f"where {MONTH_KNOWN}) as begins from engagement where {MONTH_KNOWN} and people > 0 and {chosen.sql} "
        "group by all order by all",
        chosen.values,
    )
    before = period.year_before() if period else None
    before = before if before and any(begins <= before.start for *_, begins in rows[:1]) else None
    by_source: dict[tuple[str, str], dict[date, int]] = {}
    end = date.min
    for name, activity, month, people, _ in rows:
        rung = rung_of(activity)
        end = max(end, add_months(month, 1))
        if rung in (REFERRED, SIGNPOSTED) and name != NOT_RECORDED:
            months = by_source.setdefault((rung, name), {})
            months[month] = months.get(month, 0) + int(people)
    found = [_source(rung, name, months, (period, before), end) for (rung, name), months in by_source.items()]
    return tuple(sorted(found, key=lambda one: (one.rung != REFERRED, -one.people, one.name)))


def _source(
    rung: str, name: str, months: dict[date, int], spans: tuple[Period | None, Period | None], end: date
) -> Source:
    last = max(months)
    period, before = spans
    return Source(
        rung=rung,
        name=name,
        people=float(sum(months.values()) if period is None else _within(months, period)),
        year_before=float(_within(months, before)) if before else None,
        last=last,
        silent=add_months(last, 1 + SILENT_MONTHS) <= end,
    )


def _within(months: dict[date, int], span: Period) -> int:
    return sum(people for month, people in months.items() if span.start <= month < span.end)


def say_silent(sources: tuple[Source, ...]) -> str:
    """'Beacon Primary Care Network has referred nobody since September 2025.'; "" where nobody is silent."""
    said = []
    for rung, word in ((REFERRED, "referred"), (SIGNPOSTED, "signposted")):
        silent = [one for one in sources if one.rung == rung and one.silent]
        if silent:
            months = {one.last for one in silent}
            when = f" since {say_month(min(months))}" if len(months) == 1 else ""
            has = "has" if len(silent) == 1 else "have"
            said.append(f"{say_list([one.name for one in silent])} {has} {word} nobody{when}.")
    return " ".join(said)
