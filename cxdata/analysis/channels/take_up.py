"""Take-up of each service as the council counts it and as GOV.UK defines it, beside the council's target."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan, nan
from typing import Any

from cxdata.analysis.result import say_list
from cxdata.contract import NOT_RECORDED
from cxdata.council import Council
from cxdata.measures.query import Answer

OWN, NATION = "online_share", "digital_take_up"
BELOW, WITHIN, ABOVE = "below the band", "within the band", "above the band"
NO_BAND, NO_FIGURE, CLOSE = "no target", "too few to say", "too close to say"


@dataclass(frozen=True)
class TakeUp:
    """One service: its share online by the council's count with its range, the nation's take-up, and the band.

    Shares are of 1, nan where there is none; `low` and `high` are nan without a target.
    """

    service: str
    key: bool
    own: float
    lower: float
    upper: float
    counted: float
    nation: float
    low: float
    high: float

    @property
    def standing(self) -> str:
        """Where the council's own figure lies against its band; both have to be beyond doubt."""
        if isnan(self.own):
            return NO_FIGURE
        if isnan(self.low):
            return NO_BAND
        if self.upper < self.low:
            return BELOW
        if not isnan(self.high) and self.lower > self.high:
            return ABOVE
        return WITHIN if self.lower >= self.low and not self.upper > self.high else CLOSE


def take_up_of(own: Answer, nation: Answer, council: Council, day: date) -> tuple[TakeUp, ...]:
    """The services of both answers (each split by service), key services first, then the lowest share first.

    Made of Answers alone, so that it is as fit to publish as they are.
    """
    others = {str(row["service"]): float(row["value"]) for row in nation.frame.to_dict("records")}
    rows = [_row(row, others, council, day) for row in own.frame.to_dict("records") if row["service"] != NOT_RECORDED]
    return tuple(sorted(rows, key=lambda row: (not row.key, isnan(row.own), row.own)))


def say_take_up(rows: Sequence[TakeUp]) -> str:
    """'None of 4 key services is within its target band; Benefits is lowest, at 38%'."""
    key = [row for row in rows if row.key] or list(rows)
    known = [row for row in key if not isnan(row.own)]
    if not known:
        return "Too few contacts to say how much of any service is online"
    named = f"{known[0].service} is lowest, at {known[0].own:.0%}"
    banded = [row for row in known if not isnan(row.low)]
    if not banded:
        return f"No service has a target band; {named}"
    below = [row for row in banded if row.standing == BELOW]
    services = f"{len(banded)} {'key services' if key[0].key else 'services'}"
    if not below:
        return f"None of {services} is below its target band; {named}"
    if len(below) == len(banded):
        return f"All {services} are below their target bands; {named}"
    are = "is" if len(below) == 1 else "are"
    return f"Of {services} {say_list([row.service for row in below], most=2)} {are} below the band"


def _row(row: Mapping[Hashable, Any], others: dict[str, float], council: Council, day: date) -> TakeUp:
    service = str(row["service"])
    target = council.target_on(OWN, day, service)
    own, lower, upper, counted = (float(row[name]) for name in ("value", "lower", "upper", "denominator"))
    return TakeUp(
        service=service,
        key=service in council.key_services,
        own=own,
        lower=lower,
        upper=upper,
        counted=counted,
        nation=others.get(service, nan),
        low=nan if target is None or target.low is None else target.low,
        high=nan if target is None or target.high is None else target.high,
    )
