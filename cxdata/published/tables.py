"""Parts of a published page that are read as a table: what changed, what was promised, one ward beside the council."""

import math
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from cxdata.analysis.result import capitalise, say_many
from cxdata.analysis.targets.aims import goals_of
from cxdata.analysis.targets.dated import DatedTarget, dated_targets
from cxdata.analysis.targets.figures import is_by_month
from cxdata.analysis.targets.verdict import Verdict, judge
from cxdata.analysis.targets.words import say_target
from cxdata.analysis.ward import beside_council, say_ward
from cxdata.charts.where import ward_dots
from cxdata.errors import CxError
from cxdata.export.download import words_to_save
from cxdata.export.exhibit import Exhibit
from cxdata.export.results import beside_rows
from cxdata.measures import find_measure
from cxdata.measures.query import Answer
from cxdata.measures.registry.labels import label_of
from cxdata.measures.words import NOTHING, say_count, say_value
from cxdata.overview import Mood
from cxdata.periods import Period
from cxdata.published.exhibits import about, groups
from cxdata.published.reading import Reading
from cxdata.published.tiles import say_change_of
from cxdata.published.verdicts import JUDGED_BASE
from cxdata.published.verdicts import judge as judge_groups

CHOOSE = "Choose a ward above, in place of “Everybody”, to see what is different there"


def changes(reading: Reading, measures: Sequence[str]) -> Exhibit:
    """Each measure in the newest quarter of the period beside that of a year before, what changed first."""
    rows: list[tuple[int, list[str]]] = []
    sources: list[str] = []
    spans: list[tuple[Period, Period]] = []
    rules, compared_with = "", 0
    for measure in measures:
        known = reading.has(measure) and reading.knows_choice(measure)
        compared = reading.compared(measure) if known else None
        if compared is None:
            continue
        try:
            now, then = (reading.ask(measure, period=period) for period in compared)
        except CxError:
            continue
        said = say_change_of(now, then)
        rules, sources, spans = now.rules, [*sources, *now.sources], [*spans, compared]
        compared_with += all(_has_figure(answer) for answer in (now, then))
        row = [label_of(now.measure), _figure(then), _figure(now), f"{said.words}{said.doubt}"]
        rows.append((_order(said.mood, claimed=said.claimed), row))
    heads = ["Measure", "Year before", "Now", "Change"]
    if len(set(spans)) == 1:
        heads[1:3] = map(str, spans[0][::-1])
    else:
        heads.append("Quarter")
        rows = [(order, [*row, str(now)]) for (order, row), (now, _) in zip(rows, spans, strict=True)]
    ordered = [row for _, row in sorted(rows, key=lambda one: one[0])]
    frame = pd.DataFrame(ordered, columns=heads, dtype=str)
    finding = _say_changes(rows, compared_with)
    return _table("changes", finding, frame, reading, rules, sources)


def _order(mood: Mood, *, claimed: bool) -> int:
    """What became worse, better, otherwise, and what nobody can say."""
    return {Mood.BAD: 0, Mood.GOOD: 1}.get(mood, 2 if claimed else 3)


def _say_changes(rows: Sequence[tuple[int, list[str]]], compared: int) -> str:
    """Which became worse and which better, at most two of each by name; `compared` have a figure in both years."""
    if not rows:
        return "This edition has nothing of a year before the period chosen, so no change can be told"
    said = []
    for order, word in enumerate(("Worse in a year", "better", "changed")):
        names = [row[0] for place, row in rows if place == order]
        if names:
            more = f" and {len(names) - 2} more" if len(names) > 2 else ""
            said.append(f"{word}: {', '.join(names[:2])}{more}")
    if not said:
        if not compared:
            return "Too few are published to tell whether anything changed in a year"
        return f"Of {say_many(compared, 'measure')} none changed in a year by more than chance and rounding"
    return capitalise("; ".join(said))


def _has_figure(answer: Answer) -> bool:
    return not answer.frame.empty and not math.isnan(answer.frame.iloc[0]["value"])


def _figure(answer: Answer) -> str:
    """A figure with its base: '6.3% of 1,240'; what stands in its place where there is none."""
    if answer.frame.empty:
        return NOTHING
    row, measure = answer.frame.iloc[0], answer.measure
    if math.isnan(row["value"]):
        return str(row["base_note"]) or NOTHING
    figure = say_value(measure, row["value"], row["denominator"])
    return figure if measure.is_count else f"{figure} of {say_count(row['denominator'])}"


def promised(reading: Reading) -> Exhibit:
    """Every target of the council, beside the figure of the period chosen, and whether it is met."""
    rows: list[list[str]] = []
    sources: list[str] = []
    verdicts: list[Verdict] = []
    rules = ""
    for target in dated_targets(reading.council):
        row = _promise(reading, target)
        if row is None:
            continue
        words, verdict, answer = row
        rows.append(words)
        verdicts.append(verdict)
        if answer is not None:
            sources, rules = [*sources, *answer.sources], answer.rules
    frame = pd.DataFrame(rows, columns=["Target", "Promised", "Figure", "Met?"], dtype=str)
    exhibit = _table("promised", _say_promised(verdicts), frame, reading, rules, sources)
    said = f"The whole council, whatever is chosen: {exhibit.finding[:1].lower()}{exhibit.finding[1:]}"
    finding = said if reading.chosen else exhibit.finding
    return replace(exhibit, finding=finding, scope=f"{reading.period}; whole council")


def _promise(reading: Reading, dated: DatedTarget) -> tuple[list[str], Verdict, Answer | None] | None:
    measure, target = find_measure(dated.measure), dated.on(reading.period.last_day)
    if target is None or target.since > reading.period.start:
        return None
    name = f"{label_of(measure)}{f': {dated.services[0]}' if len(dated.services) == 1 else ''}"
    promise = say_target(measure, target)
    if len(dated.services) > 1:
        why = "several services together are not published"
        return [f"{name}: {len(dated.services)} services", promise, NOTHING, why], Verdict.NOT_JUDGED, None
    if is_by_month(measure) and reading.period.whole_months != 1:
        return [name, promise, NOTHING, "for a month: choose one"], Verdict.NOT_JUDGED, None
    try:
        answer = reading.of_service(measure.id, *dated.services)
    except CxError:
        return [name, promise, NOTHING, "not published for this period"], Verdict.NOT_JUDGED, None
    if answer.frame.empty:
        return [name, promise, NOTHING, "no data"], Verdict.NOT_JUDGED, None
    row = answer.frame.iloc[0]
    enough = float(row["numerator"] if measure.is_count else row["denominator"]) >= JUDGED_BASE
    goals = goals_of(measure, target) if enough else ()
    verdict = judge(answer.measure, goals, *(float(row[column]) for column in ("value", "lower", "upper")))
    word = verdict.value if enough else "too few to say in the published view"
    span = "" if answer.scope.period == reading.period else f", {answer.scope.period}"
    return [name, promise, f"{_figure(answer)}{span}", word], verdict, answer


def _say_promised(verdicts: Sequence[Verdict]) -> str:
    if not verdicts:
        return "The council has set no target that was in force in the whole of this period"
    met, missed, close = (verdicts.count(one) for one in (Verdict.MET, Verdict.MISSED, Verdict.CLOSE))
    rest = len(verdicts) - met - missed - close
    said = f"Of {len(verdicts)} targets {met} met, {missed} missed, {close} too close to say"
    return f"{said}; {rest} not judged here" if rest else said


def ward(reading: Reading, measures: Sequence[str], *, narrow: bool = False) -> Exhibit:
    """The ward that is chosen beside the council, each measure among those of all wards; without one all wards."""
    if reading.chosen is None or reading.chosen[0] != "ward":
        everywhere = groups(reading, next((one for one in measures if reading.has(one)), measures[0]), "ward")
        return replace(everywhere, finding=CHOOSE)
    name = reading.chosen[1]
    figures, answers = [], []
    for measure in measures:
        if reading.has(measure):
            answer, whole = reading.ask(measure, ("ward",)), reading.everybody(measure)
            judged = judge_groups(answer, whole).get(name)
            figures.append(replace(beside_council(answer, whole, name, ()), verdict=judged.verdict if judged else None))
            answers.append(answer)
    rows, finding = beside_rows(figures, name), say_ward(name, figures)
    rules = answers[0].rules if answers else ""
    exhibit = _table("ward", finding, rows, reading, rules, [source for one in answers for source in one.sources])
    chart = ward_dots(figures, name, narrow=narrow) if any(one.has_value for one in figures) else None
    others = [one for one in answers if one.scope.period != reading.period]
    notes = tuple(f"{label_of(one.measure)} is of {one.scope.period}." for one in others)
    if chart is not None:
        chart = replace(chart, notes=(*chart.notes, *notes))
    return replace(exhibit, chart=chart, notes=notes, about=[line for one in answers for line in about(one)])


def _table(key: str, finding: str, rows: pd.DataFrame, reading: Reading, rules: str, sources: Sequence[str]) -> Exhibit:
    scope = reading.scope.sentence(say=lambda _, level: level)
    return Exhibit(
        key=key,
        finding=finding,
        chart=None,
        scope=scope,
        source="; ".join(dict.fromkeys(sources)) or "no file",
        rows=rows,
        download=words_to_save(key, rows, finding, scope, rules=rules),
        about=[rules] if rules else [],
        read_as_table=True,
    )
