"""The one way in which a file's questions are put and answered, at a terminal and on the page.

A step of the suggestion looks for a choice with `ask`. Where the answer is not there yet, the question stays open and
the step leaves the suggestion as it is; with the answer it changes the suggestion.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from cxdata.errors import CxError
from cxdata.ingest.suggest.model import Question, Suggestion

Answers = Mapping[str, str]


@dataclass(frozen=True)
class Cells:
    """The first rows of a file as text, columns as the suggestion names them."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[str | None, ...]]

    def of(self, header: str) -> list[str]:
        """The cells of one column, blank ones as ""."""
        position = self.columns.index(header)
        return [(row[position] or "").strip() for row in self.rows]


def ask(suggestion: Suggestion, question: Question, answers: Answers) -> tuple[Suggestion, str | None]:
    """The suggestion with the question in it, and the choice that was made; None while there is none.

    An answer that is none of the choices leaves the question open: `check_answers` refuses it where it was given in
    words of one's own.
    """
    asked = (*suggestion.asked, question)
    choice = _choice(question, answers)
    answered = suggestion.answered if choice is None else (*suggestion.answered, question.id)
    return replace(suggestion, asked=asked, answered=answered), choice


def _choice(question: Question, answers: Answers) -> str | None:
    given = answers.get(question.id)
    return next((word for word in question.choices if given is not None and word.casefold() == given.casefold()), None)


def check_answers(questions: Iterable[Question], answers: Answers, *, where: str) -> None:
    """Raise CxError where an answer belongs to no question of a file, or is no choice: it must not be passed over."""
    known = {question.id: question for question in questions}
    for name, answer in answers.items():
        if name not in known:
            raise CxError(f"{where} asks no question '{name}'. Its questions: {', '.join(sorted(known)) or 'none'}.")
        if _choice(known[name], answers) is None and not known[name].own_words:
            raise CxError(f"'{answer}' is no choice for {name}. Choose: {' / '.join(known[name].choices)}.")
