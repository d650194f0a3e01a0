"""Pairs of sources that count one thing: where both are loaded, they can contradict each other.

A further pair is one more entry here: the check, the sentence beside the figures and (with a channel) the choice in
council.toml follow from it.
"""

from cxdata.measures.model import Pair, Source
from cxdata.measures.registry.complaints import FIRST_OF_CASE

SHARES = ("channel_share", "channel_group_share", "online_share", "automated_phone_share", "assisted_share")
"""The measures that hold one channel's contacts against the others'."""

# "Noise complaint" is what somebody reports to the council; "Complaint" and "Formal complaint" are about the council.
_OF_COMPLAINT = "regexp_matches({0}::varchar, '(?i)^(formal |corporate |official |stage \\d+ )?complaints?\\b')"


def _tagged(column: str) -> str:
    # The words of the type are looked at, not each of the rows.
    words = f"select unnest(enum_range(null::level_{column})) as level"
    return f"{column} in (select level::level_{column} from ({words}) where {_OF_COMPLAINT.format('level')})"


PAIRS = (
    Pair(
        "phone",
        Source("contacts", "count", "channel = 'phone' and requester <> 'staff'", "contacts by phone", "contacts"),
        Source("calls", "answered", "channel <> 'face_to_face'", "calls answered", "calls"),
        SHARES,
        channel="phone",
    ),
    Pair(
        "face_to_face",
        Source(
            "contacts",
            "count",
            "channel = 'face_to_face' and requester <> 'staff'",
            "contacts face to face",
            "contacts",
        ),
        Source("calls", "answered", "channel = 'face_to_face'", "visitors seen at a desk", "visitors"),
        SHARES,
        channel="face_to_face",
    ),
    Pair(
        "web",
        Source("contacts", "count", "channel = 'web' and requester <> 'staff'", "contacts by web", "contacts"),
        Source("web", "completions", "true", "online forms completed", "forms"),
        SHARES,
        channel="web",
    ),
    Pair(
        "complaints",
        Source("complaints", "coalesce(count, 1)", FIRST_OF_CASE, "complaints, each case once"),
        Source(
            "contacts",
            "count",
            f"({_tagged('service')} or {_tagged('reason')}) and requester <> 'staff'",
            "contacts tagged as a complaint",
        ),
        ("complaints",),
        needed=True,
    ),
)
"""Every pair, in the order in which they are told."""
