"""Words of a drawing that lie on each other, by the boxes of their letters."""

from itertools import combinations

from cxdata.charts.drawing.font import LINE
from cxdata.charts.drawing.model import Drawing
from cxdata.charts.drawing.place import Words, fit, words_of

NEAR = 1.0  # pixels that boxes may share: their letters do not touch yet


def overlaps(drawing: Drawing, width: float) -> list[tuple[str, str]]:
    """The pairs of texts that lie on each other in a picture of this width."""
    texts = [words for words in words_of(fit(drawing, width), width) if words.words.strip()]
    return [(one.words, other.words) for one, other in combinations(texts, 2) if _meet(one, other)]


def _meet(one: Words, other: Words) -> bool:
    left, top, right, bottom = _letters(one)
    other_left, other_top, other_right, other_bottom = _letters(other)
    across = min(right, other_right) - max(left, other_left)
    down = min(bottom, other_bottom) - max(top, other_top)
    return across > NEAR and down > NEAR


def _letters(words: Words) -> tuple[float, float, float, float]:
    """The box without the space between lines, which has no ink in it."""
    left, top, right, bottom = words.box
    air = (LINE - 1) / 2 * words.size
    return left, top + air, right, bottom - air
