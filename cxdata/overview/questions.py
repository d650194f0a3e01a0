"""The things that most deserve a question, in order, and what could not be looked at."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from cxdata import findings
from cxdata.analysis.change.charts import Control, key_measures
from cxdata.analysis.hidden.as_counted import split_as_counted
from cxdata.analysis.hidden.search import DEFAULT, Pockets, pockets
from cxdata.contract import TABLES
from cxdata.errors import CxError
from cxdata.findings import Finding, Strength
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.measures.looked_at import MeasureLook, look_at, say_not_looked_at, say_nothing_found
from cxdata.measures.registry.dimensions import splits
from cxdata.overview.asking import Asking
from cxdata.overview.groups import same_people, worse_like_for_like
from cxdata.overview.ranking import most_deserving
from cxdata.overview.tiles import change_of, figure_of
from cxdata.overview.worse import groups_worse
from cxdata.stats.pockets.cells import values_of

_SEARCHED = (DEFAULT, "abandoned_share", "on_time", "web_completion")


@dataclass(frozen=True)
class Questions:
    """What deserves a question, the first first. `nothing` is the sentence where there is none, else ""; `unseen`
    names what could not be looked at, "" where all was.
    """

    found: tuple[Finding, ...]
    nothing: str
    unseen: str


def find_questions(asking: Asking, measures: Sequence[str], by: Sequence[str]) -> Questions:
    """A hidden group first and a real change for the worse second, where there are any; then what most people meet.

    Both rest on exact counts that disclosure control does not reach: the published view leaves them to their pages.
    """
    looks = [_look_at(asking, measure) for measure in measures]
    hidden, look = _hidden_groups(asking)
    first, looks = [*hidden, *_real_change(asking)], [*looks, *([look] if look else [])]
    others = [one for measure in measures if not _unknown(asking, measure) for one in _findings_on(asking, measure, by)]
    chosen = most_deserving(first + others, repeats=partial(same_people, asking))
    if not chosen:
        return Questions((), say_nothing_found(looks), "")
    return Questions(tuple(chosen), "", say_not_looked_at(looks))


def _unknown(asking: Asking, measure: str) -> list[str]:
    """The titles of the choices that a measure's data does not know: it has nothing to say of this selection."""
    known = splits(MEASURES[measure])
    return [DIMENSIONS[name].title.lower() for name, _ in asking.scope.choices if name not in known]


def _look_at(asking: Asking, measure: str) -> MeasureLook:
    answer = asking.answer(measure, (), asking.scope)
    unknown = _unknown(asking, measure)
    if unknown and answer.sources:
        return MeasureLook(answer.measure.title, f"no {' and no '.join(unknown)} in its data")
    return look_at(answer)


def _hidden_groups(asking: Asking) -> tuple[list[Finding], MeasureLook | None]:
    """The group that each share's average hides most of. The survey's comes first, or else that of most excess.

    With whether any share could be searched, or else why the survey could not; None in the published view, where it is
    not asked.
    """
    if asking.published:
        return [], None
    title = "Groups hidden by the average"
    searched: list[Pockets] = []
    reasons: list[str] = []
    looked = False
    for measure in _SEARCHED:
        try:
            result = asking.result(pockets, scope=asking.scope, measure=measure)
        except CxError as reason:
            reasons.append(str(reason).split(". ")[0])
            continue
        if result.cells.not_applied:
            titles = [DIMENSIONS[name].title.lower() for name in result.cells.not_applied]
            reasons.append(f"no {' and no '.join(titles)} in its data")
            continue
        looked = looked or result.search.searched
        reasons.append(result.sentence)
        if result.pockets:
            searched.append(result)
    look = MeasureLook(title) if looked else MeasureLook(title, f"{reasons[0][:1].lower()}{reasons[0][1:]}".rstrip("."))
    if not searched:
        return [], look
    most = max(searched, key=lambda result: result.pockets[0].pocket.excess)
    head = searched[0] if searched[0].share.is_survey else most
    weights = [math.inf if result is head else result.pockets[0].pocket.excess for result in searched]
    return [_finding(asking, result, weight) for result, weight in zip(searched, weights, strict=True)], look


def _finding(asking: Asking, result: Pockets, weight: float) -> Finding:
    top = result.pockets[0]
    dimension, value = next(iter(top.pocket.conditions.items()))
    named = values_of(value)[0]
    beside = asking.result(split_as_counted, result.measure, dimension, scope=top.scope.with_choice(dimension))
    other = () if result.measure == DEFAULT else (("share", result.share.of.title),)
    return Finding(
        sentence=f"Hidden by the average: {top.sentence}",
        strength=Strength.CLEAR,
        question=top.question,
        evidence=(beside,),
        page="hidden",
        options=other,
        about=top.scope.choices,
        group=named if named in set(beside.frame[dimension]) else "",
        weight=weight,
    )


def _real_change(asking: Asking) -> list[Finding]:
    """A key measure that is worse by more than ordinary ups and downs, in a month of the period; not published."""
    if asking.published:
        return []
    try:
        found = asking.result(key_measures, scope=replace(asking.scope, period=None))
    except CxError:
        return []
    concern = next((one for one in found.controls if _for_the_worse(asking, one)), None)
    if concern is None:
        return []
    return [
        Finding(
            sentence=concern.sentence,
            strength=Strength.CLEAR,
            question=f"What is behind this change in '{concern.measure.title}', and when will it be put right?",
            evidence=(asking.answer(concern.measure.id, (), asking.scope),),
            page="change",
            options=(("follow", concern.measure.title),),
            weight=math.inf,
        )
    ]


def _for_the_worse(asking: Asking, one: Control) -> bool:
    if _unknown(asking, one.measure.id):
        return False
    if one.variation.tone != "bad" or not one.is_strong or one.judged.at is None:
        return False
    latest = one.series.starts[one.judged.at]
    period = asking.scope.period
    return period is None or period.start <= latest < period.end


def _findings_on(asking: Asking, measure: str, by: Sequence[str]) -> list[Finding]:
    """What one measure has to say: a change for the worse, and the groups that do worse than the rest."""
    if figure_of(asking, measure).empty:
        return []
    page = TABLES[MEASURES[measure].table].page
    found = []
    change = change_of(asking, measure)
    if change and change.here is not None and change.there is not None and not change.there.empty:
        worse = findings.change_finding(change.here, change.there, change.compared.words, page)
        found += [worse] if worse else []
    for dimension in by:
        if all(DIMENSIONS[dimension].on(table) for table in _tables(measure)):
            found += _groups_worse(asking, measure, dimension, page)
    return found


def _groups_worse(asking: Asking, measure: str, dimension: str, page: str) -> list[Finding]:
    """The groups that do worse than the rest of the council, like for like; of those chosen, where a reader chose some:
    a ward chosen alone is held against the others, never against itself.
    """
    chosen = asking.scope.chosen(dimension)
    worse = groups_worse(asking.answer(measure, (dimension,), asking.scope.with_choice(dimension)), page)
    return worse_like_for_like(asking, [finding for finding in worse if not chosen or finding.group in chosen])


def _tables(measure: str) -> list[str]:
    found = MEASURES[measure]
    return [found.table] + ([found.denominator_table] if found.denominator_table and not found.broadcast else [])
