"""People's names in free text: by the class of each word, by the words around it, and then its neighbours."""

import re
from collections.abc import Collection, Sequence

from cxdata.ingest.privacy import cues
from cxdata.ingest.privacy.tokens import Kept, Word, beside, kept_words, words_of
from cxdata.ingest.privacy.words import (
    FIRST,
    ORDINARY,
    PLACE,
    SURNAME,
    UNKNOWN,
    WORDLIKE_FIRST,
    WORDLIKE_SURNAME,
    is_slip,
    plain,
    word_set,
)

_PARTICLES = word_set("ap ab da de del den der di dos du van von bin ibn al el la le o mc mac st")
_FOREIGN = 4  # words that the list does not have: a name is of fewer
_DAY = re.compile(r"\d(?:st|nd|rd|th)?(?: of)?\s$")
# So usual in small letters that only a person's own cue makes a name of them.
_EVERYDAY = word_set(
    "will may mark bill grant hope can art pat chase march drew wade price case faith joy june april "
    "august summer autumn dawn eve frank rich miles max lance gene major grace"
)


def find_names(text: str, kept: Kept, people: Collection[str] = ()) -> list[tuple[int, int]]:
    """Where people are named, as spans that do not overlap. Words in square brackets are stand-ins and no words.

    `people` are words that name someone here: they go in any case, those that are ordinary words too where written
    large.
    """
    words = words_of(text)
    if not words:
        return []
    shouted = not any(character.islower() for word in words for character in word.text)
    foreign = _is_foreign(words)
    quiet = shouted or not any(word.large and not word.opens and word.text != "I" for word in words)
    own = kept_words(words, kept)
    named = [
        place not in own
        and not (foreign and _only_opens(text, words, place))
        and _is_name(text, words, place, shouted=shouted)
        for place in range(len(words))
    ]
    listed = {plain(word) for word in people if len(word) > 2}
    for place, word in enumerate(words):
        if word.key in listed and (word.large or word.kind in (FIRST, SURNAME, UNKNOWN)):
            named[place] = True
    for place in own:
        named[place] = (
            named[place] or words[place].kind != ORDINARY and cues.says_person(text, words[place].start) and not shouted
        )
    for place in [place for place, is_named in enumerate(named) if is_named]:
        _neighbours(text, words, named, place, quiet=quiet, foreign=foreign)
    return _spans(text, words, named)


def _is_foreign(words: Sequence[Word]) -> bool:
    """Whether a text is in a language of which the list has few words: there an unknown word says nothing."""
    unknown = sum(word.kind == UNKNOWN for word in words)
    return unknown >= _FOREIGN and unknown > sum(word.kind not in (UNKNOWN, FIRST, SURNAME, PLACE) for word in words)


def _only_opens(text: str, words: Sequence[Word], place: int) -> bool:
    """Whether a word of another language is written large because it opens a sentence: an article, or an unknown
    word, with no large word behind it."""
    word, following = words[place], beside(text, words, place)
    if not word.opens or cues.says_person(text, word.start) or (following is not None and following.large):
        return False
    return word.kind == UNKNOWN or word.key in _PARTICLES


def _is_name(text: str, words: Sequence[Word], place: int, *, shouted: bool) -> bool:
    """Whether a word is a name by itself and the words around it."""
    word = words[place]
    if len(word.text) < 2 or word.kind in (ORDINARY, PLACE):
        return False
    if not word.large or shouted:
        return _is_small_name(text, word)
    if word.capitals and word.kind not in (FIRST, SURNAME) and not _is_shouted_name(text, words, place):
        return False
    person = cues.says_person(text, word.start) or cues.acts(text, word.end)
    if not person and (cues.is_crowned(text, word.start) or _in_a_place(text, words, place)):
        return False
    return _LARGE[word.kind](text, words, place, person)


def _is_shouted_name(text: str, words: Sequence[Word], place: int) -> bool:
    """A word all in capitals that may be an acronym or said loudly: a name where a person's cue or name is "
    "beside it."""
    word, following = words[place], beside(text, words, place)
    if word.kind == UNKNOWN and len(word.text) > 4:
        return True
    return cues.says_person(text, word.start) or (
        word.kind == WORDLIKE_FIRST
        and following is not None
        and following.capitals
        and following.kind in (SURNAME, WORDLIKE_SURNAME, UNKNOWN)
    )


def _is_small_name(text: str, word: Word) -> bool:
    """A word in small letters, or in a text all in capitals."""
    if word.kind == FIRST:
        return True
    if word.kind == SURNAME:
        return len(word.text) >= 4
    person = cues.says_person(text, word.start)
    if word.kind == WORDLIKE_FIRST:
        if word.key in _EVERYDAY:
            return person and word.key not in ("can", "may", "will", "hope")
        acts = cues.acts(text, word.end) and not cues.is_thing(text, word.start)
        return person or acts or cues.may_say_person(text, word.start)
    return person and word.kind == UNKNOWN and len(word.text) > 2 and not is_slip(word.text)


def _first(text: str, words: Sequence[Word], place: int, person: bool) -> bool:
    return True


def _surname(text: str, words: Sequence[Word], place: int, person: bool) -> bool:
    return person or not _is_placed(text, words[place].start)


def _is_placed(text: str, start: int) -> bool:
    return cues.is_placed(text, start) and not cues.may_say_person(text, start)


def _unknown(text: str, words: Sequence[Word], place: int, person: bool) -> bool:
    word = words[place]
    if not person and _is_placed(text, word.start):
        return False
    return person or not (word.opens and is_slip(word.text))


def _wordlike_first(text: str, words: Sequence[Word], place: int, person: bool) -> bool:
    word = words[place]
    if _DAY.search(text[max(0, word.start - 6) : word.start]) or re.match(r"\s\d", text[word.end :]):
        return False
    if person:
        return True
    following = beside(text, words, place)
    if following is not None and following.large and following.kind in (SURNAME, UNKNOWN, WORDLIKE_SURNAME):
        return True
    return not word.opens and (not cues.is_thing(text, word.start) or cues.may_say_person(text, word.start))


def _wordlike_surname(text: str, words: Sequence[Word], place: int, person: bool) -> bool:
    word = words[place]
    if word.opens:
        return cues.acts(text, word.end) and not cues.says_person(text, word.start) and _alone(text, words, place)
    return person or cues.may_say_person(text, word.start)


def _alone(text: str, words: Sequence[Word], place: int) -> bool:
    following = beside(text, words, place)
    return following is None or not following.large


_LARGE = {
    FIRST: _first,
    SURNAME: _surname,
    UNKNOWN: _unknown,
    WORDLIKE_FIRST: _wordlike_first,
    WORDLIKE_SURNAME: _wordlike_surname,
}


def _in_a_place(text: str, words: Sequence[Word], place: int) -> bool:
    """Whether the word belongs to capitalised words that end in a noun of place ("Victoria Park Primary School")."""
    first = words[place]
    last = place
    while last - place < 4 and (following := beside(text, words, last)) is not None and following.large:
        last += 1
        if following.key not in cues.PLACE_NOUNS:
            continue
        if cues.acts(text, following.end) or cues.may_say_person(text, first.start):
            return False
        surname = last == place + 1 and following.key in cues.NOUN_SURNAMES and first.kind in (FIRST, WORDLIKE_FIRST)
        before = beside(text, words, place, -1)
        if before is not None and before.large and not before.opens and before.kind in (ORDINARY, PLACE):
            return True
        return not surname or first.opens or cues.is_thing(text, first.start) or cues.is_placed(text, first.start)
    return first.key in cues.PLACE_NOUNS and place > 0 and words[place - 1].large


def _neighbours(text: str, words: Sequence[Word], named: list[bool], place: int, *, quiet: bool, foreign: bool) -> None:
    """The words beside a name that belong to it: initials, surnames, particles."""
    for step in (1, -1):
        at = place
        while beside(text, words, at, step) is not None and not named[at + step]:
            if not _belongs(text, words, at + step, words[at], step, quiet=quiet):
                break
            if foreign and words[at + step].kind == UNKNOWN and not words[at + step].large:
                break
            at += step
            named[at] = True


def _belongs(text: str, words: Sequence[Word], place: int, neighbour: Word, step: int, *, quiet: bool) -> bool:
    """Whether a word beside a name is part of it."""
    word = words[place]
    if len(word.text) == 1:
        return (word.large and word.text != "I") or (not neighbour.large and step > 0 and word.text not in "aio")
    if word.key in _PARTICLES:
        return _is_particle(text, words, place, step)
    if word.large != neighbour.large or quiet:
        return step > 0 and (not neighbour.large or quiet) and _follows_small(text, word)
    if not word.large:
        return _follows_small(text, word) if step > 0 else _leads_small(text, word)
    if step < 0 and word.opens and word.kind in (WORDLIKE_FIRST, WORDLIKE_SURNAME) and neighbour.kind == FIRST:
        return False
    return word.kind != ORDINARY or (step > 0 and cues.acts(text, word.end) and word.key not in cues.PLACE_NOUNS)


def _is_particle(text: str, words: Sequence[Word], place: int, step: int) -> bool:
    """Whether "ap", "de", "van" joins a name: behind one with another word to follow, or before a surname."""
    word, following = words[place], beside(text, words, place)
    if step < 0:
        return word.key in ("ap", "ab", "von", "bin", "ibn", "mc", "mac", "da")
    return following is not None and following.large == words[place - 1].large and following.kind != ORDINARY


def _follows_small(text: str, word: Word) -> bool:
    """Whether a word in small letters behind a name is a surname."""
    if word.large and not word.capitals or word.kind in (ORDINARY, PLACE) or word.key in _EVERYDAY:
        return False
    if word.kind in (FIRST, SURNAME):
        return True
    if word.kind == UNKNOWN:
        return not is_slip(word.text)
    return cues.acts(text, word.end) or text[word.end : word.end + 1] in ("", ")", ",")


def _leads_small(text: str, word: Word) -> bool:
    """Whether a word in small letters before a name is a first name."""
    if word.kind in (FIRST, SURNAME):
        return True
    if word.kind == UNKNOWN:
        return not is_slip(word.text) or cues.says_person(text, word.start)
    return word.kind == WORDLIKE_FIRST and word.key not in ("can", "may", "will", "hope")


def _spans(text: str, words: Sequence[Word], named: Sequence[bool]) -> list[tuple[int, int]]:
    """Names that stand side by side are one."""
    found: list[tuple[int, int]] = []
    for word, is_named in zip(words, named, strict=True):
        if not is_named:
            continue
        end = word.end - 2 if word.text[-2:] in ("'s", "’s") else word.end
        if found and re.fullmatch(r"\.? ?", text[found[-1][1] : word.start]):
            found[-1] = (found[-1][0], end)
        else:
            found.append((word.start, end))
    return found
