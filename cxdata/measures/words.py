"""How a figure is written: one way on screen, in a table, in a sentence and in a paper."""

import math
from datetime import date

from cxdata.contract import NOT_RECORDED
from cxdata.measures.model import Dimension, Measure, Unit
from cxdata.periods import MONTHS
from cxdata.stats.disclosure.rules import HIDDEN

NOTHING = "–"

_LEVELS = {
    "web": "Web",
    "app": "App",
    "email": "E-mail",
    "webchat": "Web chat",
    "phone": "Phone",
    "automated_phone": "Automated phone",
    "face_to_face": "Face to face",
    "post": "Post",
    "social": "Social media",
    "partner": "Partner",
    "other": "Other",
}
_SCORES = {
    "1": "Very dissatisfied",
    "2": "Dissatisfied",
    "3": "Neither",
    "4": "Satisfied",
    "5": "Very satisfied",
}
_GROUPS = {"online": "Online", "assisted": "Assisted by staff", "other": "Other or not recorded"}


def say_count(number: float | None) -> str:
    """A count with thousands separated; a dash where there is none."""
    if number is None or math.isnan(number):
        return NOTHING
    return f"{number:,.0f}"


def say_value(measure: Measure, value: float | None) -> str:
    """A measure's value in its own unit: '92.3%', '1,204', '2 min 5 s', '4.2 days'; a dash where there is none."""
    if value is None or math.isnan(value):
        return NOTHING
    if measure.unit is Unit.SHARE:
        return f"{value * 100:.{measure.decimals}f}%"
    if measure.unit is Unit.SECONDS:
        return say_seconds(value)
    if measure.unit is Unit.DAYS:
        return f"{value:,.{measure.decimals}f} {'day' if value == 1 else 'days'}"
    return f"{value:,.{measure.decimals}f}"


def say_shown(measure: Measure, value: float | None, suppressed: bool) -> str:
    """A value as `say_value`, or "[c]" where disclosure control hides it."""
    return HIDDEN if suppressed else say_value(measure, value)


def say_range(measure: Measure, lower: float | None, upper: float | None) -> str:
    """An interval in words: '89.1% to 94.0%'; a dash where there is none."""
    if lower is None or upper is None or math.isnan(lower) or math.isnan(upper):
        return NOTHING
    return f"{say_value(measure, lower)} to {say_value(measure, upper)}"


def say_change(measure: Measure, now: float, then: float) -> str:
    """The change from `then` to `now`: 'up 2.1 percentage points', 'down 35 s', 'up 4.0%' for counts, 'no change'."""
    if math.isnan(now) or math.isnan(then):
        return "no comparison"
    difference = now - then
    way = "up" if difference > 0 else "down"
    if measure.unit is Unit.SHARE:
        points = round(abs(difference) * 100, measure.decimals)
        return (
            f"{way} {points:.{measure.decimals}f} percentage point{'' if points == 1 else 's'}"
            if points
            else "no change"
        )
    if measure.is_count or measure.unit is Unit.PER_1000:
        if then == 0:
            return "no change" if difference == 0 else f"up from {say_value(measure, 0)}"
        share = round(abs(difference) / then * 100, 1)
        return f"{way} {share:,.1f}%" if share else "no change"
    size = say_value(measure, abs(difference))
    return "no change" if size == say_value(measure, 0) else f"{way} {size}"


def say_difference(measure: Measure, size: float) -> str:
    """A difference of two values of a measure, without its sign."""
    if measure.unit is Unit.SHARE:
        return f"{size * 100:.{measure.decimals}f} percentage points"
    return say_seconds(size) if measure.unit is Unit.SECONDS else say_value(measure, size)


def say_seconds(seconds: float) -> str:
    """A wait as it is read aloud: '48 s', '2 min 5 s'."""
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return f"{rest} s"
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"


def say_level(dimension: Dimension | str, level: str) -> str:
    """A dimension's value as it is shown: 'Face to face', 'September 2026', 'Very satisfied'."""
    name = dimension if isinstance(dimension, str) else dimension.id
    if level == NOT_RECORDED:
        return level
    if name == "channel":
        return _LEVELS.get(level, level)
    if name == "channel_group":
        return _GROUPS.get(level, _LEVELS.get(level, level))
    if name == "score":
        return _SCORES.get(level, level)
    if name in ("complexity", "requester"):
        return level.capitalize()
    if name == "month":
        return f"{MONTHS[int(level[5:7]) - 1]} {level[:4]}"
    return level


def calendar_start(dimension: Dimension | str, level: str) -> date:
    """The first day of a month, quarter, half-year or financial year named as the engine names it."""
    name = dimension if isinstance(dimension, str) else dimension.id
    if name == "month":
        return date(int(level[:4]), int(level[5:7]), 1)
    year = int(level[:4])
    length = {"quarter": 3, "half_year": 6, "financial_year": 12}[name]
    months = 3 + length * (int(level[-1]) - 1) if length < 12 else 3
    return date(year + months // 12, months % 12 + 1, 1)
