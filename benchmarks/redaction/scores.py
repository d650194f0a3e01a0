"""What became of planted texts: removed or not, and which ordinary words went with it."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from benchmarks.redaction.corpus import Comment, Planted

_WORD = re.compile(r"[^\W_]+")
_STAND_IN = re.compile(r"\[[a-zA-Z ]+\]")
# Words of an item that identify nobody.
_TITLES = "the flat apt apartment unit number mr mrs ms miss dr cllr mx prof rev sir y yr"
_NOBODY = frozenset(_TITLES.split())


@dataclass
class Score:
    """Counts over texts. `items` and `removed` by kind and by form; words are those outside what was planted."""

    items: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    words: int = 0
    words_lost: int = 0
    clean: int = 0
    hurt: int = 0
    missed: list[tuple[str, str, str]] = field(default_factory=list)
    wronged: list[tuple[str, str]] = field(default_factory=list)

    def share(self, *keys: str) -> float:
        """Per cent of the items of some kinds (or forms) that were removed."""
        return 100 * sum(self.removed[key] for key in keys) / max(sum(self.items[key] for key in keys), 1)

    @property
    def structured(self) -> tuple[str, ...]:
        """The kinds that have a form: all but names and addresses."""
        return tuple(key for key in self.items if "/" not in key and key not in ("name", "address"))

    @property
    def lost_in_1000(self) -> float:
        """Ordinary words wrongly removed in a thousand."""
        return 1000 * self.words_lost / max(self.words, 1)

    @property
    def hurt_share(self) -> float:
        """Per cent of texts without personal data that lost a word."""
        return 100 * self.hurt / max(self.clean, 1)


def score(comments: Sequence[Comment], redact: Callable[[str], str]) -> Score:
    """Redact every text and count: an item is removed when no identifying word of it survives."""
    found = Score()
    for comment in comments:
        text = redact(comment.text)
        kept = Counter(word.casefold() for word in _WORD.findall(_STAND_IN.sub(" ", text)))
        outside = Counter(word.casefold() for word in _WORD.findall(_masked(comment)))
        for item in comment.planted:
            gone = _is_gone(comment.text[item.start : item.end], kept, outside)
            for key in (item.kind, *(f"{item.kind}/{part}" for part in item.variant.split("/") if part)):
                found.items[key] += 1
                found.removed[key] += gone
            if not gone:
                found.missed.append((item.kind, comment.text, text))
        lost = sum((outside - kept).values())
        found.words += sum(outside.values())
        found.words_lost += lost
        if lost:
            found.wronged.append((comment.text, text))
        if not comment.planted:
            found.clean += 1
            found.hurt += lost > 0
    return found


def _masked(comment: Comment) -> str:
    text = comment.text
    for item in comment.planted:
        text = text[: item.start] + " " * (item.end - item.start) + text[item.end :]
    return text


def _is_gone(item: str, kept: Counter[str], outside: Counter[str]) -> bool:
    words = [word.casefold() for word in _WORD.findall(item) if len(word) > 1 and word.casefold() not in _NOBODY]
    return all(kept[word] <= outside[word] if outside[word] else not kept[word] for word in words)


def from_marks(text: str, spans: Sequence[Sequence[object]], *, short: bool) -> Comment:
    """A text with marks as tests/corpus_comments has them: [start, end, kind, form]."""
    marks = tuple(Planted(int(str(a)), int(str(b)), str(kind), str(variant)) for a, b, kind, variant in spans)
    return Comment(text, short, marks)
