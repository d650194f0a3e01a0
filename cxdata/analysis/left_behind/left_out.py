"""Who has gone silent and which customers come online far less, in few statements: it stands beside a target of online
that is met.
"""

from dataclasses import replace

from cxdata.analysis.asking import Asking
from cxdata.analysis.left_behind.groups import Group, groups_of
from cxdata.analysis.left_behind.resources import say_people
from cxdata.analysis.left_behind.shifts import ALL, find_shifts
from cxdata.analysis.left_behind.silent import Silence, find_silent
from cxdata.analysis.result import say_list
from cxdata.council import Council
from cxdata.measures.coverage.whole_months import newest_year
from cxdata.measures.query import query
from cxdata.scope import Scope
from cxdata.store import Store

NOT_COUNTED = "A share online counts nobody who has stopped getting in touch, or cannot come online"
PAGE = "see the page “Left behind”"


def silence_of(store: Store, scope: Scope, council: Council) -> Silence:
    """Who has gone silent, as its page finds them; a choice of channel narrows nothing. Raises CxError as `query`."""
    scope = scope.with_choice("channel")
    return find_silent(store, scope, council, find_shifts(store, scope, council).shifts)


def customers_behind(store: Store, scope: Scope, council: Council) -> tuple[Group, ...]:
    """The kinds of customer who come online far less than the rest, the furthest first, over the year chosen or the
    newest. Raises CxError as `query`.
    """
    period = scope.period or newest_year(store, ("contacts",))
    year = replace(scope, period=period).with_choice("channel").with_choice("customer_type")
    take_up = query(store, "online_share", ("customer_type", "service"), year, council=council)
    groups = groups_of("customer_type", take_up, replace(take_up, frame=take_up.frame.iloc[:0]))
    return tuple(sorted((group for group in groups if group.behind), key=lambda group: group.gap))


def say_left_out(asking: Asking) -> str:
    """'A share online counts nobody who has stopped getting in touch, or cannot come online. Left behind are Tenant
    customers (gone silent about Garden waste).'
    """
    found = asking.result(silence_of, scope=asking.scope).silent
    named = [
        f"{say_people(one.by, one.name)} (gone silent{'' if one.service == ALL else f' about {one.service}'})"
        for one in found
    ]
    silent = {(one.by, one.level) for one in found}
    named += [
        f"{say_people(group.by, group.name)} (come online far less)"
        for group in asking.result(customers_behind, scope=asking.scope)
        if (group.by, group.level) not in silent
    ]
    if not named:
        return f"{NOT_COUNTED}: {PAGE}."
    return f"{NOT_COUNTED}. Left behind are {say_list(named, most=4)}; {PAGE}."
