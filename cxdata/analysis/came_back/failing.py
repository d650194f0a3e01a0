"""Which failure comes back first: the form after which people phone, or the service to which they come back."""

from dataclasses import dataclass

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


def say_kinds(answer: Answer, days: int) -> str:
    """'5 in 100 phone within 3 days of a form, after none more than after the others'."""
    return f"{_of_all(answer)}phone within {days} days of a form, after none clearly more than after the others"


def say_service(found: Failing, days: int) -> str:
    """'Housing repairs: 12 in 100 come back within 14 days, 7 in 100 of the rest'."""
    return f"{found.name}: {in_100(found.share)} come back within {days} days, {in_100(found.rest)} of the rest"


def say_none(answer: Answer, what: str) -> str:
    """'8 in 100 come back within 14 days, for no service clearly more than for the rest'."""
    return f"{_of_all(answer)}{what}, for no {answer.by[0].title.lower()} clearly more than for the rest"


def _of_all(answer: Answer) -> str:
    """'8 in 100 '; 'People ' where there are no counts to say it of."""
    part, base = answer.frame["numerator"].sum(), answer.frame["denominator"].sum()
    return f"{in_100(part / base)} " if base else "People "
