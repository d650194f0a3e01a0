"""Identifiers that are made of digits and signs: e-mail addresses, telephone numbers, postcodes, NI numbers, ..."""

import re

from cxdata.ingest.privacy.pattern import CAPITALS, Pattern, form

_DATE = (
    r"(?:\d{1,2}(?:st|nd|rd|th)?[\s/.-]+(?:\d{1,2}|[A-Za-z]{3,9})[\s/.,-]+\d{2,4}|\d{4}-\d{1,2}-\d{1,2}|"
    r"[A-Za-z]{3,9}\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4})"
)
_BORN = r"d\.?\s?o\.?\s?b\b\.?|date of birth|birth ?date|birthday|born"
_SORT_CODE = re.compile(r"(\d\d)[- ](\d\d)[- ](\d\d)")
_AREA_CODE = re.compile(r"[EWSNK]\d{8}")


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


def is_sort_code(text: str) -> bool:
    """Three pairs of digits that are no date: 12-05-25 may be the 12th of May."""
    matched = _SORT_CODE.fullmatch(text)
    if matched is None:
        return False
    first, second = int(matched[1]), int(matched[2])
    return not (1 <= first <= 31 and 1 <= second <= 12 or 1 <= second <= 31 and 1 <= first <= 12)


_AT, _DOT = r"\s*(?:\(at\)|\[at\])\s*", r"\s*(?:\(dot\)|\[dot\])\s*"

# In this order: a longer thing before what could be a part of it.
EMAILS = (Pattern("email", form(rf"[\w.+'’-]+(?:@|{_AT})[\w-]+(?:(?:\.|{_DOT})[\w-]+)+")),)
LINKS = (
    Pattern("link", form(r"\b(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|co\.uk|uk)(?:/\S*)?\b")),
)
PLACES = (
    Pattern("place", form(r"///?\s?[^\W\d_]{3,}\.[^\W\d_]{3,}\.[^\W\d_]{3,}")),
    Pattern("place", form(r"(?<![\w./@])[a-z]{4,}\.[a-z]{4,}\.[a-z]{4,}(?![\w/]|\.\w)", CAPITALS)),
    Pattern("place", form(r"(?<![\w.])-?\d{1,2}\.\d{3,}°?\s?[NS]?\s*[,;/ ]\s*-?\d{1,3}\.\d{3,}°?\s?[EW]?(?![\w])")),
    Pattern(
        "place",
        form(
            r"(?<![\w-])[HNOST][A-HJ-Z]\s?(?:\d{3}\s\d{3}|\d{4}\s\d{4}|\d{5}\s\d{5}|\d{10}|\d{8}|\d{6})(?!\w)", CAPITALS
        ),
    ),
    Pattern("place", form(r"(?<![\w-])\d{6}(?:\.\d+)?\s?[, ]\s?\d{6,7}(?:\.\d+)?(?![\w-])")),
)
LONG_NUMBERS = (
    Pattern("UPRN", form(r"\buprn\W{0,3}(?:is\s+|no\.?\s+|number\s+)?(\d{6,12})\b"), group=1),
    Pattern("card", form(r"(?<![\w-])\d(?:[ -]?\d){12,18}(?![\w-])"), lambda match: is_card(match[0])),
    Pattern("bank", form(r"\bsort\s*code\W{0,4}(?:is\s*)?(\d\d[- ]?\d\d[- ]?\d\d\b(?:\W{1,3}\d{8}\b)?)"), group=1),
    Pattern("bank", form(r"(?<![\w/.-])\d\d[- ]\d\d[- ]\d\d(?:\W{0,3}\d{8})\b")),
    Pattern("bank", form(r"(?<![\w/.-])\d\d-\d\d-\d\d(?![\w/-])"), lambda match: is_sort_code(match[0])),
    Pattern("bank", form(r"\b(?:account|acct?|a/c)\s*(?:number|no\.?)?\W{0,4}(?:is\s*)?(\d{6,8})\b"), group=1),
    Pattern("NHS number", form(r"(?<![\w+])\d{3}[ -]?\d{3}[ -]?\d{4}(?!\w)"), lambda match: is_nhs_number(match[0])),
    Pattern("NI number", form(r"\b[A-Z]{2}[\s-]?\d\d[\s-]?\d\d[\s-]?\d\d[\s-]?[A-D]\b")),
    Pattern("phone", form(r"(?<!\w)(?:\+\d{1,3}|00\d{2}|\(?0)[\s().-]{0,2}(?:\d[\s().-]{0,2}){8,11}\d(?!\w)")),
    Pattern("number", form(r"(?<![\w£$€/-])\d(?:[ -]?\d){6,}(?!\w)")),
)
REFERENCES = (
    Pattern(
        "reference",
        form(r"(?<![\w£$€/-])(?=[A-Z0-9/_-]{0,30}[A-Z])(?=(?:[A-Z/_-]{0,12}\d){5})[A-Z0-9]+(?:[-/_][A-Z0-9]+)*(?!\w)"),
        lambda match: not _AREA_CODE.fullmatch(match[0].upper()),
    ),
    Pattern(
        "reference",
        form(
            r"\b(?:ref|reference|case|complaint|order|account|claim|job|enquiry|ticket|request|pcn|tenancy|licence)"
            r"(?:\s*(?:no|number|ref|reference|id))?\.?\s?[:#]?\s?(?:is\s)?((?:[A-Z]{1,6}[-/ ]?)?\d[\d/-]{2,})\b"
        ),
        group=1,
    ),
    Pattern("reference", form(r"\b[A-Z]{2,5}[/-]\d{2,4}[/-]\d{2,6}\b", CAPITALS)),
)
NUMBERED = (
    Pattern("date of birth", form(rf"\b(?:{_BORN})\W{{0,4}}(?:is|on|in|was)?\s*({_DATE})"), group=1),
    Pattern("postcode", form(r"\b(?:GIR\s*0AA|[A-Z]{1,2}\d[A-Z\d]?\s*\d[ABD-HJLNP-UW-Z]{2})\b")),
    Pattern("vehicle", form(r"\b[A-Z]{2}\d\d\s?[A-Z]{3}\b")),
    Pattern("vehicle", form(r"\b(?:[A-Z]\d{1,3}\s?[A-Z]{3}|[A-Z]{3}\s?\d{1,3}[A-Z])\b", CAPITALS)),
)
