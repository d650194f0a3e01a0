"""What is said about a figure: what is counted, how to read it, what it cannot tell, and which files it is from."""

from collections.abc import Sequence

from cxdata.export.definitions import about_measure
from cxdata.measures.model import Measure
from cxdata.measures.query import Answer
from cxdata.ui.frame.text import Markdown, mark, plain


def about_answer(answer: Answer, more: str = "") -> list[Markdown]:
    """What is said of an Answer's measure and of where its figures are from, as lines of markdown."""
    measure = answer.measure
    version = f"Store version {answer.version}, definition {measure.version}."
    return _about(measure, [more], answer.sources, version)


def about_result(measure: Measure, sources: Sequence[str], *more: str) -> list[Markdown]:
    """The same of a result of the analysis room; `more` says how it was judged and what it cannot tell."""
    return _about(measure, more, sources, f"Definition {measure.version}.")


def _about(measure: Measure, more: Sequence[str], sources: Sequence[str], version: str) -> list[Markdown]:
    lines = [mark("**{}:** {}", head, text) if head else plain(text) for head, text in about_measure(measure)]
    lines += [plain(text) for text in more if text]
    return [*lines, plain(f"From: {', '.join(sources) or 'no file'}. {version}")]
