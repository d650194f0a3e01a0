"""What must stand beside a figure wherever it is shown: its file is not to be used, or another source disagrees.

Answers carry it (`Answer.warnings`); results of the analysis room get it by their sources, from the same function.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from cxdata.council import Council
from cxdata.measures.coverage.contradictions import Contradiction, contradictions, either_way, within
from cxdata.measures.coverage.whole_months import whole_months
from cxdata.measures.model import Measure
from cxdata.measures.words import say_count, say_value
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.stats.disclosure.rules import HIDDEN, DisclosureRules
from cxdata.store import Store

DO_NOT_USE = "do not use"
_PUBLISHED = "the checks found what cannot be right in it"


@dataclass(frozen=True)
class Caution:
    """A sentence with exact figures for officers, and the same fit to publish."""

    sentence: str
    to_publish: str


# A store never changes, so what contradicts what in it need not be found twice.
_FOUND: WeakKeyDictionary[Store, tuple[Contradiction, ...]] = WeakKeyDictionary()


def cautions_on(
    store: Store, measure: Measure, sources: Sequence[str], scope: Scope, council: Council
) -> tuple[Caution, ...]:
    """What to know of a measure's figures that were counted from these files, in this scope."""
    return (*_verdicts(store, measure, sources), *_disagreements(store, measure, scope, council))


def _verdicts(store: Store, measure: Measure, sources: Sequence[str]) -> list[Caution]:
    """The files counted of which a check says "do not use"; and what it says so of a table as a whole."""
    found = store.tuples(
        """
        select distinct f.name, c.message from checks c left join files f using (file_id)
        where c.verdict = $no and (f.name in (select unnest($names::varchar[]))
            or (c.file_id is null and c.table_name in (select unnest($tables::varchar[])))) order by all
        """,
        {"no": DO_NOT_USE, "names": list(sources), "tables": list(measure.tables)},
    )
    return [
        Caution(
            f"Do not use {name or 'these figures'}: {message.split('. ')[0].rstrip('.')}.",
            f"Do not use {name or 'these figures'}: {_PUBLISHED}.",
        )
        for name, message in found
    ]


def _disagreements(store: Store, measure: Measure, scope: Scope, council: Council) -> list[Caution]:
    """The sources that disagree about what the measure is made of."""

    def whole_of(table: str) -> Period | None:
        return whole_months(store, table).months

    if store not in _FOUND:
        _FOUND[store] = contradictions(store.tuples, whole_of)
    found = [one for one in _FOUND[store] if measure.id in one.pair.measures]
    shown = [within(store.tuples, one, whole_of, scope.period) for one in found]
    return [
        Caution(*(say_contradiction(one, either, measure, council, rules) for rules in (None, council.disclosure)))
        for one in shown
        for either in [either_way(store.tuples, measure, one, council) if one.pair.channel else None]
    ]


def say_contradiction(
    one: Contradiction,
    either: tuple[float, float] | None,
    measure: Measure,
    council: Council,
    rules: DisclosureRules | None = None,
) -> str:
    """Both counts, and what the share would be with the other of them; counts as published where there are rules."""
    pair = one.pair
    first, second = (_say(count, rules) for count in (one.first, one.second))
    said = (
        f"Two sources disagree: {first} {pair.first.words}, {second} {pair.second.words} ({one.months}, whole council)."
    )
    if either is None:
        return said
    counted = council.base.get(pair.id, pair.first.word)
    other = pair.first.word if counted == pair.second.word else pair.second.word
    title = f"share of {pair.first.words}" if measure.share_of else measure.title.lower()
    now, then = (say_value(measure, share, 1) for share in either)
    return f"{said} With the {other} counted the {title} would be {then}, not {now}."


def _say(count: float, rules: DisclosureRules | None) -> str:
    if rules is None:
        return say_count(count)
    shown = float(rules.publish(np.array([count]))[0])
    return HIDDEN if np.isnan(shown) else say_count(shown)
