"""What must stand beside a figure wherever it is shown: its file is not to be used, or another source disagrees.

Answers carry it (`Answer.warnings`); results of the analysis room get it by their sources, from the same function.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from cxdata.council import Council
from cxdata.measures.constants.sources import sources_of
from cxdata.measures.coverage.contradictions import (
    Contradiction,
    Shares,
    WholeOf,
    contradictions,
    either_way,
    shares_either_way,
    within,
)
from cxdata.measures.coverage.whole_months import whole_months
from cxdata.measures.model import Measure
from cxdata.measures.words import say_count, say_value
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.store import Store


@dataclass
class _Read:
    """What was found in one store: a store never changes, so no question need be asked of it twice."""

    found: tuple[Contradiction, ...]
    shares: dict[Hashable, Shares] = field(default_factory=dict)
    said: dict[Hashable, tuple[str, ...]] = field(default_factory=dict)


_READ: WeakKeyDictionary[Store, _Read] = WeakKeyDictionary()


def cautions_on(
    store: Store, measure: Measure, sources: Sequence[str], scope: Scope, council: Council
) -> tuple[str, ...]:
    """What to know of a measure's figures that were counted from these files, in this scope."""
    read = _read(store)
    groups = tuple((name, tuple(channels)) for name, channels in council.channel_groups.items())
    # whatever a share rests on, and then the sentences: the measure, the months
    settings = (tuple(sorted(council.base.items())), groups)
    if settings not in read.shares:
        read.shares[settings] = shares_either_way(store.tuples, sources_of(store), read.found, council)
    key = (measure.id, scope.period, settings)
    if key not in read.said:
        read.said[key] = tuple(_disagreements(store, read, read.shares[settings], measure, scope, council))
    return (*_verdicts(store, measure, sources), *read.said[key])


def _read(store: Store) -> _Read:
    if store not in _READ:
        _READ[store] = _Read(contradictions(sources_of(store), _whole_of(store)))
    return _READ[store]


def _whole_of(store: Store) -> WholeOf:
    def months(table: str) -> Period | None:
        whole = whole_months(store, table)
        # The two counts are held against each other month by month.
        return None if whole.long else whole.months

    return months


def _verdicts(store: Store, measure: Measure, sources: Sequence[str]) -> list[str]:
    """The files counted of which a check says "do not use"; and what it says so of a table as a whole.

    Figures typed out of papers are of many kinds: what is wrong with one says nothing of another.
    """
    papers = store.papers.file_id if store.papers else -1
    said = [
        (one.file or "these figures", one.message)
        for one in store.verdicts
        if (one.file is None or one.file in sources)
        and (one.table in measure.tables or (one.file and one.file_id != papers))
    ]
    return [f"Do not use {what}: {message.split('. ')[0].rstrip('.')}." for what, message in dict.fromkeys(said)]


def _disagreements(
    store: Store, read: _Read, shares: Shares, measure: Measure, scope: Scope, council: Council
) -> list[str]:
    """The sources that disagree about what the measure is made of."""
    concerned = [one for one in read.found if measure.id in one.pair.measures]
    shown = [within(sources_of(store), one, _whole_of(store), scope.period) for one in concerned]
    return [
        say_contradiction(one, either, measure, council)
        for one in shown
        for either in [either_way(shares, measure, one)]
    ]


def say_contradiction(
    one: Contradiction,
    either: tuple[float, float] | None,
    measure: Measure,
    council: Council,
) -> str:
    """Both counts, and what the share would be with the other of them."""
    pair = one.pair
    first, second = (say_count(count) for count in (one.first, one.second))
    said = (
        f"Two sources disagree: {first} {pair.first.words}, but {second} {pair.second.words} "
        f"({one.months}, whole council)."
    )
    if either is None:
        return said
    counted = council.base.get(pair.id, pair.first.word)
    other = pair.first.word if counted == pair.second.word else pair.second.word
    title = f"the share of {pair.first.words}" if measure.share_of else f"“{measure.title}”"
    now, then = (say_value(measure, share, 1) for share in either)
    return f"{said} With the {other} counted {title} would be {then}, not {now}."
