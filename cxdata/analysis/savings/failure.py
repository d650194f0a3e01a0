"""What failure costs: people who came back within a fortnight, or from online to staff, and forms given up.

Only contacts with a customer reference can be followed. How many of those who gave up an online form rang is not
recorded anywhere: what it would cost if each did is the most it can be.
"""

from dataclasses import dataclass, replace
from math import isnan, nan

import pandas as pd

from cxdata.analysis.came_back.matters import LEAST_KNOWN
from cxdata.analysis.came_back.pairs import pairs
from cxdata.analysis.costs import Pounds, costs_of, pounds_of
from cxdata.analysis.result import Result
from cxdata.analysis.savings.spans import Spans
from cxdata.council import Council
from cxdata.measures.query import Answer, query
from cxdata.scope import Scope
from cxdata.stats.basics.proportions import SMALL
from cxdata.store import Store

TO_STAFF = "to staff"


@dataclass(frozen=True)
class Failure(Result):
    """What coming back and giving up cost over the later year.

    `followed` contacts carry a reference, `known` of all 1. `again` of them were followed by another within a
    fortnight, `again_pounds` is what those others cost, `unpriced` how many have no cost. `to_staff` came from online
    to staff, a share `come_back` of the online contacts followed (0 where too few to say). `given_up` forms were begun
    and not finished (nan where no forms are loaded), `given_up_pounds` what it cost if each of them rang.
    """

    followed: float
    known: float
    again: float
    again_pounds: Pounds
    unpriced: float
    to_staff: float
    to_staff_pounds: Pounds
    come_back: float
    given_up: float
    given_up_pounds: Pounds
    why_not: str
    notes: tuple[str, ...]
    sources: tuple[str, ...]


def failure(store: Store, scope: Scope, council: Council, when: Spans) -> Failure:
    """What failure cost in the later year. Raises CxError as `query`."""
    year = replace(scope, period=when.now)
    contacts = query(store, "contacts", (), year, council=council)
    whole = float(contacts.frame["numerator"].sum()) if len(contacts.frame) else 0.0
    ways = _pairs(store, year, council) if whole else {}
    followed = sum(ways.values())
    known = followed / whole if whole else 0.0
    why_not = "" if known >= LEAST_KNOWN else "too few contacts carry a customer reference to say who came back"
    again = {pair: count for pair, count in ways.items() if pair[1]} if not why_not else {}
    online, staff = council.channel_groups["online"], council.channel_groups["assisted"]
    back = {pair: count for pair, count in again.items() if pair[0] in online and pair[1] in staff}
    begun = sum(count for pair, count in ways.items() if pair[0] in online)
    forms = query(store, "web_completion", (), year, council=council)
    given_up = _given_up(forms.frame)
    arrived = _by_channel(again)
    return Failure(
        followed=followed,
        known=known,
        again=sum(again.values()),
        again_pounds=pounds_of(arrived, council),
        unpriced=sum(count for name, count in arrived.items() if name not in costs_of(council)),
        to_staff=sum(back.values()),
        to_staff_pounds=pounds_of(_by_channel(back), council),
        come_back=sum(back.values()) / begun if begun >= SMALL else 0.0,
        given_up=given_up,
        given_up_pounds=pounds_of({"phone": given_up}, council) if not isnan(given_up) else None,
        why_not=why_not,
        notes=tuple(dict.fromkeys((*contacts.notes, *forms.notes))),
        sources=tuple(dict.fromkeys((*contacts.sources, *forms.sources))),
    )


def no_failure(why_not: str, *, forms: Answer | None = None, council: Council | None = None) -> Failure:
    """Where nobody who came back is told of, and why; with what online forms tell, where they are given."""
    given_up = nan if forms is None else _given_up(forms.frame)
    pounds = pounds_of({"phone": given_up}, council) if council and not isnan(given_up) else None
    return Failure(0, 0, 0, None, 0, 0, None, 0, given_up, pounds, why_not, (), ())


def _pairs(store: Store, scope: Scope, council: Council) -> dict[tuple[str, str], float]:
    """How many contacts by one channel were followed by another within a fortnight, by both; "" where by none."""
    return {(channel, after): count for channel, after, count in pairs(store, scope, council)}


def followed(store: Store, scope: Scope, council: Council, dimension: str) -> pd.DataFrame:
    """Online contacts that can be followed, by a dimension: `back` says `TO_STAFF` or "not", `numerator` how many."""
    online, staff = council.channel_groups["online"], council.channel_groups["assisted"]
    kept = [
        (level, TO_STAFF if after in staff else "not", count)
        for channel, after, level, count in pairs(store, scope, council, by=(dimension,))
        if channel in online
    ]
    return pd.DataFrame(kept, columns=[dimension, "back", "numerator"])


def _by_channel(ways: dict[tuple[str, str], float]) -> dict[str, float]:
    counts: dict[str, float] = {}
    for (_, after), count in ways.items():
        counts[after] = counts.get(after, 0.0) + count
    return counts


def _given_up(frame: pd.DataFrame) -> float:
    """Forms begun and not finished; nan where none are loaded."""
    if frame.empty or frame["denominator"].isna().all():
        return nan
    return max(float(frame["denominator"].sum() - frame["numerator"].sum()), 0.0)
