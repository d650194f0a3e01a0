"""What one column of an unknown export holds, seen from its first rows."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from cxdata.ingest.privacy.people import Verdict, looks_personal
from cxdata.ingest.profile.date_forms import is_date
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

# Different values that are held against every form of date; a column of moments has as many as rows.
_DATES_LOOKED_AT = 500
_LONGEST_DATE = 40
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
_PHONE_WORDS = re.compile(r"\b((tele)?phone|mobile)\b(?! number)")
_SMALL = re.compile(r"\d{1,3}(,\d{3})?|\d{1,6}")
_TIMED = re.compile(r".*\d[:]\d\d.*")
# Where a column has more different values than this, the most frequent say whether they are channels.
_LEVELS = 200
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
    counted = Counter(value.strip() for value in values if value and value.strip())
    total = counted.total()
    levels = [value for value, _ in counted.most_common(_LEVELS)]
    number = [value for value in counted if _NUMBER.fullmatch(value)]
    people = max(_share(counted, form.fullmatch) for form in (_EMAIL, _PHONE, _POSTCODE, _ADDRESS))
    points = _share(counted, _POINT.fullmatch)
    words = header_words(header)
    verdict = looks_personal(counted, header)
    named = bool(PERSONAL_WORDS.search(words)) and not NOT_PERSONAL.search(words) and not _counts_calls(words, counted)
    return Look(
        header=header,
        words=words,
        filled=total / len(values) if values else 0.0,
        different=len(counted) / total if total else 0.0,
        levels=tuple(value for value, _ in counted.most_common()),
        dates=_date_share(counted),
        numbers=_share(counted, _NUMBER.fullmatch),
        scores=_share(counted, lambda value: value in {"1", "2", "3", "4", "5"} or score_of(value)),
        channels=sum(channel_of(value) is not None for value in levels) / len(levels) if levels else 0.0,
        people=people,
        points=points,
        codes=_share(counted, _CODE.fullmatch),
        largest=max((float(re.sub(r"[£$%,]", "", value)) for value in number), default=0.0),
        personal=named or people >= 0.5 or points >= 0.5 or verdict.personal or verdict.asks,
        verdict=verdict,
        durations=_share(counted, _DURATION.fullmatch),
        clock=_share(counted, _CLOCK.fullmatch),
        timed=any(_TIMED.fullmatch(value) for value in islice(counted, 100)),
        ratings=_share(counted, _WHOLE.fullmatch),
        postcodes=_share(counted, _POSTCODE_OR_PART.fullmatch),
    )


def _share(counted: Counter[str], fits: Callable[[str], object]) -> float:
    """The share of the filled cells whose value fits; each different value is looked at once."""
    return sum(number for value, number in counted.items() if fits(value)) / counted.total() if counted else 0.0


def _counts_calls(words: str, counted: Counter[str]) -> bool:
    """Whether a column that is called after the telephone ("Phone offered") holds counts, and no numbers of people."""
    named = PERSONAL_WORDS.findall(_PHONE_WORDS.sub("", words))
    return not named and bool(counted) and all(_SMALL.fullmatch(value) for value in counted)


def _date_share(counted: Counter[str]) -> float:
    """The share of the values that are dates or periods, by the different values that occur most."""
    most = Counter(dict(counted.most_common(_DATES_LOOKED_AT)))
    return _share(most, _is_date_or_period)


def _is_date_or_period(value: str) -> bool:
    # No form of a date is longer than this, or without a digit.
    short = len(value) <= _LONGEST_DATE and any(character.isdigit() for character in value)
    return short and (is_date(value) or period_length(value) not in (None, "day"))


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
