"""Text out of the data or a link, made safe to stand in markdown."""

import re
from collections.abc import Sequence

from cxdata.measures.words import say_in_short

# Every character that could begin markup: markdown's, and Streamlit's own (":red[...]", "$formula$", ":icon:").
_MARKUP = str.maketrans({character: f"\\{character}" for character in "\\`*_{}[]()#+-.!|~<>$:^=&"})
# Addresses are made links even where every character of markup is escaped; a word joiner within them prevents that.
_JOINER = "\u2060"
_BEFORE_ADDRESS = re.compile(r"(https?|ftp|mailto|xmpp|www)", re.IGNORECASE)


def plain(text: str) -> str:
    """Text out of the data, made safe to stand in markdown: it is read as it was written, and nothing in it is fetched.

    Streamlit reads markdown in labels, errors, tables and toasts too, so all text that somebody else wrote goes through
    here. It then carries word joiners, which cannot be seen: not for files that are saved.
    """
    escaped = " ".join(text.split()).translate(_MARKUP)
    return _BEFORE_ADDRESS.sub(rf"\1{_JOINER}", escaped).replace("@", f"{_JOINER}@")


def small(text: str) -> str:
    """Text out of the data as smaller type in full ink: a caption's grey does not survive a projector."""
    return f":small[{plain(text)}]"


def warned(warnings: Sequence[str], *, already: Sequence[str] = ()) -> list[str]:
    """What doubts the figures themselves in short, as lines of markdown that stand out from the notes.

    What is the same in short is one line, and none where it is said of the warnings `already` shown.
    """
    told = {say_in_short(warning) for warning in already}
    lines = dict.fromkeys(say_in_short(warning) for warning in warnings)
    return [f":small[**{plain(line)}**]" for line in lines if line not in told]


def warned_in_full(warnings: Sequence[str]) -> list[str]:
    """The same in full: warnings that begin with the same sentence are one line, which has it once."""
    beginnings: dict[str, list[str]] = {}
    for warning in dict.fromkeys(warnings):
        first, _, rest = warning.partition(". ")
        beginnings.setdefault(first, []).append(rest)
    lines = [". ".join([first, " ".join(rest)]) if any(rest) else first for first, rest in beginnings.items()]
    return [f":small[**{plain(line)}**]" for line in lines]
