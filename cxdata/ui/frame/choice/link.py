"""The link: a reader's choice as the words of an address, and back. The words of the widgets are read by the same way.

An address holds what a reader sees ("Web chat", not "webchat"), because Streamlit writes and reads the labels of the
bound widgets (docs/decisions/frame.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from cxdata.measures import DIMENSIONS
from cxdata.measures.words import is_code, say_level
from cxdata.periods import Period
from cxdata.scope import Comparison, Scope
from cxdata.ui.frame.cache import MODE, OFFICER, PUBLISH

EVERYTHING = "All dates"
T = TypeVar("T")
_COMPARISONS = {comparison.value: comparison for comparison in Comparison}
# The second pair are the words of links made by earlier versions.
_VIEWS = {OFFICER: False, PUBLISH: True, "Officer: everything": False, "Publish: small numbers hidden": True}
_YES_OR_NO = {"true": True, "false": False}

Query = Mapping[str, Sequence[str]]
"""An address after its question mark: each name with its values, in order."""
Dead = tuple[str, str]
"""What an address asks for that the data does not have, and what is shown instead."""


@dataclass(frozen=True)
class Known:
    """What can be chosen from the data loaded: periods by name, and of each dimension its values by label.

    `default` is the period of an address that names none. The dimensions are in the order of the row of choices.
    """

    periods: Mapping[str, Period]
    default: Period | None
    values: Mapping[str, Mapping[str, str]]


def say_choice(dimension: str, value: str) -> str:
    """A value as it stands in a list and in a link: as it is said everywhere, and a code is called one."""
    return f"{value} (a code without a name)" if is_code(value) else say_level(dimension, value)


def to_query(scope: Scope, dimensions: Sequence[str], default: Period | None) -> dict[str, list[str]]:
    """The words of an address that means this scope: only what differs from the defaults, in the order of the row.

    Anything else Streamlit would take out again after the page has opened, and a reader would have to press Back
    twice. `dimensions` are those that can be chosen; ValueError for a choice of any other, or of several wards, which
    no page would read back.
    """
    if beyond := {name for name, _ in scope.choices} - set(dimensions):
        raise ValueError(f"a link cannot hold a choice of {', '.join(sorted(beyond))}")
    if len(scope.chosen("ward")) > 1:
        raise ValueError(f"a link holds one ward, not {' and '.join(scope.chosen('ward'))}")
    query: dict[str, list[str]] = {}
    if scope.period != default:
        query["period"] = [str(scope.period) if scope.period else EVERYTHING]
    if scope.comparison is not Comparison.PERIOD_BEFORE:
        query["compare"] = [scope.comparison.value]
    query |= {name: [say_choice(name, value) for value in scope.chosen(name)] for name in dimensions}
    if scope.include_staff:
        query["staff"] = ["true"]
    return {name: words for name, words in query.items() if words}


def from_query(query: Query, known: Known) -> tuple[Scope, tuple[Dead, ...]]:
    """The scope that an address or the widgets mean, and what it asks for that the data does not have, in words.

    Names that are no choice of the row's are left to the page whose own they are. Of several wards the last is meant,
    as Streamlit takes the last of any list of one choice; `about_link` says so.
    """
    dead: list[Dead] = []
    query = {**query, "ward": _last_ward(query, known)}
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
    return scope, tuple(dead)


def about_link(query: Query, known: Known) -> list[str]:
    """What a reader must be told of an address: what the data does not have, and which of several wards is shown."""
    scope, dead = from_query(query, known)
    sentences = []
    if dead:
        values_asked = ", ".join(name for name, _ in dead)
        instead = ", ".join(dict.fromkeys(shown for _, shown in dead))
        sentences.append(
            f"The link asks for {values_asked}, which the loaded data does not have. Shown instead: {instead}."
        )
    wards = [word for word in query.get("ward", ()) if word in known.values.get("ward", {})]
    if len(wards) > 1:
        (shown,) = scope.chosen("ward")
        sentences.append(f"The link names {len(wards)} wards: {', '.join(wards)}. One is shown at a time: {shown}.")
    return sentences


def holds_a_choice(query: Query, known: Known) -> bool:
    """Whether an address says what is to be shown, apart from the view."""
    return any(query.get(name) for name in ("period", "compare", "staff", *known.values))


def _last_ward(query: Query, known: Known) -> list[str]:
    """Of the wards that an address names, the last that there is, and those that there are not."""
    words, labels = query.get("ward", ()), known.values.get("ward", {})
    return [word for word in words if word not in labels] + [word for word in words if word in labels][-1:]


def means_published(query: Query) -> bool:
    """Whether an address means the published view: it is named, or a view is named that there is not, for a slip in a
    link must never show exact small numbers.
    """
    return any(_VIEWS.get(word, True) for word in query.get(MODE, ()))


def unknown_views(query: Query) -> list[str]:
    """The words of an address for a view that there is not: the published one is shown instead."""
    return [word for word in query.get(MODE, ()) if word not in _VIEWS]


def _first(query: Query, name: str, meanings: Mapping[str, T], default: T, instead: str, dead: list[Dead]) -> T:
    return next(iter(_all(query, name, meanings, instead, dead)), default)


def _all(query: Query, name: str, meanings: Mapping[str, T], instead: str, dead: list[Dead]) -> list[T]:
    words = query.get(name, ())
    alive = " or ".join(word for word in words if word in meanings)
    dead.extend((f"{name.replace('_', ' ')} '{word}'", alive or instead) for word in words if word not in meanings)
    return [meanings[word] for word in words if word in meanings]
