"""The first screen of the page of targets: every target in one table, and how many are met."""

from collections.abc import Sequence

from cxdata.analysis.targets.rows import Row
from cxdata.analysis.targets.verdict import Verdict
from cxdata.analysis.targets.words import in_sentence, say_found
from cxdata.export.asked.targets import exhibit_of_targets, judged, targets_in_order
from cxdata.export.exhibit import Exhibit
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.parts import screen
from cxdata.ui.parts.asking import asking_of


@cache.part
def rows_of(view: View) -> tuple[Row, ...]:
    """Every target of the view, in the order in which they are read."""
    return targets_in_order(asking_of(view))


def first_screen(view: View) -> tuple[Row, ...]:
    """How many targets are met, and the table; gives the rows."""
    rows = rows_of(view)
    finding = say_found(rows)
    if not rows:
        screen.first_screen(finding, None)
        return rows
    screen.first_screen(finding, exhibit_of_targets(rows, view.scope.period, narrow=view.narrow), ask=_ask(rows))
    return rows


def _ask(rows: Sequence[Row]) -> str:
    worst = rows[0]
    if worst.verdict is not Verdict.MISSED:
        return ""
    return f"What would it take to meet the target for {in_sentence(worst)}, and by when?"


def exhibit_of_judged(view: View) -> Exhibit | None:
    """The table of targets for another page's selection; None where no target can be held against it."""
    rows = judged(rows_of(view))
    return exhibit_of_targets(rows, view.scope.period, narrow=view.narrow) if rows else None
