"""What a terminal is shown: text, never an order to it.

A name out of the data can hold signs that a terminal obeys: colours, the title of its window, what it would type by
itself, text that runs backwards. Where words go to a terminal these are shown as "�"; a file or a pipe gets them as
they are.
"""

import re
import sys
from typing import TextIO, cast

# Control characters but tab, line feed and the return that our own progress line begins with; and marks of direction.
_ORDERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def without_orders(text: str) -> str:
    """Text with a mark in the place of each sign that a terminal would obey."""
    return _ORDERS.sub("�", text)


class Terminal:
    """A stream to a terminal through which no order passes; in all else the stream itself."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write it as text; how much was given."""
        self._stream.write(without_orders(text))
        return len(text)

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


def guard_terminals() -> None:
    """Let no order out of the data pass to the terminal at which the program was started."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is not None and stream.isatty():
            setattr(sys, name, cast(TextIO, Terminal(stream)))
