"""An attack on everything the pages publish of the sample council: can any hidden count be worked out?

The attacker has every published table, knows the rules and this code, and is even told why each row is hidden. He adds
parts to totals that stand elsewhere on the page, takes one selection from another, and one month from the next. He
wins where a hidden count of 1 to 4 can be one number only: found by listing every possible table where there are few,
and by whole-number programmes otherwise.

python -m benchmarks.disclosure [--data DATA]      (after: python -m cxdata --data DATA load --sample)
"""

import argparse
import math
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path

import numpy as np

from benchmarks.attacker import check_nested
from benchmarks.page_tables import tables
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.export.publish import ALSO_HIDDEN, kind_of, publish
from cxdata.measures import MEASURES, find_dimension
from cxdata.measures.query import Answer, known_values, query
from cxdata.measures.registry.dimensions import splits
from cxdata.periods import Period, add_months
from cxdata.scope import Scope
from cxdata.settings import read_settings
from cxdata.stats.disclosure.rules import DisclosureRules, Reach
from cxdata.stats.disclosure.suppression import narrow_cells
from cxdata.store import Store, open_store

FEW = 20_000  # possible tables that are listed one by one


@dataclass
class Tally:
    """What was attacked, and what fell."""

    tables: int = 0
    cells: int = 0
    hidden: int = 0
    listed: int = 0
    programmes: int = 0
    pairs: int = 0
    changes: int = 0
    by_three: list[str] = field(default_factory=list)
    fallen: list[str] = field(default_factory=list)


class Attack:
    """Published answers of one store, each made once, and the attacks on them."""

    def __init__(self, store: Store, council: Council) -> None:
        self.store, self.council, self.rules = store, council, council.disclosure
        self.tally = Tally()
        self._made: dict[tuple[str, tuple[str, ...], Scope], tuple[Answer, Answer]] = {}

    def answers(self, measure: str, by: tuple[str, ...], scope: Scope) -> tuple[Answer, Answer]:
        """The true answer and the published one."""
        key = (measure, by, scope)
        if key not in self._made:
            true = query(self.store, measure, by, scope, council=self.council)
            self._made[key] = true, publish(true, self.council)
        return self._made[key]

    def table(self, measure: str, by: tuple[str, ...], scope: Scope) -> None:
        """Hold one table against its totals as they are published for the same selection."""
        true, shown = self.answers(measure, by, scope)
        if shown.empty:
            return
        self.tally.tables += 1
        self.tally.cells += len(shown.frame)
        self.tally.hidden += int(shown.frame["suppressed"].sum())
        shorter = [by[:place] + by[place + 1 :] for place in range(len(by))] if len(by) > 1 else [()] if by else []
        if true.measure.share_of:
            shorter = []
        for column in _columns(true):
            parts = reach(true, shown, column, self.rules)
            totals = [reach(*self.answers(measure, fewer, scope), column, self.rules) for fewer in shorter]
            where = f"{measure} by {', '.join(by) or 'nothing'}, {scope.sentence()}, {column}"
            self._hold(where, true, column, parts, list(zip(shorter, totals, strict=True)), by)

    def _hold(
        self,
        where: str,
        true: Answer,
        column: str,
        parts: Reach,
        totals: Sequence[tuple[tuple[str, ...], Reach]],
        by: tuple[str, ...],
    ) -> None:
        truth = _truth(true, column, parts.keys)
        secrets = [place for place in range(len(parts.keys)) if self._secret(truth[place], parts, place)]
        if not secrets:
            return
        low, high, sums = list(parts.low), list(parts.high), list(parts.sums)
        for fewer, total in totals:
            kept = [by.index(name) for name in fewer]
            for key, least, most in zip(total.keys, total.low, total.high, strict=True):
                members = [p for p, k in enumerate(parts.keys) if tuple(k[at] for at in kept) == key]
                if len(members) > 1:
                    sums.append((len(low), tuple(members)))
                    low.append(least)
                    high.append(most)
        bounds = np.array(low), np.array(high)
        if (every := list_tables(*bounds, sums)) is not None:
            self.tally.listed += 1
            told = [place for place in secrets if len({table[place] for table in every}) == 1]
        else:
            self.tally.programmes += 1
            told = list(narrow_cells(*bounds, sums, secrets, width=1))
        self.tally.fallen += [f"{where}: {' / '.join(parts.keys[place])} is {truth[place]:.0f}" for place in told]

    def _secret(self, count: float, parts: Reach, place: int) -> bool:
        return 0 < count < self.rules.hide_below and parts.low[place] < parts.high[place]

    def nested(self, measure: str, by: tuple[str, ...], all_of: Scope, some: Scope) -> None:
        """Hold two selections against each other, one inside the other."""
        self.tally.pairs += 1
        (outer, outer_shown), (inner, inner_shown) = self.answers(measure, by, all_of), self.answers(measure, by, some)
        if outer_shown.empty or inner_shown.empty:
            return
        for column in _columns(outer):
            one, other = reach(outer, outer_shown, column, self.rules), reach(inner, inner_shown, column, self.rules)
            try:
                check_nested(one, other, rules=self.rules)
            except CxError as refusal:
                self.tally.fallen.append(f"{measure} by {by}, {all_of.sentence()} less {some.sentence()}: {refusal}")

    def change(self, measure: str, by: tuple[str, ...], before: Scope, after: Scope) -> None:
        """Hold two periods against the change between them, and against the two as one period."""
        self.tally.changes += 1
        pair = self.answers(measure, by, before), self.answers(measure, by, after)
        if before.period is None or after.period is None or any(shown.empty for _, shown in pair):
            return
        both = self.answers(measure, by, replace(before, period=Period(before.period.start, after.period.end)))
        for column in _columns(pair[0][0]):
            first, second = (_counts(shown, column) for _, shown in pair)
            keys = list(dict.fromkeys([*first, *second]))
            # The change that stands beside two published columns: between the figures shown, nan where one is hidden.
            steps = [second.get(key, 0.0) - first.get(key, 0.0) for key in keys]
            known = [reach(*one, column, self.rules) for one in (*pair, both)]
            where = f"{measure} by {', '.join(by)}, {before.sentence()} and the month after, {column}"
            for key, step in zip(keys, steps, strict=True):
                if not math.isnan(step) and math.isnan(first.get(key, 0.0) + second.get(key, 0.0)):
                    self.tally.fallen.append(f"{where}: a change stands beside a hidden figure, {key}")
                self._sum_of_two(where, key, known, [_truth(one, column, [key])[0] for one, _ in pair])

    def _sum_of_two(self, where: str, key: tuple[str, ...], known: Sequence[Reach], truth: Sequence[float]) -> None:
        """A group over two months and over both together: the three figures hold one another."""
        bounds = [
            (one.low[one.keys.index(key)], one.high[one.keys.index(key)]) if key in one.keys else (0.0, 0.0)
            for one in known
        ]
        (low, high), (low2, high2), (least, most) = bounds
        ranges = (max(low, least - high2), min(high, most - low2)), (max(low2, least - high), min(high2, most - low))
        for count, (start, end), (given, given_end) in zip(truth, ranges, bounds, strict=False):
            if 0 < count < self.rules.hide_below and given < given_end and start == end:
                self.tally.by_three.append(f"{where}: {' / '.join(key)} is {count:.0f}")


def reach(true: Answer, shown: Answer, column: str, rules: DisclosureRules) -> Reach:
    """What the published answer says of the counts in one column, to a reader who is told why a row is hidden."""
    groups = [dimension.id for dimension in shown.by]
    keys = [tuple(map(str, key)) for key in shown.frame[groups].itertuples(index=False, name=None)] if groups else [()]
    truth = _truth(true, column, keys)
    closed = any(note == ALSO_HIDDEN or note.startswith("Fewer than") for note in shown.notes)
    bounds = []
    published = kind_of(true.measure) == "mean" and column == "numerator"
    for place, (hidden, figure) in enumerate(zip(shown.frame["suppressed"], shown.frame[column], strict=True)):
        if hidden and not closed and 0 < truth[place] < rules.hide_below:
            bounds.append((1.0, rules.hide_below - 1.0))
        elif hidden or published or math.isnan(figure):
            bounds.append((0.0, np.inf))
        else:
            bounds.append(rules.bucket(float(figure)))
    low, high = np.array(bounds, dtype=float).reshape(-1, 2).T
    return Reach(tuple(keys), low, high, ())


def list_tables(
    low: np.ndarray, high: np.ndarray, sums: Sequence[tuple[int, Sequence[int]]]
) -> list[tuple[int, ...]] | None:
    """Every table of whole counts that agrees with what is published; None where there are too many to list."""
    totals = {total for total, _ in sums}
    leaves = [place for place in range(len(low)) if place not in totals]
    if not np.isfinite(high[leaves]).all() or math.prod(high[leaves] - low[leaves] + 1) > FEW:
        return None
    found = []
    for values in product(*(range(int(low[p]), int(high[p]) + 1) for p in leaves)):
        table = dict(zip(leaves, values, strict=True))
        if all(low[t] <= sum(table[p] for p in parts) <= high[t] for t, parts in sums):
            found.append(tuple(table[p] for p in leaves))
    return found


def scopes(store: Store, *, few: bool) -> list[Scope]:
    """Selections a reader can make: everything, the latest quarter, each ward alone, each service alone."""
    last = store.spans["contacts"][1]
    month = last.replace(day=1)
    latest = Scope(Period(add_months(month, -2), add_months(month, 1)))
    narrowed = [
        Scope().with_choice(name, value)
        for name in ("ward", "service")
        for value in known_values(store, find_dimension(name))[: 2 if few else None]
    ]
    return [Scope(), latest, *narrowed, *([] if few else [replace(s, period=latest.period) for s in narrowed])]


def run(store: Store, council: Council, *, few: bool = False) -> Tally:
    """Every attack on every table the pages make; `few`: on some of the selections."""
    attack = Attack(store, council)
    for scope in scopes(store, few=few):
        for measure, by in tables():
            attack.table(measure, by, scope)
    wards = [ward for ward in known_values(store, find_dimension("ward"))]
    left_out = wards[:2] if few else wards
    for measure, by in tables():
        if "ward" not in splits(MEASURES[measure]) or by == ("ward",) or len(by) > 1:
            continue
        for ward in left_out:
            attack.nested(measure, by, Scope(), Scope().with_choice("ward", *(w for w in wards if w != ward)))
            attack.nested(measure, by, Scope(), Scope().with_choice("ward", ward))
            one = Scope().with_choice("ward", ward)
            attack.nested(measure, by, one, one.with_choice("channel", "phone"))
    for measure, by in tables():
        if by and by[0] != "month" and len(by) == 1:
            for before, after in _months(store, 2 if few else 29):
                attack.change(measure, by, before, after)
    return attack.tally


def _columns(answer: Answer) -> tuple[str, ...]:
    kind = kind_of(answer.measure)
    if kind in ("count", "rate") or answer.measure.share_of:
        return ("numerator",)
    return ("denominator",) if kind == "mean" else ("numerator", "denominator")


def _truth(answer: Answer, column: str, keys: Iterable[tuple[str, ...]]) -> list[float]:
    counts = _counts(answer, column)
    return [0.0 if math.isnan(count := counts.get(key, 0.0)) else count for key in keys]


def _counts(answer: Answer, column: str) -> dict[tuple[str, ...], float]:
    groups = [dimension.id for dimension in answer.by]
    rows = answer.frame[groups].itertuples(index=False, name=None) if groups else [()] * len(answer.frame)
    return {tuple(map(str, key)): float(count) for key, count in zip(rows, answer.frame[column], strict=True)}


def _months(store: Store, count: int) -> Iterator[tuple[Scope, Scope]]:
    last = store.spans["contacts"][1].replace(day=1)
    for back in range(count):
        start = add_months(last, -back)
        yield Scope(Period(add_months(start, -1), start)), Scope(Period(start, add_months(start, 1)))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.disclosure", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, default=Path("data"))
    parser.add_argument("--few", action="store_true", help="some of the selections only, as the tests do")
    options = parser.parse_args()
    start = time.perf_counter()
    tally = run(open_store(options.data), read_settings(options.data), few=options.few)
    print(
        f"{tally.tables:,} tables, {tally.cells:,} cells, {tally.hidden:,} of them hidden.\n"
        f"Columns with a hidden small count: {tally.listed:,} attacked by listing every possible table, "
        f"{tally.programmes:,} by whole-number programmes.\n"
        f"{tally.pairs:,} pairs of selections, {tally.changes:,} pairs of months with the change and the sum of both.\n"
        f"{len(set(tally.by_three))} hidden counts told by two months and the sum of both, which no page shows.\n"
        f"{len(tally.fallen)} hidden counts recovered otherwise; {time.perf_counter() - start:.0f} s."
    )
    print("\n".join([*tally.fallen, *sorted(set(tally.by_three))][:40]))
    return 1 if tally.fallen else 0


if __name__ == "__main__":
    raise SystemExit(main())
