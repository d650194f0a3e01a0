"""Targets in words: what was promised, for which services, how far it is, and what it would take."""

import math
from collections.abc import Sequence
from itertools import pairwise

from cxdata.analysis.result import capitalise, say_list, say_many
from cxdata.analysis.targets.aims import Goal
from cxdata.analysis.targets.digital import is_met_online
from cxdata.analysis.targets.figures import NAN, Figure, is_by_month
from cxdata.analysis.targets.order import shortfall
from cxdata.analysis.targets.rows import Row
from cxdata.analysis.targets.verdict import Verdict
from cxdata.council import Revision, Target
from cxdata.measures.model import Better, Measure, Unit
from cxdata.measures.registry.labels import label_of
from cxdata.measures.words import say_change, say_count, say_speed, say_value, short_value
from cxdata.periods import say_date, say_month
from cxdata.stats.forecast.pace import extra_needed

NO_TARGET = "No target is set yet: add one below, or under [[targets]] in council.toml"


def title_of(row: Row) -> str:
    """'Dealt with online: Garden waste'; 'Dealt with online: 4 services'."""
    return f"{label_of(row.measure)}{_of_services(row.services)}"


def _of_services(services: Sequence[str]) -> str:
    if not services:
        return ""
    return f": {services[0] if len(services) == 1 else f'{len(services)} services'}"


def say_target(measure: Measure, target: Target) -> str:
    """'at least 90%', '80% to 85%', 'up from 40%', 'at most 300 a month'."""
    low, high = target.low, target.high
    month = " a month" if is_by_month(measure) else ""
    if low is not None and high is not None:
        return f"{short_value(measure, low)} to {short_value(measure, high)}{month}"
    only = high if low is None else low
    if only is None:
        if target.baseline is None or not target.direction:
            return "no figure"
        return f"{target.direction} from {short_value(measure, target.baseline)}{month}"
    neither = measure.better is Better.NEITHER
    at_least = low is not None if neither else measure.better is Better.HIGHER
    return f"{'at least' if at_least else 'at most'} {short_value(measure, only)}{month}"


def say_found(rows: Sequence[Row]) -> str:
    """How many are met, missed and too close to say, in at most 20 words, and which is missed by most.

    One of online that is met is to be read with care: it counts nobody who is left behind.
    """
    if not rows:
        return NO_TARGET
    counted = {verdict: [row for row in rows if row.verdict is verdict] for verdict in Verdict}
    judged = len(rows) - len(counted[Verdict.NOT_JUDGED])
    if not judged:
        return f"None of {say_many(len(rows), 'target')} can be judged here: see why in the table"
    if judged == 1:
        [only] = [row for row in rows if row.verdict is not Verdict.NOT_JUDGED]
        doubt = ", to be read with care" if is_met_online(only) else ""
        return f"The target for {in_sentence(only)} is {only.verdict.value}{doubt}"
    missed, met, close = (counted[one] for one in (Verdict.MISSED, Verdict.MET, Verdict.CLOSE))
    worst = min(missed, key=shortfall, default=None)
    most = f", {in_sentence(worst)} by most" if worst else ""
    said = [f"{_count(missed)} of {say_many(judged, 'target')}{'' if missed else ' is'} missed{most}"]
    said += [f"{_count(met)} {_is(met)} met"]
    said += [f"{len(close)} {_is(close)} too close to say"] if close else []
    care, moved = sum(map(is_met_online, met)), sum(row.was_moved for row in rows)
    beside = ", ".join([*([f"{care} with care"] if care else []), *([f"{moved} moved"] if moved else [])])
    return capitalise(f"{said[0]}; {say_list(said[1:])}{f' ({beside})' if beside else ''}")


def _count(rows: Sequence[Row]) -> str:
    return str(len(rows)) if rows else "none"


def _is(rows: Sequence[Row]) -> str:
    return "is" if len(rows) < 2 else "are"


def in_sentence(row: Row) -> str:
    """'“Dealt with online” (4 services)': some titles are no nouns."""
    who = _of_services(row.services).removeprefix(": ")
    return f"“{label_of(row.measure)}”{f' ({who})' if who else ''}"


def say_figure(figure: Figure | None) -> str:
    """'58.1%'; a dash where there is none."""
    if figure is None:
        return "–"
    base = None if is_by_month(figure.answer.measure) else figure.denominator
    return say_value(figure.answer.measure, figure.value, base)


def say_beside_target(row: Row, figure: Figure | None) -> str:
    """The same beside the target: 'over 2 min' where it reads like a target that it misses."""
    said = say_figure(figure)
    if figure is None or figure.verdict is not Verdict.MISSED or not row.goals:
        return said
    goal = row.goals[0]
    alike = said.replace(".0%", "%") == short_value(row.measure, goal.value)
    return f"{'under' if goal.at_least else 'over'} {said}" if alike else said


def say_distance(row: Row) -> str:
    """'2,500 more of 25,000 contacts reach 80%, 3,750 reach 85%.'; "" where none is missing."""
    figure = row.period
    if figure is None or row.measure.unit is not Unit.SHARE or math.isnan(figure.value):
        return ""
    steps = [(goal, _missing(figure, goal)) for goal in row.goals if not goal.beyond]
    steps = [(goal, count) for goal, count in steps if count]
    if not steps:
        return ""
    noun = row.measure.base.removeprefix("all ").partition(" whose ")[0].partition(",")[0]
    first, *others = [f"reach {short_value(row.measure, goal.value)}" for goal, _ in steps]
    counts = [say_count(count) for _, count in steps]
    more = "more" if steps[0][0].at_least else "fewer"
    said = [f"{counts[0]} {more} of {say_count(figure.denominator)} {noun} {first}"]
    said += [f"{count} {reach}" for count, reach in zip(counts[1:], others, strict=True)]
    return f"{', '.join(said)}."


def _missing(figure: Figure, goal: Goal) -> int:
    if not 0 <= goal.value <= 1 or goal.reached_by(figure.value):
        return 0
    return extra_needed(figure.numerator, figure.denominator, goal.value, falling=not goal.at_least)


def say_automated(row: Row) -> str:
    """'Another 16.0% came by automated phone, which is not online: 86.0% with it.'; "" of any other measure."""
    online, other = row.period, row.automated
    if online is None or other is None or math.isnan(other.value) or math.isnan(online.value) or not other.value:
        return ""
    both = say_value(row.measure, online.value + other.value, online.denominator)
    return f"Another {say_figure(other)} came by automated phone, which is not online: {both} with it."


def say_movement(row: Row) -> str:
    """Of a baseline: 'Up 3.2 points from 74.0%.'; "" of any other target."""
    if row.period is None or row.target is None or row.target.baseline is None or math.isnan(row.period.value):
        return ""
    said = say_change(row.measure, row.period.value, row.target.baseline).replace("percentage point", "point")
    start = say_value(row.measure, row.target.baseline)
    if said == "no change":
        return f"Still at the {start} from which it started."
    return f"{said[:1].upper()}{said[1:]} from {start}."


def say_realism(row: Row) -> str:
    """'Needs 2.1 points a month from 71.4% in June 2026 to reach 80% by March 2027. The best six months gave
    0.6.'; "" where all is reached.
    """
    speed, until = row.pace, row.until
    if row.target is not None and row.target.by is not None and speed is None and until is not None and _is_open(row):
        return f"It was to be reached by {say_date(row.target.by)}."
    if speed is None or until is None or not speed.needed > 0:
        return ""
    goal = next(goal for goal in row.goals if not goal.reached_by(_newest(row)))
    needed = say_speed(row.measure, speed.needed)
    newest = next(step for step in reversed(row.course) if step.value is not None)
    stands = f"{say_value(row.measure, _newest(row))} in {say_month(newest.start)}"
    said = f"Needs {needed} a month from {stands} to reach {short_value(row.measure, goal.value)} by {say_month(until)}"
    if math.isnan(speed.best_half):
        return f"{said}. Six months have not passed yet to compare with."
    best = say_speed(row.measure, speed.best_half).removesuffix(" points")
    return f"{said}. The best six months gave {best}{_said_so(speed.needed, speed.best_half, speed.last_half)}."


def say_since(row: Row) -> str:
    """'since Apr 2024', or the day of a month in whose middle it began; "" of one that has not begun."""
    if row.target is None:
        return ""
    day = row.target.since
    return f"since {'' if day.day == 1 else f'{day.day} '}{day:%b} {day.year}"


def _said_so(needed: float, best: float, last: float) -> str:
    if needed <= last:
        return ", and the last six were fast enough"
    return ", so it was never that fast" if needed > best else ", so it was once fast enough"


def _newest(row: Row) -> float:
    values = [step.value for step in row.course if step.value is not None]
    return values[-1] if values else NAN


def _is_open(row: Row) -> bool:
    newest = _newest(row)
    return not math.isnan(newest) and not all(goal.reached_by(newest) for goal in row.goals)


def say_moves(row: Row) -> list[str]:
    """'Moved on 1 October 2025: from at most 5 min to at most 2 min, which is harder.', for each time it was moved."""
    steps = [*row.moved, *([row.target] if row.target else [])]
    said = [_say_move(row.measure, before, after) for before, after in pairwise(steps)]
    said += [_say_revision(row, revision) for revision in (row.target.revisions if row.target else ())]
    if row.coming is not None:
        said.append(f"From {say_date(row.coming.since)} on: {say_target(row.measure, row.coming)}.")
    return said


def _say_move(measure: Measure, before: Target, after: Target) -> str:
    way = harder(measure, before, after)
    ending = f", which is {'harder' if way else 'easier'}" if way is not None else ""
    was, now = (say_target(measure, target) for target in (before, after))
    note = f" ({after.note})" if after.note else ""
    if was == now:
        return f"Set anew on {say_date(after.since)}, as it was: {now}{note}."
    return f"Moved on {say_date(after.since)}: from {was} to {now}{ending}{note}."


def _say_revision(row: Row, revision: Revision) -> str:
    """'Changed in the list at 2026-11-26 14:05:09 by Finance: from at least 90% to at least 85%, which is easier.'"""
    was, now = (say_target(row.measure, one) for one in (revision.before, revision.after))
    if was == now:
        days = [say_date(one.since) for one in (revision.before, revision.after)]
        was, now = (f"{was} since {day}" for day in days) if days[0] != days[1] else (was, f"{now}, for others")
    way = harder(row.measure, revision.before, revision.after)
    ending = f", which is {'harder' if way else 'easier'}" if way is not None else ""
    when = f" at {revision.changed}" if revision.changed else ""
    who = f" by {revision.by}" if revision.by else ""
    why = f" ({revision.why})" if revision.why else ""
    return f"Changed in the list{when}{who}: from {was} to {now}{ending}{why}."


def harder(measure: Measure, before: Target, after: Target) -> bool | None:
    """Whether a target was made harder; None where neither way is, or nobody can say."""
    ends = [_first_end(measure, target) for target in (before, after)]
    if measure.better is Better.NEITHER or None in ends or ends[0] == ends[1]:
        return None
    was, now = (float(end or 0) for end in ends)
    return (now > was) == (measure.better is Better.HIGHER)


def _first_end(measure: Measure, target: Target) -> float | None:
    if measure.better is Better.LOWER:
        return target.high if target.high is not None else target.low
    return target.low if target.low is not None else target.high


def say_row(row: Row) -> list[str]:
    """Everything there is to say of a row beside its figures, a sentence each."""
    began = ""
    if row.began_inside and row.period is not None and row.target is not None:
        began = f"Judged from {say_date(row.target.since)} on, when it began."
    remark = row.period.remark if row.period and row.verdict is Verdict.NOT_JUDGED and not row.problem else ""
    why = f"Not judged over the period: {remark}." if remark else ""
    said = [row.problem, why, began, say_distance(row), say_automated(row), say_movement(row), say_realism(row)]
    return [sentence for sentence in (*said, *say_moves(row), *row.notes) if sentence]
