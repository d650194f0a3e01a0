"""The parts of the Methods page: whether every method gives its known answers, and each figure beside its source."""

from collections.abc import Sequence
from functools import partial

from cxdata.stats.known import KNOWN, Checked, check
from cxdata.stats.known.words import ABOUT, FIGURES, HEADS, figures, headline, rows
from cxdata.ui.frame import elements
from cxdata.ui.parts.walk import section


def first_screen() -> None:
    """Whether all agree, in one sentence, and what each method is for."""
    checked = [check(method) for _, methods in KNOWN for method in methods]
    elements.header(headline(checked), anchor=False)
    elements.markdown(ABOUT)
    section("What each method is for", partial(_table, HEADS, rows(checked)), key="all", open_at_first=True)


def walk() -> None:
    """By the question that they serve, each method's figures beside those printed, with the source."""
    for number, (question, methods) in enumerate(KNOWN, start=1):
        checked = [check(method) for method in methods]
        section(f"{question} The figures beside their sources", partial(_methods, checked), key=f"known-{number}")


def _methods(checked: Sequence[Checked]) -> None:
    for one in checked:
        method = one.method
        elements.subheader(method.name, anchor=False)
        elements.markdown(method.use)
        _table(("Example", "Source"), [(method.example, method.source)])
        _table(FIGURES, figures(one))


def _table(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    elements.table([dict(zip(heads, line, strict=True)) for line in lines])
