"""What the council publishes: every Answer that leaves the officer's screen goes through `publish`, and nothing else.

An Answer that has been through it holds no exact small figure in any column, so whatever is made from it (a chart and
its hover text, a table, a CSV, a workbook, a sentence, a change since last year) can show none. The rules are in
docs/decisions/disclosure.md and docs/decisions/publish.md.
"""

import re
from dataclasses import replace

import numpy as np
import pandas as pd

from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.export.publish_keys import keys_of
from cxdata.measures.coverage.gaps import part_to_publish
from cxdata.measures.model import Interval, Measure, Unit
from cxdata.measures.query import Answer
from cxdata.stats.basics.proportions import wilson
from cxdata.stats.basics.rates import rate_interval
from cxdata.stats.disclosure.gate import HIDDEN_NOTE, IntervalOf, Kind, protect_frame
from cxdata.stats.disclosure.margins import Counts, hide_more
from cxdata.stats.disclosure.rules import HIDDEN, DisclosureRules, Floats

VERSION = "Disclosure rules v1 applied"
ALSO_HIDDEN = f"Some figures that are not small are {HIDDEN} or may be, so that nobody can work out the others."
MOST_ROWS = 1500
"""Above this the attacker takes more than half a minute; no page shows a table half as long."""
_PERCENTILE = re.compile(
    r"quantile_cont\(.+, (?P<one>0\.\d+)\)|quantile_cont\(.+, \[(?P<many>[\d., ]+)\]\)\[(?P<at>\d+)\]"
)
_KINDS: dict[Unit, Kind] = {
    Unit.COUNT: "count",
    Unit.SHARE: "share",
    Unit.PER_1000: "rate",
    Unit.SCORE: "mean",
    Unit.SECONDS: "mean",
    Unit.DAYS: "mean",
    Unit.RATIO: "ratio",
}


def publish(answer: Answer, council: Council) -> Answer:
    """The answer fit to publish, with the rules applied named in it; one that is published already comes back as it is.

    Hidden rows are `suppressed` and have no figure in any column; other counts are rounded, and values and ranges are
    made from the rounded counts. Raises CxError for a table too fine to be checked.
    """
    if answer.published:
        return answer
    rules, notes = council.disclosure, tuple(part_to_publish(answer.measure, note) for note in answer.notes)
    if len(answer.frame) > MOST_ROWS:
        raise CxError(
            f"A table of {len(answer.frame):,} rows is too fine to be checked for publishing: small figures could be "
            f"worked out of it. Split it by fewer things, or choose less, so that it has at most {MOST_ROWS:,} rows."
        )
    measure = replace(answer.measure, counts_to=rules.round_to)
    answer = replace(answer, measure=measure, rules=f"{VERSION}. {rules.sentence}", notes=notes)
    if answer.frame.empty:
        return answer
    frame, unexplained = _protect(answer, rules)
    if too_few := _too_few_in_all(answer, rules):
        frame, unexplained = hide_rows(frame, np.ones(len(frame), dtype=bool)), False
        notes = (too_few, *notes)
    extra = _hidden_for_others(answer, frame, rules, unexplained)
    frame = hide_rows(frame, extra)
    # Where every group is hidden there is none left to hide with the others: the reader is told no reason of any.
    if unexplained or extra.any() or (len(frame) > 1 and frame["suppressed"].all()):
        notes = (*notes, ALSO_HIDDEN)
    return replace(answer, frame=frame, notes=notes)


def kind_of(measure: Measure) -> Kind:
    """How a measure's figures are protected."""
    return "mean" if measure.value else _KINDS[measure.unit]


def _protect(answer: Answer, rules: DisclosureRules) -> tuple[pd.DataFrame, bool]:
    """The answer's frame through the gate, in its own order; whether a row is hidden that is not small itself."""
    measure, groups = answer.measure, [dimension.id for dimension in answer.by]
    kind = kind_of(measure)
    true = answer.frame.reset_index(drop=True)
    gate = protect_frame(
        true,
        group_columns=groups,
        kind=kind,
        rules=rules,
        scale=measure.scale,
        decimals=measure.decimals,
        interval=_interval_of(measure, rules),
    )
    frame = gate.frame.drop(columns="display")
    notes = true["base_note"].reindex(frame.index, fill_value="").to_numpy()
    has_value = frame["value"].notna() & ~(true["numerator"] > true["denominator"]).reindex(
        frame.index, fill_value=False
    )
    frame["base_note"] = np.where(frame["suppressed"] | has_value, frame["base_note"], notes)
    for name, sql in measure.extras:
        figures = true[name].reindex(frame.index).astype(float).round(measure.decimals)
        frame[name] = figures.where(_enough_beyond(sql, frame, rules))
    if measure.value:
        frame = hide_rows(frame, (~_enough_beyond(measure.value, frame, rules) & frame["value"].notna()).to_numpy())
    small = rules.is_small(true["numerator"].reindex(frame.index, fill_value=0.0).to_numpy(dtype=float))
    unexplained = bool((frame["suppressed"] & ~small).any()) if kind == "count" else False
    return _in_order(frame, answer), unexplained


def _interval_of(measure: Measure, rules: DisclosureRules) -> IntervalOf | None:
    """From published counts to the measure's range; None where it has none, or none of counts."""

    def shares(part: Floats, base: Floats) -> tuple[Floats, Floats]:
        sound = (base >= rules.percentage_base) & (part <= base)
        interval = wilson(np.where(sound, part, np.nan), np.where(sound, base, np.nan))
        return interval.lower, interval.upper

    def rates(part: Floats, base: Floats) -> tuple[Floats, Floats]:
        interval = rate_interval(part, np.where(base > 0, base, np.nan), per=measure.scale)
        return interval.lower, interval.upper

    ways: dict[Interval, IntervalOf] = {Interval.WILSON: shares, Interval.BYAR: rates}
    return ways.get(measure.interval)


def _enough_beyond(sql: str, frame: pd.DataFrame, rules: DisclosureRules) -> "pd.Series[bool]":
    """Whether as many people lie beyond a percentile as a percentage needs: else it is all but one person's figure.

    A middle value needs 20, the slowest tenth 100. ValueError for a value that is no percentile: nothing here knows
    how to publish it.
    """
    percentile = _PERCENTILE.search(sql)
    if percentile is None:
        raise ValueError(f"no rule says how to publish {sql}")
    level = float(percentile["one"] or percentile["many"].split(",")[int(percentile["at"]) - 1])
    return frame["denominator"] * min(level, 1 - level) >= rules.percentage_base - 1e-9


def _too_few_in_all(answer: Answer, rules: DisclosureRules) -> str:
    """Why nothing is shown by group where the whole selection is of too few people; "" where it is not."""
    if not answer.by:
        return ""
    column = "numerator" if kind_of(answer.measure) in ("count", "rate") or answer.measure.share_of else "denominator"
    people = answer.frame[column].sum()
    if not 0 < people < rules.percentage_base:
        return ""
    return f"Fewer than {rules.percentage_base} people are in this selection, so it is not shown by group."


def _hidden_for_others(answer: Answer, frame: pd.DataFrame, rules: DisclosureRules, unexplained: bool) -> np.ndarray:
    """Rows to hide as well, so that no total of the table gives away a hidden one."""
    groups = [dimension.id for dimension in answer.by]
    true = frame[groups].merge(answer.frame[[*groups, "numerator", "denominator"]], how="left") if groups else None
    source = answer.frame if true is None else true
    part, base = source["numerator"].to_numpy(dtype=float), source["denominator"].to_numpy(dtype=float)
    nothing = np.full(len(frame), np.nan)
    kind = kind_of(answer.measure)
    if kind in ("count", "rate") or answer.measure.share_of:
        counts = Counts(np.nan_to_num(part) if kind == "count" else part, nothing, linked=False)
    elif kind == "mean":
        counts = Counts(nothing, base, linked=False)
    else:
        counts = Counts(part, base, linked=kind == "share")
    return hide_more(
        keys_of(frame, answer.by), counts, frame["suppressed"].to_numpy(dtype=bool), rules=rules, unsure=unexplained
    )


def hide_rows(frame: pd.DataFrame, hidden: np.ndarray) -> pd.DataFrame:
    """The frame with these rows hidden too."""
    if not hidden.any():
        return frame
    figures = [name for name in frame.columns if frame[name].dtype == float]
    out = pd.Series(hidden, index=frame.index)
    return frame.assign(
        **{name: frame[name].mask(out) for name in figures},
        suppressed=frame["suppressed"] | out,
        base_note=frame["base_note"].mask(out, HIDDEN_NOTE),
    )


def _in_order(frame: pd.DataFrame, answer: Answer) -> pd.DataFrame:
    """The rows in the answer's order; groups that the gate added stand where their levels do."""
    if len(frame) == len(answer.frame):
        return frame
    ranks: list[np.ndarray] = []
    for dimension in answer.by:
        order = dimension.levels or tuple(sorted(set(answer.frame[dimension.id])))
        rank = {level: position for position, level in enumerate(order)}
        ranks.append(frame[dimension.id].map(rank).to_numpy())
    return frame.iloc[np.lexsort(ranks[::-1])].reset_index(drop=True)
