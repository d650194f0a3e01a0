"""Text out of the data, a link or an error, made safe to stand in markdown and in HTML: one function for each.

A `str` is text: it is read as it was written, and nothing in it is fetched. Markup is what this program wrote itself,
and is of a type of its own, made of templates that stand in the code (`mark`, `html_of`), whose values are text.
`frame/elements.py` gives Streamlit nothing else.
"""

import html
import re
from base64 import b64encode
from collections.abc import Iterable, Sequence

from cxdata.measures.words import say_in_short

# Every character where it could begin markup: markdown's, and Streamlit's own (":red[...]", "$formula$", ":icon:"). No
# others: a label is also read to those who do not see it, as it was written and with every backslash.
_MARKUP = re.compile(r"[\\`*_\[\]#|~<>$]|:(?=\S)|&(?=#?\w+;)|(?<!\w)-|-(?!\w)|^[+=]")
_NUMBERED = re.compile(r"^\d{1,9}(?=[.)])")
# Some words are looked for once escapes are undone: addresses, which become links, names of icons and of a logo, and
# arrows and dashes made of signs. A word joiner within them, which cannot be seen, prevents that.
_JOINER = "\u2060"
_LOOKED_FOR = re.compile(
    r"(https?|ftp|mailto|xmpp|www|:(?=material|streamlit)|(?<!\S)[-<>~](?=(?:->|>|-|=)(?!\S)))|(?=@)", re.IGNORECASE
)
# The address of a page of this app, as `go.href` writes it: no host, nothing that ends markdown's link.
_OWN_ADDRESS = re.compile(r"/[a-z_]*(\?[\w.~%&=+-]*)?", re.ASCII)


class Markdown(str):
    """Markup of our own, in which every word that somebody else wrote has been made safe."""

    __slots__ = ()


class Html(str):
    """HTML of our own, in which every word that somebody else wrote has been made safe."""

    __slots__ = ()


def plain(text: str) -> Markdown:
    """Text, made safe to stand in markdown: it is read as it was written. Markdown of our own stays as it is.

    Streamlit reads markdown in labels, errors, tables and toasts too. The result carries word joiners, which cannot be
    seen: not for files that are saved.
    """
    if isinstance(text, Markdown):
        return text
    joined_up = _LOOKED_FOR.sub(rf"\g<0>{_JOINER}", " ".join(str(text).split()))
    return Markdown(_NUMBERED.sub(r"\g<0>\\", _MARKUP.sub(r"\\\g<0>", joined_up)))


def mark(template: str, *values: str) -> Markdown:
    """Markdown written in the code: `mark("**Ask:** {}", question)`. Each `{}` is a value, which is text."""
    return Markdown(template.format(*map(plain, values)) if values else template)


def joined(between: str, parts: Iterable[str]) -> Markdown:
    """Parts as one piece of markdown with lines, blank lines or spaces between; what is text is made safe."""
    if between.strip():
        raise ValueError("parts are joined by spaces and lines alone")
    return Markdown(between.join(map(plain, parts)))


def listed(lines: Iterable[str]) -> Markdown:
    """Lines as a list with dots."""
    return joined("\n", [mark("- {}", line) for line in lines])


def link(words: str, address: str) -> Markdown:
    """A link to a page of this app. Raises ValueError for an address that leads anywhere else."""
    if not _OWN_ADDRESS.fullmatch(address):
        raise ValueError(f"no address of this app: {address}")
    return Markdown(f"[{plain(words)}]({address})")


def html_of(template: str, *values: str) -> Html:
    """HTML written in the code: `html_of("<li>{}</li>", words)`. Each `{}` is a value: text, or HTML of our own."""
    if not values:
        return Html(template)
    return Html(template.format(*(value if isinstance(value, Html) else html.escape(value) for value in values)))


def html_joined(parts: Iterable[Html]) -> Html:
    """Pieces of HTML one after another."""
    return html_of("{}" * len(kept), *kept) if (kept := list(parts)) else Html("")


def picture(svg: str, *, alt: str = "") -> Html:
    """A drawing of our own as an image within the page: nothing in it can run or be fetched."""
    drawn = b64encode(svg.encode()).decode()
    return html_of('<img alt="{}" src="data:image/svg+xml;base64,{}">', alt, drawn)


def small(text: str) -> Markdown:
    """Text out of the data as smaller type in full ink: a caption's grey does not survive a projector."""
    return mark(":small[{}]", text)


def warned(warnings: Sequence[str], *, already: Sequence[str] = ()) -> list[Markdown]:
    """What doubts the figures themselves in short, as lines of markdown that stand out from the notes.

    What is the same in short is one line, and none where it is said of the warnings `already` shown.
    """
    told = {say_in_short(warning) for warning in already}
    lines = dict.fromkeys(say_in_short(warning) for warning in warnings)
    return [mark(":small[**{}**]", line) for line in lines if line not in told]


def warned_in_full(warnings: Sequence[str]) -> list[Markdown]:
    """The same in full: warnings that begin with the same sentence are one line, which has it once."""
    beginnings: dict[str, list[str]] = {}
    for warning in dict.fromkeys(warnings):
        first, _, rest = warning.partition(". ")
        beginnings.setdefault(first, []).append(rest)
    lines = [". ".join([first, " ".join(rest)]) if any(rest) else first for first, rest in beginnings.items()]
    return [mark(":small[**{}**]", line) for line in lines]
