"""What counts as the base of a share of channels: the contacts, or a second source that the council chose for a part.

`[base] phone = "calls"` in council.toml puts the calls answered in the place of the contacts by phone. The second
source tells only the month and, where its rows carry one, the service: by anything else such a share cannot be split.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from cxdata.contract import MONTH_KNOWN, NOT_RECORDED, TABLES
from cxdata.council import Council
from cxdata.measures.model import Measure, Pair, Source
from cxdata.measures.registry.dimensions import DIMENSIONS
from cxdata.measures.registry.pairs import PAIRS
from cxdata.scope import Scope

Ask = Callable[..., list[tuple[Any, ...]]]
"""A SELECT and the values it binds in, rows out: `Store.tuples`, or `Loaded.rows` while a load is checked."""
BASE_SETTING = "[base] in council.toml"
_KEPT = ("channel", "channel_group", "service", "requester")


def as_counted(measure: Measure, council: Council, ask: Ask) -> Measure:
    """The measure as the council counts it, which `ask` (a SELECT in, rows out) is asked for what is loaded.

    A source that the council chose and that is not loaded leaves the contacts as they are.
    """
    if measure.counted_from:
        return measure
    chosen = tuple(
        pair
        for pair in PAIRS
        if measure.id in pair.measures
        and pair.channel
        and council.base.get(pair.id, pair.first.word) == pair.second.word
        and ask(f"select 1 from {pair.second.table} where {filled(pair.second)} limit 1")
    )
    return counted_from(measure, chosen, ask)


def counted_from(measure: Measure, pairs: Sequence[Pair], ask: Ask) -> Measure:
    """The measure with the second source of each pair in the place of the first."""
    if not pairs:
        return measure
    named = " and ".join(pair.second.words for pair in pairs)
    stand_in = f"{named} stand in the place of {' and '.join(pair.first.words for pair in pairs)}"
    return replace(
        measure,
        counted_from=tuple(pairs),
        not_by=(*measure.not_by, *_not_by(measure, pairs, ask)),
        formula=f"{measure.formula}; {stand_in}, as {BASE_SETTING} says",
    )


def filled(source: Source) -> str:
    """The WHERE clause of a source's rows that count anything."""
    return f"({source.condition}) and {source.amount} > 0"


def rows_of(measure: Measure, *, by_service: bool) -> str:
    """What a measure's rows are selected from: its table, or the contacts with other sources in part of their place.

    Only months in which each of these sources counts anything are in it and, where services are told apart
    (`by_service`), only services that each of them names: the others would have lost a part and kept the rest.
    """
    if not measure.counted_from:
        return measure.table
    columns = (
        "received_at, channel::varchar as channel, service, requester::varchar as requester, count, grain, file_id"
    )
    out = ", ".join(f"'{pair.channel}'" for pair in measure.counted_from)
    parts = [f"select {columns} from contacts where channel not in ({out})"]
    for pair in measure.counted_from:
        source, time = pair.second, TABLES[pair.second.table].time
        service = "service" if "service" in TABLES[source.table].names else f"'{NOT_RECORDED}'"
        parts.append(
            f"select {time}, '{pair.channel}', {service}, '{NOT_RECORDED}', {source.amount}, grain, file_id "
            f"from {source.table} where {filled(source)}"
        )
    # Calls of a year stand in the place of a year's contacts, not of its months'.
    long = f"select distinct {_span('received_at')} from contacts where not ({MONTH_KNOWN})"
    kept = [f"({MONTH_KNOWN} or {_span('received_at')} in ({long}))"]
    kept += [f"{_span('received_at')} in ({_months(pair.second)})" for pair in measure.counted_from]
    if by_service:
        kept += [f"service in ({_services(pair.second)})" for pair in measure.counted_from]
    return f"(select * from ({' union all '.join(parts)}) where {' and '.join(kept)})"


def left_out(measure: Measure, scope: Scope, ask: Ask, *, by_service: bool) -> tuple[str, ...]:
    """Sentences about the contacts of months, or by service of services, that the council's second source has not."""
    said = []
    chosen = scope.predicate({"service": "service"}, time="received_at", requester=False)
    for pair in measure.counted_from:
        [(months,)] = ask(
            f"select count(distinct {_span('received_at')}) from contacts where {chosen.sql} "
            f"and {_span('received_at')} not in ({_months(pair.second)})",
            chosen.values,
        )
        if months:
            said.append(f"{months} {'month' if months == 1 else 'months'} without {pair.second.words} left out.")
        if by_service:
            services = ask(
                f"select distinct service::varchar from contacts where {chosen.sql} and service <> '{NOT_RECORDED}' "
                f"and service not in ({_services(pair.second)}) order by 1",
                chosen.values,
            )
            if services:
                named = ", ".join(name for (name,) in services)
                said.append(f"No share can be given for {named}: there are no {pair.second.words} under that name.")
    return tuple(said)


def _months(source: Source) -> str:
    return f"select distinct {_span(TABLES[source.table].time or '')} from {source.table} where {filled(source)}"


def _span(time: str) -> str:
    """The month of a row; of a figure for a week, a quarter or a year that span itself."""
    long = f"case when {MONTH_KNOWN} then '' else grain::varchar || ' ' || {time}::date::varchar end"
    return f"row(date_trunc('month', {time}), {long})"


def _services(source: Source) -> str:
    return f"select distinct service from {source.table} where {filled(source)} and service <> '{NOT_RECORDED}'"


def _not_by(measure: Measure, pairs: Sequence[Pair], ask: Ask) -> list[tuple[str, str]]:
    """The dimensions of contacts that the second sources do not tell, each with the reason."""
    known = {name for name, dimension in DIMENSIONS.items() if dimension.months} | set(_KEPT)
    reasons: Mapping[str, str] = {
        "service": next((pair.second.words for pair in pairs if not ask(f"{_services(pair.second)} limit 1")), ""),
        "requester": pairs[0].second.words,
    }
    barred = []
    for name, dimension in DIMENSIONS.items():
        words = reasons.get(name, "" if name in known else pairs[0].second.words)
        if dimension.on(measure.table) and words:
            barred.append((name, f"{BASE_SETTING} counts {words}, and these have no {dimension.title.lower()}"))
    return barred
