"""A hidden group among its relatives: those who differ from it by one fact, and everybody else."""

from dataclasses import dataclass

import numpy as np

from cxdata.analysis.hidden.people import ORDER, fact, facts_in_short, in_a_row
from cxdata.analysis.hidden.search import Hidden, Pockets
from cxdata.measures import DIMENSIONS
from cxdata.measures.words import say_level
from cxdata.stats.basics.proportions import base_note, wilson
from cxdata.stats.pockets.cells import OTHER, values_of

MOST_SIBLINGS = 5
EVERYBODY_ELSE = "Everybody else"

# How those are called who differ by this fact; of any other fact it is "other" and its name.
_DIFFERENT = {
    "customer_type": "others",
    "age_band": "other ages",
    "disability": "other answers to disability",
    "channel": "not {value}",
    "complexity": "not {value}",
    "hour": "other hours",
}
_LAST = frozenset({"channel"})  # "Business, council tax, not phone": in the middle it would deny what follows too


@dataclass(frozen=True)
class Relative:
    """Some of those who were counted: how many, for how many it went badly, that share (0 to 1) and its range.

    `few` says that the base is small. Rate and range are nan where it is too small to say anything.
    """

    name: str
    responses: int
    bad: int
    rate: float
    lower: float
    upper: float
    few: bool
    is_group: bool = False


def relatives_of(result: Pockets, group: Hidden) -> tuple[Relative, ...]:
    """The group first, then those who differ from it by one fact, and everybody else, the worst of them first.

    Everybody who was counted is in exactly one of them. A group of three facts or more has those of its first fact
    beside it who differ by several ("Business, all else"); a group of one fact has the other levels of that fact. The
    counts are the search's own: of a survey one answer a customer.
    """
    frame, conditions = result.cells.frame, dict(group.pocket.conditions)
    names = [name for name in ORDER if name in conditions] + [name for name in conditions if name not in ORDER]
    meets = {name: frame[name].isin(_levels(result, name, conditions[name])).to_numpy() for name in names}
    words = {name: fact(name, conditions[name]) for name in names}
    inside = np.logical_and.reduce(list(meets.values()))
    parts = [] if len(names) > 1 else _siblings(result, names[0], inside)
    if len(names) > 1:
        for name in names:
            others = [meets[other] for other in names if other != name]
            parts.append((_differing(names, words, name), np.logical_and.reduce([~meets[name], *others])))
    if len(names) > 2:
        parts.append((in_a_row([words[names[0]], "all else"]), meets[names[0]] & ~_any(inside, parts)))
    parts.append((EVERYBODY_ELSE, ~_any(inside, parts)))
    relatives = [_count(result, name, rows) for name, rows in parts]
    known = sorted((one for one in relatives if one.responses), key=lambda one: (one.rate != one.rate, -one.rate))
    return (_count(result, facts_in_short(conditions), inside, is_group=True), *known)


def _levels(result: Pockets, name: str, value: str | tuple[str, ...]) -> list[str]:
    """The levels as stored: "Other" stands for the rare ones that the search put together."""
    folded = result.search.folded.get(name, ())
    return [level for chosen in values_of(value) for level in (folded if chosen == OTHER and folded else (chosen,))]


def _siblings(result: Pockets, name: str, inside: np.ndarray) -> list[tuple[str, np.ndarray]]:
    """The largest of the other levels of one fact."""
    frame = result.cells.frame
    sizes = frame[~inside].groupby(name)["responses"].sum().sort_values(ascending=False, kind="stable")
    return [(say_level(name, str(level)), (frame[name] == level).to_numpy()) for level in sizes.index[:MOST_SIBLINGS]]


def _any(inside: np.ndarray, parts: list[tuple[str, np.ndarray]]) -> np.ndarray:
    return np.logical_or.reduce([inside, *(rows for _, rows in parts)])


def _differing(names: list[str], words: dict[str, str], changed: str) -> str:
    """The facts of the group with one of them changed: 'Business, phone, other services'."""
    said = _DIFFERENT.get(changed, f"other {DIMENSIONS[changed].title.lower()}s").replace("{value}", words[changed])
    if changed in _LAST:
        return in_a_row([*(words[name] for name in names if name != changed), said])
    return in_a_row([said if name == changed else words[name] for name in names])


def _count(result: Pockets, name: str, rows: np.ndarray, *, is_group: bool = False) -> Relative:
    counted = result.cells.frame.loc[rows, ["responses", "dissatisfied"]].sum()
    responses, bad = int(counted["responses"]), int(counted["dissatisfied"])
    note = base_note(responses)
    if note == base_note(0) or not responses:
        return Relative(name, responses, bad, np.nan, np.nan, np.nan, few=True, is_group=is_group)
    limits = wilson(bad, responses)
    return Relative(
        name,
        responses,
        bad,
        bad / responses,
        float(limits.lower),
        float(limits.upper),
        few=bool(note),
        is_group=is_group,
    )
