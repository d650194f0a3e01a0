"""Both sides of serving people by staff: who they are and what it costs, and what serving them online would take.

Online costs what the web costs, and for those who come back to staff the cost of a contact with them besides: the share
of the group's own online contacts that did, or of everybody's where too few of the group can be followed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import isnan, nan

import numpy as np
import pandas as pd

from cxdata.analysis.result import Result
from cxdata.analysis.savings.check import pair_of
from cxdata.analysis.savings.failure import TO_STAFF, followed
from cxdata.analysis.savings.spans import spans
from cxdata.analysis.savings.words import say_pounds
from cxdata.contract import NOT_RECORDED
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.measures.query import query
from cxdata.measures.words import say_level
from cxdata.scope import Scope
from cxdata.stats.basics.proportions import SMALL
from cxdata.store import Store

EXCLUSION = "digital_exclusion"
WAYS = {"customer_type": "By kind of customer", EXCLUSION: "By digital exclusion of the ward"}
THIRDS = ("Wards least excluded", "Wards in between", "Wards most excluded")
NOT_PLACED = "Ward not known"
LEAST_WARDS = 6
"""With fewer wards than this a third of them is too few to be spoken of."""
Counts = dict[str, dict[str, float]]
"""Counts by group and, within it, by channel or the like."""


@dataclass(frozen=True)
class Side:
    """A group of people: its contacts with staff in a year, of all its contacts, and the pounds on either side.

    `priced` of the contacts with staff have a cost, and the pounds are of them. `come_back` is the share of online
    contacts that come back to staff, `own` whether it is the group's own. Satisfied shares are nan on under 30 answers.
    """

    name: str
    staff: float
    contacts: float
    priced: float
    staff_pounds: float
    online_pounds: float
    come_back: float
    own: bool
    satisfied_staff: float
    satisfied_online: float


@dataclass(frozen=True)
class Sides(Result):
    """The groups, those that cost most first. `each` is what a contact with staff costs on average, in pounds."""

    by: str
    sides: tuple[Side, ...]
    each: float
    period: str
    sentence: str
    scope: str
    sources: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Prices:
    """Pounds a contact: by each channel with staff, online, and the average of those with staff that have a cost."""

    staff: Mapping[str, float]
    online: float
    each: float


def sides(store: Store, scope: Scope, council: Council, *, by: str) -> Sides:
    """Both sides for each kind of customer, or for wards by how excluded they are.

    Raises CxError where no year, no cost or no such group is known.
    """
    when = spans(store, scope, council)
    if when.now is None:
        raise CxError(f"Nothing can be said of who is served by staff: {when.why_not}.")
    year = replace(scope.with_choice("channel"), period=when.now)
    dimension = "ward" if by == EXCLUSION else by
    names = _thirds(store) if by == EXCLUSION else {}
    counted = query(store, "channel_share", (dimension, "channel"), year, council=council)
    if counted.empty:
        raise CxError("No data in this selection.")
    table = _by_group(counted.frame, dimension, "channel", names)
    prices = _prices(council, _whole(table))
    back = _by_group(followed(store, year, council, dimension), dimension, "back", names)
    heard = query(store, "satisfied", (dimension, "channel_group"), year, council=council)
    yes, of = (_by_group(heard.frame, dimension, "channel_group", names, of=of) for of in ("numerator", "denominator"))
    found = [_side(name, counts, back, _satisfied(name, yes, of), prices, council) for name, counts in table.items()]
    found = sorted((side for side in found if side.priced), key=lambda side: -side.staff_pounds)
    if not found:
        raise CxError("No contact with staff in this selection has a cost.")
    return Sides(
        by=by,
        sides=tuple(found),
        each=prices.each,
        period=str(when.now),
        sentence=_say(found, prices.each),
        scope=counted.sentence,
        sources=tuple(dict.fromkeys((*counted.sources, *heard.sources))),
        notes=counted.notes,
    )


def _prices(council: Council, counts: Mapping[str, float]) -> _Prices:
    costs = {cost.channel: cost.pounds for cost in council.unit_costs}
    staff = {name: costs[name] for name in council.channel_groups["assisted"] if name in costs}
    cheaper = pair_of(council)[1]
    if not staff or not cheaper:
        raise CxError("Both sides need the cost of a contact with staff and of one online: none is set.")
    priced = {name: counts.get(name, 0.0) for name in staff}
    whole = sum(priced.values())
    each = sum(count * staff[name] for name, count in priced.items()) / whole if whole else nan
    return _Prices(staff, costs[cheaper], each)


def _side(
    name: str,
    counts: Mapping[str, float],
    back: Counts,
    satisfied: tuple[float, float],
    prices: _Prices,
    council: Council,
) -> Side:
    priced = {channel: counts.get(channel, 0.0) for channel in prices.staff}
    many = sum(priced.values())
    share, own = _come_back(name, back)
    return Side(
        name=name,
        staff=sum(counts.get(channel, 0.0) for channel in council.channel_groups["assisted"]),
        contacts=sum(counts.values()),
        priced=many,
        staff_pounds=sum(count * prices.staff[channel] for channel, count in priced.items()),
        online_pounds=many * (prices.online + share * prices.each),
        come_back=share,
        own=own,
        satisfied_staff=satisfied[0],
        satisfied_online=satisfied[1],
    )


def _come_back(name: str, back: Counts) -> tuple[float, bool]:
    """The share of online contacts that came back to staff: the group's own, or everybody's where it has under 30."""
    own = back.get(name, {})
    is_own = sum(own.values()) >= SMALL
    row = own if is_own else _whole(back)
    many = sum(row.values())
    return (row.get(TO_STAFF, 0.0) / many if many else 0.0), is_own


def _satisfied(name: str, yes: Counts, answers: Counts) -> tuple[float, float]:
    """The shares satisfied of those whom staff helped and of those online; nan on fewer than 30 answers."""
    shares = []
    for group in ("assisted", "online"):
        many = answers.get(name, {}).get(group, 0.0)
        shares.append(yes[name][group] / many if many >= SMALL else nan)
    return shares[0], shares[1]


def _by_group(
    frame: pd.DataFrame, dimension: str, columns: str, names: Mapping[str, str], *, of: str = "numerator"
) -> Counts:
    """Counts by group and column; `names` says to which group a level belongs, {} for its own."""
    counts: dict[str, dict[str, float]] = {}
    if frame.empty:
        return counts
    for level, column, count in zip(frame[dimension], frame[columns], frame[of], strict=True):
        group = names.get(str(level), NOT_PLACED) if names else say_level(dimension, str(level))
        row = counts.setdefault(group, {})
        row[str(column)] = row.get(str(column), 0.0) + float(np.nan_to_num(count))
    return counts


def _whole(counts: Counts) -> dict[str, float]:
    """The counts of all groups together, by column."""
    whole: dict[str, float] = {}
    for row in counts.values():
        for column, count in row.items():
            whole[column] = whole.get(column, 0.0) + count
    return whole


def _thirds(store: Store) -> dict[str, str]:
    """For each ward whose digital exclusion is known, in which third it lies."""
    known = store.tuples(
        "select ward::varchar, digital_exclusion from area_facts where digital_exclusion is not null order by 2, 1"
    )
    rows = [row for row in known if row[0] != NOT_RECORDED]
    if len(rows) < LEAST_WARDS:
        raise CxError("The digital exclusion of too few wards is loaded: load facts about wards.")
    return {ward: THIRDS[3 * place // len(rows)] for place, (ward, _) in enumerate(rows)}


def _say(found: list[Side], each: float) -> str:
    """The finding: what a contact costs with staff and online, and how many are satisfied on either side."""
    many = sum(side.priced for side in found)
    online = sum(side.online_pounds for side in found) / many
    head = f"A contact with staff costs {say_pounds(round(each, 2))}, online {say_pounds(round(online, 2))}"
    told = [side for side in found if not isnan(side.satisfied_staff) and not isnan(side.satisfied_online)]
    if not told:
        return f"{head}; too few answered to say how satisfied they are."
    first = told[0]
    return (
        f"{head}; {first.name}: {say_satisfied(first.satisfied_staff)} satisfied with staff, "
        f"{say_satisfied(first.satisfied_online)} online."
    )


def say_satisfied(share: float) -> str:
    """A share satisfied, or that too few answered."""
    return "too few to say" if isnan(share) else f"{share:.0%}"
