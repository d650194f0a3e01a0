"""Do two sources of one thing disagree, and what would a share be if the other of them counted?

They contradict each other where, over the months that are whole in both tables and in which the second counts
anything, one has more than `FACTOR` times as many as the other and over `LEAST` more.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cxdata.constants import Ask
from cxdata.council import Council
from cxdata.measures import MEASURES
from cxdata.measures.base import as_counted, months_of
from cxdata.measures.constants.sources import SourceMonths
from cxdata.measures.model import Measure, Pair
from cxdata.measures.registry.dimensions import fill, parts_of
from cxdata.measures.registry.pairs import PAIRS
from cxdata.periods import Period, add_months
from cxdata.scope import Scope

FACTOR = 1.25
LEAST = 100
WholeOf = Callable[[str], Period | None]


@dataclass(frozen=True)
class Contradiction:
    """A pair with the two counts that disagree, over these whole months."""

    pair: Pair
    first: float
    second: float
    months: Period


def contradictions(sources: SourceMonths, whole_of: WholeOf) -> tuple[Contradiction, ...]:
    """Every pair of sources that disagrees over the months whole in both; `whole_of` gives a table's whole months."""
    spans = [(pair, _common(pair, whole_of, None)) for pair in PAIRS]
    found = [compare_sources(sources, pair, span) for pair, span in spans if span is not None]
    return tuple(one for one in found if one is not None and disagrees(one))


def within(sources: SourceMonths, one: Contradiction, whole_of: WholeOf, period: Period | None) -> Contradiction:
    """The same over the whole months of a period; over all of them where it holds none with both sources."""
    span = _common(one.pair, whole_of, period)
    return (compare_sources(sources, one.pair, span) if span else None) or one


def disagrees(one: Contradiction) -> bool:
    """Whether the counts lie further apart than two ways of counting one thing explain."""
    less, more = sorted((one.first, one.second))
    return more > FACTOR * less and more - less > LEAST


def compare_sources(sources: SourceMonths, pair: Pair, span: Period) -> Contradiction | None:
    """Both counts over a span, by the months in which the second counts anything; None where there is no such month,
    and where the first, which is a source only then, counts nothing.
    """
    first, second = sources.of(pair.first), sources.of(pair.second)
    months = sorted(month for month, count in second.items() if count and span.start <= month < span.end)
    counted = sum(first.get(month, 0.0) for month in months)
    if not months or (pair.needed and not counted):
        return None
    return Contradiction(
        pair, counted, sum(second[month] for month in months), Period(months[0], add_months(months[-1], 1))
    )


Months = dict[date, tuple[float, float]]
"""A share's part and base in each month."""


@dataclass(frozen=True)
class EitherWay:
    """A share by month, council-wide: part and base as it is counted, and with a pair the other way round."""

    now: Months
    then: Months

    def over(self, span: Period) -> tuple[float, float] | None:
        """Both shares over whole months; None where one of them has no base."""
        now, then = (_share(months, span) for months in (self.now, self.then))
        return None if now is None or then is None else (now, then)


Shares = Mapping[tuple[str, str], EitherWay]
"""(measure, pair) -> the share either way: of each share that a contradiction with a channel concerns."""


def either_way(shares: Shares, measure: Measure, one: Contradiction) -> tuple[float, float] | None:
    """A share over the contradiction's months: as it is counted, and with the pair the other way round. None where it
    cannot be given either way.
    """
    share = shares.get((measure.id, one.pair.id))
    return share.over(one.months) if share else None


def shares_either_way(ask: Ask, sources: SourceMonths, found: Sequence[Contradiction], council: Council) -> Shares:
    """Each share of channels as it is counted, and with a contradicting pair the other way round, in one statement.

    Of a share for each channel it is that of the pair's channel.
    """
    pairs = [one.pair for one in found if one.pair.channel]
    plain = {(name, pair.id): _plain(MEASURES[name], pair) for pair in pairs for name in pair.measures}
    if not plain:
        return {}
    ways = {
        (name, pair.id): (now, _turned(now, pair))
        for pair in pairs
        for name in pair.measures
        for now in [as_counted(plain[name, pair.id], council, sources).counted_from]
    }
    by_way = _by_month(ask, sources, list(dict.fromkeys(way for both in ways.values() for way in both)), plain, council)
    return {asked: EitherWay(*(by_way[way][asked] for way in both)) for asked, both in ways.items()}


def _turned(counted: tuple[Pair, ...], pair: Pair) -> tuple[Pair, ...]:
    """The pairs of which the second source is counted, with one pair the other way round."""
    return tuple(kept for kept in counted if kept != pair) if pair in counted else (*counted, pair)


def _by_month(
    ask: Ask,
    sources: SourceMonths,
    ways: Sequence[tuple[Pair, ...]],
    measures: Mapping[tuple[str, str], Measure],
    council: Council,
) -> dict[tuple[Pair, ...], dict[tuple[str, str], Months]]:
    """Part and base of each measure by month, for each way of counting the contacts."""
    sums = {asked: [measure.numerator, measure.denominator or "sum(count)"] for asked, measure in measures.items()}
    texts = list(dict.fromkeys(sql for both in sums.values() for sql in both))
    parts = parts_of(council)
    listed = ", ".join(f"coalesce({fill(sql, time=None, parts=parts)}, 0)::double" for sql in texts)
    where = Scope().predicate({}, time=None, requester=True).sql
    selects = [
        f"select {number}, date_trunc('month', received_at)::date as month, {listed} from {months_of(way)} "
        f"where {where} and received_at is not null group by all"
        for number, way in enumerate(ways)
    ]
    by_way: dict[tuple[Pair, ...], dict[tuple[str, str], Months]] = {way: {asked: {} for asked in sums} for way in ways}
    for number, month, *values in ask(sources.prelude + " union all ".join(selects)):
        counted = dict(zip(texts, values, strict=True))
        for asked, (part, base) in sums.items():
            by_way[ways[number]][asked][month] = (counted[part], counted[base])
    return by_way


def _plain(measure: Measure, pair: Pair) -> Measure:
    """A share of contacts alone; of a share for each channel the share of the pair's channel."""
    measure = replace(measure, counted_from=())
    if not measure.share_of:
        return measure
    part = f"sum(count) filter (where channel = '{pair.channel}')"
    return replace(measure, numerator=part, denominator="sum(count)", share_of=None)


def _share(months: Months, span: Period) -> float | None:
    inside = [share for month, share in months.items() if span.start <= month < span.end]
    base = sum(base for _, base in inside)
    return sum(part for part, _ in inside) / base if base else None


def _common(pair: Pair, whole_of: WholeOf, period: Period | None) -> Period | None:
    """The months that are whole in both tables of a pair, within a period where one is given."""
    spans = [span for source in (pair.first, pair.second) if (span := whole_of(source.table))]
    if len(spans) < 2:
        return None
    start, end = max(span.start for span in spans), min(span.end for span in spans)
    if period is not None:
        first = period.start if period.start.day == 1 else add_months(period.start.replace(day=1), 1)
        start, end = max(start, first), min(end, period.end.replace(day=1))
    return Period(start, end) if start < end else None
