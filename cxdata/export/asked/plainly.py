"""What is said about a figure in plain words; a page marks the same lines up."""

from collections.abc import Callable, Sequence

from cxdata.export.definitions import about_measure
from cxdata.measures.query import Answer

About = Callable[[Answer], Sequence[str]]
"""What is said of an Answer's measure and of where its figures are from, a line each."""


def about_plainly(answer: Answer) -> list[str]:
    """'Counted: answers to the question ...', one line a heading, then the files and the versions."""
    lines = [f"{head}: {text}" if head else text for head, text in about_measure(answer.measure)]
    files = ", ".join(answer.sources) or "no file"
    return [*lines, f"From: {files}. Store version {answer.version}, definition {answer.measure.version}."]
