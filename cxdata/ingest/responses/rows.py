"""A row of a response in the tracker's words; what its columns cannot hold stays in the comment, so nothing is lost."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from cxdata.analysis.recommendations.days import read_day
from cxdata.analysis.recommendations.item import RECOMMENDATION
from cxdata.analysis.recommendations.words import opening_answer, read_answer, says_already
from cxdata.errors import CxError
from cxdata.ingest.responses.headings import RESPONSE, Heads, find_heads
from cxdata.ingest.responses.tables import FileTable
from cxdata.lists.model import a_number
from cxdata.lists.tracker import KINDS, SAVING_TYPES, STATUSES
from cxdata.measures import MEASURES
from cxdata.measures.registry.labels import called_before

_NUMBERED = re.compile(
    r"^(?:(?:recommendation|rec|action|r)\s*(?:no\.?\s*)?(\d+(?:\.\d+)*[a-z]?)\s*[.):–-]*|"
    r"\(?(\d{1,3}(?:\.\d+)*[a-z]?|[ivx]{1,5}|[a-z])\s*[.)](?!\d))\s*",
    re.IGNORECASE,
)
_STATUSES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(words, re.IGNORECASE), status)
    # Of red, amber and green nobody knows: green is "on track" here and "done" there. They stay words of the comment.
    for words, status in (
        (r"^(done|completed?|closed|implemented|achieved|delivered|discharged|finished)\b", "done"),
        (r"^(stopped|withdrawn|superseded|abandoned|rejected|cancelled|dropped)\b", "stopped"),
        (r"^(deferred|on hold|postponed)\b", "deferred"),
        (r"^not (yet )?(started|begun)\b", "not started"),
        (r"^(in progress|ongoing|under ?way|started|on track|in hand)\b", "under way"),
    )
)

# What a row says once: a second word on it is kept in the comment.
_ONCE = ("answer", "owner", "due", "status", "measure", "pounds_promised", "pounds_achieved", "saving_type")


@dataclass(frozen=True)
class Given:
    """What a reader says of a response as a whole: of each row that does not say it itself."""

    made: date | None = None
    answered: date | None = None
    meeting: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Read:
    """The rows of a file as values of the tracker, and what is to be known of how they were read."""

    rows: tuple[dict[str, str], ...]
    notes: tuple[str, ...]


def read_rows(tables: Sequence[FileTable], given: Given) -> Read:
    """The rows of every table that has recommendations, in the file's order. One that stands twice is one row."""
    rows: list[dict[str, str]] = []
    notes: list[str] = []
    passed = 0
    for table in tables:
        heads = find_heads(table.rows)
        if heads is None:
            passed += bool(table.rows)
            continue
        for cells in table.rows[heads.row + 1 :]:
            _add(rows, cells, heads, table.rows[heads.row], given, notes)
        if heads.unread:
            notes.append(f"Columns of {table.name} that are not read: {', '.join(dict.fromkeys(heads.unread))}.")
    if passed and rows:
        notes.append(f"{passed} other {'table has' if passed == 1 else 'tables have'} no recommendations.")
    if not any(row["reference"] for row in rows):
        rows = [row | {"reference": str(number)} for number, row in enumerate(rows, start=1)]
    return Read(tuple(rows), tuple(dict.fromkeys(notes)))


def _add(
    rows: list[dict[str, str]],
    cells: Sequence[str | None],
    heads: Heads,
    headings: Sequence[str | None],
    given: Given,
    notes: list[str],
) -> None:
    """One row of the table: a row more, or more of the row before it."""
    filled = [cell for cell in cells if cell]
    if not filled or list(cells) == list(headings):
        return
    if len(filled) == 1 and len(cells) > 1 and all(cell is None for cell in cells[1:]):
        notes.append(f"“{filled[0][:60]}” goes across the table: it was taken for a heading.")
        return
    row = _row(cells, heads, given)
    same = next((other for other in rows if _same(other, row)), None)
    if row["text"] and same is None:
        rows.append(row)
    elif rows:
        _join(same or rows[-1], row)


def _same(one: dict[str, str], other: dict[str, str]) -> bool:
    """The same text, and not two numbers: what is recommended twice in the same words is answered twice."""
    numbers = {row["reference"].casefold() for row in (one, other) if row["reference"]}
    return bool(one["text"]) and one["text"].casefold() == other["text"].casefold() and len(numbers) < 2


def _join(row: dict[str, str], more: dict[str, str]) -> None:
    """What a row goes on with: a merged cell, or one that was broken at the end of a page.

    Of two answers neither is lost: agreed and refused together is partly, and the words stand in the comment.
    """
    for name in ("comment", "action"):
        if more[name] and more[name] not in row[name]:
            row[name] = " ".join(filter(None, (row[name], more[name])))
    for name, value in more.items():
        if value and row[name] and value != row[name] and name in _ONCE:
            word = f"{name.replace('_', ' ').capitalize()}: {value}"
            row["comment"] = "\n".join(filter(None, (row["comment"], word)))
        row[name] = row[name] or value
    if {row["answer"], more["answer"]} <= {"yes", "partly", "no"} and row["answer"] != more["answer"]:
        row["answer"] = "partly"


def _row(cells: Sequence[str | None], heads: Heads, given: Given) -> dict[str, str]:
    """The values of a row, by the tracker's columns."""
    said = {role: _said(cells, places) for role, places in heads.columns.items()}
    number, text = _without_number(said.pop("text"))
    values = dict.fromkeys(("reference", "kind", "date", "meeting", "answer", "comment", "action", "owner"), "")
    values |= dict.fromkeys(("due", "status", "measure", "evidence", "heard"), "")
    values |= dict.fromkeys(("pounds_promised", "pounds_achieved", "saving_type"), "")
    aside: list[str] = []
    _answer(said, values, aside)
    for role, value in said.items():
        if value and role in _WRITTEN:
            _write(role, value, values, aside, given)
        elif value:
            values[role] = value
    if values["due"] and values["due"] < (values["date"] or (given.made.isoformat() if given.made else "")):
        aside.append(f"Due: {values['due']}")  # before it was made: one of the two is wrong, and a person says which
        values["due"] = ""
    comment = [values["comment"], *(words for words in aside if words not in values["comment"])]
    defaults = {
        "reference": number,
        "kind": given.kind or (RECOMMENDATION if heads.of_recommendations else "action"),
        "date": given.made.isoformat() if given.made else "",
        "meeting": given.meeting,
        "heard": given.answered.isoformat() if given.answered else "",
    }
    values |= {name: values[name] or default for name, default in defaults.items()}
    return values | {"text": text, "comment": "\n".join(filter(None, comment))}


def _said(cells: Sequence[str | None], places: Sequence[int]) -> str:
    parts = [(cells[place] or "").strip() for place in places if place < len(cells)]
    return "\n".join(dict.fromkeys(filter(None, parts)))


def _without_number(text: str) -> tuple[str, str]:
    """The number with which a text begins, "" without one, and the text without it."""
    match = _NUMBERED.match(text)
    if match is None or not text[match.end() :].strip():
        return "", text
    return match[1] or match[2], text[match.end() :].strip()


def _answer(said: dict[str, str], values: dict[str, str], aside: list[str]) -> None:
    """The answer, of a column of its own or as the beginning of a response; what more it says is a comment."""
    response = said.pop(RESPONSE, "")
    answer = said.pop("answer", "")
    if not answer and response:
        whole = len(response.split()) < 4 or says_already(response)
        answer = opening_answer(response) or (response if whole else "")
    elif len(answer.split()) > 3:
        response, answer = "\n".join(filter(None, (answer, response))), opening_answer(answer)
    read = read_answer(answer)
    values["answer"] = read or ""
    if read is None or len(answer.split()) > 2:
        aside.append(answer)
    if response and response.casefold().strip(" .") != answer.casefold().strip(" ."):
        aside.append(response)


def _day(value: str, given: Given) -> str | None:
    day = read_day(value, after=given.answered or given.made)
    return day.last.isoformat() if day else None


def _status(value: str, given: Given) -> str | None:
    if value.casefold() in STATUSES:
        return value.casefold()
    return next((status for form, status in _STATUSES if form.search(value)), None)


def _measure(value: str, given: Given) -> str | None:
    """A measure by its id, its title, or the title that it had before."""
    titles = {measure.title.casefold(): measure.id for measure in MEASURES.values()}
    return value if value in MEASURES else titles.get(value.casefold()) or called_before(value) or None


def _pounds(value: str, given: Given) -> str | None:
    try:
        return a_number(value)
    except CxError:
        return None


def _kind(value: str, given: Given) -> str | None:
    return value.casefold() if value.casefold() in KINDS else None


def _saving_type(value: str, given: Given) -> str | None:
    return value.casefold() if value.casefold() in SAVING_TYPES else None


_WRITTEN: dict[str, Callable[[str, Given], str | None]] = {
    "date": _day,
    "due": _day,
    "heard": _day,
    "status": _status,
    "measure": _measure,
    "pounds_promised": _pounds,
    "pounds_achieved": _pounds,
    "kind": _kind,
    "saving_type": _saving_type,
}


def _write(role: str, value: str, values: dict[str, str], aside: list[str], given: Given) -> None:
    """A value in the one way in which the tracker has it; words that say more, or that it cannot hold, stay aside."""
    written = _WRITTEN[role](value, given)
    values[role] = written or ""
    if written is None or _says_more(role, value):
        aside.append(f"{role.replace('_', ' ').capitalize()}: {value}")


def _says_more(role: str, value: str) -> bool:
    """Whether a status or a date has words that its column does not keep: 'done, leaflet is out', 'by spring 2026'."""
    if role == "status":
        return len(value.split()) > 2
    day = read_day(value) if role in ("date", "due", "heard") else None
    return day is not None and (day.first != day.last or bool(value.replace(day.text, "").strip(" 0:T")))
