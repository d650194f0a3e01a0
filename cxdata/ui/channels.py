"""The parts of the Channels page: what rose and fell since last year, and both sides of online: waits, satisfaction."""

from dataclasses import replace
from functools import partial

from cxdata import findings
from cxdata.charts.heat import heat
from cxdata.export.asked import with_scope
from cxdata.export.exhibit import Exhibit, exhibit_of
from cxdata.findings import nothing_to_show
from cxdata.measures import find_measure
from cxdata.overview import Tile, figure_of, say_figure
from cxdata.ui import channels_sides
from cxdata.ui.channels_shift import GROUPS, since_last_year
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.parts import course, screen
from cxdata.ui.parts.about import about_answer
from cxdata.ui.parts.asking import asking_of
from cxdata.ui.parts.exhibits.show import show
from cxdata.ui.parts.splits import split_of
from cxdata.ui.parts.tiles import tiles_of
from cxdata.ui.parts.walk import section, switch

WAYS = {"channel": "Every channel", "channel_group": "Online, automated, assisted"}
MIXED = {"channel_group": WAYS["channel_group"], "channel": WAYS["channel"]}
SERVED = {"online_share": "Online", "assisted_share": "Assisted by staff", "automated_phone_share": "Automated phone"}
WAITS = {
    "average_wait": "Phone wait",
    "visitor_wait": "Counter wait",
    "abandoned_share": "Callers who gave up",
    "answered_in_target": "Answered in time",
}
FORMS = {"month": "Month by month", "service": "By service"}
TILES = (*GROUPS.values(), "average_wait", "visitor_wait")


def first_screen(view: View) -> None:
    """What rose and what fell since last year, beside the three ways of being served, their waits and satisfaction."""
    if view.loaded.row_counts["contacts"]:
        screen.first_screen_of(lambda: _since_last_year(view))
    else:
        screen.first_screen(since_last_year(view, "channel").finding, None, _tiles(view))


def walk(view: View) -> None:
    """The rest of the page, section by section: none computes anything before it is opened."""
    section("Which services are online, and which are not?", partial(_by_service, view), key="services")
    section("Is each service within its target?", partial(channels_sides.take_up, view), key="take-up")
    section("What has no online way?", partial(channels_sides.no_online_way, view), key="no-way")
    section("Do complex matters need people?", partial(channels_sides.complex_matters, view), key="complexity")
    section("How has the mix changed, month by month?", partial(_over_time, view), key="mix")
    section("How long do people wait, and do they give up?", partial(_waits, view), key="waits")
    section("Are online forms finished once they are begun?", partial(_forms, view), key="forms")
    section("When in the week do people call?", partial(_week, view), key="week")
    section("Are people satisfied, whichever way they came?", partial(_satisfied, view), key="satisfied")


def _since_last_year(view: View) -> screen.First:
    exhibit = since_last_year(view, switch("Split by", WAYS, key="split"))
    exhibit = with_scope(exhibit, view.scope.with_choice("channel"), find_measure("channel_share"))
    return screen.First(exhibit.finding, exhibit if exhibit.chart else None, _tiles(view))


def _tiles(view: View) -> list[Tile]:
    """Six tiles: a channel chosen narrows none of them. Where no contacts are loaded, those that have data."""
    council = replace(view, scope=view.scope.with_choice("channel"))
    tiles = [*tiles_of(council, TILES), _satisfied_online(council)]
    if view.loaded.row_counts["contacts"]:
        return tiles
    return [one for one in tiles if not one.unloaded]


@cache.part
def _satisfied_online(view: View) -> Tile:
    """Satisfaction online, with that of the people whom staff helped beside it."""
    online, assisted = (_narrowed(view, group) for group in ("online", "assisted"))
    (one,) = tiles_of(online, ("satisfied",))
    other = figure_of(asking_of(assisted), "satisfied")
    beside = "" if other.empty else f"assisted {say_figure(other)}"
    return replace(one, label="Satisfied online", beside=beside)


def _narrowed(view: View, group: str) -> View:
    return replace(view, scope=view.scope.with_choice("channel", *view.council.channel_groups[group]))


def _by_service(view: View) -> None:
    _show(split_of(_all_channels(view), switch("Share of contacts", SERVED, key="served"), "service"))


def _over_time(view: View) -> None:
    _show(course.mix(view, switch("Split by", MIXED, key="mixed")))


def _waits(view: View) -> None:
    _show(course.course(_all_channels(view), switch("What to follow", WAITS, key="waits")))


def _forms(view: View) -> None:
    if switch("Follow it", FORMS, key="forms") == "month":
        _show(course.course(_all_channels(view), "web_completion"))
    else:
        _show(split_of(_all_channels(view), "web_completion", "service"))
    channels_sides.steps(view)


def _week(view: View) -> None:
    answer = cache.answer("calls_offered", ("weekday", "hour"), view.scope.with_choice("channel"))
    about, key = about_answer(answer), "week-calls_offered"
    if answer.empty or answer.frame["value"].isna().all():
        _show(exhibit_of(answer, None, nothing_to_show(answer), key=key, about=about))
        return
    chart = heat(answer, narrow=view.narrow)
    _show(exhibit_of(answer, chart, findings.of_peak(answer), key=key, about=about))


def _satisfied(view: View) -> None:
    _show(split_of(view, "satisfied", switch("Split by", WAYS, key="heard")))


def _all_channels(view: View) -> View:
    """The view without the channel chosen, which these figures are not narrowed by."""
    return replace(view, scope=view.scope.with_choice("channel"))


def _show(exhibit: Exhibit) -> None:
    """An exhibit, or one line where there is nothing to draw."""
    if exhibit.chart is None:
        elements.markdown(exhibit.finding)
    else:
        show(exhibit)
