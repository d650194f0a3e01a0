"""Text out of the data or a link, made safe to stand in markdown."""

import re
from collections.abc import Sequence

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


def warned(warnings: Sequence[str]) -> list[str]:
    """What doubts the figures themselves, as lines of markdown that stand out from the notes.

    Warnings that begin with the same sentence are one line: the sentence once, then what each of them adds.
    """
    beginnings: dict[str, list[str]] = {}
    for warning in dict.fromkeys(warnings):
        first, _, rest = warning.partition(". ")
        beginnings.setdefault(first, []).append(rest)
    lines = [". ".join([first, " ".join(rest)]) if any(rest) else first for first, rest in beginnings.items()]
    return [f":small[**{plain(line)}**]" for line in lines]
