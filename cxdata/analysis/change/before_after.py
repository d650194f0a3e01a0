"""Before and after a dated event, one year on: the same months of the year before, and the like-for-like part."""

from dataclasses import dataclass, replace
from datetime import date

from cxdata.analysis.like_for_like.split import LikeForLike, is_average, split_change
from cxdata.analysis.result import Result, say_many
from cxdata.analysis.series import unloaded
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.measures import find_dimension, find_measure
from cxdata.measures.base import as_counted
from cxdata.measures.constants.sources import sources_of
from cxdata.measures.coverage.long_figures import say_no_months
from cxdata.measures.coverage.whole_months import whole_months
from cxdata.measures.model import Measure
from cxdata.measures.query import query
from cxdata.measures.words import as_written, say_change, say_value
from cxdata.periods import Period, add_months, say_date
from cxdata.scope import Scope
from cxdata.store import Store

YEAR = 12
GROUPS = ("service", "queue", "channel")
SURVEY = "responses"
_NO_CAUSE = "What else changed between the two is in it as well: this is no proof of what the event did."


class TooEarly(CxError):
    """A question about the months since a day, while there is no whole one."""


@dataclass(frozen=True)
class BeforeAfter(Result):
    """A measure in the months since an event and in the same months of the year before, in the measure's own unit.

    `months` is how many of each, at most twelve. `split` parts the change into mix and like for like; None for a
    measure that is no average or has no groups to be split by.
    """

    measure: Measure
    scope: str
    on: date
    months: int
    before_period: str
    after_period: str
    before: float
    after: float
    sentence: str
    split: LikeForLike | None
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    warnings: tuple[str, ...]


def before_after(
    store: Store, measure: str | Measure, scope: Scope, council: Council, *, on: date, by: str | None = None
) -> BeforeAfter:
    """Hold the whole months since an event, up to a year of them, against the same months of the year before.

    The month of the event itself, where it falls within one, is on neither side. `by` names the groups whose mix is
    taken out
    (channel for a survey, else service). Raises CxError where either side has no whole month, or no figure.
    """
    defined = measure if isinstance(measure, Measure) else find_measure(measure)
    definition = as_counted(defined, council, sources_of(store))
    after = _since(store, definition, on)
    before = after.year_before()
    answers = [query(store, definition, (), replace(scope, period=span), council=council) for span in (before, after)]
    values = [float(answer.frame["value"].iloc[0]) for answer in answers]
    if any(value != value for value in values):
        raise CxError(f"'{definition.title}' has no figure in {before} or in {after}, so the two cannot be compared.")
    split = None
    if is_average(definition) and (group := by or _group(definition)):
        split = split_change(store, definition, group, replace(scope, period=after), council, earlier=before)
        split = split if len(split.parts) > 1 else None
    definition = as_written(definition, min(float(answer.frame["denominator"].iloc[0]) for answer in answers))
    months = len(after.months())
    return BeforeAfter(
        measure=definition,
        scope=answers[1].sentence,
        on=on,
        months=months,
        before_period=str(before),
        after_period=str(after),
        before=values[0],
        after=values[1],
        sentence=(
            f"{definition.title} after {say_date(on)}: {say_value(definition, values[1])} in {after}, "
            f"{say_value(definition, values[0])} in the same {say_many(months, 'month')} of the year before "
            f"({before}): {say_change(definition, values[1], values[0])}."
        ),
        split=split,
        notes=tuple(dict.fromkeys([*(note for answer in answers for note in answer.notes), _NO_CAUSE])),
        sources=answers[1].sources,
        warnings=answers[1].warnings,
    )


def _group(measure: Measure) -> str:
    """The groups to split by where none is named: of a survey channels, whose mix moves it most; else services."""
    order = GROUPS[::-1] if measure.table == SURVEY else GROUPS
    return next((name for name in order if find_dimension(name).on(measure.table)), "")


def months_in_a_year_from(on: date) -> int:
    """How many whole months the year from a day has: the month that the day falls within is on neither side."""
    return YEAR if on.day == 1 else YEAR - 1


def _since(store: Store, measure: Measure, on: date) -> Period:
    """The whole months since the event, as many as have a month of the year before that lies before it too."""
    covered = whole_months(store, measure.table)
    if covered.long:
        raise CxError(say_no_months(measure.table, covered.long, measure.title))
    whole = covered.months
    first = on if on.day == 1 else add_months(on.replace(day=1), 1)
    most = months_in_a_year_from(on)
    if whole is None or whole.end <= first:
        if why := unloaded(store, measure):
            raise CxError(why)
        raise TooEarly(f"'{measure.title}' has no whole month since {say_date(on)} yet.")
    if add_months(first, -YEAR) < whole.start:
        raise CxError(
            f"'{measure.title}' has no whole year before {say_date(on)}: the data begins on {say_date(whole.start)}."
        )
    return Period(first, min(add_months(first, most), whole.end))
