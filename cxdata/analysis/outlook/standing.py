"""Where the council's targets stand: each carried forward to one month, the one that is most in doubt first."""

import math
from dataclasses import dataclass

from cxdata.analysis.outlook.forecast import Forecast, forecast
from cxdata.analysis.result import Result
from cxdata.analysis.targets.aims import aim_of
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.measures.coverage.whole_months import whole_in_all
from cxdata.measures.registry.dimensions import splits
from cxdata.periods import add_months
from cxdata.scope import Scope
from cxdata.store import Store

YEAR = 12


@dataclass(frozen=True)
class Standing:
    """One target carried forward, without the record of past forecasts.

    `services` are those that it is for, () where it is for all that are chosen.
    """

    services: tuple[str, ...]
    forecast: Forecast


@dataclass(frozen=True)
class Standings(Result):
    """The targets that have data, the one least likely to be reached first; those without a chance come last."""

    targets: tuple[Standing, ...]


def standings(store: Store, scope: Scope, council: Council) -> Standings:
    """Every target that has data, a year ahead of its newest whole month, least likely to be reached first.

    A target of some services only is followed over these, unless services are chosen: then only what is in force for
    them is given.
    """
    asked: dict[tuple[str, tuple[str, ...]], Scope] = {}
    for target in council.targets:
        if target.measure not in MEASURES:
            continue
        own = tuple(sorted(target.services)) if not scope.chosen("service") else ()
        asked.setdefault((target.measure, own), scope.with_choice("service", *own) if own else scope)
    found = [_standing(store, measure, own, of, council) for (measure, own), of in asked.items()]
    return Standings(tuple(sorted(filter(None, found), key=_doubt)))


def _standing(store: Store, measure: str, services: tuple[str, ...], scope: Scope, council: Council) -> Standing | None:
    """The target of one measure in a scope; None where none is in force there, or nothing can be carried forward.

    A measure that does not know what is chosen has no target for it: calls know no ward.
    """
    definition = MEASURES[measure]
    known = {name for name, _ in scope.choices} <= set(splits(definition))
    if definition.share_of or not known or not DIMENSIONS["month"].on(definition.table):
        return None
    months = whole_in_all(store, definition.tables).months
    if months is None or not aim_of(definition, scope, council, months.last_day).goals:
        return None
    try:
        result = forecast(store, definition, scope, council, until=add_months(months.end, YEAR - 1), with_record=False)
    except CxError:
        return None
    return Standing(services, result) if result.judged else None


def _doubt(standing: Standing) -> tuple[bool, float]:
    chance = standing.forecast.chance
    return math.isnan(chance), chance
