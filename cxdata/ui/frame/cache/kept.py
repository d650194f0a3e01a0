"""What was worked out once and is asked for at every run: values by plain keys, in the server's memory.

st.cache_data writes every argument out to make its key and gives a new copy each time: of a run whose answers are all
known that was the half. Here a key is compared as it is and the value is handed out as it is, so nobody may change it.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

import streamlit as st

R = TypeVar("R")
MOST = 1500
"""Values kept, of any kind; those not asked for the longest time go first."""


class Kept:
    """Values by key. Two sessions that ask at the same moment may both work one out; the later is kept."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._values: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], R]) -> R:
        """The value of this key, made now if it is not held. What `make` raises is raised, and not kept."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                known: R = self._values[key]
                return known
        value = make()
        with self._lock:
            self._values[key] = value
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return value

    def items(self) -> list[tuple[Hashable, Any]]:
        """All that is held with its keys, the one not asked for the longest time first."""
        with self._lock:
            return list(self._values.items())


@st.cache_resource(show_spinner=False)
def kept() -> Kept:
    """What this server keeps; st.cache_resource.clear() empties it, as erasing a file does."""
    return Kept()
