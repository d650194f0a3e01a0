"""Where an option stands in a menu, as its name says it: '1 Repairs', 'Option 2: Rent', 'Press 3 for parking'."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_PLACE = re.compile(
    r"^\W*(?:menu )?(?:option|opt|press|key|choice|ivr)?\W*(\d{1,2})\b[\s.:)\]–—-]*(?:for |to )?(.*)$", re.IGNORECASE
)


@dataclass(frozen=True)
class Place:
    """The number by which an option is chosen, and what it is for in small letters."""

    number: int
    words: str


@dataclass(frozen=True)
class Move:
    """An option that was chosen by another number from a day on."""

    queue: str
    words: str
    old: str
    new: str
    old_number: int
    new_number: int
    day: date


def place_of(option: str) -> Place | None:
    """The number and the words of an option; None where its name begins with no number."""
    found = _PLACE.match(option)
    return Place(int(found[1]), " ".join(found[2].casefold().split())) if found else None


def moves_of(spans: Iterable[tuple[str, str, date, date]]) -> tuple[Move, ...]:
    """The options that changed their place, from (queue, option, first day, last day) of each name, by day.

    A name must have ended before the other began: two that are in use together are two options.
    """
    by_words: dict[tuple[str, str], list[tuple[date, date, int, str]]] = {}
    for queue, option, first, last in spans:
        place = place_of(option)
        if place is not None and place.words:
            by_words.setdefault((queue, place.words), []).append((first, last, place.number, option))
    moves = []
    for (queue, words), names in by_words.items():
        names.sort()
        for (_, ended, old_number, old), (began, _, new_number, new) in zip(names, names[1:], strict=False):
            if ended <= began and old_number != new_number:
                moves.append(Move(queue, words, old, new, old_number, new_number, began))
    return tuple(sorted(moves, key=lambda move: (move.day, move.queue, move.new_number)))
