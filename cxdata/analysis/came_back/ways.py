"""Who came back, and how: by which channel first and by which then, what is not known of it, and what it cost."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from cxdata.analysis.came_back.matters import CAME_BACK, LEAST_KNOWN
from cxdata.analysis.costs import Pounds, pounds_of
from cxdata.analysis.result import HIDDEN, Result, in_100, say_list, say_many
from cxdata.council import Council
from cxdata.measures import find_measure
from cxdata.measures.constants.asking import followed_in
from cxdata.measures.constants.linked import CROWD, CROWD_DAYS
from cxdata.measures.constants.matters import DAYS
from cxdata.measures.intervals import figures_with_ranges
from cxdata.measures.model import Dimension
from cxdata.measures.query import Answer, query
from cxdata.measures.statement import narrowed
from cxdata.measures.words import say_count, say_level
from cxdata.periods import say_date
from cxdata.scope import Scope
from cxdata.stats.basics.proportions import SMALL
from cxdata.store import Store

WAY = Dimension("way", "First, then", "", ())


@dataclass(frozen=True)
class Way:
    """Contacts by a channel that the same customer followed by another within the days asked for: `after` is its
    channel, '' where none followed.

    Of all `contacts` `known` carry a reference; of these `judged` are old enough to say, and are one person's. After
    `chased` of them the customer came back while the case was open. `recent` are too new, `crowded` no one person's.
    """

    channel: str
    after: str
    contacts: float
    known: float
    judged: float
    chased: float
    recent: float
    crowded: float


@dataclass(frozen=True)
class Ways(Result):
    """Every way in which people came back within `days` days, in the contacts of a scope.

    `since` is the first day that is too recent to judge. `pounds` is what the contacts cost that followed another: low,
    most likely and high; None where no channel of them has a cost. `unpriced` are those whose channel has none.
    `answer` has the ways as a count, to be drawn.
    """

    days: int
    ways: tuple[Way, ...]
    since: date
    pounds: Pounds
    unpriced: float
    scope: str
    sources: tuple[str, ...]
    answer: Answer = field(metadata=HIDDEN)

    def total(self, name: str, channel: str = "") -> float:
        """What a figure of `Way` comes to, in all or for one channel of the first contact."""
        return sum(float(getattr(way, name)) for way in self.ways if channel in ("", way.channel))

    @property
    def again(self) -> float:
        """Contacts that another followed."""
        return sum(way.judged for way in self.ways if way.after)

    @property
    def known(self) -> float:
        """What part of the contacts can be followed, of 1."""
        return self.total("known") / self.total("contacts") if self.total("contacts") else 0.0

    @property
    def enough(self) -> bool:
        """Whether enough of them can be followed to say who came back."""
        return self.known >= LEAST_KNOWN and self.total("judged") > 0

    @property
    def bounds(self) -> tuple[float, float]:
        """The share of all contacts that another followed, if none of the unknown ones was, and if each was."""
        seen = self.known * self.again / self.total("judged")
        return seen, seen + 1 - self.known

    @property
    def likely(self) -> float:
        """The same, if those without a reference come back like those of their channel that carry one."""
        shares = {}
        for channel in {way.channel for way in self.ways}:
            judged = self.total("judged", channel)
            again = sum(way.judged for way in self.ways if way.channel == channel and way.after)
            shares[channel] = again / judged if judged >= SMALL else self.again / self.total("judged")
        return sum(shares[way.channel] * way.contacts for way in self.ways) / self.total("contacts")


def ways(store: Store, scope: Scope, council: Council, *, days: int = DAYS) -> Ways:
    """Every way in which people came back within so many days. Raises CxError as `query`."""
    answer = query(store, "contacts", (), scope, council=council)
    predicate = narrowed(find_measure("contacts"), scope, council)
    prelude, rows = followed_in(store.meta, predicate.sql, scope.period, days)
    judged = f"known and not crowded and settled >= {days}"
    found = store.tuples(
        f"{prelude}select channel::varchar as channel, "
        f"case when {judged} and within between 1 and {days} then next_channel else '' end as after, "
        "sum(contacts)::double as contacts, coalesce(sum(contacts) filter (known), 0)::double as known, "
        f"coalesce(sum(contacts) filter ({judged}), 0)::double as judged, "
        f"coalesce(sum(contacts) filter ({judged} and within between 1 and {days} and was_open), 0)::double as chased, "
        f"coalesce(sum(contacts) filter (known and not crowded and settled < {days}), 0)::double as recent, "
        "coalesce(sum(contacts) filter (crowded), 0)::double as crowded "
        f"from {rows} where {predicate.sql} group by 1, 2 order by 1, 2",
        predicate.values,
    )
    told = tuple(Way(*row) for row in found)
    arrived: dict[str, float] = {}
    for way in told:
        if way.after:
            arrived[way.after] = arrived.get(way.after, 0.0) + way.judged
    priced = {cost.channel for cost in council.unit_costs}
    newest = store.spans["contacts"][1] if "contacts" in store.spans else date.max
    return Ways(
        days=days,
        ways=told,
        since=newest - timedelta(days=days - 1),
        pounds=pounds_of(arrived, council),
        unpriced=sum(count for channel, count in arrived.items() if channel not in priced),
        scope=answer.sentence,
        sources=answer.sources,
        answer=_as_answer(answer, told, days),
    )


def _as_answer(answer: Answer, told: Sequence[Way], days: int) -> Answer:
    """The ways back as a count by way, the commonest first."""
    pairs = sorted((way for way in told if way.after), key=lambda way: -way.judged)
    measure = replace(
        answer.measure,
        title=f"Came back within {days} days",
        counted="contacts that another followed",
        formula=f"the number of contacts after which the same customer got in touch within {days} days",
        caveats=CAME_BACK.caveats,
    )
    names = [f"{say_level('channel', way.channel)}, then {say_level('channel', way.after).lower()}" for way in pairs]
    columns: dict[str, list[object]] = {WAY.id: [*names], "numerator": [way.judged for way in pairs]}
    return replace(answer, measure=measure, by=(WAY,), frame=figures_with_ranges(measure, [WAY.id], columns))


def say_known(result: Ways) -> str:
    """How many contacts carry no reference, by which channel most, and what that can do to the figure."""
    contacts = result.total("contacts")
    if not contacts:
        return ""
    without = contacts - result.total("known")
    if without < 0.5:
        return "Every contact carries a customer reference."
    head = f"{in_100(without / contacts).capitalize()} contacts carry no customer reference and cannot be followed"
    most = _fewest_known(result)
    where = f" (by {say_level('channel', most[0]).lower()}: {in_100(1 - most[1])})" if most else ""
    if not result.enough:
        return f"{head}{where}: too many to say who came back."
    low, high = result.bounds
    return (
        f"{head}{where}. So of all contacts {_in_100(low)} to {in_100(high)} were followed by another; "
        f"{in_100(result.likely)} if they are like the others of their channel."
    )


def say_bounds(result: Ways) -> str:
    """'With those that carry no reference, 7 to 28 in 100 contacts may have been followed by another.'; "" where every
    contact carries one, or too few.
    """
    if not result.enough or result.total("contacts") - result.total("known") < 0.5:
        return ""
    low, high = result.bounds
    return (
        f"With those that carry no reference, {_in_100(low)} to {in_100(high)} contacts may have been followed by "
        "another."
    )


def say_left_out(result: Ways) -> tuple[str, ...]:
    """The contacts that are too recent to judge, and those whose reference is no one person's."""
    said = []
    if recent := result.total("recent"):
        said.append(
            f"{say_many(recent, 'contact')} from {say_date(result.since)} on {_be(recent)} left out: nobody can say "
            f"yet who comes back within {result.days} days."
        )
    if crowded := result.total("crowded"):
        said.append(
            f"{say_many(crowded, 'contact')} {_be(crowded)} left out whose reference came more than {CROWD} times "
            f"about one service in {CROWD_DAYS} days: a shared reference, no one person’s."
        )
    return tuple(said)


def say_ways(result: Ways) -> str:
    """'Of 5,800 who came back most went web then phone and phone then phone (61 in 100)': the two commonest ways."""
    pairs = sorted((way for way in result.ways if way.after), key=lambda way: -way.judged)
    if not result.total("judged"):
        return f"Nobody can say yet who came back within {result.days} days"
    if not pairs:
        return f"Nobody whose contacts can be followed came back within {result.days} days"
    first = [
        f"{say_level('channel', way.channel).lower()} then {say_level('channel', way.after).lower()}"
        for way in pairs[:2]
    ]
    most = sum(way.judged for way in pairs[:2])
    how = "most went" if most > result.again / 2 else "the commonest ways were"
    return f"Of {say_count(result.again)} who came back {how} {say_list(first)} ({in_100(most / result.again)})"


def _be(count: float) -> str:
    return "is" if count == 1 else "are"


def _in_100(share: float) -> str:
    return in_100(share).removesuffix(" in 100")


def _fewest_known(result: Ways) -> tuple[str, float] | None:
    """The channel of many contacts of which the least part can be followed; None where all are alike."""
    shares = {
        channel: result.total("known", channel) / result.total("contacts", channel)
        for channel in {way.channel for way in result.ways}
        if result.total("contacts", channel) >= max(SMALL, result.total("contacts") / 20)
    }
    if len(shares) < 2 or max(shares.values()) - min(shares.values()) < 0.1:
        return None
    name = min(sorted(shares), key=lambda channel: shares[channel])
    return name, shares[name]
