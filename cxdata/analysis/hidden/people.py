"""Groups in words a member can read aloud: 'Business customers who got in touch by phone'."""

from collections.abc import Sequence

from cxdata.analysis.result import capitalise
from cxdata.contract import NOT_RECORDED
from cxdata.measures import DIMENSIONS
from cxdata.measures.words import say_level
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
_RAISED_BY = {"public": "the public", "councillor": "a councillor", "partner": "a partner"}
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
_COMMON = frozenset({"customer_type", "channel", "service", "complexity", "requester", "cause", "queue"})
_QUOTED = frozenset({"disability"})
ORDER = ("customer_type", "age_band", "disability", "ward", "provider", "channel", "service", "queue")


def people(conditions: Conditions, things: str = "customers", *, brief: bool = False) -> str:
    """Those who meet all the conditions (dimension -> value as the engine has it, or values), for mid-sentence.

    `things` is what is counted: "customers", "calls". `brief` leaves out "who got in touch".
    """
    noun, rest = things, dict(conditions)
    kinds = values_of(rest.get("customer_type", ()))
    if kinds and things == "customers" and not {NOT_RECORDED, OTHER} & set(kinds):
        noun = f"{' or '.join(kinds)} customers"
        del rest["customer_type"]
    order = [name for name in ORDER if name in rest] + [name for name in rest if name not in ORDER]
    words, touch = [noun], "" if brief else "who got in touch"
    for name in order:
        named = not {NOT_RECORDED, OTHER} & set(values_of(rest[name]))
        if touch and things == "customers" and name in _CONTACT and named:
            words.append(touch)
            touch = ""
        words.append(_phrase(name, values_of(rest[name]), things))
    return " ".join(words)


def everyone(conditions: Conditions, things: str = "customers") -> str:
    """The same at the start of a sentence."""
    return capitalise(people(conditions, things))


def facts_in_short(conditions: Conditions) -> str:
    """The facts of a group in a row, for a label: 'Business, phone, council tax'."""
    names = [name for name in ORDER if name in conditions] + [name for name in conditions if name not in ORDER]
    return in_a_row([fact(name, conditions[name]) for name in names])


def fact(dimension: str, value: str | tuple[str, ...]) -> str:
    """One fact in a label: 'phone', 'Harepath', 'Bins or Parks'. Only the name of a place or a firm has a capital."""
    title = DIMENSIONS[dimension].title.lower()
    said = [
        f"rarer {title}" if level == OTHER else f"{title} not recorded" if level == NOT_RECORDED else level
        for level in values_of(value)
    ]
    words = " or ".join(say_level(dimension, level) for level in said)
    if dimension in _QUOTED:
        return f"{title} “{words}”"
    return words[:1].lower() + words[1:] if dimension in _COMMON and not words[1:2].isupper() else words


def in_a_row(facts: Sequence[str]) -> str:
    """Facts with commas between them and a capital at the start."""
    return capitalise(", ".join(facts))


def _phrase(dimension: str, values: tuple[str, ...], things: str) -> str:
    title = DIMENSIONS[dimension].title.lower() if dimension in DIMENSIONS else dimension.replace("_", " ")
    special = {NOT_RECORDED: f"whose {title} is not recorded", OTHER: f"of a rarer {title}"}
    if dimension == "channel" or special.keys() & set(values):
        return " or ".join(special.get(value) or _phrase_of(dimension, value, title, things) for value in values)
    return _phrase_of(dimension, " or ".join(values), title, things)


def _phrase_of(dimension: str, value: str, title: str, things: str) -> str:
    if dimension == "channel":
        return _CHANNELS.get(value, f"by {value}")
    if dimension == "requester":
        value = _RAISED_BY.get(value, value)
    phrases = _PHRASES if things == "customers" else _PHRASES | _OF_THINGS
    return phrases.get(dimension, f"with {title} {{value}}").replace("{value}", value)
