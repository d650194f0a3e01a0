"""What a search for pockets gives back: frozen, in plain Python numbers, and ready for JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from cxdata.stats.pockets.cells import Conditions


@dataclass(frozen=True)
class Part:
    """A group inside a pocket that is worse than the rest of the pocket. Rates are 0 to 1."""

    conditions: Conditions
    responses: int
    dissatisfied: int
    rate: float
    rest_responses: int
    rest_dissatisfied: int
    p_value: float


@dataclass(frozen=True)
class Remainder:
    """A wider group without the pocket in it, against everyone outside the wider group.

    `verdict` is "fine" (the difference is surely below the gap that counts), "also worse" (surely above
    0) or "too few to say". The difference is in rate of dissatisfied, 0 to 1, with its Newcombe 95 %
    interval.
    """

    conditions: Conditions
    responses: int
    dissatisfied: int
    rate: float
    others_responses: int
    others_dissatisfied: int
    difference: float | None
    lower: float | None
    upper: float | None
    verdict: str


@dataclass(frozen=True)
class Alias:
    """Another description of nearly the same people; jaccard: of the people in either, the share in both."""

    conditions: Conditions
    responses: int
    jaccard: float


@dataclass(frozen=True)
class Tested:
    """The four counts behind a pocket's p-value: the group and all still in play when it was found."""

    responses: int
    dissatisfied: int
    all_responses: int
    all_dissatisfied: int
    groups: int


@dataclass(frozen=True)
class Pocket:
    """A group that is worse than everyone else. Counts are of all who answered; rates are 0 to 1.

    `excess` is how many more are dissatisfied than if the group were as the rest, with its 95 % interval;
    in people. `p_value` is the exact test among those `tested`, `adjusted_p` the same allowing for how many
    groups were tried; both after its answers were counted `design_effect` times less, because they hang together.
    `already_listed` counts its responses that belong to pockets with more evidence, found before it. A condition of
    `conditions` is one value, or several of which any will do.
    """

    conditions: Conditions
    responses: int
    dissatisfied: int
    rate: float
    shrunk_rate: float
    rest_rate: float
    excess: float
    excess_lower: float
    excess_upper: float
    p_value: float
    adjusted_p: float
    found: int
    already_listed: int
    design_effect: float
    tested: Tested
    worst_part: Part | None
    remainders: tuple[Remainder, ...]
    rest_is_fine: tuple[Remainder, ...]
    also_described_as: tuple[Alias, ...]

    def scaled_to_contacts(self, contacts: int) -> tuple[float, float, float]:
        """The excess and its limits in contacts: an estimate, as if all were like those who answered."""
        scale = contacts / self.responses
        return self.excess * scale, self.excess_lower * scale, self.excess_upper * scale


@dataclass(frozen=True)
class Detectable:
    """The fewest dissatisfied with which a group of this size would be found; None where none would do."""

    responses: int
    dissatisfied: int | None
    rate: float | None


@dataclass(frozen=True)
class PocketSearch:
    """A whole search. `reason` says in a sentence why there are no pockets; None where there are some."""

    pockets: tuple[Pocket, ...]
    groups_searched: int
    smallest_detectable: tuple[Detectable, ...]
    with_half_again: tuple[Detectable, ...]
    """The same groups had half as many people again answered: each is half as large again."""
    total_responses: int
    total_dissatisfied: int
    searched: bool
    reason: str | None
    folded: Mapping[str, tuple[str, ...]]
    """Levels too rare to be searched by name, put together as "Other"."""
    kept_apart: tuple[tuple[str, str], ...]
    """Pairs of dimensions not combined, because one all but gives the other."""
    adds_up: bool = False
    """Groups differ a little everywhere: listed are only those worse than their facts add up to."""

    def as_dict(self) -> dict[str, Any]:
        """The same as plain dicts, lists, numbers and text."""
        return _plain(self)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    return value
