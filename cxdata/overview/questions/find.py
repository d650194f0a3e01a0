"""The things that most deserve a question, in order, the good news, and what was and was not looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from cxdata.analysis.asking import Asking
from cxdata.analysis.change.charts import KEY_MEASURES
from cxdata.analysis.result import say_many
from cxdata.findings import Finding
from cxdata.measures import find_measure
from cxdata.measures.looked_at import MeasureLook, look_at, say_not_looked_at, say_nothing_found
from cxdata.measures.together import Question, ask_together
from cxdata.overview.questions.aims import count_aims, met_targets, missed_target
from cxdata.overview.questions.groups import like_for_like, same_people
from cxdata.overview.questions.hidden_groups import first_hidden_group, hidden_groups
from cxdata.overview.questions.known import can_split, page_of, unknown_choices
from cxdata.overview.questions.over_time import changes_since, follow, real_change
from cxdata.overview.questions.ranking import most_deserving
from cxdata.overview.questions.repeats import services_come_back_to
from cxdata.overview.questions.silence import silent_groups
from cxdata.overview.questions.worse import count_judged, groups_better, groups_worse
from cxdata.overview.tiles import figure_of, figures_asked


@dataclass(frozen=True)
class Questions:
    """What deserves a question, the first first. `nothing` is the sentence where there is none, else ""; `unseen`
    names what could not be looked at, "" where all was; `looked` says how many things were, "" where nothing could be.
    """

    found: tuple[Finding, ...]
    nothing: str
    unseen: str
    looked: str


def first_question(asking: Asking, measures: Sequence[str], by: Sequence[str]) -> Finding | None:
    """The first of `find_questions`, with no more worked out than it takes: kinds that come later are not looked at."""
    if hidden := first_hidden_group(asking):
        return hidden
    for find in (_silent, real_change, missed_target):
        if found := find(asking):
            return found[0]
    others = [*_others(asking, measures, by), *services_come_back_to(asking)[0]]
    return next(iter(most_deserving(others, 1)), None)


def _silent(asking: Asking) -> list[Finding]:
    return silent_groups(asking)[0]


def find_questions(asking: Asking, measures: Sequence[str], by: Sequence[str]) -> Questions:
    """A hidden group first, one gone silent second, a real change for the worse third, then the target missed by most,
    where there are any; then what most people meet.
    """
    hidden, look, searched = hidden_groups(asking)
    repeats, look_back = services_come_back_to(asking)
    looks = [_look_at(asking, measure) for measure in measures]
    silent, look_silent = silent_groups(asking)
    looks += [one for one in (look, look_silent, look_back) if one is not None]
    first = [*hidden, *silent, *real_change(asking), *missed_target(asking)]
    found = most_deserving([*first, *_others(asking, measures, by), *repeats], repeats=partial(same_people, asking))
    looked = "" if all(one.why_not for one in looks) else _say_looked_at(asking, measures, by, searched)
    if not found:
        return Questions((), say_nothing_found(looks), "", looked)
    return Questions(tuple(found), "", say_not_looked_at(looks), looked)


def find_good_news(asking: Asking, measures: Sequence[str], by: Sequence[str], count: int = 2) -> tuple[Finding, ...]:
    """What is better than before, or than the rest, by more than chance, then targets met; one of each kind of data
    while there are others. All of it is judged as the questions are.
    """
    _ask_ahead(asking, measures, by)
    found = []
    for measure in measures:
        if unknown_choices(asking, measure) or figure_of(asking, measure).empty:
            continue
        found += changes_since(asking, measure, better=True)
        found += [
            one for dimension in by if can_split(measure, dimension) for one in _better(asking, measure, dimension)
        ]
    ranked = most_deserving([*found, *met_targets(asking)], len(found) + count)
    tables = [one.evidence[0].measure.table for one in ranked]
    repeated = [table in tables[:place] for place, table in enumerate(tables)]
    return tuple(one for _, one in sorted(zip(repeated, ranked, strict=True), key=lambda pair: pair[0]))[:count]


def _ask_ahead(asking: Asking, measures: Sequence[str], by: Sequence[str]) -> None:
    """Ask together the figures of each measure, now and before, and those of its groups."""
    questions: list[Question] = []
    for measure in measures:
        if not unknown_choices(asking, measure):
            questions += figures_asked(asking, find_measure(measure))
            questions += [(measure, (name,), asking.scope.with_choice(name)) for name in by if can_split(measure, name)]
    ask_together(asking.store, questions, council=asking.council)


def _others(asking: Asking, measures: Sequence[str], by: Sequence[str]) -> list[Finding]:
    """What each measure has to say: a change for the worse, and the groups that do worse than the rest."""
    _ask_ahead(asking, measures, by)
    found = []
    for measure in measures:
        if unknown_choices(asking, measure) or figure_of(asking, measure).empty:
            continue
        found += changes_since(asking, measure)
        found += [
            one for dimension in by if can_split(measure, dimension) for one in _worse(asking, measure, dimension)
        ]
    return found


def _worse(asking: Asking, measure: str, dimension: str) -> list[Finding]:
    """The groups that do worse than the rest of the council, like for like; of those chosen, where a reader chose some:
    a ward chosen alone is held against the others, never against itself.
    """
    chosen = asking.scope.chosen(dimension)
    worse = groups_worse(asking.answer(measure, (dimension,), asking.scope.with_choice(dimension)), page_of(measure))
    return like_for_like(asking, [one for one in worse if not chosen or one.group in chosen])


def _better(asking: Asking, measure: str, dimension: str) -> list[Finding]:
    chosen = asking.scope.chosen(dimension)
    better = groups_better(asking.answer(measure, (dimension,), asking.scope.with_choice(dimension)), page_of(measure))
    return like_for_like(asking, [one for one in better if not chosen or one.group in chosen], better=True)


def _look_at(asking: Asking, measure: str) -> MeasureLook:
    answer = asking.answer(measure, (), asking.scope)
    unknown = unknown_choices(asking, measure)
    if unknown and answer.sources:
        return MeasureLook(answer.measure.title, f"no {' and no '.join(unknown)} in its data")
    return look_at(answer)


def _say_looked_at(asking: Asking, measures: Sequence[str], by: Sequence[str], searched: int) -> str:
    """'Looked at: 6,540 groups for what an average hides, 151 against the rest, 12 figures by month, 6 targets.'"""
    known = [one for one in measures if not unknown_choices(asking, one) and not figure_of(asking, one).empty]
    compared = sum(
        count_judged(asking.answer(measure, (dimension,), asking.scope.with_choice(dimension)))
        for measure in known
        for dimension in by
        if can_split(measure, dimension)
    )
    followed = sum(follow(asking, measure) is not None for measure in KEY_MEASURES)
    numbers = (
        (searched, "group for what an average hides", "groups for what an average hides"),
        (compared, "group against the rest", "groups against the rest"),
        (followed, "figure month by month", "figures month by month"),
        (count_aims(asking), "target", "targets"),
    )
    said = [say_many(number, one, many) for number, one, many in numbers if number]
    return f"Looked at: {', '.join(said)}." if said else ""
