"""The walk of the phones: who waits, since when, in which hours, and the counters."""

from dataclasses import replace
from functools import partial

from cxdata.analysis.phones.hours import say_hours
from cxdata.export.exhibit import Exhibit
from cxdata.ui.frame import elements
from cxdata.ui.frame.app import View
from cxdata.ui.parts.course import course
from cxdata.ui.parts.exhibits.show import show
from cxdata.ui.parts.splits import choose_split, split_of, splits_of
from cxdata.ui.parts.walk import section, switch
from cxdata.ui.phones.queues import queues, ways

COMPARED = {
    "abandoned_share": "Gave up",
    "answered_in_target": "Answered in time",
    "average_wait": "Average wait",
    "calls_offered": "Calls",
}
FOLLOWED = {**COMPARED, "visitor_wait": "Counter wait"}
BY = ("channel", "service", "customer_type", "ward")
NO_GROUPS = "The telephone data loaded tells no queues, menu options or services apart."


def walk(view: View) -> None:
    """The sections; none is computed before it is opened."""
    section("Which queues and menu options?", partial(_groups, view), key="queues")
    section("Since when? Month by month", partial(_over_time, view), key="course")
    section("Who needs us out of hours?", partial(_hours, view), key="hours")
    section("How long do visitors wait at the desk?", partial(_desks, view), key="desks")


def _groups(view: View) -> None:
    found = ways()
    if not found:
        elements.markdown(NO_GROUPS)
        return
    measure = switch("What to compare", COMPARED, key="compared")
    _show(queues(view, measure, switch("Split by", found, key="groups-by")))


def _over_time(view: View) -> None:
    _show(course(_all_choices(view), switch("What to follow", FOLLOWED, key="followed")))


def _hours(view: View) -> None:
    """The share of contacts out of hours by channel and more; of the hours that the council keeps, or else is said."""
    elements.markdown(say_hours(view.council))
    splits = splits_of("out_of_hours_share", BY)
    if not splits:
        elements.markdown("No contacts are loaded.")
        return
    _show(choose_split(view, "out_of_hours_share", splits, key="out-of-hours"))


def _desks(view: View) -> None:
    _show(split_of(_all_choices(view), "visitor_wait", "queue"))


def _all_choices(view: View) -> View:
    return replace(view, scope=replace(view.scope, choices=()))


def _show(exhibit: Exhibit) -> None:
    """An exhibit, or one line where there is nothing to draw."""
    if exhibit.chart is None:
        elements.markdown(exhibit.finding)
    else:
        show(exhibit)
