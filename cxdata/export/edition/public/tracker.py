"""What of the officer's list of recommendations is public: what the committee's papers have, and how it stands."""

from dataclasses import dataclass
from datetime import date

from cxdata.analysis.recommendations.item import State
from cxdata.analysis.recommendations.standing import Tracker, say_found


@dataclass(frozen=True)
class PublishedRecommendation:
    """A recommendation as the public papers have it, how it stands, and the titles of its flags.

    Neither owner nor comment, action, evidence or history is in it: those are the officer's own words.
    """

    name: str
    made: date | None
    meeting: str
    text: str
    answer: str
    state: str
    flags: tuple[str, ...]


@dataclass(frozen=True)
class PublishedTracker:
    """The recommendations alone, on a day: what was promised otherwise stands in papers that need not be public."""

    as_of: date
    sentence: str
    agreed: int
    done: int
    overdue: int
    silent: int
    rows: tuple[PublishedRecommendation, ...]


def publish_tracker(tracker: Tracker) -> PublishedTracker:
    """The recommendations without a word that an officer wrote about them."""
    rows = [row for row in tracker.rows if row.item.is_recommendation]
    return PublishedTracker(
        as_of=tracker.as_of,
        sentence=say_found(rows),
        agreed=sum(row.item.is_agreed for row in rows),
        done=sum(row.item.state is State.DONE for row in rows),
        overdue=sum(row.is_overdue for row in rows),
        silent=sum("silent" in row.keys for row in rows),
        rows=tuple(
            PublishedRecommendation(
                name=row.item.name,
                made=row.item.made,
                meeting=row.item.meeting,
                text=row.item.text,
                answer=row.item.answer,
                state=row.item.state.value,
                flags=tuple(flag.title for flag in row.flags),
            )
            for row in rows
        ),
    )
