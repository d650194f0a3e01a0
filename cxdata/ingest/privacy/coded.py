"""Personal data in coded columns (outcome, remedy, reason, service ...): what is rare or has a form goes.

The rules for comments would spoil real codes ("Catchbasin", "Massport"), so what is frequent stays. Each different
value is looked at once, with the number of rows that have it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cxdata.council import Redaction
from cxdata.ingest.privacy import REMOVED
from cxdata.ingest.privacy.addresses import ADDRESSES
from cxdata.ingest.privacy.cues import may_say_person, says_person
from cxdata.ingest.privacy.people import FULL_NAME, person
from cxdata.ingest.privacy.redaction import Redactor, redactor, structured
from cxdata.ingest.privacy.words import FIRST, ORDINARY, PLACE, SURNAME, UNKNOWN, class_of

OFTEN, LONE = 5, 0.4
FREE_TEXT = "Other (free text, not kept)"
_CODE = re.compile(r"[A-Z0-9]{1,12}|[A-Z]{1,4}[-/]?\d{1,4}[A-Z]?")
# Codes that are somebody's: NI number, telephone number, postcode, vehicle.
_PERSONAL_CODE = re.compile(
    r"[A-Z]{2}\d{6}[A-D]|0\d{9,10}|[A-Z]{1,2}\d[A-Z\d]?\d[ABD-HJLNP-UW-Z]{2}|[A-Z]{2}\d{2}[A-Z]{3}|1000\d{8}|\d{10}"
)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
# What a form finds but that is as often a code.
_NOT_TELLING = frozenset(("link", "number", "reference"))
_LEVELS, _LONG, _EACH = 20, 4, 5


@dataclass(frozen=True)
class Coded:
    """What becomes of a coded column: the values that change, and whether it was free text."""

    changed: Mapping[str, str]
    free_text: bool


def protect(
    rows: Mapping[str, int], redact: Redactor, *, place: bool = False, counts: bool = False, people: bool = False
) -> Coded:
    """What the values of a coded column (value -> rows) are to be replaced by.

    `place` says that it names places, which are matched to boundaries; `counts` that a row stands for many, so that a
    value with few rows is not rare; `people` that its heading is one of people, so that a lone name is enough. A column
    of free text keeps only what is frequent.
    """
    free_text = not place and not counts and is_free_text(rows)
    changed = {}
    for value, number in rows.items():
        if free_text and number < OFTEN:
            changed[value] = FREE_TEXT
        elif (people and person(value) >= LONE) or is_personal(value, number, redact, place=place, counts=counts):
            changed[value] = REMOVED
    return Coded(changed, free_text)


def is_free_text(rows: Mapping[str, int]) -> bool:
    """Whether a column is written rather than chosen: many different values, long ones, few of them twice."""
    if len(rows) < _LEVELS or len(rows) * _EACH <= sum(rows.values()):
        return False
    return sum(len(value.split()) for value in rows) / len(rows) >= _LONG


def is_personal(value: str, number: int, redact: Redactor, *, place: bool = False, counts: bool = False) -> bool:
    """Whether a value, which `number` rows have, holds personal data."""
    closed = value.replace(" ", "").upper()
    if _PERSONAL_CODE.fullmatch(closed) and any(character.isdigit() for character in closed):
        return True
    if _CODE.fullmatch(value):
        return False
    telling = set(structured(value).counts) - _NOT_TELLING
    if place:
        # "09 MANHATTAN" is a district: only a number and a road are somebody's address. A ward may be named for one.
        if number < OFTEN and (person(value) >= FULL_NAME or _tells_of_somebody(value)):
            return True
        return bool(telling - {"address"}) or ADDRESSES[0].form.search(value) is not None
    if telling:
        return True
    if number < OFTEN and not counts:
        return person(value) >= 0.7 or bool(redact(value).counts)
    return has_full_name(value) or (number < OFTEN and person(value) >= FULL_NAME)


def _tells_of_somebody(value: str) -> bool:
    """Whether the name of a place is rather a sentence with a full name in it ("phone call from Ann Lee")."""
    return len(value.split()) >= _LONG and has_full_name(value)


def words_to_show(values: Iterable[str]) -> list[str]:
    """Of a coded column's values those that hold nothing personal, so that an officer can be asked what they mean."""
    redact = redactor(Redaction())
    return [value for value in values if not is_personal(value, 1, redact, counts=True)]


def has_full_name(value: str) -> bool:
    """Whether a frequent value names a person beyond doubt: a first name before a surname, or behind "referred to"."""
    words = list(_WORD.finditer(value))
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else None
        if class_of(word[0]) != FIRST or len(word[0]) < 3:
            continue
        large = word[0][0].isupper()
        if following is not None and large and following[0][0].isupper():
            if class_of(following[0]) in (SURNAME, UNKNOWN):
                return True
        elif (says_person(value, word.start()) or may_say_person(value, word.start())) and (
            following is None or class_of(following[0]) not in (ORDINARY, PLACE)
        ):
            return True
    return False
