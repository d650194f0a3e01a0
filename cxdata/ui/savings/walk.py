"""The walk of savings: what moved, what was promised, what failure costs, who is served by staff, and the costs."""

from dataclasses import replace
from functools import partial

from cxdata.analysis.result import capitalise
from cxdata.analysis.savings.page import say_failed, say_kinds, say_moved
from cxdata.analysis.savings.rows import ACHIEVED, FAILED, MOVED, PROMISED, rows_of
from cxdata.analysis.savings.sides import WAYS, sides
from cxdata.charts.savings import ENDS, both_sides, channels_moved, scale
from cxdata.export.promises.savings import exhibit_of_moved, exhibit_of_savings, exhibit_of_sides, promise_rows
from cxdata.lists.tracker import TRACKER
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.parts.exhibits.show import show
from cxdata.ui.parts.walk import section, switch
from cxdata.ui.savings.costs import edit_costs
from cxdata.ui.savings.first import Chosen, result_of


def walk(view: View, chosen: Chosen) -> None:
    """The sections; none is computed before it is opened."""
    section("Which contacts moved, and to where?", partial(_moved, view, chosen), key="moved")
    section("What was promised, and what is recorded as achieved?", partial(_promised, view, chosen), key="promised")
    section("What does failure cost?", partial(_failed, view, chosen), key="failure")
    section("Who is still served by staff, and what would it take otherwise?", partial(_sides, view), key="sides")
    section("What does a contact cost?", partial(edit_costs, view), key="costs")


def _moved(view: View, chosen: Chosen) -> None:
    """What each channel gained and lost like for like."""
    change = result_of(view, chosen).moved
    if change.why_not:
        elements.markdown(f"{capitalise(say_moved(change))}.")
    else:
        finding = f"{capitalise(say_moved(change))} like for like since {change.then}"
        exhibit = exhibit_of_moved(change, channels_moved(change, narrow=view.narrow), finding)
        # Where no cost is set the first screen shows it too.
        show(replace(exhibit, key="moved-like-for-like"))


def _promised(view: View, chosen: Chosen) -> None:
    """Promised and achieved by kind of saving, and the rows of the list."""
    result = result_of(view, chosen)
    promises = result.promises
    for fault in promises.faults:
        elements.warning(fault)
    if not promises.rows:
        elements.markdown("No row of recommendations.csv names pounds that were promised or achieved.")
        return
    rows = [row for row in rows_of(result) if row.key.startswith((f"{PROMISED}_", f"{ACHIEVED}_"))]
    finding = say_kinds(promises)
    exhibit = exhibit_of_savings(result, rows, scale(rows, narrow=view.narrow), finding, key="kinds")
    show(replace(exhibit, source=TRACKER.file_name, warnings=(), scope="Every row of the list that names pounds"))
    elements.table(promise_rows(promises))


def _failed(view: View, chosen: Chosen) -> None:
    """What coming back and giving up cost, beside what moved is worth."""
    result = result_of(view, chosen)
    rows = [row for row in rows_of(result) if row.key in FAILED]
    if not rows:
        elements.markdown(f"{capitalise(result.failure.why_not or 'nothing is loaded that would tell')}.")
        return
    worth = [row for row in rows_of(result) if row.key == MOVED]
    exhibit = exhibit_of_savings(
        result,
        [*rows, *worth],
        scale([*rows, *worth], reading=ENDS, narrow=view.narrow),
        say_failed(result),
        key="failure",
    )
    show(exhibit)


def _sides(view: View) -> None:
    """Who is served by staff, and what it would take otherwise."""
    by = switch("Split by", WAYS, key="sides-by")
    found = cache.ask(sides, scope=view.scope, by=by)
    show(exhibit_of_sides(found, both_sides(found.sides, narrow=view.narrow)))
