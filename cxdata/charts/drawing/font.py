"""How wide words are in the type of the drawings, so that margins hold them and nothing is cut."""

_AVERAGE = 0.56  # of the size: what a letter of Liberation Sans (as wide as Arial) takes in a line of ordinary words


def width(words: str, size: float) -> int:
    """Pixels that the longest line of these words takes."""
    return round(max((len(line) for line in words.split("\n")), default=0) * size * _AVERAGE)


def widest(texts: list[str], size: float) -> int:
    """Pixels that the widest of these texts takes; 0 without any."""
    return max((width(text, size) for text in texts), default=0)
