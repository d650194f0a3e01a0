"""The page on taking part as values: the ladder, where it breaks, by whom, since when, and who sends people."""

from dataclasses import dataclass, replace
from math import isnan

from cxdata.analysis.result import Result, capitalise, in_100, say_list, say_many
from cxdata.analysis.taking_part.counts import (
    ALIKE,
    BY,
    HIGHER,
    LOWER,
    Group,
    Quarter,
    Step,
    groups_of,
    known_to_the_log,
    left_out,
    other_activities,
    quarters_of,
    steps_of,
    totals,
)
from cxdata.analysis.taking_part.rungs import ASKED, CONTACTS, LADDER, OPTED_IN
from cxdata.analysis.taking_part.sources import Source, say_silent, sources_of
from cxdata.council import Council
from cxdata.measures import find_dimension
from cxdata.measures.coverage.gaps import files_counted
from cxdata.measures.coverage.whole_months import newest_year
from cxdata.measures.words import say_count, say_level
from cxdata.periods import Period, name_period
from cxdata.scope import Scope
from cxdata.store import Store

NO_LOG = (
    "Nothing is loaded of who takes part: load a log by month of people asked, opted in, at meetings and consultations."
)
NO_STEPS = "The log loaded names no step from being asked to taking part in design in this selection."
NONE_HELD = "No step of the ladder can be held against the one below it: too few people are counted."
NONE_FEWER = "On no step that can be held against the one below it are there fewer people."
NOT_FOLLOWED = (
    "People are counted at each step, not followed from one to the next: who answers a consultation need not have "
    "opted in."
)
_RUNGS = {rung.id: rung for rung in LADDER}


@dataclass(frozen=True)
class TakingPart(Result):
    """The ladder over `period`. `steps` are in order, those that the log does not mention absent; `broken` is the step
    onto which the smallest share comes, None where no rate is known.

    `finding` has at most 20 words, `sentences` say the rest.
    """

    period: Period | None
    steps: tuple[Step, ...]
    broken: Step | None
    groups: tuple[Group, ...]
    quarters: tuple[Quarter, ...]
    sources_of_people: tuple[Source, ...]
    finding: str
    sentences: tuple[str, ...]
    scope: str
    sources: tuple[str, ...]

    def people(self, rung: str) -> float | None:
        """How many stand on a step; None where the log does not mention it."""
        return next((step.people for step in self.steps if step.rung == rung), None)

    def by(self, split: str) -> tuple[Group, ...]:
        """The groups of one split."""
        return tuple(group for group in self.groups if group.by == split)


def taking_part(store: Store, scope: Scope, council: Council) -> TakingPart:
    """Everything that the page says, over the period chosen or the newest year; wards and channels narrow it."""
    chosen = known_to_the_log(scope)
    period = scope.period or newest_year(store, ("engagement", "contacts")) or newest_year(store, ("engagement",))
    year = replace(chosen, period=period)
    has_log = bool(store.row_counts["engagement"])
    steps = steps_of(totals(store, year, council)) if has_log else ()
    groups = tuple(group for by in BY for group in groups_of(store, year, council, by)) if has_log else ()
    broken = _broken(steps)
    result = TakingPart(
        period=period,
        steps=steps,
        broken=broken,
        groups=groups,
        quarters=quarters_of(store, scope, council) if has_log else (),
        sources_of_people=sources_of(store, scope, period),
        finding=_finding(steps, broken, has_log=has_log),
        sentences=(),
        scope=year.sentence({by: find_dimension(by).title.lower() for by in BY}, staff=False, say=say_level),
        sources=_sources(store),
    )
    return replace(result, sentences=tuple(_sentences(store, scope, result))) if has_log else result


def _broken(steps: tuple[Step, ...]) -> Step | None:
    known = [step for step in steps if not isnan(step.rate) and step.rate < 1]
    return min(known, key=lambda step: step.rate, default=None)


def _finding(steps: tuple[Step, ...], broken: Step | None, *, has_log: bool) -> str:
    """The step at which most are lost, in at most 20 words."""
    if not has_log:
        return NO_LOG
    if len(steps) < 2 or broken is None:
        if len(steps) < 2:
            return NO_STEPS
        return NONE_HELD if all(isnan(step.rate) for step in steps) else NONE_FEWER
    return f"{capitalise(say_step(broken))}: there the largest share is lost."


def say_step(step: Step) -> str:
    """'of 100 contacts 11 are asked for their views'; of more than one each 'for 100 who opted in 138 answer ...'."""
    rung, below = _RUNGS[step.rung], _RUNGS[step.before]
    number = in_100(step.rate).removesuffix(" in 100") if step.rate < 1 else f"{100 * step.rate:,.0f}"
    does = rung.who_one if number in ("1", "fewer than 1") else rung.who
    return f"{'of' if step.rate < 1 else 'for'} {below.of_100} {number} {does}"


def say_more(result: TakingPart) -> tuple[str, ...]:
    """What a small part of all contacts would come to: if one in a hundred opted in, and if everybody was asked."""
    contacts, asked = result.people(CONTACTS), result.people(ASKED)
    step = next((step for step in result.steps if step.rung == OPTED_IN), None)
    if not contacts or result.period is None:
        return ()
    when = name_period(result.period)
    said = []
    if contacts >= 100:
        said.append(f"If 1 in 100 contacts of {when} had opted in, there would be {say_many(contacts / 100, 'voice')}.")
    if asked and step is not None and step.before == ASKED and not isnan(step.rate) and asked <= contacts:
        more = contacts * step.rate - step.people
        said.append(
            f"If everybody had been asked, and had opted in as often as those who were ({in_100(step.rate)}), there "
            f"would be {more:,.0f} more than the {say_count(step.people)} there {'is' if step.people == 1 else 'are'}. "
            "Others may opt in less often."
        )
    return tuple(said)


def say_groups(result: TakingPart, by: str, rung: str) -> str:
    """'Asked less often than the rest: Web; more often: Phone and Face to face.'; that none is, by more than chance; ""
    where nothing was compared.
    """
    groups = result.by(by)
    held = [(group, group.asked if rung == ASKED else group.opted_in) for group in groups]
    sides = {
        word: [say_level(by, group.level) for group, verdict in held if verdict == verdict_of]
        for word, verdict_of in (("less", LOWER), ("more", HIGHER))
    }
    does = "Asked" if rung == ASKED else "Opt in"
    if not any(sides.values()):
        split = find_dimension(by).title.lower()
        alike = any(verdict == ALIKE for _, verdict in held)
        return f"{does} as often in every {split}, as far as chance lets one say." if alike else ""
    first, *others = [f"{word} often: {say_list(names, most=4)}" for word, names in sides.items() if names]
    return f"{does} {'; '.join([first.replace('often:', 'often than the rest:', 1), *others])}."


def _sentences(store: Store, scope: Scope, result: TakingPart) -> list[str]:
    said = [
        f"{capitalise(say_step(step))}." for step in result.steps if not isnan(step.rate) and step is not result.broken
    ]
    for by in BY:
        said += [line for rung in (ASKED, OPTED_IN) if (line := say_groups(result, by, rung))]
    said += [line for line in (say_silent(result.sources_of_people), *say_more(result)) if line]
    said.append(NOT_FOLLOWED)
    if people := left_out(store, scope):
        said.append(f"Left out: {say_many(people, 'person', 'people')} in figures for a quarter or a year.")
    if unknown := other_activities(store, replace(known_to_the_log(scope), period=result.period)):
        said.append(f"Activities of the log on no step: {say_list(list(unknown))}.")
    untold = [find_dimension(name).title.lower() for name, _ in scope.choices if name not in BY]
    if untold:
        said.append(f"The log does not tell {say_list(untold)}: these figures are of all.")
    return said


def _sources(store: Store) -> tuple[str, ...]:
    tables = ("engagement", "contacts")
    return files_counted(store, [[[days.file_id for days in store.days_with_rows(table)]] for table in tables])
