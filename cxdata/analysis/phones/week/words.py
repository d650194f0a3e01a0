"""What a week of calls, visits or forms says, in sentences."""

from collections.abc import Sequence

from cxdata.analysis.phones.week.dated import Different
from cxdata.analysis.phones.week.open_hours import DAY, HALF_HOUR
from cxdata.analysis.phones.week.peaks import Span, Week
from cxdata.analysis.result import capitalise, say_list, say_many
from cxdata.measures.words import say_count
from cxdata.periods import WEEKDAYS
from cxdata.stats.peaks import LEAST_WEEKS

MOST_NAMED = 3
"""Peaks or troughs that are said; the others are seen in the drawing and stand in the table."""


def say_week(week: Week) -> str:
    """The finding: when most comes, or that nothing stands out, or why nobody can say."""
    if week.why_not:
        return week.why_not
    if not week.enough:
        return (
            f"{say_many(week.searched, 'week')} of {week.noun} {'is' if week.searched == 1 else 'are'} too few weeks "
            f"to tell a peak from a big day; it takes {LEAST_WEEKS}"
        )
    if not week.peaks:
        return f"No time of the week has more {week.noun} than the rest week after week"
    first = week.peaks[0]
    return (
        f"{capitalise(week.noun)} peak {say_when(first)}, week after week: {say_times(first.ratio)} {say_usual(week)}"
    )


def say_rest(week: Week) -> tuple[str, ...]:
    """The other peaks, the troughs, and days that differ: a sentence each, none for what is not there."""
    lines = []
    if week.peaks:
        first = week.peaks[0]
        lines.append(
            f"{say_mean(first.mean)} {week.noun} came in each {say_step(week)} {say_when(first)}, against "
            f"{say_mean(week.usual)} in the mean {say_step(week)}{_say_often(first)}."
        )
    if len(week.peaks) > 1:
        lines.append(f"Further peaks: {_say_spans(week.peaks[1:])}.")
    if week.troughs:
        lines.append(f"Fewest {week.noun}: {_say_spans(week.troughs)}.")
    lines += [say_different(one, week.noun) for one in (*week.holidays, *week.events) if one.differs]
    lines += [_say_months(week)]
    return tuple(line for line in lines if line)


def _say_often(span: Span) -> str:
    """'; each had more than the mean of its week in at least 117 of 119 weeks'; "" where no week is whole."""
    if not span.weeks:
        return ""
    return f"; each had more than the mean of its week in at least {span.above} of {say_many(span.weeks, 'week')}"


def say_different(one: Different, noun: str) -> str:
    """'In the 10 open days from "Bills sent out" (3 March 2026) on calls were 38% above those before (20% to 56%).'"""
    size, ends = abs(one.ratio - 1), sorted(abs(end - 1) for end in (one.lower, one.upper))
    change = f"{size:.0%} {'above' if one.ratio > 1 else 'below'}"
    if one.day is None:
        return f"On {one.what} {noun} are {change} the usual day ({ends[0]:.0%} to {ends[1]:.0%})."
    day = f"{one.day.day} {one.day:%B %Y}"
    return (
        f"In the {one.days} open days from “{one.what}” ({day}) on, {noun} were {change} those before "
        f"({ends[0]:.0%} to {ends[1]:.0%})."
    )


def _say_months(week: Week) -> str:
    """The months that stand out, where more than one year of them is known: one March is no season."""
    lasting = [one for one in week.months if one.differs and one.years > 1 and abs(one.ratio - 1) >= 0.1]
    if not lasting:
        return ""
    lasting.sort(key=lambda one: -abs(one.ratio - 1))
    told = [f"{one.what} {one.ratio - 1:+.0%}".replace("-", "−") for one in lasting[:MOST_NAMED]]
    return f"Months that differ from the rest, in more than one year: {say_list(told)}."


def _say_spans(spans: Sequence[Span]) -> str:
    more = len(spans) - MOST_NAMED
    said = "; ".join(say_when(span) for span in spans[:MOST_NAMED])
    return f"{said}; and {more} more" if more > 0 else said


def say_when(span: Span) -> str:
    """'on Mondays from 09:30 to 12:00'; of whole days 'on Mondays'."""
    days = say_weekdays(span.weekdays)
    return f"on {days}" if (span.starts, span.ends) == ("00:00", "24:00") else f"on {days} {say_hours(span)}"


def say_hours(span: Span) -> str:
    """'from 09:30 to 12:00'."""
    return f"from {span.starts} to {span.ends}"


def say_weekdays(names: Sequence[str]) -> str:
    """'Mondays and Tuesdays', 'weekdays', 'all days'."""
    if tuple(names) == WEEKDAYS:
        return "all days"
    return "weekdays" if tuple(names) == WEEKDAYS[:5] else say_list([f"{name}s" for name in names], most=7)


def say_times(ratio: float) -> str:
    """'1.5 times', 'twice'."""
    return "twice" if f"{ratio:.1f}" == "2.0" else f"{ratio:.1f} times"


def say_mean(mean: float) -> str:
    """A mean with a decimal where it is small: '4.2', '64'."""
    return f"{mean:.1f}" if mean < 10 else say_count(mean)


def say_usual(week: Week) -> str:
    """What a peak is held against: 'the usual half-hour'."""
    return f"the usual {say_step(week)}"


def say_step(week: Week) -> str:
    """'half-hour', 'hour' or 'day'."""
    return {HALF_HOUR: "half-hour", DAY: "day"}.get(week.minutes, "hour")


def say_a_step(week: Week) -> str:
    """'a half-hour', 'an hour', 'a day'."""
    step = say_step(week)
    return f"an {step}" if step == "hour" else f"a {step}"
