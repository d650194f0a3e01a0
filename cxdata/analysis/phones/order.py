"""Demand and giving up by the place of an option in its menu: first, second, third."""

from cxdata.analysis.phones.in_spans import count_in_spans
from cxdata.analysis.phones.positions import place_of
from cxdata.analysis.phones.worse import JUDGED, Group, judge
from cxdata.council import Council
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
