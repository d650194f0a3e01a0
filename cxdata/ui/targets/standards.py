"""Service standards on the page: every promise with the share of people for whom it was met."""

from cxdata.analysis.targets.standards import say_standards, standard_rows
from cxdata.export.download import words_to_save
from cxdata.export.exhibit import Exhibit
from cxdata.export.promises.targets import standard_rows_in_words
from cxdata.lists import read_list
from cxdata.lists.standards import STANDARDS
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.parts.asking import asking_of
from cxdata.ui.parts.exhibits.show import show

_HOW = (
    "Each promise is held against the people it was made to: those of its service and channel, in the period chosen.",
    "A promise that no loaded export can tell says which export lacks, and is never left out.",
)


def standards(view: View) -> None:
    """Every promise of the list, and what lacks to tell the others."""
    kept = read_list(cache.opened(), STANDARDS)
    rows = standard_rows(asking_of(view), kept.entries)
    for fault in kept.faults:
        elements.warning(fault)
    finding = say_standards(rows)
    if not rows:
        elements.markdown(finding)
        return
    words = standard_rows_in_words(rows)
    answers = [row.figure.answer for row in rows if row.figure is not None]
    scope = f"Period: {view.scope.period or 'all dates loaded'}"
    elements.subheader(finding, anchor=False)
    elements.table(words)
    show(
        Exhibit(
            key="standards",
            finding=finding,
            chart=None,
            scope=scope,
            source="; ".join(dict.fromkeys(name for answer in answers for name in answer.sources)) or "no file",
            rows=words,
            download=words_to_save("service-standards", words, finding, f"{scope}."),
            about=_HOW,
        ),
        heading=False,
    )
