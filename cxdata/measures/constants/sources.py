"""What each source of a pair counts by month: a constant of the store, and what is read out of it.

With it two sources are held against one another, and one put in the place of the other, for any whole months without a
scan of the rows (cxdata.measures.base, cxdata.measures.coverage.contradictions).
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

from cxdata.constants import Ask, Constant, Part
from cxdata.contract import MONTH_KNOWN, NOT_RECORDED, TABLES
from cxdata.measures.model import Source
from cxdata.measures.registry.pairs import PAIRS
from cxdata.store import Store

ALL_CONTACTS = "all contacts"
# The columns in which contacts and what stands in their place are counted together.
COLUMNS = ("received_at", "channel", "service", "requester", "count", "grain", "file_id")


def _part(name: str, table: str, amount: str, condition: str) -> Part:
    time, fields = TABLES[table].time, TABLES[table].names
    told = {name: name if name in fields else f"'{NOT_RECORDED}'" for name in ("channel", "service", "requester")}
    words = ", ".join(f"{column} as {name}" for name, column in told.items())
    return Part(
        (("source", name),),
        table,
        f"file_id, case when {MONTH_KNOWN} then date_trunc('month', {time}) else {time} end::timestamp as received_at, "
        f"case when {MONTH_KNOWN} then 'month' else grain::varchar end as grain, {words}, "
        f"coalesce(sum({amount}), 0)::bigint as count",
        condition,
        shown="replace (channel::varchar as channel, service::varchar as service, requester::varchar as requester)",
    )


def _parts() -> tuple[Part, ...]:
    sources = [source for pair in PAIRS for source in (pair.first, pair.second)]
    return (
        _part(ALL_CONTACTS, "contacts", "count", "true"),
        *(_part(source.words, source.table, source.amount, source.condition) for source in sources),
    )


SOURCE_MONTHS = Constant("source_months", _parts)
"""source (its words), file_id, then `COLUMNS`: every contact, and what each source of a pair counts, by month."""


@dataclass(frozen=True)
class SourceMonths:
    """What each source of a pair counts in each month in which it has a row, and the sources that name services."""

    counts: Mapping[str, Mapping[date, float]]
    naming_services: Set[str]
    prelude: str

    def of(self, source: Source) -> Mapping[date, float]:
        """The months of a source with what it counts there."""
        return self.counts.get(source.words, {})

    def counts_anything(self, source: Source) -> bool:
        """Whether the source is loaded and counts anything at all."""
        return any(self.of(source).values())


def read_sources(ask: Ask, meta: Mapping[str, str]) -> SourceMonths:
    """The sources' months, in one statement. `meta` are the settings of the store, or of one that is being built."""
    prelude = SOURCE_MONTHS.prelude(meta)
    rows = ask(
        f"{prelude}select source, date_trunc('month', received_at)::date as month, sum(count)::double, "
        f"bool_or(count > 0 and service <> '{NOT_RECORDED}') from {SOURCE_MONTHS.name} "
        f"where source <> '{ALL_CONTACTS}' and received_at is not null group by all order by all"
    )
    counts: dict[str, dict[date, float]] = {}
    for source, month, count, _ in rows:
        counts.setdefault(source, {})[month] = count
    return SourceMonths(counts, frozenset(source for source, *_, named in rows if named), prelude)


_OF_STORE: WeakKeyDictionary[Store, SourceMonths] = WeakKeyDictionary()


def sources_of(store: Store) -> SourceMonths:
    """The sources' months of a store, read once."""
    if store not in _OF_STORE:
        _OF_STORE[store] = read_sources(store.tuples, store.meta)
    return _OF_STORE[store]
