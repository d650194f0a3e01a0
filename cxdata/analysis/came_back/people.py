"""The same person in several guises: how many people used one, two, three or more services, by which channels, and
whether they are as satisfied.

A person who is tenant, business and litter complainant in one day meets three areas by three ways, and no area sees
it. People are told apart by the keyed customer reference; the span is a year at most, since in many years everybody
uses several services.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from math import nan

from cxdata.analysis.came_back.shares import refuse_unknown
from cxdata.analysis.result import HIDDEN, Result, in_100, say_many
from cxdata.contract import NOT_RECORDED
from cxdata.council import Council
from cxdata.measures import find_measure
from cxdata.measures.intervals import figures_with_ranges
from cxdata.measures.model import Dimension
from cxdata.measures.query import Answer, query
from cxdata.measures.statement import narrowed
from cxdata.measures.words import say_count
from cxdata.periods import Period, add_months
from cxdata.scope import Scope
from cxdata.stats.basics.proportions import TOO_FEW, newcombe
from cxdata.store import Store

USED = Dimension("services_used", "Used", "", ())
MOST = 4
"""Who used so many services or more is counted together."""
ALL_SERVICES = "People are counted by all services and channels they used"
"""Why a service or channel that is chosen narrows nothing."""
CROWD = 200
"""A reference with more contacts in the span is no one person's."""


@dataclass(frozen=True)
class Guise:
    """People who used `services` services (`MOST`: so many or more): how many, by online alone, by staff alone or by
    both, with how many contacts; how many of them answered the survey, and of those how many were satisfied.
    """

    services: int
    people: float
    online: float
    staff: float
    both: float
    contacts: float
    answered: float
    satisfied: float

    @property
    def name(self) -> str:
        """'2 services'; 'or more' for the last."""
        return (
            f"{self.services} service{'' if self.services == 1 else 's'}{' or more' if self.services == MOST else ''}"
        )

    @property
    def share_satisfied(self) -> float:
        """Of those who answered, the share satisfied, of 1; nan for too few."""
        return self.satisfied / self.answered if self.answered >= TOO_FEW else nan


@dataclass(frozen=True)
class Guises(Result):
    """People by the number of services they used, in one sentence each: how many, and whether they are as satisfied.

    `left_out` are references with too many contacts to be one person's, and `answer` has the people as a count, to be
    drawn.
    """

    guises: tuple[Guise, ...]
    left_out: int
    sentence: str
    satisfied: str
    scope: str
    sources: tuple[str, ...]
    answer: Answer = field(metadata=HIDDEN)

    @property
    def people(self) -> float:
        """How many people there are in all."""
        return sum(guise.people for guise in self.guises)


def guises(store: Store, scope: Scope, council: Council) -> Guises:
    """People by the number of services they used in the scope, in its last year where it is longer.

    A service that was chosen narrows nothing: the others that its people used would be missing. Raises CxError where no
    contacts are loaded, or too few carry a customer reference.
    """
    scope = _within_a_year(store, scope.with_choice("service").with_choice("channel"))
    answer = query(store, "contacts", (), scope, council=council)
    refuse_unknown(store, scope, council)
    found = _counted(store, scope, council)
    told = tuple(Guise(int(services), *figures) for services, *figures in found if services)
    left_out = sum(int(people) for services, people, *_ in found if not services)
    return Guises(
        told, left_out, _sentence(told), _say_satisfied(told), answer.sentence, answer.sources, _as_answer(answer, told)
    )


def _as_answer(answer: Answer, told: Sequence[Guise]) -> Answer:
    """People by the number of services they used, as a count."""
    measure = replace(
        answer.measure,
        title="People",
        counted="people, told apart by their customer reference",
        formula="the number of customer references",
        caveats=("A household can share a reference, and a person can have two.",),
    )
    columns: dict[str, list[object]] = {USED.id: [one.name for one in told], "numerator": [one.people for one in told]}
    return replace(answer, measure=measure, by=(USED,), frame=figures_with_ranges(measure, [USED.id], columns))


def say_crowded(result: Guises) -> str:
    """How many references are left out as no one person's; "" for none."""
    left = result.left_out
    if not left:
        return ""
    are = "is" if left == 1 else "are"
    return f"{say_many(left, 'reference')} with more than {CROWD} contacts {are} left out: no one person’s."


def _within_a_year(store: Store, scope: Scope) -> Scope:
    """The scope, or its last twelve months."""
    if "contacts" not in store.spans:
        return scope
    first, last = store.spans["contacts"]
    span = scope.period or Period(first, last + timedelta(days=1))
    since = add_months(span.end, -12)
    return replace(scope, period=span if span.start >= since else Period(since, span.end))


def _counted(store: Store, scope: Scope, council: Council) -> list[tuple[float, ...]]:
    """By number of services (0: no one person's): people, by online alone, by staff alone, by both, contacts,
    people who answered, people satisfied.
    """
    contacts = narrowed(find_measure("contacts"), scope, council)
    answers = narrowed(find_measure("satisfied"), replace(scope, choices=()), council)
    online, staff = (
        ", ".join(f"'{name}'" for name in council.channel_groups[group]) for group in ("online", "assisted")
    )
    return store.tuples(
        f"""
with uses as (
    select customer_key, service, count(*) as contacts,
        bool_or(channel in ({online})) as is_online, bool_or(channel in ({staff})) as is_staff
    from contacts where customer_key is not null and service <> '{NOT_RECORDED}' and {contacts.sql}
    group by customer_key, service
),
people as (
    select customer_key, count(*) as services, sum(contacts) as contacts,
        bool_or(is_online) as is_online, bool_or(is_staff) as is_staff
    from uses group by customer_key
),
latest as (
    select customer_key, arg_max(score, (responded_at, file_id, row_number)) as score
    from responses where customer_key is not null and score is not null and {answers.sql} group by customer_key
)
select case when contacts > {CROWD} then 0 else least(services, {MOST}) end as services, count(*)::double as people,
    count(*) filter (is_online and not is_staff)::double, count(*) filter (is_staff and not is_online)::double,
    count(*) filter (is_online and is_staff)::double, sum(contacts)::double,
    count(score)::double, count(*) filter (score >= 4)::double
from people left join latest using (customer_key) group by 1 order by 1
""",
        contacts.values | answers.values,
    )


def _sentence(told: tuple[Guise, ...]) -> str:
    people = sum(guise.people for guise in told)
    several = [guise for guise in told if guise.services > 1]
    if not people:
        return "Nobody can be told apart by a customer reference"
    many = sum(guise.people for guise in several)
    if not many:
        who = "The one person" if people == 1 else f"Each of {say_count(people)} people"
        return f"{who} told apart by a customer reference used one service only"
    both = sum(guise.both for guise in several)
    return (
        f"{in_100(many / people)} people used two services or more, and of those {in_100(both / many)} came both "
        "online and to staff"
    )


def _say_satisfied(told: tuple[Guise, ...]) -> str:
    """Whether people with several services are as satisfied as those with one, by more than chance or not."""
    one = [guise for guise in told if guise.services == 1]
    several = [guise for guise in told if guise.services > 1]
    counts = [(sum(g.satisfied for g in group), sum(g.answered for g in group)) for group in (several, one)]
    (here, of_here), (there, of_there) = counts
    if min(of_here, of_there) < TOO_FEW:
        return "Too few of them answered the survey to say whether they are as satisfied"
    gap = newcombe([here], [of_here], [there], [of_there])
    differ = gap.lower[0] > 0 or gap.upper[0] < 0
    verdict = "more than chance" if differ else "which may be chance"
    return (
        f"Of people with several services {in_100(here / of_here)} were satisfied, of those with one "
        f"{in_100(there / of_there)}, {verdict}"
    )
