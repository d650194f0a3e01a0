"""The statistics at the command line: each prints its sentences and a table, or the whole result as JSON."""

import argparse
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from cxdata.analysis.change.before_after import before_after
from cxdata.analysis.change.charts import Control, control, key_measures
from cxdata.analysis.hidden.changes import Drivers, drivers
from cxdata.analysis.hidden.kept_lists import find_list, keep_list, retest
from cxdata.analysis.hidden.search import DEFAULT, STABLE_RUNS, Pockets, pockets, search_shuffled
from cxdata.analysis.hidden.shares import find_share
from cxdata.analysis.hotspots.funnel import funnel
from cxdata.analysis.hotspots.wards import hotspots
from cxdata.analysis.like_for_like.split import split_change
from cxdata.analysis.outlook.forecast import forecast
from cxdata.analysis.result import Result
from cxdata.analysis.satisfaction.bounds import satisfaction_bounds
from cxdata.analysis.satisfaction.definitions import definition_changes
from cxdata.cli.show import align, read_scope
from cxdata.council import Council
from cxdata.data_folder.remote import store_to_ask
from cxdata.errors import CxError
from cxdata.measures import find_dimension, find_measure
from cxdata.measures.model import Measure, Unit
from cxdata.measures.query import query
from cxdata.measures.words import NOTHING, say_count, say_level, say_value
from cxdata.periods import Period, say_month
from cxdata.scope import Scope
from cxdata.settings import read_settings
from cxdata.store import Store

Lines = list[list[str]]
_BREAK = "\n"
"""Among sentences: leave a line free."""


@dataclass(frozen=True)
class _Start:
    """What every command starts from."""

    store: Store
    measure: Measure
    scope: Scope
    council: Council


def run_pockets(options: argparse.Namespace) -> int:
    """Groups of customers who are worse served than the rest; or a kept list tested again; or the shuffled survey."""
    start = _start(options, find_share(options.measure).measure)
    if options.shuffle:
        shuffled = search_shuffled(
            start.store, start.scope, start.council, measure=options.measure, shuffles=options.shuffle
        )
        return _print(options, shuffled, [shuffled.sentence])
    if options.change:
        return _print_change(options, drivers(start.store, start.scope, start.council, measure=options.measure))
    if options.retest:
        again = retest(start.store, find_list(options.data, options.retest), start.scope, start.council)
        return _print(options, again, [again.sentence, *again.sentences])
    stability = STABLE_RUNS if options.stability else 0
    result = pockets(start.store, start.scope, start.council, measure=options.measure, stability=stability)
    words = _pocket_words(result)
    if options.keep:
        words.append(f"Kept as {keep_list(options.data, result, start.store, start.scope).name}.")
    counted = ["Answers", "Dissatisfied"] if options.measure == DEFAULT else ["Counted", "Of them badly"]
    lines: Lines = [["Group", *counted, "Share", "Everybody else", "More than the rest", "Chance"]]
    for group in result.pockets:
        pocket = group.pocket
        counts = [say_count(pocket.responses), say_count(pocket.dissatisfied)]
        rates = [f"{pocket.rate:.1%}", f"{pocket.rest_rate:.1%}"]
        more = f"{pocket.excess:,.0f} ({pocket.excess_lower:,.0f} to {pocket.excess_upper:,.0f})"
        lines.append([group.people, *counts, *rates, more, f"{pocket.p_value:.1g}"])
    return _print(options, result, words, lines if result.pockets else [])


def _pocket_words(result: Pockets) -> list[str]:
    words = [result.sentence, result.detectable_sentence]
    for group in result.pockets:
        words += [_BREAK, group.sentence, group.dates.sentence, group.together, group.worst, *group.rest]
        words += [group.also, group.counting, group.estimate_sentence]
        if group.found_again is not None:
            words.append(f"Found again in {group.found_again:.0%} of re-drawn surveys.")
        words += [f"To ask: {group.question}", group.about]
    return [*words, _BREAK, *result.notes, *result.limits, f"In scope: {result.scope}."]


def _print_change(options: argparse.Namespace, result: Drivers) -> int:
    lines: Lines = [["Group", "Before", "Now", "Part in the change"]]
    for part in result.parts:
        shares = [f"{d:,} of {n:,} ({d / n:.1%})" if n else NOTHING for d, n in (part.before, part.now)]
        lines.append([part.people, *shares, f"{100 * part.part:+.2f} points"])
    lines.append(["Everybody else", NOTHING, NOTHING, f"{100 * result.rest:+.2f} points"])
    lines.append(["All", f"{result.before:.1%}", f"{result.after:.1%}", f"{100 * result.change:+.2f} points"])
    return _print(options, result, [result.sentence, *(part.sentence for part in result.parts), *result.notes], lines)


def run_hotspots(options: argparse.Namespace) -> int:
    """Wards with clusters, single wards that stand out, and smoothed figures."""
    start = _start(options, options.measure)
    result = hotspots(start.store, start.measure, start.scope, start.council)
    lines: Lines = [["Ward", result.measure.title, "Smoothed", "Alone", "With its neighbours"]]
    ranked = sorted(result.wards, key=lambda ward: (math.isnan(ward.value), -ward.value, ward.name))
    for ward in ranked:
        cluster = f"{'high' if ward.high else 'low'}, {ward.cluster}" if ward.cluster in _SURE else ward.cluster
        alone = f"{ward.verdict} ({ward.strength})" if ward.strength else ward.verdict
        values = [say_value(result.measure, value) for value in (ward.value, ward.smoothed)]
        lines.append([ward.name, *values, alone, cluster or NOTHING])
    return _print(options, result, [result.sentence, result.single, *result.notes, f"In scope: {result.scope}."], lines)


_SURE = ("clear", "likely", "possible")


def run_funnel(options: argparse.Namespace) -> int:
    """Groups against the overall figure, with what chance allows at their size."""
    find_dimension(options.by)
    start = _start(options, options.measure)
    result = funnel(start.store, start.measure, options.by, start.scope, start.council)
    lines: Lines = [[find_dimension(options.by).title, result.measure.title, "Of", "Chance allows", "Verdict"]]
    for point in result.points:
        ends = [say_value(result.measure, end, point.denominator) for end in (point.lower_998, point.upper_998)]
        verdict = f"{point.verdict} ({point.strength})" if point.strength else point.verdict
        value = say_value(result.measure, point.value, point.denominator)
        lines.append([point.name, value, say_count(point.denominator), f"{ends[0]} to {ends[1]}", verdict])
    words = [result.sentence, result.expected_sentence, result.note, *result.notes, f"In scope: {result.scope}."]
    return _print(options, result, words, lines)


def run_spc(options: argparse.Namespace) -> int:
    """One measure over time; all key measures where none is named."""
    if options.measure is None:
        start = _start(options, "contacts")
        result = key_measures(start.store, start.scope, start.council)
        lines: Lines = [["Measure", "Latest", "Change", "Target"]]
        for chart in result.controls:
            lines.append([chart.measure.title, _latest(chart), chart.variation.word, chart.assurance.word])
        missing = f"Nothing to follow over time: {', '.join(result.missing)}." if result.missing else ""
        return _print(options, result, [result.sentence, result.false_alarms, missing], lines)
    start = _start(options, options.measure)
    chart = control(start.store, start.measure, start.scope, start.council)
    lines = [["Period", chart.measure.title, "Usual from", "Usual to", "Marked"]]
    for point in chart.points:
        figures = (point.value, point.lower, point.upper)
        values = [say_value(chart.measure, value, point.denominator) for value in figures]
        lines.append([point.name, *values, point.marked or NOTHING])
    signs = f"Change: {chart.variation.word}. Target: {chart.assurance.word}. {chart.assurance.detail}"
    words = [
        chart.sentence,
        *chart.allowed,
        chart.memory,
        chart.earlier,
        signs,
        chart.target_sentence,
        chart.prompt,
        *chart.notes,
    ]
    words.append(f"In scope: {chart.scope}.")
    return _print(options, chart, words, lines)


def _latest(chart: Control) -> str:
    judged = [point for point in chart.points if not math.isnan(point.value)]
    return (
        f"{say_value(chart.measure, judged[-1].value, judged[-1].denominator)} ({judged[-1].name})"
        if judged
        else NOTHING
    )


def run_before_after(options: argparse.Namespace) -> int:
    """A measure in the months since an event and in the same months of the year before."""
    start = _start(options, options.measure)
    result = before_after(start.store, start.measure, start.scope, start.council, on=options.date, by=options.by)
    part = result.split
    split = [part.sentence, part.parts_sentence, part.warning, part.weights, *part.notes] if part else []
    return _print(options, result, [result.sentence, *split, *result.notes, f"In scope: {result.scope}."])


def run_mix(options: argparse.Namespace) -> int:
    """A change between two periods, split into who is counted and what changed."""
    find_dimension(options.by)
    start = _start(options, options.measure)
    earlier = _earlier_period(options)
    result = split_change(start.store, start.measure, options.by, start.scope, start.council, earlier=earlier)
    title = find_dimension(options.by).title
    lines: Lines = [[title, "Share before", "Share after", "Before", "After", "By mix", "Within"]]
    for part in result.parts:
        values = [say_value(result.measure, value) for value in (part.value_before, part.value_after)]
        moved = [_say_signed(result.measure, value) for value in (part.mix, part.within)]
        lines.append([part.name, f"{part.share_before:.1%}", f"{part.share_after:.1%}", *values, *moved])
    words = [result.sentence, result.parts_sentence, result.warning, result.weights, *result.notes]
    return _print(options, result, [*words, f"In scope: {result.scope}."], lines)


def _say_signed(measure: Measure, value: float) -> str:
    return f"{'+' if value >= 0 else '-'}{say_value(measure, abs(value))}"


def _earlier_period(options: argparse.Namespace) -> Period | None:
    first, last = options.compare_first, options.compare_last
    if first is None and last is None:
        return None
    if first is None or last is None:
        raise CxError("--compare-from and --compare-to belong together: name both days.")
    return Period(first, last + timedelta(days=1))


def run_forecast(options: argparse.Namespace) -> int:
    """A figure carried forward to a date, beside the pace it needs, with its method and its record."""
    start = _start(options, options.measure)
    target = None if options.target is None else target_of(start.measure, options.target)
    result = forecast(start.store, start.measure, start.scope, start.council, until=options.date, target=target)
    lines: Lines = [["Month", "Middle", "5 in 10", "8 in 10"]]
    for month in result.months:
        middle, *ends = (
            say_value(result.measure, value)
            for value in (month.middle, month.lower_50, month.upper_50, month.lower_80, month.upper_80)
        )
        lines.append([month.month, middle, f"{ends[0]} to {ends[1]}", f"{ends[2]} to {ends[3]}"])
    still = f"No change: {say_value(result.measure, result.no_change)}, as in {result.latest_month}."
    words = [result.sentence, result.pace_sentence, result.distance_sentence, still, result.method_sentence]
    words += [result.record_sentence, *result.notes]
    return _print(options, result, [*words, f"In scope: {result.scope}."], lines if result.months else [])


def target_of(measure: Measure, text: str) -> float:
    """A target as it was typed, in the measure's unit: 0.8, 80% or 80 for a share, seconds for a wait."""
    number = float(text.rstrip("% "))
    if measure.unit is not Unit.SHARE:
        return number
    return number / 100 if text.rstrip().endswith("%") or number > 1 else number


def run_bounds(options: argparse.Namespace) -> int:
    """What those who did not answer could change in the share satisfied."""
    start = _start(options, "satisfied")
    result = satisfaction_bounds(start.store, start.scope, start.council, target=options.target)
    lines: Lines = [["Channel", "Answered", "Of", "Rate", "Heard"]]
    for group in result.by_channel:
        rate = NOTHING if math.isnan(group.rate) else f"{group.rate:.1%}"
        answered = [say_count(group.responses), say_count(group.eligible), rate]
        lines.append([say_level("channel", group.group), *answered, group.flag or NOTHING])
    weighted = result.weighted
    words = [
        result.sentence,
        result.bounds_sentence,
        result.tipping_sentence,
        result.target_sentence,
        weighted.sentence,
    ]
    words += [*weighted.problems, *weighted.notes, result.heard_sentence, *result.notes, f"In scope: {result.scope}."]
    return _print(options, result, words, lines if result.by_channel else [])


def run_definitions(options: argparse.Namespace) -> int:
    """Published satisfaction figures that change their formula on the way."""
    start = _start(options, "satisfied")
    result = definition_changes(start.store, start.scope, start.council)
    lines: Lines = [["Published figure", "Service", "Months", "Agree", "Changes in"]]
    for series in result.series:
        switch = say_month(series.switch) if series.switch else NOTHING
        lines.append([series.figure, series.service, str(len(series.months)), str(series.matched), switch])
    words = [result.sentence, *(series.sentence for series in result.series), *result.changed]
    return _print(options, result, words, lines if result.series else [])


def _start(options: argparse.Namespace, name: str) -> _Start:
    """Store, measure, scope and settings; refused, as by `show`, where a choice cannot be applied to the measure."""
    measure = find_measure(name)
    store = store_to_ask(options.data)
    scope = read_scope(store, measure, options)
    council = read_settings(options.data)
    if not measure.share_of:
        query(store, measure, (), scope, council=council, strict=True)
    return _Start(store, measure, scope, council)


def _print(options: argparse.Namespace, result: Result, words: Sequence[str], lines: Sequence[list[str]] = ()) -> int:
    if options.format == "json":
        print(json.dumps(result.as_dict(), indent=2, ensure_ascii=False, allow_nan=False))
        return 0
    print("\n".join(sentence.replace(_BREAK, "") for sentence in words if sentence))
    warnings = getattr(result, "warnings", ())
    if warnings:
        print("\n".join(warnings))
    if lines:
        print(f"\n{align(list(lines), left=1)}")
    return 0
