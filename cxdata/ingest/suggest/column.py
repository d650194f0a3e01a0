"""What one column of an unknown export holds, seen from its first rows."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

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

_MOST_DATES = 200  # different values looked at for dates
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
_TIMED = re.compile(r".*\d[:]\d\d.*")
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


def look(header: str, values: Sequence[str | None]) -> Look:
    """What a column holds."""
    filled = [value.strip() for value in values if value and value_key(value) not in _NOTHING]
    counted = Counter(filled)
    numbers = [value for value in filled if _NUMBER.fullmatch(value)]
    people = max(_share(filled, form) for form in (_EMAIL, _PHONE, _POSTCODE, _ADDRESS))
    words = header_words(header)
    verdict = looks_personal(counted, header)
    # Small numbers under "Telephone calls" or "E-mails" are counts and nobody's number.
    fractions = bool(filled) and all(_FRACTION.fullmatch(value) for value in filled)
    counts = fractions or (bool(filled) and all(len(value) <= 6 for value in numbers) and len(numbers) == len(filled))
    by_heading = PERSONAL_WORDS.search(words)
    reach = by_heading is not None and counts and CHANNEL_WORDS.fullmatch(by_heading[0]) is not None
    named = by_heading is not None and not NOT_PERSONAL.search(words) and not reach
    return Look(
        header=header,
        words=words,
        filled=len(filled) / len(values) if values else 0.0,
        different=len(counted) / len(filled) if filled else 0.0,
        levels=tuple(value for value, _ in counted.most_common()),
        dates=_date_share(counted, bool(_WHEN.search(words))),
        numbers=len(numbers) / len(filled) if filled else 0.0,
        scores=_score_share(filled),
        channels=sum(channel_of(value) is not None for value in counted) / len(counted) if counted else 0.0,
        people=people,
        points=_share(filled, _POINT),
        codes=_share(filled, _CODE),
        largest=max((float(re.sub(r"[£$%,]", "", value)) for value in numbers), default=0.0),
        personal=named
        or people >= 0.5
        or _share(filled, _POINT) >= 0.5
        or ((verdict.personal or verdict.asks) and not fractions),
        verdict=verdict,
        durations=_share(filled, _DURATION),
        clock=_share(filled, _CLOCK),
        ranges=_share(filled, re.compile(CLOCK_RANGE)),
        day_fractions=bool(numbers) and all(_FRACTION.fullmatch(value) for value in filled),
        per_cent=sum(value.endswith("%") for value in filled) / len(filled) if filled else 0.0,
        clock_digits=_share(filled, re.compile(CLOCK_DIGITS)),
        timed=any(_TIMED.fullmatch(value) for value in filled[:100]),
        ratings=_share(filled, _WHOLE),
    )


def _share(filled: Sequence[str], pattern: re.Pattern[str]) -> float:
    return sum(pattern.fullmatch(value) is not None for value in filled) / len(filled) if filled else 0.0


def _date_share(counted: Counter[str], says_when: bool) -> float:
    """The share of values that are dates, moments or periods, totals left aside."""
    shown = {value: rows for value, rows in counted.most_common(_MOST_DATES) if not TOTAL_WORD.fullmatch(value)}
    dated = sum(rows for value, rows in shown.items() if _is_when(value, says_when))
    return dated / sum(shown.values()) if shown else 0.0


def _is_when(value: str, says_when: bool) -> bool:
    if len(value) > _LONGEST_DATE or not any(map(str.isdigit, value)):
        return False
    if _DIGITS.fullmatch(value):
        return says_when and (is_date(value) or period_length(value) is not None or _is_serial(value))
    return is_date(value) or period_length(value) is not None


def _is_serial(value: str) -> bool:
    return re.fullmatch(SERIAL, value) is not None and FIRST_SERIAL <= float(value) <= LAST_SERIAL


def _score_share(filled: Sequence[str]) -> float:
    good = sum(value in {"1", "2", "3", "4", "5"} or score_of(value) is not None for value in filled)
    return good / len(filled) if filled else 0.0


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
