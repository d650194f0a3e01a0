"""The walk of the phones: who waits how long, since when, in which hours, what the menu did, and the counters."""

from dataclasses import replace
from functools import partial

from cxdata import findings
from cxdata.analysis.phones.hours import say_hours
from cxdata.analysis.phones.waits import say_left_out
from cxdata.charts.people.phones import spread_of_waits
from cxdata.export.exhibit import Exhibit
from cxdata.export.people.phones import exhibit_of_waits
from cxdata.measures import DIMENSIONS
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.parts.course import course
from cxdata.ui.parts.exhibits.show import show
from cxdata.ui.parts.splits import choose_split, split_of, splits_of
from cxdata.ui.parts.walk import section, switch
from cxdata.ui.phones.how_long import half_hours, how_long, patience, waits_of
from cxdata.ui.phones.menu import menu
from cxdata.ui.phones.queues import queues, ways
from cxdata.ui.phones.week import draw_longer, draw_staffing, draw_week

COMPARED = {
    "waits": "How long they wait",
    "patience": "When they give up",
    "abandoned_share": "Gave up",
    "answered_in_target": "Answered in time",
    "calls_offered": "Calls",
}
FOLLOWED = {
    "abandoned_share": "Gave up",
    "answered_in_target": "Answered in time",
    "average_wait": "Average phone wait",
    "calls_offered": "Calls",
    "visitor_wait": "Average counter wait",
}
BY = ("channel", "service", "customer_type", "ward")


def walk(view: View) -> None:
    """The sections; none is computed before it is opened."""
    section("How long, by queue and menu option?", partial(_groups, view), key="queues")
    section("When in the week do most come, and who is on duty then?", partial(draw_week, view), key="week")
    section("Where would more people on duty help?", partial(draw_staffing, view), key="staffing")
    section("What would longer hours take?", partial(draw_longer, view), key="longer")
    section("Since when? Month by month", partial(_over_time, view), key="course")
    section("Did another menu help?", partial(menu, view), key="menu")
    section("Who needs us out of hours?", partial(_hours, view), key="hours")
    section("How long do visitors wait at the desk?", partial(_desks, view), key="desks")


def _groups(view: View) -> None:
    """Waits, giving up or calls of each queue, option or service; how all wait where none are told apart."""
    found = ways()
    measure = switch("What to compare", COMPARED, key="compared") if found else "waits"
    by = switch("Split by", found, key="groups-by") if found else ""
    if measure in ("waits", "patience"):
        show_waits(view, by, given_up=measure == "patience")
    else:
        _show(queues(view, measure, by, place="groups"))


def show_waits(view: View, by: str, *, given_up: bool = False) -> None:
    """How waits spread, of those answered or given up; where nobody knows, what stands in its place."""
    everybody = replace(view.scope, choices=())
    every, *_ = (*waits_of(view, ""), None)
    rows = waits_of(view, by) if by else ()
    answer = cache.answer("calls_offered", (by,) if by else (), everybody)
    if answer.empty or every is None:
        elements.markdown(findings.nothing_to_show(answer))
        return
    known = [wait.given_up.half if given_up else wait.answered.half for wait in rows]
    chart = (
        spread_of_waits(rows, DIMENSIONS[by], every=every, narrow=view.narrow, given_up=given_up)
        if any(known)
        else None
    )
    finding = (patience(every) if given_up else "") or how_long(every)
    left_out = say_left_out(every)
    show(exhibit_of_waits(answer, rows or [every], chart, finding, notes=[f"{left_out}."] if left_out else []))
    if every.answered.half is None:
        half_hours(view)


def _over_time(view: View) -> None:
    _show(course(_of_everybody(view), switch("What to follow", FOLLOWED, key="followed")))


def _hours(view: View) -> None:
    """The share of contacts out of hours by channel and more, of the hours that the council keeps."""
    elements.markdown(say_hours(view.council))
    splits = splits_of("out_of_hours_share", BY)
    if splits:
        _show(choose_split(view, "out_of_hours_share", splits, key="out-of-hours"))
    else:
        elements.markdown("No contacts are loaded, so nobody can say who comes out of hours.")


def _desks(view: View) -> None:
    _show(split_of(_of_everybody(view), "visitor_wait", "queue"))


def _of_everybody(view: View) -> View:
    return replace(view, scope=replace(view.scope, choices=()))


def _show(exhibit: Exhibit) -> None:
    """An exhibit, or one line where there is nothing to draw."""
    if exhibit.chart is None:
        elements.markdown(exhibit.finding)
    else:
        show(exhibit)
