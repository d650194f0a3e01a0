"""Making a paper and keeping it; and making a kept one again, with what would differ today and why."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from cxdata.analysis.asking import FromStore
from cxdata.council import Council
from cxdata.data_folder.remote import store_to_ask
from cxdata.documents import Document
from cxdata.errors import CxError
from cxdata.export.commentary import read_notes, redactor_of, words_of_edition, words_of_store
from cxdata.export.edition.kept import newest_edition
from cxdata.export.edition.words import NONE_YET
from cxdata.ingest.privacy.redaction import structured
from cxdata.measures.coverage.periods import default_period
from cxdata.papers.meeting.asked import Asked
from cxdata.papers.meeting.compose import body_for_everybody, body_for_members, document_of
from cxdata.papers.meeting.keeping.figures import Difference, differences
from cxdata.papers.meeting.keeping.kept import Paper, keep, last_before, papers_in, stamp_of
from cxdata.papers.meeting.keeping.made_of import MadeOf, made_of_edition, made_of_store, why_differs
from cxdata.papers.meeting.outline import SECTIONS
from cxdata.papers.meeting.source import Source
from cxdata.papers.meeting.wards import Wards, wards_of_edition, wards_of_store
from cxdata.papers.meeting.words import (
    refuse_marked,
    refuse_unpublished,
    say_numbers_in_words,
    without_personal_data,
)
from cxdata.published.reading import Reading, period_to_open
from cxdata.scope import Scope
from cxdata.settings import read_settings


@dataclass(frozen=True)
class Made:
    """A paper that was made now; `said` are sentences for the officer, as that personal data was taken out."""

    paper: Paper
    said: tuple[str, ...]


@dataclass(frozen=True)
class Again:
    """A kept paper beside today: `same` says that every figure would read as it does; else which would not, and why."""

    paper: Paper
    differs: tuple[tuple[Difference, str], ...]

    @property
    def sentence(self) -> str:
        """How many figures would read otherwise today."""
        count = len(self.differs)
        if not count:
            return "Made today, every figure of this paper would read the same."
        return f"Made today, {count} figure{'' if count == 1 else 's'} of this paper would read otherwise."


def make_paper(data: Path, asked: Asked, *, now: datetime, before: Callable[[Document], object] | None = None) -> Made:
    """Make the paper out of the store, or for everybody out of the newest edition alone, and keep it.

    `before` is given the document before it is kept: where it raises, nothing is. Raises CxError where nothing is
    loaded or published, and for words that may not stand in it.
    """
    council = read_settings(data)
    refuse_marked(asked.words)
    composed = _composed(data, asked, council, papers_in(data), stamp_of(now), to_keep=True)
    if before is not None:
        before(composed.document)
    return Made(keep(data, composed.asked, composed.document, composed.made_of, composed.wards), composed.said)


def made_again(data: Path, paper: Paper) -> Again:
    """Hold a kept paper against the same paper made today. Raises CxError where it cannot be made today."""
    council = read_settings(data)
    today = _composed(data, _same(paper), council, papers_in(data), paper.made)
    period = paper.asked.period
    first, last = (period.start.isoformat(), period.last_day.isoformat()) if period else ("", "")
    return Again(
        paper,
        tuple(
            (one, why_differs(paper.made_of, today.made_of, one, first, last))
            for one in differences(paper.document, today.document)
        ),
    )


def _same(paper: Paper) -> Asked:
    """What was asked, without the officer's words: they are not worked out, and are the same."""
    return replace(paper.asked, words={})


@dataclass(frozen=True)
class _Composed:
    """What was asked, with the period that it came to and without personal data; the document, and what it is of."""

    asked: Asked
    document: Document
    made_of: MadeOf
    said: tuple[str, ...]
    wards: Wards


def _composed(
    data: Path, asked: Asked, council: Council, kept: tuple[list[Paper], list[str]], made: str, *, to_keep: bool = False
) -> _Composed:
    papers, faults = kept
    last = last_before(papers, asked)
    unread = [f"An earlier paper cannot be read, and is not compared with: {fault}" for fault in faults]
    keys = asked.sections or tuple(SECTIONS)
    if asked.audience == "members":
        store = store_to_ask(data)
        own = partial(words_of_store, store)
        asked, said = _cleaned(replace(asked, period=asked.period or default_period(store)), council, own)
        source = Source(FromStore(store, council, Scope(period=asked.period)), data, asked.day, keys)
        notes = read_notes(data, council, own).notes
        document = document_of(asked, body_for_members(source, keys), notes=notes, last=last, made=made)
        wards = wards_of_store(source) if to_keep else ()
        return _Composed(asked, document, made_of_store(store, council), (*said, *unread), wards)
    edition = newest_edition(data)
    if edition is None:
        raise CxError(NONE_YET)
    try:
        own = partial(words_of_edition, edition)
        asked, said = _cleaned(replace(asked, period=asked.period or period_to_open(edition)), council, own)
        reading = Reading(edition, council, Scope(period=asked.period))
        earlier = [paper.title for paper in papers if paper.asked.audience == "public"]
        body = body_for_everybody(reading, keys, earlier, len(faults))
        notes = tuple(note for note in read_notes(data, council, own).notes if note.for_everybody)
        if to_keep:
            bare = replace(asked, words={}, meeting="-", item="", author="")
            wordless = document_of(bare, body, notes=(), last=last, made=made)
            refuse_unpublished(asked, [note.text for note in notes], wordless)
        document = document_of(asked, body, notes=notes, last=last, made=made)
        wards = wards_of_edition(reading) if to_keep else ()
        said = (*said, *say_numbers_in_words(asked.words), *unread)
        return _Composed(asked, document, made_of_edition(reading), said, wards)
    finally:
        edition.close()


def _cleaned(asked: Asked, council: Council, own: Callable[[], list[str]]) -> tuple[Asked, tuple[str, ...]]:
    """What was asked with words out of which personal data was taken; `own` gives the council's own words.

    The author is a person who signs: of their field goes what has a form (numbers of phones, addresses).
    """
    redact = redactor_of(council, own())
    words, said = without_personal_data(asked.words, redact)
    signed = structured(asked.author)
    (meeting, of_meeting), (item, of_item) = redact(asked.meeting), redact(asked.item)
    for field, text, taken in (
        ("meeting", meeting, of_meeting),
        ("item", item, of_item),
        ("author", signed.text, signed.counts),
    ):
        if taken:
            said.append(f"Personal data was taken out of the {field}: it now reads “{text}”.")
    return replace(asked, words=words, meeting=meeting, item=item, author=signed.text), tuple(said)
