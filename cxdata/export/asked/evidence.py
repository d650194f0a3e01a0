"""The evidence for a finding, each kind as its own sort of exhibit: relatives, groups as dots, or a line over time."""

from dataclasses import replace

import numpy as np

from cxdata.analysis.asking import Asking
from cxdata.analysis.change.charts import Control
from cxdata.analysis.groups import judge_groups
from cxdata.analysis.hidden.search import pockets
from cxdata.charts.dots import Beside, dots
from cxdata.charts.trend import Usual
from cxdata.export.asked.course import exhibit_of_course
from cxdata.export.asked.narrowed import with_scope
from cxdata.export.asked.plainly import About, about_plainly
from cxdata.export.asked.split import lines_of_all
from cxdata.export.exhibit import Exhibit, exhibit_of, exhibit_of_group
from cxdata.findings import Finding, Kind
from cxdata.measures import MEASURES
from cxdata.measures.query import Answer
from cxdata.overview.questions.over_time import follow
from cxdata.overview.tiles import aim_in_force

COUNCIL, ALL = "Council", "All of these"


def evidence(
    asking: Asking, finding: Finding, *, key: str, narrow: bool = False, about: About = about_plainly
) -> Exhibit:
    """The exhibit that proves a finding; its headline stands over it."""
    if finding.kind is Kind.HIDDEN:
        exhibit = _among_relatives(asking, finding, narrow)
    elif finding.kind in (Kind.GROUP, Kind.REPEAT, Kind.SILENT):
        exhibit = _among_groups(asking, finding, narrow, about)
    else:
        exhibit = _over_time(asking, finding, narrow, about)
    named = replace(exhibit, key=key, finding=finding.headline, ask=finding.question)
    return with_scope(named, asking.scope, finding.evidence[0].measure)


def _among_relatives(asking: Asking, finding: Finding, narrow: bool) -> Exhibit:
    """A hidden group beside those that share all of its facts but one."""
    result = asking.result(pockets, scope=asking.scope, measure=finding.evidence[0].measure.id)
    top = result.pockets[0]
    whole = COUNCIL if not asking.scope.choices else ALL
    return exhibit_of_group(result, top, key="", about=[top.about], whole=whole, narrow=narrow)


def _among_groups(asking: Asking, finding: Finding, narrow: bool, about: About) -> Exhibit:
    """The group picked out among the others of its split, beside the line of all and the target's."""
    answer = finding.evidence[0]
    lines = lines_of_all(asking, answer) if answer.measure.id in MEASURES else _line_of_those_followed(answer)
    target = aim_in_force(asking, answer.measure).value if answer.measure.id in MEASURES else None
    if target is not None:
        lines.append(Beside(target, "Target", dashed=True))
    chart = dots(answer, judged=judge_groups(answer), highlight=(finding.group,), beside=lines, narrow=narrow)
    return exhibit_of(answer, chart, finding.headline, key="", about=about(answer))


def _line_of_those_followed(answer: Answer) -> list[Beside]:
    """The line of all groups together, for officers, of a figure that the engine does not know by itself."""
    bad, of = answer.frame["numerator"].sum(), answer.frame["denominator"].sum()
    return [Beside(float(bad / of), COUNCIL if not answer.scope.choices else ALL)] if of else []


def _over_time(asking: Asking, finding: Finding, narrow: bool, about: About) -> Exhibit:
    """The course of the measure over everything loaded; of a real change with what is usual."""
    measure, scope = finding.evidence[0].measure.id, asking.scope
    followed = follow(asking, measure) if finding.kind is Kind.CHANGE else None
    usual = usual_of(followed) if followed is not None and followed.step == "month" else None
    if finding.kind is Kind.TARGET and (services := finding.evidence[0].scope.chosen("service")):
        scope = scope.with_choice("service", *services)
    return exhibit_of_course(asking, measure, scope=scope, usual=usual, narrow=narrow, about=about)


def usual_of(followed: Control) -> Usual:
    """The months that have limits, with the limits."""
    judged = followed.judged
    limits = zip(followed.series.starts, judged.lower, judged.upper, strict=True)
    return Usual(tuple((start, float(low), float(high)) for start, low, high in limits if np.isfinite(low + high)))
