"""What a member calls a measure, in the few words that a tile or a row has room for."""

from cxdata.measures.model import Measure

LABELS = {
    "satisfied": "Satisfied",
    "dissatisfied": "Dissatisfied",
    "satisfaction_mean_score": "Score out of 100",
    "online_share": "Dealt with online",
    "automated_phone_share": "By automated phone",
    "assisted_share": "Helped by staff",
    "average_wait": "Average phone wait",
    "visitor_wait": "Average counter wait",
    "abandoned_share": "Callers who gave up",
    "answered_in_target": "Answered within target",
    "on_time": "Dealt with on time",
    "days_to_close": "Half are closed within",
    "first_time": "Settled the first time",
    "contacts_per_1000": "Contacts per 1,000",
    "web_completion": "Online forms finished",
}
"""What a member calls a measure, where its title is longer or harder."""


def label_of(measure: Measure) -> str:
    """What a member calls a measure: its short name, or else its title."""
    return LABELS.get(measure.id, measure.title)
