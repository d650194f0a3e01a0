"""Commentary: an officer's dated notes at exhibits, read from the list, and put on whatever shows the exhibit.

A note is found by the page and the exhibit's key. Personal data is taken out of it before it is written, and again when
it is read: a note may be typed into the file itself.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from cxdata.analysis.result import say_list, say_many
from cxdata.council import Council
from cxdata.export.download import COMMENTARY as HEADING
from cxdata.export.edition.file import Edition
from cxdata.export.exhibit.model import Exhibit
from cxdata.ingest.privacy.people import FULL_NAME, person
from cxdata.ingest.privacy.redaction import redactor
from cxdata.lists import Entry, read_list
from cxdata.lists.commentary import COMMENTARY, EVERYBODY
from cxdata.lists.model import day_of
from cxdata.measures.query import values_present
from cxdata.periods import say_date
from cxdata.store import Store

OWN_WORDS = ("ward", "service", "provider")
"""The splits whose words are the council's own, and no one's name."""


@dataclass(frozen=True)
class Note:
    """A note as it may be shown. `of` says what the exhibit showed when it was written; `taken_out` is a sentence on
    the personal data that stands in the file and is not shown, "" where there is none.
    """

    id: str
    day: date
    page: str
    exhibit: str
    text: str
    for_everybody: bool
    of: str
    taken_out: str = ""

    def said(self, showing: str) -> str:
        """'Note of 3 March 2026: ...', with what it was written of where the exhibit shows something else now."""
        other = f" (Written of: {self.of}.)" if self.of and _plain(self.of) != _plain(showing) else ""
        return f"Note of {say_date(self.day)}: {self.text}{other}"


@dataclass(frozen=True)
class Notes:
    """The notes of a data folder, the oldest first, and a sentence for each row that cannot be one."""

    notes: tuple[Note, ...]
    faults: tuple[str, ...] = ()

    def at(self, page: str, exhibit: str, *, published: bool) -> tuple[Note, ...]:
        """Those at one exhibit of a page; for the published view only those that everybody may read."""
        return tuple(
            note
            for note in self.notes
            if note.page == page
            and _same_key(note.exhibit) == _same_key(exhibit)
            and (note.for_everybody or not published)
        )

    def beside(self, page: str, exhibits: Iterable[str]) -> tuple[Note, ...]:
        """Those of a page that everybody may read and that stand at none of these exhibits."""
        known = {_same_key(key) for key in exhibits}
        return tuple(
            note
            for note in self.notes
            if note.page == page and note.for_everybody and _same_key(note.exhibit) not in known
        )


def read_notes(data: Path, council: Council, own: Callable[[], Iterable[str]] = tuple) -> Notes:
    """The notes of a data folder; none where there is no such list. Raises CxError where it is no list.

    `own` gives the council's own words (wards, services), which are no one's name; it is asked only where there is a
    note.
    """
    kept = read_list(data, COMMENTARY)
    if not kept.entries:
        return Notes((), kept.faults)
    redact = redactor_of(council, own())
    notes = [_note(entry, redact) for entry in kept.entries]
    return Notes(tuple(sorted(notes, key=lambda note: note.day)), kept.faults)


def safe_note(values: Mapping[str, str], council: Council, own: Iterable[str]) -> tuple[dict[str, str], str]:
    """The values of a note as they may be written, and a sentence on what was taken out and what to mind."""
    text, taken = redactor_of(council, own)(values.get("text", ""))
    said = [f"Taken out before it was written: {taken}." if taken else ""]
    if values.get("readers", "").casefold() == EVERYBODY and any(letter.isdecimal() for letter in text):
        said.append("Everybody may read it, and it has a figure: see that it is one that may be published.")
    return {**values, "text": text}, " ".join(filter(None, said))


def what_it_shows(exhibit: Exhibit) -> str:
    """What an exhibit shows, without a figure: 'Dots: dissatisfied, by channel; September 2025 to August 2026'."""
    subject = exhibit.chart.alt.partition(".")[0] if exhibit.chart else ""
    return "; ".join(filter(None, (subject, exhibit.scope.rstrip("."))))


def with_commentary(exhibit: Exhibit, notes: Iterable[Note]) -> Exhibit:
    """The exhibit with these notes, which then stand with it on the screen, in pictures and in what is saved of it."""
    said = tuple(note.said(what_it_shows(exhibit)) for note in notes)
    if not said:
        return exhibit
    saved = replace(exhibit.download, about=(*exhibit.download.about, *((HEADING, line) for line in said)))
    return replace(exhibit, commentary=said, download=saved)


def words_of_store(store: Store) -> list[str]:
    """The council's own words in a store: wards, services, providers."""
    present = (word for name in OWN_WORDS for word in values_present(store, name, "contacts"))
    return [*present, *(area.label for area in store.areas)]


def words_of_edition(edition: Edition) -> list[str]:
    """The same in an edition."""
    return [word for name in OWN_WORDS for word in edition.levels_of(name)]


def redactor_of(council: Council, own: Iterable[str]) -> Callable[[str], tuple[str, str]]:
    """What gives an officer's text without personal data, and in words what was taken out of it.

    Of the council's own words (wards, services) those that are a person's full name stay in no note.
    """
    words = [council.name, *council.key_services, *(word for word in own if word and person(word) < FULL_NAME)]
    # Whoever types has the apostrophe of their keyboard, and the data that of its system.
    redact = redactor(council.redaction, [*words, *(word.replace("'", "’") for word in words)])

    def without(text: str) -> tuple[str, str]:
        found = redact(text)
        kinds = [say_many(count, kind) for kind, count in found.counts.items()]
        return found.text, say_list(kinds) if kinds else ""

    return without


def _note(entry: Entry, redact: Callable[[str], tuple[str, str]]) -> Note:
    day = day_of(entry["date"])
    if day is None:
        raise ValueError("the list has no entry without a day")
    text, taken = redact(entry["text"])
    return Note(
        id=entry.id,
        day=day,
        page=entry["page"],
        exhibit=entry["exhibit"],
        text=" ".join(text.split()),
        for_everybody=entry["readers"] == EVERYBODY,
        of=entry["of"],
        taken_out=f"{entry.id}: {taken} in {COMMENTARY.file_name} are not shown. Take them out of it." if taken else "",
    )


def _same_key(key: str) -> str:
    """A key as both views have it: the officers' 'satisfied-channel' is the published 'satisfied-by-channel'."""
    return key.replace("-by-", "-")


def _plain(text: str) -> str:
    return " ".join(text.casefold().rstrip(".").split())
