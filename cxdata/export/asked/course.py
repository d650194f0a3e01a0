"""A measure's course and a mix over time as exhibits: over everything loaded, so that a chosen period is seen in its
course, and of whole months where there are any.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from cxdata import findings
from cxdata.analysis.asking import Asking
from cxdata.analysis.targets.aims import aim_of
from cxdata.charts import trend
from cxdata.charts.channels import mix as draw_mix
from cxdata.export.asked.plainly import About, about_plainly
from cxdata.export.exhibit import Exhibit, exhibit_of
from cxdata.findings import nothing_to_show
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.measures.coverage.whole_months import PartMonth, WholeMonths, whole_in_all
from cxdata.measures.model import Unit
from cxdata.measures.query import Answer
from cxdata.measures.registry.dimensions import splits
from cxdata.measures.rows import drop_undated, from_month, months_before
from cxdata.measures.words import calendar_start
from cxdata.overview import council_scope
from cxdata.scope import Scope


def exhibit_of_course(
    asking: Asking,
    measure: str,
    *,
    scope: Scope | None = None,
    usual: trend.Usual | None = None,
    narrow: bool = False,
    about: About = about_plainly,
) -> Exhibit:
    """A measure over everything loaded, with its target, its dated events and, of a narrowed selection, the council's.

    A last month that is not whole hangs on a dotted line, a first one is left out. Without a figure the finding says
    so, and there is no drawing. `scope` is another than the one that is asked about.
    """
    whole_months = whole_in_all(asking.store, MEASURES[measure].tables)
    span = known_span(measure, whole_months)
    answer, stop = _whole_answer(asking, measure, (span,), replace(scope or asking.scope, period=None))
    said, key = _about(about, answer, stop), f"course-{measure}"
    if answer.empty or answer.frame["value"].isna().all():
        return exhibit_of(answer, None, nothing_to_show(answer), key=key, about=said)
    whole = months_before(answer, stop.month) if stop else answer
    wider = council_scope(answer.measure, answer.scope)
    council = asking.council
    chart = trend.trend(
        answer,
        events=[(event.day, event.title) for event in council.events if event.measure in ("", measure)],
        target=aim_of(answer.measure, answer.scope, council, _last_day(answer)).value,
        beside=_whole_answer(asking, measure, (span,), wider)[0] if wider else None,
        usual=usual,
        incomplete=stop.month if stop else None,
        zoom=answer.measure.unit in (Unit.SHARE, Unit.SCORE),
        narrow=narrow,
    )
    return exhibit_of(answer, chart, findings.of_series(whole if len(whole.frame) else answer), key=key, about=said)


def exhibit_of_mix(asking: Asking, by: str, *, narrow: bool = False, about: About = about_plainly) -> Exhibit:
    """How contacts are made up by channel or channel group over time, of whole months alone."""
    measure = "channel_share" if by == "channel" else "channel_group_share"
    span = known_span(measure, whole_in_all(asking.store, MEASURES[measure].tables))
    answer, stop = _whole_answer(asking, measure, (span, by), replace(asking.scope.with_choice(by), period=None))
    if stop:
        answer = replace(months_before(answer, stop.month), notes=(*answer.notes, f"{stop.sentence} It is left out."))
    said, key = _about(about, answer, None), f"mix-{by}"
    if answer.empty or answer.frame["value"].isna().all():
        return exhibit_of(answer, None, nothing_to_show(answer), key=key, about=said)
    return exhibit_of(answer, draw_mix(answer, narrow=narrow), findings.of_shares(answer), key=key, about=said)


def known_span(measure: str, whole: WholeMonths) -> str:
    """The span of time by which a measure can be followed: months, or what its figures are for where that is longer.

    `whole` are the whole months of the measure's tables.
    """
    long = whole.long
    return long.dimension if long and DIMENSIONS[long.dimension].id in splits(MEASURES[measure]) else "month"


def by_whole_months(answer: Answer, whole: WholeMonths) -> tuple[Answer, PartMonth | None]:
    """The answer from the first whole month on, with a note for each earlier one that is not whole, and the first of
    the last months that is not whole, where the answer reaches into it. `whole` are those of the answer's tables.
    """
    if whole.months is None or answer.frame.empty:
        return answer, None
    notes = [
        part.sentence if part.start in whole.broken_months else f"{part.sentence} It is left out."
        for part in whole.parts
        if part.start < whole.months.end
    ]
    answer = from_month(answer, f"{whole.months.start:%Y-%m}")
    stop = whole.stop
    reaches = stop is not None and not answer.frame.empty and str(answer.frame["month"].max()) >= stop.month
    return replace(answer, notes=(*answer.notes, *dict.fromkeys(notes))), stop if reaches else None


def _whole_answer(asking: Asking, measure: str, by: Sequence[str], scope: Scope) -> tuple[Answer, PartMonth | None]:
    answer = drop_undated(asking.answer(measure, tuple(by), scope))
    if "month" not in by:
        return answer, None
    return by_whole_months(answer, whole_in_all(asking.store, answer.measure.tables))


def _last_day(answer: Answer) -> date:
    """The day whose target is drawn: the start of the last step."""
    calendar = answer.by[0]
    return max(calendar_start(calendar, str(level)) for level in answer.frame[calendar.id])


def _about(about: About, answer: Answer, stop: PartMonth | None) -> list[str]:
    return [*about(answer), *([stop.sentence] if stop else [])]
