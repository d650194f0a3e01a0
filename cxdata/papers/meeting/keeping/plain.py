"""Values out of a file that anybody may have written: each of the kind that it should be, or a ValueError."""

from typing import Any


def text(value: object) -> str:
    """A text. Raises ValueError for anything else."""
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no text")
    return value


def values(value: object, count: int | None = None) -> list[Any]:
    """A list, of so many where a `count` is given. Raises ValueError for anything else."""
    if not isinstance(value, list) or count not in (None, len(value)):
        raise ValueError(f"{value!r} is no list of {'any' if count is None else count}")
    return value


def named(value: object) -> dict[str, Any]:
    """Values by name. Raises ValueError for anything else."""
    if not isinstance(value, dict):
        raise ValueError(f"{value!r} has no names")
    return value
