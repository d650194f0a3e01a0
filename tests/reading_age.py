"""How hard sentences are to read: the Flesch-Kincaid grade, with an honest count of syllables.

J. P. Kincaid, R. P. Fishburne, R. L. Rogers and B. S. Chissom, Derivation of New Readability Formulas for Navy
Enlisted Personnel, Research Branch Report 8-75 (1975): 0.39 words a sentence + 11.8 syllables a word - 15.59. Grade 9
is read at 14 or 15. A figure counts as a word; for syllables, which a rule cannot hear in it, figures are left out, as
R. Flesch advises for texts with many of them (How to Write Plain English, 1979, chapter 2).
"""

import re
from collections.abc import Iterable

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“‘\"'])|\n+")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'’.,%:-]*[A-Za-z0-9%]|[A-Za-z0-9]")
_VOWELS = re.compile(r"[aeiouy]+")
# Vowels side by side that are two syllables: area, period, various, diary, create, society, annual.
_TWO = re.compile(r"eas?$|(?<![ctsg])i[ao]|crea|ie[tr]|ua")
# Words of these pages that no such rule gets right.
_KNOWN = {"business": 2, "businesses": 3, "everybody": 4, "somebody": 3, "likely": 2, "people": 2, "something": 2}


def sentences(text: str) -> list[str]:
    """The sentences of a text; a new line begins another."""
    return [part.strip() for part in _SENTENCE.split(text) if words(part)]


def words(sentence: str) -> list[str]:
    """Its words; a figure with its sign, or a hyphened word, is one."""
    return _WORD.findall(sentence)


def syllables(word: str) -> int:
    """About how many syllables a word has, by its letters; at least one."""
    letters = re.sub("[^a-z]", "", word.lower())
    if not letters:
        return 0
    if letters in _KNOWN:
        return _KNOWN[letters]
    spoken = _without_silent_end(letters)
    return max(len(_VOWELS.findall(spoken)) + len(_TWO.findall(letters)), 1)


def _without_silent_end(letters: str) -> str:
    """'waste' as 'wast', 'closed' as 'clos', 'minutes' as 'minut'; 'table', 'rated' and 'changes' say their e."""
    if re.search(r"[^aeiouy]les?$", letters) or len(letters) < 3:
        return letters
    if letters.endswith("ed"):
        return letters if letters[-3] in "td" else letters[:-2]
    if letters.endswith("es"):
        return letters if re.search(r"([sxzcg]|[cs]h)es$", letters) else letters[:-2]
    return letters.removesuffix("e")


def grade(lines: Iterable[str]) -> float:
    """The Flesch-Kincaid grade of these sentences together. Raises ValueError without any word."""
    said = [words(line) for line in lines]
    spoken = [word for line in said for word in line if re.search("[A-Za-z]", word)]
    if not spoken:
        raise ValueError("there is no word to read")
    length = sum(map(len, said)) / len(said)
    return 0.39 * length + 11.8 * sum(map(syllables, spoken)) / len(spoken) - 15.59
