"""An officer's own words: without personal data, as a draft for the next paper, and held against what is published."""

import re
from calendar import month_name
from collections.abc import Callable, Collection, Iterable, Mapping

from cxdata.documents import Bullets, Document, Figure, Heading, Paragraph, Table
from cxdata.errors import CxError
from cxdata.papers.meeting.asked import Asked
from cxdata.papers.meeting.outline import PLACES

_NUMBER = re.compile(r"£?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:\s?%)?")
_MARKED = re.compile(r"\[check: ([^\]]*)\]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTHS = "|".join(month_name[1:])
# A month has its capital: "7 may have been missed" tells of a count.
_LET_PASS = re.compile(
    rf"\b\d{{1,2}} (?-i:{_MONTHS})\b|\b(?:item|recommendation|page|section|stage|paragraph|appendix)s? \d+|\bQ[1-4]\b",
    re.IGNORECASE,
)
_SPELT = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|"
    r"eighty|ninety|hundred|thousand|million|dozen|half|third|quarter|fifth|tenth)s?\b",
    re.IGNORECASE,
)
_IN_DRAFT = re.compile(
    rf"(?P<passed>{_LET_PASS.pattern})|\b\d+ h(?: \d+ min)?\b|\b\d+ min(?: \d+ s)?\b|"
    rf"{_NUMBER.pattern}|{_SPELT.pattern}",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^\s*\d{1,3}\s*[a-z]?\s*(?:[.):](?=\s|$)|$)")
_SMALL = 10
MOST_NAMED = 5


def without_personal_data(
    words: Mapping[str, str], redact: Callable[[str], tuple[str, str]]
) -> tuple[dict[str, str], list[str]]:
    """The words as they may be kept, and a sentence for each place out of which something was taken.

    `redact` gives a text without personal data, and in words what was taken out.
    """
    kept, said = {}, []
    for place, text in words.items():
        kept[place], taken = redact(text)
        if taken:
            said.append(f"Taken out of the words for “{PLACES[place]}”: {taken}. Read them again.")
    return kept, said


def as_draft(words: Mapping[str, str]) -> dict[str, str]:
    """The words of an earlier paper to begin with: each figure of theirs is marked, as '[check: 91.4%]'.

    Figures told in words and lengths of time are figures too; dates and what is numbered (item 7) are none.
    """
    return {place: _IN_DRAFT.sub(_mark, text) for place, text in words.items()}


def refuse_marked(words: Mapping[str, str]) -> None:
    """Raises CxError where words still hold a figure of the last paper that nobody has looked up."""
    for place, text in words.items():
        if marked := _MARKED.search(text):
            raise CxError(
                f"The words for “{PLACES[place]}” still hold a figure of the last paper, [check: {marked[1]}]. Put "
                "today's figure in its place, or take the mark away where it is no figure."
            )


def refuse_unpublished(asked: Asked, notes: Iterable[str], document: Document) -> None:
    """Raises CxError where words for everybody, the cover or officers' notes hold a number below ten or one that the
    paper has not: it may be an exact count. Years, dates and what is numbered (item 7) are let pass, and make no
    number a published one. `document` is the paper without any of these words.
    """
    published = set(_numbers(_LET_PASS.sub("", text) for text in _all_words(document)))
    named = [(f"The words for “{PLACES[place]}” hold", text) for place, text in asked.words.items()]
    named += [("The name of the meeting has", asked.meeting), ("The author has", asked.author)]
    named.append(("The item, after a number of its own such as “7.”, has", _NUMBERED.sub("", asked.item)))
    named += [(f"The officers' note “{text[:40]}” has", text) for text in notes]
    for whose, text in named:
        if others := [number for number in _numbers([_LET_PASS.sub("", text)]) if not _is_fit(number, published)]:
            raise CxError(
                f"{whose} {', '.join(others[:MOST_NAMED])}, which stands nowhere else in this paper for everybody or "
                "is below ten: it may be an exact figure. Use one that is published, or leave it out."
            )


def say_numbers_in_words(words: Mapping[str, str]) -> list[str]:
    """A sentence for each place whose words for everybody tell a number without a digit: nobody can hold it against
    what is published but whoever wrote it.
    """
    told = (
        (place, dict.fromkeys(found[0].casefold() for found in _SPELT.finditer(text))) for place, text in words.items()
    )
    return [
        f"The words for “{PLACES[place]}” say {', '.join(list(found)[:MOST_NAMED])}: see that it is no exact count."
        for place, found in told
        if found
    ]


def _is_fit(number: str, published: Collection[str]) -> bool:
    """Whether a number may stand in words for everybody."""
    small = number.isdecimal() and int(number) < _SMALL
    return bool(_YEAR.fullmatch(number)) or (number in published and not small)


def _mark(found: re.Match[str]) -> str:
    words = found[0]
    passed = found["passed"] is not None or _YEAR.fullmatch(words)
    return words if passed else f"[check: {words}]"


def _numbers(texts: Iterable[str]) -> list[str]:
    """The numbers of texts, without thousands separators or spaces."""
    return [found[0].replace(",", "").replace(" ", "") for text in texts for found in _NUMBER.finditer(text)]


def _all_words(document: Document) -> Iterable[str]:
    """Everything that is written in a document."""
    yield from (words for pair in document.cover for words in pair)
    for block in document.blocks:
        match block:
            case Heading(words) | Paragraph(words):
                yield words
            case Bullets(items):
                yield from items
            case Table():
                yield from _in_table(block)
            case Figure():
                yield from (block.finding, block.reading, block.base, block.scope, *block.notes)
                yield from _in_table(block.table)


def _in_table(table: Table) -> Iterable[str]:
    yield table.caption
    yield from table.heads
    yield from (cell for row in table.rows for cell in row)
