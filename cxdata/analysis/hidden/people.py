"""Groups in words a member can read aloud: 'Business customers who got in touch by phone'."""

from cxdata.analysis.result import capital
from cxdata.contract import NOT_RECORDED
from cxdata.measures import DIMENSIONS
from cxdata.stats.pockets.cells import OTHER, Conditions, values_of

_CHANNELS = {
    "web": "by the website",
    "app": "by the app",
    "email": "by e-mail",
    "webchat": "by web chat",
    "phone": "by phone",
    "automated_phone": "by the automated phone line",
    "face_to_face": "face to face",
    "post": "by post",
    "social": "by social media",
    "partner": "through a partner",
    "other": "by another way",
}
_PHRASES = {
    "customer_type": "of the type {value}",
    "age_band": "aged {value}",
    "disability": "who answered “{value}” to disability",
    "ward": "in {value}",
    "service": "about {value}",
    "provider": "served by {value}",
}
_OF_THINGS = {
    "customer_type": "from customers of the type {value}",
    "requester": "raised by {value}",
    "complexity": "of {value} complexity",
    "queue": "to the queue {value}",
    "menu_option": "by the menu option {value}",
    "hour": "in the hour from {value}",
    "weekday": "on a {value}",
    "stage": "at {value}",
    "cause": "about the cause {value}",
}
_CONTACT = ("channel", "service")
_ORDER = ("customer_type", "age_band", "disability", "ward", "provider", "channel", "service", "queue")


def people(conditions: Conditions, things: str = "customers") -> str:
    """Those who meet all the conditions (dimension -> value as the engine has it, or values), for mid-sentence.

    `things` is what is counted: "customers", "calls".
    """
    noun, rest = things, dict(conditions)
    kinds = values_of(rest.get("customer_type", ()))
    if kinds and things == "customers" and not {NOT_RECORDED, OTHER} & set(kinds):
        noun = f"{' or '.join(kinds)} customers"
        del rest["customer_type"]
    order = [name for name in _ORDER if name in rest] + [name for name in rest if name not in _ORDER]
    words = [noun]
    for name in order:
        known = not {NOT_RECORDED, OTHER} & set(values_of(rest[name]))
        if things == "customers" and name in _CONTACT and "who got in touch" not in words and known:
            words.append("who got in touch")
        words.append(_phrase(name, values_of(rest[name]), things))
    return " ".join(words)


def everyone(conditions: Conditions, things: str = "customers") -> str:
    """The same at the start of a sentence."""
    return capital(people(conditions, things))


def _phrase(dimension: str, values: tuple[str, ...], things: str) -> str:
    title = DIMENSIONS[dimension].title.lower() if dimension in DIMENSIONS else dimension.replace("_", " ")
    special = {NOT_RECORDED: f"whose {title} is not recorded", OTHER: f"of a rarer {title}"}
    if dimension == "channel" or special.keys() & set(values):
        return " or ".join(special.get(value) or _one(dimension, value, title, things) for value in values)
    return _one(dimension, " or ".join(values), title, things)


def _one(dimension: str, value: str, title: str, things: str) -> str:
    if dimension == "channel":
        return _CHANNELS.get(value, f"by {value}")
    phrases = _PHRASES if things == "customers" else _PHRASES | _OF_THINGS
    return phrases.get(dimension, f"with {title} {{value}}").replace("{value}", value)
