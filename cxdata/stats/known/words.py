"""Known answers in words and rows, the same on the page Methods and at the command line."""

from collections.abc import Sequence

from cxdata.stats.known.model import Checked

HEADS = ("Method", "What for", "Figures", "The same?")
FIGURES = ("Figure", "Printed", "Worked out now", "The same?")
ABOUT = (
    "Each method is given an example whose answer is printed in a book or a paper, or was worked by hand from one. "
    "It is worked out anew each time this is shown, by the part of the program that makes the council’s own figures. "
    "None of these figures is of a council."
)


def headline(checked: Sequence[Checked]) -> str:
    """What a reader must know: whether all are the same, and else which differ."""
    wrong = [one.method.name for one in checked if not one.same]
    figures = sum(len(one.answers) for one in checked)
    if not wrong:
        return f"All {len(checked)} methods give the known answers: {figures} figures are the same as in their sources"
    return f"{len(wrong)} of {len(checked)} methods differ from the known answers: {', '.join(wrong)}"


def rows(checked: Sequence[Checked]) -> list[tuple[str, ...]]:
    """A row a method, under `HEADS`."""
    return [(one.method.name, one.method.use, *_how_many(one)) for one in checked]


def figures(one: Checked) -> list[tuple[str, ...]]:
    """A row a figure of one method, under `FIGURES`."""
    return [(answer.what, answer.theirs, answer.ours, answer.verdict) for answer in one.answers]


def _how_many(one: Checked) -> tuple[str, str]:
    same = sum(answer.same for answer in one.answers)
    return str(len(one.answers)), "the same" if one.same else f"{len(one.answers) - same} differ"
