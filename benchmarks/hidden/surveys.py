"""Invented surveys in which it is known who is badly served.

Eight facts about each customer, of 3, 5, 12, 20, 6, 2, 4 and 3 levels, some common and some rare; the age group shifts
the channel, as it does in life. Everybody has the log-odds of one base rate (6 in 100), plus those of the kind's mild
true differences, of a planted pocket (one to three facts, 150 to 1,500 in 20,000, log-odds +1.0 to +1.8), of a large
bad group, of the person (who may answer several times) and of the batch that the answer came in (one day, service and
ward). A seed gives the same survey always.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from benchmarks.hidden.kinds import Kind
from cxdata.stats.pockets.assessment.clusters import Clusters
from cxdata.stats.pockets.cells import Conditions, values_of

LEVELS = {
    "customer": 3,
    "channel": 5,
    "service": 12,
    "ward": 20,
    "age": 6,
    "disability": 2,
    "time": 4,
    "provider": 3,
}
DIMENSIONS = tuple(LEVELS)
SMALLEST, LARGEST = 150, 1500
MOST_OVERLAP = 0.1


@dataclass(frozen=True)
class Planted:
    """A pocket that was put in: its description, and which of the answers are in it."""

    conditions: dict[str, str]
    members: np.ndarray


@dataclass(frozen=True)
class Survey:
    """One answer a row: `codes` by dimension, whether dissatisfied, and the true chance of it.

    `batch` says which answers came together, where the kind has batches; None otherwise.
    """

    codes: np.ndarray
    dissatisfied: np.ndarray
    chance: np.ndarray
    planted: tuple[Planted, ...]
    batch: np.ndarray | None = None
    dimensions: tuple[str, ...] = DIMENSIONS

    def answers(self) -> pd.DataFrame:
        """One row an answer, with the facts as text."""
        columns = {name: _labels(name, self.codes[place]) for place, name in enumerate(self.dimensions)}
        return pd.DataFrame(columns).assign(dissatisfied=self.dissatisfied)

    def cells(self) -> pd.DataFrame:
        """One row a combination of facts, with its counts: what the search is given."""
        groups = self.answers().groupby(list(self.dimensions), observed=True, as_index=False)
        return groups.agg(responses=("dissatisfied", "size"), dissatisfied=("dissatisfied", "sum"))

    def members(self, conditions: Conditions) -> np.ndarray:
        """Which answers meet every condition."""
        inside = np.ones(len(self.dissatisfied), dtype=bool)
        for name, value in conditions.items():
            codes = [int(one.rsplit(" ", 1)[1]) - 1 for one in values_of(value)]
            inside &= np.isin(self.codes[self.dimensions.index(name)], codes)
        return inside

    def count_batches(self, conditions: Conditions, aside: tuple[Conditions, ...]) -> tuple[Clusters, ...]:
        """The answers still in play by batch, inside a group and outside it."""
        if self.batch is None:
            return ()
        inside = self.members(conditions)
        left = ~np.logical_or.reduce([np.zeros_like(inside), *(self.members(one) for one in aside)])
        counts = [
            np.bincount(self.batch[side & left], weight[side & left], minlength=int(self.batch.max()) + 1)
            for side in (inside, ~inside)
            for weight in (np.ones(len(inside)), self.dissatisfied)
        ]
        return (Clusters(*counts),)


def survey(kind: Kind, seed: int) -> Survey:
    """Draw one survey of a kind."""
    rng = np.random.default_rng([seed, *kind.name.encode()])
    if kind.oxford:
        return _oxford(rng)
    codes, person, batch = _people(rng, kind)
    log_odds = np.full(kind.responses, np.log(kind.base / (1 - kind.base)))
    for place, levels in enumerate(LEVELS.values()):
        if kind.nuisance:
            log_odds += rng.normal(0, kind.nuisance, levels)[codes[place]]
    large = _plant_large(rng, codes) if kind.large else None
    planted = _plant(rng, codes, kind, large)
    for pocket in planted:
        log_odds[pocket.members] += kind.large if pocket is large else rng.uniform(kind.low, kind.high)
    log_odds += rng.normal(0, kind.person_sd, person.max() + 1)[person]
    if batch is not None:
        log_odds += rng.normal(0, kind.batch_sd, batch.max() + 1)[batch]
    chance = 1 / (1 + np.exp(-log_odds))
    return Survey(codes, rng.random(kind.responses) < chance, chance, planted, batch)


def _people(rng: np.random.Generator, kind: Kind) -> tuple[np.ndarray, np.ndarray, np.ndarray | None]:
    """Each answer's facts, whose it is, and the batch it came in."""
    count = -(-kind.responses // kind.times)
    shares = {name: rng.permutation(_uneven(levels)) for name, levels in LEVELS.items()}
    columns = {name: rng.choice(len(share), count, p=share) for name, share in shares.items()}
    batch = None
    if kind.batch_size:
        batch = np.arange(count) // kind.batch_size
        for name in ("service", "ward"):
            columns[name] = rng.choice(LEVELS[name], batch.max() + 1, p=shares[name])[batch]
    for age in range(LEVELS["age"]):
        inside = columns["age"] == age
        # The older the group, the more of its answers come by the later channels of the list.
        tilted = shares["channel"] * np.exp(0.2 * (age - 2.5) * (np.arange(LEVELS["channel"]) - 2))
        columns["channel"][inside] = rng.choice(len(tilted), int(inside.sum()), p=tilted / tilted.sum())
    person = np.repeat(np.arange(count), kind.times)[: kind.responses]
    codes = np.array([columns[name] for name in DIMENSIONS])[:, person]
    return codes, person, batch


def _uneven(levels: int) -> np.ndarray:
    share = 1 / np.arange(1, levels + 1) ** 1.1
    return share / share.sum()


def _plant_large(rng: np.random.Generator, codes: np.ndarray) -> Planted:
    """A single level that holds 20 to 40 % of all answers."""
    fitting = [
        (name, level)
        for place, name in enumerate(DIMENSIONS)
        for level in range(LEVELS[name])
        if 0.2 <= (codes[place] == level).mean() <= 0.4
    ]
    name, level = fitting[rng.integers(len(fitting))]
    return Planted({name: f"{name} {level + 1:02d}"}, codes[DIMENSIONS.index(name)] == level)


def _plant(rng: np.random.Generator, codes: np.ndarray, kind: Kind, large: Planted | None) -> tuple[Planted, ...]:
    """Pockets of the right size of which no two share more than a tenth of the smaller, after the large one if any."""
    scale = codes.shape[1] / 20_000
    planted: list[Planted] = [] if large is None else [large]
    wanted = kind.pockets + len(planted)
    while len(planted) < wanted:
        places = rng.choice(len(DIMENSIONS), rng.integers(1, 4), replace=False)
        values = [int(rng.integers(list(LEVELS.values())[place])) for place in places]
        members = np.all(codes[places] == np.array(values)[:, None], axis=0)
        size = members.sum()
        if not SMALLEST * scale <= size <= LARGEST * scale:
            continue
        shared = [(members & other.members).sum() / min(size, other.members.sum()) for other in planted]
        if all(share <= MOST_OVERLAP for share in shared):
            names = [DIMENSIONS[place] for place in places]
            labels = [f"{name} {value + 1:02d}" for name, value in zip(names, values, strict=True)]
            planted.append(Planted(dict(zip(names, labels, strict=True)), members))
    return tuple(planted)


def _oxford(rng: np.random.Generator) -> Survey:
    """Face to face 1 %, phone 5 %, website 27 % dissatisfied (1,400, 3,000 and 1,600 answers); 4 % are business."""
    channel = np.repeat([0, 1, 2], [1400, 3000, 1600])
    customer = (rng.random(len(channel)) < 0.04).astype(int)
    time = rng.integers(0, 4, len(channel))
    chance = np.array([0.01, 0.05, 0.27])[channel]
    planted = (Planted({"channel": "channel 03"}, channel == 2),)
    return Survey(
        np.array([channel, customer, time]),
        rng.random(len(channel)) < chance,
        chance,
        planted,
        dimensions=("channel", "customer", "time"),
    )


def _labels(name: str, codes: np.ndarray) -> np.ndarray:
    return np.array([f"{name} {level + 1:02d}" for level in range(codes.max() + 1)])[codes]
