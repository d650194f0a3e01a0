"""Personal data out of free text, before it reaches the store.

Written for recall: where a run of digits or a phrase may be personal it goes. Structured identifiers go by their form,
addresses by a number and the words behind it, names by a list of words and what stands around them. docs/redaction.md
has what was measured.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from cxdata.council import Redaction
from cxdata.ingest.privacy.addresses import ADDRESSES, HOUSES
from cxdata.ingest.privacy.names import find_names
from cxdata.ingest.privacy.numbers import EMAILS, LINKS, LONG_NUMBERS, NUMBERED, PLACES, REFERENCES
from cxdata.ingest.privacy.pattern import CAPITAL, CAPITALS, MORE, Pattern, form
from cxdata.ingest.privacy.tokens import keep
from cxdata.ingest.privacy.words import ORDINARY, class_of

_TITLES = "mr|mrs|ms|miss|mx|dr|prof|professor|cllr|councillor|sir|dame|lady|lord|rev|reverend|fr|sister|nurse"
_NAMED = (
    Pattern(
        "name",
        form(
            rf"\b(?i:{_TITLES})\.?\s+(?:{CAPITAL}|[A-Z]\b\.?\s?{CAPITAL})(?:\s+(?:(?:ap|da|de|van|von|bin|al)\s+)?{MORE}){{0,2}}",
            CAPITALS,
        ),
        lambda match: class_of(match[0].split()[1]) != ORDINARY or match[0].split()[1].istitle(),
    ),
    Pattern("name", form(r"\b(?:mr|mrs|ms|cllr)\.?\s+[a-z][a-z'’-]+", CAPITALS)),
    Pattern("name", form(r"\bmy name(?: is|'s)\s+([a-z][\w'’-]+(?:\s+[a-z][\w'’-]+)?)"), group=1),
)
_INITIALS = (
    Pattern(
        "name",
        form(r"\b[A-Z]\.?\s?(?:[A-Z]\.?\s)?([A-Z][a-z][\w'’-]+)", CAPITALS),
        lambda match: (
            match[0][0] not in "AI"
            and class_of(match[1]) not in (ORDINARY, "P")
            or ("." in match[0] and class_of(match[1]) != ORDINARY)
        ),
    ),
)
# Each group is looked for only in a text where something of the kind can be.
_GROUPS = (
    (form(r"@|[(\[]at[)\]]"), EMAILS),
    (form(r"\.[^\W\d_]{3}|\d\.\d{3}|\d{5}|[A-Z]{2}\s?\d{3}"), PLACES),
    (form(r"www|http|\.(?:com|org|net|gov|uk)\b"), LINKS),
    (form(r"(?:\d[\s().-]{0,2}){6}"), LONG_NUMBERS),
    (form(r"\d"), NUMBERED),
    (form(r"\d"), ADDRESSES),
    (form(r"\d{3}|\d[/-]\d"), REFERENCES),
    (
        form(
            r"cottage|house|lodge|farm|barn|rectory|vicarage|villa|manor|grange|croft|mill|hall|court|view|"
            r"\bthe \w|\w, [A-Z]|\bat [A-Z]"
        ),
        HOUSES,
    ),
    (form(rf"\b(?:{_TITLES}|name)\b"), _NAMED),
    (form(r"\b[A-Z]\b", CAPITALS), _INITIALS),
)


# No word and no address of a page is so long, but a picture or a letter pasted in as characters is; and to look for a
# form in it takes a time that grows with the square of its length.
_LONG_WORD = Pattern("data", form(r"\S{1000,}"))


@dataclass(frozen=True)
class Redacted:
    """A text without what was found in it, and how many of each kind were found."""

    text: str
    counts: Mapping[str, int]


# A text, and words that name someone in this text's own row where there are any -> the text without personal data.
Redactor = Callable[..., Redacted]


def normalise(text: str) -> str:
    """The text in one form of Unicode (NFKC), without the invisible characters that could hide a number."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKC", text)
    return "".join(character for character in plain if unicodedata.category(character) != "Cf")


def redactor(own: Redaction, kept: Collection[str] = ()) -> Redactor:
    """What takes personal data out of a text, the council's `own` first. Made once, it is used for many texts.

    `kept` are the council's own words (wards, sites, services, providers), which are no one's name.
    """
    first = [Pattern("reference", form(expression)) for expression in own.references]
    listed = sorted(filter(None, own.names), key=len, reverse=True)
    if listed:
        first.append(Pattern("name", form(rf"\b(?:{'|'.join(map(re.escape, listed))})\b")))
    phrases = keep(kept)

    def without(text: str, people: Collection[str] = (), /) -> Redacted:
        counts: Counter[str] = Counter()
        plain = _LONG_WORD.replace(normalise(text), counts)
        for pattern in first:
            plain = pattern.replace(plain, counts)
        plain = _structured(plain, counts)
        spans = find_names(plain, phrases, people)
        if spans:
            counts["name"] += len(spans)
            plain = _cut(plain, spans)
        return Redacted(plain, dict(counts))

    return without


def structured(text: str) -> Redacted:
    """A text without what has a form: everything except names that no title or "my name is" stands before."""
    counts: Counter[str] = Counter()
    return Redacted(_structured(_LONG_WORD.replace(normalise(text), counts), counts), dict(counts))


def redact(
    text: str, *, references: Sequence[str] = (), names: Iterable[str] = (), kept: Collection[str] = ()
) -> Redacted:
    """The text with personal data replaced by words in brackets: [email], [phone], [postcode], [name], ...

    `references` are regular expressions of the council's own reference numbers, `names` a list (of staff, say) whose
    members go wherever they stand, `kept` the council's own words.
    """
    return redactor(Redaction(tuple(references), tuple(names)), kept)(text)


def _structured(text: str, counts: Counter[str]) -> str:
    for possible, patterns in _GROUPS:
        if possible.search(text):
            for pattern in patterns:
                text = pattern.replace(text, counts)
    return text


def _cut(text: str, spans: Sequence[tuple[int, int]]) -> str:
    parts, last = [], 0
    for start, end in spans:
        parts += [text[last:start], "[name]"]
        last = end
    return "".join([*parts, text[last:]])
