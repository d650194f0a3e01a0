"""When in the week calls, visits and forms come: the mean of each half-hour, and the peaks of week after week."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from cxdata.analysis.phones.week.counted import HalfHours, count_half_hours, week_of, weekday_of
from cxdata.analysis.phones.week.dated import Different, of_events, of_holidays, of_months
from cxdata.analysis.phones.week.open_hours import DAY, Steps, steps_of
from cxdata.analysis.result import Result
from cxdata.contract import TABLES
from cxdata.council import Council
from cxdata.errors import CxError, suggest_nearest
from cxdata.measures import MEASURES
from cxdata.measures.lattice import split_sum
from cxdata.measures.model import Measure
from cxdata.measures.query import Answer, query
from cxdata.measures.statement import narrowed
from cxdata.periods import WEEKDAYS
from cxdata.scope import Scope
from cxdata.stats.peaks import Block, Peaks, blocks, find_peaks
from cxdata.store import Store

PEAK, TROUGH = "peak", "trough"
_KINDS = {1: PEAK, -1: TROUGH, 0: ""}


@dataclass(frozen=True)
class Source:
    """What a week can be asked of: a count, the channels it is narrowed to, and whether it is met in opening hours."""

    measure: Measure
    noun: str
    channels: tuple[str, ...] = ()
    staffed: bool = False


@dataclass(frozen=True)
class Cell(Result):
    """One step of the week: what came in it on all open days together, and on one; as a ratio to the mean step.

    `above` says in how many of the `weeks` it was over its own week's mean.
    """

    weekday: str
    starts: str
    ends: str
    total: float
    days: int
    mean: float
    ratio: float
    above: int
    weeks: int
    kind: str


@dataclass(frozen=True)
class Span(Result):
    """A peak or trough: the weekdays that have it at the same hours, what comes in one step, and how reliably.

    `above` of `weeks` is that of the step, of all of them, that is there least often.
    """

    kind: str
    weekdays: tuple[str, ...]
    starts: str
    ends: str
    mean: float
    ratio: float
    above: int
    weeks: int


@dataclass(frozen=True)
class Week(Result):
    """A week of one measure. `minutes` is the length of a step (a day where nothing has a time), `usual` what comes in
    the mean step. Without weeks enough there are no peaks, and `enough` is False; where nothing is loaded or chosen
    `why_not` says why and there are no cells. `outside` is what came out of opening hours, on an open day.
    """

    measure: Measure
    noun: str
    scope: str
    minutes: int
    usual: float
    searched: int
    enough: bool
    in_hours: bool
    outside: float
    cells: tuple[Cell, ...]
    peaks: tuple[Span, ...]
    troughs: tuple[Span, ...]
    holidays: tuple[Different, ...]
    months: tuple[Different, ...]
    events: tuple[Different, ...]
    sources: tuple[str, ...]
    warnings: tuple[str, ...]
    notes: tuple[str, ...]
    why_not: str = ""


def source_of(store: Store, name: str, council: Council) -> Source:
    """What "calls", "visits" or "forms" are counted by in this store, or any count by its id.

    Calls are the telephone system's, else contacts by phone; visits are contacts face to face, else a desk's visitors.
    Raises CxError for what is no count that comes at a time of day.
    """
    contacts = MEASURES["contacts"]
    present = store.present("channel", "contacts")
    if name == "calls":
        if "calls" in store.spans or "phone" not in present:
            return Source(MEASURES["calls_offered"], "calls", staffed=True)
        return Source(contacts, "calls", ("phone",), staffed=True)
    if name == "visits":
        if "face_to_face" in present or "calls" not in store.spans:
            return Source(contacts, "visits", ("face_to_face",), staffed=True)
        return Source(_VISITORS, "visits", staffed=True)
    if name == "forms":
        return Source(contacts, "forms", council.channel_groups["online"])
    measure = MEASURES.get(name)
    if measure is None or not measure.is_count or not split_sum(measure.numerator) or not TABLES[measure.table].time:
        counts = [one.id for one in MEASURES.values() if one.is_count and split_sum(one.numerator)]
        raise CxError(f"'{name}' is not counted by time of day. {suggest_nearest(name, (*WEEKS, *counts))}")
    return Source(measure, measure.title.lower(), staffed=measure.table == "calls")


WEEKS: Mapping[str, str] = {"calls": "Calls", "visits": "Visits to the counter", "forms": "Forms sent online"}
_VISITORS = replace(
    MEASURES["calls_offered"],
    id="visitors",
    title="Visitors to a desk",
    condition="channel = 'face_to_face'",
    counted="visitors who asked to be seen",
    formula="the number of visitors at the desks",
)


def week(store: Store, name: str, scope: Scope, council: Council) -> Week:
    """The week of "calls", "visits", "forms" or any count by its id, within a scope."""
    source = source_of(store, name, council)
    measure = source.measure
    scope = scope.with_choice("channel", *source.channels) if source.channels or measure.table == "calls" else scope
    answer = query(store, measure, (), scope, council=council)
    counted = None if answer.empty else _count(store, measure, scope, council)
    if counted is None:
        return _without(source, answer)
    timed, daily = counted.of("chosen", ""), counted.whole_days["chosen"][0]
    if not timed.sum() + daily.sum():
        return _without(source, answer)
    steps = steps_of(counted.days, timed, daily, council, staffed=source.staffed)
    found = find_peaks(steps.usual, weekday_of(steps.days), week_of(steps.days))
    cells = _cells(found, steps)
    whole = float(timed.sum() + daily.sum())
    return Week(
        measure=measure,
        noun=source.noun,
        scope=answer.sentence,
        minutes=steps.minutes,
        usual=found.whole,
        searched=found.searched,
        enough=found.enough,
        in_hours=steps.in_hours,
        outside=(whole - float(np.nansum(steps.counts))) / len(steps.days) if steps.in_hours else np.nan,
        cells=cells,
        peaks=_spans(found, 1, steps),
        troughs=_spans(found, -1, steps),
        holidays=of_holidays(steps),
        months=of_months(steps),
        events=of_events(steps, [event for event in council.events if _is_about(event.measure, measure)]),
        sources=answer.sources,
        warnings=answer.warnings,
        notes=(*answer.notes, *_left_out(timed, daily, steps, source.noun)),
    )


def _count(store: Store, measure: Measure, scope: Scope, council: Council) -> HalfHours:
    """What was chosen, and all of the kind whatever it is about: a day on which that came was an open day."""
    added, test = split_sum(measure.numerator) or ("", "")
    day = replace(scope, choices=tuple(choice for choice in scope.choices if choice[0] == "channel"))
    all_of_kind, chosen = narrowed(measure, day, council), narrowed(measure, replace(scope, period=None), council)
    return count_half_hours(
        store,
        measure.table,
        {"chosen": f"sum({added}) filter (where ({test}) and {chosen.sql})", "all": f"sum({added}) filter ({test})"},
        f"{all_of_kind.sql} and {measure.condition}",
        {**all_of_kind.values, **chosen.values},
    )


def _is_about(name: str, measure: Measure) -> bool:
    """Whether an event can have to do with what is counted: it names no measure, or one of the same table."""
    return name not in MEASURES or MEASURES[name].table == measure.table


def _left_out(timed: np.ndarray, daily: np.ndarray, steps: Steps, noun: str) -> tuple[str, ...]:
    """What is not in the week for want of a time."""
    if steps.minutes == DAY or not daily.any():
        return ()
    share = float(daily.sum() / (timed.sum() + daily.sum()))
    return (f"{share:.0%} of the {noun} have a day and no time, and are left out.",)


def _cells(found: Peaks, steps: Steps) -> tuple[Cell, ...]:
    return tuple(
        Cell(
            weekday=WEEKDAYS[weekday],
            starts=clock(at * steps.minutes),
            ends=clock((at + 1) * steps.minutes),
            total=float(np.round(found.mean[weekday, at] * found.days[weekday, at])),
            days=int(found.days[weekday, at]),
            mean=float(found.mean[weekday, at]),
            ratio=float(found.mean[weekday, at] / found.whole) if found.whole else np.nan,
            above=int(found.above[weekday, at]),
            weeks=int(found.weeks[weekday, at]),
            kind=_KINDS[int(found.kind[weekday, at])],
        )
        for weekday, at in np.argwhere(found.days > 0)
    )


def _spans(found: Peaks, kind: int, steps: Steps) -> tuple[Span, ...]:
    """Peaks or troughs, those at the same hours of several weekdays as one."""
    alike: dict[tuple[int, int], list[Block]] = {}
    for block in blocks(found, kind):
        alike.setdefault((block.first, block.last), []).append(block)
    return tuple(_span(together, steps.minutes) for together in alike.values())


def _span(together: Sequence[Block], minutes: int) -> Span:
    rarest = min(together, key=lambda block: block.above * block.kind)
    return Span(
        kind=_KINDS[rarest.kind],
        weekdays=tuple(WEEKDAYS[number] for number in sorted(block.weekday for block in together)),
        starts=clock(rarest.first * minutes),
        ends=clock(rarest.last * minutes),
        mean=float(np.mean([block.mean for block in together])),
        ratio=float(np.mean([block.ratio for block in together])),
        above=rarest.above,
        weeks=rarest.weeks,
    )


def clock(minutes: int) -> str:
    """A time of day: '09:30'; the end of the day is '24:00'."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _without(source: Source, answer: Answer) -> Week:
    why = answer.missing or f"No {source.noun} with a day in this selection."
    return Week(
        measure=source.measure,
        noun=source.noun,
        scope=answer.sentence,
        minutes=DAY,
        usual=np.nan,
        searched=0,
        enough=False,
        in_hours=False,
        outside=np.nan,
        cells=(),
        peaks=(),
        troughs=(),
        holidays=(),
        months=(),
        events=(),
        sources=answer.sources,
        warnings=answer.warnings,
        notes=answer.notes,
        why_not=why,
    )
