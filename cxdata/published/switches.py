"""What a part of a published page can be split by, or which of its figures it shows: one at a time, by a switch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cxdata.errors import CxError
from cxdata.export.exhibit import Exhibit
from cxdata.measures import DIMENSIONS, find_measure
from cxdata.measures.registry.labels import label_of
from cxdata.published import elsewhere, exhibits, tables
from cxdata.published.model import (
    Changes,
    Course,
    Elsewhere,
    Groups,
    Levels,
    Part,
    Places,
    Promised,
    Tracked,
    Ward,
    Worse,
)
from cxdata.published.reading import Reading
from cxdata.published.worse import worse

SPLIT, FIGURE = "Split by", "Figure"
_NOTHING = "This edition has nothing of it."


@dataclass(frozen=True)
class Switch:
    """A switch: its label, and what it offers, in words by name; never nothing."""

    label: str
    options: Mapping[str, str]


def switch_of(reading: Reading, part: Part) -> Switch | None:
    """The switch of a part; None of one that is shown in one way. Raises CxError, with why, where it offers nothing."""
    match part:
        case Groups(measure, by):
            return _splits(reading, reading.splits_of(measure, by), measure)
        case Levels(by):
            return _splits(reading, _beside_score(reading, by), "answer_share")
        case Course(measures) | Places(measures) | Worse(measures):
            held = {name: label_of(find_measure(name)) for name in measures if reading.has(name)}
            if not held:
                raise CxError(f"{_NOTHING} No data of it was loaded for a whole quarter.")
            return Switch(FIGURE, held)
        case _:
            return None


def exhibit_of(reading: Reading, part: Part, chosen: str = "", *, narrow: bool = False) -> Exhibit:
    """The exhibit of a part by what its switch says, a name of `options`. Raises CxError where it is refused."""
    match part:
        case Groups(measure, _):
            return exhibits.groups(reading, measure, chosen, narrow=narrow)
        case Levels():
            return exhibits.all_levels(reading, chosen, narrow=narrow)
        case Course():
            return exhibits.course(reading, chosen, narrow=narrow)
        case Places():
            return exhibits.places(reading, chosen, narrow=narrow)
        case Worse():
            return worse(reading, chosen, narrow=narrow)
        case _:
            return _of_one_form(reading, part, narrow=narrow)


def _of_one_form(reading: Reading, part: Ward | Changes | Promised | Tracked | Elsewhere, *, narrow: bool) -> Exhibit:
    match part:
        case Ward(measures):
            return tables.ward(reading, measures, narrow=narrow)
        case Changes(measures):
            return tables.changes(reading, measures)
        case Promised():
            return tables.promised(reading)
        case Tracked():
            return elsewhere.tracked(reading)
        case Elsewhere():
            return elsewhere.other_councils(reading)


def _splits(reading: Reading, options: Mapping[str, str], measure: str) -> Switch:
    if options:
        return Switch(SPLIT, options)
    known = f"“{find_measure(measure).title}”"
    raise CxError(
        f"{_NOTHING} Of {known} the published view shows at most two things at once, of those that are large "
        "enough: leave the choice of one out, or ask an officer."
        if reading.chosen
        else f"{_NOTHING} No data of {known} was loaded for a whole quarter."
    )


def _beside_score(reading: Reading, by: Sequence[str]) -> Mapping[str, str]:
    """By what the levels of answer can be split: they are one of the two things that may be shown at once."""
    if reading.chosen and reading.chosen[0] not in by:
        return {}
    names = [reading.chosen[0]] if reading.chosen else by
    ways = reading.edition.ways_of("answer_share")
    return {name: DIMENSIONS[name].title for name in names if any(set(one) == {name, "score"} for one in ways)}
