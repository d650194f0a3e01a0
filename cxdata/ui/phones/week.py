"""The week by half-hours: when calls, visits and forms come, who is on duty then, and what more people would do."""

from dataclasses import replace

from cxdata.analysis.phones.week.advice import advise, on_duty
from cxdata.analysis.phones.week.duty import ALL_QUEUES
from cxdata.analysis.phones.week.longer import longer, say_longer
from cxdata.analysis.phones.week.open_hours import DAY
from cxdata.analysis.phones.week.peaks import WEEKS, Week, week
from cxdata.analysis.phones.week.staffing import Staffing, staffing
from cxdata.analysis.phones.week.staffing_words import say_rest_of_staffing, say_staffing
from cxdata.analysis.phones.week.words import say_rest
from cxdata.charts.people.week import week_grid
from cxdata.export.exhibit import Exhibit
from cxdata.export.people.week import different_rows, exhibit_of_staffing, exhibit_of_week
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.parts import results
from cxdata.ui.parts.exhibits.show import show
from cxdata.ui.parts.walk import switch

CALLS = "calls"


def week_exhibit(view: View, name: str = CALLS, *, key: str = "week") -> Exhibit:
    """The week of calls, visits or forms; of calls with the people on duty laid over."""
    result = week_of(view, name)
    if not result.cells:
        return exhibit_of_week(result, None, key=key)
    duty = {}
    if name == CALLS and result.minutes != DAY:
        staffed = staffing_of(view)
        duty = {} if staffed.why_not else on_duty(staffed, result.minutes)
    return exhibit_of_week(result, week_grid(result, duty, narrow=view.narrow), key=f"{key}-{name}")


def week_of(view: View, name: str = CALLS) -> Week:
    """The week of calls, visits or forms, in numbers."""
    return cache.ask(week, name, scope=view.scope)


def staffing_of(view: View) -> Staffing:
    """The people on duty beside the calls."""
    return cache.ask(staffing, scope=view.scope)


def draw_week(view: View) -> None:
    """A section: calls, visits or forms by weekday and half-hour, and the days that differ."""
    name = switch("What comes", WEEKS, key="week-of")
    exhibit = week_exhibit(view, name, key="week-section")
    if exhibit.chart is None:
        elements.markdown(exhibit.finding)
        return
    show(exhibit)
    result = week_of(view, name)
    results.say(*say_rest(result))
    differing = [one for one in (*result.holidays, *result.events) if one.days]
    if differing:
        elements.table(different_rows(differing))


def draw_staffing(view: View) -> None:
    """A section: who is on duty, who would be needed and when, and whether the model fits."""
    result = staffing_of(view)
    if result.why_not:
        elements.markdown(f"{result.why_not}.")
        return
    queues = [fit.queue for fit in sorted(result.fits, key=lambda fit: -fit.calls)]
    lacking = [queue for one in advise(result) for queue in one.queues]
    first = queues.index(lacking[0]) if lacking else 0
    queue = elements.selectbox("Queue", queues, index=first, key="duty-queue") or queues[first]
    own = view if queue == ALL_QUEUES else replace(view, scope=view.scope.with_choice("queue", queue))
    calls = week_of(own)
    chart = week_grid(calls, on_duty(result, calls.minutes, queue), narrow=view.narrow)
    show(exhibit_of_staffing(result, calls, chart, say_staffing(result)))
    results.say(*say_rest_of_staffing(result))


def draw_longer(view: View) -> None:
    """A section: what it would take to stay open until seven."""
    everybody = replace(view, scope=replace(view.scope, choices=()))
    hours = staffing_of(everybody).hours
    elements.markdown(say_longer(cache.ask(longer, staff_hours=hours, scope=everybody.scope)))
