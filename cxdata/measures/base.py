"""What counts as the base of a share of channels: the contacts, or a second source that the council chose for a part.

`[base] phone = "calls"` in council.toml puts the calls answered in the place of the contacts by phone. The second
source tells only the month and, where its rows carry one, the service: by anything else such a share cannot be split.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from cxdata.constants import Ask
from cxdata.contract import MONTH_KNOWN, NOT_RECORDED, TABLES
from cxdata.council import Council
from cxdata.measures.constants.sources import ALL_CONTACTS, COLUMNS, SOURCE_MONTHS, SourceMonths
from cxdata.measures.model import Measure, Pair, Source
from cxdata.measures.registry.dimensions import DIMENSIONS
from cxdata.measures.registry.pairs import PAIRS
from cxdata.scope import Scope

BASE_SETTING = "[base] in council.toml"
_KEPT = ("channel", "channel_group", "service", "requester")


def as_counted(measure: Measure, council: Council, sources: SourceMonths) -> Measure:
    """The measure as the council counts it; `sources` tell what is loaded.

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
        and sources.counts_anything(pair.second)
    )
    return counted_from(measure, chosen, sources)


def counted_from(measure: Measure, pairs: Sequence[Pair], sources: SourceMonths) -> Measure:
    """The measure with the second source of each pair in the place of the first."""
    if not pairs:
        return measure
    named = " and ".join(pair.second.words for pair in pairs)
    stand_in = f"{named} stand in the place of {' and '.join(pair.first.words for pair in pairs)}"
    return replace(
        measure,
        counted_from=tuple(pairs),
        not_by=(*measure.not_by, *_not_by(measure, pairs, sources)),
        formula=f"{measure.formula}; {stand_in}, as {BASE_SETTING} says",
    )


def rows_of(measure: Measure, *, by_service: bool) -> str:
    """What a measure's rows are selected from: its table, or the contacts with other sources in part of their place."""
    if not measure.counted_from:
        return measure.table
    return _in_place(measure.counted_from, "contacts", _second_rows, by_service=by_service)


def months_of(pairs: Sequence[Pair]) -> str:
    """The same for whole months of the whole council, out of `SOURCE_MONTHS`: contacts, with the second source of each
    of these pairs in the place of the first.
    """
    contacts = f"(select * from {SOURCE_MONTHS.name} where source = '{ALL_CONTACTS}')"
    return _in_place(pairs, contacts, _second_months, by_service=False)


def _in_place(pairs: Sequence[Pair], contacts: str, second: Callable[[Pair], str], *, by_service: bool) -> str:
    """Contacts with other sources in the place of some channels; `second` gives the SELECT of a pair's second source.

    Only months in which each of these sources counts anything are in it and, where services are told apart
    (`by_service`), only services that each of them names: the others would have lost a part and kept the rest.
    """
    out = ", ".join(f"'{pair.channel}'" for pair in pairs)
    casts = {"channel": "channel::varchar as channel", "requester": "requester::varchar as requester"}
    columns = ", ".join(casts.get(name, name) for name in COLUMNS)
    parts = [f"select {columns} from {contacts} where {f'channel not in ({out})' if out else 'true'}"]
    parts += [second(pair) for pair in pairs]
    # Calls of a year stand in the place of a year's contacts, not of its months'.
    long = f"select distinct {_span('received_at')} from {contacts} where not ({MONTH_KNOWN})"
    kept = [f"({MONTH_KNOWN} or {_span('received_at')} in ({long}))"] if pairs else ["true"]
    kept += [
        f"{_span('received_at')} in (select distinct {_span('received_at')} from ({second(pair)}))" for pair in pairs
    ]
    if by_service:
        kept += [f"service in ({_services(pair.second)})" for pair in pairs]
    return f"(select * from ({' union all '.join(parts)}) where {' and '.join(kept)})"


def _second_rows(pair: Pair) -> str:
    """The rows of a pair's second source that count anything, in the columns of contacts."""
    source, time = pair.second, TABLES[pair.second.table].time
    service = "service" if "service" in TABLES[source.table].names else f"'{NOT_RECORDED}'"
    return (
        f"select {time} as received_at, '{pair.channel}' as channel, {service} as service, "
        f"'{NOT_RECORDED}' as requester, {source.amount} as count, grain, file_id from {source.table} "
        f"where {filled(source)}"
    )


def _second_months(pair: Pair) -> str:
    """The same by month."""
    told = {"channel": f"'{pair.channel}' as channel", "requester": f"'{NOT_RECORDED}' as requester"}
    columns = ", ".join(told.get(name, name) for name in COLUMNS)
    return f"select {columns} from {SOURCE_MONTHS.name} where source = '{pair.second.words}' and count > 0"


def filled(source: Source) -> str:
    """The WHERE clause of a source's rows that count anything."""
    return f"({source.condition}) and {source.amount} > 0"


def left_out(measure: Measure, scope: Scope, ask: Ask, *, by_service: bool) -> tuple[str, ...]:
    """Sentences about the contacts of months, or by service of services, that the council's second source has not."""
    said = []
    chosen = scope.predicate({"service": "service"}, time="received_at", requester=False)
    for pair in measure.counted_from:
        [(months,)] = ask(
            f"select count(distinct {_span('received_at')}) from contacts where {chosen.sql} "
            f"and {_span('received_at')} not in (select distinct {_span('received_at')} from ({_second_rows(pair)}))",
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


def _span(time: str) -> str:
    """The month of a row; of a figure for a week, a quarter or a year that span itself."""
    long = f"case when {MONTH_KNOWN} then '' else grain::varchar || ' ' || {time}::date::varchar end"
    return f"row(date_trunc('month', {time}), {long})"


def _services(source: Source) -> str:
    return f"select distinct service from {source.table} where {filled(source)} and service <> '{NOT_RECORDED}'"


def _not_by(measure: Measure, pairs: Sequence[Pair], sources: SourceMonths) -> list[tuple[str, str]]:
    """The dimensions of contacts that the second sources do not tell, each with the reason."""
    known = {name for name, dimension in DIMENSIONS.items() if dimension.months} | set(_KEPT)
    reasons: Mapping[str, str] = {
        "service": next((pair.second.words for pair in pairs if pair.second.words not in sources.naming_services), ""),
        "requester": pairs[0].second.words,
    }
    barred = []
    for name, dimension in DIMENSIONS.items():
        words = reasons.get(name, "" if name in known else pairs[0].second.words)
        if dimension.on(measure.table) and words:
            barred.append((name, f"{BASE_SETTING} counts {words}, and these have no {dimension.title.lower()}"))
    return barred
