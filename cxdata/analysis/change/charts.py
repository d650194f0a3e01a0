"""Real change or ordinary ups and downs: one measure over months, and all key measures on one page."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from cxdata.analysis.change.figures import figures_of
from cxdata.analysis.change.notes import say_allowed, say_memory, say_prompt
from cxdata.analysis.change.signals import Signal, events_near, evidence_start, signals_of
from cxdata.analysis.change.words import say_chart, say_earlier, say_step
from cxdata.analysis.rebases import rebases_of, say_levels, say_rebases
from cxdata.analysis.result import HIDDEN, Result
from cxdata.analysis.series import MONTHS_IN, Series, series_of
from cxdata.analysis.targets.aims import aim_of
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.measures import find_measure
from cxdata.measures.coverage.whole_months import whole_in_all
from cxdata.measures.model import Interval, Measure
from cxdata.measures.together import ask_together
from cxdata.scope import Scope
from cxdata.stats.spc.judge import Judgement, Rebase, judge_series
from cxdata.stats.spc.rules import Rule
from cxdata.stats.spc.series import Grain, choose_grain, expected_false_alarms
from cxdata.stats.spc.verdicts import Better, Sign, assurance, variation
from cxdata.store import Store

KEY_MEASURES = (
    "satisfied",
    "dissatisfied",
    "on_time",
    "online_share",
    "average_wait",
    "abandoned_share",
    "answered_in_target",
    "visitor_wait",
    "web_completion",
    "days_to_close",
    "contacts",
    "complaints",
)
_QUARTERS = "Shown by quarter, because the figures loaded are for quarters."
_RUN_ONLY = "No month has enough answers for limits, so no sign is given; the figures are listed."


@dataclass(frozen=True)
class Point:
    """One month or quarter: its figure, the limits there, and the rule that marks it (a word, "" if none)."""

    name: str
    value: float
    numerator: float
    denominator: float
    mean: float
    lower: float
    upper: float
    marked: str


@dataclass(frozen=True)
class Control(Result):
    """One measure over time. `sentence` comes first; `variation` and `assurance` are signs as word and shape.

    Values, limits and target are in the measure's own unit (fractions for shares), the limits month by month: what is
    usual for a June. `allowed` says what was taken out before judging, `memory` when the sign was first given, `near`
    what happened where its evidence begins. `series` and `judged` are what the chart is drawn from.
    """

    measure: Measure
    scope: str
    step: Literal["month", "quarter"]
    sentence: str
    allowed: tuple[str, ...]
    memory: str
    earlier: str
    variation: Sign
    assurance: Sign
    target: float | None
    target_sentence: str
    near: tuple[str, ...]
    signals: tuple[Signal, ...]
    rebases: tuple[Rebase, ...]
    prompt: str
    notes: tuple[str, ...]
    points: tuple[Point, ...]
    sources: tuple[str, ...]
    warnings: tuple[str, ...]
    series: Series = field(metadata=HIDDEN)
    judged: Judgement = field(metadata=HIDDEN)

    @property
    def latest(self) -> Point | None:
        """The latest month or quarter that has a figure; None where none has."""
        return next((point for point in reversed(self.points) if not np.isnan(point.value)), None)

    @property
    def is_strong(self) -> bool:
        """Whether the sign rests on more than two of three months near an edge."""
        latest = self.judged.latest
        return self.variation.is_change and latest is not None and (latest.outside or latest.trend or latest.shift)


@dataclass(frozen=True)
class KeyMeasures(Result):
    """All key measures with their signs, and how many chance alone would give; `missing` names those not shown."""

    controls: tuple[Control, ...]
    sentence: str
    false_alarms: str
    missing: tuple[str, ...]


def control(store: Store, measure: str | Measure, scope: Scope, council: Council) -> Control:
    """Follow one measure by month, or by quarter where single months hold too few answers, and say what changed.

    Raises CxError when there is no whole month.
    """
    definition = measure if isinstance(measure, Measure) else find_measure(measure)
    series, grain = _series(store, definition, scope, council)
    rebases = rebases_of(series, council)
    judged = judge_series(figures_of(series, store, scope, council), rebases=rebases)
    aim = aim_of(definition, scope, council, series.period(len(series.starts) - 1).last_day)
    signals = signals_of(series, judged, council)
    start = evidence_start(judged)
    near = () if start is None else events_near(series, start, council)
    level_near = events_near(series, judged.new_level.at, council) if judged.new_level else ()
    better: Better = definition.better.value
    return Control(
        measure=definition,
        scope=series.answer.sentence,
        step=series.step,
        sentence=say_chart(series, judged, near, levels=say_levels(series, rebases)),
        allowed=say_allowed(series, judged),
        memory=say_memory(series, judged),
        earlier=say_earlier(series, judged, signals),
        variation=_in_steps(variation(judged, better), series),
        assurance=_in_steps(assurance(judged, aim.value, better), series),
        target=aim.value,
        target_sentence=aim.sentence,
        near=near,
        signals=signals,
        rebases=rebases,
        prompt=say_prompt(series, judged, level_near),
        notes=tuple(note for note in (*series.notes, grain, *_caveat(definition), *say_rebases(rebases)) if note),
        points=_points(series, judged),
        sources=series.answer.sources,
        warnings=series.answer.warnings,
        series=series,
        judged=judged,
    )


def key_measures(
    store: Store, scope: Scope, council: Council, *, measures: Sequence[str] = KEY_MEASURES
) -> KeyMeasures:
    """The signs of all key measures at once; those without data are named."""
    controls, missing = [], []
    ask_months(store, measures, scope, council)
    for name in measures:
        try:
            chart = control(store, name, scope, council)
        except CxError:
            missing.append(find_measure(name).title)
            continue
        if np.isfinite(chart.series.values).any():
            controls.append(chart)
        else:
            missing.append(chart.measure.title)
    changed = [chart.measure.title for chart in controls if chart.variation.is_change]
    sentence = f"{len(changed)} of {len(controls)} key measures show a sign of change" + (
        f": {', '.join(changed)}." if changed else "."
    )
    if not controls:
        sentence = "No key measure has a whole month of data yet."
    alarms = expected_false_alarms(len(controls)).sentence if controls else ""
    return KeyMeasures(tuple(controls), sentence, alarms, tuple(missing))


def ask_months(store: Store, measures: Sequence[str], scope: Scope, council: Council) -> None:
    """Ask the months of several measures together, ahead of `control`; of a count also those of everything."""
    everything = [name for name in measures if find_measure(name).is_count]
    questions = [(name, ("month",), scope) for name in measures]
    questions += [(name, ("month",), replace(scope, choices=())) for name in everything]
    ask_together(store, questions, council=council)


def _series(store: Store, measure: Measure, scope: Scope, council: Council) -> tuple[Series, str]:
    """By month or by quarter, with months that hold too few answers left as gaps, and the sentence that says so."""
    if whole_in_all(store, measure.tables, scope.period).length == MONTHS_IN["quarter"]:
        return series_of(store, measure, scope, council, step="quarter"), _QUARTERS
    months = series_of(store, measure, scope, council)
    if measure.interval is not Interval.WILSON:
        return months, ""
    base = float(np.nansum(months.denominators))
    if not base:
        return months, _RUN_ONLY
    share = min(max(float(np.nansum(months.numerators)) / base, 0.0), 1.0)
    grain: Grain = choose_grain(share, months.denominators, [])
    if grain.step == "month":
        # Where the part is larger than its whole the engine gives no value: such a month stays a gap as well.
        return months.with_gaps(grain.thin), grain.sentence if grain.thin.any() else ""
    try:
        quarters = series_of(store, measure, scope, council, step="quarter")
    except CxError:
        quarters = None
    grain = choose_grain(share, months.denominators, quarters.denominators if quarters else [])
    if grain.step == "none" or quarters is None:
        return months.with_gaps(np.ones(len(months.starts), dtype=bool)), grain.sentence
    return quarters.with_gaps(grain.thin), grain.sentence


def _in_steps(sign: Sign, series: Series) -> Sign:
    return replace(sign, detail=say_step(sign.detail, series.step))


def _points(series: Series, judged: Judgement) -> tuple[Point, ...]:
    return tuple(
        Point(
            name=series.name(position),
            value=float(series.values[position]),
            numerator=float(series.numerators[position]),
            denominator=float(series.denominators[position]),
            mean=float(judged.centre[position]),
            lower=float(judged.lower[position]),
            upper=float(judged.upper[position]),
            marked=say_step(Rule(rule).words, series.step) if rule else "",
        )
        for position, rule in enumerate(judged.rules)
    )


def _caveat(measure: Measure) -> tuple[str, ...]:
    if measure.id.startswith("days_to_close"):
        return ("Contacts still open are not in it, so the latest months look quicker than they will turn out.",)
    return ()
