"""What a way of looking got right and wrong, as counts that can be added over surveys."""

from dataclasses import dataclass, fields

import numpy as np

from benchmarks.hidden.surveys import Survey

SAME = 0.5


@dataclass(frozen=True)
class Score:
    """Counts over one survey or many. Two groups match where half or more of those in either are in both."""

    surveys: int = 0
    with_any: int = 0
    listed: int = 0
    planted: int = 0
    found: int = 0
    found_exactly: int = 0
    matching: int = 0
    """Listed groups that match some planted pocket."""
    not_worse: int = 0
    """Listed groups whose true chance of being dissatisfied is no higher than everyone else's."""

    def __add__(self, other: "Score") -> "Score":
        return Score(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    @property
    def recall(self) -> float:
        return self.found / self.planted if self.planted else float("nan")

    @property
    def exact_recall(self) -> float:
        return self.found_exactly / self.planted if self.planted else float("nan")

    @property
    def precision(self) -> float:
        return self.matching / self.listed if self.listed else float("nan")

    @property
    def names_per_pocket(self) -> float:
        return self.listed / self.found if self.found else float("nan")

    @property
    def false_share(self) -> float:
        return self.not_worse / self.listed if self.listed else float("nan")


def score(survey: Survey, listed: list[np.ndarray]) -> Score:
    """Set one way's list, as who is in each group, against what was planted."""
    alike = np.array([[_jaccard(one, pocket.members) for pocket in survey.planted] for one in listed])
    alike = alike.reshape(len(listed), len(survey.planted))
    return Score(
        surveys=1,
        with_any=int(bool(listed)),
        listed=len(listed),
        planted=len(survey.planted),
        found=int((alike.max(axis=0, initial=0) >= SAME).sum()),
        found_exactly=int((alike.max(axis=0, initial=0) == 1).sum()),
        matching=int((alike.max(axis=1, initial=0) >= SAME).sum()),
        not_worse=sum(not survey.chance[one].mean() > survey.chance[~one].mean() for one in listed),
    )


def _jaccard(one: np.ndarray, other: np.ndarray) -> float:
    return float((one & other).sum() / (one | other).sum())
