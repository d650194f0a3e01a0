"""The exhibit of the tracker: one row a recommendation with what it lacks; for officers, and as it is published."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from cxdata.analysis.recommendations.flags import reply_due
from cxdata.analysis.recommendations.item import Item, State
from cxdata.analysis.recommendations.standing import Standing, Tracker
from cxdata.charts.tracker import TrackedRow, tracked
from cxdata.council import Tracking
from cxdata.export.download import words_to_save
from cxdata.export.edition.public.tracker import PublishedRecommendation, PublishedTracker
from cxdata.export.exhibit.model import Exhibit
from cxdata.lists.tracker import TRACKER
from cxdata.measures.words import NOTHING
from cxdata.periods import say_date

PUBLISHED_ROWS = (
    "Recommendations alone, as the public papers have them: without owners, comments, actions, evidence or history."
)
MOST, MOST_NARROW = 9, 5
"""Rows drawn on the first screen, and on a phone's."""
_ABOUT = (
    "What a row lacks is told by rules, the same for every row: an answer within two months (Local Government Act "
    "2000, section 9FE) or the days set in council.toml; of a “yes” an action, an owner and a date; of “already doing” "
    "evidence; of what is put off a date; a word at least every six months.",
    "Each is a sentence at the row. None of them says that anybody is at fault.",
)


def exhibit_of_tracker(
    tracker: Tracker,
    drawn: Sequence[Standing],
    tracking: Tracking,
    verdicts: Mapping[str, str],
    *,
    key: str = "tracker",
    narrow: bool = False,
) -> Exhibit:
    """The rows `drawn` as a drawing, all rows as a table; `verdicts` say by id whether one worked."""
    chart = None
    if drawn:
        rows = [_drawn(row, tracker.as_of, tracking, verdicts.get(row.item.id, "")) for row in drawn]
        chart = replace(tracked(rows, tracker.as_of, narrow=narrow), notes=_rest(len(tracker.rows) - len(drawn)))
    table = pd.DataFrame([_in_short(row, verdicts.get(row.item.id, "")) for row in tracker.rows], dtype=str)
    whole = pd.DataFrame([_in_words(row, verdicts.get(row.item.id, "")) for row in tracker.rows], dtype=str)
    scope = f"As it stands on {say_date(tracker.as_of)}"
    return Exhibit(
        key=key,
        finding=tracker.sentence,
        chart=chart,
        scope=scope,
        source=TRACKER.file_name,
        rows=table,
        download=words_to_save("recommendations", whole, tracker.sentence, f"{scope}."),
        about=_ABOUT,
    )


def exhibit_of_published(tracker: PublishedTracker, *, narrow: bool = False) -> Exhibit:
    """The same of what is published."""
    chart = None
    drawn = tracker.rows[: MOST_NARROW if narrow else MOST]
    if drawn:
        rows = [_drawn_published(row, tracker.as_of) for row in drawn]
        chart = replace(tracked(rows, tracker.as_of, narrow=narrow), notes=_rest(len(tracker.rows) - len(drawn)))
    table = pd.DataFrame([_published_in_words(row) for row in tracker.rows], dtype=str)
    scope = f"As it stands on {say_date(tracker.as_of)}"
    return Exhibit(
        key="tracker",
        finding=tracker.sentence,
        chart=chart,
        scope=scope,
        source="the council's record of recommendations",
        rows=table,
        download=words_to_save("recommendations", table, tracker.sentence, f"{scope}.", rules=PUBLISHED_ROWS),
        about=(PUBLISHED_ROWS, *_ABOUT),
    )


def _rest(number: int) -> tuple[str, ...]:
    return (f"{number} more {'is' if number == 1 else 'are'} in the table.",) if number > 0 else ()


def _drawn(row: Standing, as_of: date, tracking: Tracking, verdict: str) -> TrackedRow:
    item = row.item
    titles = [flag.title for flag in row.flags]
    stands = f"{titles[0]}{f' +{len(titles) - 1}' if len(titles) > 1 else ''}" if titles else _stands(item, verdict)
    due = item.due or (item.until.last if item.until and item.delay else None)
    return TrackedRow(
        key=item.id,
        words=f"{item.name}. {item.text}",
        stands=stands,
        lacks=bool(titles),
        made=item.made,
        until=as_of if item.is_open else item.last_word,
        due=due if item.is_answered else reply_due(item, tracking),
        done=item.state is State.DONE,
    )


def _stands(item: Item, verdict: str) -> str:
    """How a row that lacks nothing stands."""
    if item.state is State.DONE:
        return f"Done, {verdict}" if verdict else "Done"
    if item.state is State.CLOSED:
        return "Stopped" if item.status == "stopped" else "Refused"
    if not item.is_answered and item.is_recommendation:
        return "Answer awaited"
    if item.due:
        return f"Due {say_date(item.due)}"
    return f"Until {say_date(item.until.last)}" if item.delay and item.until else (item.status.capitalize() or "Open")


def _in_short(row: Standing, verdict: str) -> dict[str, str]:
    """A row as the page has room for it; all that is recorded is in what is saved."""
    lacks = " ".join(flag.sentence for flag in row.flags)
    return {
        "What was promised": f"{row.item.name}. {row.item.text}",
        "Answer": row.item.answer or NOTHING,
        "How it stands": lacks or f"{_stands(row.item, verdict)}.",
    }


def _in_words(row: Standing, verdict: str) -> dict[str, str]:
    item = row.item
    return {
        "Id": item.id,
        "Reference": item.reference or NOTHING,
        "Kind": item.kind,
        "Made": _day(item.made),
        "Meeting": item.meeting or NOTHING,
        "What was promised": item.text,
        "Answer": item.answer or NOTHING,
        "Comment": item.comment or NOTHING,
        "What will be done": item.action or NOTHING,
        "Owner": item.owner or NOTHING,
        "Due": _day(item.due),
        "Status": item.status or NOTHING,
        "Evidence": item.evidence or NOTHING,
        "Measure": item.measure or NOTHING,
        "Last heard": _day(item.heard),
        "What it lacks": " ".join(flag.sentence for flag in row.flags) or NOTHING,
        "Did it work": verdict or NOTHING,
    }


def _drawn_published(row: PublishedRecommendation, as_of: date) -> TrackedRow:
    titles = row.flags
    stands = f"{titles[0]}{f' +{len(titles) - 1}' if len(titles) > 1 else ''}" if titles else row.state.capitalize()
    is_open = row.state == State.OPEN.value
    return TrackedRow(
        key=row.name,
        words=f"{row.name}. {row.text}",
        stands=stands,
        lacks=bool(titles),
        made=row.made,
        until=as_of if is_open else None,
        due=None,
        done=row.state == State.DONE.value,
    )


def _published_in_words(row: PublishedRecommendation) -> dict[str, str]:
    return {
        "No": row.name,
        "Made": _day(row.made),
        "Meeting": row.meeting or NOTHING,
        "Recommendation": row.text,
        "Answer": row.answer or NOTHING,
        "Stands": row.state,
        "What it lacks": "; ".join(row.flags) or NOTHING,
    }


def _day(day: date | None) -> str:
    return say_date(day) if day else NOTHING
