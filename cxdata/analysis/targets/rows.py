"""Every target in one table: the newest whole month, the year to date and the period chosen, each judged."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from cxdata.analysis.asking import Asking
from cxdata.analysis.course import MONTHS, Step, steps_of
from cxdata.analysis.rebases import breaks_of, since_last
from cxdata.analysis.series import unloaded
from cxdata.analysis.targets.aims import Goal, goals_of
from cxdata.analysis.targets.dated import DatedTarget, dated_targets
from cxdata.analysis.targets.figures import Figure, Span, ask_ahead, by_month, covered, figure, held_against, period_of
from cxdata.analysis.targets.verdict import Verdict
from cxdata.council import Target
from cxdata.errors import suggest_nearest
from cxdata.measures import DIMENSIONS, find_measure
from cxdata.measures.base import as_counted
from cxdata.measures.constants.sources import sources_of
from cxdata.measures.coverage.long_figures import say_no_months
from cxdata.measures.coverage.whole_months import whole_in_all
from cxdata.measures.model import Measure
from cxdata.measures.query import Answer, known_values
from cxdata.measures.registry.dimensions import splits
from cxdata.measures.rows import drop_undated
from cxdata.periods import Period, add_months, financial_year, month_period, say_date, say_month
from cxdata.stats.forecast.pace import Pace, pace

ONLINE, AUTOMATED = "online_share", "automated_phone_share"
AHEAD = 12
"""Months from the newest whole one by which a target without a day of its own is to be reached."""


@dataclass(frozen=True)
class Row:
    """One target: what was promised, what it was before, and the figures it is held against.

    `target` is what is in force on the last day of the period, or of the data; None where none is yet. `month` is the
    newest whole month of the period, `year` the financial year to its end, `period` the days of the period since the
    target began. `course` is the last thirteen months. `pace` is towards the first goal that is not reached, by
    `until`; None where all are. `began_inside` says that the target began inside the period chosen, so that its figure
    is of a part of it. `automated` is the share by automated phone, beside one that is online. `problem` says why
    nothing is judged, "" where something is.
    """

    measure: Measure
    services: tuple[str, ...]
    target: Target | None
    goals: tuple[Goal, ...]
    moved: tuple[Target, ...] = ()
    coming: Target | None = None
    month: Figure | None = None
    year: Figure | None = None
    period: Figure | None = None
    course: tuple[Step, ...] = ()
    pace: Pace | None = None
    until: date | None = None
    automated: Figure | None = None
    began_inside: bool = False
    problem: str = ""
    notes: tuple[str, ...] = ()

    @property
    def was_moved(self) -> bool:
        """Whether the target was another before: by a newer one, or by a change of its own entry."""
        return bool(self.moved) or self.target is not None and bool(self.target.revisions)

    @property
    def verdict(self) -> Verdict:
        """What became of the target in the period chosen."""
        return self.period.verdict if self.period else Verdict.NOT_JUDGED


@dataclass(frozen=True)
class Plan:
    """A row to be, with the spans that it needs; None where there is no such span."""

    row: Row
    year: Span | None
    period: Span | None
    course: Span | None
    automated: Span | None = None

    @property
    def wholes(self) -> tuple[Span, ...]:
        """The spans of which one figure is asked."""
        return tuple(span for span in (self.year, self.period, self.automated) if span)


def target_rows(asking: Asking, *, period_only: bool = False, measure: str = "") -> tuple[Row, ...]:
    """Every target of the services chosen, held against the period chosen, in the order in which they were written.

    A target for other services than those chosen is left out. `period_only` leaves out all but the figure of
    the period; `measure` all targets but
    those of some services for this one.
    """
    targets = dated_targets(asking.council)
    if measure:
        targets = tuple(dated for dated in targets if dated.measure == measure and dated.services)
    plans = [plan for dated in targets if (plan := plan_of(asking, dated)) is not None]
    if period_only:
        plans = [replace(plan, year=None, course=None, automated=None) for plan in plans]
    ask_ahead(asking, [span for plan in plans for span in plan.wholes], [plan.course for plan in plans if plan.course])
    return tuple(_filled(asking, plan) for plan in plans)


def plan_of(asking: Asking, dated: DatedTarget) -> Plan | None:
    """What a target is held against in what was chosen; None for one of other services than those chosen."""
    measure = as_counted(find_measure(dated.measure), asking.council, sources_of(asking.store))
    chosen = asking.scope.chosen("service")
    services = tuple(name for name in dated.services if not chosen or name in chosen)
    if dated.services and not services:
        return None
    last = _last_day(asking, measure)
    target = dated.on(last)
    goals = goals_of(measure, target) if target else ()
    row = Row(measure, services, target, goals, dated.before(last), dated.after(last))
    problem, notes = _problem(asking, row, dated, last)
    row = replace(row, problem=problem, notes=notes)
    if problem or target is None:
        return Plan(row, None, None, None)
    return _with_spans(asking, row, target)


def _with_spans(asking: Asking, row: Row, target: Target) -> Plan:
    """The spans of a row: the period since the target began, the year to date, and its months."""
    measure = row.measure
    first, chosen = asking.store.spans[measure.table][0], period_of(asking, measure)
    row = replace(row, began_inside=target.since > max(chosen.start, first))
    name = "" if row.began_inside else chosen.name
    period = _span(asking, row, Period(max(chosen.start, target.since), chosen.end, name))
    whole = whole_in_all(asking.store, measure.tables)
    if whole.long or whole.months is None or "month" not in splits(measure):
        why = say_no_months(measure.table, whole.long, measure.title) if whole.long else ""
        return Plan(replace(row, notes=(*row.notes, why) if why else row.notes), None, period, None)
    end = min(whole.months.end, chosen.end.replace(day=1))
    if end <= whole.months.start:
        return Plan(row, None, period, None)
    april = date(financial_year(add_months(end, -1)), 4, 1)
    since = max(april, target.since, whole.months.start)
    year = _span(asking, row, Period(since, end)) if since < end else None
    beside = replace(period, measure=find_measure(AUTOMATED)) if period and measure.id == ONLINE else None
    return Plan(row, year, period, Span(measure, row.services, Period(whole.months.start, end)), beside)


def _span(asking: Asking, row: Row, period: Period) -> Span | None:
    part = covered(asking, row.measure, period)
    return Span(row.measure, row.services, part) if part else None


def _last_day(asking: Asking, measure: Measure) -> date:
    """The day whose target counts: the last of the period, or of the data where that is earlier or none is chosen."""
    ends = [asking.store.spans[measure.table][1]] if measure.table in asking.store.spans else []
    ends += [asking.scope.period.last_day] if asking.scope.period else []
    return min(ends, default=date.max)


def _problem(asking: Asking, row: Row, dated: DatedTarget, last: date) -> tuple[str, tuple[str, ...]]:
    """Why nothing can be judged, "" where something can; and what must be known nevertheless."""
    measure = row.measure
    if measure.share_of:
        part = DIMENSIONS[measure.share_of].title.lower()
        return f"“{measure.title}” has a figure for each {part}: set the target on a measure with one.", ()
    if nothing := unloaded(asking.store, measure):
        return nothing, ()
    if measure.table not in asking.store.spans:
        return f"“{measure.title}” has no dates, so no period can be held against it.", ()
    if row.target is None:
        return f"It begins on {say_date(dated.steps[0].since)}, after the period chosen.", ()
    if not row.goals:
        return "It has neither a number nor a baseline with a direction, so nothing can be judged.", ()
    known = splits(measure)
    asked = [*(name for name, _ in asking.scope.choices), *(["service"] if dated.services else [])]
    if unknown := [DIMENSIONS[name].title.lower() for name in dict.fromkeys(asked) if name not in known]:
        return f"Not judged here: there is no {' and no '.join(unknown)} in its data.", ()
    return _unknown_services(asking, row.services)


def _unknown_services(asking: Asking, services: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """A service that no file names: nothing to judge where it is the only one, else a note."""
    levels = known_values(asking.store, DIMENSIONS["service"])
    unknown = [name for name in services if name not in levels]
    said = tuple(f"There is no service “{name}” in the data. {suggest_nearest(name, levels)}" for name in unknown)
    return (" ".join(said), ()) if unknown and len(unknown) == len(services) else ("", said)


def _filled(asking: Asking, plan: Plan) -> Row:
    """The row with its figures."""
    row = plan.row
    if plan.period is not None:
        row = replace(row, period=figure(asking, plan.period, row.goals))
    elif not row.problem:
        row = replace(row, problem="No day of the period chosen is covered by its files.")
    if plan.automated is not None:
        row = replace(row, automated=figure(asking, plan.automated, ()))
    if plan.year is not None:
        row = replace(row, year=figure(asking, plan.year, row.goals))
    if plan.course is None:
        return row
    answer = drop_undated(by_month(asking, plan.course))
    window = plan.course.period
    steps = steps_of(answer, window, whole_in_all(asking.store, row.measure.tables))
    return _with_course(asking, row, answer, steps)


def _with_course(asking: Asking, row: Row, answer: Answer, steps: Sequence[Step]) -> Row:
    """The row with its newest month, the line of thirteen, and the pace that the target needs."""
    newest = steps[-1].start
    span = Span(row.measure, row.services, month_period(newest))
    rows = answer.frame[answer.frame["month"] == f"{newest:%Y-%m}"].reset_index(drop=True)
    since = row.target.since if row.target else date.max
    month = held_against(replace(answer, by=(), frame=rows), span, row.goals if since <= newest else ())
    if newest < since < span.period.end:
        said = f"{say_month(newest)} is not judged by itself: the target began in the middle of it."
        row = replace(row, notes=(*row.notes, said))
    starts = [step.start for step in steps]
    breaks = breaks_of(row.measure, starts, asking.council)
    values = np.array([np.nan if step.value is None else step.value for step in steps])[since_last(breaks) :]
    until = _until(row, newest)
    left = (until.year - newest.year) * 12 + until.month - newest.month
    goal = _next_goal(row, values)
    speed = None
    if goal is not None and left > 0:
        speed = pace(values, target=goal.value, months_left=left, falling=not goal.at_least)
    return replace(row, month=month, course=tuple(steps[-MONTHS:]), pace=speed, until=until)


def _until(row: Row, newest: date) -> date:
    """The month by which the target is to be reached: its own, or a year on."""
    own = row.target.by if row.target else None
    return own.replace(day=1) if own else add_months(newest, AHEAD)


def _next_goal(row: Row, values: np.ndarray) -> Goal | None:
    """The first goal that the newest month with a figure has not reached; None without such a month or goal."""
    figures = values[~np.isnan(values)]
    if not len(figures):
        return None
    return next((goal for goal in row.goals if not goal.reached_by(float(figures[-1]))), None)
