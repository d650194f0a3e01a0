"""What one column of an unknown export holds, seen from its first rows."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from cxdata.ingest.privacy.people import Verdict, looks_personal
from cxdata.ingest.profile.date_forms import FIRST_SERIAL, LAST_SERIAL, SERIAL, is_date
from cxdata.ingest.profile.matching import value_key
from cxdata.ingest.profile.period_length import period_length
from cxdata.ingest.profile.totals import TOTAL_WORD
from cxdata.ingest.profile.values import NO_RATING, NOT_KNOWN
from cxdata.ingest.suggest.words import (
    CHANNEL_PATTERNS,
    CHANNEL_WORDS,
    FACES,
    NOT_PERSONAL,
    PERSONAL_WORDS,
    REQUESTER_PATTERNS,
    SCORE_WORDS,
    SHORT,
)

_MOST_DATES = 200  # different values looked at for dates; a column of moments has as many as rows
_LONGEST_DATE = 60
_DIGITS = re.compile(r"\d+(\.\d+)?")
# Numbers are dates (20250401, 45748, 2024) only under a heading that says so.
_WHEN = re.compile(
    r"\b(date|day|month|week|quarter|year|period|time|timestamp|interval|when|received|opened|logged|created|start|"
    r"started|submitted|raised|closed|completed|end)\b"
)
_NUMBER = re.compile(r"[£$]?-?\d[\d,]*(\.\d+)?%?")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.\w+")
_PHONE = re.compile(r"(?!0\.\d+$)(\+\d{1,3}|\(?0)[\d\s().-]{9,15}")
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}", re.IGNORECASE)
# People are asked for the first half only, where the whole would say too much.
_POSTCODE_OR_PART = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?(\s*\d([A-Z]{2})?)?", re.IGNORECASE)
_POINT = re.compile(r"\(?-?\d{1,3}\.\d+\s*[, ]\s*-?\d{1,3}\.\d+\)?")
_ADDRESS = re.compile(
    r"\d+[a-z]? .*\b(st|street|rd|road|ave|avenue|lane|ln|close|drive|dr|blvd|way|pl)\b.*", re.IGNORECASE
)
_WORDS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
_CODE = re.compile(r"[A-Z0-9_-]+")
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.][0-5]\d([:.][0-5]\d(\.\d+)?)?( ?[ap]m)?", re.IGNORECASE)
_DURATION = re.compile(
    r"\d+:[0-5]\d(:[0-5]\d)?(\.\d+)?|(\d+ ?h\w*)?,? ?(\d+ ?m\w*)?,? ?(\d+(\.\d+)? ?s\w*)?", re.IGNORECASE
)
# An interval by both its ends, or a time without its colon.
CLOCK_RANGE = r"(\d{1,2}[:.]\d\d)(?:[:.]\d\d)?\s*(?:-|–|to)\s*\d{1,2}[:.]\d\d(?:[:.]\d\d)?"
CLOCK_DIGITS = r"([01]\d|2[0-3])([0-5]\d)"
_CLOCK_RANGE, _CLOCK_DIGITS = re.compile(CLOCK_RANGE), re.compile(CLOCK_DIGITS)
# A heading that names a channel rather than anybody's address there.
_REACH = re.compile(rf"\b({CHANNEL_WORDS.pattern})\b(?! number)")
_SMALL = re.compile(r"\d{1,3}(,\d{3})?|\d{1,6}|\d{1,4}\.\d{1,4}")
_TIMED = re.compile(r".*\d[:]\d\d.*")
# Where a column has more different values than this, the most frequent say whether they are channels.
_LEVELS = 200
_WHOLE = re.compile(r"-?\d{1,3}(\.0+)?%?")
# "5 - Very satisfied", "2 (poor)": the word says it, whatever the number.
_NUMBERED = re.compile(r"-?\d{1,2}\s*[-–:.)=(]+\s*(\D+?)\)?")
# A time that Excel wrote as a share of a day: 0.000520833 is 45 seconds.
_FRACTION = re.compile(r"0|0?\.\d{5,}|\d(\.\d+)?E-0?\d", re.IGNORECASE)
_STARS = re.compile(r"([★⭐*]{1,5})[☆]*|([1-5])(?:\.0)? ?(?:stars?|/ ?5|out of 5)", re.IGNORECASE)
_NOTHING = NOT_KNOWN | NO_RATING | {""}


def header_words(header: str) -> str:
    """A header as plain words: 'CASE_ENQUIRY_ID' is 'case enquiry id', 'MethodReceived' is 'method received'."""
    words = [word.casefold() for word in _WORDS.findall(header)]
    merged: list[str] = []
    for word in words:
        # "ward24" is one word, "Abnd <5s" is three.
        if word.isdecimal() and merged and f"{merged[-1]}{word}" in header.casefold():
            merged[-1] += word
        else:
            merged.append(word)
    return " ".join(SHORT.get(word, word) for word in merged)


@dataclass(frozen=True)
class Look:
    """One column: its header, how much is filled, how many values differ, and shares (0 to 1) of the filled values
    that are dates, numbers, ratings, known channels, personal (e-mail, telephone, postcode, address), points.
    """

    header: str
    words: str
    filled: float
    different: float
    levels: tuple[str, ...]
    dates: float
    numbers: float
    scores: float
    channels: float
    people: float
    points: float
    codes: float
    largest: float
    personal: bool
    verdict: Verdict
    durations: float = 0.0
    clock: float = 0.0
    ranges: float = 0.0
    day_fractions: bool = False
    per_cent: float = 0.0
    clock_digits: float = 0.0
    timed: bool = False
    ratings: float = 0.0
    postcodes: float = 0.0


def look(header: str, values: Sequence[str | None]) -> Look:
    """What a column holds."""
    counted = Counter(value.strip() for value in values if value and value_key(value) not in _NOTHING)
    total = counted.total()
    levels = [value for value, _ in counted.most_common(_LEVELS)]
    number = [value for value in counted if _NUMBER.fullmatch(value)]
    people = max(_share(counted, form.fullmatch) for form in (_EMAIL, _PHONE, _POSTCODE, _ADDRESS))
    points = _share(counted, _POINT.fullmatch)
    fractions = bool(counted) and all(map(_FRACTION.fullmatch, counted))
    words = header_words(header)
    verdict = looks_personal(counted, header)
    named = bool(PERSONAL_WORDS.search(words)) and not NOT_PERSONAL.search(words)
    named = named and not _counts_contacts(words, counted, fractions)
    return Look(
        header=header,
        words=words,
        filled=total / len(values) if values else 0.0,
        different=len(counted) / total if total else 0.0,
        levels=tuple(value for value, _ in counted.most_common()),
        dates=_date_share(counted, bool(_WHEN.search(words))),
        numbers=_share(counted, _NUMBER.fullmatch),
        scores=_share(counted, lambda value: value in {"1", "2", "3", "4", "5"} or score_of(value)),
        channels=sum(channel_of(value) is not None for value in levels) / len(levels) if levels else 0.0,
        people=people,
        points=points,
        codes=_share(counted, _CODE.fullmatch),
        largest=max((float(re.sub(r"[£$%,]", "", value)) for value in number), default=0.0),
        personal=named or people >= 0.5 or points >= 0.5 or ((verdict.personal or verdict.asks) and not fractions),
        verdict=verdict,
        durations=_share(counted, _DURATION.fullmatch),
        clock=_share(counted, _CLOCK.fullmatch),
        ranges=_share(counted, _CLOCK_RANGE.fullmatch),
        day_fractions=bool(number) and fractions,
        per_cent=_share(counted, lambda value: value.endswith("%")),
        clock_digits=_share(counted, _CLOCK_DIGITS.fullmatch),
        timed=any(_TIMED.fullmatch(value) for value in islice(counted, 100)),
        ratings=_share(counted, _WHOLE.fullmatch),
        postcodes=_share(counted, _POSTCODE_OR_PART.fullmatch),
    )


def _share(counted: Counter[str], fits: Callable[[str], object]) -> float:
    """The share of the filled cells whose value fits; each different value is looked at once."""
    return sum(number for value, number in counted.items() if fits(value)) / counted.total() if counted else 0.0


def _counts_contacts(words: str, counted: Counter[str], fractions: bool) -> bool:
    """Whether a column called after a channel ("Phone offered", "E-mails") holds counts, and nobody's number.

    `fractions` says that its values are times that Excel wrote as shares of a day.
    """
    named = PERSONAL_WORDS.findall(_REACH.sub("", words))
    return not named and bool(counted) and (fractions or all(map(_SMALL.fullmatch, counted)))


def _date_share(counted: Counter[str], says_when: bool) -> float:
    """The share of the values that are dates, moments or periods, totals left aside."""
    shown = {value: rows for value, rows in counted.most_common(_MOST_DATES) if not TOTAL_WORD.fullmatch(value)}
    return _share(Counter(shown), lambda value: _is_when(value, says_when))


def _is_when(value: str, says_when: bool) -> bool:
    # No form of a date is longer than this, or without a digit.
    # One digit alone (Q1, Week 6) names no year: a reference, or half a date.
    if len(value) > _LONGEST_DATE or sum(map(str.isdigit, value)) < 2:
        return False
    if _DIGITS.fullmatch(value):
        return says_when and (is_date(value) or period_length(value) is not None or _is_serial(value))
    return is_date(value) or period_length(value) not in (None, "day")


def _is_serial(value: str) -> bool:
    return re.fullmatch(SERIAL, value) is not None and FIRST_SERIAL <= float(value) <= LAST_SERIAL


def channel_of(value: str) -> str | None:
    """The channel a word means; None when it means none that is known. What staff raise is no customer's channel."""
    if requester_of(value) == "staff":
        return "other"
    return next((name for name, pattern in CHANNEL_PATTERNS if pattern.search(value)), None)


def score_of(value: str) -> str | None:
    """The rating, '1' to '5', that words, stars or faces mean; None for others."""
    if numbered := _NUMBERED.fullmatch(value.strip()):
        value = numbered[1]
    # "How satisfied are you? Very satisfied": a heading that has its level after its question.
    if word := SCORE_WORDS.get(value_key(value)) or SCORE_WORDS.get(value_key(re.split(r"[?:] | - ", value)[-1])):
        return word
    if stars := _STARS.fullmatch(value.strip()):
        return stars[2] or str(len(stars[1]))
    face = value.strip().rstrip("\ufe0f")
    return next((score for score, faces in FACES if len(face) == 1 and face in faces), None)


def requester_of(value: str) -> str | None:
    """Who a word says raised the contact; None when it does not say."""
    return next((name for name, pattern in REQUESTER_PATTERNS if pattern.search(value)), None)
