"""What a measure is called where there is no room for its whole title, and what it was called before."""

from cxdata.measures.model import Measure

SHORTER = {
    "satisfaction_mean_score": "Satisfaction score",
    "automated_phone_share": "By automated phone",
    "answered_in_target": "Answered within target",
    "contacts_per_1000": "Contacts per 1,000",
}
"""The title with some of its words left out, for a tile or a row: never other words, or one figure had two names."""

FORMER = {
    "satisfaction_mean_score": ("Score out of 100",),
    "online_share": ("Online share",),
    "automated_phone_share": ("Automated phone share",),
    "assisted_share": ("Assisted share",),
    "average_wait": ("Average wait",),
    "visitor_wait": ("Average wait face to face",),
    "abandoned_share": ("Calls abandoned",),
    "days_to_close": ("Days to close (middle value)", "Half are closed within"),
    "days_to_close_p90": ("Days to close (slowest tenth)",),
    "first_time": ("Dealt with the first time",),
    "web_completion": ("Online forms completed",),
}
"""Names that an officer's list, a link or what another council prints may have; nothing shows them."""


def called_before(words: str) -> str:
    """The id of the measure that was once called so; "" where none was."""
    return next((name for name, old in FORMER.items() if words.casefold() in map(str.casefold, old)), "")


def label_of(measure: Measure) -> str:
    """The measure's title, or the shorter form of it."""
    return SHORTER.get(measure.id, measure.title)
