"""Do complex matters need people? The committee's own claim, held against the contacts, service by service.

Which service somebody needs decides both how complex it is and which channels it has, so the services are held still:
within each, are the odds of being helped by staff higher for a complex contact than for a routine one?
"""

from dataclasses import dataclass
from enum import Enum
from math import isnan, nan

import numpy as np

from cxdata.analysis.result import Result
from cxdata.contract import NOT_RECORDED
from cxdata.council import Council
from cxdata.measures.query import Answer, query
from cxdata.scope import Scope
from cxdata.stats.basics.mantel_haenszel import CommonOdds, common_odds
from cxdata.stats.basics.proportions import SMALL, VERY_SMALL
from cxdata.store import Store

MATERIAL = 1.25
"""Odds a quarter higher are a difference that a service could be planned by."""
LEAST_KNOWN = 0.6
"""The share of the contacts of either side whose complexity must be recorded."""
COMPLEX, ROUTINE = "complex", "routine"
STAFF, ONLINE = "assisted", "online"


class Verdict(Enum):
    """What the contacts say of the claim."""

    SUPPORTED = "supported"
    NOT_SUPPORTED = "not supported"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True)
class ServiceComplexity(Result):
    """One service: its complex and routine contacts with staff and online; shares with staff are nan under 30."""

    service: str
    complex_staff: float
    complex_online: float
    routine_staff: float
    routine_online: float

    @property
    def complex_share(self) -> float:
        """Of complex contacts the share with staff."""
        return _share(self.complex_staff, self.complex_online)

    @property
    def routine_share(self) -> float:
        """Of routine contacts the share with staff."""
        return _share(self.routine_staff, self.routine_online)


@dataclass(frozen=True)
class Complexity(Result):
    """The verdict with its reason, the odds common to all services, and the services, the largest first.

    `known` is the share of contacts with staff and online, together, whose complexity is recorded.
    """

    verdict: Verdict
    sentence: str
    odds: CommonOdds
    services: tuple[ServiceComplexity, ...]
    known: float
    scope: str
    sources: tuple[str, ...]
    warnings: tuple[str, ...]


def complexity(store: Store, scope: Scope, council: Council) -> Complexity:
    """The claim held against the contacts of a scope, whichever channel is chosen. Raises CxError as `query`."""
    answer = query(
        store, "contacts", ("service", "complexity", "channel_group"), scope.with_choice("channel"), council=council
    )
    counts = _counts(answer)
    services = tuple(sorted(map(_service, counts.items()), key=lambda one: -sum(_cells(one))))
    services = tuple(one for one in services if sum(_cells(one)))
    odds = common_odds(np.array([_cells(one) for one in services]).reshape(-1, 2, 2))
    known = {side: _known(counts, side) for side in (STAFF, ONLINE)}
    verdict, sentence = _judge(odds, services, known)
    whole = [count for row in counts.values() for (_, side), count in row.items() if side in (STAFF, ONLINE)]
    recorded = sum(sum(_cells(one)) for one in services)
    return Complexity(
        verdict=verdict,
        sentence=sentence,
        odds=odds,
        services=services,
        known=recorded / sum(whole) if sum(whole) else nan,
        scope=answer.sentence,
        sources=answer.sources,
        warnings=answer.warnings,
    )


Counts = dict[str, dict[tuple[str, str], float]]
"""For each service, contacts by complexity and channel group."""


def _counts(answer: Answer) -> Counts:
    counts: Counts = {}
    if answer.frame.empty:
        return counts
    columns = (answer.frame[name] for name in ("service", "complexity", "channel_group", "numerator"))
    for service, level, group, count in zip(*columns, strict=True):
        counts.setdefault(str(service), {})[str(level), str(group)] = float(np.nan_to_num(count))
    return counts


def _service(entry: tuple[str, dict[tuple[str, str], float]]) -> ServiceComplexity:
    service, row = entry
    cells = (row.get((level, side), 0.0) for level in (COMPLEX, ROUTINE) for side in (STAFF, ONLINE))
    return ServiceComplexity(service, *cells)


def _cells(one: ServiceComplexity) -> tuple[float, float, float, float]:
    return one.complex_staff, one.complex_online, one.routine_staff, one.routine_online


def _known(counts: Counts, side: str) -> float:
    """Of the contacts of one side the share whose complexity is recorded; nan where there are none."""
    rows = [(level, count) for row in counts.values() for (level, group), count in row.items() if group == side]
    whole = sum(count for _, count in rows)
    return sum(count for level, count in rows if level != NOT_RECORDED) / whole if whole else nan


def _judge(odds: CommonOdds, services: tuple[ServiceComplexity, ...], known: dict[str, float]) -> tuple[Verdict, str]:
    claim = "That complex matters need people"
    for side, words in ((ONLINE, "online"), (STAFF, "with staff")):
        if isnan(known[side]):
            return Verdict.CANNOT_TELL, f"{claim}: cannot tell, no contact {words} is loaded"
        if known[side] < LEAST_KNOWN:
            return Verdict.CANNOT_TELL, f"{claim}: cannot tell, few contacts {words} say how complex they were"
    margins = np.array([_cells(one) for one in services]).reshape(-1, 2, 2).sum(axis=0)
    if min(margins.sum(axis=0).min(), margins.sum(axis=1).min()) < SMALL or isnan(odds.lower):
        return Verdict.CANNOT_TELL, f"{claim}: cannot tell, too few contacts"
    if odds.lower > 1 and odds.ratio >= MATERIAL:
        return Verdict.SUPPORTED, f"{claim} is supported: within a service, complex contacts go to staff more often"
    if odds.upper < MATERIAL:
        return (
            Verdict.NOT_SUPPORTED,
            f"{claim} is not supported: within a service, they come online as often as routine ones",
        )
    return Verdict.CANNOT_TELL, f"{claim}: cannot tell, the range is too wide"


def _share(part: float, rest: float) -> float:
    return part / (part + rest) if part + rest >= VERY_SMALL else nan
