"""Making a paper and keeping it; and making a kept one again, with what would differ today and why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from cxdata.council import Council
from cxdata.data_folder.remote import store_to_ask
from cxdata.documents import Document
from cxdata.errors import CxError
from cxdata.export.beside.from_store import FromStore
from cxdata.export.edition.kept import newest_edition
from cxdata.export.edition.words import NONE_YET
from cxdata.ingest.privacy.redaction import redactor
from cxdata.measures.coverage.periods import default_period
from cxdata.papers.meeting.asked import Asked
from cxdata.papers.meeting.compose import body_for_everybody, body_for_members, document_of
from cxdata.papers.meeting.keeping.figures import Difference, differences
from cxdata.papers.meeting.keeping.kept import Paper, keep, last_before, papers_in, stamp_of
from cxdata.papers.meeting.keeping.made_of import MadeOf, made_of_edition, made_of_store, why_differs
from cxdata.papers.meeting.outline import SECTIONS
from cxdata.papers.meeting.source import Source
from cxdata.papers.meeting.words import refuse_marked, refuse_unpublished, without_personal_data
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


def make_paper(data: Path, asked: Asked, *, now: datetime) -> Made:
    """Make the paper out of the store, or for everybody out of the newest edition alone, and keep it.

    Raises CxError where nothing is loaded or published, and for words that may not stand in it.
    """
    council = read_settings(data)
    refuse_marked(asked.words)
    words, said = without_personal_data(asked.words, redactor(council.redaction))
    asked = replace(asked, words=words)
    papers, _ = papers_in(data)
    asked, document, made_of = _composed(data, asked, council, papers, stamp_of(now))
    return Made(keep(data, asked, document, made_of), tuple(said))


def made_again(data: Path, paper: Paper) -> Again:
    """Hold a kept paper against the same paper made today. Raises CxError where it cannot be made today."""
    council, (papers, _) = read_settings(data), papers_in(data)
    _, today, made_of = _composed(data, _same(paper), council, papers, paper.made)
    period = paper.asked.period
    first, last = (period.start.isoformat(), period.last_day.isoformat()) if period else ("", "")
    return Again(
        paper,
        tuple(
            (one, why_differs(paper.made_of, made_of, one.sources, first, last))
            for one in differences(paper.document, today)
        ),
    )


def _same(paper: Paper) -> Asked:
    """What was asked, without the officer's words: they are not worked out, and are the same."""
    return replace(paper.asked, words={})


def _composed(
    data: Path, asked: Asked, council: Council, papers: Sequence[Paper], made: str
) -> tuple[Asked, Document, MadeOf]:
    """What was asked with the period that it came to, the document, and what it was made of."""
    last = last_before(papers, asked)
    keys = asked.sections or tuple(SECTIONS)
    if asked.audience == "members":
        store = store_to_ask(data)
        asked = replace(asked, period=asked.period or default_period(store))
        source = Source(FromStore(store, council, Scope(period=asked.period)), data, asked.day)
        document = document_of(asked, body_for_members(source, keys), last=last, made=made)
        return asked, document, made_of_store(store, council)
    edition = newest_edition(data)
    if edition is None:
        raise CxError(NONE_YET)
    try:
        asked = replace(asked, period=asked.period or period_to_open(edition))
        reading = Reading(edition, council, Scope(period=asked.period))
        earlier = [paper.title for paper in papers if paper.asked.audience == "public"]
        body = body_for_everybody(reading, keys, earlier)
        refuse_unpublished(asked.words, document_of(replace(asked, words={}), body, last=last, made=made))
        return asked, document_of(asked, body, last=last, made=made), made_of_edition(reading)
    finally:
        edition.close()
