"""The one way in which a file's questions are put and answered, at a terminal and on the page.

A step of the suggestion looks for a choice with `ask`. Where the answer is not there yet, the question is added to the
suggestion and the step leaves the suggestion as it is; with the answer it changes the suggestion.
"""

from collections.abc import Mapping, Sequence
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
    """The choice made for a question, or the suggestion with the question open. Raises CxError for no such choice."""
    if question.id not in answers:
        return replace(suggestion, questions=(*suggestion.questions, question)), None
    choice = next((word for word in question.choices if word.casefold() == answers[question.id].casefold()), None)
    if choice is None:
        raise CxError(
            f"'{answers[question.id]}' is no choice for {question.id}. Choose: {' / '.join(question.choices)}."
        )
    return replace(suggestion, answered=(*suggestion.answered, question.id)), choice


def check_answers(suggestion: Suggestion, answers: Answers) -> None:
    """Raise CxError where an answer belongs to no question of this file: it must not be passed over."""
    known = {*suggestion.answered, *(question.id for question in suggestion.questions)}
    for name in answers:
        if name not in known:
            raise CxError(
                f"{suggestion.file} asks no question '{name}'. Its questions: {', '.join(sorted(known)) or 'none'}."
            )
