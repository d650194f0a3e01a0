"""All key measures at once, as a page leads with them: how many really changed, which first, and what to ask."""

from dataclasses import dataclass
from enum import Enum

from cxdata.analysis.change.charts import KEY_MEASURES, Control, KeyMeasures
from cxdata.measures import find_measure
from cxdata.measures.registry.dimensions import splits
from cxdata.measures.words import say_value
from cxdata.scope import Scope


class Change(Enum):
    """What is said of a measure in one word; the order is that of the rows, the one that needs a question first."""

    WORSE = "worse"
    BETTER = "better"
    CHANGED = "changed"
    UNUSUAL = "unusual"
    NONE = "no change"
    FEW = "too few to say"


_TONES = {"bad": Change.WORSE, "good": Change.BETTER, "neutral": Change.CHANGED, "none": Change.FEW}
LEAST_COUNT = 1.0
_REAL = (Change.WORSE, Change.BETTER, Change.CHANGED)
_ASK = {
    Change.WORSE: "What made {title} worse, and what is being done about it?",
    Change.BETTER: "What made {title} better, and will it last?",
    Change.CHANGED: "What lies behind the change in {title}?",
}


@dataclass(frozen=True)
class Tally:
    """How many measures changed, for the better and for the worse, and how many nobody can judge yet."""

    changed: int
    better: int
    worse: int
    not_judged: int
    followed: int


def change_of(control: Control) -> Change:
    """The word for one measure. With too few months to take the year out, nothing is called a change; nor is a count
    of less than one in a usual month, whose usual range has no width.
    """
    judged = control.judged
    if judged.words_only:
        return Change.UNUSUAL if judged.sign else Change.FEW
    if control.measure.is_count and judged.at is not None and judged.centre[judged.at] < LEAST_COUNT:
        return Change.FEW
    return _TONES.get(control.variation.tone, Change.NONE)


def in_order(signs: KeyMeasures) -> tuple[Control, ...]:
    """The measures with figures: worse first, then better, then otherwise changed; the surer sign first in each."""
    order = list(Change)
    return tuple(sorted(signs.controls, key=lambda control: (order.index(change_of(control)), not control.is_strong)))


def known_by(scope: Scope) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The key measures that know everything chosen, by id, and the titles of the others.

    Calls know no ward: their figure is the whole council's, and no sign of what is chosen.
    """
    chosen = {name for name, _ in scope.choices}
    known = tuple(name for name in KEY_MEASURES if chosen <= set(splits(find_measure(name))))
    return known, tuple(find_measure(name).title for name in KEY_MEASURES if name not in known)


def tally(signs: KeyMeasures) -> Tally:
    """The measures counted by what became of them; those without data are among the ones not judged."""
    changes = [change_of(control) for control in signs.controls]
    few = changes.count(Change.FEW) + changes.count(Change.UNUSUAL)
    return Tally(
        changed=sum(change in _REAL for change in changes),
        better=changes.count(Change.BETTER),
        worse=changes.count(Change.WORSE),
        not_judged=few + len(signs.missing),
        followed=len(changes),
    )


def say_found(signs: KeyMeasures) -> str:
    """The finding in at most 20 words: how many really changed, and the first of them with its latest figure."""
    counted = tally(signs)
    if not counted.followed:
        return "No key measure has a whole month of data yet."
    many = f"{counted.followed} measure{'' if counted.followed == 1 else 's'}"
    if counted.followed == counted.not_judged - len(signs.missing):
        return f"Too few to say: none of {many} has enough months and figures yet."
    if not counted.changed:
        return f"None of {many} has really changed: the latest figures are ordinary ups and downs."
    first = in_order(signs)[0]
    latest = first.latest
    figure = f", {say_value(first.measure, latest.value, latest.denominator)}" if latest else ""
    opening = f"{counted.changed} of {many} really changed{_which_way(counted)}"
    return f"{opening}{': ' if counted.changed == 1 else '. First: '}{first.measure.title}{figure}."


def say_latest(control: Control) -> str:
    """One measure in few words: 'Average phone wait: 1 min 55 s in September 2026, better'."""
    latest = control.latest
    if latest is None:
        return f"{control.measure.title}: no figure yet"
    figure = say_value(control.measure, latest.value, latest.denominator)
    return f"{control.measure.title}: {figure} in {latest.name}, {change_of(control).value}"


def say_question(signs: KeyMeasures) -> str:
    """The question a member could put about the first measure that changed; "" where none did."""
    first = next(iter(in_order(signs)), None)
    ask = _ASK.get(change_of(first), "") if first else ""
    return ask.format(title=f"“{first.measure.title}”") if first else ""


def _which_way(counted: Tally) -> str:
    if counted.worse and counted.worse < counted.changed:
        return f", {counted.worse} for the worse"
    if counted.worse:
        return ", for the worse" if counted.changed == 1 else ", all for the worse"
    if counted.better == counted.changed:
        return ", for the better" if counted.changed == 1 else ", all for the better"
    return ""
