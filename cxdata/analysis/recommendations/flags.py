"""What a row of the tracker lacks: each flag is one rule and one sentence, and all of them stand here.

A "yes" is not accepted as it is: an answer that is agreed says who does what by when, one that is put off until when,
and "we do that already" by what one sees it. Of these four an answer has at most one, so that they can be counted.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from cxdata.analysis.recommendations.item import Item, State
from cxdata.analysis.result import say_list, say_many
from cxdata.council import Tracking
from cxdata.periods import add_months, say_date

REPLY_MONTHS = 2
"""An executive answers within two months (Local Government Act 2000, section 9FE), where a council sets no other."""


@dataclass(frozen=True)
class Flag:
    """A rule that a row falls under: its key, the words for a heading or a chart, and the sentence about this row.

    `title` is the same for every row: nothing that an officer wrote is in it.
    """

    key: str
    title: str
    sentence: str


@dataclass(frozen=True)
class Rule:
    """A flag's key and title, and what gives its sentence for a row on a day; "" where it does not fall under it."""

    key: str
    title: str
    say: Callable[[Item, date, Tracking], str]


def flags_of(item: Item, as_of: date, tracking: Tracking) -> tuple[Flag, ...]:
    """All flags of a row as it stands on a day, in the order of RULES."""
    said = ((rule, rule.say(item, as_of, tracking)) for rule in RULES)
    return tuple(Flag(rule.key, rule.title, sentence) for rule, sentence in said if sentence)


def reply_due(item: Item, tracking: Tracking) -> date | None:
    """The day by which an answer is owed; None where none is, or nobody knows when it was asked."""
    if not item.is_recommendation or item.made is None:
        return None
    if tracking.reply_days is not None:
        return item.made + timedelta(days=tracking.reply_days)
    return add_months(item.made, REPLY_MONTHS)


def _reply_overdue(item: Item, as_of: date, tracking: Tracking) -> str:
    due = reply_due(item, tracking)
    if due is None or item.is_answered or due >= as_of:
        return ""
    return f"No answer yet: it was due by {say_date(due)}, {_ago(due, as_of)}."


def _no_action(item: Item, as_of: date, tracking: Tracking) -> str:
    if not _is_plain_yes(item) or not item.is_recommendation or item.action:
        return ""
    lacks = ["action", *_without_owner_or_date(item)]
    return f"Agreed, but no {say_or(lacks)} is recorded."


def _incomplete(item: Item, as_of: date, tracking: Tracking) -> str:
    if not _is_plain_yes(item) or (item.is_recommendation and not item.action):
        return ""
    lacks = _without_owner_or_date(item)
    word = "Agreed, with an action" if item.is_recommendation else "Promised"
    return f"{word}, but no {say_or(lacks)} is recorded." if lacks else ""


def _already(item: Item, as_of: date, tracking: Tracking) -> str:
    if not item.is_open or not item.already or item.evidence:
        return ""
    return "Said to be done already, but no evidence is recorded."


def _deferred(item: Item, as_of: date, tracking: Tracking) -> str:
    if not _is_put_off(item) or item.until is not None:
        return ""
    return f"Put off (“{item.delay}”) without a date."


def _action_overdue(item: Item, as_of: date, tracking: Tracking) -> str:
    if not item.is_open:
        return ""
    if item.due and item.due < as_of:
        return f"Due by {say_date(item.due)}, {_ago(item.due, as_of)}, and not recorded as done."
    until = item.until if _is_put_off(item) else None
    if until and until.last < as_of:
        return f"Put off until {say_date(until.last)}, {_ago(until.last, as_of)}, and not recorded as done."
    return ""


def _done_unseen(item: Item, as_of: date, tracking: Tracking) -> str:
    if item.state is not State.DONE or item.evidence or item.measure:
        return ""
    return "Recorded as done, with neither evidence nor a measure to show it."


def _silent(item: Item, as_of: date, tracking: Tracking) -> str:
    last = item.last_word
    if not item.is_open or last is None or (item.is_recommendation and not item.is_answered):
        return ""
    if add_months(last, tracking.silent_months) >= as_of:
        return ""
    return f"No word since {say_date(last)}, {_ago(last, as_of)}."


def _noted(item: Item, as_of: date, tracking: Tracking) -> str:
    return "Only noted: neither agreed nor refused." if item.is_open and item.answer == "noted" else ""


def _is_put_off(item: Item) -> bool:
    return item.is_open and not item.already and bool(item.delay)


def _is_plain_yes(item: Item) -> bool:
    """Agreed and still to be done, and neither put off nor said to be done already."""
    return item.is_open and item.is_agreed and not item.already and not item.delay


def _without_owner_or_date(item: Item) -> list[str]:
    return [*([] if item.owner else ["owner"]), *([] if item.due else ["date"])]


def say_or(names: list[str]) -> str:
    """'action, owner or date'."""
    return " or ".join(say_list(names).rsplit(" and ", 1))


def _ago(day: date, as_of: date) -> str:
    """How long ago a day was: '12 days ago', '9 months ago', '6 years ago'."""
    months = (as_of.year - day.year) * 12 + as_of.month - day.month - (as_of.day < day.day)
    if months < 2:
        return f"{say_many((as_of - day).days, 'day')} ago"
    return f"{say_many(months, 'month')} ago" if months < 24 else f"{say_many(months // 12, 'year')} ago"


# The one that most needs a question first: rows stand in this order, and so does what a finding says.
RULES = (
    Rule("no_action", "Agreed, no action", _no_action),
    Rule("reply_overdue", "Answer overdue", _reply_overdue),
    Rule("action_overdue", "Action overdue", _action_overdue),
    Rule("deferred", "Put off, no date", _deferred),
    Rule("already_doing", "“Already doing”", _already),
    Rule("incomplete", "No owner or date", _incomplete),
    Rule("silent", "No word since", _silent),
    Rule("noted", "Only noted", _noted),
    Rule("done_unseen", "Done, no evidence", _done_unseen),
)
