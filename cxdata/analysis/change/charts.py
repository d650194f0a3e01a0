"""Real change or ordinary ups and downs: one measure over months, and all key measures on one page."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from cxdata.analysis.change.signals import Signal, signals_of
from cxdata.analysis.change.words import say_chart, say_earlier, say_step
from cxdata.analysis.rebases import rebases_of, say_rebases
from cxdata.analysis.result import HIDDEN, Result
from cxdata.analysis.series import Series, series_of
from cxdata.analysis.targets import Aim, aim_of
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.measures import find_measure
from cxdata.measures.model import Interval, Measure
from cxdata.scope import Scope
from cxdata.stats.spc.chart import Chart, Rebase, Sign, xmr
from cxdata.stats.spc.rules import Rule
from cxdata.stats.spc.series import Grain, choose_grain, expected_false_alarms, year_on_year
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
# After a long shift the old limits no longer describe how the service runs: they would judge the past.
_NOT_JUDGED = Sign(
    "not judged",
    "dash",
    "level",
    "none",
    "The figures have moved to a new level and no new average is set, so the usual range does not say how the service "
    "runs now. Once the cause is known, set a new average in council.toml to judge it against the target.",
)
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

    Values, limits and target are in the measure's own unit (fractions for shares); with `year_on_year` they are
    differences from the same month a year before. `series` and `chart` are what the chart is drawn from.
    """

    measure: Measure
    scope: str
    step: Literal["month", "quarter"]
    year_on_year: bool
    sentence: str
    earlier: str
    variation: Sign
    assurance: Sign
    target: float | None
    target_sentence: str
    signals: tuple[Signal, ...]
    rebases: tuple[Rebase, ...]
    prompt: str
    notes: tuple[str, ...]
    points: tuple[Point, ...]
    sources: tuple[str, ...]
    series: Series = field(metadata=HIDDEN)
    chart: Chart = field(metadata=HIDDEN)


@dataclass(frozen=True)
class KeyMeasures(Result):
    """All key measures with their signs, and how many chance alone would give; `missing` names those not shown."""

    controls: tuple[Control, ...]
    sentence: str
    false_alarms: str
    missing: tuple[str, ...]


def control(
    store: Store, measure: str | Measure, scope: Scope, council: Council, *, against_last_year: bool = False
) -> Control:
    """Follow one measure by month, or by quarter where single months hold too few answers, and say what changed.

    `against_last_year` takes the season out: each month less the same month a year before (24 months needed). Raises
    CxError when there is no whole month, or too few for that.
    """
    found = measure if isinstance(measure, Measure) else find_measure(measure)
    series, grain = _series(store, found, scope, council)
    rebases = rebases_of(series, council)
    aim = aim_of(found, scope, council, series.period(len(series.starts) - 1).last_day)
    if against_last_year:
        series, aim = _against_last_year(series), Aim(None, "")
        rebases = rebases_of(series, council)
    chart = _drawn(series, aim, rebases)
    signals = signals_of(series, chart, council)
    return Control(
        measure=found,
        scope=series.answer.sentence,
        step=series.step,
        year_on_year=against_last_year,
        sentence=say_chart(series, chart, signals, year_on_year=against_last_year),
        earlier=say_earlier(series, signals),
        variation=chart.variation,
        assurance=chart.assurance,
        target=aim.value,
        target_sentence=aim.sentence,
        signals=signals,
        rebases=rebases,
        prompt=chart.prompt,
        notes=tuple(
            note for note in (*series.notes, grain, _trial(chart), *_caveat(found), *say_rebases(rebases)) if note
        ),
        points=_points(series, chart),
        sources=series.answer.sources,
        series=series,
        chart=chart,
    )


def key_measures(
    store: Store, scope: Scope, council: Council, *, measures: Sequence[str] = KEY_MEASURES
) -> KeyMeasures:
    """The signs of all key measures at once; those without data are named."""
    controls, missing = [], []
    for name in measures:
        try:
            controls.append(control(store, name, scope, council))
        except CxError:
            missing.append(find_measure(name).title)
    longest = max((len(one.points) for one in controls), default=0)
    changed = [one.measure.title for one in controls if one.variation.word in ("improvement", "concern", "change")]
    sentence = f"{len(changed)} of {len(controls)} key measures show a sign of change" + (
        f": {', '.join(changed)}." if changed else "."
    )
    if not controls:
        sentence = "No key measure has a whole month of data yet."
    alarms = expected_false_alarms(len(controls), longest).sentence if controls else ""
    return KeyMeasures(tuple(controls), sentence, alarms, tuple(missing))


def _series(store: Store, measure: Measure, scope: Scope, council: Council) -> tuple[Series, str]:
    """By month or by quarter, with months that hold too few answers left as gaps, and the sentence that says so."""
    months = series_of(store, measure, scope, council)
    if measure.interval is not Interval.WILSON:
        return months, ""
    try:
        quarters = series_of(store, measure, scope, council, step="quarter")
    except CxError:
        quarters = None
    base = float(np.nansum(months.denominators))
    if not base:
        return months, _RUN_ONLY
    share = min(max(float(np.nansum(months.numerators)) / base, 0.0), 1.0)
    grain: Grain = choose_grain(share, months.denominators, quarters.denominators if quarters else [])
    if grain.step == "none":
        return months.with_gaps(np.ones(len(months.starts), dtype=bool)), grain.sentence
    chosen = months if grain.step == "month" or quarters is None else quarters
    # Where the part is larger than its whole the engine gives no value: such a month stays a gap as well.
    return chosen.with_gaps(grain.thin), grain.sentence if grain.step == "quarter" or grain.thin.any() else ""


def _against_last_year(series: Series) -> Series:
    if series.step != "month" or len(series.starts) < 24:
        raise CxError(
            f"'{series.measure.title}' cannot be held against the same month a year before: 24 whole months are "
            f"needed, and there are {len(series.starts) if series.step == 'month' else 'too few answers a month'}."
        )
    return replace(
        series,
        starts=series.starts[12:],
        values=year_on_year(series.values),
        numerators=series.numerators[12:],
        denominators=series.denominators[12:],
        notes=(*series.notes, "Each figure is the difference from the same month a year before."),
    )


def _drawn(series: Series, aim: Aim, rebases: tuple[Rebase, ...]) -> Chart:
    chart = xmr(series.values, better=series.measure.better.value, target=aim.value, rebases=rebases)
    assurance = _NOT_JUDGED if chart.prompt and chart.assurance.tone != "none" else chart.assurance
    return replace(
        chart,
        variation=replace(chart.variation, detail=say_step(chart.variation.detail, series.step)),
        assurance=replace(assurance, detail=say_step(assurance.detail, series.step)),
    )


def _points(series: Series, chart: Chart) -> tuple[Point, ...]:
    return tuple(
        Point(
            name=series.name(place),
            value=float(series.values[place]),
            numerator=float(series.numerators[place]),
            denominator=float(series.denominators[place]),
            mean=float(chart.mean[place]),
            lower=float(chart.lower[place]),
            upper=float(chart.upper[place]),
            marked=say_step(Rule(rule).words, series.step) if rule else "",
        )
        for place, rule in enumerate(chart.rules)
    )


def _trial(chart: Chart) -> str:
    last = chart.segments[-1]
    if last.standing != "trial limits" or last.limits is None:
        return ""
    return f"The usual range rests on {last.limits.points} points only: take it as a first guess until there are more."


def _caveat(measure: Measure) -> tuple[str, ...]:
    if measure.id.startswith("days_to_close"):
        return ("Contacts still open are not in it, so the latest months look quicker than they will turn out.",)
    return ()
