"""Which services moved online, and in which month: the step of the online share that the months bear out best."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from cxdata.analysis.result import Result
from cxdata.contract import NOT_RECORDED
from cxdata.council import Council
from cxdata.measures.coverage.whole_months import whole_months
from cxdata.measures.query import Answer, query
from cxdata.periods import Period, add_months
from cxdata.scope import Scope
from cxdata.stats.basics.proportions import SMALL, newcombe
from cxdata.stats.step import best_step
from cxdata.store import Store

MATERIAL = 0.05
"""A service moved online where its online share rose by so much, of 1, and by more than chance."""
LEAST_MONTHS = 6
"""Months on either side of a step; fewer are too easily a step by chance, as the best of many is looked for."""
LEAST_PAIRS = 3
MOST_SERVICES = 4
YEAR = 12
_CONF = 0.998
ALL = ""
Table = Mapping[str, np.ndarray]
"""For each service online contacts and those of a known way of being served, in two rows of months."""


@dataclass(frozen=True)
class Shift(Result):
    """A service (`ALL` for all together) whose online share rose from one month on.

    `before` and `after` are the months counted on either side: up to twelve before, and the same months a year on where
    they are loaded, so that the season is the same; shares are of 1.
    """

    service: str
    month: date
    share_before: float
    share_after: float
    before: tuple[date, ...]
    after: tuple[date, ...]

    @property
    def span(self) -> Period:
        """From the first month counted to the last."""
        return Period(self.before[0], add_months(self.after[-1], 1))

    @property
    def is_paired(self) -> bool:
        """Whether the same months of the year stand on either side."""
        return [month.month for month in self.before] == [month.month for month in self.after]


@dataclass(frozen=True)
class Shifts:
    """The services that moved online, those that moved most contacts first; or why nothing can be said."""

    shifts: tuple[Shift, ...]
    why_not: str
    counted: Answer | None = None


def find_shifts(store: Store, scope: Scope, council: Council) -> Shifts:
    """The services that moved online in the whole months loaded, up to the end of the period chosen."""
    whole = whole_months(store, "contacts")
    if whole.months is None or whole.length > 1:
        return Shifts((), "contacts are not loaded by the month" if store.row_counts["contacts"] else "")
    months = [month for month in whole.months.months() if month not in whole.broken_months]
    if scope.period is not None:
        months = [month for month in months if month < scope.period.end]
    if len(months) < 2 * LEAST_MONTHS:
        return Shifts((), f"under {2 * LEAST_MONTHS} whole months of contacts are loaded")
    asked = Scope(
        Period(months[0], add_months(months[-1], 1)), choices=scope.choices, include_staff=scope.include_staff
    )
    counted = query(
        store, "contacts", ("month", "service", "channel_group"), asked.with_choice("channel"), council=council
    )
    if counted.missing or counted.frame.empty:
        return Shifts((), counted.missing or "there are no contacts in this selection", counted)
    found = [step for service, counts in _tables(counted, months).items() if (step := _step(service, counts, months))]
    found = sorted(found, key=lambda step: -(step[1]))[:MOST_SERVICES]
    return Shifts(tuple(shift for shift, _ in found), "", counted)


def _tables(answer: Answer, months: Sequence[date]) -> Table:
    """Online and counted contacts of each service and of all together, by month."""
    places = {f"{month:%Y-%m}": place for place, month in enumerate(months)}
    tables: dict[str, np.ndarray] = {ALL: np.zeros((2, len(months)))}
    columns = (answer.frame[name] for name in ("month", "service", "channel_group", "numerator"))
    for month, service, group, count in zip(*columns, strict=True):
        if month not in places or group == "other":
            continue
        names = (ALL,) if service == NOT_RECORDED else (ALL, str(service))
        for name in names:
            table = tables.setdefault(name, np.zeros((2, len(months))))
            table[:, places[month]] += (float(count) if group == "online" else 0.0, float(count))
    return tables


def _step(service: str, counts: np.ndarray, months: Sequence[date]) -> tuple[Shift, float] | None:
    """The month from which the online share is best told apart, if it rose enough, with the contacts that moved."""
    cut = best_step(*counts, least=LEAST_MONTHS)
    if cut is None:
        return None
    (x0, n0), (x1, n1) = counts[:, :cut].sum(axis=1), counts[:, cut:].sum(axis=1)
    if min(n0, n1) < SMALL:
        return None
    rise = newcombe(x1, n1, x0, n0, conf=_CONF)
    if rise.value < MATERIAL or not rise.lower > 0:
        return None
    before, after = _sides(months, cut)
    return Shift(service, months[cut], float(x0 / n0), float(x1 / n1), before, after), float(rise.value * n1)


def _sides(months: Sequence[date], cut: int) -> tuple[tuple[date, ...], tuple[date, ...]]:
    """The months on either side: the same ones a year apart, or where too few are loaded, as many on each side."""
    loaded = set(months[cut:])
    earlier = [month for month in months[max(cut - YEAR, 0) : cut] if add_months(month, YEAR) in loaded]
    if len(earlier) >= LEAST_PAIRS:
        return tuple(earlier), tuple(add_months(month, YEAR) for month in earlier)
    many = min(cut, len(months) - cut, YEAR)
    return tuple(months[cut - many : cut]), tuple(months[cut : cut + many])
