"""A comment as the phrases it holds: runs of one to five words of one clause, without the words that say nothing.

What privacy took out of a comment stands there in square brackets; it breaks a phrase as a full stop does, and so do
"and", "but" and "because", markup, code and formulas, and a number of six figures and more. A phrase begins
and ends with a word that says something: "rang me back", not "me back as". Of a very long comment the beginning is
read.
"""

import re
from collections.abc import Iterator

from cxdata.analysis.comments.code import cut_code

LONGEST = 5
"""Words of a phrase."""
MOST_WORDS = 400
"""Words of a comment that are read: more than a page."""
_MOST_LETTERS = 12 * MOST_WORDS
_TOKEN = re.compile(r"<[^<>\n]{0,60}>|\[[^\]\n]{0,40}\]|[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+|[.!?;:,()\n]")
_JOINS = frozenset(("and", "or", "but", "because", "so", "then", "although", "though", "while"))
"""Words between two clauses: no phrase reaches over one."""
_LETTERS = re.compile(r"[^\W\d_]")
_LONG = 5
_SECRET = re.compile(r"\d{6,}")
# "Not", "no", "never", "back", "off", "again", "only", "more" say something of how people were served, and stay.
EMPTY = frozenset(
    (
        *("a", "an", "the", "and", "or", "but", "nor", "so", "if", "then", "than", "that", "this", "these", "those"),
        *("there", "here", "it", "its", "it's", "i", "i'm", "i've", "i'd", "i'll", "me", "my", "mine", "we", "we've"),
        *("we're", "us", "our", "ours", "you", "your", "yours", "he", "him", "his", "she", "her", "hers", "they"),
        *("them", "their", "theirs", "who", "whom", "whose", "which", "what", "when", "where", "how", "am", "is"),
        *("are", "was", "were", "be", "been", "being", "have", "has", "had", "having", "do", "does", "did", "doing"),
        *("will", "would", "shall", "should", "can", "could", "may", "might", "must", "ought", "of", "to", "in"),
        *("on", "at", "by", "for", "from", "with", "about", "into", "onto", "over", "under", "as", "up"),
        *("per", "via", "too", "very", "just", "also", "even", "still", "quite", "rather", "really", "much", "many"),
        *("such", "some", "any", "all", "both", "each", "every", "other", "another", "same", "own", "one", "ones"),
        *(
            "get",
            "gets",
            "got",
            "getting",
            "go",
            "goes",
            "going",
            "went",
            "gone",
            "come",
            "came",
            "say",
            "says",
            "name",
        ),
        *("said", "told", "tell", "think", "know", "like", "well", "please", "thank", "thanks", "yes", "ok", "okay"),
        *("etc", "eg", "ie", "mr", "mrs", "ms", "dr", "s", "t", "d", "ll", "re", "ve", "m", "pm", "because", "while"),
        *("though", "although", "since", "until", "during", "between", "through", "after", "before", "let", "let's"),
        *("make", "made", "want", "wanted", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
        *("eleven", "twelve", "name"),
    )
)
_ALSO_ELSEWHERE = frozenset(
    (
        *(
            "a",
            "i",
            "me",
            "do",
            "to",
            "in",
            "on",
            "am",
            "an",
            "as",
            "so",
            "is",
            "it",
            "was",
            "are",
            "he",
            "by",
            "or",
            "of",
        ),
        *("at", "be", "but", "d", "dr", "eg", "had", "her", "if", "ll", "m", "most", "over", "per", "re", "s", "some"),
        *(
            "such",
            "t",
            "that",
            "under",
            "us",
            "ve",
            "via",
            "we",
            "will",
            "all",
            "come",
            "has",
            "go",
            "my",
            "his",
            "name",
        ),
        *("same", "mine", "want", "ten", "one", "six", "any", "like", "may", "let", "die", "from", "up"),
    )
)
_ENGLISH = (EMPTY - _ALSO_ELSEWHERE) | frozenset(
    (
        *("not", "never", "nobody", "nothing", "no-one", "everything", "again", "back", "off", "only", "more", "down"),
        *(
            "always",
            "twice",
            "yet",
            "without",
            "service",
            "phone",
            "wait",
            "waited",
            "waiting",
            "time",
            "times",
            "week",
        ),
        *("weeks", "days", "hours", "bin", "bins", "missed", "help", "helpful", "good", "bad", "poor", "great", "easy"),
        *("quick", "slow", "staff", "council", "website", "form", "call", "calls", "answered", "broken"),
        *("around", "everywhere", "wrong", "code", "complaint", "year", "paid", "best"),
    )
)
_HARDLY_ANY, _SOME = 15, 6  # words to one that is English alone, and to one that is English among others


def phrases_of(text: str) -> set[str]:
    """The phrases of a comment in small letters, each once."""
    found: set[str] = set()
    for words in _runs(text):
        for start, first in enumerate(words):
            if not _says_something(first):
                continue
            for end in range(start + 1, min(start + LONGEST, len(words)) + 1):
                if _says_something(words[end - 1]):
                    found.add(" ".join(words[start:end]))
    return found


def weight_of(phrase: str) -> int:
    """How many of its words say something."""
    return sum(map(_says_something, phrase.split(" ")))


def says(text: str, phrase: str) -> bool:
    """Whether a comment holds a phrase."""
    wanted = phrase.split(" ")
    size = len(wanted)
    return any(words[place : place + size] == wanted for words in _runs(text) for place in range(len(words) - size + 1))


def has_letters(text: str) -> bool:
    """Whether a text has a word in it: not blank, not pictures or signs alone."""
    return _LETTERS.search(text) is not None


def is_english(text: str) -> bool:
    """Whether a comment can be read as English: mostly Latin letters, and of a longer one some word that is English and
    of no other language that residents write, or many that may be ("no", "me", "do" are Spanish and Polish too).
    """
    letters = _LETTERS.findall(text[:_MOST_LETTERS])
    if not letters or sum(letter < "\u0250" for letter in letters) < 0.7 * len(letters):
        return False
    words = [word for run in _runs(text) for word in run if not word.isdigit()]
    if len(words) < _LONG or len(set(words)) == 1:
        return True
    known = sum(word in _ENGLISH for word in words)
    return known * _HARDLY_ANY >= len(words) or sum(word in EMPTY for word in words) * _SOME >= len(words)


def _runs(text: str) -> Iterator[list[str]]:
    """The words that follow one another without a stop between them."""
    words: list[str] = []
    for number, match in enumerate(_TOKEN.finditer(cut_code(text[:_MOST_LETTERS]).lower().replace("’", "'"))):
        token = match[0]
        if number >= MOST_WORDS:
            break
        if token[0].isalnum() and token not in _JOINS and not _SECRET.fullmatch(token):
            words.append(token)
        elif words:
            yield words
            words = []
    if words:
        yield words


def _says_something(word: str) -> bool:
    return word not in EMPTY and len(word) > 1 and not word.isdigit()
