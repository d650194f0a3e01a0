"""The figures of a document, each by its place, and which of them differ between two documents."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cxdata.documents import Document, Figure, Table

HEADLINES = "headlines"
_RANKED = re.compile(r"question-\d+")


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
    taken = Counter[str]()
    for block in document.blocks:
        if isinstance(block, Figure):
            measures = tuple(words for head, words in block.data.about if head == "Measure")
            yield _by_what_it_counts(block, measures, taken), (block.source,) * len(block.table.rows), measures
        elif isinstance(block, Table) and block.name == HEADLINES:
            yield block, block.sources, ()


def _by_what_it_counts(figure: Figure, measures: tuple[str, ...], taken: Counter[str]) -> Table:
    """The table of a figure. That of a question is called by its measure and split: its rank is another in another
    paper, and the first question there may be of something else.
    """
    if not _RANKED.fullmatch(figure.table.name):
        return figure.table
    name = f"{', '.join(measures)} by {figure.table.heads[0]}"
    taken[name] += 1
    return replace(figure.table, name=name if taken[name] == 1 else f"{name} ({taken[name]})")


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


def named_rows(table: Table) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The rows of a table, each with its name: its first cell, where that is not its own its first two, and where they
    are not either with a number, so that no row stands for another.
    """
    first = [row[0] for row in table.rows]
    named = Counter[str]()
    for row in table.rows:
        name = row[0] if first.count(row[0]) == 1 or len(row) < 3 else f"{row[0]}, {row[1]}"
        named[name] += 1
        yield (name if named[name] == 1 else f"{name} ({named[name]})"), row


def _cells(table: Table, sources: tuple[str, ...] = ()) -> Iterator[tuple[Place, str, str]]:
    """The cells right of those by which a row is named, each with the files of its row."""
    first = [row[0] for row in table.rows]
    for (name, row), source in zip(named_rows(table), sources or ("",) * len(table.rows), strict=True):
        start = 1 if first.count(row[0]) == 1 or len(row) < 3 else 2
        for head, words in zip(table.heads[start:], row[start:], strict=True):
            yield Place(table.name, name, head), words, source
