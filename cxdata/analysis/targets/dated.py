"""A target over time: what was promised of one measure for the same services, and how it was moved."""

from dataclasses import dataclass
from datetime import date

from cxdata.council import Council, Target


@dataclass(frozen=True)
class DatedTarget:
    """All that was promised of a measure for the same services (() for all of them), the oldest first."""

    measure: str
    services: tuple[str, ...]
    steps: tuple[Target, ...]

    def on(self, day: date) -> Target | None:
        """What was in force on a day; None before the first."""
        return next((step for step in reversed(self.steps) if step.since <= day), None)

    def before(self, day: date) -> tuple[Target, ...]:
        """What was in force before that which was in force on a day, the oldest first: it was moved so often."""
        return tuple(step for step in self.steps if step.since <= day)[:-1]

    def after(self, day: date) -> Target | None:
        """What takes over next after a day; None where nothing is decided."""
        return next((step for step in self.steps if step.since > day), None)


def dated_targets(council: Council) -> tuple[DatedTarget, ...]:
    """The council's targets, each with its history, in the order in which their first was written."""
    found: dict[tuple[str, tuple[str, ...]], list[Target]] = {}
    for target in council.targets:
        found.setdefault((target.measure, tuple(sorted(target.services))), []).append(target)
    return tuple(
        DatedTarget(measure, services, tuple(sorted(steps, key=lambda step: step.since)))
        for (measure, services), steps in found.items()
    )
