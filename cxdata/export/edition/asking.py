"""What is asked of an edition, as a table of its list and some periods; or the sentence that says why not."""

from collections.abc import Sequence
from dataclasses import dataclass

from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.export.edition.file import Edition
from cxdata.export.edition.offered import (
    LATEST,
    LEFT_OUT,
    MONTH,
    QUARTER,
    YEAR,
    Table,
    kind_of,
    kinds_of,
    parts_of,
    why_not_offered,
)
from cxdata.measures.model import Dimension, Measure
from cxdata.measures.registry.dimensions import DIMENSIONS, splits
from cxdata.periods import Period
from cxdata.scope import Scope

ASK = "Ask an officer."


@dataclass(frozen=True)
class Asked:
    """A table of the edition, which levels of it are chosen (dimension -> the one value), and the periods, by name."""

    table: Table
    chosen: dict[str, str]
    periods: dict[str, Period]


def read_asked(edition: Edition, measure: Measure, by: Sequence[Dimension], scope: Scope) -> Asked:
    """What is asked, if the edition has it. Raises CxError, in words for whoever asked, where it has not."""
    if why := why_not_offered(measure, Council()):
        raise CxError(f"'{measure.title}' is not in the published view: {why}. {ASK}")
    refuse_scope(scope)
    calendar = [one for one in by if one.calendar]
    things = _things(measure, by, scope)
    _refuse_more_than_two(things)
    for one in calendar:
        if one.id not in (MONTH, QUARTER, YEAR) or len(calendar) > 1:
            raise CxError(
                f"The published view is split by months, quarters or financial years, and by one of them. {ASK}"
            )
    table = Table(measure.id, parts_of(measure), _ordered(edition, measure, things), kinds_of(things))
    held = _periods_of(edition, table)
    return Asked(table, {name: values[0] for name, values in scope.choices}, _chosen(held, things, calendar, scope))


def refuse_scope(scope: Scope) -> None:
    """Refuse, in words, what no edition has: staff, several values of one thing, three things at once."""
    _refuse_staff(scope)
    for name, values in scope.choices:
        if len(values) > 1:
            raise CxError(_one_at_a_time(DIMENSIONS[name]))
    _refuse_more_than_two([name for name, _ in scope.choices])


def _refuse_staff(scope: Scope) -> None:
    if scope.include_staff or scope.chosen("requester"):
        raise CxError(
            f"The published view leaves out contacts that staff raised, so as to be one set of figures. {ASK}"
        )


def _one_at_a_time(dimension: Dimension) -> str:
    word = dimension.title.lower()
    return (
        f"The published view shows one {word} at a time: sums of {word}s of one's own choosing would give single "
        "people away. Ask an officer, or have the group named in council.toml."
    )


def _things(measure: Measure, by: Sequence[Dimension], scope: Scope) -> list[str]:
    """The dimensions that are chosen from or split by, time apart."""
    names = [name for name, _ in scope.choices] + [one.id for one in by if not one.calendar]
    return list(dict.fromkeys([*names, *([measure.share_of] if measure.share_of else [])]))


def _refuse_more_than_two(things: Sequence[str]) -> None:
    for name in things:
        if name in LEFT_OUT:
            raise CxError(
                f"The published view tells nothing by {DIMENSIONS[name].title.lower()}: {LEFT_OUT[name]}. {ASK}"
            )
    if len(things) > 2:
        titles = [DIMENSIONS[name].title.lower() for name in things]
        raise CxError(
            f"The published view shows at most two things at once, and {', '.join(titles[:-1])} and {titles[-1]} are "
            f"{len(titles)}: so few people are behind their figures that some could be told. Leave one out, or ask an "
            "officer."
        )


def _ordered(edition: Edition, measure: Measure, things: Sequence[str]) -> tuple[str, ...]:
    """The dimensions in the order of the list. Raises CxError where the list has no such table."""
    for name in things:
        if name not in splits(measure):
            words = DIMENSIONS[name].title.lower()
            raise CxError(f"'{measure.title}' cannot be split or narrowed by {words}: there is none in its data.")
    known = edition.ways_of(measure.id)
    for way in (tuple(things), tuple(reversed(things))):
        if way in known:
            return way
    if not known:
        raise CxError(f"This edition has nothing of '{measure.title}': no data of it was loaded for a whole quarter.")
    titles = " and ".join(DIMENSIONS[name].title.lower() for name in things)
    raise CxError(f"The published view does not show '{measure.title}' by {titles} at once. {ASK}")


def _periods_of(edition: Edition, table: Table) -> dict[str, Period]:
    """The periods for which the edition has a table."""
    return {
        name: edition.periods[name] for name in edition.periods_of(table.measure, table.by) if name in edition.periods
    }


def _chosen(
    held: dict[str, Period], things: Sequence[str], calendar: Sequence[Dimension], scope: Scope
) -> dict[str, Period]:
    """The periods that are asked for; without one the latest four quarters, else the newest and longest."""
    if calendar:
        return _of_calendar(held, things, calendar[0], scope.period)
    if scope.period is None:
        latest = {name: one for name, one in held.items() if kind_of(one) == LATEST}
        return dict(sorted((latest or held).items(), key=lambda one: (one[1].end, one[1].end - one[1].start))[-1:])
    found = {name: period for name, period in held.items() if period == scope.period}
    if found:
        return found
    if scope.period.whole_months == 1 and len(things) > 1:
        raise CxError(_MONTHS)
    if held and kind_of(scope.period) is not None:
        newest = max(held.values(), key=lambda one: (one.end, one.start))
        raise CxError(
            f"Nothing of this is published for {scope.period}: its data did not cover that as a whole when the edition "
            f"was made. The newest that it has is {newest}."
        )
    raise CxError(say_not_published(str(scope.period)))


def say_not_published(period: str) -> str:
    """Why nothing is told of a period that is not on the list."""
    return (
        f"The published view shows whole quarters and financial years that are over, the latest four quarters, and "
        f"single months of one thing: {period} is none of them, or nothing was published of it. Figures for days "
        "of one's own choosing would give single people away. Ask an officer."
    )


_MONTHS = (
    "The published view shows months of one thing at a time: of two at once so few people are in a month that some "
    "could be told. Choose a quarter, or leave one out."
)


def _of_calendar(
    held: dict[str, Period], things: Sequence[str], calendar: Dimension, within: Period | None
) -> dict[str, Period]:
    """The months, quarters or years that lie in a period, in their order."""
    if calendar.id == MONTH and len(things) > 1:
        raise CxError(_MONTHS)
    fits = {name: one for name, one in held.items() if one.whole_months == calendar.months}
    if calendar.id == YEAR:
        fits = {name: one for name, one in fits.items() if one.start.month == 4}
    if within is not None:
        fits = {name: one for name, one in fits.items() if within.start <= one.start and one.end <= within.end}
    return dict(sorted(fits.items(), key=lambda one: one[1].start))
