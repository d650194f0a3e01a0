"""The link: a reader's choice as the words of an address, and back. The sidebar's own words are read by the same way.

An address holds what a reader sees ("Web chat", not "webchat"), because Streamlit writes and reads the labels of the
bound widgets (docs/decisions/frame.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from cxdata.measures import DIMENSIONS
from cxdata.measures.words import say_level
from cxdata.periods import Period
from cxdata.scope import Comparison, Scope
from cxdata.ui.frame.cache import MODE, OFFICER, PUBLISH

EVERYTHING = "All dates"
T = TypeVar("T")
_COMPARISONS = {comparison.value: comparison for comparison in Comparison}
_VIEWS = {OFFICER: False, PUBLISH: True}
_YES_OR_NO = {"true": True, "false": False}

Query = Mapping[str, Sequence[str]]
"""An address after its question mark: each name with its values, in order."""
Dead = tuple[str, str]
"""What an address asks for that the data does not have, and what is shown instead."""


@dataclass(frozen=True)
class Choice:
    """All that a reader chooses at the side: the scope, and whether the published view is shown."""

    scope: Scope
    published: bool = False


@dataclass(frozen=True)
class Known:
    """What can be chosen from the data loaded: periods by name, and of each dimension its values by label.

    `default` is the period of an address that names none. The dimensions are in the sidebar's order.
    """

    periods: Mapping[str, Period]
    default: Period | None
    values: Mapping[str, Mapping[str, str]]


def to_query(choice: Choice, dimensions: Sequence[str], default: Period | None) -> dict[str, list[str]]:
    """The words of an address that means this choice: only what differs from the defaults, in the sidebar's order.

    Anything else Streamlit would take out again after the page has opened, and a reader would have to press Back
    twice. `dimensions` are those that the sidebar offers; ValueError for a choice of any other, which no page would
    read back.
    """
    scope = choice.scope
    if beyond := {name for name, _ in scope.choices} - set(dimensions):
        raise ValueError(f"a link cannot hold a choice of {', '.join(sorted(beyond))}")
    query = {MODE: [PUBLISH]} if choice.published else {}
    if scope.period != default:
        query["period"] = [str(scope.period) if scope.period else EVERYTHING]
    if scope.comparison is not Comparison.PERIOD_BEFORE:
        query["compare"] = [scope.comparison.value]
    query |= {name: [say_level(name, value) for value in scope.chosen(name)] for name in dimensions}
    if scope.include_staff:
        query["staff"] = ["true"]
    return {name: words for name, words in query.items() if words}


def from_query(query: Query, known: Known) -> tuple[Choice, tuple[Dead, ...]]:
    """The choice that an address or the sidebar means, and what it asks for that the data does not have, in words.

    Names that are no choice of the sidebar's are left to the page whose own they are. An unknown view means the
    published one: a slip in a link must never show exact small numbers.
    """
    dead: list[Dead] = []
    periods: dict[str, Period | None] = {EVERYTHING: None, **known.periods}
    at_first = str(known.default) if known.default else EVERYTHING
    scope = Scope(
        period=_first(query, "period", periods, known.default, at_first, dead),
        comparison=_first(
            query, "compare", _COMPARISONS, Comparison.PERIOD_BEFORE, Comparison.PERIOD_BEFORE.value, dead
        ),
        choices=tuple(
            (name, tuple(values))
            for name, labels in known.values.items()
            if (values := _all(query, name, labels, f"every {DIMENSIONS[name].title.lower()}", dead))
        ),
        include_staff=_first(query, "staff", _YES_OR_NO, False, "contacts that staff raised left out", dead),
    )
    return Choice(scope, _published(query, dead)), tuple(dead)


def _published(query: Query, dead: list[Dead]) -> bool:
    """Whether the published view is meant: it is named, or a view is named that there is not."""
    words = query.get(MODE, ())
    dead.extend((f"view '{word}'", PUBLISH) for word in words if word not in _VIEWS)
    return any(_VIEWS.get(word, True) for word in words)


def _first(query: Query, name: str, meanings: Mapping[str, T], default: T, instead: str, dead: list[Dead]) -> T:
    return next(iter(_all(query, name, meanings, instead, dead)), default)


def _all(query: Query, name: str, meanings: Mapping[str, T], instead: str, dead: list[Dead]) -> list[T]:
    words = query.get(name, ())
    alive = " or ".join(word for word in words if word in meanings)
    dead.extend((f"{name.replace('_', ' ')} '{word}'", alive or instead) for word in words if word not in meanings)
    return [meanings[word] for word in words if word in meanings]
