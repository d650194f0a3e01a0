"""A response into the tracker: rows that are new are added, what a response says otherwise is a change, nothing goes.

A row of the file is one of the tracker's where its text is the same, or its number of the same meeting and day. What
an officer has changed since it was loaded is not put back by loading the file again, and a row that was withdrawn
stays so.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cxdata.analysis.result import say_list, say_many
from cxdata.errors import CxError
from cxdata.ingest.privacy.redaction import Redacted, redactor
from cxdata.ingest.responses.rows import Given, read_rows
from cxdata.ingest.responses.tables import tables_of
from cxdata.lists import CUT_OFF, Entry, add_entries, change_entry, history, read_list, withdrawn
from cxdata.lists.model import day_of
from cxdata.lists.tracker import TRACKER
from cxdata.own_files import changing
from cxdata.periods import say_date
from cxdata.settings import read_settings

Row = dict[str, str]
"""The values of a row, by the tracker's columns."""
_TIME = ("date", "meeting")
_REDACTED = ("text", "comment", "action", "evidence")
# What a response may change of a row that stands; text, date and meeting say which row it is.
_MAY_CHANGE = tuple(
    column.name for column in TRACKER.columns if column.name not in ("reference", "kind", "date", "meeting", "text")
)


@dataclass(frozen=True)
class Loaded:
    """What became of the rows of a file: ids of those added and changed, and how many stand as they stood."""

    file: str
    added: tuple[str, ...]
    changed: tuple[str, ...]
    same: int
    sentences: tuple[str, ...]


def load_response(
    path: Path, *, data: Path, by: str, now: datetime, given: Given | None = None, name: str = ""
) -> Loaded:
    """Load the tables of a published response into the tracker of a data folder; of two who load one waits.

    `given` is what a reader says of the response as a whole; `name` what the file is called. Personal data is taken
    out of the words. Raises CxError for a file without a table of recommendations, and for one that cannot be read.
    """
    given, name = given or Given(), name or path.name
    read = read_rows(tables_of(path), given)
    if not read.rows:
        raise CxError(
            f"{name} has no table of recommendations: none has a column named Recommendation beside one for the "
            "answer, a comment, an action, an owner or a date."
        )
    council = read_settings(data)
    redact = redactor(council.redaction, [council.name])
    rows = [
        row | {column: _without_personal(redact, _say_dates(row[column])) for column in _REDACTED} for row in read.rows
    ]
    with changing(data / f"{TRACKER.file_name.removesuffix('.csv')}_load"):
        entries, gone = read_list(data, TRACKER).entries, withdrawn(data, TRACKER)
        standing = list(zip(rows, _matches(rows, entries), strict=True))
        new = [row for row, entry in standing if entry is None]
        taken_off = list(zip(new, _matches(new, gone), strict=True))
        wanted = [row for row, entry in taken_off if entry is None]
        said = [_say_withdrawn(entry) for _, entry in taken_off if entry]
        changed = []
        for row, entry in standing:
            values = _differing(row, entry, data, said) if entry else {}
            if entry and values:
                change_entry(data, TRACKER, entry, values, by=by, why=f"Loaded from {name}", now=now)
                changed.append(entry.id)
        added = add_entries(data, TRACKER, wanted, by=by, why=f"Loaded from {name}", now=now) if wanted else ()
    if any(not row["date"] for row in rows):
        said.append("When it was recommended is not said of every row: nobody sees then whether an answer is late.")
    return Loaded(
        name,
        tuple(entry.id for entry in added),
        tuple(changed),
        len(rows) - len(added) - len(changed),
        (_say(name, len(added), len(changed), len(rows)), *said, *read.notes),
    )


def _without_personal(redact: Callable[[str], Redacted], text: str) -> str:
    """The text redacted, line by line: cells of their own stand in lines, and 'March' before 'Agreed' is no name.

    A number that is broken over two lines is found in the whole text only, which is then what is kept.
    """
    whole, lines = redact(text), [redact(line) for line in text.split("\n")]
    numbers = sum(count for kind, count in whole.counts.items() if kind != "name")
    in_lines = sum(count for line in lines for kind, count in line.counts.items() if kind != "name")
    return whole.text if numbers > in_lines else "\n".join(line.text for line in lines)


def _say_dates(text: str) -> str:
    """2027-03-31 as 31 March 2027: as figures it would be taken for a number of somebody's."""

    def say(match: re.Match[str]) -> str:
        day = day_of(match[0])
        return say_date(day) if day else match[0]

    return re.sub(r"\b\d{4}-\d\d-\d\d\b", say, text)


def _matches(rows: Sequence[Row], entries: Sequence[Entry]) -> list[Entry | None]:
    """The entry that each row of the file is: one of the same text (and number, where one is), else of the same number,
    meeting and day. No entry is two rows: a response that was numbered anew keeps each answer with its own text.
    """
    matched: dict[int, Entry] = {}
    free = list(entries)
    for alike in (_same_words, _same_text, _same_place):
        for place, row in enumerate(rows):
            entry = None if place in matched else next((one for one in free if alike(row, one)), None)
            if entry is not None:
                matched[place] = entry
                free.remove(entry)
    return [matched.get(place) for place in range(len(rows))]


def _same_words(row: Row, entry: Entry) -> bool:
    return _same_text(row, entry) and _plain(row["reference"]) == _plain(entry["reference"])


def _same_text(row: Row, entry: Entry) -> bool:
    """The same words, of the same day and meeting as far as both say them: what was asked again is another."""
    one_time = all(not row[name] or not entry[name] or _plain(row[name]) == _plain(entry[name]) for name in _TIME)
    return one_time and _plain(row["text"]) == _plain(entry["text"])


def _same_place(row: Row, entry: Entry) -> bool:
    names = ("reference", *_TIME)
    return all(row[name] and _plain(row[name]) == _plain(entry[name]) for name in names)


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


def _differing(row: Row, entry: Entry, data: Path, said: list[str]) -> Row:
    """What the file says otherwise than the entry. Blank says nothing; what stood before is not put back but said."""
    values = {name: row[name] for name in _MAY_CHANGE if row[name] and row[name] != entry[name]}
    if values.get("heard", "") < entry["heard"]:
        values.pop("heard", None)
    if _plain(row["text"]) != _plain(entry["text"]):
        said.append(f"{entry.id} is worded otherwise in this file; its text stays as it is: “{row['text'][:60]}”.")
    if not values:
        return {}
    before = [version for version in history(data, TRACKER, entry.id) if version.what != CUT_OFF]
    old = [name for name, value in values.items() if any(version.entry[name] == value for version in before)]
    if old:
        named = say_list([column.heading.lower() for column in TRACKER.columns if column.name in old])
        said.append(f"{entry.id}: the {named} of this file stood before, was changed since, and is not put back.")
    return {name: value for name, value in values.items() if name not in old}


def _say_withdrawn(entry: Entry) -> str:
    return f"{entry.id} was withdrawn by {entry.by} ({entry.why}) and is not added again."


def _say(name: str, added: int, changed: int, rows: int) -> str:
    stood = rows - added - changed
    return f"{name}: {say_many(rows, 'row')} read, {added} added, {changed} changed, {stood} as they stood."
