"""The complaints that wait for an answer: how many, and how many past the last day for it."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from cxdata.measures.query import Answer
from cxdata.measures.words import say_value
from cxdata.periods import say_date
from cxdata.scope import Scope

Ask = Callable[[str, tuple[str, ...], Scope], Answer]
"""The engine: a measure, a split and a scope in."""


@dataclass(frozen=True)
class OpenNow:
    """Open complaints and those overdue as single figures, the open ones by age and clock, and the day they are of."""

    open: Answer
    overdue: Answer
    by_age: Answer
    day: date | None

    @property
    def sentence(self) -> str:
        """'22 of 57 open complaints are past the day for their answer, as of 30 September 2026'."""
        if self.day is None or self.open.empty:
            return "No complaints are loaded day by day, so nobody can say which wait"
        as_of = f"as of {say_date(self.day)}"
        if not figure(self.open):
            return f"No complaint waits for an answer, {as_of}"
        if said(self.open) == "1":
            late = "is" if said(self.overdue) == "1" else "is not"
            return f"The one open complaint {late} past the day for its answer, {as_of}"
        if not figure(self.overdue):
            return f"None of the {said(self.open)} open complaints is past the day for its answer, {as_of}"
        many = "is" if said(self.overdue) == "1" else "are"
        return (
            f"{said(self.overdue)} of {said(self.open)} open complaints {many} past the day for their answer, {as_of}"
        )


def open_now(ask: Ask, scope: Scope, day: date | None) -> OpenNow:
    """What waits on the last day of the register: of the scope's choices, whenever it was received."""
    now = replace(scope, period=None)
    return OpenNow(
        open=ask("complaints_open", (), now),
        overdue=ask("complaints_overdue", (), now),
        by_age=ask("complaints_open", ("weeks_open", "clock"), now),
        day=day,
    )


def said(answer: Answer) -> str:
    """The one figure of an answer in words."""
    row = answer.frame.iloc[0]
    return say_value(answer.measure, float(row["value"]), float(row["denominator"]))


def figure(answer: Answer) -> float:
    """The one figure of an answer; 0 where there is none."""
    value = float(answer.frame["value"].iloc[0]) if len(answer.frame) else 0.0
    return 0.0 if math.isnan(value) else value
