"""A column of people, told by its values: agents, requesters, councillors, customers, under whatever heading.

What counts is the share of the different values that look like a person, not of rows: twelve agents may fill five
thousand rows. A heading alone never decides; it lets fewer names be enough, and only to ask.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from cxdata.ingest.privacy.cues import NOUN_SURNAMES, PLACE_NOUNS
from cxdata.ingest.privacy.numbers import EMAILS, LONG_NUMBERS, NUMBERED
from cxdata.ingest.privacy.words import (
    FIRST,
    ORDINARY,
    PLACE,
    SURNAME,
    UNKNOWN,
    WORDLIKE_FIRST,
    WORDLIKE_SURNAME,
    class_of,
    plain,
    word_set,
)

MOST, FEW, SOME = 0.8, 0.5, 0.3
FULL_NAME = 0.9
_LOOKED_AT = 2_000
_TITLED = re.compile(r"(?:mr|mrs|ms|miss|mx|dr|prof|cllr|councillor|sir|rev)\.? +[a-z].*", re.IGNORECASE)
# Of which half at least is the longest e-mail address that there can be.
_LONGEST_CONTACT = 640
_USER = re.compile(r"([a-z]{2,})[._]([a-z]{2,})")
_SHORT_USER = re.compile(r"[a-z]([a-z]{4,})")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ROLES = word_set(
    "team teams service services ltd limited plc llp council department directorate school academy college university "
    "office officer officers manager group company trust association society charity partnership board committee "
    "agency "
    "contractor contractors unit desk hub bureau solutions builders roofing plumbing cleaning and of the for to "
    "with by on "
    "at in not no line queue system auto automated online web phone email customer resident staff public admin "
    # As telephone systems shorten "abandoned" and "handled".
    "abnd aband hndl"
)
_SURNAMES = (SURNAME, UNKNOWN, WORDLIKE_SURNAME)
_PERSON_HEADING = re.compile(
    r"\b(by|agent|officer|advis[eo]r|handler|owner|operator|assigned|allocated|assignee|caller|applicant|tenant|resident|"
    r"respondent|surname|forename|first ?name|last ?name|full ?name|name|staff|user|username|councillor|cllr|"
    r"member|author|"
    r"contact|customer|complainant|requester|requestor|reporter|enquirer|manager|person|who|raised|logged|colleague|clerk|"
    r"claimant|citizen|client|patient|parent|pupil|keyworker|caseworker|inspector|signatory|landlord|occupier)\b"
)
_OTHER_HEADING = re.compile(
    r"\b(ward|area|site|school|street|road|service|services|team|provider|company|contractor|type|channel|group|category|"
    r"method|location|place|town|parish|district|council|organisation|department|directorate|reason|status|outcome|queue|"
    r"form|page|system|band|ref|reference|id|number|no|date|time|count|code|age|sex|gender|ethnicity|delivered|provided)\b"
)
_HEADING_WORDS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
_CONTACT = (*EMAILS, *(pattern for pattern in LONG_NUMBERS if pattern.word != "number"), *NUMBERED)


@dataclass(frozen=True)
class Verdict:
    """Whether a column is personal (`personal`), or may be and an officer is asked (`asks`), and why, as a sentence."""

    personal: bool
    asks: bool
    share: float
    reason: str


def heading_words(heading: str) -> str:
    """A heading as plain words in small letters: 'RaisedBy' is 'raised by'."""
    return " ".join(word.casefold() for word in _HEADING_WORDS.findall(heading))


def names_a_person(heading: str) -> bool:
    """Whether a heading is one of people (raised by, agent, customer) and not of a place or thing (customer type)."""
    words = heading_words(heading)
    return _PERSON_HEADING.search(words) is not None and _OTHER_HEADING.search(words) is None


@lru_cache(maxsize=20_000)
def person(value: str) -> float:
    """How much a value looks like one person: 1 a full name, 0.7 a user name, 0.5 a first name, 0 nobody."""
    value = " ".join(value.split())
    if not value or any(character.isdigit() or character in "@&/+" for character in value):
        return 0.0
    if _TITLED.fullmatch(value) and len(value.split()) <= 5:
        return 1.0
    if user := _USER.fullmatch(value):
        return 1.0 if {class_of(user[1]), class_of(user[2])} & {FIRST, SURNAME} else 0.0
    words = _WORD.findall(value)
    if not words or len(words) > 4 or any(plain(word) in _ROLES for word in words):
        return 0.0
    if len(words) == 1:
        return _alone(words[0])
    return _together(words, comma="," in value)


def _alone(word: str) -> float:
    kind = class_of(word)
    if kind in (FIRST, SURNAME):
        return 0.5 if kind == FIRST else 0.4
    user = _SHORT_USER.fullmatch(word)
    if kind == UNKNOWN and user:
        return 0.7 if class_of(user[1]) in (SURNAME, WORDLIKE_SURNAME) else 0.0
    return 0.0


def _together(words: list[str], *, comma: bool) -> float:
    """Two to four words: a first name and a surname, in this order or with a comma in the other."""
    kinds = [class_of(word) if len(word) > 1 else "initial" for word in words]
    if comma:
        words, kinds = words[1:] + words[:1], kinds[1:] + kinds[:1]
    first, last = kinds[0], kinds[-1]
    if plain(words[-1]) in PLACE_NOUNS:
        return 0.5 if first == FIRST and plain(words[-1]) in NOUN_SURNAMES else 0.0
    if first == FIRST:
        named = last in (*_SURNAMES, FIRST, WORDLIKE_FIRST, PLACE, "initial")
        return 1.0 if named else 0.6 if len(words) == 2 and all(word.istitle() for word in words) else 0.0
    if first == "initial" or (last == "initial" and first in (*_SURNAMES, WORDLIKE_FIRST)):
        return 1.0 if kinds[-1] != ORDINARY and set(kinds) != {"initial"} else 0.0
    if first == WORDLIKE_FIRST:
        return 1.0 if last in (SURNAME, UNKNOWN) else 0.5 if last == WORDLIKE_SURNAME else 0.0
    if first == UNKNOWN and len(words) == 2:
        return (
            1.0
            if last in (SURNAME, FIRST)
            else 0.6
            if last == UNKNOWN and all(word.istitle() for word in words)
            else 0.0
        )
    return 1.0 if first in (SURNAME, WORDLIKE_SURNAME) and last == FIRST else 0.0


def is_contact(value: str) -> bool:
    """Whether a value is, for the most part, an e-mail address, a telephone number, a postcode or another such "
    "number."""
    if len(value) > _LONGEST_CONTACT:
        return False
    for pattern in _CONTACT:
        match = pattern.form.search(value)
        if match and pattern.passes(match) and len(match[0]) > len(value) / 2:
            return True
    return False


def looks_personal(values: Iterable[str | None], heading: str = "") -> Verdict:
    """Whether a column holds people or their contact details, from its values; the heading only lowers what is enough.

    Personal from a share of 0.5 (three different values or more) or 0.8; from 0.3 under a person's heading an officer
    is asked. The same shares hold for values that are contact details.
    """
    different = list(dict.fromkeys(value.strip() for value in values if value and value.strip()))[:_LOOKED_AT]
    if not different:
        return Verdict(False, False, 0.0, "")
    contact = sum(map(is_contact, different)) / len(different)
    if contact >= MOST or (contact >= FEW and len(different) >= 3):
        return Verdict(True, False, contact, f"{contact:.0%} of its values are contact details or personal numbers")
    share = sum(map(person, different)) / len(different)
    words = heading_words(heading)
    enough = MOST if _OTHER_HEADING.search(words) and not _PERSON_HEADING.search(words) else FEW
    if share >= MOST or (share >= enough and len(different) >= 3):
        return Verdict(True, False, share, f"{share:.0%} of its different values look like names of people")
    if share >= SOME and names_a_person(heading):
        return Verdict(False, True, share, f"'{heading}' may hold people: {share:.0%} of its values look like names")
    return Verdict(False, False, share, "")
