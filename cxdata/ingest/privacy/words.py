"""The list of words that tells names from ordinary words, made by tools/build_word_list.py from public lists.

A word has one class: F first name, f first name that is also a word, L surname, l surname that is also a word, W
ordinary word, P place; UNKNOWN where the list does not have it.
"""

import gzip
import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

FIRST, WORDLIKE_FIRST, SURNAME, WORDLIKE_SURNAME, ORDINARY, PLACE, UNKNOWN = "F", "f", "L", "l", "W", "P", ""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Letters that no form of Unicode takes apart.
_PLAIN = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ı": "i", "đ": "d", "Đ": "D", "ß": "s", "æ": "e"})
_PARTS = re.compile(r"[-'’]")
_OWNED = re.compile(r"['’][sS]$")


@cache
def word_list() -> Mapping[str, str]:
    """Every word and its class; read once."""
    packed = files("cxdata.ingest.privacy").joinpath("words.gz").read_bytes()
    found: dict[str, str] = {}
    for line in gzip.decompress(packed).decode("ascii").splitlines():
        kind, *words = line.split()
        found |= dict.fromkeys(words, kind)
    return found


def word_set(words: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(words.split())


def plain(word: str) -> str:
    """A word in small letters without accents."""
    if word.isascii():
        return word.lower()
    letters = unicodedata.normalize("NFKD", word.translate(_PLAIN))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


@lru_cache(maxsize=100_000)
def class_of(word: str) -> str:
    """The class of a word as written, 's taken off; of a compound (Mei-Ling, O'Dowd) its most telling part's."""
    key, listed = plain(_OWNED.sub("", word)), word_list()
    if key in listed:
        return listed[key]
    written = [part for part in _PARTS.split(word) if len(part) > 1]
    # "HLTH-Animal Bite": a department's letters are no name.
    parts = [plain(part) for part in written if word.isupper() or not (part.isupper() and len(part) <= 4)]
    if len(_PARTS.split(key)) == 1:
        # The plural of a word is that word; of a name it is the family: "the Okonkwos".
        return listed.get(key.removesuffix("s"), UNKNOWN) if len(key) > 4 and not key.endswith("ss") else UNKNOWN
    kinds = [listed.get(part.removesuffix("'s"), UNKNOWN) for part in parts]
    return next(
        (kind for kind in (FIRST, SURNAME, UNKNOWN, WORDLIKE_FIRST, WORDLIKE_SURNAME) if kind in kinds), ORDINARY
    )


@lru_cache(maxsize=50_000)
def is_slip(word: str) -> bool:
    """Whether one slip of the pen (a letter more, fewer, other, or two swapped) makes an ordinary word of it."""
    key, listed = plain(word), word_list()
    if len(key) < 4:
        return False
    cuts = [(key[:place], key[place:]) for place in range(len(key) + 1)]
    made = {head + tail[1:] for head, tail in cuts if tail}
    made |= {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    made |= {head + letter + tail[1:] for head, tail in cuts if tail for letter in _LETTERS}
    made |= {head + letter + tail for head, tail in cuts for letter in _LETTERS}
    return any(listed.get(word) == ORDINARY for word in made)
