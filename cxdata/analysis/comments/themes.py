"""Themes: the phrases that set one side of those who wrote apart from the other, those of the same people as one."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import sha256
from textwrap import shorten

import numpy as np

from cxdata.analysis.comments.code import as_said
from cxdata.analysis.comments.phrases import says, weight_of
from cxdata.analysis.comments.written import Person, Sides
from cxdata.analysis.result import Result
from cxdata.stats.keyness import FEWEST, LEAST_RATIO, key_phrases, keyness

MOST_THEMES = 20
QUOTES = 3
_ALSO = 3
_SAME = 0.8  # of the people of the shorter phrase, or of the later one
_HALF = 0.5  # of all people of two phrases say both
_LONGEST_QUOTE = 320  # letters
LEAST_WRITING, LEAST_A_SIDE = 100, 10
"""People who wrote in all, and of each side: of fewer nothing is said of themes."""


@dataclass(frozen=True)
class Theme(Result):
    """A phrase, `also` what the same people say, and how many of those read say it: `here` of the one side, `there` of
    the other, with the evidence (`g2`, `log_ratio`). `quotes` are of different people, out of files that were passed.
    """

    phrase: str
    also: tuple[str, ...]
    here: float
    there: float
    g2: float
    log_ratio: float
    quotes: tuple[str, ...]


@dataclass(frozen=True)
class _Phrase:
    """A key phrase, and who of each side says it, by their number."""

    words: str
    here: frozenset[int]
    there: frozenset[int]


def find_themes(sides: Sides, passed: Collection[int], seed: str) -> tuple[Theme, ...]:
    """The themes of the first side, the surest first; () where too few wrote. Every phrase of a theme, also those
    beside it, is of five people and more. Quotes are drawn by `seed`, out of the files `passed`.
    """
    if not enough(sides):
        return ()
    phrases, least = _key_phrases(sides.here.read, sides.there.read)
    phrases = _without_covered(phrases)
    themes = _one_after_another(phrases, sides, least)
    also: dict[str, list[str]] = {theme.words: [] for theme in themes}
    for phrase in phrases:
        theme = next((theme for theme in themes if _are_the_same(phrase, theme)), None)
        if theme and not any(
            phrase.words in said or said in phrase.words for said in (theme.words, *also[theme.words])
        ):
            also[theme.words].append(phrase.words)
    return tuple(_theme(theme, also[theme.words][:_ALSO], sides, passed, seed) for theme in themes)


def enough(sides: Sides) -> bool:
    """Whether so many people wrote that themes can be told."""
    sizes = sides.here.read_of, sides.there.read_of
    return sum(sizes) >= LEAST_WRITING and min(sizes) >= LEAST_A_SIDE


def _key_phrases(here: Sequence[Person], there: Sequence[Person]) -> tuple[list[_Phrase], float]:
    """The key phrases of the first side, the surest first, of two alike that which says more; and the least G2 of
    them, which stands for the allowance for all that were looked at.
    """
    ours = Counter(phrase for person in here for phrase in person.phrases)
    theirs = Counter(phrase for person in there for phrase in person.phrases)
    known = [phrase for phrase in ours.keys() | theirs.keys() if ours[phrase] + theirs[phrase] >= FEWEST]
    known.sort(key=lambda phrase: (-weight_of(phrase), phrase.count(" "), -len(phrase), phrase))
    counts = [ours[phrase] for phrase in known], [theirs[phrase] for phrase in known]
    key = [known[place] for place in key_phrases(*counts, len(here), len(there))]
    least = keyness([ours[key[-1]]], [theirs[key[-1]]], len(here), len(there)).g2[0] if key else 0.0
    who = [_who_says(key, people) for people in (here, there)]
    return [_Phrase(words, *(frozenset(side[words]) for side in who)) for words in key], float(least)


def _who_says(phrases: Sequence[str], people: Sequence[Person]) -> dict[str, set[int]]:
    says_it: dict[str, set[int]] = {phrase: set() for phrase in phrases}
    for number, person in enumerate(people):
        for phrase in person.phrases & says_it.keys():
            says_it[phrase].add(number)
    return says_it


def _without_covered(phrases: Sequence[_Phrase]) -> list[_Phrase]:
    """Without a phrase that stands in a longer one which says it for four in five of its people, and without a single
    word for which longer ones together do: phrases, not words.
    """
    return [one for one in phrases if not _is_covered(one, [other for other in phrases if _holds(other, one)])]


def _holds(longer: _Phrase, one: _Phrase) -> bool:
    return longer.words != one.words and f" {one.words} " in f" {longer.words} "


def _is_covered(one: _Phrase, longer: Sequence[_Phrase]) -> bool:
    sizes = [len(other.here) for other in longer]
    if " " not in one.words:
        sizes.append(len(frozenset().union(*(other.here for other in longer))))
    return max(sizes, default=0) >= _SAME * len(one.here)


def _one_after_another(phrases: Sequence[_Phrase], sides: Sides, least: float) -> list[_Phrase]:
    """The surest phrase, then the surest among the people who do not say it, and so on while it is as sure as the key
    phrases were: what only repeats others in other words is no theme of its own.
    """
    here, there = set(range(len(sides.here.read))), set(range(len(sides.there.read)))
    themes: list[_Phrase] = []
    while phrases and len(themes) < MOST_THEMES and here and there:
        ours, theirs = [len(one.here & here) for one in phrases], [len(one.there & there) for one in phrases]
        left = keyness(ours, theirs, len(here), len(there))
        sure = (np.array(ours) >= FEWEST) & (left.log_ratio >= LEAST_RATIO) & (left.g2 >= least - 1e-9)
        if not sure.any():
            break
        best = phrases[int(np.where(sure, left.g2, -1).argmax())]
        themes.append(best)
        here -= best.here
        there -= best.there
        phrases = [one for one, possible in zip(phrases, sure, strict=True) if possible and one is not best]
    return themes


def _are_the_same(phrase: _Phrase, theme: _Phrase) -> bool:
    both = len(phrase.here & theme.here)
    return both >= _SAME * len(phrase.here) or both >= _HALF * len(phrase.here | theme.here)


def _theme(one: _Phrase, also: Sequence[str], sides: Sides, passed: Collection[int], seed: str) -> Theme:
    evidence = keyness([len(one.here)], [len(one.there)], sides.here.read_of, sides.there.read_of)
    return Theme(
        phrase=one.words,
        also=tuple(also),
        here=len(one.here),
        there=len(one.there),
        g2=float(evidence.g2[0]),
        log_ratio=float(evidence.log_ratio[0]),
        quotes=_quotes(one, sides.here.read, passed, seed),
    )


def _quotes(one: _Phrase, people: Sequence[Person], passed: Collection[int], seed: str) -> tuple[str, ...]:
    """Up to three comments of different people that hold the phrase, no two alike, drawn by chance."""
    held = {
        as_said(comment.text)
        for number in one.here
        for comment in people[number].comments
        if comment.file_id in passed and says(comment.text, one.words)
    }
    drawn = sorted(held, key=lambda text: sha256(f"{seed}:{text}".encode()).hexdigest())
    return tuple(shorten(text, _LONGEST_QUOTE, placeholder=" …") for text in drawn[:QUOTES])
