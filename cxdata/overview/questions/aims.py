"""Targets met and missed: the council's own promise, held against the figure of the period."""

import math

from cxdata.analysis.asking import Asking
from cxdata.analysis.targets.digital import is_met_online
from cxdata.analysis.targets.figures import is_by_month
from cxdata.analysis.targets.order import shortfall
from cxdata.analysis.targets.rows import Row, target_rows
from cxdata.analysis.targets.verdict import Verdict
from cxdata.findings import Finding, Kind, Strength
from cxdata.measures.words import short_value
from cxdata.overview.questions.headlines import say_target


def judged_targets(asking: Asking) -> list[Row]:
    """The targets that were in force all through the period and have a figure in it.

    Of one that began inside the period the page of targets says what became of it since.
    """
    rows = target_rows(asking, period_only=True)
    return [row for row in rows if row.verdict is not Verdict.NOT_JUDGED and not row.began_inside]


def count_aims(asking: Asking) -> int:
    """How many targets were held against their figures, those too close to say included."""
    return len(judged_targets(asking))


def missed_target(asking: Asking) -> list[Finding]:
    """The target missed by most, as a share of it. The others stand on their tiles, and on the page of targets."""
    missed = sorted((row for row in judged_targets(asking) if row.verdict is Verdict.MISSED), key=shortfall)
    return [_finding(row, math.inf) for row in missed[:1]]


def met_targets(asking: Asking) -> list[Finding]:
    """The targets met with the whole range of the figure, that by most first; none of online."""
    met = sorted((row for row in judged_targets(asking) if row.verdict is Verdict.MET), key=lambda row: -shortfall(row))
    # A target of online that is met counts nobody who is left behind by it: it is no good news by itself.
    return [_finding(row, 0.0) for row in met if not is_met_online(row)]


def _finding(row: Row, weight: float) -> Finding:
    figure, missed = row.period, row.verdict is Verdict.MISSED
    assert figure is not None
    goal = f"{short_value(row.measure, row.goals[0].value)}{' a month' if is_by_month(row.measure) else ''}"
    headline = say_target(row.measure, figure.value, goal, met=not missed, services=row.services)
    ask = "What would it take to meet the target, and by when?" if missed else "What keeps it there?"
    return Finding(
        sentence=f"{headline}.",
        strength=Strength.CLEAR,
        question=ask,
        evidence=(figure.answer,),
        page="outlook" if missed else "change",
        choices=(("service", row.services),) if row.services else (),
        options=(("carry" if missed else "follow", row.measure.title),),
        weight=weight,
        kind=Kind.TARGET,
        headline=headline,
    )
