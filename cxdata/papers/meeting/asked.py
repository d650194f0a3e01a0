"""What an officer asks for when a paper is made: the meeting, the audience, what is in it, and words of their own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cxdata.documents.model import Audience
from cxdata.errors import CxError, suggest_nearest
from cxdata.papers.meeting.outline import PLACES, SECTIONS
from cxdata.periods import Period, say_date

AUDIENCES: tuple[Audience, ...] = ("members", "public")
LONGEST = 200
"""Letters that the name of a meeting, an item or an author may have."""
LONGEST_WORDS = 6000
"""Letters of an officer's words in one place: some two sheets."""


@dataclass(frozen=True)
class Asked:
    """A paper as it is asked for.

    `sections` are keys of sections, in order; () for those that the product would choose. `words` are the officer's
    own by place. Raises CxError for a meeting without a name, an audience or a place that there is not, and words
    without end.
    """

    meeting: str
    day: date
    audience: Audience = "members"
    item: str = ""
    author: str = ""
    period: Period | None = None
    sections: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.meeting.strip():
            raise CxError("A paper needs the name of the meeting that it is for.")
        for said in (self.meeting, self.item, self.author):
            if len(said) > LONGEST:
                raise CxError(f"“{said[:40]}…” is too long: it may have {LONGEST} letters.")
        if self.audience not in AUDIENCES:
            raise CxError(f"A paper is for {' or '.join(AUDIENCES)}, not for '{self.audience}'.")
        for section in self.sections:
            if section not in SECTIONS:
                raise CxError(f"A paper has no section '{section}'. {suggest_nearest(section, SECTIONS)}")
        for place, said in self.words.items():
            if place not in PLACES:
                raise CxError(f"A paper has no place '{place}' for words. {suggest_nearest(place, PLACES)}")
            if len(said) > LONGEST_WORDS:
                raise CxError(f"The words for “{PLACES[place]}” are too long: they may have {LONGEST_WORDS:,} letters.")

    @property
    def cover(self) -> tuple[tuple[str, str], ...]:
        """The fields of the first sheet, those that were given."""
        told = (
            ("Meeting", self.meeting.strip()),
            ("Date", say_date(self.day)),
            ("Item", self.item.strip()),
            ("Author", self.author.strip()),
            ("For", "Members of the committee" if self.audience == "members" else "Everybody"),
        )
        return tuple((head, said) for head, said in told if said)
