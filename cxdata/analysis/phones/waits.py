"""How long callers wait, group by group: half of them, nine in ten, and those who gave up. Never a mean alone.

A middle wait is read out of the counts within 20 seconds to 10 minutes, which a telephone system exports or the load
makes of single calls. Where nothing says how waits spread, the share answered in target and the worst half-hours stand
in their place, and that is said. Everything here is made of Answers.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cxdata.analysis.result import say_list, say_many
from cxdata.contract import WAIT_EDGES
from cxdata.measures.model import Measure
from cxdata.measures.query import Answer
from cxdata.measures.registry.waits import ANSWERED, GIVEN_UP, LEFT_OUT
from cxdata.measures.together import Question
from cxdata.measures.words import NOTHING, say_seconds
from cxdata.scope import Scope
from cxdata.stats.basics.bands import Percentile, percentile_of_bands

HALF, NINE = 0.5, 0.9
FIGURES = ("calls_offered", "abandoned_share", "answered_in_target", "average_wait", "abandoned_wait")
NO_BANDS = "No waits by bands or call by call are loaded"
NOBODY_CAN_SAY = "so nobody can say how long half of the callers waited"
INSTEAD = "Said in its place: the share answered in time, and the worst hours of the week"
Ask = Callable[[str, tuple[str, ...], Scope], Answer]


@dataclass(frozen=True)
class Spread:
    """The waits of some calls: what half of them and nine in ten stayed within; None where that is not known.

    `left_out` is the share of the calls whose counts by wait cannot be, and are in neither; `base` how many calls have
    counts that can; nan where none has any.
    """

    half: Percentile | None
    nine: Percentile | None
    left_out: float = math.nan
    base: float = math.nan


@dataclass(frozen=True)
class Wait:
    """One group ("" for all): its figures by measure (nan where there is none), how long those who were
    answered waited, and those who gave up.
    """

    level: str
    figures: Mapping[str, float]
    bases: Mapping[str, float]
    answered: Spread
    given_up: Spread


def questions(by: Sequence[str], scope: Scope) -> Iterator[Question]:
    """All that is asked for the waits of one split, to be asked together."""
    for name in (*FIGURES, *(measure.id for measure in (*ANSWERED, *GIVEN_UP, *LEFT_OUT.values()))):
        yield name, tuple(by), scope


def waits(ask: Ask, by: Sequence[str], scope: Scope) -> tuple[Wait, ...]:
    """The waits of each group of one split, or of all where there is none."""
    answers = {name: ask(name, split, scope) for name, split, scope in questions(by, scope)}
    levels = list(dict.fromkeys(level for answer in answers.values() for level in _levels(answer)))
    return tuple(_wait(level, answers) for level in levels)


def _wait(level: str, answers: Mapping[str, Answer]) -> Wait:
    return Wait(
        level,
        {name: _cell(answers[name], level, "value") for name in FIGURES},
        {name: _cell(answers[name], level, "denominator") for name in FIGURES},
        _spread(level, answers, ANSWERED, LEFT_OUT["answered"]),
        _spread(level, answers, GIVEN_UP, LEFT_OUT["abandoned"]),
    )


def _spread(level: str, answers: Mapping[str, Answer], steps: Sequence[Measure], left_out: Measure) -> Spread:
    # A row's counts may be a hundredth of a call above all of its calls, and a published share is of rounded counts.
    within = [min(_cell(answers[step.id], level, "value"), 1.0) for step in steps]
    half, nine = (percentile_of_bands(WAIT_EDGES, within, at) for at in (HALF, NINE))
    bases = [base for step in steps if not math.isnan(base := _cell(answers[step.id], level, "denominator"))]
    return Spread(half, nine, _cell(answers[left_out.id], level, "value"), max(bases, default=math.nan))


def _levels(answer: Answer) -> list[str]:
    return [str(level) for level in answer.frame[answer.by[0].id]] if answer.by else [""]


def _cell(answer: Answer, level: str, column: str) -> float:
    if answer.frame.empty or column not in answer.frame:
        return math.nan
    frame = answer.frame[answer.frame[answer.by[0].id].astype(str) == level] if answer.by else answer.frame
    value = frame[column].iloc[0] if len(frame) else None
    return math.nan if value is None else float(value)


def say_wait(wait: Percentile | None) -> str:
    """'about 1 min 50 s', 'over 10 min'; a dash where it is not known."""
    if wait is None:
        return NOTHING
    return f"over {say_seconds(wait.low)}" if math.isinf(wait.high) else f"about {say_seconds(round(wait.about))}"


def say_one_in_ten(wait: Percentile | None) -> str:
    """'one in ten over about 5 min'; 'more than one in ten over 10 min' where no count says how long they waited."""
    if wait is None:
        return NOTHING
    if math.isinf(wait.high):
        return f"more than one in ten over {say_seconds(wait.low)}"
    return f"one in ten over {say_wait(wait)}"


def say_spread(spread: Spread, whose: str = "those answered") -> str:
    """'Half of those answered waited about 1 min 50 s or less, one in ten over about 5 min'; "" where nobody knows."""
    if spread.half is None or spread.nine is None:
        return ""
    half = say_wait(spread.half) if math.isinf(spread.half.high) else f"{say_wait(spread.half)} or less"
    return f"Half of {whose} waited {half}, {say_one_in_ten(spread.nine)}"


def say_no_spread(every: Wait) -> str:
    """Why nobody can say how long half of those answered waited: what the data lacks, and not what it has."""
    base = every.answered.base
    if base > 0:
        few = f"{say_many(base, 'answered call')} {'is' if base == 1 else 'are'} too few"
        return f"{few} to say how long half of the callers waited"
    if math.isnan(every.figures["calls_offered"]):
        return "Too few calls to show how long half of the callers waited"
    if every.answered.left_out > 0:
        return f"The counts by wait of calls answered do not add up, {NOBODY_CAN_SAY}"
    if every.figures["abandoned_share"] == 1:
        return "Nobody was answered, so there is no wait of callers who were"
    return f"{NO_BANDS}, {NOBODY_CAN_SAY}"


def say_left_out(every: Wait) -> str:
    """'The counts by wait of 12% of calls answered do not add up and are left out of these waits'; "" where all do."""
    told = [
        f"of {spread.left_out:.0%} of calls {whose}" if spread.left_out >= 0.01 else f"of some calls {whose}"
        for spread, whose in ((every.answered, "answered"), (every.given_up, "given up"))
        if spread.left_out > 0
    ]
    return f"The counts by wait {say_list(told)} do not add up and are left out of these waits" if told else ""


def say_patience(spread: Spread, whose: str = "those who gave up") -> str:
    """'Half of those who gave up did so within about 1 min 10 s'; "" where nobody knows."""
    if spread.half is None:
        return ""
    if math.isinf(spread.half.high):
        return f"Half of {whose} had waited {say_wait(spread.half)}"
    return f"Half of {whose} did so within {say_wait(spread.half)}"
