"""What can be typed out of a paper: figures that counts can state, and the fields that they fill."""

from dataclasses import dataclass
from enum import Enum

from cxdata.errors import CxError, suggest_nearest
from cxdata.measures import MEASURES


class Form(Enum):
    """What a kind of figure is made of."""

    COUNT = "a number"
    SHARE = "a number or a percentage, of a base"
    MEAN = "seconds, of a base"


@dataclass(frozen=True)
class Kind:
    """One kind of figure that can be typed.

    `id` is its measure's name (or "page_views", which is no measure by itself). `part` and `base` are the fields of
    `table` that its counts fill; `base_words` say what the base counts. `needs` is the kind of which the same period
    must be typed before, because no row of the table can do without it.
    """

    id: str
    title: str
    table: str
    form: Form
    part: str
    base: str = ""
    base_words: str = ""
    needs: str = ""


KINDS: dict[str, Kind] = {
    kind.id: kind
    for kind in (
        Kind("contacts", "Contacts", "contacts", Form.COUNT, "count"),
        Kind("calls_offered", "Calls offered", "calls", Form.COUNT, "offered"),
        Kind("abandoned_share", "Callers who gave up", "calls", Form.SHARE, "abandoned", "offered", "calls offered"),
        Kind(
            "answered_in_target",
            "Answered within the target wait",
            "calls",
            Form.SHARE,
            "answered_in_target",
            "answered",
            "calls answered",
            "calls_offered",
        ),
        Kind(
            "average_wait",
            "Average phone wait",
            "calls",
            Form.MEAN,
            "wait_seconds_total",
            "answered",
            "calls answered",
            "calls_offered",
        ),
        Kind("satisfied", "Satisfied", "responses", Form.SHARE, "satisfied", "count", "answers"),
        Kind("complaints", "Complaints", "complaints", Form.COUNT, "count"),
        Kind(
            "complaints_upheld",
            "Complaints upheld",
            "complaints",
            Form.SHARE,
            "upheld",
            "decided",
            "complaints decided",
            "complaints",
        ),
        Kind("web_visits", "Web visits", "web", Form.COUNT, "visits"),
        Kind("page_views", "Page views", "web", Form.COUNT, "page_views"),
        Kind("web_completion", "Online forms finished", "web", Form.SHARE, "completions", "starts", "forms begun"),
    )
}
_CHANNEL_SHARES = ("online_share", "automated_phone_share", "assisted_share", "channel_share", "channel_group_share")


def find_kind(name: str) -> Kind:
    """The kind of figure called `name`. Raises CxError saying why another measure cannot be typed."""
    if name not in KINDS:
        raise CxError(_why_not(name))
    return KINDS[name]


def _why_not(name: str) -> str:
    if name in _CHANNEL_SHARES:
        return (
            f"'{name}' is worked out of the contacts of each channel. Type those: contacts by web, contacts by phone "
            "and so on (--channel)."
        )
    if name in MEASURES:
        known = ", ".join(KINDS)
        return f"'{name}' cannot be typed: two numbers out of a paper do not say it. What can be typed is {known}."
    return f"There is no figure '{name}' to type. {suggest_nearest(name, tuple(KINDS))}"
