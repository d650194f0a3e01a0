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
from cxdata.analysis.hidden.search import DEFAULT, STABLE_RUNS, Pockets, pockets, shuffled
from cxdata.analysis.hidden.shares import find_share
from cxdata.analysis.hotspots.funnel import funnel
from cxdata.analysis.hotspots.wards import hotspots
from cxdata.analysis.like_for_like.split import split_change
from cxdata.analysis.outlook.forecast import forecast
from cxdata.analysis.result import Result
from cxdata.analysis.satisfaction.bounds import satisfaction_bounds
from cxdata.analysis.satisfaction.definitions import definition_changes
from cxdata.cli.show import align, read_scope
from cxdata.council import Council, read_council
from cxdata.errors import CxError
from cxdata.measures import find_dimension, find_measure
from cxdata.measures.model import Measure, Unit
from cxdata.measures.query import query
from cxdata.measures.words import NOTHING, say_count, say_level, say_value
from cxdata.periods import Period, say_month
from cxdata.scope import Scope
from cxdata.store import Store, open_store

Lines = list[list[str]]
_BREAK = "\n"
"""Among sentences: leave a line free."""


@dataclass(frozen=True)
class _Asked:
    """What every command starts from."""

    store: Store
    measure: Measure
    scope: Scope
    council: Council


def run_pockets(options: argparse.Namespace) -> int:
    """Groups of customers who are worse served than the rest; or a kept list tested again; or the shuffled survey."""
    asked = _asked(options, find_share(options.measure).measure)
    if options.shuffle:
        told = shuffled(asked.store, asked.scope, asked.council, measure=options.measure, shuffles=options.shuffle)
        return _print(options, told, [told.sentence])
    if options.change:
        return _print_change(options, drivers(asked.store, asked.scope, asked.council, measure=options.measure))
    if options.retest:
        again = retest(asked.store, find_list(options.data, options.retest), asked.scope, asked.council)
        return _print(options, again, [again.sentence, *again.sentences])
    stability = STABLE_RUNS if options.stability else 0
    found = pockets(asked.store, asked.scope, asked.council, measure=options.measure, stability=stability)
    said = _pocket_words(found)
    if options.keep:
        said.append(f"Kept as {keep_list(options.data, found, asked.store, asked.scope).name}.")
    counted = ["Answers", "Dissatisfied"] if options.measure == DEFAULT else ["Counted", "Of them badly"]
    lines: Lines = [["Group", *counted, "Share", "Everybody else", "More than the rest", "Chance"]]
    for one in found.pockets:
        own = one.pocket
        lines.append([
            one.people, say_count(own.responses), say_count(own.dissatisfied), f"{own.rate:.1%}",
            f"{own.rest_rate:.1%}", f"{own.excess:,.0f} ({own.excess_lower:,.0f} to {own.excess_upper:,.0f})",
            f"{own.p_value:.1g}",
        ])  # fmt: skip
    return _print(options, found, said, lines if found.pockets else [])


def _pocket_words(found: Pockets) -> list[str]:
    said = [found.sentence, found.detectable_sentence]
    for one in found.pockets:
        said += [_BREAK, one.sentence, one.dates.sentence, one.together, one.worst, *one.rest, one.also, one.counting]
        said.append(one.estimate_sentence)
        if one.found_again is not None:
            said.append(f"Found again in {one.found_again:.0%} of re-drawn surveys.")
        said += [f"To ask: {one.question}", one.about]
    return [*said, _BREAK, *found.notes, *found.limits, f"In scope: {found.scope}."]


def _print_change(options: argparse.Namespace, found: Drivers) -> int:
    lines: Lines = [["Group", "Before", "Now", "Part in the change"]]
    for one in found.parts:
        shares = [f"{d:,} of {n:,} ({d / n:.1%})" if n else NOTHING for d, n in (one.before, one.now)]
        lines.append([one.people, *shares, f"{100 * one.part:+.2f} points"])
    lines.append(["Everybody else", NOTHING, NOTHING, f"{100 * found.rest:+.2f} points"])
    lines.append(["All", f"{found.before:.1%}", f"{found.after:.1%}", f"{100 * found.change:+.2f} points"])
    return _print(options, found, [found.sentence, *(one.sentence for one in found.parts), *found.notes], lines)


def run_hotspots(options: argparse.Namespace) -> int:
    """Wards with clusters, single wards that stand out, and smoothed figures."""
    asked = _asked(options, options.measure)
    found = hotspots(asked.store, asked.measure, asked.scope, asked.council)
    lines: Lines = [["Ward", found.measure.title, "Smoothed", "Alone", "With its neighbours"]]
    ranked = sorted(found.wards, key=lambda ward: (math.isnan(ward.value), -ward.value, ward.name))
    for ward in ranked:
        cluster = f"{'high' if ward.high else 'low'}, {ward.cluster}" if ward.cluster in _SURE else ward.cluster
        alone = f"{ward.verdict} ({ward.strength})" if ward.strength else ward.verdict
        values = [say_value(found.measure, value) for value in (ward.value, ward.smoothed)]
        lines.append([ward.name, *values, alone, cluster or NOTHING])
    return _print(options, found, [found.sentence, found.single, *found.notes, f"In scope: {found.scope}."], lines)


_SURE = ("clear", "likely", "possible")


def run_funnel(options: argparse.Namespace) -> int:
    """Groups against the overall figure, with what chance allows at their size."""
    find_dimension(options.by)
    asked = _asked(options, options.measure)
    found = funnel(asked.store, asked.measure, options.by, asked.scope, asked.council)
    lines: Lines = [[find_dimension(options.by).title, found.measure.title, "Of", "Chance allows", "Verdict"]]
    for point in found.points:
        ends = [say_value(found.measure, end, point.denominator) for end in (point.lower_998, point.upper_998)]
        verdict = f"{point.verdict} ({point.strength})" if point.strength else point.verdict
        value = say_value(found.measure, point.value, point.denominator)
        lines.append([point.name, value, say_count(point.denominator), f"{ends[0]} to {ends[1]}", verdict])
    said = [found.sentence, found.expected_sentence, found.note, *found.notes, f"In scope: {found.scope}."]
    return _print(options, found, said, lines)


def run_spc(options: argparse.Namespace) -> int:
    """One measure over time; all key measures where none is named."""
    if options.measure is None:
        asked = _asked(options, "contacts")
        found = key_measures(asked.store, asked.scope, asked.council)
        lines: Lines = [["Measure", "Latest", "Change", "Target"]]
        for one in found.controls:
            lines.append([one.measure.title, _latest(one), one.variation.word, one.assurance.word])
        missing = f"Without data: {', '.join(found.missing)}." if found.missing else ""
        return _print(options, found, [found.sentence, found.false_alarms, missing], lines)
    asked = _asked(options, options.measure)
    one = control(asked.store, asked.measure, asked.scope, asked.council)
    lines = [["Period", one.measure.title, "Usual from", "Usual to", "Marked"]]
    for point in one.points:
        figures = (point.value, point.lower, point.upper)
        values = [say_value(one.measure, value, point.denominator) for value in figures]
        lines.append([point.name, *values, point.marked or NOTHING])
    signs = f"Change: {one.variation.word}. Target: {one.assurance.word}. {one.assurance.detail}"
    said = [one.sentence, *one.allowed, one.memory, one.earlier, signs, one.target_sentence, one.prompt, *one.notes]
    said.append(f"In scope: {one.scope}.")
    return _print(options, one, said, lines)


def _latest(one: Control) -> str:
    known = [point for point in one.points if not math.isnan(point.value)]
    return f"{say_value(one.measure, known[-1].value, known[-1].denominator)} ({known[-1].name})" if known else NOTHING


def run_before_after(options: argparse.Namespace) -> int:
    """A measure in the months since an event and in the same months of the year before."""
    asked = _asked(options, options.measure)
    found = before_after(asked.store, asked.measure, asked.scope, asked.council, on=options.date, by=options.by)
    part = found.split
    split = [part.sentence, part.parts_sentence, part.warning, part.weights, *part.notes] if part else []
    return _print(options, found, [found.sentence, *split, *found.notes, f"In scope: {found.scope}."])


def run_mix(options: argparse.Namespace) -> int:
    """A change between two periods, split into who is counted and what changed."""
    find_dimension(options.by)
    asked = _asked(options, options.measure)
    earlier = _compared(options)
    found = split_change(asked.store, asked.measure, options.by, asked.scope, asked.council, earlier=earlier)
    title = find_dimension(options.by).title
    lines: Lines = [[title, "Share before", "Share after", "Before", "After", "By mix", "Within"]]
    for part in found.parts:
        values = [say_value(found.measure, value) for value in (part.value_before, part.value_after)]
        moved = [_signed(found.measure, value) for value in (part.mix, part.within)]
        lines.append([part.name, f"{part.share_before:.1%}", f"{part.share_after:.1%}", *values, *moved])
    said = [found.sentence, found.parts_sentence, found.warning, found.weights, *found.notes]
    return _print(options, found, [*said, f"In scope: {found.scope}."], lines)


def _signed(measure: Measure, value: float) -> str:
    return f"{'+' if value >= 0 else '-'}{say_value(measure, abs(value))}"


def _compared(options: argparse.Namespace) -> Period | None:
    first, last = options.compare_first, options.compare_last
    if first is None and last is None:
        return None
    if first is None or last is None:
        raise CxError("--compare-from and --compare-to belong together: name both days.")
    return Period(first, last + timedelta(days=1))


def run_forecast(options: argparse.Namespace) -> int:
    """A figure carried forward to a date, beside the pace it needs, with its method and its record."""
    asked = _asked(options, options.measure)
    target = None if options.target is None else target_of(asked.measure, options.target)
    found = forecast(asked.store, asked.measure, asked.scope, asked.council, until=options.date, target=target)
    lines: Lines = [["Month", "Middle", "5 in 10", "8 in 10"]]
    for month in found.months:
        middle, *ends = (
            say_value(found.measure, value)
            for value in (month.middle, month.lower_50, month.upper_50, month.lower_80, month.upper_80)
        )
        lines.append([month.month, middle, f"{ends[0]} to {ends[1]}", f"{ends[2]} to {ends[3]}"])
    still = f"No change: {say_value(found.measure, found.no_change)}, as in {found.latest_month}."
    said = [found.sentence, found.pace_sentence, found.distance_sentence, still, found.method_sentence]
    said += [found.record_sentence, *found.notes]
    return _print(options, found, [*said, f"In scope: {found.scope}."], lines if found.months else [])


def target_of(measure: Measure, text: str) -> float:
    """A target as it was typed, in the measure's unit: 0.8, 80% or 80 for a share, seconds for a wait."""
    number = float(text.rstrip("% "))
    if measure.unit is not Unit.SHARE:
        return number
    return number / 100 if text.rstrip().endswith("%") or number > 1 else number


def run_bounds(options: argparse.Namespace) -> int:
    """What those who did not answer could change in the share satisfied."""
    asked = _asked(options, "satisfied")
    found = satisfaction_bounds(asked.store, asked.scope, asked.council, target=options.target)
    lines: Lines = [["Channel", "Answered", "Of", "Rate", "Heard"]]
    for one in found.by_channel:
        rate = NOTHING if math.isnan(one.rate) else f"{one.rate:.1%}"
        answered = [say_count(one.responses), say_count(one.eligible), rate]
        lines.append([say_level("channel", one.group), *answered, one.flag or NOTHING])
    weighted = found.weighted
    said = [found.sentence, found.bounds_sentence, found.tipping_sentence, found.target_sentence, weighted.sentence]
    said += [*weighted.problems, *weighted.notes, found.heard_sentence, *found.notes, f"In scope: {found.scope}."]
    return _print(options, found, said, lines if found.by_channel else [])


def run_definitions(options: argparse.Namespace) -> int:
    """Published satisfaction figures that change their formula on the way."""
    asked = _asked(options, "satisfied")
    found = definition_changes(asked.store, asked.scope, asked.council)
    lines: Lines = [["Published figure", "Service", "Months", "Agree", "Changes in"]]
    for one in found.series:
        switch = say_month(one.switch) if one.switch else NOTHING
        lines.append([one.figure, one.service, str(len(one.months)), str(one.matched), switch])
    said = [found.sentence, *(one.sentence for one in found.series), *found.changed]
    return _print(options, found, said, lines if found.series else [])


def _asked(options: argparse.Namespace, name: str) -> _Asked:
    """Store, measure, scope and settings; refused, as by `show`, where a choice cannot be applied to the measure."""
    measure = find_measure(name)
    store = open_store(options.data)
    scope = read_scope(store, measure, options)
    council = read_council(options.data)
    if not measure.share_of:
        query(store, measure, (), scope, council=council, strict=True)
    return _Asked(store, measure, scope, council)


def _print(options: argparse.Namespace, result: Result, said: Sequence[str], lines: Sequence[list[str]] = ()) -> int:
    if options.format == "json":
        print(json.dumps(result.as_dict(), indent=2, ensure_ascii=False, allow_nan=False))
        return 0
    print("\n".join(sentence.replace(_BREAK, "") for sentence in said if sentence))
    warnings = getattr(result, "warnings", ())
    if warnings:
        print("\n".join(warnings))
    if lines:
        print(f"\n{align(list(lines), left=1)}")
    return 0
