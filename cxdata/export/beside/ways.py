"""Measures that are parts of one base, each published by itself: whether they tell a hidden count together.

Online, automated phone and assisted stand side by side as tiles and as one drawing. Each is safe alone; but 178 and 158
of 337 read 180 and 160 of 335, which is 337 at most, and so the third, hidden, can be 1 only.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from cxdata.council import Council
from cxdata.export.publish import ALSO_HIDDEN, hide_rows, publish
from cxdata.measures.model import Measure
from cxdata.measures.query import Answer, query
from cxdata.scope import Scope
from cxdata.stats.disclosure.rules import DisclosureRules
from cxdata.store import Store

PARTS = ("online_share", "automated_phone_share", "assisted_share")
"""The measures that add up to their base."""


def publish_query(
    store: Store,
    measure: str | Measure,
    by: Sequence[str],
    scope: Scope,
    *,
    council: Council,
    strict: bool = False,
) -> Answer:
    """The engine's answer fit to publish, beside the other parts of its base too. Raises as `query` and `publish`."""
    exact = query(store, measure, by, scope, council=council, strict=strict)
    shown = publish(exact, council)
    if exact.measure.id not in PARTS or exact.empty:
        return shown
    parts = [query(store, part, by, scope, council=council) for part in PARTS]
    return hide_beside(shown, parts, council)


def hide_beside(shown: Answer, parts: Sequence[Answer], council: Council) -> Answer:
    """A published part without the groups in which it, beside the other `parts`, would tell a hidden count.

    `parts` are all parts of the base, exact and of the same split; of those shown the smallest is hidden too.
    """
    groups = [dimension.id for dimension in shown.by]
    counted, hidden = [], []
    for part in parts:
        frame = publish(part, council).frame
        true = part.frame
        if groups:
            frame = shown.frame[groups].merge(frame[[*groups, "suppressed"]], how="left")
            true = shown.frame[groups].merge(true[[*groups, "numerator"]], how="left")
        counted.append(true["numerator"].fillna(0.0).to_numpy(dtype=float))
        hidden.append(frame["suppressed"].fillna(False).to_numpy(dtype=bool))
    counts, out = np.array(counted), np.array(hidden)
    smallest = np.where(out, np.inf, counts).argmin(axis=0)
    mine = [part.measure.id for part in parts].index(shown.measure.id)
    extra = _told(counts, out, council.disclosure) & (smallest == mine)
    if not extra.any():
        return shown
    return replace(shown, frame=hide_rows(shown.frame, extra), notes=tuple(dict.fromkeys((*shown.notes, ALSO_HIDDEN))))


def _told(counts: np.ndarray, hidden: np.ndarray, rules: DisclosureRules) -> np.ndarray:
    """For each group (a column) whether a hidden small count of a part (a row) can be one number only.

    The reader has the base and the parts that are shown, each as rounded, and knows of a hidden one that it is small.
    """
    told = np.zeros(counts.shape[1], dtype=bool)
    for group in range(counts.shape[1]):
        mine, out = counts[:, group], hidden[:, group]
        if out.all() or not out.any():
            continue
        low, high = np.array([_reach(count, is_out, rules) for count, is_out in zip(mine, out, strict=True)]).T
        least, greatest = rules.bucket(float(rules.publish(np.array([mine.sum()]))[0]))
        places = range(len(mine))
        from_below = np.maximum(low, [least - np.delete(high, place).sum() for place in places])
        from_above = np.minimum(high, [greatest - np.delete(low, place).sum() for place in places])
        told[group] = bool((out & rules.is_small(mine) & (from_below >= from_above)).any())
    return told


def _reach(count: float, hidden: bool, rules: DisclosureRules) -> tuple[float, float]:
    """The least and the greatest a reader can take a count to be."""
    if not hidden:
        return rules.bucket(float(rules.nearest(np.array([count]))[0]))
    small = bool(rules.is_small(np.array([count]))[0])
    return (1.0, rules.hide_below - 1.0) if small else (0.0, np.inf)
