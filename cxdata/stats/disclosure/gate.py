"""The one gate through which a table leaves the laptop.

`protect_frame` takes the tidy frame of an Answer and gives back the frame to publish: small figures hidden,
the rest rounded, percentages and intervals made again from the rounded counts so that nothing exact is left
in any column.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from cxdata.stats.basics.proportions import base_note
from cxdata.stats.disclosure.lines import add_missing_levels, frame_sums, group_keys, telling_lines
from cxdata.stats.disclosure.rounding import drop_telling_totals, round_counts
from cxdata.stats.disclosure.rules import HIDDEN, MISSING, DisclosureRules, Floats, Reach, Sums

Kind = Literal["count", "share", "mean", "rate", "ratio"]
"""What the value is: a count; a part of the base; an average over the base; events for a public base (residents);
one count over another."""
IntervalOf = Callable[[Floats, Floats], tuple[Floats, Floats]]

FIGURES = ("numerator", "denominator", "value", "lower", "upper")
HIDDEN_NOTE = "hidden: too few people"
WHOLE_BELOW = 100
"""On a shown base under this averages lose a decimal. Percentages are whole under this times what counts are
rounded to: up to there one step of a count is a whole point.
"""


@dataclass(frozen=True)
class Protected:
    """A table fit to publish.

    frame: group columns, numerator, denominator, value, lower, upper (nan where hidden, missing or not
    published), base_note, suppressed and display, the value as text ("[c]" hidden, "[x]" no figure). notes:
    sentences to print under it. hidden: how many rows are suppressed. numerators, denominators: what a
    reader can say of the counts behind it, for whoever holds it against another table; None where no
    such count is published.
    """

    frame: pd.DataFrame
    notes: tuple[str, ...]
    hidden: int
    numerators: Reach | None
    denominators: Reach | None


def protect_frame(
    frame: pd.DataFrame,
    *,
    group_columns: Sequence[str],
    kind: Kind,
    rules: DisclosureRules | None = None,
    scale: float = 1.0,
    decimals: int = 1,
    interval: IntervalOf | None = None,
    total_label: str | None = None,
) -> Protected:
    """Make an Answer's frame fit to publish.

    frame: one row a group; numerator and denominator whole counts (a mean's numerator is not used, a count
    has no denominator), `value`, `lower` and `upper` only used for a mean. Give every group, those with no
    one in it too. Columns other than the group columns and those of `Protected.frame` are dropped. scale:
    value = numerator / denominator x scale. decimals: of a percentage (share) or of the value. interval:
    from the published counts to limits in the unit of the value; without it the limits are left out, except
    a mean's, which are rounded. total_label: the word in a group column that marks a total ("All"); totals
    must be in the same frame as their parts to be checked against them. ValueError for counts that are not
    whole or for the same group twice.
    """
    rules = rules or DisclosureRules()
    groups = list(group_columns)
    if len(set(group_keys(frame, groups))) < len(frame):
        raise ValueError("a group may have one row only")
    table = frame[[*groups, *(name for name in FIGURES if name in frame)]].reset_index(drop=True)
    if kind == "count":
        shown = _counts(table, groups, rules, total_label)
    else:
        shown = _ratios(table, groups, kind, rules, total_label)
    out = shown.table[groups].copy()
    out["numerator"], out["denominator"] = shown.numerator, shown.denominator
    places = _places(kind, shown.denominator, scale=scale, decimals=decimals, step=rules.round_to)
    _add_values(out, shown, kind, scale, places, interval)
    out["suppressed"] = shown.suppressed
    return Protected(out, (rules.sentence,), int(shown.suppressed.sum()), shown.numerators, shown.denominators)


@dataclass(frozen=True)
class _Shown:
    """The table with its counts as published; numerator and denominator are nan where hidden or not published."""

    table: pd.DataFrame
    numerator: Floats
    denominator: Floats
    suppressed: np.ndarray
    numerators: Reach | None
    denominators: Reach | None


def _counts(table: pd.DataFrame, groups: list[str], rules: DisclosureRules, label: str | None) -> _Shown:
    table = add_missing_levels(table, groups, label, fewer_than=rules.percentage_base)
    counts = table["numerator"].to_numpy(dtype=float, na_value=np.nan)
    missing = np.isnan(counts)
    true = np.where(missing, 0.0, counts)
    lines = telling_lines(table, groups, label, fewer_than=rules.percentage_base)
    sums = frame_sums(table, groups, label, counts)
    rounded = round_counts(true, sums, rules=rules, also_hidden=lines | missing)
    reach = _reach(table, groups, rounded.low, rounded.high, sums)
    nothing = np.full(len(table), np.nan)
    return _Shown(table, rounded.shown, nothing, np.isnan(rounded.shown) & ~missing, reach, None)


def _ratios(table: pd.DataFrame, groups: list[str], kind: Kind, rules: DisclosureRules, label: str | None) -> _Shown:
    base = table["denominator"].to_numpy(dtype=float, na_value=np.nan)
    part = np.full(len(base), np.nan) if kind == "mean" else table["numerator"].to_numpy(dtype=float, na_value=np.nan)
    missing = np.isnan(base) | (np.isnan(part) & (kind != "mean"))
    small = {
        "share": rules.is_small(part) | rules.is_small(base - part),
        "ratio": rules.is_small(part) | rules.is_small(base),
        "rate": rules.is_small(part),
    }.get(kind, np.zeros(len(base), dtype=bool))
    hidden = ~missing & (small | ((base > 0) & (base < rules.percentage_base)))
    public_base = kind == "rate"
    systems = _systems(base, part, kind, rules, hidden | missing)
    reaches: dict[str, Reach] = {}
    for name, (true, low, high) in systems.items():
        sums = frame_sums(table, groups, label, np.where(missing, np.nan, true))
        cells = np.flatnonzero(hidden & (true > 0)).tolist() if sums else []
        withheld, low, high = drop_telling_totals(np.where(missing, 0.0, true), low, high, sums, cells)
        hidden[withheld] = True
        reaches[name] = _reach(table, groups, low, high, sums)
    out = hidden | missing
    return _Shown(
        table,
        np.where(out, np.nan, rules.nearest(np.where(out, 0.0, part))),
        np.where(out, np.nan, base if public_base else rules.nearest(np.where(out, 0.0, base))),
        hidden,
        reaches.get("part"),
        reaches.get("base"),
    )


def _systems(
    base: Floats, part: Floats, kind: Kind, rules: DisclosureRules, unseen: np.ndarray
) -> dict[str, tuple[Floats, Floats, Floats]]:
    """The counts behind the table that a reader might work out, each with what the rounded figures say of it."""

    def seen(counts: Floats) -> tuple[Floats, Floats]:
        pairs = [
            (0.0, np.inf) if out else rules.bucket(float(shown))
            for out, shown in zip(unseen, rules.nearest(np.where(unseen, 0.0, counts)), strict=True)
        ]
        bounds = np.array(pairs, dtype=float).reshape(-1, 2)
        return bounds[:, 0], bounds[:, 1]

    systems = {}
    if kind != "mean":
        systems["part"] = (part, *seen(part))
    if kind != "rate":
        systems["base"] = (base, *seen(base))
    if kind == "share":
        least = np.maximum(systems["base"][1] - systems["part"][2], 0.0)
        most = systems["base"][2] - np.where(unseen, 0.0, systems["part"][1])
        systems["others"] = (base - part, np.where(unseen, 0.0, least), most)
    return systems


def _reach(table: pd.DataFrame, groups: list[str], low: Floats, high: Floats, sums: Sums) -> Reach:
    keys = tuple(tuple(str(v) for v in row) for row in group_keys(table, groups))
    return Reach(keys, low, high, tuple((total, tuple(parts)) for total, parts in sums))


def _places(kind: Kind, base: Floats, *, scale: float, decimals: int, step: int) -> Floats:
    """How many decimals each figure has on its base, where counts are rounded to so many."""
    if kind == "count":
        return np.zeros(len(base))
    if kind == "share":
        return np.where(base < WHOLE_BELOW * step, 0.0, decimals)
    return np.where(base < (scale * step if kind == "rate" else WHOLE_BELOW), max(decimals - 1, 0.0), decimals)


def _add_values(
    out: pd.DataFrame,
    shown: _Shown,
    kind: Kind,
    scale: float,
    places: Floats,
    interval: IntervalOf | None,
) -> None:
    """Add value, lower, upper, base_note and display, all made from the counts as published."""
    part, base = shown.numerator, shown.denominator
    published = ~np.isnan(part if kind == "count" else base) & (True if kind == "count" else base > 0)
    if kind == "count":
        value = part
    elif kind == "mean":
        value = shown.table["value"].to_numpy(dtype=float, na_value=np.nan)
    else:
        with np.errstate(divide="ignore", invalid="ignore"):
            value = scale * part / base
    lower, upper = _limits(shown, kind, interval)
    unit = scale / 100 if kind == "share" else 1.0
    for name, figures in (("value", value), ("lower", lower), ("upper", upper)):
        out[name] = [
            round(round(float(f) / unit, int(p)) * unit, 12) if ok and np.isfinite(f) else np.nan
            for f, p, ok in zip(figures, places, published, strict=True)
        ]
    if kind == "mean":
        out["numerator"] = np.nan
    out["base_note"] = [
        HIDDEN_NOTE if hidden else "" if kind == "count" else base_note(float(b))
        for hidden, b in zip(shown.suppressed, base, strict=True)
    ]
    out["display"] = [
        HIDDEN if hidden else MISSING if np.isnan(v) else f"{v / unit:,.{int(p)}f}{'%' if kind == 'share' else ''}"
        for hidden, v, p in zip(shown.suppressed, out["value"], places, strict=True)
    ]


def _limits(shown: _Shown, kind: Kind, interval: IntervalOf | None) -> tuple[Floats, Floats]:
    if interval is not None:
        lower, upper = interval(shown.numerator, shown.denominator)
        return np.asarray(lower, dtype=float), np.asarray(upper, dtype=float)
    nothing = np.full(len(shown.table), np.nan)
    if kind == "mean" and {"lower", "upper"} <= set(shown.table):
        return shown.table["lower"].to_numpy(dtype=float, na_value=np.nan), shown.table["upper"].to_numpy(
            dtype=float, na_value=np.nan
        )
    return nothing, nothing
