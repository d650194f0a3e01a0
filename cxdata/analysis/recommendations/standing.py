"""All rows of the tracker as they stand on a day: their flags, how many fall under each, and the first thing to say."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from cxdata.analysis.recommendations.flags import RULES, Flag, flags_of
from cxdata.analysis.recommendations.item import Item, State, item_of
from cxdata.analysis.result import Result, say_list, say_many
from cxdata.council import Tracking
from cxdata.lists import read_list
from cxdata.lists.tracker import TRACKER

_OVERDUE = ("reply_overdue", "action_overdue")
_FOUND = {
    "no_action": "agreed without an action",
    "overdue": "overdue",
    "deferred": "put off without a date",
    "already_doing": "“already doing”",
    "incomplete": "without an owner or a date",
    "silent": "without a word for long",
}
"""What a finding says of the rows under a flag, in the order of RULES."""
_ASK = {
    "no_action": "Which action, by whom and by when, stands behind the “yes” to {name}?",
    "reply_overdue": "Why has {name} no answer yet, and when will it come?",
    "action_overdue": "What became of {name}, and what is the new date?",
    "deferred": "Until when is {name} put off, and who will come back to it?",
    "already_doing": "Where can the committee see that {name} is being done already?",
    "incomplete": "Who answers for {name}, and by when?",
    "silent": "What has become of {name}?",
}


@dataclass(frozen=True)
class Standing:
    """A row and its flags."""

    item: Item
    flags: tuple[Flag, ...]

    @property
    def keys(self) -> frozenset[str]:
        """The keys of its flags."""
        return frozenset(flag.key for flag in self.flags)

    @property
    def is_overdue(self) -> bool:
        """Whether an answer or an action of it is late."""
        return bool(self.keys & set(_OVERDUE))


@dataclass(frozen=True)
class Tracker(Result):
    """The rows on a day, those that most need a question first, and how many fall under each rule.

    `agreed`, `done`, `overdue`, `silent` and `open` are numbers of rows; `flagged` has every rule's key, in the order
    of the rules. `sentence` is the finding, `question` the one to ask.
    """

    as_of: date
    sentence: str
    question: str
    flagged: dict[str, int]
    agreed: int
    done: int
    overdue: int
    silent: int
    open: int
    rows: tuple[Standing, ...]
    faults: tuple[str, ...] = ()


def read_tracker(data: Path, as_of: date, tracking: Tracking) -> Tracker:
    """The tracker of a data folder on a day; `faults` name the rows of the file that cannot be read, which stay in it.

    Raises CxError where the file is no tracker.
    """
    kept = read_list(data, TRACKER)
    return replace(standing_on([item_of(entry) for entry in kept.entries], as_of, tracking), faults=kept.faults)


def standing_on(items: Sequence[Item], as_of: date, tracking: Tracking) -> Tracker:
    """How all rows stand on a day."""
    rows = [Standing(item, flags_of(item, as_of, tracking)) for item in items]
    order = [rule.key for rule in RULES]
    flagged = {key: sum(key in row.keys for row in rows) for key in order}
    rows.sort(key=lambda row: _urgency(row, order))
    return Tracker(
        as_of=as_of,
        sentence=say_found(rows),
        question=_question(rows),
        flagged=flagged,
        agreed=sum(row.item.is_recommendation and row.item.is_agreed for row in rows),
        done=sum(row.item.state is State.DONE for row in rows),
        overdue=sum(row.is_overdue for row in rows),
        silent=flagged["silent"],
        open=sum(row.item.is_open for row in rows),
        rows=tuple(rows),
    )


def say_found(rows: Sequence[Standing]) -> str:
    """The finding, in at most twenty words: how many lack what, the three that weigh most."""
    if not rows:
        return "No recommendation is recorded yet"
    noun = "recommendation" if all(row.item.is_recommendation for row in rows) else "promise"
    counts = {key: sum(_falls_under(row, key) for row in rows) for key in _FOUND}
    said = [f"{count} {_FOUND[key]}" for key, count in counts.items() if count][:3]
    many = say_many(len(rows), noun)
    if not said:
        done = sum(row.item.state is State.DONE for row in rows)
        return f"Nothing is overdue or without an action: {done} of {many} done"
    return f"Of {many}, {say_list(said)}"


def _falls_under(row: Standing, key: str) -> bool:
    return row.is_overdue if key == "overdue" else key in row.keys


def _urgency(row: Standing, order: Sequence[str]) -> tuple[bool, int, int, str]:
    """Open rows first, by their first flag and how many they have, then the older."""
    first = min((order.index(flag.key) for flag in row.flags), default=len(order))
    made = row.item.made.isoformat() if row.item.made else "9"
    return (not row.item.is_open, first, -len(row.flags), made)


def _question(rows: Sequence[Standing]) -> str:
    for key, ask in _ASK.items():
        row = next((row for row in rows if key in row.keys), None)
        if row is not None:
            noun = "recommendation" if row.item.is_recommendation else row.item.kind
            return ask.format(name=f"{noun} {row.item.name}")
    return ""
