"""Invented comments of residents with planted personal data, whose places are known, and comments without any.

Names, roads and sentences are written by hand and come from no list that the rules use. Numbers are random in their
usual forms.
"""

import random
import re
from dataclasses import dataclass

from benchmarks.redaction.phrases import (
    ABOUT_ADDRESSES,
    ABOUT_NAMES,
    ABOUT_NOTHING,
    ABOUT_NUMBERS,
    AFTER,
    BEFORE,
    FIRST,
    FORMS,
    HOUSES,
    LAST,
    NO_CUE,
    ROAD_TYPES,
    ROADS,
    SHORT_NAMES,
    SHORT_NOTHING,
    WARDS,
)


@dataclass(frozen=True)
class Planted:
    """One piece of personal data in a text: where it stands, its kind and its form."""

    start: int
    end: int
    kind: str
    variant: str


@dataclass(frozen=True)
class Comment:
    """One invented text, whether it is a short coded value, and the personal data in it."""

    text: str
    short: bool
    planted: tuple[Planted, ...] = ()


def _mistype(random_: random.Random, word: str) -> str:
    """Two letters inside a word swapped."""
    if len(word) < 5:
        return word
    place = random_.randrange(1, len(word) - 2)
    return f"{word[:place]}{word[place + 1]}{word[place]}{word[place + 2 :]}"


def name(random_: random.Random) -> tuple[str, str]:
    """A name in one of the ways in which people write them, and which."""
    origin = random_.choice(list(FIRST))
    first, last = random_.choice(FIRST[origin].split()), random_.choice(LAST[origin].split())
    if origin == "also a word":
        other = random_.choice(list(FIRST)[:-1])
        first, last = random_.choice([(first, random_.choice(LAST[other].split())), (first, last)])
    title = random_.choice(["Mr", "Mrs", "Ms", "Dr", "Cllr", "Miss"])
    forms = {
        "full": f"{first} {last}",
        "first": first,
        "surname": last,
        "title": f"{title} {last}",
        "initial": f"{first[0]} {last}",
        "small full": f"{first} {last}".lower(),
        "small first": first.lower(),
        "capitals": f"{first} {last}".upper(),
        "mistyped": f"{_mistype(random_, first)} {_mistype(random_, last)}",
        "double": f"{first} {last}-{random_.choice(LAST['British'].split())}",
    }
    variant = random_.choice(["full", "full", "full", "first", "first", *forms])
    return forms[variant], f"{variant}/{origin}"


def address(random_: random.Random) -> tuple[str, str]:
    """An address in one of the ways in which people write them, and which."""
    number, road = random_.randrange(1, 300), f"{random_.choice(ROADS)} {random_.choice(ROAD_TYPES)}"
    forms = {
        "number": f"{number} {road}",
        "letter": f"{number}{random_.choice('abc')} {road}",
        "small": f"{number} {road}".lower(),
        "comma": f"{number}, {road}",
        "flat": f"Flat {number % 60 + 1}, {road}",
        "range": f"{number}-{number + 2} {road}",
        "house": random_.choice(HOUSES),
        "house and road": f"{random_.choice(HOUSES)}, {road}",
        "Welsh": f"{number} {random_.choice(['Heol', 'Ffordd', 'Lon'])} Las",
        "no type": f"{number} {random_.choice(['Northgate', 'Haymarket', 'Foregate'])}",
    }
    variant = random_.choice(["number", "number", *forms])
    return forms[variant], variant


def _nhs(random_: random.Random) -> str:
    while True:
        nine = [random_.randrange(10) for _ in range(9)]
        check = 11 - sum(digit * (10 - place) for place, digit in enumerate(nine)) % 11
        if check != 10:
            return "".join(map(str, [*nine, check % 11]))


def _identifier(random_: random.Random, kind: str) -> str:
    """An identifier of a kind: one of its forms with digits for # and letters for @."""
    if kind == "NHS number":
        return _nhs(random_)
    form = random_.choice(FORMS[kind])
    digits = re.sub("#", lambda _: random_.choice("0123456789"), form)
    return re.sub("@", lambda _: random_.choice("ABDEFGHJLNPRSTUWXY"), digits) if kind != "e-mail" else digits


def _filled(random_: random.Random, sentence: str, item: str, kind: str, variant: str, *, short: bool) -> Comment:
    before, after = ("", "") if short else (random_.choice(BEFORE), random_.choice(AFTER))
    head, tail = sentence.split("{}")
    start = len(before + head)
    return Comment(f"{before}{head}{item}{tail}{after}", short, (Planted(start, start + len(item), kind, variant),))


def _planted(random_: random.Random) -> Comment:
    kind = random_.choices(["name", "address", "number"], [55, 20, 25])[0]
    if kind == "name":
        short = random_.random() < 0.2
        item, variant = name(random_)
        return _filled(random_, random_.choice(SHORT_NAMES if short else ABOUT_NAMES), item, kind, variant, short=short)
    if kind == "address":
        item, variant = address(random_)
        return _filled(random_, random_.choice(ABOUT_ADDRESSES), item, kind, variant, short=False)
    kind = random_.choice(list(ABOUT_NUMBERS))
    item = _identifier(random_, kind)
    return _filled(random_, random_.choice(ABOUT_NUMBERS[kind]), item, kind, "", short=False)


def _clean(random_: random.Random) -> Comment:
    if random_.random() < 0.2:
        return Comment(random_.choice(SHORT_NOTHING), True)
    road = f"{random_.choice(ROADS)} {random_.choice(ROAD_TYPES)}"
    text = random_.choice(ABOUT_NOTHING).format(ward=random_.choice(WARDS), road=road)
    return Comment(f"{random_.choice(BEFORE)}{text}{random_.choice(AFTER)}", False)


def make_bare(count: int, seed: int) -> list[Comment]:
    """So many texts with a name and nothing around it that says so: the hardest there is."""
    random_ = random.Random(seed)
    found = []
    for _ in range(count):
        item, variant = name(random_)
        found.append(_filled(random_, random_.choice(NO_CUE), item, "name", variant, short=True))
    return found


def make(planted: int, clean: int, seed: int) -> list[Comment]:
    """So many invented texts with personal data and so many without, in random order."""
    random_ = random.Random(seed)
    found = [_planted(random_) for _ in range(planted)] + [_clean(random_) for _ in range(clean)]
    random_.shuffle(found)
    return found
