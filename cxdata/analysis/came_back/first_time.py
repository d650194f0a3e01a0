"""Settled the first time: as staff record it, and as it shows when the same customer comes back or does not."""

from dataclasses import dataclass
from math import isnan, nan

from cxdata.analysis.came_back.pairs import FOLLOWABLE
from cxdata.analysis.came_back.shares import refuse_unknown
from cxdata.analysis.result import Result, in_100
from cxdata.contract import NOT_RECORDED
from cxdata.council import Council
from cxdata.measures import find_dimension, find_measure
from cxdata.measures.constants.asking import followed_in
from cxdata.measures.constants.matters import DAYS
from cxdata.measures.registry.dimensions import parts_of
from cxdata.measures.statement import narrowed, text_of
from cxdata.measures.words import say_level
from cxdata.scope import Scope
from cxdata.stats.basics.proportions import TOO_FEW
from cxdata.store import Store


@dataclass(frozen=True)
class Settled:
    """One group: of its contacts that can be followed (`judged`), how many another followed (`again`); of those called
    settled by staff (`settled`) the same (`settled_again`), and how many were called not settled (`unsettled`).
    """

    level: str
    name: str
    judged: float
    again: float
    settled: float
    settled_again: float
    unsettled: float

    @property
    def as_staff_say(self) -> float:
        """The share that staff call settled at once, of those of which they say it; nan for too few."""
        return _share(self.settled, self.settled + self.unsettled)

    @property
    def as_it_shows(self) -> float:
        """The share after which nobody came back; nan for too few."""
        return 1 - _share(self.again, self.judged)

    @property
    def settled_came_back(self) -> float:
        """Of those that staff call settled, the share that came back; nan for too few."""
        return _share(self.settled_again, self.settled)


@dataclass(frozen=True)
class FirstTime(Result):
    """Settled the first time by a dimension, its groups in order, and in one sentence."""

    days: int
    groups: tuple[Settled, ...]
    sentence: str


def first_time(store: Store, scope: Scope, council: Council, *, by: str = "channel", days: int = DAYS) -> FirstTime:
    """What staff say beside what shows, by a dimension. Raises CxError where too few contacts can be followed."""
    refuse_unknown(store, scope, council)
    predicate = narrowed(find_measure("contacts"), scope, council)
    group = text_of(find_dimension(by), "contacts", parts_of(council))
    prelude, rows = followed_in(store.meta, predicate.sql, scope.period, days, (group,))
    said = "resolved_first_time = '{}'"
    again = f"within between 1 and {days}"
    tests = ("true", again, *_of(said.format("true"), again), said.format("false"))
    sums = ", ".join(
        f"coalesce(sum(contacts) filter ({test}), 0)::double as sum_{place}" for place, test in enumerate(tests)
    )
    found = store.tuples(
        f"{prelude}select ({group})::varchar as level, {sums} from {rows} where {predicate.sql} "
        f"and {FOLLOWABLE.format(days=days)} group by 1 order by 1",
        predicate.values,
    )
    groups = tuple(Settled(level, say_level(by, level), *sums) for level, *sums in found if level != NOT_RECORDED)
    return FirstTime(days, groups, _sentence(groups, days))


def _sentence(groups: tuple[Settled, ...], days: int) -> str:
    settled = sum(one.settled for one in groups)
    said = _share(settled, settled + sum(one.unsettled for one in groups))
    shows = 1 - _share(sum(one.again for one in groups), sum(one.judged for one in groups))
    back = _share(sum(one.settled_again for one in groups), settled)
    if isnan(shows):
        return "Too few contacts are old enough to say after how many nobody came back"
    if isnan(said):
        return f"Staff record of too few whether they were settled; {in_100(shows)} did not come back in {days} days"
    return (
        f"Staff call {in_100(said)} settled the first time; of those {in_100(back)} came back within {days} days all "
        "the same"
    )


def _of(said: str, again: str) -> tuple[str, str]:
    return said, f"{said} and {again}"


def _share(part: float, base: float) -> float:
    return part / base if base >= TOO_FEW else nan
