"""Invented surveys in which it is known who is badly served.

Eight facts about each customer, of 3, 5, 12, 20, 6, 2, 4 and 3 levels, some common and some rare; the age group shifts
the channel, as it does in life. Everybody has one chance of being dissatisfied; a planted pocket, described by one to
three facts and holding 150 to 1,500 in 20,000, has its log-odds raised by 1.0 to 1.8 (from 8 in 100 to between 19 and
34 in 100). A seed gives the same survey always.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

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
class Kind:
    """A kind of survey: how many answers, share dissatisfied outside pockets, pockets, and other true differences."""

    name: str
    words: str
    responses: int = 20_000
    base: float = 0.08
    pockets: int = 0
    nuisance: float = 0.0
    low: float = 1.0
    high: float = 1.8


KINDS = (
    Kind("null", "no pockets"),
    Kind("null2", "no pockets, 98 % satisfied", base=0.02),
    Kind("clean", "three pockets", pockets=3),
    Kind("base2", "three pockets, 98 % satisfied outside them", base=0.02, pockets=3),
    Kind("five", "five pockets", pockets=5),
    Kind("weak", "three weak pockets", pockets=3, low=0.5, high=1.0),
    Kind("nuis", "three pockets, and mild true differences everywhere", pockets=3, nuisance=0.15),
)


@dataclass(frozen=True)
class Planted:
    """A pocket that was put in: its description, and which of the answers are in it."""

    conditions: dict[str, str]
    members: np.ndarray


@dataclass(frozen=True)
class Survey:
    """One answer a row: `codes` by dimension, whether dissatisfied, and the true chance of it."""

    codes: np.ndarray
    dissatisfied: np.ndarray
    chance: np.ndarray
    planted: tuple[Planted, ...]

    def answers(self) -> pd.DataFrame:
        """One row an answer, with the facts as text."""
        columns = {name: _labels(name)[self.codes[place]] for place, name in enumerate(DIMENSIONS)}
        return pd.DataFrame(columns).assign(dissatisfied=self.dissatisfied)

    def cells(self) -> pd.DataFrame:
        """One row a combination of facts, with its counts: what the search is given."""
        groups = self.answers().groupby(list(DIMENSIONS), observed=True, as_index=False)
        return groups.agg(responses=("dissatisfied", "size"), dissatisfied=("dissatisfied", "sum"))

    def members(self, conditions: dict[str, str]) -> np.ndarray:
        """Which answers meet every condition."""
        inside = np.ones(len(self.dissatisfied), dtype=bool)
        for name, value in conditions.items():
            inside &= self.codes[DIMENSIONS.index(name)] == int(value.rsplit(" ", 1)[1]) - 1
        return inside


def survey(kind: Kind, seed: int) -> Survey:
    """Draw one survey of a kind."""
    rng = np.random.default_rng([seed, *kind.name.encode()])
    codes = _people(rng, kind.responses)
    log_odds = np.full(kind.responses, np.log(kind.base / (1 - kind.base)))
    for place, levels in enumerate(LEVELS.values()):
        if kind.nuisance:
            log_odds += rng.normal(0, kind.nuisance, levels)[codes[place]]
    planted = _plant(rng, codes, kind)
    for pocket in planted:
        log_odds[pocket.members] += rng.uniform(kind.low, kind.high)
    chance = 1 / (1 + np.exp(-log_odds))
    return Survey(codes, rng.random(kind.responses) < chance, chance, planted)


def _people(rng: np.random.Generator, count: int) -> np.ndarray:
    shares = {name: rng.permutation(_uneven(levels)) for name, levels in LEVELS.items()}
    columns = {name: rng.choice(len(share), count, p=share) for name, share in shares.items()}
    for age in range(LEVELS["age"]):
        inside = columns["age"] == age
        # The older the group, the more of its answers come by the later channels of the list.
        tilted = shares["channel"] * np.exp(0.2 * (age - 2.5) * (np.arange(LEVELS["channel"]) - 2))
        columns["channel"][inside] = rng.choice(len(tilted), int(inside.sum()), p=tilted / tilted.sum())
    return np.array([columns[name] for name in DIMENSIONS])


def _uneven(levels: int) -> np.ndarray:
    share = 1 / np.arange(1, levels + 1) ** 1.1
    return share / share.sum()


def _plant(rng: np.random.Generator, codes: np.ndarray, kind: Kind) -> tuple[Planted, ...]:
    """Pockets of the right size of which no two share more than a tenth of the smaller."""
    scale = codes.shape[1] / 20_000
    planted: list[Planted] = []
    while len(planted) < kind.pockets:
        places = rng.choice(len(DIMENSIONS), rng.integers(1, 4), replace=False)
        values = [int(rng.integers(list(LEVELS.values())[place])) for place in places]
        members = np.all(codes[places] == np.array(values)[:, None], axis=0)
        size = members.sum()
        if not SMALLEST * scale <= size <= LARGEST * scale:
            continue
        shared = [(members & other.members).sum() / min(size, other.members.sum()) for other in planted]
        if all(share <= MOST_OVERLAP for share in shared):
            names = [DIMENSIONS[place] for place in places]
            labels = [str(_labels(name)[value]) for name, value in zip(names, values, strict=True)]
            planted.append(Planted(dict(zip(names, labels, strict=True)), members))
    return tuple(planted)


def _labels(name: str) -> np.ndarray:
    return np.array([f"{name} {level + 1:02d}" for level in range(LEVELS[name])])
