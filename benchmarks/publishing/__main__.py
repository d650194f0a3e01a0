"""The whole attack on what an edition publishes of the sample council: what was tried, and what was recovered.

Counts are taken from the store by plain SQL and rounded under many keys. Every figure of the list is held against every
other: bounds by sums alone, whole-number programmes, a sampler that knows the method and not the key, an insider who
knows all but one, four editions with a record added each time, and the things that must not be offered.

python -m benchmarks.publishing [--data DATA] [--keys 12] [--cells 200] [--only sums,programmes,...]
(after: python -m cxdata --data DATA load --sample)
"""

import argparse
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.publishing.handed_out import the_file
from cxdata.store import open_store
from tests.attack.beside import answers_beside_contacts, five_times, insider, late_records
from tests.attack.editions import guessed_from
from tests.attack.guesses import Score, all_satisfied, pooled, score, shares, two_way
from tests.attack.ilp import whole_numbers
from tests.attack.lattice import Lattice, Table, quarters_and_year
from tests.attack.lift import lift
from tests.attack.offered import SHARES, TWELVE, WHOLE, leave_out, offered, pairs_of, some_tables, web_of
from tests.attack.propagate import propagate
from tests.attack.rows import TABLES, Rows, read_rows, record_keys
from tests.attack.rules import UNSHOWN, keyed, keyed_bounds
from tests.attack.same_records import year_and_quarters
from tests.attack.sampler import sample


@dataclass(frozen=True)
class Attack:
    """The sample council's data folder and rows, how many keys are tried, of the file from which on, and how many cells
    by whole-number programmes.
    """

    data: Path
    rows: dict[str, Rows]
    keys: int
    first: int
    cells: int

    def edition(self, table: str, key: int, *, halves: bool = False, own_noise: bool = True) -> Lattice:
        """Everything offered of one table under one key, before anything is moved."""
        rows = self.rows[table]
        tables = offered(rows, halves=halves)
        return web_of(rows, tables, record_keys(rows, key), keyed(key, own_noise=own_noise))


def sums(attack: Attack) -> Iterator[str]:
    """Bounds by sums over the whole list: as rounded, and after the figures that tell have been moved."""
    for table, rows in attack.rows.items():
        for halves in (False, True):
            for own in (True, False):
                told, moved, left, small, figures = [], [], 0, 0, 0
                for key in range(attack.keys):
                    web = attack.edition(table, key, halves=halves, own_noise=own)
                    bounds = propagate(web, *keyed_bounds(web.shown), same_records=not own)
                    assert bounds.hold(web.truth)
                    told.append(len(bounds.exact(web.truth)))
                    published = web.shown != UNSHOWN
                    small, figures = int((published & _small(web)).sum()), int(published.sum())
                    if own:
                        mended, places = lift(web, leave_out)
                        moved.append(len(places))
                        left += len(propagate(mended, *keyed_bounds(mended.shown)).exact(mended.truth))
                noise = "noise of the cell's own" if own else "the same noise for the same records"
                ended = f"; after moving {moved} figures {left} told" if own else ""
                yield (
                    f"{table}, {len(offered(rows))} tables{', half-years too' if halves else ''}, {noise}: "
                    f"{figures:,} figures, {small:,} of 1 to 4; told exactly, by key: {told}{ended}"
                )


def programmes(attack: Attack) -> Iterator[str]:
    """Whole-number programmes on cells of 1 to 4 of the mended list, in batches."""
    for table in attack.rows:
        web, _ = lift(attack.edition(table, 1), leave_out)
        bounds = propagate(web, *keyed_bounds(web.shown))
        small = np.flatnonzero(_small(web) & (web.shown != UNSHOWN))
        chosen = np.random.default_rng(1).permutation(small)[: attack.cells]
        ranges = np.array([whole_numbers(web, bounds, int(node)) for node in chosen])
        widths = ranges[:, 1] - ranges[:, 0]
        narrowed = (widths < (bounds.high - bounds.low)[chosen]).sum()
        yield (
            f"{table}: {len(chosen):,} of {len(small):,} cells, {(widths == 0).sum()} exact, {(widths == 1).sum()} of "
            f"two values, {narrowed} narrower than by sums alone"
        )


def guesses(attack: Attack) -> Iterator[str]:
    """The sampler on the twelve tables, under four keys; and the same noise for the same records beside it."""
    for own in (True, False):
        total = Score(0, 0, 0, 0, 0)
        for key in range(min(attack.keys, 4 if own else 1)):
            systems = []
            for table, rows in attack.rows.items():
                tables = some_tables(rows, list(TWELVE[table]))
                web = web_of(rows, tables, record_keys(rows, key), keyed(key, own_noise=own), bases=False)
                systems += [two_way(web, WHOLE[table], tuple(sorted(by))) for by in TWELVE[table]]
            found = pooled(systems, sample(systems, chains=16, warm=30, keep=15, seed=key))
            yield f"key {key}, {'own' if own else 'same'} noise: {found}"
            total = total + found
        yield f"together: {total}"


def small_groups(attack: Attack) -> Iterator[str]:
    """Satisfied and others of small groups: whether it is told that all are satisfied."""
    rows = attack.rows["responses"]
    for by in (("service", "ward"), ("channel", "ward")):
        tables = [Table(part, by, quarters_and_year(rows)) for part in ("answers", *SHARES)]
        system = shares(web_of(rows, tables, record_keys(rows, 1), keyed(1)), by)
        (chances,) = sample([system], chains=8, warm=80, keep=15, width=40)
        before, after, groups = all_satisfied([system], [chances])
        told = score(system, chances)
        yield f"{by}: {groups} groups of 3 to 9, all satisfied: {before:.2f} before, {after:.2f} after; {told}"


def moved(attack: Attack) -> Iterator[str]:
    """Whether a figure that did not move tells: every pair, a year and its quarters, weighed exactly."""
    for own in (False, True):
        totals = np.zeros(5, dtype=int)
        for table, rows in attack.rows.items():
            for by in pairs_of(rows):
                web = web_of(rows, some_tables(rows, [by]), record_keys(rows, 1), keyed(1, own_noise=own), bases=False)
                told = year_and_quarters(web, WHOLE[table], by, same_records=not own)
                totals += list(vars(told).values())
        hidden, right, sure, sure_right, told_only = totals
        yield (
            f"{'own' if own else 'same'} noise: {hidden:,} hidden, {right / hidden:.0%} guessed right, {sure} sure "
            f"({sure_right} right); told only 1 to 4: {told_only / hidden:.0%}"
        )


def insiders(attack: Attack) -> Iterator[str]:
    """Somebody who knows all but one of the people in a cell: can he tell whether there is another?"""
    for table in attack.rows:
        web, _ = lift(attack.edition(table, 1), leave_out)
        yield f"{table}: {insider(web, attack.cells)}"


def others(attack: Attack) -> Iterator[str]:
    """Contacts and answers of the same people; records that come late; rows that stand for five people."""
    answers, contacts = attack.rows["responses"], attack.rows["contacts"]
    yield answers_beside_contacts(contacts, answers, 1)
    yield late_records(attack.rows["complaints"], editions=4, key=1)
    yield five_times(attack.rows["complaints"], 1)
    counts = np.concatenate([_finest(attack.edition(table, 1)) for table in attack.rows])
    averaged = ", ".join(f"{number}: {guessed_from(counts, number):.0%}" for number in (1, 2, 4, 8, 16, 32))
    yield f"key lost and drawn anew, guessed right by number of editions: {averaged}"


def _small(web: Lattice) -> np.ndarray:
    return (web.truth > 0) & (web.truth < 5)


def _finest(web: Lattice) -> np.ndarray:
    return web.truth[web.finest()]


def handed_out(attack: Attack) -> Iterator[str]:
    """The edition's own file, with everything in it, under each key."""
    yield from the_file(
        attack.data, range(attack.first, attack.first + attack.keys), attack.rows["complaints"], attack.cells // 10
    )


ATTACKS: dict[str, Callable[[Attack], Iterator[str]]] = {
    "file": handed_out,
    "sums": sums,
    "programmes": programmes,
    "guesses": guesses,
    "groups": small_groups,
    "moved": moved,
    "insiders": insiders,
    "others": others,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.publishing", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, default=Path("data"))
    parser.add_argument("--keys", type=int, default=12)
    parser.add_argument("--first", type=int, default=0, help="of the file: the first key, to try some at a time")
    parser.add_argument("--cells", type=int, default=200, help="cells of each table by whole-number programmes")
    parser.add_argument("--only", default=",".join(ATTACKS), help="some of the attacks, by name")
    options = parser.parse_args()
    store = open_store(options.data)
    attack = Attack(
        options.data, {table: read_rows(store, table) for table in TABLES}, options.keys, options.first, options.cells
    )
    for name in options.only.split(","):
        start = time.perf_counter()
        print(f"== {name}: {(ATTACKS[name].__doc__ or '').splitlines()[0]}", flush=True)
        for line in ATTACKS[name](attack):
            print(f"   {line}", flush=True)
        print(f"   {time.perf_counter() - start:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
