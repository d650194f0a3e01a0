"""Two published tables may say together what neither says alone: the check before the second one goes out.

One is inside the other (all residents, and residents over 25), or a change is published beside one of two
periods: subtracting gives the difference exactly, and the difference may be two people. Rounded tables
stand this; exact ones often do not. Both checks work on what a reader knows of the published counts
(`Reach`), never on the counts.
"""

from collections.abc import Mapping

import numpy as np

from cxdata.errors import CxError
from cxdata.stats.disclosure.rules import DisclosureRules, Floats, Reach, Sums
from cxdata.stats.disclosure.suppression import attack, within

Key = tuple[str, ...]


def check_nested(
    outer: Reach, inner: Reach, *, others: Reach | None = None, rules: DisclosureRules | None = None
) -> None:
    """Refuse (CxError) two tables, one counting some of the other's people, that give a hidden count away together.

    Groups are matched by key. others: the table of all who are in `outer` and not in `inner`, if that one is
    published too. A count is given away when only one value from 1 to `hide_below` - 1 agrees
    with both tables: a count hidden in either, or the number who are in the outer group and not in the
    inner.
    """
    rules = rules or DisclosureRules()
    places = {key: at for at, key in enumerate(outer.keys)}
    pairs = [(places[key], at) for at, key in enumerate(inner.keys) if key in places]
    if not pairs:
        return
    sizes = len(outer.keys), len(inner.keys)
    rest = _rest(outer, others, [o for o, _ in pairs])
    low = np.concatenate([outer.low, inner.low, rest[0]])
    high = np.concatenate([outer.high, inner.high, rest[1]])
    sums: list[tuple[int, list[int]]] = [(total, list(parts)) for total, parts in outer.sums]
    sums += [(total + sizes[0], [part + sizes[0] for part in parts]) for total, parts in inner.sums]
    sums += [(o, [i + sizes[0], sum(sizes) + at]) for at, (o, i) in enumerate(pairs)]
    names = [*outer.keys, *inner.keys, *(outer.keys[o] for o, _ in pairs)]
    told = _told(low, high, sums, rules)
    if told is not None:
        what = "the people in one table and not in the other" if told >= sum(sizes) else "a hidden figure"
        raise CxError(
            f"These two tables cannot both be published: together they give away {what} for "
            f"{' / '.join(names[told])}. Publish only one of them, or both with rounded counts."
        )


def check_total(total: Reach, parts: Reach, *, rules: DisclosureRules | None = None) -> None:
    """Refuse (CxError) a total published apart from its parts where it gives one of them away.

    total: a table of one row; parts: everybody in it once, in groups (totals among them are not counted twice).
    """
    rules = rules or DisclosureRules()
    inner_totals = {place for place, _ in parts.sums}
    size = len(parts.keys)
    leaves = [place for place in range(size) if place not in inner_totals]
    low, high = np.append(parts.low, total.low[0]), np.append(parts.high, total.high[0])
    told = _told(low, high, [*parts.sums, (size, leaves)], rules)
    if told is not None:
        raise CxError(
            f"This total cannot be published beside its parts: it gives away a hidden figure for "
            f"{' / '.join((*parts.keys, *total.keys)[told])}. Publish it in one table with them."
        )


def check_change(
    before: Reach, after: Reach, change: Mapping[Key, float], *, rules: DisclosureRules | None = None
) -> None:
    """Refuse (CxError) a column of exact changes that gives away a count hidden in either of its two periods.

    `change` is after - before by group key; leave out, or give nan for, groups whose change is not published.
    """
    rules = rules or DisclosureRules()
    later = {key: at for at, key in enumerate(after.keys)}
    for at, key in enumerate(before.keys):
        step = change.get(key, np.nan)
        if np.isnan(step) or key not in later:
            continue
        then = later[key]
        low = max(before.low[at], after.low[then] - step)
        high = min(before.high[at], after.high[then] - step)
        values = [(low, before.low[at] < before.high[at]), (low + step, after.low[then] < after.high[then])]
        if low == high and any(unsure and 1 <= value < rules.hide_below for value, unsure in values):
            raise CxError(
                f"The change for {' / '.join(key)} cannot be published: with the figure beside it, it gives away "
                f"a hidden one. Leave the change out wherever either period is hidden."
            )


def published_change(before: Floats, after: Floats) -> Floats:
    """The change that may stand beside two published columns: between the figures shown, nan if either is hidden."""
    return np.asarray(after, dtype=float) - np.asarray(before, dtype=float)


def _rest(outer: Reach, others: Reach | None, places: list[int]) -> tuple[Floats, Floats]:
    """What is known of the people in the outer groups at `places` who are not in the inner ones."""
    low, high = np.zeros(len(places)), outer.high[places]
    published = {key: at for at, key in enumerate(others.keys)} if others else {}
    for at, place in enumerate(places):
        if others and (there := published.get(outer.keys[place])) is not None:
            low[at], high[at] = others.low[there], min(high[at], others.high[there])
    return low, high


def _told(low: Floats, high: Floats, sums: Sums, rules: DisclosureRules) -> int | None:
    """The first place whose count can only be one value, from 1 to `hide_below` - 1."""
    unsure = np.flatnonzero((low < high) & (low < rules.hide_below)).tolist()
    for place in within(low, high, sums, unsure, width=1):
        if rules.is_small(attack(low, high, sums, [place])[0, 0]):
            return place
    return None
