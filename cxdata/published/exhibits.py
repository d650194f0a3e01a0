"""The exhibits of a published page: each part of its record, answered from the edition and drawn as everywhere."""

from collections.abc import Mapping
from dataclasses import replace

from cxdata import findings
from cxdata.analysis.groups import Judged
from cxdata.analysis.targets.aims import aim_of
from cxdata.charts import trend
from cxdata.charts.counts import counts
from cxdata.charts.dots import MOST, Beside, dots
from cxdata.charts.drawing.model import Chart
from cxdata.charts.satisfaction import levels
from cxdata.charts.where import outlines_of, ward_map
from cxdata.errors import CxError
from cxdata.export.definitions import about_measure
from cxdata.export.exhibit import Exhibit, exhibit_of
from cxdata.export.tables import numbered
from cxdata.measures import DIMENSIONS
from cxdata.measures.model import Interval, Unit
from cxdata.measures.query import Answer
from cxdata.measures.rows import drop_not_recorded, rank_groups
from cxdata.measures.words import say_level, say_value
from cxdata.published.reading import Reading
from cxdata.published.verdicts import JUDGED_BASE, judge


def groups(reading: Reading, measure: str, by: str, *, limit: int = MOST, narrow: bool = False) -> Exhibit:
    """A measure by one dimension: dots judged against the rest, or bars of a count beside the year before."""
    answer, key = reading.ask(measure, (by,)), f"{measure}-by-{by}"
    if answer.empty or answer.frame["value"].isna().all():
        return _nothing(reading, answer, key)
    if answer.measure.is_count:
        return _bars(reading, answer, measure, by, key, limit)
    whole = _whole(reading, measure, by)
    judged = judge(answer, whole)
    chart = dots(
        answer,
        judged=judged,
        highlight=_picked(reading, by),
        beside=[*_lines(reading, measure, by), *_target(reading, answer, by)],
        limit=limit,
        narrow=narrow,
    )
    return _exhibit(reading, answer, chart, _say_groups(answer, judged, whole), key)


def _bars(reading: Reading, answer: Answer, measure: str, by: str, key: str, limit: int) -> Exhibit:
    """Bars of a count in the newest quarter of the period (or in the period, where the year before is there too)."""
    compared = reading.compared(measure)
    now, then, period = answer, None, answer.scope.period
    if compared is not None:
        period, before = compared
        now, then = (reading.ask(measure, (by,), period=one) for one in (period, before))
    chart = counts(now, then, limit=limit)
    if then is not None:
        chart = replace(chart, reading=f"Bar: {period}. Upright line: {then.scope.period}.")
    whole = reading.ask(measure, period=period) if period else None
    return _of_answer(now, chart, _say_most(now, whole), key)  # its sentence names the period


def _say_most(answer: Answer, whole: Answer | None) -> str:
    """Of which group there are most, and which part of all that is, by the total as shown."""
    dimension, measure = answer.by[0], answer.measure
    named = drop_not_recorded(answer).frame
    most = float(named["value"].max()) if len(named) else 0.0
    span = f" in {answer.scope.period}" if answer.scope.period else ""
    if not most:
        return f"{measure.title}{span}: {say_value(measure, 0)} for every {dimension.title.lower()}"
    first = named[named["value"] == most][dimension.id]
    value = say_value(measure, most)
    if len(first) > 1:
        return f"{measure.title}{span}: most for {len(first)} of {len(named)} alike, {value} each"
    total = float(whole.frame["value"].iloc[0]) if whole is not None and len(whole.frame) else 0.0
    part = f", about {most / total:.0%} of all" if total >= JUDGED_BASE and most <= total else ""
    return f"{measure.title}{span}: most for {say_level(dimension, str(first.iloc[0]))}, {value}{part}"


def _say_groups(answer: Answer, judged: Mapping[str, Judged], whole: Answer) -> str:
    """Who differs from the rest, or that each is too small to be judged; of a count where there is most."""
    if answer.measure.is_count:
        return _say_most(answer, whole)
    shared = answer.measure.interval is Interval.WILSON and not answer.measure.share_of
    if shared and not judged:
        split = answer.by[0].title.lower()
        return f"{answer.measure.title}: too few in each {split} to say here which differs from the rest"
    return findings.of_groups(answer, judged)


def _whole(reading: Reading, measure: str, by: str) -> Answer:
    """What a group is held against: all in the period who share the other choice, where there is one."""
    return reading.everybody(measure) if reading.chosen is None or reading.chosen[0] == by else reading.ask(measure)


def title_of(dimension: str) -> str:
    """What a dimension is called."""
    return DIMENSIONS[dimension].title


def _picked(reading: Reading, by: str) -> tuple[str, ...]:
    return (reading.chosen[1],) if reading.chosen and reading.chosen[0] == by else ()


def _lines(reading: Reading, measure: str, by: str) -> list[Beside]:
    """The council's line, and of a choice of something else than the split its own."""
    wholes = [(reading.everybody(measure), "Council")]
    if reading.chosen and reading.chosen[0] != by:
        wholes.append((reading.ask(measure), say_level(*reading.chosen)))
    rows = [(whole.frame.iloc[0], name) for whole, name in wholes if not whole.frame.empty]
    lines = [Beside(float(row["value"]), name, base=float(row["denominator"])) for row, name in rows]
    return [line for line in lines if line.value == line.value]


def _target(reading: Reading, answer: Answer, by: str) -> list[Beside]:
    """The council's target for all services, as a dashed line."""
    aim = aim_of(answer.measure, reading.scope.with_choice(by), reading.council, reading.period.last_day)
    return [] if aim.value is None or answer.measure.unit is Unit.PER_1000 else [Beside(aim.value, "Target", True)]


def all_levels(reading: Reading, by: str, *, narrow: bool = False) -> Exhibit:
    """The five levels of answer in each group of one dimension that has 100 answers."""
    answer, key = reading.ask("answer_share", (by, "score")), f"levels-by-{by}"
    if answer.empty or answer.frame["value"].isna().all():
        return _nothing(reading, answer, key)
    title = f"All five levels of answer, by {answer.by[0].title.lower()}"
    return _exhibit(reading, answer, levels(answer, highlight=_picked(reading, by), narrow=narrow), title, key)


def course(reading: Reading, measure: str, *, narrow: bool = False) -> Exhibit:
    """A measure month by month, with its target and the council's dated events."""
    answer, key = reading.course(measure), f"course-{measure}"
    if answer.empty or answer.frame["value"].isna().all():
        return _nothing(reading, answer, key)
    council = reading.council
    chart = trend.trend(
        answer,
        events=[(event.day, event.title) for event in council.events if event.measure in ("", measure)],
        target=aim_of(answer.measure, reading.scope, council, reading.period.last_day).value,
        zoom=answer.measure.unit in (Unit.SHARE, Unit.SCORE),
        narrow=narrow,
    )
    return _exhibit(reading, answer, chart, _say_course(answer), key)


def _say_course(answer: Answer) -> str:
    """Where the course stands and where it began, without a claim that it changed: that is judged by quarters."""
    shown = answer.frame.dropna(subset=["value"])
    first, last = shown.iloc[0], shown.iloc[-1]
    words = findings.of_series(replace(answer, frame=shown.tail(1).reset_index(drop=True)))
    if len(shown) == 1:
        return words
    began = findings.of_series(replace(answer, frame=shown.head(1).reset_index(drop=True)))
    return f"{words}; {began.partition(': ')[2]}" if first["month"] != last["month"] else words


def places(reading: Reading, measure: str, *, narrow: bool = False) -> Exhibit:
    """A measure by ward, on a map with the list beside it; as dots where no boundaries are in the edition."""
    answer, key = reading.ask(measure, ("ward",)), f"map-{measure}"
    wards = drop_not_recorded(answer)
    if answer.empty or wards.frame["value"].isna().all():
        return _nothing(reading, answer, key)
    whole = _whole(reading, measure, "ward")
    judged = judge(answer, whole)
    finding = _say_groups(wards, judged, whole)
    try:
        outlines = outlines_of(reading.edition.areas)
        chart = ward_map(wards, outlines, highlight=_picked(reading, "ward"), narrow=narrow)
    except CxError as reason:
        chart = dots(wards, judged=judged, highlight=_picked(reading, "ward"), narrow=narrow)
        return replace(_exhibit(reading, rank_groups(answer), chart, finding, key), notes=(str(reason),))
    exhibit = _exhibit(reading, rank_groups(answer), chart, finding, key)
    return replace(exhibit, rows=numbered(exhibit.rows))


def _nothing(reading: Reading, answer: Answer, key: str) -> Exhibit:
    """An exhibit without a figure, which says why: too few as published, or no data."""
    why = next((str(note) for note in answer.frame["base_note"] if note), "no data")
    split = f" in each {answer.by[0].title.lower()}" if answer.by else ""
    return _exhibit(reading, answer, None, f"{answer.measure.title}: {why}{split}", key)


def _exhibit(reading: Reading, answer: Answer, chart: Chart | None, finding: str, key: str) -> Exhibit:
    """The exhibit of an answer; of one that is of other months than the period chosen, with the words that it is."""
    return with_period(_of_answer(answer, chart, finding, key), reading, answer)


def _of_answer(answer: Answer, chart: Chart | None, finding: str, key: str) -> Exhibit:
    # A sum of parts that were rounded apart is further off than any figure that is published, and is not told.
    return replace(exhibit_of(answer, chart, finding, key=key, about=about(answer)), base="")


def with_period(exhibit: Exhibit, reading: Reading, answer: Answer) -> Exhibit:
    """The exhibit with the period of its figures under its drawing and in its notes, where another was chosen."""
    period = answer.scope.period
    if period is None or period == reading.period:
        return exhibit
    said = f"These figures are of {period}: the newest that are published."
    chart = exhibit.chart and replace(exhibit.chart, reading=f"{said} {exhibit.chart.reading}".strip())
    return replace(exhibit, chart=chart, notes=(said, *exhibit.notes))


def about(answer: Answer) -> list[str]:
    """What is said of a published answer: what is counted, how to read it, and the rules of the edition."""
    words = [f"{head}: {text}" if head else text for head, text in about_measure(answer.measure)]
    return [*words, answer.rules]
