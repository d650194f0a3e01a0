"""The widths of words are those of the type they are set in."""

import io

import numpy as np
import pytest

from cxdata.charts.drawing import font
from cxdata.charts.drawing.place import Words
from cxdata.charts.drawing.png import png_of
from cxdata.charts.drawing.svg import document, write

pytestmark = pytest.mark.unit

# Widths in thousandths of the size out of Adobe's font metrics of the core 14 fonts (Helvetica.afm and
# Helvetica-Bold.afm, 1997), to which Arial and Liberation Sans were made equal.
REGULAR = {" ": 278, "i": 222, "a": 556, "A": 667, "W": 944, "m": 833, "%": 889, "0": 556, ",": 278, "-": 333, "–": 556}
BOLD = {" ": 278, "i": 278, "a": 556, "A": 722, "W": 944, "m": 889, "%": 889, "0": 556, ",": 278, "-": 333, "?": 611}


@pytest.mark.parametrize(("letter", "thousandths"), REGULAR.items())
def test_a_letter_is_as_wide_as_in_the_published_metrics(letter: str, thousandths: int) -> None:
    assert font.width(letter * 20, 100) == pytest.approx(thousandths * 2, abs=2)


@pytest.mark.parametrize(("letter", "thousandths"), BOLD.items())
def test_a_bold_letter_is_as_wide_as_in_the_published_metrics(letter: str, thousandths: int) -> None:
    assert font.width(letter * 20, 100, bold=True) == pytest.approx(thousandths * 2, abs=2)


def test_of_several_lines_the_longest_counts() -> None:
    assert font.width("Abbey\nCastle Hill", 16) == font.width("Castle Hill", 16) > font.width("Abbey", 16)
    assert font.widest(["Abbey", "Castle Hill"], 16) == font.width("Castle Hill", 16)
    assert font.widest([], 16) == font.width("", 16) == 0


def test_a_letter_that_the_font_lacks_takes_a_square() -> None:
    assert font.width("区", 16) == 16


@pytest.mark.parametrize("bold", [False, True])
def test_drawn_words_are_as_wide_as_they_are_said_to_be(bold: bool) -> None:
    words = "Hamburgefontsiv 0123456789, council tax (few) and 27.5%H"
    text = write(Words("said", words, 10, 20, "start", "#000000", 16, bold))
    wide = font.width(words, 16, bold=bold)
    inked = np.argwhere(_grey(png_of(document(wide + 20, 40, [text]), scale=4)) < 128)[:, 1] / 4
    assert inked.min() == pytest.approx(10, abs=2)  # an H begins a little to the right of its place
    assert inked.max() == pytest.approx(10 + wide, abs=3)  # and pairs of letters stand a little closer (kerning)


def test_words_are_wrapped_to_the_room_and_a_longer_word_is_broken() -> None:
    words = "Business customers phoning about council tax"
    lines = font.wrap(words, 26, 300, bold=True)
    assert lines == ["Business customers", "phoning about council", "tax"]
    assert font.width(lines[1], 26, bold=True) <= 300 < font.width(f"{lines[0]} phoning", 26, bold=True)
    assert "".join(font.wrap("W" * 40, 16, 100)) == "W" * 40
    assert font.wrap("  ", 16, 100) == []


def _grey(png: bytes) -> np.ndarray:
    from PIL import Image

    return np.asarray(Image.open(io.BytesIO(png)).convert("L"))


@pytest.mark.parametrize(
    ("words", "drawn"),
    [
        ("李明 Łódź", "?? Łódź"),
        ("◆ worse ✓ met", "◊ worse √ met"),
        ("ＡＢ① ⚠\ufe0f", "AB1 !"),
        ("a\nb – 3 × 4 ▲▼●", "a\nb – 3 × 4 ▲▼●"),
    ],
)
def test_a_character_that_the_font_lacks_is_written_by_its_like_or_a_question_mark(words: str, drawn: str) -> None:
    assert font.writable(words) == drawn


def test_a_picture_shows_no_empty_box() -> None:
    """A Chinese name is drawn as the question marks that stand for it, pixel for pixel."""
    pictures = [
        png_of(document(200, 40, [write(Words("mark", words, 10, 20, "start", "#000000", 16))]))
        for words in ("李明", "??")
    ]
    assert np.array_equal(*map(_grey, pictures))
