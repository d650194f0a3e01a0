"""What changed since the last paper for the same meeting: its figures beside today's, in sentences."""

from collections.abc import Iterator

from cxdata.documents import Block, Bullets, Document, Heading
from cxdata.papers.meeting.blocks import listed, say
from cxdata.papers.meeting.keeping.figures import HEADLINES, Place, cells_of

QUESTIONED = "What needs a question"
_VERDICT = {"targets": "Year to date", "tracker": "How it stands"}
"""The columns of a table whose words say how a row stands, by the table's name."""


def since(then: Document, now: Document, said: str) -> list[Block]:
    """The headline figures that changed, questions that are new and that are gone, targets and recommendations that
    stand otherwise. `said` names the earlier paper.
    """
    before, after = _questions(then), _questions(now)
    new = [f"New: {one}" for one in after if one not in before]
    gone = [f"No longer among them: {one}" for one in before if one not in after]
    stayed = [f"Still: {one}" for one in after if one in before]
    return [
        *say(f"Compared with {said}", _periods(then, now)),
        *_part("The headline figures", list(_headlines(then, now))),
        *_part("The questions", [*new, *stayed, *gone]),
        *_part("Targets and recommendations that stand otherwise", list(_standing(then, now))),
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


def _questions(document: Document) -> list[str]:
    lists = [block for block in document.blocks if isinstance(block, Bullets) and block.slide == QUESTIONED]
    return [item for block in lists for item in block.items]


def _standing(then: Document, now: Document) -> Iterator[str]:
    before = {place: words for place, words in cells_of(then).items() if _says_standing(place)}
    for place, words in cells_of(now).items():
        if not _says_standing(place):
            continue
        if place not in before:
            yield f"{place.row}: {words} (new)"
        elif before[place] != words:
            yield f"{place.row}: {words}; it was: {before[place]}"


def _says_standing(place: Place) -> bool:
    return _VERDICT.get(place.table) == place.column
