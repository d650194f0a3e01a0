"""What changed: a key measure beyond its ordinary ups and downs, or a figure since an earlier period."""

import math
from dataclasses import replace

import numpy as np

from cxdata import findings
from cxdata.analysis.asking import Asking
from cxdata.analysis.change.charts import KEY_MEASURES, Control, ask_months, control
from cxdata.errors import CxError
from cxdata.findings import Finding, Kind, Strength
from cxdata.measures.model import Better
from cxdata.measures.query import Answer
from cxdata.measures.words import say_from_to
from cxdata.overview.questions.headlines import say_change, say_since
from cxdata.overview.questions.known import unknown_choices
from cxdata.overview.tiles import change_of


def real_change(asking: Asking) -> list[Finding]:
    """The first key measure that is worse by more than ordinary ups and downs, in a month of the period."""
    known = [measure for measure in KEY_MEASURES if not unknown_choices(asking, measure)]
    ask_months(asking.store, known, replace(asking.scope, period=None), asking.council)
    for measure in known:
        followed = follow(asking, measure)
        if followed is not None and _for_the_worse(asking, followed):
            return [_finding(asking, followed)]
    return []


def follow(asking: Asking, measure: str) -> Control | None:
    """A measure over all months loaded, with its signs; None where it cannot be followed."""
    if unknown_choices(asking, measure):
        return None
    try:
        return asking.result(control, measure, scope=replace(asking.scope, period=None))
    except CxError:
        return None


def _for_the_worse(asking: Asking, followed: Control) -> bool:
    at = followed.judged.at
    if followed.variation.tone != "bad" or not followed.is_strong or at is None:
        return False
    latest, period = followed.series.starts[at], asking.scope.period
    return period is None or period.start <= latest < period.end


def _finding(asking: Asking, followed: Control) -> Finding:
    return Finding(
        sentence=followed.sentence,
        strength=Strength.CLEAR,
        question="What is behind this change, and when will it be put right?",
        evidence=(asking.answer(followed.measure.id, (), asking.scope),),
        page="change",
        options=(("follow", followed.measure.title),),
        weight=math.inf,
        kind=Kind.CHANGE,
        headline=say_change(followed),
    )


def changes_since(asking: Asking, measure: str, *, better: bool = False) -> list[Finding]:
    """The change of a measure since the period compared with, where it is more than chance and for the worse (or, if
    asked, for the better).
    """
    change = change_of(asking, measure)
    if change is None or change.here is None or change.there is None or change.there.empty or change.here.empty:
        return []
    found = change_finding(change.here, change.there, change.compared.words, "change", better=better)
    if found is None:
        return []
    now, then = (float(side.frame["value"].iloc[0]) for side in (change.here, change.there))
    word = "better" if better else "worse"
    headline = say_since(change.here.measure, now, then, change.compared, asking.scope.period, word)
    return [replace(found, headline=headline, options=(("follow", change.here.measure.title),))]


def change_finding(now: Answer, then: Answer, when: str, page: str, *, better: bool = False) -> Finding | None:
    """A change for the worse (or, if asked, for the better) since an earlier period, when it is more than chance."""
    words, strength = findings.of_change(now, then)
    measure = now.measure
    new, old = now.frame.iloc[0], then.frame.iloc[0]
    if strength is not Strength.CLEAR or measure.better is Better.NEITHER:
        return None
    rose = bool(new["value"] > old["value"])
    if better is not (rose is (measure.better is Better.HIGHER)):
        return None
    ask = "What made the difference, and will it last?"
    base = 0.0 if np.isnan(new["denominator"]) else float(new["denominator"])
    return Finding(
        sentence=f"{measure.title}: {words} on {when}, "
        f"{say_from_to(measure, old['value'], new['value'], float(np.fmin(new['denominator'], old['denominator'])))}.",
        strength=strength,
        question=ask if better else f"What changed since {when.partition(' (')[0]}, and when will it be put right?",
        evidence=(now, then),
        page=page,
        weight=abs(float(new["value"] - old["value"])) * base,
        counted=(float(new["numerator"]), base),
        kind=Kind.SINCE,
    )
