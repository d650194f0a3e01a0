"""The evidence for a finding, each kind as its own sort of exhibit: relatives, groups as dots, or a line over time."""

from dataclasses import replace

import numpy as np

from cxdata.analysis.change.charts import Control
from cxdata.analysis.groups import judge_groups
from cxdata.charts.dots import Beside, dots
from cxdata.charts.trend import Usual
from cxdata.export.exhibit import Exhibit, exhibit_of
from cxdata.findings import Finding, Kind
from cxdata.overview.over_time import follow
from cxdata.ui.frame.app import View
from cxdata.ui.parts.asking import asking_of
from cxdata.ui.parts.cards import about_answer
from cxdata.ui.parts.course import course
from cxdata.ui.parts.splits import split_of


def evidence(view: View, finding: Finding, *, key: str) -> Exhibit:
    """The exhibit that proves a finding; its headline stands over it."""
    if finding.kind is Kind.GROUP:
        exhibit = _groups(view, finding)
    elif finding.kind in (Kind.HIDDEN, Kind.REPEAT):
        exhibit = _as_counted(view, finding)
    else:
        exhibit = _over_time(view, finding)
    return replace(exhibit, key=key, finding=finding.headline)


def _groups(view: View, finding: Finding) -> Exhibit:
    """The group picked out among the others, with the council's line and the target's."""
    answer = finding.evidence[0]
    by = answer.by[0].id
    picked = replace(view, scope=view.scope.with_choice(by, finding.group))
    return split_of(picked, answer.measure.id, by)


def _as_counted(view: View, finding: Finding) -> Exhibit:
    """The groups as the finding counted them: of a search each customer once, of those who came back their matters."""
    answer = finding.evidence[0]
    bad, of = answer.frame["numerator"].sum(), answer.frame["denominator"].sum()
    chart = dots(
        answer,
        judged=judge_groups(answer),
        highlight=(finding.group,),
        beside=[Beside(float(bad / of), "All of these")] if of else [],
        narrow=view.narrow,
    )
    return exhibit_of(answer, chart, finding.headline, key=answer.measure.id, about=about_answer(answer))


def _over_time(view: View, finding: Finding) -> Exhibit:
    """The course of the measure over everything loaded; of a real change with what is usual."""
    measure = finding.evidence[0].measure.id
    followed = follow(asking_of(view), measure) if finding.kind is Kind.CHANGE else None
    usual = usual_of(followed) if followed is not None and followed.step == "month" else None
    return course(view, measure, usual=usual)


def usual_of(followed: Control) -> Usual:
    """The months that have limits, with the limits."""
    judged = followed.judged
    limits = zip(followed.series.starts, judged.lower, judged.upper, strict=True)
    return Usual(tuple((start, float(low), float(high)) for start, low, high in limits if np.isfinite(low + high)))
