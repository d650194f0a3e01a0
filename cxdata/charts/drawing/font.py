"""How wide words are in the type of the drawings, so that margins hold them and nothing is cut.

The widths are those of Liberation Sans, read out of the font files that the pictures are drawn with; Arial, the type of
the screen, has the same widths. The files are described in the OpenType specification (tables cmap, hhea, hmtx, head).
"""

import struct
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from math import ceil
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
REGULAR, BOLD = FONTS / "LiberationSans-Regular.ttf", FONTS / "LiberationSans-Bold.ttf"
UNKNOWN = "?"
"""What stands for a character that the fonts lack and that has no like."""
_LIKE = {"◆": "◊", "◇": "◊", "✓": "√", "✔": "√", "✕": "×", "✗": "×", "✘": "×", "★": "*", "⚠": "!"}
LINE = 1.3  # of the size: from one line of words to the next, as Plotly has it


def width(words: str, size: float, *, bold: bool = False) -> int:
    """Pixels that the longest line of these words takes."""
    return ceil(max(_exact(line, size, bold) for line in words.split("\n")))


def widest(texts: Iterable[str], size: float, *, bold: bool = False) -> int:
    """Pixels that the widest of these texts takes; 0 without any."""
    return max((width(text, size, bold=bold) for text in texts), default=0)


def height(words: str, size: float) -> float:
    """Pixels that the lines of these words take, one under another."""
    return (words.count("\n") + 1) * size * LINE


def wrap(words: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """The words in lines of at most `room` pixels; a single word that is wider is broken. No line for no words."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _exact(longer, size, bold) <= room:
            lines[-1] = longer
        else:
            lines += _pieces(word, size, room, bold)
    return lines


def writable(words: str) -> str:
    """The words in characters that both fonts have: one that they lack as its like, else as a question mark.

    A picture that is drawn with these fonts alone shows an empty box for what they lack (a Chinese name, say).
    """
    return "".join(letter if letter in "\n\t" or _known(letter) else _like(letter) for letter in words)


def _known(letter: str) -> bool:
    return all(ord(letter) in _widths(path) for path in (REGULAR, BOLD))


def _like(letter: str) -> str:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return ""  # changes the letter before it, and has no width
    plain = _LIKE.get(letter) or unicodedata.normalize("NFKC", letter)
    if not all(map(_known, plain)):
        plain = "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))
    return plain if plain and all(map(_known, plain)) else UNKNOWN


def _pieces(word: str, size: float, room: float, bold: bool) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and _exact(pieces[-1] + letter, size, bold) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _exact(line: str, size: float, bold: bool) -> float:
    widths = _widths(BOLD if bold else REGULAR)
    return sum(widths.get(ord(letter), 1.0) for letter in line) * size


@cache
def _widths(path: Path) -> Mapping[int, float]:
    """The width of each character, as a share of the size; a character the font lacks is taken to be square."""
    data = path.read_bytes()
    count = struct.unpack_from(">H", data, 4)[0]
    records = [struct.unpack_from(">4sLLL", data, 12 + 16 * number) for number in range(count)]
    start = {tag.decode(): offset for tag, _, offset, _ in records}
    em = struct.unpack_from(">H", data, start["head"] + 18)[0]
    long = struct.unpack_from(">H", data, start["hhea"] + 34)[0]
    advances = struct.unpack_from(f">{long * 2}H", data, start["hmtx"])[::2]
    glyphs = _glyphs(data, start["cmap"])
    return {letter: advances[min(glyph, long - 1)] / em for letter, glyph in glyphs.items()}


def _glyphs(data: bytes, cmap: int) -> dict[int, int]:
    """The glyph of each character of the Basic Multilingual Plane: the subtable of format 4."""
    count = struct.unpack_from(">H", data, cmap + 2)[0]
    offsets = {cmap + struct.unpack_from(">HHL", data, cmap + 4 + 8 * number)[2] for number in range(count)}
    table = next(offset for offset in sorted(offsets) if struct.unpack_from(">H", data, offset)[0] == 4)
    segments = struct.unpack_from(">H", data, table + 6)[0] // 2
    ends = struct.unpack_from(f">{segments}H", data, table + 14)
    rest = table + 16 + 2 * segments
    starts, shifts, ranges = (
        struct.unpack_from(f">{segments}{kind}", data, rest + 2 * segments * number)
        for number, kind in enumerate("HhH")
    )
    glyphs: dict[int, int] = {}
    for number, (first, last, shift, far) in enumerate(zip(starts, ends, shifts, ranges, strict=True)):
        for letter in range(first, min(last, 0xFFFE) + 1):
            glyph = letter
            if far:
                (glyph,) = struct.unpack_from(">H", data, rest + 4 * segments + 2 * number + far + 2 * (letter - first))
            if glyph or not far:
                glyphs[letter] = (glyph + shift) % 65536
    return glyphs
