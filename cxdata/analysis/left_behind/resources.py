"""Where to put resources: one list that a decision can cite, each row with who, what is seen, on how many, and of when.

What stands in it is what the data shows; what to do about it is the committee's to decide, and each row names a first
step only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

from cxdata.analysis.left_behind.groups import OF_ANSWERS, Group
from cxdata.analysis.left_behind.places import HIGH, Place
from cxdata.analysis.left_behind.shifts import ALL
from cxdata.analysis.left_behind.silent import Silent
from cxdata.analysis.left_behind.worse import worse_online
from cxdata.analysis.result import Result
from cxdata.measures import find_dimension
from cxdata.measures.words import say_count
from cxdata.periods import say_month

SILENT, BEHIND, WORSE, PLACE = "gone silent", "comes online far less", "less satisfied online", "place at risk"
BY_SERVICES = "Put the services they ask for online, or keep staff for them."
_STEP = {
    SILENT: "Find these people and ask: a letter, a call or a visit.",
    BEHIND: "Keep phone and counter for them; offer help with forms.",
    WORSE: "Ask what goes wrong online before more is moved there.",
    PLACE: "Put help to get online, and staff hours, here first.",
}
MOST_PLACES = 5
_DISABILITY = {"yes": "Disabled people", "no": "People who are not disabled"}


@dataclass(frozen=True)
class Resource(Result):
    """One row of the list: who (of which split), what is seen, its figures in words, on how many, and a first step."""

    kind: str
    by: str
    level: str
    who: str
    seen: str
    many: float
    noun: str
    step: str


def resources_of(silent: Sequence[Silent], groups: Sequence[Group], places: Sequence[Place]) -> tuple[Resource, ...]:
    """Groups gone silent first, then those behind, then those served worse online, then the places most at risk."""
    rows = [_of_silent(one) for one in silent]
    rows += [_of_behind(group) for group in sorted(groups, key=lambda group: group.gap) if group.behind]
    rows += [_of_worse(group) for group in worse_online(groups)]
    return (*rows, *(_of_place(place) for place in at_risk(places)))


def at_risk(places: Sequence[Place]) -> list[Place]:
    """The wards that are among the most excluded third and come online less than the rest, or far less than the rest;
    those with most contacts that staff or the telephone line took first.
    """
    chosen = [place for place in places if place.behind or (place.third == HIGH and place.lower_than_rest)]
    return sorted(chosen, key=lambda place: -place.with_staff)[:MOST_PLACES]


def _of_silent(one: Silent) -> Resource:
    about = "" if one.service == ALL else f" about {one.service}"
    seen = (
        f"{say_count(one.after)} contacts{about} in {one.months} months, where {say_count(one.expected)} were to be "
        f"expected, since {say_month(one.since)}"
    )
    if not isnan(one.elsewhere):
        seen += f"; about anything else {one.elsewhere:.0%} of those expected"
    return Resource(
        SILENT,
        one.by,
        one.level,
        say_who(one.by, one.name),
        seen,
        one.missing,
        "contacts missing a year",
        _STEP[SILENT],
    )


def _of_behind(group: Group) -> Resource:
    of = "answers are of online contacts" if group.kind == OF_ANSWERS else "contacts come online"
    seen = f"{group.share:.0%} of their {of}, {group.rest_share:.0%} of the rest’s"
    if not isnan(group.satisfied):
        seen += f"; by any way {group.satisfied:.0%} of them satisfied, {group.rest_satisfied:.0%} of the rest"
    step = BY_SERVICES if group.is_by_services else _STEP[BEHIND]
    return Resource(BEHIND, group.by, group.level, say_who(group.by, group.name), seen, group.counted, group.kind, step)


def _of_worse(group: Group) -> Resource:
    seen = f"{group.satisfied_online:.0%} satisfied online, {group.satisfied_staff:.0%} with staff"
    who = group.name if not group.level else say_who(group.by, group.name)
    return Resource(WORSE, group.by, group.level, who, seen, group.answers_online, "answers online", _STEP[WORSE])


def _of_place(place: Place) -> Resource:
    risk = "" if isnan(place.exclusion) else f"; exclusion {place.exclusion:.1f}"
    poor = "" if isnan(place.deprivation) else f", deprivation {place.deprivation:.1f}"
    seen = f"{place.share:.0%} of contacts come online, {place.rest_share:.0%} elsewhere{risk}{poor}"
    return Resource(PLACE, "ward", place.ward, place.ward, seen, place.with_staff, "contacts not online", _STEP[PLACE])


def say_who(by: str, name: str) -> str:
    """A group as a reader meets it: 'Landlord', 'Age band 75+', 'Disabled people', 'Language: Polish'."""
    if by in ("customer_type", "ward"):
        return name
    if by == "disability" and (told := _DISABILITY.get(name.casefold())):
        return told
    title = find_dimension(by).title
    return f"{title} {name}" if by == "age_band" else f"{title}: {name}"


def say_people(by: str, name: str) -> str:
    """A group as the subject of a sentence in the plural: 'Tenant customers', 'People aged 75+', 'Disabled people'."""
    if by == "customer_type":
        return f"{name} customers"
    if by == "age_band":
        return f"People aged {name}"
    if by == "disability":
        return _DISABILITY.get(name.casefold(), f"People whose answer on disability is “{name}”")
    title = find_dimension(by).title.lower()
    return f"People whose {title} is {name}"
