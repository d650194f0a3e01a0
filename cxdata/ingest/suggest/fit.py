"""How well a column of an unknown export fits a field of the contract: by its header, then by its values."""

import re
from collections.abc import Sequence

from cxdata.contract import POINT_FIELDS, TABLES, Kind
from cxdata.ingest.suggest.column import Look

_NEARLY_ALL = 0.8
_PERIOD = re.compile(
    r"^(period|quarter|year|financial year|month|week|(week|w e|w c)\b.*)( (start|end|ending|commencing|beginning))?$"
)
# "Stage 1 outcome" and "Escalated to stage 2" have the word, and hold no stages.
_STAGES = re.compile(
    r"\b(stage|formal|informal|early resolution|ombudsman|lgs?c?o|spso|nipso|review|appeal|first|second|third|final)\b"
    r"|^(\d|i{1,3})$"
)
_FEW = 30
_FEW_LEVELS = 7
# What is no mean and no sum of the calls, so that neither can be made of it; the longest wait is a field of its own.
_NO_SUM = re.compile(r"\b(longest|maximum|max|median|shortest|minimum|percentile|90th|95th|p90|p95|target)\b")
_LONGEST = "longest_wait_seconds"


def how_sure(table: str, name: str, words: Sequence[str], column: Look) -> tuple[float, str]:
    """How sure it is that a column is a field, and why."""
    if _is_seconds(table, name) and _NO_SUM.search(column.words) and name != _LONGEST:
        return 0.0, ""
    if not column.filled or (column.personal and name not in (*POINT_FIELDS, "comment")):
        return 0.0, ""
    header, why = _by_header(words, column.words)
    if header < 0.9 and name == TABLES[table].time and _PERIOD.search(column.words):
        header, why = 0.9, f"'{column.words}' is a usual name for a period"
    fit, seen = _by_values(table, name, column)
    if fit == 0 or (header == 0 and not (name == "channel" and fit > 0.8 and len(column.levels) > 1)):
        return 0.0, ""
    sure = header * fit if header else 0.65
    if column.filled < 0.05:
        sure *= 0.5
    return sure, f"{why or 'its values are channels'}{f'; {seen}' if seen and why else ''}"


def _by_header(words: Sequence[str], header: str) -> tuple[float, str]:
    if header in words:
        return 1.0 - 0.005 * words.index(header), f"'{header}' is a usual name for it"
    # "Q2 Easy (1-5)" is "easy".
    tokens = {word for word in header.split() if not re.fullmatch(r"q?\d+", word)}
    for position, word in enumerate(words):
        inside = set(word.split())
        # A single word such as "type" or "id" inside a longer header says too little.
        if inside <= tokens and (len(inside) > 1 or len(tokens) <= 3):
            # A whole question is long by its nature.
            spare = 0.05 * (len(tokens) - len(inside)) if len(tokens) <= 6 else 0.1
            return 0.75 - 0.005 * position - spare, f"the header has '{word}' in it"
    return 0.0, ""


def _by_values(table: str, name: str, column: Look) -> tuple[float, str]:
    """How well the values fit the field's kind (0 to 1), and what was seen."""
    kind = None if name in POINT_FIELDS else TABLES[table].field(name).kind
    needed = {
        Kind.TIME: (column.dates > _NEARLY_ALL, "its values are dates"),
        Kind.DATE: (column.dates > _NEARLY_ALL, "its values are dates"),
        Kind.COUNT: (column.numbers > _NEARLY_ALL, "its values are numbers"),
        Kind.NUMBER: (column.numbers > _NEARLY_ALL or _is_time_taken(table, name, column), "its values are numbers"),
        Kind.SCORE: (
            column.scores > _NEARLY_ALL or _is_rating(column) or (name == "score" and _few_words(column)),
            "its values are ratings",
        ),
        None: (_is_place(name, column), "its values are places"),
    }
    if kind in needed:
        fits, words = needed[kind]
        return (1.0, words) if fits else (0.0, "")
    return _by_words(kind, name, column)


def _is_place(name: str, column: Look) -> bool:
    """Whether the values can be degrees, metres on a grid, points, UPRNs or postcodes, whichever `name` is."""
    if name == "point":
        return column.points > 0.5
    if name == "postcode":
        return column.postcodes > 0.5
    # A degree is no larger than 180, and no council lies within 180 metres of a grid's corner.
    large = column.largest > 180
    return column.numbers > _NEARLY_ALL and large is (name in ("easting", "northing", "uprn"))


def _is_seconds(table: str, name: str) -> bool:
    return name not in POINT_FIELDS and TABLES[table].field(name).unit == "seconds"


def _is_time_taken(table: str, name: str, column: Look) -> bool:
    return _is_seconds(table, name) and column.durations > _NEARLY_ALL


def _is_rating(column: Look) -> bool:
    """Whether its values can be ratings on some scale: few different whole numbers, none above 100 but a code."""
    return column.ratings > _NEARLY_ALL and (
        column.largest <= 10 or (column.largest <= 100 and len(column.levels) <= 101)
    )


def _few_words(column: Look) -> bool:
    """Whether a rating may be in words or signs that only a person can place: few of them, none a date."""
    return 2 <= len(column.levels) <= _FEW_LEVELS and column.dates < _NEARLY_ALL and column.different < 1


def _by_words(kind: Kind | None, name: str, column: Look) -> tuple[float, str]:
    """The same for fields of references, words and free text."""
    if column.dates > _NEARLY_ALL:
        return 0.0, ""
    if kind in (Kind.ID, Kind.KEY):
        return (1.0, "nearly every value is different") if column.different > 0.95 else (0.7, "")
    if kind is Kind.TEXT:
        return 1.0, ""
    if name == "stage" and not any(_STAGES.search(level.casefold()) for level in column.levels):
        return 0.0, ""
    if name == "channel":
        return max(0.75, column.channels), "its values are channels" if column.channels > 0.8 else ""
    if column.different > 0.9 and len(column.levels) > _FEW and (kind, name) != (Kind.LEVEL, "ward_code"):
        return 0.3, ""
    return (0.8, "its values are codes") if name == "service" and column.codes > 0.9 else (1.0, "")
