"""Contacts that moved between channels because the same services moved, and what that is worth."""

from dataclasses import dataclass, replace
from math import nan

import numpy as np
import pandas as pd

from cxdata.analysis.result import Result
from cxdata.analysis.savings.spans import Spans
from cxdata.contract import NOT_RECORDED
from cxdata.council import Council, UnitCost
from cxdata.measures.query import Answer, query
from cxdata.measures.words import say_level
from cxdata.scope import Scope
from cxdata.stats.savings import Saving, Shift, saving, shift
from cxdata.store import Store

Z_80 = 1.2816
"""Standard errors from the middle to either end of the middle 80 of 100."""
NO_SAVING = Saving(np.nan, np.nan, np.nan, 0.0, 0.0)


@dataclass(frozen=True)
class ChannelMoved:
    """One channel: contacts then and now, and how many it gained (less than 0: lost) like for like, with the range of
    8 in 10; `mix` is how many because other services were asked for. `cost` is None where none is given.
    """

    channel: str
    name: str
    then: float
    now: float
    moved: float
    lower: float
    upper: float
    mix: float
    cost: UnitCost | None

    @property
    def is_new(self) -> bool:
        """Whether it brought nothing then and something now."""
        return self.then == 0 and self.now > 0


@dataclass(frozen=True)
class Moved(Result):
    """The shift between two years by channel, those that lost most first, and what it is worth.

    Without an earlier year `why_not` says why, and there are no channels. `contacts` is how many moved,
    `online` how many of the contacts the online channels gained.
    """

    now: str
    then: str
    channels: tuple[ChannelMoved, ...]
    contacts: float
    online: float
    worth: Saving
    why_not: str
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    warnings: tuple[str, ...]
    scope: str


def contacts_moved(store: Store, scope: Scope, council: Council, when: Spans, come_back: float) -> Moved:
    """What moved between the two spans. `come_back` is the share of online contacts that come back to staff."""
    channels = grouped(council)
    costs = {cost.channel: cost for cost in council.unit_costs}
    if when.now is None:
        return Moved("", "", (), 0.0, 0.0, NO_SAVING, when.why_not, when.notes, (), (), "")
    later = _answer(store, scope, council, when, earlier=False)
    why_not = when.why_not or later.missing
    counts_now = _table(later, channels)
    if when.then is None or why_not or not counts_now.to_numpy().sum():
        why_not = why_not or "there are no contacts in this selection"
        empty = replace(later.scope, period=when.now)
        sentence = replace(later, scope=empty).sentence
        return Moved(
            str(when.now), "", (), 0.0, 0.0, NO_SAVING, why_not, when.notes, later.sources, later.warnings, sentence
        )
    before = _answer(store, scope, council, when, earlier=True)
    counts_then = _table(before, channels)
    if not counts_then.to_numpy().sum():
        nothing = replace(when, then=None, why_not=f"there are no contacts in {when.then} in this selection")
        return contacts_moved(store, scope, council, nothing, come_back)
    services = counts_now.index.union(counts_then.index)
    tables = [counts.reindex(index=services, fill_value=0.0).to_numpy() for counts in (counts_then, counts_now)]
    change = shift(tables[0], tables[1])
    is_online = [name in council.channel_groups["online"] for name in channels]
    ranges = [costs[name].range if name in costs else None for name in channels]
    worth = saving(change, ranges, online=is_online, come_back=come_back)
    notes = [*when.notes, *_say_services(list(services))]
    return Moved(
        now=str(when.now),
        then=str(when.then),
        channels=_parts(channels, tables, change, costs),
        contacts=change.contacts,
        online=float(change.moved[is_online].sum()),
        worth=worth,
        why_not="",
        notes=tuple(dict.fromkeys([*notes, *later.notes, *before.notes])),
        sources=tuple(dict.fromkeys([*later.sources, *before.sources])),
        warnings=later.warnings,
        scope=later.sentence,
    )


def channels_of(answer: Answer, council: Council) -> tuple[ChannelMoved, ...]:
    """The contacts of one year by channel, out of an answer split by it alone."""
    counts = {str(row["channel"]): float(row["numerator"]) for row in answer.frame.to_dict("records")}
    costs = {cost.channel: cost for cost in council.unit_costs}
    return tuple(
        ChannelMoved(name, say_level("channel", name), nan, counts[name], nan, nan, nan, nan, costs.get(name))
        for name in grouped(council)
        if counts.get(name, 0.0) > 0
    )


def grouped(council: Council) -> list[str]:
    """The channels that are online, automated phone or assisted; partner, other and not recorded are none of them."""
    return [channel for channels in council.channel_groups.values() for channel in channels]


def _answer(store: Store, scope: Scope, council: Council, when: Spans, *, earlier: bool) -> Answer:
    period = when.then if earlier else when.now
    return query(store, "channel_share", ("service", "channel"), replace(scope, period=period), council=council)


def _table(answer: Answer, channels: list[str]) -> pd.DataFrame:
    """Contacts in rows of services and columns of these channels."""
    frame = answer.frame
    if frame.empty:
        return pd.DataFrame(columns=channels, dtype=float)
    counts = frame.assign(count=frame["numerator"].astype(float)).pivot_table(
        index="service", columns="channel", values="count", aggfunc="sum", fill_value=0.0, observed=True
    )
    return counts.reindex(columns=channels, fill_value=0.0)


def _parts(
    channels: list[str], tables: list[np.ndarray], change: Shift, costs: dict[str, UnitCost]
) -> tuple[ChannelMoved, ...]:
    spreads = Z_80 * np.sqrt(np.diag(change.covariance).clip(min=0))
    sums = [table.sum(axis=0) for table in tables]
    parts = [
        ChannelMoved(
            channel=name,
            name=say_level("channel", name),
            then=float(sums[0][place]),
            now=float(sums[1][place]),
            moved=float(change.moved[place]),
            lower=float(change.moved[place] - spreads[place]),
            upper=float(change.moved[place] + spreads[place]),
            mix=float(change.mix[place]),
            cost=costs.get(name),
        )
        for place, name in enumerate(channels)
    ]
    return tuple(sorted((part for part in parts if part.then or part.now), key=lambda part: part.moved))


def _say_services(services: list[str]) -> list[str]:
    if services == [NOT_RECORDED]:
        return ["No service is recorded, so a change in what people need cannot be told from contacts that moved."]
    return []
