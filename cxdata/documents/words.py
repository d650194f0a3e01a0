"""What every writer says alike: captions and numbers, what stands round a figure, and text that any format takes."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cxdata.documents.model import Block, Document, Figure, Heading, Style, Table

LANGUAGE = "en-GB"
NO_ROWS = "There is nothing to list."

# Marks that turn the direction of all that follows them, whatever it is.
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_FIGURE = re.compile(r"[-+−]?£?\d[\d,]*(\.\d+)?( ?%| in 100)?|\[[a-z]+\]|-|–|")


@dataclass(frozen=True)
class Placed:
    """A block at its place: what links to it, and its numbers among figures and tables, 0 where it is none.

    A figure's table has a number of its own; `table` is that.
    """

    block: Block
    anchor: str
    figure: int = 0
    table: int = 0


def in_place(document: Document) -> Iterator[Placed]:
    """The blocks of a document with their anchors and numbers."""
    figures = tables = 0
    for number, block in enumerate(document.blocks, start=1):
        figures += isinstance(block, Figure)
        tables += isinstance(block, Figure | Table)
        yield Placed(
            block,
            f"part-{number}",
            figures if isinstance(block, Figure) else 0,
            tables if isinstance(block, Figure | Table) else 0,
        )


def listed(document: Document) -> list[tuple[Heading, str]]:
    """The headings of the contents list with their anchors: sections and the parts of them."""
    return [
        (placed.block, placed.anchor)
        for placed in in_place(document)
        if isinstance(placed.block, Heading) and placed.block.level <= 2
    ]


def caption_of(table: Table, figure: Figure | None = None, number: int = 0) -> str:
    """What stands over a table; over that of a figure not its finding once more, which is read already."""
    if figure is not None and table.caption == figure.finding:
        return f"The figures behind figure {number}"
    return table.caption


def over_drawing(figure: Figure) -> list[tuple[Style, str]]:
    """What doubts a figure, said before its drawing is seen."""
    return [("warning", f"Read with care: {warning}") for warning in figure.warnings]


def under_drawing(figure: Figure) -> list[tuple[Style, str]]:
    """What stands under a figure's drawing, in its order: of whom it is, how to read it, what is counted."""
    said: list[tuple[Style, str]] = [("quiet", figure.under)]
    said += [("quiet", words) for words in (figure.reading, *figure.notes, *figure.about) if words]
    return said


def after_table(figure: Figure) -> list[tuple[Style, str]]:
    """What stands after a figure's table: the officer's notes, and the question that a member could put."""
    said: list[tuple[Style, str]] = [("officer", f"Officer’s note: {note}") for note in figure.commentary]
    if figure.ask:
        said.append(("plain", f"A question to ask: {figure.ask}"))
    return said


def clean(words: str) -> str:
    """Words without the characters that no document takes, nor those that turn its direction about."""
    return "".join(letter for letter in words.replace("\r\n", "\n").replace("\r", "\n") if _stays(letter))


def _stays(letter: str) -> bool:
    if letter in "\n\t":
        return True
    return unicodedata.category(letter) not in ("Cc", "Cs", "Cn") and letter not in _TURNS


def of_figures(rows: Sequence[Sequence[str]], column: int) -> bool:
    """Whether a column holds figures alone, which are read best ranged right."""
    cells = [row[column].strip() for row in rows]
    return any(cells) and all(_FIGURE.fullmatch(cell) for cell in cells)
