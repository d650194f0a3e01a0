"""What is said of the people on duty: how many more, when, and whether the waits seen are those of the model."""

from math import isfinite, isinf

from cxdata.analysis.phones.week.advice import Advice, advise, misfits, spare
from cxdata.analysis.phones.week.staffing import Fit, Staffing
from cxdata.analysis.phones.week.words import say_weekdays
from cxdata.analysis.result import capitalise, say_list, say_many
from cxdata.measures.words import say_count, say_seconds
from cxdata.stats.queues import SHRINKAGE, Promise, on_the_rota

MOST_NAMED = 3
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def say_staffing(result: Staffing) -> str:
    """The finding: who is missing and when; else that nobody is, or why nothing can be said."""
    if result.why_not:
        return result.why_not
    if not any(fit.fits for fit in result.fits):
        return "The waits seen are not those of the people on duty: nothing is advised on staffing"
    lacking = advise(result)
    if not lacking and (doubted := misfits(result)):
        return _say_misfit(doubted[0])
    if not lacking:
        return "By the model enough people are on duty in every hour of the week to keep the promise"
    return f"{capitalise(say_advice(lacking[0]))} would keep the promise"


def say_advice(one: Advice) -> str:
    """'two more people from 09:00 to 11:00 on Mondays'."""
    people = say_people(abs(one.more))
    side = "more" if one.more > 0 else "fewer"
    noun = "person" if abs(one.more) == 1 else "people"
    return f"{people} {side} {noun} from {one.starts} to {one.ends} on {say_weekdays(one.weekdays)}"


def say_people(number: int) -> str:
    """A number of people in words where it is small."""
    return _NUMBERS[number] if number < len(_NUMBERS) else say_count(number)


def say_rest_of_staffing(result: Staffing) -> tuple[str, ...]:
    """What the first advice would do, the others, where there is room, the fit, and vacancies and training."""
    if result.why_not:
        return ()
    lines = []
    lacking, room = advise(result), spare(result)
    if lacking:
        lines.append(_say_effect(lacking[0]))
        lines.append(_say_others("Also needed", lacking[1:]))
    doubted = misfits(result)
    if lacking and doubted:
        others = f" ({say_many(len(doubted) - 1, 'other time', 'other times')} like it)" if len(doubted) > 1 else ""
        lines.append(f"{_say_misfit(doubted[0])}{others}.")
    lines.append(_say_others("Enough without", room))
    lines += [say_fit(fit) for fit in result.fits if not fit.fits]
    if fitted := [fit for fit in result.fits if fit.fits]:
        lines.append(_say_fitting(fitted))
    lines += [say_promise(result.promise), _say_posts(result)]
    if result.unmatched:
        lines.append(f"In only one of rota and calls, and left out: {say_list(result.unmatched)}.")
    return tuple(line for line in lines if line)


def _say_effect(one: Advice) -> str:
    if not isfinite(one.wait):
        return ""
    where = f" in {say_list(one.queues)}" if one.queues else ""
    return (
        f"On {say_weekdays(one.weekdays)} from {one.starts} to {one.ends} callers{where} waited "
        f"{say_seconds(one.wait)} on average. By the model it is {_say_wait(one.expected)} with those on duty, and "
        f"{_say_wait(one.then)} with those needed."
    )


def _say_misfit(one: Advice) -> str:
    """'On Mondays from 09:00 to 11:00 callers waited 30 s on average and the model gives 5 min 40 s: ...'"""
    where = f" in {say_list(one.queues)}" if one.queues else ""
    return (
        f"On {say_weekdays(one.weekdays)} from {one.starts} to {one.ends} callers{where} waited "
        f"{say_seconds(one.wait)} on average and the model gives {_say_wait(one.expected)}: it does not fit in those "
        "hours, so nothing is advised there"
    )


def _say_others(before: str, others: tuple[Advice, ...]) -> str:
    if not others:
        return ""
    more = len(others) - MOST_NAMED
    said = "; ".join(
        f"{say_advice(one)}{f' ({say_list(one.queues)})' if one.queues else ''}" for one in others[:MOST_NAMED]
    )
    return f"{before}: {said}{f'; and {more} more' if more > 0 else ''}."


def say_fit(fit: Fit) -> str:
    """How one queue's waits agree with the model."""
    if fit.fits:
        return (
            f"{fit.queue}: {fit.formula} gives {_say_wait(fit.expected)}, seen were {say_seconds(fit.seen)}: it fits."
        )
    return (
        f"{fit.queue}: {fit.formula} gives {_say_wait(fit.expected)} with the people on duty, seen were "
        f"{say_seconds(fit.seen)}: it does not fit, so nothing is advised."
    )


def _say_fitting(fits: list[Fit]) -> str:
    """How the waits of all fitting queues agree, and what it means where they are longer than the model's."""
    calls = sum(fit.calls for fit in fits)
    seen, expected = (
        sum(wait * fit.calls for wait, fit in zip(waits, fits, strict=True)) / calls
        for waits in ([fit.seen for fit in fits], [fit.expected for fit in fits])
    )
    least = " Callers waited longer than the model says, so these are the fewest." if seen > 1.2 * expected else ""
    return f"The model gives a mean wait of {_say_wait(expected)}, and {say_seconds(seen)} were seen.{least}"


def say_promise(promise: Promise) -> str:
    """What "enough" means: the council's own targets, or the usual ones."""
    parts = [f"{promise.share:.0%} answered within {say_seconds(promise.seconds)}"] if promise.share else []
    parts += [] if isinf(promise.wait) else [f"a mean wait of {say_seconds(promise.wait)} at most"]
    parts += [] if promise.given_up >= 1 else [f"at most {promise.given_up:.0%} giving up"]
    return f"Enough is: {say_list([*parts, f'people busy for {promise.occupancy:.0%} of their time at most'])}."


def _say_posts(result: Staffing) -> str:
    """Vacancies and training beside those on duty, where the rota has them."""
    if not (result.vacant or result.in_training):
        return "The rota says nothing of vacancies or training."
    return (
        f"In a mean half-hour {result.on_duty:.1f} people are on duty, {result.in_training:.1f} in training or on "
        f"other work, and {result.vacant:.1f} posts are vacant. For each 10 at the phones {on_the_rota(10)} are needed "
        f"on the rota, if {SHRINKAGE:.0%} of hours are leave, breaks and training."
    )


def _say_wait(seconds: float) -> str:
    return "without end" if isinf(seconds) else say_seconds(seconds)
