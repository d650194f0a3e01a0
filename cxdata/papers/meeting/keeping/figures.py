"""The figures of a document, each by its place, and which of them differ between two documents."""

from collections.abc import Iterator
from dataclasses import dataclass

from cxdata.documents import Document, Figure, Table

HEADLINES = "headlines"


@dataclass(frozen=True)
class Place:
    """Where a figure stands: the table by its name, the row by its first cell, the column by its heading."""

    table: str
    row: str
    column: str

    def __str__(self) -> str:
        return f"{self.row}, {self.column}"


@dataclass(frozen=True)
class Difference:
    """A figure that reads otherwise in the later document; "" where one of the two has it not. `sources` are the files
    that the later figure is from, as the document names them, and `measures` the titles of what it counts; both are
    empty where the document does not say.
    """

    place: Place
    then: str
    now: str
    sources: str
    measures: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """'Satisfied, Value: 91.4%, and was 90.9%'."""
        if not self.then:
            return f"{self.place}: {self.now}, and was not there"
        if not self.now:
            return f"{self.place}: was {self.then}, and is not there any more"
        return f"{self.place}: {self.now}, and was {self.then}"


def tables_of(document: Document) -> Iterator[tuple[Table, tuple[str, ...], tuple[str, ...]]]:
    """The tables of a document that hold figures, each with the files that each row is from, () where it does not
    say, and what it counts.
    """
    for block in document.blocks:
        if isinstance(block, Figure):
            counted = tuple(words for head, words in block.data.about if head == "Measure")
            yield block.table, (block.source,) * len(block.table.rows), counted
        elif isinstance(block, Table) and block.name == HEADLINES:
            yield block, block.sources, ()


def cells_of(document: Document) -> dict[Place, str]:
    """Every cell of its figures in words, by its place."""
    return {place: words for table, _, _ in tables_of(document) for place, words, _ in _cells(table)}


def differences(then: Document, now: Document) -> list[Difference]:
    """The figures that read otherwise now, in the order of the later document, those that are gone last."""
    before, found, seen = cells_of(then), [], set[Place]()
    for table, sources, measures in tables_of(now):
        for place, words, source in _cells(table, sources):
            seen.add(place)
            if before.get(place, "") != words:
                found.append(Difference(place, before.get(place, ""), words, source, _counted(place, measures)))
    gone = [
        Difference(place, words, "", source, _counted(place, measures))
        for table, sources, measures in tables_of(then)
        for place, words, source in _cells(table, sources)
        if place not in seen
    ]
    return [*found, *gone]


def _counted(place: Place, measures: tuple[str, ...]) -> tuple[str, ...]:
    """What a figure counts: of the headlines it is the row's own name."""
    return (place.row,) if place.table == HEADLINES else measures


def _cells(table: Table, sources: tuple[str, ...] = ()) -> Iterator[tuple[Place, str, str]]:
    """The cells right of the first column, each with the files of its row. A row is named by its first cell, where that
    is not its own by two.
    """
    first = [row[0] for row in table.rows]
    for row, source in zip(table.rows, sources or ("",) * len(table.rows), strict=True):
        alone = first.count(row[0]) == 1 or len(row) < 3
        name = row[0] if alone else f"{row[0]}, {row[1]}"
        start = 1 if alone else 2
        for head, words in zip(table.heads[start:], row[start:], strict=True):
            yield Place(table.name, name, head), words, source
