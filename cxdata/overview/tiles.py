"""A headline figure: its value, how it changed and over which dates, the council's own beside it, its target and its
course.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cxdata import findings
from cxdata.analysis.asking import Asking
from cxdata.analysis.course import Step, course_of, window_of
from cxdata.analysis.targets.aims import Aim, aim_of
from cxdata.analysis.targets.figures import is_by_month
from cxdata.analysis.targets.rows import Row, target_rows
from cxdata.analysis.targets.verdict import Verdict
from cxdata.contract import TABLES
from cxdata.findings import Strength
from cxdata.measures import find_measure
from cxdata.measures.base import as_counted
from cxdata.measures.comparison import Compared, compare
from cxdata.measures.constants.sources import sources_of
from cxdata.measures.coverage.whole_months import uneven_end
from cxdata.measures.model import Measure, Unit
from cxdata.measures.query import Answer
from cxdata.measures.registry.dimensions import DIMENSIONS, splits
from cxdata.measures.together import Question, ask_together
from cxdata.measures.words import NOTHING, say_value
from cxdata.periods import Period
from cxdata.scope import Comparison, Scope

_DOUBT = {Strength.POSSIBLE: " (could be chance)", Strength.TOO_FEW: "", Strength.CLEAR: "", Strength.NOT_JUDGED: ""}


@dataclass(frozen=True)
class Change:
    """One comparison of a figure: the spans and their words, with the figure over each; None where there is none."""

    compared: Compared
    here: Answer | None = None
    there: Answer | None = None

    @property
    def said(self) -> tuple[str, Strength]:
        """How it changed, and how sure that is; why there is no comparison where there is none."""
        if self.here is None or self.there is None:
            return self.compared.why_not, Strength.NOT_JUDGED
        if self.here.frame.empty or self.there.frame.empty:
            return "no comparison: no data", Strength.TOO_FEW
        return findings.of_change(self.here, self.there)

    @property
    def sentence(self) -> str:
        """'On the period before: up 2.1 percentage points (could be chance)'."""
        words, strength = self.said
        return f"On {self.compared.words}: {words}{'' if words == 'no change' else _DOUBT[strength]}"


@dataclass(frozen=True)
class Tile:
    """One headline: the figure, the period `asked` for, its change (the one the reader asked for where there is one),
    of a narrowed selection the council's figure, the target in force, and its last thirteen months, the oldest first.

    `unloaded` is the export that would fill it, by its title; "" where its data is loaded. `label` is what it is called
    where its measure alone does not say it ("Satisfied online"), and `beside` what stands beside its figure then.
    `of_services` are the targets for some services only, where none is in force for all that are chosen.
    """

    now: Answer
    asked: Period | None
    change: Change | None
    council: Answer | None
    aim: Aim
    course: tuple[Step, ...] = ()
    unloaded: str = ""
    label: str = ""
    beside: str = ""
    of_services: tuple[Row, ...] = ()


def tiles_of(asking: Asking, measures: Sequence[str]) -> tuple[Tile, ...]:
    """The tiles of several measures, with as few statements as their figures can be asked in."""
    questions = [question for measure in measures for question in _questions(asking, find_measure(measure))]
    ask_together(asking.store, questions, council=asking.council)
    return tuple(tile(asking, measure) for measure in measures)


def _questions(asking: Asking, measure: Measure) -> Iterator[Question]:
    """What a tile comes to ask, as far as it is known before the first answer."""
    yield from figures_asked(asking, measure)
    if wider := council_scope(measure, asking.scope):
        yield measure.id, (), wider
    if window := window_of(asking, measure, _last_day(asking, measure)):
        yield measure.id, ("month",), replace(asking.scope, period=window)


def figures_asked(asking: Asking, measure: Measure) -> Iterator[Question]:
    """The figure of the scope, and those of its change."""
    counted = as_counted(measure, asking.council, sources_of(asking.store))
    compared = compare(asking.store, counted, asking.scope, council=asking.council)
    spans = compared.scopes(asking.scope) if compared else None
    yield from ((measure.id, (), scope) for scope in (asking.scope, *(spans or ())))


def tile(asking: Asking, measure: str) -> Tile:
    """A measure now, held against an earlier period over whole months or the same days."""
    scope, now = asking.scope, figure_of(asking, measure)
    last, aim = _last_day(asking, now.measure), aim_in_force(asking, now.measure)
    if now.empty:
        missing = [TABLES[table].title for table in now.measure.tables if not asking.store.row_counts[table]]
        return Tile(now, scope.period, None, None, aim, unloaded=missing[0] if missing else "")
    course = course_of(asking, now.measure, last)
    beside, of_services = _council_beside(asking, now), () if aim.goals else _targets_of_services(asking, measure)
    return Tile(now, scope.period, change_of(asking, measure), beside, aim, course, of_services=of_services)


def _targets_of_services(asking: Asking, measure: str) -> tuple[Row, ...]:
    """The targets of a measure for some services only, that were in force all through the period and have a figure."""
    if asking.scope.chosen("service"):
        return ()
    rows = target_rows(asking, period_only=True, measure=measure)
    return tuple(row for row in rows if row.verdict is not Verdict.NOT_JUDGED and not row.began_inside)


def comparisons(asking: Asking, measure: str) -> Iterator[Change]:
    """A measure held against the period before and the year before, what the reader asked for first.

    Each is worked out as it is taken; where both are the same span there is one.
    """
    scope = asking.scope
    order = [scope.comparison, *(other for other in Comparison if other is not scope.comparison)]
    seen: set[tuple[str, Period | None]] = set()
    # As the council counts it: where calls stand in the place of contacts, they must cover both spans too.
    counted = asking.answer(measure, (), scope).measure
    for comparison in order:
        change = _change(asking, counted, comparison)
        if change and (key := (change.compared.words, change.compared.then)) not in seen:
            seen.add(key)
            yield change


def change_of(asking: Asking, measure: str) -> Change | None:
    """The comparison the reader asked for, else the other one there is; where nothing can be compared, why not."""
    refused = None
    for change in comparisons(asking, measure):
        if change.there is not None:
            return change
        refused = refused or change
    return refused


def value_of(one: Tile) -> str:
    """The figure as it is read; a dash where there is none."""
    return say_figure(one.now)


def say_figure(now: Answer) -> str:
    """An answer of one figure as it is read; a dash where there is none."""
    if not len(now.frame):
        return NOTHING
    row = now.frame.iloc[0]
    return say_value(now.measure, row["value"], row["denominator"])


def lines_of(one: Tile, changes: Sequence[Change]) -> list[str]:
    """What is said of the figure: what it rests on, the council's, its changes, its target, and notes."""
    if one.now.empty:
        return [one.now.notes[0] if one.now.notes else "Nothing in this selection."]
    said = [change.sentence for change in changes]
    lines = [findings.headline(one.now), _beside(one), *said, one.aim.sentence, *one.now.notes]
    return [line for line in lines if line]


def _change(asking: Asking, measure: Measure, comparison: Comparison) -> Change | None:
    compared = compare(asking.store, measure, replace(asking.scope, comparison=comparison), council=asking.council)
    if compared is None:
        return None
    scopes = compared.scopes(asking.scope)
    if scopes is None:
        return Change(compared)
    return Change(compared, *(asking.answer(measure.id, (), scope) for scope in scopes))


def aim_in_force(asking: Asking, measure: Measure) -> Aim:
    """The target that counts on the last day of the period, or of the data.

    Of one that began inside the period there are no goals: the figure is also of days that had another target, or none.
    """
    last, period = _last_day(asking, measure), asking.scope.period
    aim = aim_of(measure, asking.scope, asking.council, last)
    first = period.start if period else asking.store.spans.get(measure.table, (last, last))[0]
    services = asking.scope.chosen("service") or (None,)
    targets = [asking.council.target_on(measure.id, last, service) for service in services]
    is_new = any(target is not None and target.since > first for target in targets)
    # A target of a count is for a month, and the figure of a tile for the period.
    is_longer = is_by_month(measure) and (period is None or period.whole_months != 1)
    return replace(aim, value=None, goals=()) if is_new or is_longer else aim


def _last_day(asking: Asking, measure: Measure) -> date:
    """The day whose target counts: the last of the period, or of the data where that is earlier or none is chosen."""
    ends = [asking.store.spans[measure.table][1]] if measure.table in asking.store.spans else []
    ends += [asking.scope.period.last_day] if asking.scope.period else []
    return min(ends, default=date.max)


def figure_of(asking: Asking, measure: str) -> Answer:
    """The figure of the scope; of a share (or a mean) only over the days that every file covers, where they end apart.

    A count of a part month is a count of what is there; a share would be that of another mix of sources.
    """
    scope = asking.scope
    now = asking.answer(measure, (), scope)
    if now.measure.is_count or now.measure.unit is Unit.PER_1000 or scope.period is None or now.empty:
        return now
    ends = uneven_end(asking.store, now.measure, scope.period)
    if ends is None:
        return now
    end, why = ends
    if end <= scope.period.start:
        return replace(now, frame=now.frame.iloc[:0], notes=(f"No figure for {scope.period}: {why}.", *now.notes))
    covered = Period(scope.period.start, end)
    narrowed = asking.answer(measure, (), replace(scope, period=covered))
    return replace(narrowed, notes=(f"For {covered}, the days that every file covers: {why}.", *narrowed.notes))


def _council_beside(asking: Asking, now: Answer) -> Answer | None:
    """The council's figure for a narrowed selection; None where there is none to be held against."""
    wider = council_scope(now.measure, now.scope)
    return asking.answer(now.measure.id, (), wider) if wider else None


def council_scope(measure: Measure, scope: Scope) -> Scope | None:
    """What a narrowed selection is held against: of a ward all wards, the other choices kept; else everything.

    None where nothing is narrowed, and for a count, or a rate of one, that would be held against more than its like.
    """
    possible = [name for name, _ in scope.choices if name in splits(measure)]
    counts = measure.is_count or measure.unit is Unit.PER_1000
    if measure.is_count or not possible or (counts and "ward" not in possible):
        return None
    return scope.with_choice("ward") if "ward" in possible else replace(scope, choices=())


def _beside(one: Tile) -> str:
    """The council's own figure, to stand beside that of a narrowed selection."""
    council = one.council
    if council is None or council.frame.empty or not council.frame["value"].notna().iloc[0]:
        return ""
    row = council.frame.iloc[0]
    kept = [DIMENSIONS[name].title.lower() for name, _ in council.scope.choices if name in splits(council.measure)]
    same = f", same {' and '.join(kept)}" if kept else ""
    return f"The whole council{same}: {say_value(council.measure, row['value'], row['denominator'])}"
