"""What somebody knows beside the figures: most of the people in a cell, another table of the same people, an earlier
edition, or that every row stands for five.
"""

from dataclasses import replace

import numpy as np

from tests.attack.lattice import Lattice, lattice
from tests.attack.offered import some_tables
from tests.attack.propagate import propagate
from tests.attack.rows import Rows, record_keys
from tests.attack.rules import TO, UNSHOWN, Ints, keyed, keyed_bounds


def insider(web: Lattice, most: int, seed: int = 1) -> str:
    """What somebody can be sure of who knows all but one of the people of cells of 2 to 5, or all of those of 1 to 4.

    He knows his people's cells only, and whatever follows from the sums.
    """
    bounds = propagate(web, *keyed_bounds(web.shown))
    rng, said = np.random.default_rng(seed), []
    for unknown, sizes in ((1, (2, 3, 4, 5)), (0, (1, 2, 3, 4))):
        cells = np.flatnonzero(np.isin(web.truth, sizes) & (web.shown != UNSHOWN))
        chosen = rng.permutation(cells)[:most]
        # As each cell is at most 4 (shown 0) or 9 (shown 5), the figure itself and the bounds say what is left.
        known = web.truth[chosen] - unknown
        certain = np.maximum(bounds.low[chosen], known) == bounds.high[chosen]
        another = bounds.low[chosen] > known
        kind = "all but one" if unknown else "all"
        said.append(
            f"knows {kind} of {len(chosen)} cells: sure of the count in {certain.sum()}, sure that there is another in "
            f"{another.sum()}"
        )
    return "; ".join(said)


def answers_beside_contacts(contacts: Rows, answers: Rows, key: int) -> str:
    """Contacts and answers of one ward and service in a quarter together: an answer has a contact behind it."""
    by = ("service", "ward")
    one = lattice(contacts, some_tables(contacts, [by]), record_keys(contacts, key), keyed(key))
    two = lattice(answers, some_tables(answers, [by]), record_keys(answers, key), keyed(key))
    outer, inner = _alike(one, two, "contacts", "answers", by)
    holds = one.truth[outer] >= two.truth[inner]
    first, second = (propagate(web, *keyed_bounds(web.shown)) for web in (one, two))
    low, high = first.low.copy(), second.high.copy()
    np.maximum.at(low, outer[holds], second.low[inner[holds]])
    np.minimum.at(high, inner[holds], first.high[outer[holds]])
    joint = propagate(one, low, first.high), propagate(two, second.low, high)
    told = sum(len(found.exact(web.truth)) for found, web in zip(joint, (one, two), strict=True))
    narrowed = int((joint[1].high < second.high).sum() + (joint[0].low > first.low).sum())
    return (
        f"contacts and answers by ward and service together: {len(outer):,} pairs of cells, {int(holds.sum()):,} with "
        f"as many contacts as answers or more; {narrowed} bounds narrower, {told} told exactly"
    )


def _alike(one: Lattice, two: Lattice, part: str, other: str, by: tuple[str, ...]) -> tuple[Ints, Ints]:
    """The cells of two webs that have the same levels and period."""
    axes, back = [], []
    for column in by:
        both = [level for level in one.levels[column] if level in two.levels[column]]
        axes.append([one.levels[column].index(level) for level in both])
        back.append([two.levels[column].index(level) for level in both])
    spans = range(len(one.periods))
    return (
        one.blocks[part, by][np.ix_(*axes, spans)].ravel(),
        two.blocks[other, by][np.ix_(*back, spans)].ravel(),
    )


def late_records(rows: Rows, *, editions: int, key: int, late: float = 0.01, seed: int = 4) -> str:
    """A closed quarter put out anew with one record in a hundred more each time, every edition kept by the attacker.

    He knows that records were added, never that any was not: each edition's bounds hold for the last one from below.
    """
    rng, keys, by = np.random.default_rng(seed), record_keys(rows, key), ("service", "ward")
    arrived = np.where(rng.random(len(rows)) < late * (editions - 1), rng.integers(1, editions, len(rows)), 0)
    webs = []
    for edition in range(editions):
        here = arrived <= edition
        parts = {name: mask & here for name, mask in rows.parts.items()}
        webs.append(lattice(replace(rows, parts=parts), some_tables(rows, [by]), keys, keyed(key)))
    low, high = keyed_bounds(webs[-1].shown)
    alone = propagate(webs[-1], low, high)
    for web in webs[:-1]:
        low = np.maximum(low, propagate(web, *keyed_bounds(web.shown)).low)
    joint = propagate(webs[-1], low, high)
    assert joint.hold(webs[-1].truth)
    changed = int((webs[0].truth != webs[-1].truth).sum())
    return (
        f"{editions} editions, {changed} figures' counts grew between the first and the last: told exactly by the last "
        f"alone {len(alone.exact(webs[-1].truth))}, by all {len(joint.exact(webs[-1].truth))}"
    )


def five_times(rows: Rows, key: int) -> str:
    """Every row standing for five people: every count is a multiple of 5 and so shown as it is."""
    many = replace(rows, people=rows.people * TO)
    web = lattice(many, some_tables(rows, [("service", "ward")]), record_keys(rows, key), keyed(key))
    exact = web.shown == web.truth
    single = int((web.truth == TO).sum())
    return f"every row for five people: {exact.mean():.0%} of {len(web):,} figures as they are, {single} of one row"
