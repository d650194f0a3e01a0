"""What people say, as one result: the themes of a selection, how many wrote, and what a reader must know beside it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from cxdata.analysis.comments.themes import Theme, enough, find_themes
from cxdata.analysis.comments.written import (
    GROUPS,
    Side,
    Sides,
    dissatisfied_and_satisfied,
    dissatisfied_here_and_elsewhere,
)
from cxdata.analysis.result import Result
from cxdata.contract import NOT_RECORDED
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.measures import find_measure
from cxdata.measures.query import query
from cxdata.measures.registry.dimensions import splits
from cxdata.scope import Scope
from cxdata.store import Store

DISSATISFIED, SATISFIED, ELSEWHERE = "dissatisfied", "satisfied", "elsewhere"
NO_ELSEWHERE = (
    "What is said here and not elsewhere needs a selection, such as one channel, service or ward: of everybody there "
    "is no elsewhere."
)
LEAST_IN_GROUP = 10
"""People of a group who wrote: of fewer nothing is said of it."""
ASKED: Mapping[str, tuple[str, str]] = {
    DISSATISFIED: ("the dissatisfied", "the satisfied"),
    SATISFIED: ("the satisfied", "the dissatisfied"),
    ELSEWHERE: ("the dissatisfied here", "the dissatisfied elsewhere"),
}
"""Whose themes can be asked for -> who they are, and against whom."""


@dataclass(frozen=True)
class Passed:
    """The files whose comments a person has passed; how many comments of answers are in them, and in all files."""

    files: tuple[int, ...]
    comments: int
    loaded: int


@dataclass(frozen=True)
class Who(Result):
    """The people of one side: how many wrote so many comments, how many of them were read, and what could not be."""

    people: float
    comments: float
    read: float
    without_words: float
    other_language: float


@dataclass(frozen=True)
class Group(Result):
    """A level of a fact about those who wrote: how many of them were read, and how many of these name each theme."""

    level: str
    people: int
    named: tuple[int, ...]


@dataclass(frozen=True)
class Comments(Result):
    """The themes of a selection.

    `asked` is one of `ASKED`. `with_theme` of the first side name a theme. `loaded` comments there are in all, `passed`
    of them in files that a person has passed. `groups` tells the first side apart by each of `GROUPS`.
    """

    asked: str
    themes: tuple[Theme, ...]
    here: Who
    there: Who
    with_theme: float
    enough: bool
    loaded: float
    passed: float
    groups: Mapping[str, tuple[Group, ...]]
    scope: str
    sources: tuple[str, ...]
    warnings: tuple[str, ...]


def comments(
    store: Store,
    scope: Scope,
    council: Council,
    *,
    passed: Passed,
    asked: str = DISSATISFIED,
) -> Comments:
    """What sets one side of those who wrote apart. Of files that are not `passed` no comment is quoted.

    Raises CxError where it is asked what is said here and not elsewhere, of a scope that has no elsewhere.
    """
    if asked == ELSEWHERE and not can_be_narrowed(scope):
        raise CxError(NO_ELSEWHERE)
    counted = query(store, "answers", (), scope, council=council)
    read = dissatisfied_here_and_elsewhere if asked == ELSEWHERE else dissatisfied_and_satisfied
    sides = read(store, scope, council)
    if asked == SATISFIED:
        sides = replace(sides, here=sides.there, there=sides.here)
    themes = find_themes(sides, set(passed.files), store.version)
    named = [[theme.phrase in person.phrases for theme in themes] for person in sides.here.read]
    return Comments(
        asked=asked,
        themes=themes,
        here=_who(sides.here),
        there=_who(sides.there),
        with_theme=sum(map(any, named)),
        enough=enough(sides),
        loaded=passed.loaded,
        passed=passed.comments,
        groups={name: _groups(place, sides, named) for place, name in enumerate(GROUPS)},
        scope=counted.sentence,
        sources=_names(store, sides),
        warnings=counted.warnings,
    )


def can_be_narrowed(scope: Scope) -> bool:
    """Whether a scope's choices narrow the answers at all, so that there are others to hold them against."""
    return any(name in splits(find_measure("answers")) for name, _ in scope.choices)


def _who(side: Side) -> Who:
    return Who(side.people, side.comments, side.read_of, side.without_words, side.other_language)


def _names(store: Store, sides: Sides) -> tuple[str, ...]:
    return tuple(file.name for file in store.constants.files if file.file_id in sides.file_ids)


def _groups(place: int, sides: Sides, named: list[list[bool]]) -> tuple[Group, ...]:
    """The levels of one fact, those of most people first: a person is of the level of the last comment."""
    people: Counter[str] = Counter()
    says: dict[str, list[int]] = {}
    for person, has in zip(sides.here.read, named, strict=True):
        level = person.comments[-1].groups[place] if person.comments else NOT_RECORDED
        people[level] += 1
        says[level] = [count + one for count, one in zip(says.get(level, [0] * len(has)), has, strict=True)]
    known = [(level, number) for level, number in people.most_common() if level != NOT_RECORDED]
    return tuple(Group(level, number, tuple(says[level])) for level, number in known if number >= LEAST_IN_GROUP)
