"""Everything that is asked about who is left behind, at once: silent groups, take-up, satisfaction, places, a list."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import isnan

from cxdata.analysis.left_behind.groups import Group, groups_of, hardest_hit
from cxdata.analysis.left_behind.instead import Instead
from cxdata.analysis.left_behind.places import PLACES_ARE_NOT_PEOPLE, Place, Thirds, facts_of, places_of, thirds_of
from cxdata.analysis.left_behind.resources import BEHIND, Resource, resources_of, say_people
from cxdata.analysis.left_behind.shifts import ALL, Shift, find_shifts
from cxdata.analysis.left_behind.silent import Looked, Silent, find_silent
from cxdata.analysis.result import Result, say_list
from cxdata.contract import NOT_RECORDED
from cxdata.council import Council
from cxdata.measures.coverage.whole_months import newest_year
from cxdata.measures.query import Answer, query
from cxdata.measures.registry.dimensions import DIMENSIONS
from cxdata.measures.together import ask_together
from cxdata.measures.words import say_count
from cxdata.periods import Period, say_month
from cxdata.scope import Scope
from cxdata.store import Store

BY_CONTACTS, BY_ANSWERS = ("customer_type",), ("age_band", "disability", "language")
MOST_WORDS = 20
CONTACTS_ARE_NOT_PEOPLE = (
    "No customer reference tells people apart: fewer contacts can be fewer people, or the same ones asking less often."
)
NOTHING = "Nothing is loaded that says who comes online: load contacts with their channel, or survey answers."


@dataclass(frozen=True)
class LeftBehind(Result):
    """The page as values. `period` is the span of take-up and satisfaction; what went silent has its own months.

    `judged` groups were looked at for silence, after `shifts`: `looked` holds them; `instead` are those who
    fell alone, and what else than silence that is.
    `unknown` says what nobody can see: age, disability or language that no file holds, and why silence was not looked
    for.
    """

    period: Period | None
    silent: tuple[Silent, ...]
    shifts: tuple[Shift, ...]
    judged: int
    looked: tuple[Looked, ...]
    instead: tuple[Instead, ...]
    groups: tuple[Group, ...]
    places: tuple[Place, ...]
    thirds: Thirds | None
    resources: tuple[Resource, ...]
    finding: str
    sentences: tuple[str, ...]
    unknown: tuple[str, ...]
    scope: str
    sources: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def is_left_behind(self) -> bool:
        """Whether any group is: then nothing good is said of online on the page."""
        return bool(self.resources)


def left_behind(store: Store, scope: Scope, council: Council) -> LeftBehind:
    """Who is left behind, over the year chosen or the newest; a choice of channel narrows nothing.

    Raises CxError as `query`.
    """
    scope = scope.with_choice("channel")
    period = scope.period or newest_year(store, ("contacts",)) or newest_year(store, ("responses",))
    year = replace(scope, period=period)
    take_up, satisfied = _answers(store, year, council)
    groups = tuple(
        group for by in (*BY_CONTACTS, *BY_ANSWERS) for group in groups_of(by, take_up.get(by), satisfied[by])
    )
    wards = query(store, "online_share", ("ward",), year.with_choice("ward"), council=council)
    places = places_of(wards, facts_of(store))
    found = find_shifts(store, scope, council)
    silence = find_silent(store, scope, council, found.shifts)
    answers = [wards, *take_up.values(), *satisfied.values(), *([found.counted] if found.counted else [])]
    result = LeftBehind(
        period=period,
        silent=silence.silent,
        shifts=found.shifts,
        judged=silence.judged,
        looked=silence.looked,
        instead=silence.instead,
        groups=groups,
        places=places,
        thirds=thirds_of(places),
        resources=resources_of(silence.silent, groups, places),
        finding="",
        sentences=(),
        unknown=(*_unknown(store, satisfied), *_not_looked(found.shifts, found.why_not)),
        scope=wards.sentence,
        sources=tuple(dict.fromkeys(source for answer in answers for source in answer.sources)),
        warnings=tuple(dict.fromkeys(warning for answer in answers for warning in answer.warnings)),
    )
    result = replace(result, finding=say_found(result))
    return replace(result, sentences=say_all(result))


def _answers(store: Store, scope: Scope, council: Council) -> tuple[dict[str, Answer], dict[str, Answer]]:
    """Take-up by kind of customer and service, and satisfaction of every split by channel group."""
    splits = (*BY_CONTACTS, *BY_ANSWERS)
    asked = {by: scope.with_choice(by) for by in splits}
    ask_together(store, [("satisfied", (by, "channel_group"), asked[by]) for by in splits], council=council)
    take_up = {by: query(store, "online_share", (by, "service"), asked[by], council=council) for by in BY_CONTACTS}
    heard = {by: query(store, "satisfied", (by, "channel_group"), asked[by], council=council) for by in splits}
    return take_up, heard


def say_found(result: LeftBehind) -> str:
    """The finding in at most 20 words: who has gone silent, else who is furthest behind, else what of the places."""
    if not (result.places or result.groups or result.judged or result.resources):
        return NOTHING
    if result.silent:
        return say_silent(result.silent[0], len(result.silent) - 1)
    if group := hardest_hit(result.groups):
        who, of = say_people(group.by, group.name), group.kind
        if group.is_by_services:
            head = f"{who} ask for services that few use online"
            return f"{head}: {group.share:.0%} of their {of} are, the rest’s {group.rest_share:.0%}."
        head = f"{who} come online far less"
        return f"{head}: {group.share:.0%} of their {of}, against {group.rest_share:.0%} of the rest’s."
    if behind := [row for row in result.resources if row.kind == BEHIND]:
        return f"{say_people(behind[0].by, behind[0].level)} come online far less than the rest."
    if result.thirds and result.thirds.sure:
        most, least = f"{result.thirds.most:.0%}", f"{result.thirds.least:.0%}"
        return f"From the most excluded wards {most} of contacts come online, from the least {least}."
    if result.resources:
        row = result.resources[0]
        who = say_people(row.by, row.level) if row.level and row.by != "ward" else row.who
        return f"{who}: {row.seen or row.kind}."
    return "No group that can be seen comes online far less than the rest, or has gone silent."


def say_silent(one: Silent, others: int = 0) -> str:
    """'Landlord has gone silent about Garden waste: 43% fewer contacts than were to be expected.'"""
    about = "" if one.service == ALL else f" about {one.service}"
    more = f" (and {others} more)" if others else ""
    who = f"{one.name} customers have" if one.by == "customer_type" else f"{one.name} has"
    ends = [""] if isnan(one.ratio) else [f": {_say_fall(one)}", ""]
    told = [f"{who} gone silent{of}{more}{end}." for of in (about, "") for end in ends]
    return next((sentence for sentence in told if len(sentence.split()) <= MOST_WORDS), told[-1])


def _say_fall(one: Silent) -> str:
    if not one.after:
        return f"not one contact, where {say_count(one.expected)} were to be expected"
    return f"{1 - one.ratio:.0%} fewer contacts than were to be expected"


def say_all(result: LeftBehind) -> tuple[str, ...]:
    """What a reader must know, the most important first."""
    said = [*([PLACES_ARE_NOT_PEOPLE] if result.places else []), *say_thirds(result), *say_services(result)]
    said += [_say_better(group) for group in result.groups if group.better_served]
    if result.judged and not result.silent:
        said.append(f"No group has gone silent of {result.judged} looked at, since {_say_shifts(result.shifts)}.")
    said += [
        f"{_say_shift(shift)}: the months on either side are not the same ones of the year, so a season may play in."
        for shift in result.shifts
        if not shift.is_paired
    ]
    said += dict.fromkeys(one.sentence for one in result.instead)
    if any(isnan(one.people) and not isnan(one.expected) for one in result.silent):
        said.append(CONTACTS_ARE_NOT_PEOPLE)
    return (*said, *result.unknown)


def say_thirds(result: LeftBehind) -> list[str]:
    """The most excluded wards beside the least; nothing where too few wards are known."""
    if not result.thirds:
        return []
    most, least = f"{result.thirds.most:.0%}", f"{result.thirds.least:.0%}"
    sure = "" if result.thirds.sure else ": no more than chance would give"
    return [f"Of the most excluded third of wards {most} of contacts come online, of the least {least}{sure}."]


def say_services(result: LeftBehind) -> list[str]:
    """Which groups are behind mostly because of what they ask for."""
    return [
        f"Asking for the same services as {say_people(group.by, group.name).lower()}, the rest would come "
        f"online for {group.alike:.0%}: it is the services that few use online."
        for group in result.groups
        if group.is_by_services
    ]


def _say_better(group: Group) -> str:
    return (
        f"{say_people(group.by, group.name)} come online far less ({group.share:.0%}, the rest {group.rest_share:.0%}) "
        f"and are far more satisfied ({group.satisfied:.0%}, the rest {group.rest_satisfied:.0%}): not left behind."
    )


def _say_shifts(shifts: Sequence[Shift]) -> str:
    """'Parking and all contacts together moved online in October 2025', those of one month together."""
    by_month: dict[date, list[str]] = {}
    for shift in sorted(shifts, key=lambda shift: shift.service == ALL):
        by_month.setdefault(shift.month, []).append(shift.service or "all contacts together")
    said = [f"{say_list(names)} moved online in {say_month(month)}" for month, names in by_month.items()]
    return say_list(said)


def _say_shift(shift: Shift) -> str:
    name = "contacts" if shift.service == ALL else shift.service
    return f"{name} moved online in {say_month(shift.month)}"


def _unknown(store: Store, satisfied: dict[str, Answer]) -> list[str]:
    """What no file loaded tells of people."""
    lacking = [
        DIMENSIONS[by].title.lower()
        for by in BY_ANSWERS
        if satisfied[by].frame.empty or set(map(str, satisfied[by].frame[by])) <= {NOT_RECORDED}
    ]
    if not lacking:
        return []
    them = "it" if len(lacking) == 1 else "them"
    return [f"No file loaded tells {say_list(lacking)}: who is left behind by {them} cannot be seen."]


def _not_looked(shifts: Sequence[Shift], why_not: str) -> list[str]:
    if why_not:
        return [f"Whether anybody has gone silent cannot be said: {why_not}."]
    if not shifts:
        return ["No service moved online by five points or more, so nobody was looked for who went silent after it."]
    return []


def say_silence(result: LeftBehind) -> str:
    """What is known of silence, in a few words for a tile."""
    if result.silent:
        return say_count(len(result.silent))
    return "none" if result.judged else "not known"
