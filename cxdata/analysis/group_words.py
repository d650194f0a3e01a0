"""Groups judged against the rest, as the one sentence that stands over their exhibit."""

from collections.abc import Mapping, Sequence

from cxdata.analysis.groups import Judged, Verdict
from cxdata.contract import NOT_RECORDED
from cxdata.measures.query import Answer
from cxdata.measures.words import say_level, say_value

MOST_WORDS = 20
"""A finding is read in one breath, from the back of a room."""

Sides = Sequence[tuple[str, Sequence[str]]]

# Titles that follow a percentage as they are: "6.3% dissatisfied". Of the others the title comes first.
_AFTER_A_SHARE = frozenset(
    {
        "satisfied",
        "dissatisfied",
        "on_time",
        "closed_over_limit",
        "got_outcome",
        "felt_well",
        "answered_in_target",
        "online_share",
        "automated_phone_share",
        "assisted_share",
        "first_time",
    }
)


def say_judged(answer: Answer, judged: Mapping[str, Judged]) -> str:
    """Which groups differ from the rest by more than chance, those about most people first; or that none does.

    At most 20 words: of many groups the first are named and the others counted. "Not recorded" is no group.
    """
    if not (sides := _sides(judged)):
        split = answer.by[0].title.lower()
        return f"{answer.measure.title}: no {split} differs from the rest by more than chance"
    ways = (_sentence(answer, judged, sides, most) for most in (4, 3, 2, 1))
    return next((words for words in ways if len(words.split()) <= MOST_WORDS), _in_numbers(answer, sides))


def _sides(judged: Mapping[str, Judged]) -> Sides:
    """The groups on each side that has any; in each those first about whom most people differ from the rest."""
    ordered = sorted(judged, key=lambda level: -abs(judged[level].against.gap * judged[level].against.n))
    sides: dict[str, list[str]] = {"worse": [], "better": [], "higher": [], "lower": []}
    for level in ordered:
        verdict = judged[level].verdict
        if level == NOT_RECORDED or verdict is Verdict.ALIKE:
            continue
        if verdict is Verdict.DIFFERENT:
            sides["higher" if judged[level].against.gap > 0 else "lower"].append(level)
        else:
            sides["worse" if verdict is Verdict.WORSE else "better"].append(level)
    return [(side, levels) for side, levels in sides.items() if levels]


def _sentence(answer: Answer, judged: Mapping[str, Judged], sides: Sides, most: int) -> str:
    (side, levels), *others = sides
    if len(levels) == 1 and side != "better":
        also = [f"{word}: {_names(answer, names, most)}" for word, names in others]
        others_counted = sum(group.against.n for group in judged.values()) - judged[levels[0]].against.n
        return "; ".join([_say_one(answer, judged[levels[0]], others_counted), *also])
    also = [f"{word} for {_names(answer, names, most)}" for word, names in others]
    return "; ".join([f"{answer.measure.title}: {side} than the rest for {_names(answer, levels, most)}", *also])


def _say_one(answer: Answer, judged: Judged, others: float) -> str:
    """'Phone: 6.3% dissatisfied, against 4.1% of the rest'; `others` is how many the rest are."""
    against, measure = judged.against, answer.measure
    name = say_level(answer.by[0], against.group)
    if answer.by[0].id == "provider":  # or the council would seem to be dissatisfied itself
        name = f"Served by {name}"
    title = measure.title[:1].lower() + measure.title[1:]
    here, there = say_value(measure, against.share, against.n), say_value(measure, against.rest_share, others)
    if measure.id in _AFTER_A_SHARE:
        return f"{name}: {here} {title}, against {there} of the rest"
    return f"{name}: {title} {here}, against {there} for the rest"


def _names(answer: Answer, levels: Sequence[str], most: int) -> str:
    """The first names, and how many more; with commas alone where a name has an "and" of its own."""
    names = [say_level(answer.by[0], level) for level in levels[:most]]
    if more := len(levels) - len(names):
        return f"{', '.join(names)} and {more} more"
    between = ", " if any(" and " in name for name in names) else " and "
    return between.join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def _in_numbers(answer: Answer, sides: Sides) -> str:
    """How many groups differ, where their names would not be read in one breath."""
    counts = " and ".join(f"{len(levels)} {side}" for side, levels in sides)
    return f"{answer.measure.title} by {answer.by[0].title.lower()}: {counts} than the rest"
