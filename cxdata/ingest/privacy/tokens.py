"""A text as words: where each stands, its class, how it is written, what is beside it, which are the council's own."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from cxdata.ingest.privacy.words import class_of, plain

_WORD = re.compile(r"\[[a-zA-Z ]+\]|[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_OPENS = re.compile(r"(?:^|[.!?…:;\n\r\"“(•*-]\s*|\]\s*|\b(?:hello|hi|hiya),?\s)$", re.IGNORECASE)
Kept = Mapping[str, Collection[tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: where it stands, its class, how it is written, whether it opens a sentence."""

    start: int
    end: int
    text: str
    kind: str
    large: bool
    capitals: bool
    opens: bool

    @property
    def key(self) -> str:
        """The word in small letters without accents."""
        return plain(self.text)


def keep(phrases: Collection[str]) -> Kept:
    """The council's own words as `names` needs them: first word -> the whole phrases that begin with it."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(plain(match[0]) for match in _WORD.finditer(phrase))
        if words:
            found.setdefault(words[0], set()).add(words)
    return {first: tuple(sorted(listed, key=len, reverse=True)) for first, listed in found.items()}


def words_of(text: str) -> list[Word]:
    """The words of a text; stand-ins in square brackets are none."""
    found = []
    for match in _WORD.finditer(text):
        word = match[0]
        if word[0] == "[":
            continue
        opens = _OPENS.search(text[max(0, match.start() - 8) : match.start()]) is not None
        upper = word[0].isupper()
        found.append(
            Word(
                match.start(),
                match.end(),
                word,
                class_of(word),
                upper,
                upper and len(word) > 1 and word.isupper(),
                opens,
            )
        )
    return found


def kept_words(words: Sequence[Word], kept: Kept) -> set[int]:
    """The places of words that are the council's own."""
    found: set[int] = set()
    keys = [word.key for word in words]
    for place, key in enumerate(keys):
        for phrase in kept.get(key, ()):
            if tuple(keys[place : place + len(phrase)]) == phrase:
                found |= set(range(place, place + len(phrase)))
                break
    return found


def beside(text: str, words: Sequence[Word], place: int, step: int = 1) -> Word | None:
    """The word beside one, where nothing but a space stands between."""
    other = place + step
    if not 0 <= other < len(words):
        return None
    left, right = (words[place], words[other]) if step > 0 else (words[other], words[place])
    between = text[left.end : right.start]
    if between == " " or (between in (". ", ".") and len(left.text) == 1):
        return words[other]
    return None
