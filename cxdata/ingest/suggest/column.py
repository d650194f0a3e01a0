"""What one column of an unknown export holds, seen from its first rows."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cxdata.ingest.privacy.people import Verdict, looks_personal
from cxdata.ingest.profile.matching import value_key
from cxdata.ingest.profile.period_length import period_length
from cxdata.ingest.suggest.words import (
    CHANNEL_PATTERNS,
    NOT_PERSONAL,
    PERSONAL_WORDS,
    REQUESTER_PATTERNS,
    SCORE_WORDS,
    SHORT,
)

_DATE = re.compile(
    r"(\d{1,2}[/.-]\d{1,2}[/.-](\d{4}|\d{2})|\d{4}[/.-]\d{1,2}([/.-]\d{1,2})?|\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{2,4}|"
    r"[A-Za-z]{3,9} (\d{1,2},? )?\d{4}|\d{4}[/-]\d\d)([ T,].*)?"
)
_NUMBER = re.compile(r"[£$]?-?\d[\d,]*(\.\d+)?%?")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.\w+")
_PHONE = re.compile(r"(\+\d{1,3}|\(?0)[\d\s().-]{9,15}")
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
_DURATION = re.compile(r"\d+:[0-5]\d(:[0-5]\d(\.\d+)?)?|(\d+ ?h\w* ?)?(\d+ ?m\w* ?)?\d+ ?s\w*", re.IGNORECASE)
_TIMED = re.compile(r".*\d[:]\d\d.*")
_WHOLE = re.compile(r"\d{1,3}(\.0+)?")


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
    timed: bool = False
    ratings: float = 0.0
    postcodes: float = 0.0


def look(header: str, values: Sequence[str | None]) -> Look:
    """What a column holds."""
    filled = [value.strip() for value in values if value and value.strip()]
    counted = Counter(filled)
    numbers = [value for value in filled if _NUMBER.fullmatch(value)]
    people = max(_share(filled, form) for form in (_EMAIL, _PHONE, _POSTCODE, _ADDRESS))
    words = header_words(header)
    verdict = looks_personal(counted, header)
    named = bool(PERSONAL_WORDS.search(words)) and not NOT_PERSONAL.search(words)
    return Look(
        header=header,
        words=words,
        filled=len(filled) / len(values) if values else 0.0,
        different=len(counted) / len(filled) if filled else 0.0,
        levels=tuple(value for value, _ in counted.most_common()),
        dates=sum(bool(_DATE.fullmatch(v) or period_length(v)) for v in filled) / len(filled) if filled else 0.0,
        numbers=len(numbers) / len(filled) if filled else 0.0,
        scores=_score_share(filled),
        channels=sum(channel_of(value) is not None for value in counted) / len(counted) if counted else 0.0,
        people=people,
        points=_share(filled, _POINT),
        codes=_share(filled, _CODE),
        largest=max((float(re.sub(r"[£$%,]", "", value)) for value in numbers), default=0.0),
        personal=named or people >= 0.5 or _share(filled, _POINT) >= 0.5 or verdict.personal or verdict.asks,
        verdict=verdict,
        durations=_share(filled, _DURATION),
        clock=_share(filled, _CLOCK),
        timed=any(_TIMED.fullmatch(value) for value in filled[:100]),
        ratings=_share(filled, _WHOLE),
        postcodes=_share(filled, _POSTCODE_OR_PART),
    )


def _share(filled: Sequence[str], pattern: re.Pattern[str]) -> float:
    return sum(pattern.fullmatch(value) is not None for value in filled) / len(filled) if filled else 0.0


def _score_share(filled: Sequence[str]) -> float:
    good = sum(value in {"1", "2", "3", "4", "5"} or score_of(value) is not None for value in filled)
    return good / len(filled) if filled else 0.0


def channel_of(value: str) -> str | None:
    """The channel a word means; None when it means none that is known. What staff raise is no customer's channel."""
    if requester_of(value) == "staff":
        return "other"
    return next((name for name, pattern in CHANNEL_PATTERNS if pattern.search(value)), None)


def score_of(value: str) -> str | None:
    """The rating, '1' to '5', that words mean; None for other words."""
    return SCORE_WORDS.get(value_key(value))


def requester_of(value: str) -> str | None:
    """Who a word says raised the contact; None when it does not say."""
    return next((name for name, pattern in REQUESTER_PATTERNS if pattern.search(value)), None)
