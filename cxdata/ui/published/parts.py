"""The parts of a published page on the screen, each with the switches that it has."""

from collections.abc import Callable, Mapping

from cxdata.errors import CxError
from cxdata.export.exhibit import Exhibit
from cxdata.measures import find_measure
from cxdata.measures.registry.labels import label_of
from cxdata.published import elsewhere, exhibits, tables
from cxdata.published.model import Changes, Course, Elsewhere, Groups, Levels, Part, Places, Promised, Tracked, Ward, Worse
from cxdata.published.reading import Reading
from cxdata.published.worse import worse
from cxdata.ui.frame import cache, elements
from cxdata.ui.parts.exhibits.show import show
from cxdata.ui.parts.walk import switch

_NOTHING = "This edition has nothing of it."


def draw_part(reading: Reading, part: Part, key: str, *, narrow: bool) -> None:
    """A section: its switch and its exhibit; the reason where it is refused."""
    try:
        exhibit = exhibit_of(reading, part, key, narrow=narrow)
    except CxError as reason:
        elements.info(str(reason))
        return
    show(exhibit)


def first_of(reading: Reading, part: Part, *, narrow: bool) -> Exhibit:
    """The exhibit of a first screen, with its switch drawn over it. Raises CxError where it is refused."""
    return exhibit_of(reading, part, "first", narrow=narrow)


def exhibit_of(reading: Reading, part: Part, key: str, *, narrow: bool) -> Exhibit:
    """The exhibit of a part, by what its switches say. Raises CxError where none of it is published."""
    match part:
        case Groups(measure, by):
            split = _choose("Split by", reading.splits_of(measure, by), f"{key}-by", reading, measure)
            return _kept(reading, "groups", measure, split, narrow, lambda: exhibits.groups(reading, measure, split, narrow=narrow))
        case Levels(by):
            split = _choose("Split by", _beside_score(reading, by), f"{key}-by", reading, "answer_share")
            return _kept(reading, "levels", "", split, narrow, lambda: exhibits.all_levels(reading, split, narrow=narrow))
        case Course(measures):
            measure = _measure(reading, measures, key)
            return _kept(reading, "course", measure, "", narrow, lambda: exhibits.course(reading, measure, narrow=narrow))
        case Places(measures):
            measure = _measure(reading, measures, key)
            return _kept(reading, "places", measure, "", narrow, lambda: exhibits.places(reading, measure, narrow=narrow))
        case Worse(measures):
            measure = _measure(reading, measures, key)
            return _kept(reading, "worse", measure, "", narrow, lambda: worse(reading, measure, narrow=narrow))
        case Ward(measures):
            return _kept(reading, "ward", "", "", narrow, lambda: tables.ward(reading, measures, narrow=narrow))
        case Changes(measures):
            return _kept(reading, "changes", "", "", narrow, lambda: tables.changes(reading, measures))
        case Promised():
            return tables.promised(reading)
        case Tracked():
            return elsewhere.tracked(reading)
        case Elsewhere():
            return elsewhere.other_councils(reading)


def _kept(reading: Reading, kind: str, measure: str, split: str, narrow: bool, make: Callable[[], Exhibit]) -> Exhibit:
    return cache.kept_of(("published", kind, measure, split, narrow), reading, make)


def _choose(label: str, options: Mapping[str, str], key: str, reading: Reading, measure: str) -> str:
    if not options:
        known = f"“{find_measure(measure).title}”"
        raise CxError(
            f"{_NOTHING} Of {known} the published view shows at most two things at once, of those that are large "
            "enough: leave the choice above out, or ask an officer."
            if reading.chosen
            else f"{_NOTHING} No data of {known} was loaded for a whole quarter."
        )
    return switch(label, options, key=f"published-{key}")


def _beside_score(reading: Reading, by: tuple[str, ...]) -> dict[str, str]:
    """By what the levels can be split: they are one of the two things that may be shown at once."""
    if reading.chosen and reading.chosen[0] not in by:
        return {}
    names = [reading.chosen[0]] if reading.chosen else by
    ways = reading.edition.ways_of("answer_share")
    return {name: exhibits.title_of(name) for name in names if any(set(one) == {name, "score"} for one in ways)}


def _measure(reading: Reading, measures: tuple[str, ...], key: str) -> str:
    options = {name: label_of(find_measure(name)) for name in measures if reading.has(name)}
    if not options:
        raise CxError(f"{_NOTHING} No data of it was loaded for a whole quarter.")
    return switch("Figure", options, key=f"published-{key}-measure")


