"""TOML as text, read by the standard library, whose one way to fail is then one exception."""

import tomllib
from typing import Any


def toml_of(text: str) -> dict[str, Any]:
    """What a text says. Raises tomllib.TOMLDecodeError, also for brackets in brackets deeper than Python can follow."""
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise tomllib.TOMLDecodeError("brackets within brackets go too deep") from None
