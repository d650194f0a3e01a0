"""The order of a menu: the days on which it, or the phones, changed; demand and giving up by the place of an option."""

from dataclasses import replace
from datetime import date

from cxdata.analysis.change.signals import bears_on
from cxdata.analysis.phones.in_spans import count_in_spans
from cxdata.analysis.phones.menu import order_of_menu
from cxdata.analysis.phones.positions import place_of
from cxdata.analysis.phones.worse import JUDGED, Group, judge
from cxdata.council import Council
from cxdata.measures import MEASURES
from cxdata.periods import say_date
from cxdata.scope import Scope
from cxdata.store import Store

CAUTION = "What stands first is what most people want: a place and what is offered there cannot be told apart."


def by_place(store: Store, scope: Scope, council: Council) -> tuple[Group, ...]:
    """Every place of a menu against all other places, as queues are held against each other; the level is its number.

    () where the names of options do not begin with a number. One statement.
    """
    scope = scope.with_choice("menu_option")
    groups = {"menu_option": "menu_option"}
    counted = count_in_spans(store, scope, council, measures=JUDGED, groups=groups)
    places = [place_of(option) for option in counted.rows["menu_option"]]
    rows = counted.rows.assign(place=[str(place.number) if place else "" for place in places])
    rows = rows[rows["place"] != ""]
    found = judge(rows, ("place",))
    return tuple(sorted(found, key=lambda group: (JUDGED.index(group.measure.id), int(group.level))))


def dated_changes(store: Store, scope: Scope, council: Council) -> dict[str, tuple[str, date]]:
    """What each dated change is called in a list -> its title and day: the events that could bear on the phones, those
    of a menu first and of them the newest, then the days on which an option changed its place.
    """
    events = [event for event in council.events if event.measure and bears_on(event, MEASURES[JUDGED[0]])]
    events.sort(key=lambda event: ("menu" in event.title.casefold(), event.day), reverse=True)
    named = {f"{event.title} ({say_date(event.day)})": (event.title, event.day) for event in events}
    for move in order_of_menu(store, replace(scope, choices=()), council):
        named.setdefault(f"Order of the menu changed ({say_date(move.day)})", ("order of the menu", move.day))
    return named
