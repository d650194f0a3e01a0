"""The figures that targets are held against: asked of the engine together, so that many cost little more than one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from cxdata.analysis.asking import Asking
from cxdata.analysis.targets.aims import Goal
from cxdata.analysis.targets.verdict import Verdict, judge
from cxdata.measures.coverage.whole_months import uneven_end, whole_in_all
from cxdata.measures.model import Measure, Unit
from cxdata.measures.query import Answer
from cxdata.measures.rows import of_level
from cxdata.measures.together import Question, ask_together
from cxdata.periods import Period

NAN = float("nan")


@dataclass(frozen=True)
class Span:
    """A measure over a period for some services; () for all that the reader chose."""

    measure: Measure
    services: tuple[str, ...]
    period: Period


@dataclass(frozen=True)
class Figure:
    """A measure over a span, with its range and the verdict; nan for what there is not.

    Of a count, and of a rate of one, `value` is the average for a month, as a target for one is. `remark` says why
    there is no value, or that it rests on few. `answer` is what it was taken of.
    """

    span: Span
    value: float
    lower: float
    upper: float
    numerator: float
    denominator: float
    verdict: Verdict
    remark: str
    answer: Answer


def period_of(asking: Asking, measure: Measure) -> Period:
    """The period chosen; all the days of the measure's data where none is. KeyError for data without dates."""
    if asking.scope.period is not None:
        return asking.scope.period
    first, last = asking.store.spans[measure.table]
    return Period(first, last + timedelta(days=1))


def is_by_month(measure: Measure) -> bool:
    """Whether a target of the measure is for a month, as of a count: in more months there is more of it."""
    return measure.is_count or measure.unit is Unit.PER_1000


def ask_ahead(asking: Asking, wholes: Iterable[Span], courses: Iterable[Span]) -> None:
    """Ask what `figure` and `by_month` will come to ask, in as few statements as there are kinds of it."""
    questions = [_question(asking, span, ()) for span in wholes]
    questions += [_question(asking, span, ("month",)) for span in courses]
    ask_together(asking.store, questions, council=asking.council)


def figure(asking: Asking, span: Span, goals: Sequence[Goal]) -> Figure:
    """A span's figure, held against the goals of a target."""
    answer = _answer(asking, span, ())
    return held_against(answer, span, goals, months=_months_in(asking, span))


def figures_by_ward(asking: Asking, span: Span, goals: Sequence[Goal]) -> dict[str, Figure]:
    """A span's figure of each ward, held against the goals of a target; the wards are asked together."""
    answer, months = _answer(asking, span, ("ward",)), _months_in(asking, span)
    wards = [str(ward) for ward in answer.frame["ward"]] if len(answer.frame) else []
    return {ward: held_against(of_level(answer, "ward", ward), span, goals, months=months) for ward in wards}


def by_month(asking: Asking, span: Span) -> Answer:
    """A span month by month."""
    return _answer(asking, span, ("month",))


def held_against(answer: Answer, span: Span, goals: Sequence[Goal], *, months: int = 1) -> Figure:
    """An answer of one row, held against the goals; `months` is how many its span has."""
    measure = answer.measure
    if answer.frame.empty:
        return Figure(span, NAN, NAN, NAN, NAN, NAN, Verdict.NOT_JUDGED, answer.missing or "no data", answer)
    row = answer.frame.iloc[0]
    value, lower, upper = (float(row[name]) for name in ("value", "lower", "upper"))
    if is_by_month(measure) and months != 1:
        value, lower, upper = value / months if months else NAN, NAN, NAN
    verdict = judge(measure, goals, value, lower, upper)
    counts = float(row["numerator"]), float(row["denominator"])
    return Figure(span, value, lower, upper, *counts, verdict, str(row["base_note"]), answer)


def covered(asking: Asking, measure: Measure, period: Period) -> Period | None:
    """The part of a period that a figure can be of: the days that every file covers, and of a count whole months.

    None where nothing is left.
    """
    if is_by_month(measure):
        return whole_in_all(asking.store, measure.tables, period).months
    ends = uneven_end(asking.store, measure, period)
    if ends is None:
        return period
    return Period(period.start, ends[0], period.name) if ends[0] > period.start else None


def _months_in(asking: Asking, span: Span) -> int:
    whole = whole_in_all(asking.store, span.measure.tables, span.period)
    return len(set(whole.months.months()) - set(whole.broken_months)) if whole.months else 0


def _question(asking: Asking, span: Span, by: tuple[str, ...]) -> Question:
    """What is asked for a span. Each service for itself is taken out of one answer for all services."""
    scope = replace(asking.scope, period=span.period)
    if _is_split(span):
        return span.measure.id, ("service", *by), scope.with_choice("service")
    return span.measure.id, by, scope.with_choice("service", *span.services) if span.services else scope


def _is_split(span: Span) -> bool:
    return len(span.services) == 1


def _answer(asking: Asking, span: Span, by: tuple[str, ...]) -> Answer:
    answer = asking.answer(*_question(asking, span, by))
    if not _is_split(span) or answer.frame.empty:
        return answer
    return of_level(answer, "service", span.services[0])
