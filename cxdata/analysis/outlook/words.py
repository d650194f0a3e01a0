"""A forecast as it may be read aloud: never one number alone, always with its record."""

from collections.abc import Sequence

import numpy as np

from cxdata.analysis.outlook.ahead import Ahead, Judged
from cxdata.analysis.result import capitalise, chance_in_100, say_list, say_many
from cxdata.measures.model import Measure, Unit
from cxdata.measures.words import say_count, say_difference, say_value
from cxdata.stats.basics.proportions import base_note
from cxdata.stats.forecast.outlook import Outlook
from cxdata.stats.forecast.pace import Pace
from cxdata.stats.forecast.record import Record
from cxdata.stats.spc.season import Season

_VERDICTS = {
    "likely": "{goal} by {month} is likely to be reached",
    "cannot say": "the figures cannot say whether {goal} by {month} will be reached",
    "unlikely": "{goal} by {month} is unlikely to be reached",
}
_BOTH = {
    "likely": "both ends of the target, {first} and {second}, are likely to be reached by {month}",
    "cannot say": "the figures cannot say whether either end of the target, {first} or {second}, will be reached by "
    "{month}",
    "unlikely": "neither end of the target, {first} or {second}, is likely to be reached by {month}",
}
_OPPOSITE = {"up": "down", "down": "up"}
_SMALL_SPEED = 10
ALIKE = 0.1
"""Mean errors within a tenth of one another are called alike."""


def say_forecast(
    measure: Measure,
    ahead: Outlook,
    months: "Sequence[Ahead]",
    judged: "Sequence[Judged]",
    until: str,
    problem: str,
) -> str:
    """Where it may be by then, and whether the target is within reach; or why nothing can be said."""
    if not months:
        return f"{measure.title}: too few to say. {problem}"
    if not ahead.varies:
        return (
            f"{measure.title}: it has not varied in {ahead.months_used} months, so nothing shows how far it may move, "
            "and no chance is given."
        )
    last = months[-1]
    where = (
        f"if things go on as they have, the figure in {last.month} will in 8 of 10 cases lie between "
        f"{say_value(measure, last.lower_80)} and {say_value(measure, last.upper_80)}."
    )
    if problem:
        return f"{measure.title}: too few to say for {until}. {problem} {capitalise(where)}"
    if not judged:
        return f"{measure.title}: {where} There is no target to hold it against."
    return f"{measure.title}: {_verdicts(measure, judged, until)}. {capitalise(where)}"


def _verdicts(measure: Measure, judged: "Sequence[Judged]", until: str) -> str:
    """One verdict, or that of both ends of a band; two where they differ."""
    if len({entry.verdict for entry in judged}) < len(judged):
        ends = [say_value(measure, entry.goal.value) for entry in judged]
        chances = " and ".join(chance_in_100(entry.chance) for entry in judged)
        return f"{_BOTH[judged[0].verdict].format(first=ends[0], second=ends[1], month=until)} (chances: {chances})"
    return "; ".join(
        f"{_VERDICTS[one.verdict].format(goal=one.goal.name, month=until)} (its chance: {chance_in_100(one.chance)})"
        for one in judged
    )


def say_method(ahead: Outlook) -> str:
    """What the forecast is made of; "" where there is none."""
    if ahead.fitted is None or not ahead.varies:
        return ""
    parts = ["the level it stands at"]
    if ahead.seasonal:
        parts.append("the time of year seen in them")
    if ahead.fitted.drift:
        parts.append(f"{'a rise' if ahead.fitted.drift > 0 else 'a fall'} that fades with time")
    return (
        f"Carried forward from {ahead.months_used} months: {say_list(parts)}.{_season(ahead.fitted.season)} The band "
        "is as wide as the errors that forecasts made in this way have had on these months."
    )


def _season(season: Season) -> str:
    if season.taken_out:
        return ""
    return " The time of year is not known yet." if np.isnan(season.p) else " No time of year shows in them."


def say_paces(measure: Measure, judged: "Sequence[Judged]", until: str, base: float) -> str:
    """The arithmetic every member can check, for each figure of the target: needed a month, best ever, last twelve.

    `base` is what the latest figure rests on, nan for a count.
    """
    sentences, open_goals = [], [entry for entry in judged if entry.pace is not None and entry.pace.needed > 0]
    for entry in judged:
        if entry.pace is None:
            continue
        if entry.pace.needed <= 0:
            thin = not np.isnan(base) and base_note(base) != ""
            met = f"met by the latest figure, but that rests on {say_count(base)}" if thin else "already met today"
            sentences.append(f"{capitalise(entry.goal.name)} is {met}; the question is whether it holds.")
            continue
        speed = f"{_say_needed(measure, entry.pace.needed)} {_way(entry)} every month"
        sentences.append(f"Reaching {entry.goal.name} by {until} needs {speed}.")
    if open_goals and open_goals[0].pace is not None:
        sentences.append(_say_achieved(measure, open_goals[0].pace, _way(open_goals[0])))
    return " ".join(sentences)


def _way(judged: Judged) -> str:
    return "up" if judged.goal.at_least else "down"


def _say_achieved(measure: Measure, speed: Pace, way: str) -> str:
    if np.isnan(speed.best_year):
        if np.isnan(speed.so_far):
            return "There are not yet two months to compare with."
        went = _went(measure, speed.so_far, way)
        return f"The {say_many(speed.months_so_far, 'month')} since the first figure {went}."
    best = f"The fastest twelve months so far {_went(measure, speed.best_year, way)}"
    if np.isnan(speed.last_year):
        return f"{best}."
    return f"{best}; the latest twelve {_went(measure, speed.last_year, way)}."


def _went(measure: Measure, speed: float, way: str) -> str:
    size = _say_speed(measure, abs(speed))
    if size == _say_speed(measure, 0.0):
        return "did not move it"
    return f"took it {way if speed >= 0 else _OPPOSITE[way]} by {size} a month"


def _say_needed(measure: Measure, size: float) -> str:
    """A speed that is needed: never nought, 'less than 0.1 percentage points'."""
    needed, nought = _say_speed(measure, size), _say_speed(measure, 0.0)
    smallest = 10.0**-measure.decimals / (100 if measure.unit is Unit.SHARE else 1)
    if needed != nought or measure.unit is not Unit.SHARE:
        return needed
    return f"less than {100 * smallest:.{measure.decimals}f} percentage points"


def _say_speed(measure: Measure, size: float) -> str:
    """A change a month, with a decimal where it would otherwise be nought."""
    if measure.unit in (Unit.COUNT, Unit.SECONDS) and size < _SMALL_SPEED:
        return f"{size:.1f}{' s' if measure.unit is Unit.SECONDS else ''}"
    return say_difference(measure, size)


def say_distance(measure: Measure, judged: "Sequence[Judged]", base: float, months: Sequence[str]) -> str:
    """How many more (or fewer) of the latest year's base would reach each figure; "" where none is missing."""
    missing = [entry for entry in judged if entry.missing]
    if not missing:
        return ""
    span = months[0] if len(months) == 1 else f"{months[0]} to {months[-1]}"
    steps = [(f"{say_count(entry.missing)} {_more(entry)}", say_value(measure, entry.goal.value)) for entry in missing]
    first = f"{steps[0][0]} of the {say_count(base)} {measure.base} ({span}) would reach {steps[0][1]}"
    return f"{', and '.join([first, *(f'{count} {value}' for count, value in steps[1:])])}."


def _more(judged: Judged) -> str:
    return "more" if judged.goal.at_least else "fewer"


def say_record(
    measure: Measure, shown: Record | None, steps: int, *, seasonal: bool = False, half_width: float = float("nan")
) -> str:
    """How forecasts made in this way from earlier months have fared, beside saying "no change".

    steps: the months ahead that were asked for; seasonal: whether the forecast of today has the time of year in it;
    half_width: how far today's band reaches either way at the record's horizon, nan where it is not known.
    """
    if shown is None:
        return "There are too few months yet to hold forecasts made in this way against what came."
    months = say_many(shown.horizon, "month")
    ours, plain = (say_difference(measure, error) for error in (shown.mean_error, shown.no_change_error))
    sentence = (
        f"Its own record: made in this way, {shown.held} of {say_many(shown.forecasts, 'past forecast')} for {months} "
        f"ahead held within the 8-in-10 band. On average the middle was {ours} out, and simply saying “no change” "
        f"{plain}: {_say_no_change(shown)}."
    )
    if shown.horizon != steps:
        sentence += f" None for {say_many(steps, 'month')} ahead can be checked yet."
    if seasonal and shown.seasonal < shown.forecasts:
        before = shown.forecasts - shown.seasonal
        who = "All were" if not shown.seasonal else f"{before} of them {'was' if before == 1 else 'were'}"
        sentence += f" {who} made before the time of year could be seen, with a band of another width."
    if not shown.poor:
        beyond = shown.mean_error > half_width
        further = f"{sentence} On average they were further out than today's band reaches. Take the band as too narrow."
        return further if beyond else sentence
    return (
        f"{sentence} This figure has changed its ways: forecasts like this have held only "
        f"{10 * shown.coverage:.0f} times in 10. Take the band as too narrow."
    )


def _say_no_change(shown: Record) -> str:
    ours, plain = shown.mean_error, shown.no_change_error
    if abs(ours - plain) <= ALIKE * max(ours, plain):
        return "neither was the better guide"
    if ours < plain:
        return "the forecast was the better guide"
    if plain == 0:
        return "“no change” was the better guide"
    return f"“no change” was the better guide, as the forecast was {ours / plain:.1f} times as far out"
