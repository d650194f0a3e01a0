"""How a figure is written: one way on screen, in a table, in a sentence and in a paper."""

import math
import re
from dataclasses import replace
from datetime import date

from cxdata.contract import NOT_RECORDED, TABLES
from cxdata.measures.model import Dimension, Measure, Unit
from cxdata.periods import MONTHS, say_date

NOTHING = "–"
WHOLE_BELOW = 100  # people: on a smaller base no decimal tells one count from the next
HOURS = 24
SMALL_PACE = 0.1  # points: below it a pace has one decimal more
LONGEST_WARNING = 25  # words
_CODE = re.compile(r"[A-Z]\d{8}")
ROUNDED = "Each figure is rounded by itself, so they may differ by one in the last digit."

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


def say_rounded(count: float, to: int) -> str:
    """A count that was rounded to multiples of `to`, 1 of one that was not: of 0 what it stands for, '0 to 4'."""
    return f"0 to {to - 1}" if count == 0 and to > 1 else say_count(count)


def decimals_of(measure: Measure, base: float | None = None) -> int:
    """How many decimals a value carries: those of its measure, none on a base of fewer than 100.

    A decimal is worth showing where it tells one count from the next: of 99 people every count has its own whole
    percentage, and a tenth would only claim more than was asked. Where counts are rounded to five, as published ones
    are, that holds for fewer than 500; and of a rate for each 1,000 where a step of the count is one or more of them.
    Without a base the measure's own decimals stand.
    """
    if base is None:
        return measure.decimals
    if measure.unit is Unit.SHARE:
        whole = base < WHOLE_BELOW * measure.counts_to
    elif measure.unit is Unit.PER_1000:
        whole = base < measure.scale * measure.counts_to
    else:
        whole = measure.unit in (Unit.SCORE, Unit.DAYS) and base < WHOLE_BELOW
    return 0 if whole else measure.decimals


def as_written(measure: Measure, base: float) -> Measure:
    """The measure with no more decimals than a base carries, for a result whose every figure rests on that base."""
    return replace(measure, decimals=decimals_of(measure, base))


def say_value(measure: Measure, value: float | None, base: float | None = None) -> str:
    """A measure's value in its own unit: '92.3%', '1,204', '2 min 5 s', '4.2 days', '7 hours'; a dash for none.

    `base` is how many stand behind it: see `decimals_of`.
    """
    if value is None or math.isnan(value):
        return NOTHING
    decimals = decimals_of(measure, base)
    if measure.is_count and measure.counts_to > 1:
        return say_rounded(value, measure.counts_to)
    if measure.unit is Unit.SHARE:
        return f"{value * 100:.{decimals}f}%"
    if measure.unit is Unit.SECONDS:
        return say_seconds(value)
    if measure.unit is Unit.DAYS:
        return say_days(value, decimals)
    return f"{value:,.{decimals}f}".replace("-", "−")


def short_value(measure: Measure, value: float) -> str:
    """A round figure as it is said of a target: '90%', '2 min'."""
    return say_value(measure, value).replace(".0%", "%").replace(".0 days", " days")


def say_from_to(measure: Measure, then: float, now: float, base: float | None = None) -> str:
    """'from 80.0% to 58.4%', with words for a reader who takes one rounded percentage from the other and finds
    another change than the one said beside it."""
    decimals = decimals_of(measure, base)
    told = round(round(100 * now, decimals) - round(100 * then, decimals), decimals)
    same = measure.unit is not Unit.SHARE or told == round(100 * (now - then), decimals)
    words = "" if same else " (the change is worked out before rounding)"
    return f"from {say_value(measure, then, base)} to {say_value(measure, now, base)}{words}"


def say_days(days: float, decimals: int) -> str:
    """A length of time as it is read aloud: '4.2 days', and of less than a day '7 hours' or 'less than an hour'."""
    hours, sign = round(abs(days) * HOURS), "−" if days < 0 else ""
    if days == 0 or hours >= HOURS:
        number = f"{abs(days):,.{decimals}f}"
        size = f"{sign}{0 if days == 0 else number}"
        return f"{size} {'day' if float(number.replace(',', '')) == 1 else 'days'}"
    if not hours:
        return "less than an hour"
    return f"{sign}{hours} {'hour' if hours == 1 else 'hours'}"


def say_range(measure: Measure, lower: float | None, upper: float | None, base: float | None = None) -> str:
    """An interval in words: '89.1% to 94.0%'; a dash where there is none."""
    if lower is None or upper is None or math.isnan(lower) or math.isnan(upper):
        return NOTHING
    return f"{say_value(measure, lower, base)} to {say_value(measure, upper, base)}"


def say_change(measure: Measure, now: float, then: float, base: float | None = None) -> str:
    """The change from `then` to `now`: 'up 2.1 percentage points', 'down 35 s', 'up 4.0%' for counts, 'no change'.

    `base` is the smaller of the two bases: see `decimals_of`.
    """
    if math.isnan(now) or math.isnan(then):
        return "no comparison"
    difference = now - then
    way = "up" if difference > 0 else "down"
    if measure.unit is Unit.SHARE:
        decimals = decimals_of(measure, base)
        points = round(abs(difference) * 100, decimals)
        return f"{way} {points:.{decimals}f} percentage point{'' if points == 1 else 's'}" if points else "no change"
    if measure.is_count or measure.unit is Unit.PER_1000:
        if then == 0:
            return "no change" if difference == 0 else f"up from {say_value(measure, 0)}"
        share = round(abs(difference) / then * 100, 1)
        return f"{way} {share:,.1f}%" if share else "no change"
    if say_value(measure, now, base) == say_value(measure, then, base):
        return "no change"
    return f"{way} {say_value(measure, abs(difference), base)}"


def say_difference(measure: Measure, size: float) -> str:
    """A difference of two values of a measure, without its sign."""
    if measure.unit is Unit.SHARE:
        said = f"{size * 100:.{measure.decimals}f}"
        return f"{said} percentage point{'' if float(said) == 1 else 's'}"
    return say_seconds(size) if measure.unit is Unit.SECONDS else say_value(measure, size)


def say_speed(measure: Measure, speed: float) -> str:
    """A pace a month towards the target, as short as can be: '0.04 points', '12 s', 'none' where it led away."""
    if math.isnan(speed):
        return NOTHING
    if speed <= 0:
        return "none"
    if measure.unit is Unit.SHARE:
        points = 100 * speed
        return f"{points:.{2 if points < SMALL_PACE else 1}f} points"
    if measure.unit is Unit.SECONDS:
        return f"{speed:.0f} s" if speed >= 1 else "less than 1 s"
    return say_value(measure, speed) if speed >= 1 else f"{speed:.2f}"


def say_seconds(seconds: float) -> str:
    """A wait as it is read aloud: '48 s', '2 min 5 s', '2 h 2 min'."""
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return f"{rest} s"
    if minutes >= 60:
        hours, minutes = divmod(round(seconds / 60), 60)
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"


def say_in_short(warning: str) -> str:
    """A warning as it stands on a first screen: of a long one its first sentence, without brackets.

    The whole stands where the figure is explained, and in all that is saved.
    """
    if len(warning.split()) <= LONGEST_WARNING:
        return warning
    first = warning.partition(". ")[0].partition(" (")[0]
    return f"Read with care: {first.partition(': ')[2] or first}."


def say_unloaded(measure: Measure, table: str = "") -> str:
    """What would fill a measure of which nothing is loaded; `table` where another than its own is missing."""
    return f"'{measure.title}' has no data yet: load an export of {TABLES[table or measure.table].in_words}."


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
    if name == "week":
        return f"week from {say_date(date.fromisoformat(level))}"
    return level


def is_code(level: str) -> bool:
    """Whether a value is a code of the national statistics ("E05998010"), which tells a reader nothing."""
    return _CODE.fullmatch(level) is not None


def calendar_start(dimension: Dimension | str, level: str) -> date:
    """The first day of a week, month, quarter, half-year or year named as the engine names it."""
    name = dimension if isinstance(dimension, str) else dimension.id
    if name == "month":
        return date(int(level[:4]), int(level[5:7]), 1)
    if name == "week":
        return date.fromisoformat(level)
    year = int(level[:4])
    if name == "calendar_year":
        return date(year, 1, 1)
    length = {"quarter": 3, "half_year": 6, "financial_year": 12}[name]
    months = 3 + length * (int(level[-1]) - 1) if length < 12 else 3
    return date(year + months // 12, months % 12 + 1, 1)
