"""One figure typed out of a paper, checked and read into counts."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from cxdata.contract import CHANNELS, TABLES
from cxdata.errors import CxError
from cxdata.ingest.papers.kinds import Form, Kind, find_kind
from cxdata.ingest.papers.spans import read_span, say_span
from cxdata.measures.words import say_count, say_level, say_seconds

_TIMES = {"": 1, "k": 1_000, "m": 1_000_000, "thousand": 1_000, "million": 1_000_000}
_NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?|\.\d+)\s*(k|m|thousand|million)?", re.IGNORECASE)
_SHARE = re.compile(r"(\d+(?:\.(\d+))?)\s*(?:%|per ?cent)", re.IGNORECASE)
_CLOCK = re.compile(r"(?:(\d+):)?(\d+):([0-5]\d)")
_MOST = 10**12
PLACES = ("service", "channel", "ward", "provider")


@dataclass(frozen=True)
class PaperFigure:
    """A figure as it was typed: what was written stays as it is, and is read anew whenever it is loaded.

    `period`, `value` and `base` are the texts typed, `source` says which paper it stands in, `typed_on` when it was
    typed (ISO). Empty texts say nothing.
    """

    id: str
    measure: str
    period: str
    value: str
    base: str = ""
    service: str = ""
    channel: str = ""
    ward: str = ""
    provider: str = ""
    source: str = ""
    typed_on: str = ""

    @property
    def kind(self) -> Kind:
        """What kind of figure it is."""
        return find_kind(self.measure)

    @property
    def span(self) -> tuple[str, date]:
        """Its grain and first day."""
        return read_span(self.period, date.max)

    @property
    def counts(self) -> tuple[float, int | None]:
        """Its part and its base as numbers: (1032, 1214) for 85% of 1,214; the base is None of a count."""
        return read_counts(self.kind, self.value, self.base)

    @property
    def place(self) -> tuple[str, ...]:
        """Service, channel, ward and provider, "" where it is for all of them."""
        return tuple(getattr(self, name) for name in PLACES)

    @property
    def words(self) -> str:
        """'Contacts in 2018/19, Phone: 209,000'."""
        named = [say_level("channel", self.channel) if self.channel else "", self.service, self.ward, self.provider]
        place = "".join(f", {name}" for name in named if name)
        return f"{self.kind.title} in {say_span(*self.span)}{place}: {self.says}"

    @property
    def says(self) -> str:
        """The figure in counts: '209,000', '1,032 of 1,214 (typed as 85%, so 1,026 to 1,038)', '2 min, of 8,100'."""
        part, base = self.counts
        if base is None:
            return say_count(part)
        if self.kind.form is Form.MEAN:
            return f"{say_seconds(part / base if base else 0)}, of {say_count(base)} {self.kind.base_words}"
        said = f"{say_count(part)} of {say_count(base)}"
        typed = _SHARE.fullmatch(self.value)
        if typed is None:
            return said
        low, high = possible_parts(Decimal(typed[1]), len(typed[2] or ""), base)
        return f"{said} (typed as {self.value}{'' if low == high else f', so {say_count(low)} to {say_count(high)}'})"


def check(figure: PaperFigure, today: date) -> None:
    """Raise CxError, with the sentence an officer needs, for a figure that says too little or cannot be right."""
    kind = figure.kind
    read_span(figure.period, today)
    if not figure.source.strip():
        raise CxError("Say where it stands: which paper, of what date, on what page (--source).")
    if figure.channel and figure.channel not in CHANNELS:
        raise CxError(f"'{figure.channel}' is not a channel. The channels are {', '.join(CHANNELS)}.")
    fields = {"ward": "ward_code"}
    for name, value in zip(PLACES, figure.place, strict=True):
        known = fields.get(name, name) in TABLES[kind.table].names and not (kind.table == "calls" and name == "channel")
        if value and not known:
            raise CxError(f"'{kind.title}' has no {name} here: leave it out.")
    read_counts(kind, figure.value, figure.base)


def read_counts(kind: Kind, value: str, base: str) -> tuple[float, int | None]:
    """The part and the base that were typed, as numbers. Raises CxError where they say too little or contradict."""
    value, base = value.strip(), base.strip()
    if kind.form is Form.COUNT:
        if base:
            raise CxError(f"'{kind.title}' is a count and has no base: leave --base out.")
        return _whole(value, kind.title), None
    if not base:
        raise CxError(
            f"'{kind.title}' needs its base, the {kind.base_words} that it is of: a percentage or a mean without it "
            "cannot be added to others or judged. Look for it in the paper; without it the figure cannot be loaded."
        )
    of = _whole(base, f"The base of '{kind.title}'")
    if kind.form is Form.MEAN:
        return _seconds(value, kind.title) * of, of
    if typed := _SHARE.fullmatch(value):
        share = Decimal(typed[1]) / 100
        if share > 1:
            raise CxError(f"'{kind.title}' of {value} is more than the whole.")
        return int((share * of).quantize(Decimal(1), ROUND_HALF_UP)), of
    if "." in value:
        raise CxError(f"Write '{value}' as a percentage (85%) or as a count out of the base.")
    part = _whole(value, kind.title)
    if part > of:
        raise CxError(f"'{kind.title}': {part:,} is more than its base of {of:,}. For a percentage write {value}%.")
    return part, of


def possible_parts(percentage: Decimal, decimals: int, base: int) -> tuple[int, int]:
    """The least and the most that a rounded percentage of a base can be."""
    half = Decimal(5) / Decimal(10) ** (decimals + 1)
    least, most = (max(Decimal(0), (percentage + side) / 100 * base) for side in (-half, half))
    nearest = int((percentage / 100 * base).quantize(Decimal(1), ROUND_HALF_UP))
    low = int(least) if least == int(least) else int(least) + 1
    return min(low, nearest), min(max(int(most), nearest), base)


def _whole(text: str, what: str) -> int:
    matched = _NUMBER.fullmatch(text)
    try:
        number = Decimal(matched[1].replace(",", "")) * _TIMES[(matched[2] or "").casefold()] if matched else None
    except InvalidOperation:
        number = None
    if number is None or number != int(number) or number > _MOST:
        raise CxError(f"{what}: '{text}' is not a whole number, such as 209,000 or 6.42m.")
    return int(number)


def _seconds(text: str, what: str) -> float:
    if clock := _CLOCK.fullmatch(text):
        return int(clock[1] or 0) * 3600 + int(clock[2]) * 60 + int(clock[3])
    try:
        return float(re.sub(r"\s*(s|sec|secs|seconds)$", "", text))
    except ValueError:
        raise CxError(f"{what}: '{text}' is no time. Write seconds (120) or minutes and seconds (02:00).") from None
