"""Which column of a table is which, by its heading in whatever words; and which row has the headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

RESPONSE = "response"
"""A column that has answer and comment in one: 'Agreed. The Board will look at it in March.'"""
RECOMMENDATION = "rec"
"""A heading that some write over the text and others over its number, which then stands beside a text."""
_LOOK_AT = 8
_JOINED = ("comment", "action", RESPONSE)
"""What may stand in several columns."""

# Looked for in this order, in a heading in small letters without what is in brackets: 'action by when' is a date.
_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(words))
    for role, words in (
        (
            "reference",
            r"((ref|reference|item|id)? ?(no|number|num|#)?|rec(ommendation)? ?(no|number|num|#|ref|reference|id))",
        ),
        (
            "heard",
            r"(last heard|date (of|of the) (response|reply|answer)|(response|reply|decision) date|date answered)",
        ),
        ("date", r"(date|date made|made|made on|meeting date|date of (the )?(recommendation|meeting|committee).*)"),
        ("pounds_promised", r"(pounds|savings?|£) promised|promised (pounds|savings?)"),
        ("pounds_achieved", r"(pounds|savings?|£) achieved|achieved (pounds|savings?)"),
        ("saving_type", r"kind of saving"),
        (RECOMMENDATION, r"recs?"),
        ("kind", r"kind|type"),
        ("due", r".*\b(due|deadline|when|timescales?|timeframe|timetable|target date|completion date)\b.*"),
        ("owner", r".*\b(owner|lead|responsible|responsibility|accountable|who|whom|officer)\b.*"),
        ("status", r"(current |latest )?(status|rag)( rating)?"),
        ("measure", r"(measure|indicator|kpi)( it should move)?"),
        ("evidence", r"evidence.*"),
        (
            "text",
            r"(\w+ )?(recommendations?|proposals?|promises?|commitments?|text)( \d+| made| text| (to|of|from|by) .*)?"
            r"|.*\brecommends?( that)?",
        ),
        ("action", r".*\bactions?\b.*|what will be done|implementation"),
        ("meeting", r"(scrutiny )?(meeting|committee|panel|origin|source)( name)?"),
        (
            "answer",
            r"((do|does|did) (the )?\w+ |(is|was) it |recommendations? |executive |cabinet )?"
            r"(agree|accept|approve|support)(d|ed)?\b.*|.*\bdecision\b.*|answer|y ?/ ?n|yes ?/ ?no.*",
        ),
        (RESPONSE, r".*\b(response|reply|answer)\b.*"),
        ("comment", r".*\b(comments?|reasons?|rationale|notes?|explanation|remarks|updates?|progress|position)\b.*"),
    )
)


@dataclass(frozen=True)
class Heads:
    """Where the headings stand (a row's number), the columns of each role, and the headings that are not read.

    `of_recommendations` is False for a plan of actions: nothing in it was recommended, and nobody owes an answer.
    """

    row: int
    columns: dict[str, tuple[int, ...]]
    unread: tuple[str, ...]
    of_recommendations: bool = True


def find_heads(rows: Sequence[Sequence[str | None]]) -> Heads | None:
    """The headings of a table of recommendations (or of actions) among its first rows; None where it is none."""
    best = None
    for number, row in enumerate(rows[:_LOOK_AT]):
        heads = _heads(number, row)
        if heads is not None and (best is None or len(heads.columns) > len(best.columns)):
            best = heads
    return best


def role_of(heading: str) -> str:
    """What a column holds: a name of the tracker's columns, RESPONSE, or "" for a heading that nobody knows."""
    words = re.sub(r"\(.*?\)", " ", heading.casefold().replace("’", "'"))
    words = " ".join(words.split()).strip(" .:?*")
    return next((role for role, form in _ROLES if words and form.fullmatch(words)), "")


def _heads(number: int, row: Sequence[str | None]) -> Heads | None:
    """The headings of a row, where a column of what was recommended is among them and something beside it."""
    columns: dict[str, tuple[int, ...]] = {}
    unread = []
    for place, heading in enumerate(row):
        role = role_of(heading or "")
        if role and (role not in columns or role in _JOINED):
            columns[role] = (*columns.get(role, ()), place)
        elif heading:
            unread.append(heading)
    if RECOMMENDATION in columns:
        columns.setdefault("reference" if "text" in columns else "text", columns.pop(RECOMMENDATION))
    recommended = "text" in columns
    if not recommended and "action" in columns:
        columns["text"] = columns.pop("action")
    if "text" not in columns or len(columns) < 2:
        return None
    return Heads(number, columns, tuple(unread), recommended)
