"""Do two sources of one thing disagree, and what would a share be if the other of them counted?

They contradict each other where, over the months that are whole in both tables and in which the second counts
anything, one has more than `FACTOR` times as many as the other and over `LEAST` more.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from cxdata.contract import TABLES
from cxdata.council import Council
from cxdata.measures.base import Ask, as_counted, counted_from, filled
from cxdata.measures.model import Measure, Pair, Source
from cxdata.measures.registry.dimensions import parts_of
from cxdata.measures.registry.pairs import PAIRS
from cxdata.measures.statement import statement
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


def contradictions(ask: Ask, whole_of: WholeOf) -> tuple[Contradiction, ...]:
    """Every pair of sources that disagrees over the months whole in both; `whole_of` gives a table's whole months."""
    found = [compare_sources(ask, pair, span) for pair in PAIRS if (span := _common(pair, whole_of, None)) is not None]
    return tuple(one for one in found if one is not None and disagrees(one))


def within(ask: Ask, one: Contradiction, whole_of: WholeOf, period: Period | None) -> Contradiction:
    """The same over the whole months of a period; over all of them where it holds none with both sources."""
    span = _common(one.pair, whole_of, period)
    return (compare_sources(ask, one.pair, span) if span else None) or one


def disagrees(one: Contradiction) -> bool:
    """Whether the counts lie further apart than two ways of counting one thing explain."""
    less, more = sorted((one.first, one.second))
    return more > FACTOR * less and more - less > LEAST


def compare_sources(ask: Ask, pair: Pair, span: Period) -> Contradiction | None:
    """Both counts over a span, by the months in which the second counts anything; None where there is no such month,
    and where the first, which is a source only then, counts nothing.
    """
    bounds = {"start": span.start, "end": span.end}
    months = f"select distinct {_month_of(pair.second)} from {pair.second.table} where {filled(pair.second)}"
    first, second = (
        ask(
            f"select coalesce(sum({source.amount}), 0)::double, min({_month_of(source)})::date, "
            f"max({_month_of(source)})::date from {source.table} where ({source.condition}) "
            f"and {TABLES[source.table].time} >= $start and {TABLES[source.table].time} < $end "
            f"and {_month_of(source)} in ({months})",
            bounds,
        )[0]
        for source in (pair.first, pair.second)
    )
    if not second[0] or (pair.needed and not first[0]):
        return None
    return Contradiction(pair, first[0], second[0], Period(second[1], add_months(second[2], 1)))


def either_way(ask: Ask, measure: Measure, one: Contradiction, council: Council) -> tuple[float, float] | None:
    """A share over the contradiction's months, council-wide: as it is counted, and with the pair the other way round.

    Of a share for each channel it is that of the pair's channel. None where a share cannot be given either way.
    """
    pair, plain = one.pair, _plain(measure, one.pair)
    now = as_counted(plain, council, ask)
    if pair in now.counted_from:
        pairs = [kept for kept in now.counted_from if kept != pair]
    else:
        pairs = [*now.counted_from, pair]
    shares = [_share(ask, which, one.months, council) for which in (now, counted_from(plain, pairs, ask))]
    return None if shares[0] is None or shares[1] is None else (shares[0], shares[1])


def _plain(measure: Measure, pair: Pair) -> Measure:
    """A share of contacts alone; of a share for each channel the share of the pair's channel."""
    measure = replace(measure, counted_from=())
    if not measure.share_of:
        return measure
    part = f"sum(count) filter (where channel = '{pair.channel}')"
    return replace(measure, numerator=part, denominator="sum(count)", share_of=None)


def _share(ask: Ask, measure: Measure, span: Period, council: Council) -> float | None:
    found = statement(measure, (), Scope(span), parts_of(council))
    part, base = ask(f"select numerator, denominator from ({found.sql})", found.values)[0]
    return (part or 0.0) / base if base else None


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


def _month_of(source: Source) -> str:
    return f"date_trunc('month', {TABLES[source.table].time})"
