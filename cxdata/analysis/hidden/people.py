"""Groups of customers in words a member can read aloud: 'Business customers who got in touch by phone'."""

from collections.abc import Mapping

from cxdata.analysis.result import capital
from cxdata.contract import NOT_RECORDED
from cxdata.measures import DIMENSIONS

OTHER = "Other"

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
_CONTACT = ("channel", "service")
_ORDER = ("customer_type", "age_band", "disability", "ward", "provider", "channel", "service")


def people(conditions: Mapping[str, str]) -> str:
    """The customers that meet all the conditions (dimension -> value as the engine has it), for mid-sentence."""
    noun, rest = "customers", dict(conditions)
    kind = rest.get("customer_type", "")
    if kind and kind not in (NOT_RECORDED, OTHER):
        noun = f"{kind} customers"
        del rest["customer_type"]
    order = [name for name in _ORDER if name in rest] + [name for name in rest if name not in _ORDER]
    words = [noun]
    for name in order:
        if name in _CONTACT and "who got in touch" not in words and rest[name] not in (NOT_RECORDED, OTHER):
            words.append("who got in touch")
        words.append(_phrase(name, rest[name]))
    return " ".join(words)


def everyone(conditions: Mapping[str, str]) -> str:
    """The same at the start of a sentence."""
    return capital(people(conditions))


def _phrase(dimension: str, value: str) -> str:
    title = DIMENSIONS[dimension].title.lower() if dimension in DIMENSIONS else dimension.replace("_", " ")
    if value == NOT_RECORDED:
        return f"whose {title} is not recorded"
    if value == OTHER:
        return f"of a rarer {title}"
    if dimension == "channel":
        return _CHANNELS.get(value, f"by {value}")
    return _PHRASES.get(dimension, f"with {title} {{value}}").replace("{value}", value)
