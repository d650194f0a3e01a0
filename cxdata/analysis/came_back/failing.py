"""Which failure comes back first: the form after which people phone, or the service to which they come back."""

from dataclasses import dataclass
from math import nan

from cxdata.analysis.groups import Judged, Verdict, judge_groups
from cxdata.analysis.result import in_100
from cxdata.contract import NOT_RECORDED
from cxdata.measures.query import Answer
from cxdata.measures.words import say_level

LEAST_GAP = 0.03
"""Three in each hundred more than the rest: people who come back do so together, and a small gap says nothing."""


@dataclass(frozen=True)
class Failing:
    """The group of an answer that fails most people: its share and that of the rest, of 1."""

    level: str
    name: str
    share: float
    rest: float


@dataclass(frozen=True)
class GroupStanding:
    """How the groups of an answer stand, ready to be said: the share of `all` (of 1; nan where there is none), the
    group that `fails` most, whether anybody could be judged, and whether groups could be `compared`.
    """

    title: str
    all: float
    fails: Failing | None
    judged: bool
    compared: bool


def standing_of(answer: Answer) -> GroupStanding:
    """How the groups of an answer stand."""
    part, base = float(answer.frame["numerator"].sum()), float(answer.frame["denominator"].sum())
    return GroupStanding(
        title=answer.by[0].title.lower(),
        all=part / base if base else nan,
        fails=failing(answer),
        judged=base > 0,
        compared=len(judge_groups(answer)) > 1,
    )


def failing(answer: Answer) -> Failing | None:
    """The group that fails most people more than the rest would: by more than chance, after an allowance for the number
    of groups (Benjamini and Hochberg), and by three in a hundred or more. None where there is none.
    """
    worse = [
        one.against
        for level, one in judge_groups(answer).items()
        if one.verdict is Verdict.WORSE and one.against.gap >= LEAST_GAP and level != NOT_RECORDED
    ]
    if not worse:
        return None
    most = max(worse, key=lambda against: against.gap * against.n)
    name = say_level(answer.by[0], most.group)
    return Failing(most.group, name, most.share, most.rest_share)


def marked(answer: Answer) -> dict[str, Judged]:
    """The groups of an answer as they are judged; one that is worse by a gap that says nothing is like the rest."""
    return {
        level: one if abs(one.against.gap) >= LEAST_GAP else Judged(Verdict.ALIKE, one.against)
        for level, one in judge_groups(answer).items()
    }


def say_form(found: Failing, days: int) -> str:
    """'Missed bin forms: 18 in 100 phone within 3 days, 6 in 100 after other forms'."""
    return f"{found.name} forms: {in_100(found.share)} phone within {days} days, {in_100(found.rest)} after other forms"


def say_forms(standing: GroupStanding, days: int) -> str:
    """After which form people phone, or '5 in 100 phone within 3 days of a form, after none clearly more than after the
    others'.
    """
    if standing.fails:
        return say_form(standing.fails, days)
    what = f"phone within {days} days of a form"
    return _say_all(standing, what, "after none clearly more than after the others")


def say_share(standing: GroupStanding, what: str) -> str:
    """Which group fails most, or '8 in 100 come back within 14 days, for no service clearly more than for the rest'.

    `what` is the verb and what follows it: 'come back within 14 days'.
    """
    if found := standing.fails:
        return f"{found.name}: {in_100(found.share)} {what}, {in_100(found.rest)} of the rest"
    return _say_all(standing, what, f"for no {standing.title} clearly more than for the rest")


def _say_all(standing: GroupStanding, what: str, none: str) -> str:
    """The share of all, and that nothing stands out, each as far as it is known."""
    if not standing.judged:
        return f"Nobody can say yet how many {what}: no contact that can be followed is old enough"
    return f"{in_100(standing.all)} {what}, {none if standing.compared else 'too few to compare one with the rest'}"
