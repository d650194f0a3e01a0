"""What a page publishes, as records: its tiles, the exhibit of its first screen, and the parts that follow it.

Each part is answered from an edition alone (`exhibits`), and none holds a figure that an edition has not. A page that
publishes nothing says why, in a sentence.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Groups:
    """A measure by the dimension chosen of those in `by`: dots of a share or a mean, bars of a count."""

    measure: str
    by: tuple[str, ...]


@dataclass(frozen=True)
class Levels:
    """All five levels of answer by one dimension, of those in `by` the one that is chosen."""

    by: tuple[str, ...]


@dataclass(frozen=True)
class Course:
    """Measures month by month, one at a time."""

    measures: tuple[str, ...]


@dataclass(frozen=True)
class Places:
    """A measure by ward, on a map with the list beside it; one of `measures` at a time."""

    measures: tuple[str, ...]


@dataclass(frozen=True)
class Ward:
    """Measures of the ward that is chosen, each among those of all wards."""

    measures: tuple[str, ...]


@dataclass(frozen=True)
class Changes:
    """Measures in the quarter beside the same quarter of the year before: which changed by more than chance."""

    measures: tuple[str, ...]


@dataclass(frozen=True)
class Worse:
    """The groups of one or two things that fare worse than everybody else, of one of `measures` at a time."""

    measures: tuple[str, ...]


@dataclass(frozen=True)
class Promised:
    """The council's targets, each beside the figure of the period."""


@dataclass(frozen=True)
class Tracked:
    """The recommendations that were made and what became of them."""


@dataclass(frozen=True)
class Elsewhere:
    """The council's own figure among those that other councils publish."""


Part = Groups | Levels | Course | Places | Ward | Changes | Worse | Promised | Tracked | Elsewhere


@dataclass(frozen=True)
class Section:
    """A part under a title that says what it answers; `key` names it on its page and in links."""

    key: str
    title: str
    part: Part


@dataclass(frozen=True)
class Sheet:
    """The published form of one page, by the name of its file.

    `first` stands on the first screen beside `tiles` (measures), `more` are the sections under it. `kept_back` says
    what of the officer's page is not in it, and why; of a page without `first` it is all that is said.
    """

    page: str
    first: Part | None
    tiles: tuple[str, ...] = ()
    more: tuple[Section, ...] = ()
    kept_back: str = ""

    def __post_init__(self) -> None:
        if self.first is None and not self.kept_back:
            raise ValueError(f"the published page {self.page} says neither anything nor why not")
