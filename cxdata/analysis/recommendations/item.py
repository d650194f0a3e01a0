"""One row of the tracker as the rules read it: what was recommended or promised, what was answered, how it stands."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from cxdata.analysis.recommendations.days import Day, days_in
from cxdata.analysis.recommendations.words import after_delay, says_already, words_of_delay
from cxdata.lists import Entry
from cxdata.lists.model import day_of

RECOMMENDATION = "recommendation"


class State(Enum):
    """How a row stands. CLOSED: it was refused, or given up."""

    OPEN = "open"
    DONE = "done"
    CLOSED = "closed"


@dataclass(frozen=True)
class Item:
    """A row of the tracker. Texts are "" and dates None where nothing is recorded.

    `made` is the day of the recommendation or promise, `heard` that of the last word on it. `answer` and `status` are
    the tracker's words.
    """

    id: str
    text: str
    reference: str = ""
    kind: str = RECOMMENDATION
    made: date | None = None
    meeting: str = ""
    answer: str = ""
    comment: str = ""
    action: str = ""
    owner: str = ""
    due: date | None = None
    status: str = ""
    measure: str = ""
    evidence: str = ""
    heard: date | None = None

    @property
    def name(self) -> str:
        """By what it is called: the committee's own number, else the list's."""
        return self.reference or self.id

    @property
    def is_recommendation(self) -> bool:
        """Whether somebody owes an answer to it; an action or a promise was somebody's own word."""
        return self.kind == RECOMMENDATION

    @property
    def is_agreed(self) -> bool:
        """Whether somebody has said that it will be done, if only partly."""
        return self.answer in ("yes", "partly") or not self.is_recommendation

    @property
    def is_answered(self) -> bool:
        """Whether there is an answer, or something is said to be done without one."""
        return bool(self.answer) or self.already or self.status not in ("", "not started")

    @property
    def state(self) -> State:
        """Done, given up or refused, or open."""
        if self.status == "done":
            return State.DONE
        if self.status == "stopped" or (self.answer == "no" and self.status in ("", "not started")):
            return State.CLOSED
        return State.OPEN

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.state is State.OPEN

    @property
    def last_word(self) -> date | None:
        """The day since which nothing is known of it."""
        return self.heard or self.made

    @property
    def already(self) -> bool:
        """Whether the answer is that it is done as it is; those words alone are an answer."""
        return (self.is_agreed or not self.answer) and says_already(f"{self.comment} {self.action}")

    @property
    def delay(self) -> str:
        """The words by which it is put off; "" where it is not."""
        said = words_of_delay(self.comment) or words_of_delay(self.action)
        return said or ("deferred" if "deferred" in (self.answer, self.status) else "")

    @property
    def until(self) -> Day | None:
        """To when it is put off: the date recorded, else the first in the words of the answer after those of the delay,
        else the first in them that lay ahead when it was made.

        A date once named stays, whatever was heard since: 'to March' is the first March after it was made.
        """
        if self.due:
            return Day(self.due, self.due, "")
        since = self.made or self.heard
        texts = (after_delay(self.comment), after_delay(self.action), f"{self.comment} {self.action}")
        named = (day for text in texts for day in days_in(text, after=since))
        return next((day for day in named if since is None or day.last > since), None)


def item_of(entry: Entry) -> Item:
    """An entry of the tracker as the rules read it."""
    texts = ("text", "reference", "meeting", "answer", "comment", "action", "owner", "status", "measure", "evidence")
    return Item(
        id=entry.id,
        kind=entry["kind"] or RECOMMENDATION,
        made=day_of(entry["date"]),
        due=day_of(entry["due"]),
        heard=day_of(entry["heard"]),
        **{name: entry[name] for name in texts},
    )
