"""The walk of coming back: by which ways, who chased, what staff say, what it cost, people in several guises."""

from dataclasses import replace
from functools import partial

import pandas as pd

from cxdata.analysis.came_back.first_time import first_time
from cxdata.analysis.came_back.people import ALL_SERVICES, guises, say_crowded
from cxdata.analysis.came_back.ways import say_ways
from cxdata.charts.counts import counts
from cxdata.charts.drawing.model import Chart
from cxdata.contract import NOT_RECORDED
from cxdata.export.download import words_to_save
from cxdata.export.exhibit import Exhibit, exhibit_of
from cxdata.export.people.came_back import (
    cost_rows_of,
    guise_rows,
    known_rows,
    notes_of,
    settled_rows,
    way_rows,
)
from cxdata.measures import DIMENSIONS
from cxdata.measures.query import Answer
from cxdata.measures.rows import drop_not_recorded
from cxdata.ui.came_back.first import ways_of
from cxdata.ui.came_back.shares import while_open
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.parts.about import about_answer
from cxdata.ui.parts.course import course
from cxdata.ui.parts.exhibits.show import show
from cxdata.ui.parts.results import say
from cxdata.ui.parts.splits import choose_split, splits_of
from cxdata.ui.parts.walk import section, switch

NO_REASONS = "No contact carries a reason why it could have been avoided: load an export in which staff tag it."
NO_ROUTINE = "No contact says whether it was routine or complex."
BY = ("channel", "service")


def walk(view: View) -> None:
    """The sections; none is computed before it is opened."""
    if not view.loaded.row_counts["contacts"]:
        return
    section("Which ways did they come back?", partial(_ways, view), key="ways")
    section("Who had to ask what became of it?", partial(_chased, view), key="chased")
    section("Is it settled the first time?", partial(_settled, view), key="settled")
    section("What could have been avoided, as staff say?", partial(_avoidable, view), key="avoidable")
    section("Do fewer people ask for routine matters?", partial(_routine, view), key="routine")
    section("What did coming back cost?", partial(_cost, view), key="cost")
    section("How many people used several services?", partial(_people, view), key="people")


def _ways(view: View) -> None:
    """The commonest ways back as bars, and each channel with what cannot be followed."""
    result = ways_of(view)
    if not result.enough or result.answer.frame.empty:
        elements.markdown(f"{say_ways(result)}." if result.enough else notes_of(result)[0])
        return
    show(_of_rows(result.answer, counts(result.answer), f"{say_ways(result)}", way_rows(result), key="ways"))
    say(*notes_of(result))
    elements.table(known_rows(result))


def _chased(view: View) -> None:
    show_or_say(
        while_open(view, switch("Split by", _titles() or {"service": "Service"}, key="chased-by", start="service"))
    )


def _settled(view: View) -> None:
    """As staff say, by channel or service; beside it what shows when people come back."""
    splits = splits_of("first_time", BY)
    if not splits or cache.answer("first_time", (), view.scope).empty:
        elements.markdown("No contact says whether it was settled the first time: load an export that records it.")
        return
    exhibit = choose_split(view, "first_time", splits, key="settled-by")
    show_or_say(exhibit)
    by = next(name for name in splits if exhibit.key.endswith(name))
    result = cache.ask(first_time, scope=view.scope.with_choice(by), by=by)
    say(f"{result.sentence}.")
    elements.table(settled_rows(result, DIMENSIONS[by].title))


def _avoidable(view: View) -> None:
    """The share of those looked at, by channel or service, and the reasons."""
    splits = splits_of("avoidable_share", BY)
    if not splits or cache.answer("avoidable_share", (), view.scope).empty:
        elements.markdown(NO_REASONS)
        return
    show_or_say(choose_split(view, "avoidable_share", splits, key="avoidable-by"))
    reasons = drop_not_recorded(cache.answer("contacts", ("avoidable_reason",), view.scope))
    finding = "Why contacts could have been avoided, where staff looked at it"
    show(exhibit_of(reasons, counts(reasons), finding, key="avoidable-reasons", about=about_answer(reasons)))


def _routine(view: View) -> None:
    """Contacts with staff about routine matters, month by month; without a choice of channel."""
    if set(cache.present("complexity", ("contacts",))) <= {NOT_RECORDED}:
        elements.markdown(NO_ROUTINE)
        return
    say("Contacts with staff only: whoever found it online did not have to ask.")
    staff = view.scope.with_choice("channel", *view.council.channel_groups["assisted"])
    show_or_say(course(replace(view, scope=staff), "routine_contacts"))


def _cost(view: View) -> None:
    result = ways_of(view)
    if not view.council.unit_costs:
        elements.markdown("No cost of a contact is set, so no pounds are said. The Savings page has the costs.")
    elif result.enough:
        elements.table(cost_rows_of(result, view.council.unit_costs))
        say("Each costs that with its share of the building: fewer contacts save it only where a post or a shift goes.")


def _people(view: View) -> None:
    """How many people used one service and how many several; whether these are as satisfied."""
    if view.scope.chosen("service") or view.scope.chosen("channel"):
        say(f"{ALL_SERVICES}: what is chosen of these narrows nothing here.")
    result = cache.ask(guises, scope=view.scope)
    show(_of_rows(result.answer, counts(result.answer), result.sentence, guise_rows(result), key="people"))
    say(f"{result.satisfied}.", say_crowded(result))


def _titles() -> dict[str, str]:
    return splits_of("contacts", BY)


def _of_rows(answer: Answer, chart: Chart, finding: str, rows: pd.DataFrame, *, key: str) -> Exhibit:
    """An exhibit whose table says more than its drawing."""
    exhibit = exhibit_of(answer, chart, finding, key=key, about=about_answer(answer))
    return replace(exhibit, rows=rows, download=words_to_save(key, rows, finding, answer.sentence))


def show_or_say(exhibit: Exhibit) -> None:
    """An exhibit, or one line where there is nothing to draw."""
    if exhibit.chart is None:
        elements.markdown(exhibit.finding)
    else:
        show(exhibit)
