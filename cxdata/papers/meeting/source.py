"""What a paper for members is made of: the questions put to a store, the data folder, and the day of the meeting."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from cxdata.analysis.asking import Asking
from cxdata.analysis.both_sides import say_other_side
from cxdata.findings import Finding
from cxdata.overview import GROUPS, HEADLINES, JUDGED, Questions, Tile, find_good_news, find_questions, tiles_of


@dataclass(frozen=True)
class Source:
    """Where the figures of a paper come from; what several sections need is worked out once.

    `day` is that of the meeting, on which recommendations stand so; `sections` are those that the paper has, to the
    others of which none may point.
    """

    asking: Asking
    folder: Path
    day: date
    sections: tuple[str, ...]

    @cached_property
    def tiles(self) -> tuple[Tile, ...]:
        """The headline figures."""
        return tiles_of(self.asking, HEADLINES)

    @cached_property
    def questions(self) -> Questions:
        """What most deserves a question."""
        return find_questions(self.asking, JUDGED, GROUPS)

    @cached_property
    def good_news(self) -> tuple[Finding, ...]:
        """What is better than before, or than the rest."""
        return find_good_news(self.asking, JUDGED, GROUPS, count=3)

    @cached_property
    def other_side(self) -> str:
        """What those meet with who do not come online."""
        return say_other_side(self.asking)
