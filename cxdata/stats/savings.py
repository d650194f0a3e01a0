"""What contacts that moved from one channel to another are worth, at costs that nobody knows exactly.

Moved like for like: Kitagawa (1955), each channel's share within the services, so that a change in which services
people need does not pass for contacts that moved (cxdata.stats.decomposition). Nobody knows who went from which channel
to which, so those that a channel lost are taken to have gone to those that gained, in proportion. Worth: S = sum of
V (c_from - c_to - f g c_from), where f g is the share of those moved online who come back by the channel they left. Low
and high are the ends of the middle 80 of 100 of 10,000 seeded draws of V (chance in the counts of either period) and of
each cost (triangular between its low, most likely and high).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from cxdata.stats.basics.proportions import Floats
from cxdata.stats.decomposition import kitagawa

SEED = 20200204
DRAWS = 10_000
NOTHING_MOVED = 0.5
"""Fewer contacts than this are none: what is left of them is the rounding of the machine."""
TAILS = (10.0, 50.0, 90.0)
"""Percentiles of low, central and high."""


@dataclass(frozen=True)
class Shift:
    """How the contacts of the later period moved between channels: `moved` sums to 0, positive where a channel gained.

    `mix` is the further gain of each channel because other services were asked for, both in contacts of the later
    period. `covariance` is that of `moved`.
    """

    moved: Floats
    mix: Floats
    covariance: Floats

    @property
    def contacts(self) -> float:
        """How many contacts left a channel for another."""
        return float(self.moved.clip(min=0).sum())


@dataclass(frozen=True)
class Saving:
    """Pounds saved (negative: lost), low, central and high, and the contacts they are of.

    `priced` contacts moved between channels of which both have a cost, `unpriced` others: no pounds are said of them.
    Without any priced contact the pounds are nan.
    """

    low: float
    central: float
    high: float
    priced: float
    unpriced: float


def shift(before: ArrayLike, after: ArrayLike) -> Shift:
    """The shift between two periods, from contacts in rows of services and columns of channels.

    A service that is in one period only moved nothing: its coming or going is mix. Raises ValueError where the two are
    not of one shape, hold what is no count, or a period has no contacts.
    """
    counts = [np.asarray(period, dtype=float) for period in (before, after)]
    if counts[0].shape != counts[1].shape or counts[0].ndim != 2:
        raise ValueError("both periods must be tables of the same services and channels")
    if any((table < 0).any() or np.isnan(table).any() for table in counts):
        raise ValueError("contacts must be numbers of 0 or more")
    sizes = [table.sum(axis=1) for table in counts]
    names = [str(row) for row in range(len(sizes[0]))]
    whole = sizes[1].sum()
    shares = [_shares(table, size) for table, size in zip(counts, sizes, strict=True)]
    splits = [
        kitagawa(names, sizes[0], shares[0][:, channel], sizes[1], shares[1][:, channel])
        for channel in range(counts[0].shape[1])
    ]
    moved = whole * np.array([split.within for split in splits])
    mix = whole * np.array([split.mix for split in splits])
    return Shift(moved, mix, whole**2 * _covariance(counts, sizes))


def flows(moved: ArrayLike) -> Floats:
    """From which channel (row) to which (column) contacts went: what each lost, in proportion to what each gained.

    The last axis of `moved` is the channels; leading axes are draws.
    """
    moved = np.asarray(moved, dtype=float)
    lost, gained = (-moved).clip(min=0), moved.clip(min=0)
    whole = np.maximum(gained.sum(axis=-1, keepdims=True), 1e-12)
    matrix: Floats = lost[..., :, None] * (gained / whole)[..., None, :]
    return matrix


def saving(
    change: Shift,
    costs: Sequence[tuple[float, float, float] | None],
    *,
    online: Sequence[bool],
    come_back: float = 0.0,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Saving:
    """What a shift saved.

    `costs` are low, most likely and high a contact for each channel, None where none is given; `online` says which
    channels are online, and `come_back` what share of those who moved there came back by the channel they left. Raises
    ValueError for costs that are not in order, and for a share outside 0 to 1. Where nothing moved it is nothing, with
    the range that chance allows.
    """
    if not 0 <= come_back <= 1:
        raise ValueError("the share that comes back lies between 0 and 1")
    generator = np.random.default_rng(seed)
    known = np.array([cost is not None for cost in costs])
    central = flows(change.moved)
    both = known[:, None] & known[None, :]
    priced = float(central[both].sum())
    unpriced = float(central[~both].sum())
    nothing_moved = change.contacts < NOTHING_MOVED and known.sum() > 1
    if not priced > 0 and not nothing_moved:
        return Saving(np.nan, np.nan, np.nan, 0.0, unpriced)
    drawn = change.moved + generator.standard_normal((draws, len(change.moved))) @ _root(change.covariance)
    prices = np.stack([_triangular(cost, draws, generator) for cost in costs], axis=-1)
    worth = np.einsum("dij,dij->d", flows(drawn), _gains(prices, np.asarray(online), come_back) * both)
    low, middle, high = np.percentile(worth, TAILS)
    if nothing_moved:
        low, middle, high = min(low, 0.0), 0.0, max(high, 0.0)
    return Saving(float(low), float(middle), float(high), priced, unpriced)


def contacts_for(pounds: float, dearer: float, cheaper: float) -> float:
    """How many whole contacts must move from one channel to a cheaper one to save so much; nan where none is."""
    each = dearer - cheaper
    return float(np.ceil(pounds / each)) if each > 0 else float("nan")


def _root(covariance: Floats) -> Floats:
    """The symmetric square root of a covariance: there is one, whichever eigenvectors a processor finds, so the same
    seed draws the same everywhere.
    """
    values, vectors = np.linalg.eigh(covariance)
    root: Floats = (vectors * np.sqrt(np.maximum(values, 0.0))) @ vectors.T
    return root


def _shares(counts: Floats, sizes: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        shares: Floats = counts / sizes[:, None]
    return shares


def _covariance(counts: Sequence[Floats], sizes: Sequence[Floats]) -> Floats:
    """Of the share of each channel within services: a multinomial for each service and period.

    Half a contact is added to each channel, so that a service of three calls has a doubt at all.
    """
    channels = counts[0].shape[1]
    weights = sum(size / size.sum() for size in sizes) / 2
    in_both = (sizes[0] > 0) & (sizes[1] > 0)
    total = np.zeros((channels, channels))
    for table, size in zip(counts, sizes, strict=True):
        shares = (table + 0.5) / (size + channels / 2)[:, None]
        scale = np.where(in_both, weights**2 / np.maximum(size, 1), 0.0)
        total += np.diag(scale @ shares) - np.einsum("s,si,sj->ij", scale, shares, shares)
    return total


def _triangular(cost: tuple[float, float, float] | None, draws: int, generator: np.random.Generator) -> Floats:
    if cost is None:
        return np.zeros(draws)
    low, mode, high = cost
    if not 0 <= low <= mode <= high:
        raise ValueError("a cost lies between its low and its high, and none is negative")
    return generator.triangular(low, mode, high, size=draws) if low < high else np.full(draws, mode)


def _gains(prices: Floats, online: np.ndarray, come_back: float) -> Floats:
    """Pounds saved by one contact that went from a channel (row) to another (column), for each draw."""
    to_online = come_back * (~online[:, None] & online[None, :])
    from_online = come_back * (online[:, None] & ~online[None, :])
    gains: Floats = prices[:, :, None] * (1 - to_online) - prices[:, None, :] * (1 - from_online)
    return gains
