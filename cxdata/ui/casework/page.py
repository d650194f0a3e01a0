"""Councillors' cases: open now by age against their date; then beside the public's, where, about what, one by one."""

from dataclasses import replace
from functools import partial

from cxdata.analysis.casework.cases import (
    COUNCILLORS,
    NO_CLOSING,
    Cases,
    beside_the_public,
    cases,
    files_of,
    raised_by,
    say_difference,
    say_urgent,
)
from cxdata.analysis.casework.waiting import OpenCases, open_cases
from cxdata.export.asked import say_narrowed
from cxdata.export.asked.waiting import exhibit_of_waiting
from cxdata.export.download import words_to_save
from cxdata.export.exhibit import Exhibit
from cxdata.export.people.casework import beside_rows, open_rows
from cxdata.measures.words import say_level
from cxdata.overview import Line, Tile, TileWords
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.parts import screen
from cxdata.ui.parts.about import about_answer
from cxdata.ui.parts.exhibits.show import show
from cxdata.ui.parts.exhibits.take import table
from cxdata.ui.parts.reasons import reasons_of
from cxdata.ui.parts.results import answer_or_say_why, say
from cxdata.ui.parts.splits import choose_split, splits_of
from cxdata.ui.parts.tiles import tiles_of
from cxdata.ui.parts.walk import section, switch

ASK = "Who is waiting longest, and why is a councillor’s case not answered by its date?"
TILES = {"contacts": "Councillors’ cases", "on_time": "Theirs on time", "days_to_close": "Half of theirs within"}
COMPARED = {"on_time": "On time", "days_to_close": "Days to close", "cases_open": "Open now", "contacts": "Cases"}
BY = {"service": "Service", "ward": "Ward", "urgent": "Urgency"}
NOW = "Open now, whenever received: the period chosen narrows the tiles."
STALE = (
    "These files were loaded by an earlier version of the program: load any file, and what is open is worked out anew."
)


def first_screen(view: View) -> None:
    """The open cases by age, and how many are late, old and urgent."""
    found = cases(cache.answer, view.scope, cache.of_store(files_of))
    if found.day is None:
        screen.first_screen(found.sentence, None)
        return
    screen.first_screen(found.sentence, _exhibit(view, found), _tiles(view, found), ask=ASK)
    if view.loaded.is_older and found.by_age.empty:
        elements.warning(STALE)


def walk(view: View) -> None:
    """The rest, section by section; none is computed before it is opened."""
    if cache.of_store(files_of).day is None:
        return
    section("Beside the public’s cases of the same service or ward", partial(_beside, view), key="beside")
    section("Where councillors’ cases wait and take longest", partial(_splits, view), key="splits")
    section("What are they about?", partial(_reasons, view), key="reasons")
    section("Open cases one by one", partial(_one_by_one, view), key="open")


def theirs(view: View) -> View:
    """The view narrowed to the cases that councillors raised."""
    return replace(view, scope=raised_by(view.scope, COUNCILLORS))


def _exhibit(view: View, found: Cases) -> Exhibit:
    notes = [say_narrowed(view.scope), NOW if view.scope.period else ""]
    return exhibit_of_waiting(
        found.by_age,
        found.sentence,
        key="open-cases",
        note=" ".join(filter(None, notes)),
        narrow=view.narrow,
        about=about_answer,
    )


def _tiles(view: View, found: Cases) -> list[TileWords | Tile]:
    """Open, old and urgent as words: those of an earlier day are not known, so they have no course."""
    waiting = TileWords("Open now", found.say_open())
    old = TileWords("Open over 8 weeks", found.say_old(), Line("of those open now"))
    urgent = cache.answer("days_to_close", ("urgent",), raised_by(view.scope, COUNCILLORS))
    fast = TileWords("Urgent cases", say_urgent(urgent), Line("half are closed within"))
    measured = zip(tiles_of(theirs(view), tuple(TILES)), TILES.values(), strict=True)
    return [waiting, old, fast, *(replace(tile, label=label) for tile, label in measured)]


def _beside(view: View) -> None:
    """Each group of councillors' cases beside the public's, over the period."""
    by = switch("By", BY, key="beside-by")
    rows = beside_the_public(cache.answer, view.scope, by, is_known=cache.of_store(files_of).closing > 0)
    if not rows:
        elements.markdown("No case of a councillor in this selection.")
        return
    counted = cache.answer("on_time", (), raised_by(view.scope, COUNCILLORS))
    sentence, shown, name = (
        say_difference(rows, partial(say_level, by)),
        beside_rows(rows, by, counted.measure),
        f"casework-by-{by}",
    )
    elements.markdown(f"{sentence}.")
    download = words_to_save(name, shown, sentence, f"{counted.sentence}.", warnings=counted.warnings)
    table(shown, download, key=name, alt=f"Councillors’ cases beside the public’s. {counted.sentence}.")
    say("On time and days are of cases received in the period; open now is on the last day loaded.")


def _splits(view: View) -> None:
    measure = switch("What to look at", COMPARED, key="cases-measure")
    of_councillors = theirs(view)
    if measure == "cases_open":
        of_councillors = replace(of_councillors, scope=replace(of_councillors.scope, period=None))
    exhibit = choose_split(of_councillors, measure, splits_of(measure, ("service", "ward")), key=f"cases-{measure}")
    show(exhibit) if exhibit.chart else elements.markdown(exhibit.finding)


def _reasons(view: View) -> None:
    exhibit = reasons_of(theirs(view), key="case-reasons")
    show(exhibit) if exhibit.chart else elements.markdown(exhibit.finding)


def _one_by_one(view: View) -> None:
    waiting = answer_or_say_why(lambda: cache.ask(open_cases, scope=view.scope))
    if waiting is not None:
        _listed(waiting)


def _listed(waiting: OpenCases) -> None:
    if not waiting.cases:
        known = cache.of_store(files_of).closing > 0
        elements.markdown(
            "No case of a councillor is open." if known else f"Which are open is not known: {NO_CLOSING}."
        )
        return
    title = "Open cases of councillors, the oldest first."
    if waiting.all > len(waiting.cases):
        title += f" {len(waiting.cases)} of {waiting.all:,}."
    rows = open_rows(waiting)
    table(rows, words_to_save("open-cases", rows, title), key="open-cases-list", alt=title)
