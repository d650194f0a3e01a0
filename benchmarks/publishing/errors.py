"""How far an edition's figures are from the exact ones: counts, percentages by base, and verdicts made of them.

Makes an edition of a data folder's store in a temporary folder (the folder itself is only read) and holds its figures
against those that the engine counts exactly: contacts, and a percentage, by ward, service and channel and by any two of
them, in each quarter and year.

python -m benchmarks.publishing.errors DATA [--share satisfied|on_time|...] [--key 64 hexadecimal digits]
(after: python -m cxdata --data DATA load FILE, or load --sample)
"""

import argparse
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import norm

from cxdata.council import read_council
from cxdata.export.edition.answer import published_answer
from cxdata.export.edition.file import About, Contents, Edition, write_edition
from cxdata.export.edition.ledger import settle
from cxdata.export.edition.making import make, rounding
from cxdata.measures import MEASURES
from cxdata.measures.query import query
from cxdata.scope import Scope
from cxdata.store import Store, open_store

WAYS = (("ward",), ("service",), ("channel",), ("ward", "service"), ("channel", "ward"), ("service", "channel"))
BANDS = ((5, 10), (10, 20), (20, 30), (30, 60), (60, 100), (100, 300), (300, 10**9))
ROUNDING = 4.0
"""The variance of a count rounded to 5 at random, on average."""


@dataclass(frozen=True)
class Pairs:
    """Exact figures and shown ones of one measure: a frame of `way`, `period`, `group`, and of yes and base each."""

    frame: pd.DataFrame
    counts: bool


def both(store: Store, edition: Edition, measure: str) -> Pairs:
    """The figures of a measure in every quarter and year, exact and as the edition shows them."""
    frames = []
    for way in WAYS:
        if way not in edition.ways_of(measure) and way[::-1] not in edition.ways_of(measure):
            continue
        for name in edition.periods_of(measure, way if way in edition.ways_of(measure) else way[::-1]):
            period = edition.periods[name]
            if period.whole_months == 1:
                continue
            scope = Scope(period)
            exact = query(store, MEASURES[measure], way, scope).frame
            shown = published_answer(edition, measure, way, scope).frame
            joined = exact.merge(shown, on=list(way), suffixes=("", "_shown"))
            group = joined[list(way)].astype(str).agg(" / ".join, axis=1)
            columns = {
                "yes": "numerator",
                "base": "denominator",
                "yes_": "numerator_shown",
                "base_": "denominator_shown",
            }
            figures = {name: joined[column].to_numpy(dtype=float) for name, column in columns.items()}
            frames.append(pd.DataFrame({"way": "+".join(way), "period": name, "group": group, **figures}))
    return Pairs(pd.concat(frames, ignore_index=True), MEASURES[measure].is_count)


def counts(pairs: Pairs) -> Iterator[str]:
    """How far counts lie off, by how large they are."""
    frame = pairs.frame[pairs.frame["yes"] > 0]
    off = (frame["yes_"] - frame["yes"]).abs()
    right = f"{(off == 0).mean():.0%} right to the digit"
    yield f"{len(frame):,} counts: {off.mean():.2f} off on average, {off.max():.0f} at most, {right}"
    for least, most in BANDS:
        inside = (frame["yes"] >= least) & (frame["yes"] < most)
        if inside.any():
            per_cent = 100 * (off[inside] / frame["yes"][inside]).mean()
            yield f"  {_band(least, most)}: {inside.sum():,} counts, {off[inside].mean():.1f} off, {per_cent:.1f} %"


def percentages(pairs: Pairs) -> Iterator[str]:
    """How far percentages lie off in points, by base."""
    frame = pairs.frame.dropna()
    exact, shown = 100 * frame["yes"] / frame["base"], 100 * frame["yes_"] / frame["base_"]
    off, chance = (shown - exact).abs(), np.sqrt(exact * (100 - exact) / frame["base"])
    for least, most in BANDS:
        inside = (frame["base"] >= least) & (frame["base"] < most)
        if inside.sum() >= 5:
            yield (
                f"  {_band(least, most)}: {inside.sum():,} percentages, {off[inside].mean():.1f} points off, "
                f"95 in 100 less than {np.quantile(off[inside], 0.95):.1f}; chance alone {chance[inside].mean():.1f}"
            )


def real_changes(pairs: Pairs) -> Iterator[str]:
    """Whether a share really changed from a quarter to the next: by exact figures, by shown ones, with what they say of
    their rounding counted in.
    """
    frame = pairs.frame[pairs.frame["period"].str.contains(" Q")]
    steps = []
    periods = sorted(frame["period"].unique())
    for before, after in pairwise(periods):
        one, two = (frame[frame["period"] == period] for period in (before, after))
        steps.append(one.merge(two, on=["way", "group"], suffixes=("1", "2")))
    both_known = pd.concat(steps).dropna()
    least = both_known[["base_1", "base_2"]].min(axis=1)
    exact = _change(both_known, "", 0)
    for low, high in ((30, 100), (100, 300), (300, 10**9)):
        inside = ((least >= low) & (least < high)).to_numpy()
        if inside.any():
            for words, variance in (("plain", 0.0), ("rounding counted in", ROUNDING)):
                shown = _change(both_known, "_", variance)
                false, lost = (shown & ~exact)[inside].sum(), (exact & ~shown)[inside].sum()
                told = max(int(shown[inside].sum()), 1)
                yield (
                    f"  base {_band(low, high)}, {words}: {inside.sum():,} pairs, {exact[inside].sum()} truly changed; "
                    f"{shown[inside].sum()} said to have, {false} of them wrongly ({false / told:.0%}); {lost} lost"
                )


def _change(frame: pd.DataFrame, kind: str, variance: float) -> np.ndarray:
    yes = [frame[f"yes{kind}{at}"].to_numpy() for at in (1, 2)]
    base = [frame[f"base{kind}{at}"].to_numpy() for at in (1, 2)]
    share = [one / all_ for one, all_ in zip(yes, base, strict=True)]
    error = sum(p * (1 - p) / n + variance * ((1 - p) ** 2 + p**2) / n**2 for p, n in zip(share, base, strict=True))
    return np.abs(share[1] - share[0]) > norm.ppf(0.975) * np.sqrt(np.maximum(error, 1e-12))


def worse_than_the_rest(pairs: Pairs) -> Iterator[str]:
    """Which groups of a table are worse than the rest of it (Benjamini and Hochberg 1995, 5 % a table)."""
    for least in (30, 100):
        for words, variance in (("plain", 0.0), ("rounding counted in", ROUNDING)):
            groups, truly, new, lost = 0, 0, 0, 0
            for _, table in pairs.frame.groupby(["way", "period"]):
                exact, shown = _worse(table, "", 0), _worse(table, "_", variance)
                inside = (table["base_"] >= least).to_numpy()
                groups, truly = groups + inside.sum(), truly + (exact & inside).sum()
                new, lost = new + (shown & ~exact & inside).sum(), lost + (exact & ~shown & inside).sum()
            said = f"{groups:,} groups, {truly} truly worse; {new} marked wrongly, {lost} lost"
            yield f"  base {least} and more, {words}: {said}"


def _worse(table: pd.DataFrame, kind: str, variance: float) -> np.ndarray:
    yes, base = table[f"yes{kind}"].fillna(0).to_numpy(), table[f"base{kind}"].fillna(0).to_numpy()
    enough = base >= 30
    rest_yes, rest = yes.sum() - yes, base.sum() - base
    enough &= rest >= 30
    with np.errstate(divide="ignore", invalid="ignore"):
        p, q, pooled = yes / base, rest_yes / rest, yes.sum() / base.sum()
        error = pooled * (1 - pooled) * (1 / base + 1 / rest) + variance * ((1 - p) ** 2 + p**2) / base**2
        chance = np.where(enough, norm.cdf((p - q) / np.sqrt(error)), np.nan)
    order = np.argsort(np.where(np.isnan(chance), 2, chance))
    tested = int(enough.sum())
    passed = chance[order][:tested] <= 0.05 * np.arange(1, tested + 1) / max(tested, 1)
    found = np.zeros(len(table), dtype=bool)
    found[order[: int(np.flatnonzero(passed).max(initial=-1)) + 1]] = True
    return found


def _band(least: int, most: int) -> str:
    return f"{least} and more" if most == BANDS[-1][1] else f"{least} to {most - 1}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.publishing.errors")
    parser.add_argument("data", type=Path)
    parser.add_argument("--share", default="satisfied", help="a percentage of the list")
    parser.add_argument("--key", default="ab" * 32)
    parser.add_argument("--today", type=date.fromisoformat, default=date.today())
    options = parser.parse_args()
    store, council = open_store(options.data), read_council(options.data)
    made = make(store, council, options.key, options.today)
    settled = settle(made, None, key_mark="", round_to=rounding(council.disclosure), today=options.today)
    with tempfile.TemporaryDirectory() as folder:
        about = About(1, options.today, council.name, rounding(council.disclosure), "")
        path = Path(folder) / "edition.duckdb"
        contents = Contents(about, settled.cells, settled.tables, settled.periods, made.levels, made.residents)
        write_edition(contents, path)
        edition = Edition(path)
        print(f"{len(made.cells):,} figures, {made.moved} of them rounded the other way")
        print("contacts", *counts(both(store, edition, "contacts")), sep="\n")
        share = both(store, edition, options.share)
        for part in (percentages, real_changes, worse_than_the_rest):
            print(f"{options.share}: {(part.__doc__ or '').splitlines()[0]}", *part(share), sep="\n")
        edition.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
