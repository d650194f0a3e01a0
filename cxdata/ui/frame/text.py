"""Text out of the data or a link, made safe to stand in markdown."""

from collections.abc import Sequence

# Characters that Streamlit's markdown would read as markup in a name out of somebody's data.
_MARKUP = str.maketrans({character: f"\\{character}" for character in "\\`*_[]<>$~#|:"})


def plain(text: str) -> str:
    """Text out of the data, made safe to stand in markdown."""
    return text.translate(_MARKUP)


def small(text: str) -> str:
    """Text out of the data as smaller type in full ink: a caption's grey does not survive a projector."""
    return f":small[{plain(text)}]"


def warned(warnings: Sequence[str]) -> list[str]:
    """What doubts the figures themselves, as lines of markdown that stand out from the notes."""
    return [f":small[**{plain(warning)}**]" for warning in warnings]
