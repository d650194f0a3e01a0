"""The council's own target for a measure, and what it says in the scope chosen."""

from dataclasses import dataclass
from datetime import date

from cxdata.council import Council, Target
from cxdata.measures.model import Better, Measure
from cxdata.measures.words import say_value
from cxdata.periods import say_date
from cxdata.scope import Scope


@dataclass(frozen=True)
class Goal:
    """One figure to be judged by: to be at or above it, or (`at_least` false) at or below; `name` in a sentence.

    `beyond` is of a baseline: to be as it was is not enough.
    """

    value: float
    at_least: bool
    name: str
    beyond: bool = False

    def reached_by(self, value: float) -> bool:
        """Whether a value is on the good side of it."""
        if self.beyond and value == self.value:
            return False
        return value >= self.value if self.at_least else value <= self.value


@dataclass(frozen=True)
class Aim:
    """A target as a number in the measure's own unit (None where there is none), and the sentence that names it.

    `goals` are all its figures, the first to be reached first: one, both ends of a band, or the baseline of a
    direction, which has no `value`.
    """

    value: float | None
    sentence: str
    goals: tuple[Goal, ...] = ()


def aim_of(measure: Measure, scope: Scope, council: Council, day: date) -> Aim:
    """The target in force on a day for the services chosen: the least that is good, or the most that is.

    Several services have one target only where all of them share it. A direction without a figure is said, not drawn.
    """
    services = scope.chosen("service") or (None,)
    targets = {council.target_on(measure.id, day, service) for service in services}
    target = targets.pop() if len(targets) == 1 else None
    if target is None:
        return Aim(None, _elsewhere(measure, scope, council, day))
    value = target.high if measure.better is Better.LOWER else target.low
    if value is None:
        value = target.low if target.high is None else target.high
    return Aim(value, _say(measure, target, value), goals_of(measure, target))


def scope_of_target(measure: Measure, scope: Scope, council: Council, day: date) -> Scope:
    """The scope in which the measure has a target: narrowed to the services that have one, where none is in force else.

    The scope as it is where services are chosen already, and where the measure has no target at all.
    """
    if scope.chosen("service") or aim_of(measure, scope, council, day).goals:
        return scope
    for target in council.targets:
        if target.measure == measure.id and target.services and target.since <= day:
            return scope.with_choice("service", *target.services)
    return scope


def goal_of(measure: Measure, value: float, latest: float) -> Goal:
    """A figure asked about: on the good side of it where the measure has one, else beyond it as seen from today."""
    upwards = value >= latest if measure.better is Better.NEITHER else measure.better is Better.HIGHER
    return Goal(value, upwards, f"the target of {say_value(measure, value)}")


def goals_of(measure: Measure, target: Target) -> tuple[Goal, ...]:
    """The ends of a target, the nearer first; the baseline of a direction where there is no figure."""
    low, high = target.low, target.high
    if low is None and high is None:
        if target.baseline is None or target.direction not in ("up", "down"):
            return ()
        name = f"the aim “{target.direction} from {say_value(measure, target.baseline)}”"
        return (Goal(target.baseline, target.direction == "up", name, beyond=True),)
    if low is None or high is None:
        only = high if low is None else low
        upwards = low is not None if measure.better is Better.NEITHER else measure.better is Better.HIGHER
        return (Goal(float(only or 0), upwards, f"the target of {say_value(measure, only)}"),)
    ends = (
        Goal(low, measure.better is not Better.LOWER, f"the target’s lower end of {say_value(measure, low)}"),
        Goal(high, measure.better is Better.HIGHER, f"the target’s upper end of {say_value(measure, high)}"),
    )
    return ends[::-1] if measure.better is Better.LOWER else ends


def _say(measure: Measure, target: Target, value: float | None) -> str:
    note = f" ({target.note})" if target.note else ""
    if value is None:
        if target.direction and target.baseline is not None:
            start = say_value(measure, target.baseline)
            return f"The aim since {say_date(target.since)} is {target.direction} from {start}{note}."
        return f"There is a direction, but no figure to judge by{note}."
    way = "at most" if measure.better is Better.LOWER else "at least"
    return f"The target since {say_date(target.since)} is {way} {say_value(measure, value)}{note}."


def _elsewhere(measure: Measure, scope: Scope, council: Council, day: date) -> str:
    if scope.chosen("service"):
        return ""
    services = {
        name
        for target in council.targets
        if target.measure == measure.id and target.since <= day
        for name in target.services
    }
    if not services:
        return ""
    return f"There is a target for {', '.join(sorted(services))} only: choose one of them to be judged by it."
