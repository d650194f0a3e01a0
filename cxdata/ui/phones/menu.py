"""Did another menu help: each option before and since a dated change, and giving up by the place in the menu."""

from dataclasses import replace
from datetime import date

from cxdata.analysis.change.charts import control
from cxdata.analysis.phones.menu import menu_change
from cxdata.analysis.phones.order import CAUTION, by_place, dated_changes
from cxdata.charts.people.phones import menu_before_and_since
from cxdata.export.download import words_to_save
from cxdata.export.people.phones import exhibit_of_menu, place_rows
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.parts.exhibits.show import show
from cxdata.ui.parts.exhibits.take import table
from cxdata.ui.parts.results import answer_or_say_why, say
from cxdata.ui.parts.walk import switch

WHAT = {"abandoned_share": "Gave up", "answered_in_target": "Answered in time"}
NO_EVENT = (
    "No dated change of the phones is known: name it as an [[events]] in council.toml, with the day and measure = "
    '"average_wait".'
)


def menu(view: View) -> None:
    """Options before and since the newest dated change, or another."""
    days = cache.ask(dated_changes, scope=replace(view.scope, choices=()))
    if days:
        title = elements.selectbox("Which change", list(days), key="menu-change") or next(iter(days))
        _before_and_since(view, title, days[title])
    else:
        elements.markdown(NO_EVENT)
    _places(view)


def _before_and_since(view: View, name: str, change: tuple[str, date]) -> None:
    measure = switch("What to compare", WHAT, key="menu-what")
    title, day = change
    scope = replace(view.scope, choices=())
    found = answer_or_say_why(lambda: cache.ask(menu_change, scope=scope, on=day, title=title, measure=measure))
    if found is None:
        return
    always = replace(scope, period=None)
    sources = cache.answer("calls_offered", (), always).sources
    show(exhibit_of_menu(found, menu_before_and_since(found, narrow=view.narrow), sources))
    whole = answer_or_say_why(lambda: cache.ask(control, measure, scope=always))
    if whole is not None:
        say(f"All calls together, by the test of Real change: {whole.sentence}")


def _places(view: View) -> None:
    """Demand and giving up by the place in the menu."""
    groups = cache.ask(by_place, scope=replace(view.scope, choices=()))
    if not groups:
        say("The names of the options do not begin with a number, so their place in the menu is not known.")
        return
    rows = place_rows(groups)
    title = "Calls and giving up by the place of the option in its menu"
    table(rows, words_to_save("menu-places", rows, f"{title}."), key="menu-places", alt=title)
    say(CAUTION)
