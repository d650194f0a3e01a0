"""What changed since the last paper for the same meeting: its figures beside today's, in sentences."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from cxdata.analysis.targets.verdict import Verdict
from cxdata.documents import Block, Bullets, Document, Heading
from cxdata.measures.words import NOTHING
from cxdata.papers.meeting.blocks import listed, say
from cxdata.papers.meeting.keeping.figures import HEADLINES, cells_of, named_rows, tables_of
from cxdata.papers.meeting.outline import RECOMMENDATIONS, SECTIONS, SUMMARY, TARGETS

QUESTIONED = "What needs a question"
COMPARED = (SUMMARY, TARGETS, RECOMMENDATIONS)
"""The sections of which something is held against the last paper."""
_STANDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    TARGETS: {"targets": ("Period",), "promised": ("Figure", "Met?")},
    RECOMMENDATIONS: {"tracker": ("How it stands", "Stands", "What it lacks")},
}
"""By section the tables whose rows stand somehow, for members and for everybody, and the columns that say how."""
_NO_QUESTION = ("Nothing stands out", "Nothing could be looked at")
_COURSE = re.compile(r" (?:got worse|has been worse than usual for)\b.*")
_FIGURES = re.compile(r"[£\d][\d,.]*%?|\b(?:none|min|s|h|days?|just)\b")


def since(then: Document, now: Document, said: str, both: Collection[str]) -> list[Block]:
    """The headline figures that changed, questions that are new and that are gone, targets and recommendations that
    stand otherwise. `said` names the earlier paper; `both` are the sections that both papers were asked for: what one
    of them was never to have is no change.
    """
    standing = [
        line for section in (TARGETS, RECOMMENDATIONS) if section in both for line in _turned(then, now, section)
    ]
    alone = [SECTIONS[section] for section in COMPARED if section not in both]
    return [
        *say(f"Compared with {said}", _periods(then, now)),
        *say(f"Not compared, as not both papers have it: {'; '.join(alone)}" if alone else ""),
        *(_part("The headline figures", list(_headlines(then, now))) if SUMMARY in both else []),
        *(_part("The questions", _questions(then, now)) if SUMMARY in both else []),
        *_part("Targets and recommendations that stand otherwise", standing),
    ]


def _part(title: str, items: list[str]) -> list[Block]:
    return [Heading(title, 2), *listed(items)] if items else []


def _periods(then: Document, now: Document) -> str:
    """Of which months each of the two is, where they are not of the same."""
    first, second = dict(then.about).get("Period", ""), dict(now.about).get("Period", "")
    return "" if first == second else f"That one was of {first}, and this one is of {second}"


def _headlines(then: Document, now: Document) -> Iterator[str]:
    before = cells_of(then)
    for place, value in cells_of(now).items():
        if place.table != HEADLINES or place.column != "Value":
            continue
        was = before.get(place, "")
        if not was:
            yield f"{place.row}: {value}; it was not in the last paper"
        elif was != value:
            yield f"{place.row}: {value}, and was {was}"
        else:
            yield f"{place.row}: {value}, as before"


def _questions(then: Document, now: Document) -> list[str]:
    """Which questions are new, which stay, and which are gone: the same question has other figures in a later paper."""
    before, after = _asked(then), _asked(now)
    return [
        *(f"New: {one}" for subject, one in after.items() if subject not in before),
        *(f"Still: {one}" for subject, one in after.items() if subject in before),
        *(f"No longer among them: {one}" for subject, one in before.items() if subject not in after),
    ]


def _asked(document: Document) -> dict[str, str]:
    """The questions of a paper by what they are about; none where it says that nothing stands out."""
    lists = [block for block in document.blocks if isinstance(block, Bullets) and block.slide == QUESTIONED]
    items = (item for block in lists for item in block.items)
    return {subject_of(item): item for item in items if not item.startswith(_NO_QUESTION)}


def subject_of(question: str) -> str:
    """What a question is about, without its figures, which change from paper to paper: 'Callers who gave up: course'.

    A name before the colon stays whole, as a group may be called by numbers ('16 to 34'); so does a list of groups.
    """
    first = _COURSE.sub(": course", question.partition("; ")[0].rstrip("."))
    name, _, told = first.rpartition(": ")
    if " than the rest for " in told:
        return first
    if told == "course" or ", worse than the " in told:
        return f"{name}: course"
    return f"{name}: {' '.join(_FIGURES.sub(' ', told).split())}"


@dataclass(frozen=True)
class _Standing:
    """A row of a table as it is read, and what of it says how it stands."""

    words: str
    state: str


def _turned(then: Document, now: Document, section: str) -> Iterator[str]:
    """The rows that stand otherwise than in the last paper, and those that it had not."""
    before = _standing(then, section)
    for row, one in _standing(now, section).items():
        if row not in before:
            yield f"{row}: {one.words} (new)"
        elif before[row].state != one.state:
            yield f"{row}: {one.words}; it was: {before[row].words}"


def _standing(document: Document, section: str) -> dict[str, _Standing]:
    """How each row of a section's table stands, by what it is called. A target that has another figure and is met as
    it was stands as it did.
    """
    found: dict[str, _Standing] = {}
    for table, _, _ in tables_of(document):
        columns = _STANDS[section].get(table.name, ())
        for name, row in named_rows(table):
            told = dict(zip(table.heads, row, strict=True))
            cells = [told[column] for column in columns if told.get(column, NOTHING) != NOTHING]
            if not any(column in told for column in columns):
                continue
            words, promise = ", ".join(cells) or "no figure", told.get("Recommendation", "")
            state = _verdict(words) if section == TARGETS else words
            found[f"{name}. {promise}" if promise else name] = _Standing(words, state)
    return found


def _verdict(words: str) -> str:
    """'missed' of '58.1%, missed (April 2026 to August 2026)'."""
    found = (one.value for one in Verdict if re.search(rf"(^|, ){one.value}($| \()", words))
    return next(found, Verdict.NOT_JUDGED.value)
