"""Groups that have gone silent since a service moved online, as a question: no figure of a page misses them."""

import math

from cxdata.analysis.asking import Asking
from cxdata.analysis.left_behind.left_out import silence_of
from cxdata.analysis.left_behind.page import say_silent
from cxdata.analysis.left_behind.shifts import ALL
from cxdata.errors import CxError
from cxdata.findings import Finding, Kind, Strength
from cxdata.measures.looked_at import MeasureLook


def silent_groups(asking: Asking) -> tuple[list[Finding], MeasureLook | None]:
    """The group gone silent with most contacts missing; and whether it could be looked for.

    A choice of channel narrows nothing.
    """
    title = "Groups gone silent"
    try:
        told = asking.result(silence_of, scope=asking.scope)
    except CxError as reason:
        return [], MeasureLook(title, f"{str(reason)[:1].lower()}{str(reason)[1:]}".rstrip("."))
    if not told.judged:
        return [], MeasureLook(title, "no service moved online")
    if not told.silent:
        return [], MeasureLook(title)
    one = told.silent[0]
    about = () if one.service == ALL else (("service", (one.service,)),)
    scope = asking.scope.with_choice("channel").with_choice(one.by)
    for name, values in about:
        scope = scope.with_choice(name, *values)
    headline = say_silent(one, len(told.silent) - 1).rstrip(".")
    finding = Finding(
        sentence=f"{headline}. All ways of getting in touch are counted, and what the others did in the same months.",
        strength=Strength.CLEAR,
        question="Who has asked these people why, and what is kept open for them?",
        evidence=(asking.answer("contacts", (one.by,), scope),),
        page="left_behind",
        group=one.level,
        weight=math.inf,
        kind=Kind.SILENT,
        headline=headline,
    )
    return [finding], MeasureLook(title)
