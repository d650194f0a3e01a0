"""What a document is made of: headings, words, lists, tables and figures, in the order in which they are read.

All of it is frozen plain values. A document that was kept is the same document, whatever has been loaded since.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from cxdata.charts.drawing.model import Chart
from cxdata.errors import CxError
from cxdata.export.download import Download
from cxdata.export.exhibit import Exhibit

Style = Literal["plain", "lead", "quiet", "warning", "officer"]
Audience = Literal["members", "public"]
Layout = Literal["paper", "sheet"]


@dataclass(frozen=True)
class Heading:
    """The title of a part. `level` 1 is a section of the document, whose own title stands over all; 3 is the lowest."""

    words: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Words. "lead" says the most important first, "quiet" is method, "warning" doubts figures, "officer" are the
    officer's own words.
    """

    words: str
    style: Style = "plain"


@dataclass(frozen=True)
class Bullets:
    """A list. `slide` is the title of the slide on which it stands as well; "" for none."""

    items: tuple[str, ...]
    numbered: bool = False
    slide: str = ""


@dataclass(frozen=True)
class Table:
    """Rows in words under a caption that says what they are. `name` is that of its sheet in a workbook.

    `sources` are the files that each row is from, as a Figure names them; () where that is not said.
    """

    name: str
    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if any(len(row) != len(self.heads) for row in self.rows):
            raise ValueError(f"the table {self.name} has a row of another width than its headings")
        if len(self.sources) not in (0, len(self.rows)):
            raise ValueError(f"the table {self.name} says of some rows alone what files they are from")


@dataclass(frozen=True)
class Figure:
    """An exhibit as a document holds it: the finding over it, its drawing where there is one, and its figures.

    `table` are the figures in words; `data` the same as numbers where they are numbers, to save and to draw from.
    `reading` says how to read the drawing, `about` what is counted. `commentary` are an officer's dated notes.
    """

    key: str
    finding: str
    chart: Chart | None
    table: Table
    data: Download
    scope: str
    source: str
    base: str = ""
    reading: str = ""
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    ask: str = ""
    commentary: tuple[str, ...] = ()

    @property
    def under(self) -> str:
        """The line that stands under the drawing: of whom it is, what it rests on, and where it is from."""
        based = f"Of {self.base}." if self.base else ""
        return " ".join(said for said in (f"{self.scope}.", based, f"Source: {self.source}.") if said)


@dataclass(frozen=True)
class NewPage:
    """What follows begins on a new sheet."""


Block = Heading | Paragraph | Bullets | Table | Figure | NewPage


@dataclass(frozen=True)
class Document:
    """A document: its title, the fields of its cover (head, words), its blocks, and what it was made of.

    `mark` stands on every sheet: for whom the figures are, and that they are invented where they are. `about` says
    scope, store or edition, and the digest by which it is known again. `made` is the time stamp, the only part that
    differs between two that are made of the same. A "sheet" is printed close on two sides in black and white
    (`two_sides`): without contents, without a cover of its own, and without the tables of its figures.
    """

    title: str
    council: str
    audience: Audience
    cover: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    mark: str
    about: tuple[tuple[str, str], ...] = ()
    made: str = ""
    layout: Layout = "paper"

    def __post_init__(self) -> None:
        level = 0
        for block in self.blocks:
            if isinstance(block, Heading):
                if not 1 <= block.level <= min(level + 1, 3):
                    raise CxError(f"The heading “{block.words}” of the document skips a level.")
                level = block.level

    @property
    def figures(self) -> Iterator[Figure]:
        """Its figures in their order."""
        return (block for block in self.blocks if isinstance(block, Figure))

    @property
    def officers_words(self) -> dict[str, tuple[str, ...]]:
        """By the key of each figure what officers wrote in its section: notes for who presents it."""
        found: dict[str, tuple[str, ...]] = {}
        words: list[str] = []
        keys: list[str] = []
        for block in (*self.blocks, Heading("", 1)):
            if isinstance(block, Heading) and block.level == 1:
                found |= dict.fromkeys(keys, tuple(words))
                words, keys = [], []
            elif isinstance(block, Paragraph) and block.style == "officer":
                words.append(block.words)
            elif isinstance(block, Figure):
                keys.append(block.key)
        return found


def figure_of(exhibit: Exhibit, *, name: str = "", about: tuple[str, ...] = ()) -> Figure:
    """An exhibit as a figure. `name` is that of its table, without one the exhibit's key; `about` what is counted, in
    plain words.
    """
    chart = exhibit.chart
    reading = " ".join(said for said in ((chart.reading, *chart.notes) if chart else ()) if said)
    rows = exhibit.rows
    return Figure(
        key=exhibit.key,
        finding=exhibit.finding,
        chart=chart,
        table=Table(
            name=name or exhibit.key,
            caption=exhibit.finding,
            heads=tuple(map(str, rows.columns)),
            rows=tuple(tuple(map(str, row)) for row in rows.itertuples(index=False, name=None)),
        ),
        data=exhibit.download,
        scope=exhibit.scope,
        source=exhibit.source,
        base=exhibit.base,
        reading=reading,
        warnings=tuple(exhibit.warnings),
        notes=(*exhibit.notes, *filter(None, [exhibit.other_side])),
        about=about,
        ask=exhibit.ask,
        commentary=tuple(exhibit.commentary),
    )
