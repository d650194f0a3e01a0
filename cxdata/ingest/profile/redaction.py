"""Personal data out of free text, before it reaches the store.

Written for recall: where a run of digits or a phrase may be personal it goes. What patterns can reach is structured
(e-mail, telephone, postcode, ...) and names behind a title or "my name is"; a name that stands alone is missed, and
tests/ingest/test_redact.py says how often.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from cxdata.council import Redaction

_ROADS = (
    "street|st|road|rd|avenue|ave|lane|ln|close|drive|dr|crescent|cres|court|ct|gardens|gdns|grove|place|pl|square|sq|"
    "terrace|way|walk|hill|mews|row|rise|parade|green|view|park|gate|mead|croft|end|yard|wharf|quay|house|villas"
)
# Words that stand between a number and a road's noun without making an address of them: "2 weeks down the road".
_NOT_A_ROAD = (
    "the|a|an|my|our|your|their|his|her|this|that|of|in|on|at|to|for|from|and|or|is|was|are|were|with|by|down|up|along|"
    "times?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|bins?|bags?|people|cars?|miles?|am|pm|st|nd|rd|th|"
    "different|other|more|calls?|visits?|houses?|doors?|not|no|it|they|we|i|out|off|per|every|each"
)
_TITLES = "mr|mrs|ms|miss|mx|dr|prof|professor|cllr|councillor|sir|dame|lady|lord|rev|reverend|fr|sister|nurse"
_NAME = r"[A-Z][\w'’-]+"
_DATE = (
    r"(?:\d{1,2}(?:st|nd|rd|th)?[\s/.-]+(?:\d{1,2}|[A-Za-z]{3,9})[\s/.,-]+\d{2,4}|\d{4}-\d{1,2}-\d{1,2}|"
    r"[A-Za-z]{3,9}\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4})"
)
_BORN = r"d\.?o\.?b\.?|date of birth|birthday|born"
_SORT_CODE = re.compile(r"(\d\d)[- ](\d\d)[- ](\d\d)")


@dataclass(frozen=True)
class _Pattern:
    """One kind of personal data: the word that stands for it, its form, and a test that a match must also pass."""

    word: str
    form: re.Pattern[str]
    passes: Callable[[str], bool] = field(default=lambda match: True)
    group: int = 0


def _digits(text: str) -> list[int]:
    return [int(character) for character in text if character.isdecimal()]


def is_card(text: str) -> bool:
    """Whether 13 to 19 digits pass the Luhn check that every payment card passes (ISO/IEC 7812-1)."""
    found = _digits(text)
    doubled = [sum(divmod(2 * digit, 10)) if place % 2 else digit for place, digit in enumerate(reversed(found))]
    return 13 <= len(found) <= 19 and sum(doubled) % 10 == 0


def is_nhs_number(text: str) -> bool:
    """Whether ten digits pass the modulus 11 check of an NHS number (NHS Data Dictionary)."""
    found = _digits(text)
    if len(found) != 10:
        return False
    check = 11 - sum(digit * weight for digit, weight in zip(found, range(10, 1, -1), strict=False)) % 11
    return check % 11 == found[9]


def _is_sort_code(text: str) -> bool:
    """Three pairs of digits that are no date: 12-05-25 may be the 12th of May."""
    matched = _SORT_CODE.fullmatch(text)
    if matched is None:
        return False
    first, second = int(matched[1]), int(matched[2])
    return not (1 <= first <= 31 and 1 <= second <= 12 or 1 <= second <= 31 and 1 <= first <= 12)


def _form(pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(pattern, flags)


_AT, _DOT = r"\s*(?:\(at\)|\[at\])\s*", r"\s*(?:\(dot\)|\[dot\])\s*"
_CAPITALS = re.RegexFlag(0)

# In this order: a longer thing before what could be a part of it.
_EMAILS = (_Pattern("email", _form(rf"[\w.+'’-]+(?:@|{_AT})[\w-]+(?:(?:\.|{_DOT})[\w-]+)+")),)
_LINKS = (
    _Pattern(
        "link", _form(r"\b(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|co\.uk|uk)(?:/\S*)?\b")
    ),
)
_LONG_NUMBERS = (
    _Pattern("card", _form(r"(?<![\w-])\d(?:[ -]?\d){12,18}(?![\w-])"), is_card),
    _Pattern("bank", _form(r"\bsort\s*code\W{0,4}(?:is\s*)?\d\d[- ]?\d\d[- ]?\d\d\b")),
    _Pattern("bank", _form(r"(?<![\w/.-])\d\d[- ]\d\d[- ]\d\d(?:\W{0,3}\d{8})\b")),
    _Pattern("bank", _form(r"(?<![\w/.-])\d\d-\d\d-\d\d(?![\w/-])"), _is_sort_code),
    _Pattern("bank", _form(r"\b(?:account|acct?|a/c)\s*(?:number|no\.?)?\W{0,4}(?:is\s*)?\d{6,8}\b")),
    _Pattern("NHS number", _form(r"(?<![\w+])\d{3}[ -]?\d{3}[ -]?\d{4}(?!\w)"), is_nhs_number),
    _Pattern("NI number", _form(r"\b[A-Z]{2}\s?\d\d\s?\d\d\s?\d\d\s?[A-D]\b")),
    _Pattern("phone", _form(r"(?<!\w)(?:\+\d{1,3}|00\d{2}|\(?0)[\s().-]{0,2}(?:\d[\s().-]{0,2}){8,11}\d(?!\w)")),
    _Pattern("number", _form(r"(?<![\w£$])\d(?:[ -]?\d){6,}(?!\w)")),
)
_NUMBERED = (
    _Pattern("date of birth", _form(rf"\b(?:{_BORN})\W{{0,4}}(?:is|on|in|was)?\s*{_DATE}")),
    _Pattern("postcode", _form(r"\b(?:GIR\s*0AA|[A-Z]{1,2}\d[A-Z\d]?\s*\d[ABD-HJLNP-UW-Z]{2})\b")),
    _Pattern("vehicle", _form(r"\b[A-Z]{2}\d\d\s?[A-Z]{3}\b")),
    _Pattern("vehicle", _form(r"\b(?:[A-Z]\d{1,3}\s?[A-Z]{3}|[A-Z]{3}\s?\d{1,3}[A-Z])\b", _CAPITALS)),
    _Pattern(
        "address",
        _form(
            r"\b(?:(?:flat|apartment|apt|unit|room)\s*\w{1,4},?\s+)?(?<![£$.\d:/])\d{1,4}[a-z]?,?\s+"
            rf"(?:(?!(?:{_NOT_A_ROAD}|{_ROADS})\b)[a-z'’-]+\s+){{1,3}}(?:{_ROADS})\b"
        ),
    ),
    _Pattern("address", _form(r"\b(?:flat|apartment|apt)\s*\d{1,4}[a-z]?\b")),
)  # fmt: skip
_NAMED = (
    _Pattern("name", _form(rf"\b(?i:{_TITLES})\.?\s+{_NAME}(?:\s+{_NAME}){{0,2}}", _CAPITALS)),
    _Pattern("name", _form(r"\b(?:mr|mrs|ms|cllr)\.?\s+[a-z][a-z'’-]+", _CAPITALS)),
    _Pattern(
        "name",
        _form(
            r"\b(?i:my name is|my name's|name:|i am called|spoke (?:to|with)|speaking (?:to|with)|signed,?|"
            rf"regards,?|sincerely,?|faithfully,?)\s+({_NAME}(?:\s+{_NAME}){{0,2}})",
            _CAPITALS,
        ),
        group=1,
    ),
    _Pattern("name", _form(r"\bmy name(?: is|'s)\s+([a-z][\w'’-]+(?:\s+[a-z][\w'’-]+)?)"), group=1),
)
# Each group is looked for only in a text where something of the kind can be.
_GROUPS = (
    (_form(r"@|[(\[]at[)\]]"), _EMAILS),
    (_form(r"www|http|\.(?:com|org|net|gov|uk)\b"), _LINKS),
    (_form(r"(?:\d[\s().-]{0,2}){6}"), _LONG_NUMBERS),
    (_form(r"\d"), _NUMBERED),
    (_form(rf"\b(?:{_TITLES}|name|called|spoke|speaking|signed|regards|sincerely|faithfully)\b"), _NAMED),
)


@dataclass(frozen=True)
class Redacted:
    """A text without what was found in it, and how many of each kind were found."""

    text: str
    counts: Mapping[str, int]


Redactor = Callable[[str], Redacted]


def normalise(text: str) -> str:
    """The text in one form of Unicode (NFKC), without the invisible characters that could hide a number."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKC", text)
    return "".join(character for character in plain if unicodedata.category(character) != "Cf")


def redactor(own: Redaction) -> Redactor:
    """What takes personal data out of a text, the council's `own` first. Made once, it is used for many texts."""
    first = [_Pattern("reference", _form(expression)) for expression in own.references]
    listed = sorted(filter(None, own.names), key=len, reverse=True)
    if listed:
        first.append(_Pattern("name", _form(rf"\b(?:{'|'.join(map(re.escape, listed))})\b")))

    def without(text: str) -> Redacted:
        plain = normalise(text)
        counts: Counter[str] = Counter()
        for pattern in first:
            plain = _replace(pattern, plain, counts)
        for possible, patterns in _GROUPS:
            if possible.search(plain):
                for pattern in patterns:
                    plain = _replace(pattern, plain, counts)
        return Redacted(plain, dict(counts))

    return without


def redact(text: str, *, references: Sequence[str] = (), names: Iterable[str] = ()) -> Redacted:
    """The text with personal data replaced by words in brackets: [email], [phone], [postcode], [name], ...

    `references` are regular expressions of the council's own reference numbers, `names` a list (of staff, say) whose
    members go wherever they stand.
    """
    return redactor(Redaction(tuple(references), tuple(names)))(text)


def _replace(pattern: _Pattern, text: str, counts: Counter[str]) -> str:
    def stand_in(matched: re.Match[str]) -> str:
        if not pattern.passes(matched[0]):
            return matched[0]
        counts[pattern.word] += 1
        start, end = matched.span(pattern.group)
        return f"{matched[0][: start - matched.start()]}[{pattern.word}]{matched[0][end - matched.start() :]}"

    return pattern.form.sub(stand_in, text)
