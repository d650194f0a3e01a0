"""A part of a published page: what its switch offers, and the exhibit of what is chosen there."""

from collections.abc import Callable, Mapping

from cxdata.errors import CxError
from cxdata.export.exhibit import Exhibit
from cxdata.measures import MEASURES, find_measure
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
    Sheet,
    Tracked,
    Ward,
    Worse,
)
from cxdata.published.reading import Reading
from cxdata.published.worse import worse

NOTHING = "This edition has nothing of it."
SPLIT, FIGURE = "Split by", "Figure"


def options_of(reading: Reading, part: Part) -> dict[str, str]:
    """What the part's switch offers, by key with its words; one without words where it has no switch.

    Raises CxError, saying why, where the edition has none of it for what is chosen.
    """
    match part:
        case Groups(measure, by):
            return _splits(reading, measure, reading.splits_of(measure, by))
        case Levels(by):
            return _splits(reading, "answer_share", _beside_score(reading, by))
        case Elsewhere():
            return _figures(reading, _of_others(reading))
        case Course(measures) | Places(measures) | Worse(measures):
            return _figures(reading, tuple(name for name in measures if reading.has(name)))
    return {"": ""}


def switch_of(part: Part) -> str:
    """What the switch of a part chooses."""
    return SPLIT if isinstance(part, Groups | Levels) else FIGURE


def keys_of(sheet: Sheet) -> frozenset[str]:
    """The keys of every exhibit that a published page can show."""
    parts = [part for part in (sheet.first, *(section.part for section in sheet.more)) if part is not None]
    return frozenset(key for part in parts for key in _keys_of(part))


def _keys_of(part: Part) -> list[str]:
    match part:
        case Groups(measure, by):
            return [f"{measure}-by-{name}" for name in by]
        case Levels(by):
            return [f"levels-by-{name}" for name in by]
        case Ward(measures):
            return ["ward", *(f"{name}-by-ward" for name in measures)]
        case Course(measures) | Places(measures) | Worse(measures):
            kind = {Course: "course", Places: "map", Worse: "worse"}[type(part)]
            return [f"{kind}-{name}" for name in measures]
        case Elsewhere():
            return [f"councils-{name}" for name in MEASURES]
    return [{Changes: "changes", Promised: "promised", Tracked: "tracker"}[type(part)]]


def exhibit_of(reading: Reading, part: Part, option: str, *, narrow: bool = False) -> Exhibit:
    """The exhibit of a part, with what is chosen at its switch. Raises CxError where that is refused."""
    if isinstance(part, Groups):
        return exhibits.groups(reading, part.measure, option, narrow=narrow)
    if isinstance(part, Ward):
        return tables.ward(reading, part.measures, narrow=narrow)
    if isinstance(part, Changes):
        return tables.changes(reading, part.measures)
    if isinstance(part, Promised):
        return tables.promised(reading)
    if isinstance(part, Tracked):
        return elsewhere.tracked(reading, narrow=narrow)
    return _OF_OPTION[type(part)](reading, option, narrow=narrow)


_OF_OPTION: Mapping[type[Part], Callable[..., Exhibit]] = {
    Levels: exhibits.all_levels,
    Course: exhibits.course,
    Places: exhibits.places,
    Worse: worse,
    Elsewhere: elsewhere.other_councils,
}


def _splits(reading: Reading, measure: str, found: dict[str, str]) -> dict[str, str]:
    if found:
        return found
    known = f"“{find_measure(measure).title}”"
    if reading.chosen:
        raise CxError(
            f"{NOTHING} Of {known} the published view shows at most two things at once: leave the choice above out, or "
            "ask an officer."
        )
    raise CxError(f"{NOTHING} No data of {known} was loaded for a whole quarter.")


def _figures(reading: Reading, measures: tuple[str, ...]) -> dict[str, str]:
    if not measures:
        raise CxError(f"{NOTHING} No data of it was loaded for a whole quarter.")
    return {name: label_of(find_measure(name)) for name in measures}


def _beside_score(reading: Reading, by: tuple[str, ...]) -> dict[str, str]:
    """By what the levels can be split: they are one of the two things that may be shown at once."""
    if reading.chosen and reading.chosen[0] not in by:
        return {}
    names = [reading.chosen[0]] if reading.chosen else by
    ways = reading.edition.ways_of("answer_share")
    return {name: exhibits.title_of(name) for name in names if any(set(one) == {name, "score"} for one in ways)}


def _of_others(reading: Reading) -> tuple[str, ...]:
    if not reading.edition.benchmarks:
        raise CxError(elsewhere.NO_COUNCILS)
    measures = elsewhere.compared_measures(reading)
    if not measures:
        raise CxError(elsewhere.NONE_EQUAL)
    return measures
