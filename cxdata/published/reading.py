"""An edition as it is read: the period and the one thing chosen, and every question put to it.

It is all that a published page has to answer from: whoever holds one holds no store.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from weakref import WeakKeyDictionary

from cxdata.analysis.both_sides import HEAD, SATISFIED, STAFF, WAITS, say_sides
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.export.edition.answer import published_answer
from cxdata.export.edition.file import Edition
from cxdata.export.edition.offered import QUARTER, dimensions_of, kind_of
from cxdata.measures import DIMENSIONS, find_measure
from cxdata.measures.model import Measure
from cxdata.measures.query import Answer
from cxdata.measures.registry.dimensions import splits
from cxdata.periods import Period
from cxdata.scope import Scope

_Question = tuple[str, tuple[str, ...], Scope]
MOST_KEPT = 500  # answers of one edition
# An edition never changes, so what was asked of it once is known for as long as it is open: the pages, and the sheets
# of all wards, ask much of the same.
_KNOWN: WeakKeyDictionary[Edition, dict[_Question, Answer]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Reading:
    """An edition, the council's settings, and the scope chosen: one period, and at most one value of one dimension."""

    edition: Edition
    council: Council
    scope: Scope

    @property
    def period(self) -> Period:
        """The period chosen."""
        if self.scope.period is None:
            raise CxError("This edition has no whole quarter of any table, so there is nothing to show.")
        return self.scope.period

    @cached_property
    def chosen(self) -> tuple[str, str] | None:
        """The dimension and the value chosen; None where everybody is shown."""
        return next(((name, values[0]) for name, values in self.scope.choices), None)

    def has(self, measure: str) -> bool:
        """Whether the edition has anything of a measure."""
        return bool(self.edition.ways_of(measure))

    def ask(self, measure: str, by: Sequence[str] = (), *, period: Period | None = None) -> Answer:
        """A measure by at most two things in all, over the period chosen or another.

        A split by the dimension that is chosen is not narrowed: the value is picked out among the others. A choice that
        the measure's data does not know is left out, and a note says so. CxError says why what is not on the list is
        not there.
        """
        scope, note = self._known(find_measure(measure), by)
        way = {*by, *(name for name, _ in scope.choices)}
        answer = self._told(measure, tuple(by), replace(scope, period=period or self._newest(measure, way)))
        return replace(answer, notes=(note, *answer.notes)) if note else answer

    def _told(self, measure: str, by: tuple[str, ...], scope: Scope) -> Answer:
        """What the edition says of a measure. Raises CxError where it says nothing."""
        known, question = _KNOWN.setdefault(self.edition, {}), (measure, by, scope)
        answer = known.get(question)
        if answer is None:
            if len(known) >= MOST_KEPT:
                known.clear()
            answer = known[question] = published_answer(self.edition, measure, by, scope)
        return answer

    def knows_choice(self, measure: str) -> bool:
        """Whether a measure can be of what is chosen: calls have no ward. True where nothing is chosen."""
        return self.chosen is None or self.chosen[0] in splits(find_measure(measure))

    def of_service(self, measure: str, service: str = "") -> Answer:
        """The measure of the whole council, or of one service, whatever is chosen: what a target is held against."""
        scope = Scope().with_choice("service", service) if service else Scope()
        period = self._newest(measure, {name for name, _ in scope.choices})
        return self._told(measure, (), replace(scope, period=period))

    def everybody(self, measure: str, *, period: Period | None = None) -> Answer:
        """The measure of the whole council."""
        return self._told(measure, (), Scope(period=period or self._newest(measure, set())))

    def _newest(self, measure: str, way: set[str]) -> Period:
        """The period chosen; where that is the latest four quarters of other data, the measure's own latest four."""
        held = [self.edition.periods[name] for name in self._periods_of(measure, way)]
        if self.period in held or self.period != period_to_open(self.edition):
            return self.period
        return _latest_four(held) or self.period

    def course(self, measure: str) -> Answer:
        """The measure month by month, all that the edition has; of the value chosen, if it is of one thing."""
        scope, note = self._known(find_measure(measure), ())
        answer = self._told(measure, ("month",), replace(scope, period=None))
        return replace(answer, notes=(note, *answer.notes)) if note else answer

    def _known(self, measure: Measure, by: Sequence[str]) -> tuple[Scope, str]:
        """The scope as far as the measure knows it, and the sentence about a choice that it does not know."""
        if self.chosen is None or self.chosen[0] in by:
            return replace(self.scope, choices=()), ""
        name = self.chosen[0]
        if name in splits(measure):
            return self.scope, ""
        return replace(self.scope, choices=()), (
            f"Of the whole council: there is no {DIMENSIONS[name].title.lower()} in the data of “{measure.title}”."
        )

    def other_side(self) -> str:
        """What those meet with who do not come online, of the whole council: it stands wherever online is told."""
        asked = {name: Scope(period=self._newest(name, set())) for name in (*WAITS, STAFF)}
        staffed = Scope(period=self._newest(SATISFIED, {"channel_group"}))
        asked[SATISFIED] = staffed.with_choice("channel_group", "assisted")
        answers = {}
        for name, scope in asked.items():
            # Whatever has no data of the period is not said.
            with suppress(CxError):
                answers[name] = self._told(name, (), scope)
        said = say_sides(answers, [])
        return said.replace(HEAD, "Beside online, in the whole council:") if self.chosen else said

    def splits_of(self, measure: str, dimensions: Sequence[str]) -> dict[str, str]:
        """Those of the dimensions by which the edition has the measure, beside what is chosen, with their titles."""
        ways, chosen = self.edition.ways_of(measure), self.chosen
        beside = {chosen[0]} if chosen and chosen[0] in dimensions_of(find_measure(measure)) else set()
        asked = {name: beside | {name} for name in dimensions}
        return {name: DIMENSIONS[name].title for name, way in asked.items() if any(set(one) == way for one in ways)}

    def compared(self, measure: str) -> tuple[Period, Period] | None:
        """The period and the one a year before, where the edition has both; else the newest quarter in it and its own.

        None where it has neither.
        """
        scope, _ = self._known(find_measure(measure), ())
        way = {name for name, _ in scope.choices}
        held = {self.edition.periods[name] for name in self._periods_of(measure, way)}
        newest = self._newest(measure, way)
        within = [one for one in held if newest.start <= one.start and one.end <= newest.end]
        quarters = sorted((one for one in within if kind_of(one) == QUARTER), key=lambda one: one.end)
        for now in (newest, *quarters[-1:]):
            if now in held and now.year_before() in held:
                return now, now.year_before()
        return None

    def _periods_of(self, measure: str, way: set[str]) -> list[str]:
        """The periods for which the edition has a measure by these dimensions, the newest last."""
        known = next((one for one in self.edition.ways_of(measure) if set(one) == way), None)
        names = set(self.edition.periods_of(measure, known)) if known is not None else set()
        return [name for name in self.edition.periods if name in names]


def period_to_open(edition: Edition) -> Period | None:
    """The period that is shown at first: the latest four quarters, else the newest that there is."""
    periods = list(edition.periods.values())
    return _latest_four(periods) or (periods[-1] if periods else None)


def _latest_four(periods: Sequence[Period]) -> Period | None:
    """The newest twelve months of some periods, also where these are a financial year; None where there are none."""
    return next((one for one in sorted(periods, key=lambda one: one.end, reverse=True) if one.whole_months == 12), None)
