"""Were last quarter's pockets still there this quarter? Each is tested once, alone, on the new answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from cxdata.stats.basics.false_discovery import benjamini_hochberg
from cxdata.stats.basics.proportions import newcombe
from cxdata.stats.pockets.cells import Cells, Conditions, encode
from cxdata.stats.pockets.results import Pocket

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Confirmation:
    """A stored pocket in a new period, against everyone else in it. Rates are 0 to 1; None where nobody answered.

    `verdict` is "confirmed", "not confirmed" or "too few to say"; the last is left out of the correction.
    """

    conditions: Conditions
    responses: int
    dissatisfied: int
    rate: float | None
    rest_rate: float | None
    difference: float | None
    lower: float | None
    upper: float | None
    p_value: float | None
    adjusted_p: float | None
    verdict: str


def confirm_pockets(
    stored: Sequence[Pocket | Mapping[str, Any]],
    cells: pd.DataFrame,
    *,
    q: float = 0.05,
    min_base: int = 50,
    folded: Mapping[str, Sequence[str]] | None = None,
) -> tuple[Confirmation, ...]:
    """Test each stored pocket in a new period: one exact test each, corrected over the list alone.

    `stored` holds pockets, or their `as_dict()` form (only "conditions" is read), from a search of an earlier period;
    `cells` is the new period as `find_pockets` takes it; `folded` is that search's own, so that "Other" means
    the same levels as it did. With few tests instead of thousands, a true pocket has a good chance to show again and
    a false one has none to speak of. Results are in the order given. Raises ValueError if a dimension is absent.

    Source: Benjamini and Hochberg (1995), over Fisher's exact one-sided tests.
    """
    described = [_conditions(one) for one in stored]
    dimensions = sorted({dimension for conditions in described for dimension in conditions})
    if not described:
        return ()
    counted = encode(cells, dimensions, folded=folded or {})
    inside = [counted.rows_where(conditions) for conditions in described]
    n = np.array([counted.responses[rows].sum() for rows in inside])
    d = np.array([counted.dissatisfied[rows].sum() for rows in inside])
    return _confirmations(described, n, d, counted, q=q, min_base=min_base)


def _conditions(one: Pocket | Mapping[str, Any]) -> Conditions:
    """What describes a stored pocket; JSON has a list where a condition allows several values."""
    stored = one.conditions if isinstance(one, Pocket) else one["conditions"]
    return {name: value if isinstance(value, str) else tuple(value) for name, value in stored.items()}


def _confirmations(
    described: list[Conditions], n: np.ndarray, d: np.ndarray, counted: Cells, *, q: float, min_base: int
) -> tuple[Confirmation, ...]:
    from scipy.stats import hypergeom

    all_n, all_d = int(counted.responses.sum()), int(counted.dissatisfied.sum())
    enough = (n >= min_base) & (all_n - n >= min_base)
    p_values = np.full(len(n), np.nan)
    p_values[enough] = hypergeom.sf(d[enough] - 1, all_n, all_d, n[enough])
    adjusted_p = benjamini_hochberg(p_values)
    gap = newcombe(d, n, all_d - d, all_n - n)
    return tuple(
        Confirmation(
            conditions=conditions,
            responses=int(n[i]),
            dissatisfied=int(d[i]),
            rate=int(d[i]) / int(n[i]) if n[i] else None,
            rest_rate=int(all_d - d[i]) / int(all_n - n[i]) if all_n > n[i] else None,
            difference=_number(gap.value[i]),
            lower=_number(gap.lower[i]),
            upper=_number(gap.upper[i]),
            p_value=_number(p_values[i]),
            adjusted_p=_number(adjusted_p[i]),
            verdict=_verdict(bool(enough[i]), float(adjusted_p[i]), q),
        )
        for i, conditions in enumerate(described)
    )


def _verdict(enough: bool, adjusted: float, q: float) -> str:
    if not enough:
        return "too few to say"
    return "confirmed" if adjusted <= q else "not confirmed"


def _number(value: np.floating) -> float | None:
    return None if np.isnan(value) else float(value)
