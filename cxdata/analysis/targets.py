"""The council's own target for a measure, and what it says in the scope chosen."""

from dataclasses import dataclass
from datetime import date

from cxdata.council import Council, Target
from cxdata.measures.model import Better, Measure
from cxdata.measures.words import say_value
from cxdata.periods import say_date
from cxdata.scope import Scope


@dataclass(frozen=True)
class Aim:
    """A target as a number in the measure's own unit (None where there is none), and the sentence that names it."""

    value: float | None
    sentence: str


def aim_of(measure: Measure, scope: Scope, council: Council, day: date) -> Aim:
    """The target in force on a day for the services chosen: the least that is good, or the most that is.

    Several services have one target only where all of them share it. A direction without a figure is said, not drawn.
    """
    services = scope.chosen("service") or (None,)
    found = {council.target_on(measure.id, day, service) for service in services}
    target = found.pop() if len(found) == 1 else None
    if target is None:
        return Aim(None, _elsewhere(measure, scope, council, day))
    value = target.high if measure.better is Better.LOWER else target.low
    if value is None:
        value = target.low if target.high is None else target.high
    return Aim(value, _say(measure, target, value))


def _say(measure: Measure, target: Target, value: float | None) -> str:
    note = f" ({target.note})" if target.note else ""
    if value is None:
        return f"There is a direction, but no figure to judge by{note}."
    way = "at most" if measure.better is Better.LOWER else "at least"
    return f"The target since {say_date(target.since)} is {way} {say_value(measure, value)}{note}."


def _elsewhere(measure: Measure, scope: Scope, council: Council, day: date) -> str:
    if scope.chosen("service"):
        return ""
    services = {name for target in council.targets if target.measure == measure.id and target.since <= day
                for name in target.services}  # fmt: skip
    if not services:
        return ""
    return f"There is a target for {', '.join(sorted(services))} only: choose one of them to be judged by it."
