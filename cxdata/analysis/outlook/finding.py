"""A forecast as a page leads with it: the chance of the target, and the pace needed against the best there ever was."""

import math
from collections.abc import Sequence

from cxdata.analysis.outlook.ahead import Judged
from cxdata.analysis.outlook.forecast import Forecast
from cxdata.analysis.result import chance_in_100
from cxdata.measures.model import Measure
from cxdata.measures.words import NOTHING, say_speed, short_value

MOST_WORDS = 20
_POINTS = " points"


def say_found(result: Forecast, services: Sequence[str] = ()) -> str:
    """The finding in at most 20 words; without a target it says what is missing, and where one is set.

    `services` are those that the target is for, where it is for some only.
    """
    title = result.measure.title
    if services:
        title = f"{title}, {services[0] if len(services) == 1 else f'{len(services)} services'}"
    if not result.judged:
        return f"{title} has no target for this choice: set one on the Targets page, or type one above."
    first = result.judged[0]
    goal, side = short_value(result.measure, first.goal.value), _side(first)
    if math.isnan(first.chance):
        return f"{title}: too few months to give a chance of {goal} {side} by {result.until}."
    odds = chance_in_100(first.chance).replace("fewer than", "under").replace("more than", "over")
    chance, pace = f"{title}: {odds} chance of {goal}", _pace(result.measure, first)
    ways = (f"{chance} {side}{pace}", f"{chance}{pace}", f"{chance} {side}{pace.partition(';')[0].rstrip('.')}.")
    return next((words for words in ways if len(words.split()) <= MOST_WORDS), ways[-1])


def _pace(measure: Measure, judged: Judged) -> str:
    speed = judged.pace
    if speed is None or math.isnan(speed.needed):
        return "."
    if speed.needed <= 0:
        return ", where it stands today."
    needed, best = say_speed(measure, speed.needed), say_speed(measure, speed.best_year).removesuffix(_POINTS)
    return f". Needs {needed} a month{f'; best ever {best}' if best != NOTHING else ''}."


def _side(judged: Judged) -> str:
    return "or more" if judged.goal.at_least else "or less"
