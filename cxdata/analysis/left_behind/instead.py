"""What else than silence a fall may be: other services, a fall from before, online as the rest, fewer calls each.

Each is asked of a group whose contacts fell alone, in this order; the first that holds is said in its place.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from cxdata.analysis.left_behind.counts import MADE_UP, Counts, scope_of
from cxdata.analysis.left_behind.shifts import ALL, Shift
from cxdata.analysis.result import Result
from cxdata.contract import NOT_RECORDED, TABLES
from cxdata.council import Council
from cxdata.measures import find_dimension, find_measure
from cxdata.measures.statement import narrowed
from cxdata.measures.words import say_level
from cxdata.periods import say_month
from cxdata.scope import Scope
from cxdata.stats.basics.proportions import z_value
from cxdata.stats.silence import MATERIAL, Fall, growth_of_others
from cxdata.stats.step import best_step, may_step_at
from cxdata.store import Store

NEAR = 2
"""A fall may begin so many months before or after the service moved."""
LEAST_MONTHS = 2
CONF = 0.95
KNOWN = 0.5
"""People are counted where at least so much of the contacts carry a customer reference."""
MOVED, EARLIER, AS_ONLINE, AS_MANY = "other services", "another month", "online as the rest", "as many people"


@dataclass(frozen=True)
class Instead(Result):
    """A group whose contacts about `service` fell alone, and is not called silent: `why`, and that as a sentence."""

    by: str
    level: str
    name: str
    service: str
    why: str
    sentence: str


def explain(counts: Counts, shift: Shift, by: str, fall: Fall, elsewhere: Fall | None, people: float) -> Instead | None:
    """What the fall of a group is instead of silence; None where nothing else is known of it.

    `elsewhere` is its course in other services, `people` the ratio of people who came after to those before (nan where
    that is not known).
    """
    name = say_level(find_dimension(by), fall.group)
    about = "" if shift.service == ALL else f" about {shift.service}"
    moved = "contacts" if shift.service == ALL else shift.service
    missing = fall.expected - fall.after
    if elsewhere is not None and elsewhere.lower > 1 and elsewhere.after - elsewhere.expected >= MADE_UP * missing:
        why, said = MOVED, f"{name} came about other things instead of {moved}, and is not called silent."
    elif (began := _began(counts, shift, fall.group)) is not None:
        why = EARLIER
        said = (
            f"{name}: contacts{about} fell from {say_month(began)} on, and {moved} moved online in "
            f"{say_month(shift.month)}: that did not begin the fall, and it is not called silent."
        )
    elif _is_online_as_the_rest(counts, shift, fall.group):
        why = AS_ONLINE
        said = (
            f"{name}: as much more came online{about} as from the rest, and fewer with staff: that may be less need to "
            "ask twice, and it is not called silent."
        )
    elif people > MATERIAL:
        why, said = AS_MANY, f"{name}: about as many people came{about}, each less often: it is not called silent."
    else:
        return None
    return Instead(by, fall.group, name, shift.service, why, said)


def _began(counts: Counts, shift: Shift, level: str) -> date | None:
    """The month from which the group's share of all contacts fell, where that is sure not to be near the shift."""
    months = shift.span.months()
    levels = [other for other in counts.levels if other not in (level, NOT_RECORDED)]
    own, others = counts.of([level], months).sum(axis=0), counts.of(levels, months).sum(axis=0)
    place, best = months.index(shift.month), best_step(own, own + others, least=LEAST_MONTHS)
    if best is None or may_step_at(own, own + others, place, least=LEAST_MONTHS, near=NEAR):
        return None
    return months[best]


def _is_online_as_the_rest(counts: Counts, shift: Shift, level: str) -> bool:
    """Whether the group's online contacts rose, beyond chance, and by as much as those of the others, or nearly."""
    levels = [other for other in counts.levels if other != NOT_RECORDED]
    before, after = (counts.of(levels, months, online=True).sum(axis=1) for months in (shift.before, shift.after))
    place = levels.index(level)
    rose = np.log((after[place] + 0.5) / (before[place] + 0.5))
    spread = np.sqrt(1 / (after[place] + 0.5) + 1 / (before[place] + 0.5))
    growth, _ = growth_of_others(before, after, place)
    return bool(rose > z_value(CONF) * spread and after[place] >= MATERIAL * growth * before[place])


def ratio_of_people(store: Store, scope: Scope, council: Council, shift: Shift, by: str, level: str) -> float:
    """People of a group (by their customer reference) who got in touch after the shift, of those before; nan where
    under half of its contacts, on either side, carry a reference.
    """
    chosen = narrowed(find_measure("contacts"), scope_of(scope, shift, by).with_choice(by, level), council)
    rows = store.tuples(
        f"select {_is_in(shift.after)} as later, count(distinct customer_key), "
        f"sum({TABLES['contacts'].weight}) filter (where customer_key is not null), sum({TABLES['contacts'].weight}) "
        f"from contacts where {chosen.sql} and ({_is_in(shift.before)} or {_is_in(shift.after)}) group by 1",
        chosen.values,
    )
    sides = {bool(later): (float(people), float(named or 0), float(all_of)) for later, people, named, all_of in rows}
    if False not in sides or any(named < KNOWN * all_of for _, named, all_of in sides.values()):
        return float("nan")
    return sides.get(True, (0.0, 0.0, 0.0))[0] / sides[False][0]


def _is_in(months: Sequence[date]) -> str:
    days = ", ".join(f"date '{month}'" for month in months)
    return f"date_trunc('month', received_at) in ({days})"
