"""Text out of the data or a link, made safe to stand in markdown."""

# Characters that Streamlit's markdown would read as markup in a name out of somebody's data.
_MARKUP = str.maketrans({character: f"\\{character}" for character in "\\`*_[]<>$~#|:"})


def plain(text: str) -> str:
    """Text out of the data, made safe to stand in markdown."""
    return text.translate(_MARKUP)


def small(text: str) -> str:
    """Text out of the data as smaller type in full ink: a caption's grey does not survive a projector."""
    return f":small[{plain(text)}]"
