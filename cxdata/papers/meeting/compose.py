"""A paper put together: what was asked for, out of a store or an edition, as one document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cxdata.data_folder import doubt_of, holding
from cxdata.documents import Block, Document, Heading, Paragraph
from cxdata.documents.frozen import digest_of
from cxdata.export.commentary import Note
from cxdata.export.download import OFFICERS
from cxdata.export.edition.answer import say_rules
from cxdata.measures import DIMENSIONS
from cxdata.measures.words import say_level
from cxdata.papers.meeting import members, public
from cxdata.papers.meeting.asked import Asked
from cxdata.papers.meeting.blocks import officers_words, say, section
from cxdata.papers.meeting.keeping.kept import Paper
from cxdata.papers.meeting.outline import ADVICE, NEXT, PAGES, SECTIONS, SINCE
from cxdata.papers.meeting.since import since
from cxdata.papers.meeting.source import Source
from cxdata.published.reading import Reading
from cxdata.scope import Scope


@dataclass(frozen=True)
class Body:
    """The sections of a paper by key, with what stands before them, whose they are, and what they were made of.

    `silent` begins the sentence that names the sections in which there is nothing.
    """

    sections: Mapping[str, Sequence[Block]]
    council: str
    mark: str
    about: tuple[tuple[str, str], ...]
    silent: str
    first_page: Sequence[Block] = ()


def body_for_members(source: Source, keys: Sequence[str]) -> Body:
    """The sections for the members of a committee: exact figures, small ones too."""
    asking = source.asking
    doubt = doubt_of(holding(asking.store))
    return Body(
        members.blocks_of(source, keys),
        asking.council.name,
        " ".join(filter(None, [doubt, "For members and officers: small numbers are shown. Do not publish."])),
        (*_about_scope(asking.scope), ("Made of", f"store version {asking.store.version}"), ("Rules", OFFICERS)),
        "Nothing that is loaded tells of",
    )


def body_for_everybody(reading: Reading, keys: Sequence[str], earlier: Sequence[str], unread: int) -> Body:
    """The sections for everybody; `earlier` names the papers for everybody that were put out before, and `unread` is
    how many papers are kept that cannot be read, which may be such.
    """
    about = reading.edition.about
    doubt = doubt_of(about.holding)
    return Body(
        public.blocks_of(reading, keys),
        reading.council.name or about.council,
        " ".join(filter(None, [doubt, "Published figures."])),
        (*_about_scope(reading.scope), ("Made of", f"edition {about.number}"), ("Rules", say_rules(reading.edition))),
        "This edition has nothing of these, or they are for members and officers alone",
        public.first_page(reading, earlier, unread),
    )


def document_of(asked: Asked, body: Body, *, notes: Sequence[Note], last: Paper | None, made: str) -> Document:
    """The document: cover, advice, sections in their order, what comes next.

    `notes` are officers' notes at the exhibits of the pages, those that its readers may see; they stand at the end of
    the section of their page. `last` is the paper before it.
    """
    keys = asked.sections or tuple(SECTIONS)
    sections = {key: [*body.sections.get(key, ()), *_noted(key, notes)] for key in keys}
    document = Document(
        title=f"{asked.item.strip() or 'Customer experience'}: paper for {asked.meeting.strip()}",
        council=body.council,
        audience=asked.audience,
        cover=asked.cover,
        blocks=_blocks(asked, body, sections),
        mark=body.mark,
        about=body.about,
        made=made,
    )
    if SINCE in keys:
        sections[SINCE] = _since(document, last, keys)
        document = replace(document, blocks=_blocks(asked, body, sections))
    return replace(document, about=(*document.about, ("Digest", digest_of(document))))


def _noted(key: str, notes: Sequence[Note]) -> list[Block]:
    """The officers' notes of a section's page."""
    return [Paragraph(note.said(""), "officer") for note in notes if note.page == PAGES.get(key)]


def _since(document: Document, last: Paper | None, keys: Sequence[str]) -> list[Block]:
    if last is None:
        return say(
            "No earlier paper for this meeting, for a day before this one, is kept that can be read, so there is none "
            "to compare it with"
        )
    both = set(keys) & set(last.asked.sections or SECTIONS)
    return since(last.document, document, f"the paper of {last.title.removeprefix(f'{last.asked.meeting}, ')}", both)


def _blocks(asked: Asked, body: Body, sections: Mapping[str, Sequence[Block]]) -> tuple[Block, ...]:
    blocks: list[Block] = [*body.first_page]
    if advice := officers_words(asked.words.get(ADVICE, "")):
        blocks += [Heading("What the committee is asked to do"), *advice]
    for key in SECTIONS:
        if key in sections:
            blocks += section(SECTIONS[key], sections[key], asked.words.get(key, ""))
    if said := officers_words(asked.words.get(NEXT, "")):
        blocks += [Heading("What happens next"), *said]
    silent = [SECTIONS[key] for key in SECTIONS if key in sections and not sections[key] and key != SINCE]
    if silent:
        blocks += [
            Heading("What is not in this paper"),
            *say(f"{body.silent}: {'; '.join(silent)}"),
        ]
    return tuple(blocks)


def _about_scope(scope: Scope) -> tuple[tuple[str, str], ...]:
    titles = {name: dimension.title for name, dimension in DIMENSIONS.items()}
    period = str(scope.period) if scope.period else "all dates loaded"
    return (("Period", period), ("Scope", scope.sentence(titles, say=say_level)))
