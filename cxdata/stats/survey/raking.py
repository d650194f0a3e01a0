"""Raking: weigh answers so that each margin (age, ward, channel ...) has its known share of the population.

Iterative proportional fitting (Deming and Stephan 1940), weights held between a fifth of and five times the
mean. What makes weighting impossible is told in sentences, and the answers are then left unweighted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import nan

import numpy as np

from cxdata.stats.basics.proportions import Floats, effective_base

SUM_TOLERANCE = 1e-3
TOLERANCE = 1e-6
MAX_ITERATIONS = 200
MAX_ROUNDS = 10
TRIM = (0.2, 5.0)
STRAINED = 2.0

Margin = tuple[np.ndarray, Floats]


@dataclass(frozen=True)
class Raked:
    """Weights with mean 1 over the answers used, one an answer; 0 for an answer that has no target to meet.

    residual: the largest gap left between a weighted share and its target, as a fraction of 1. problems: why the
    answers could not be weighted; all weights are then 1. notes: what to say beside the weighted figure.
    """

    weights: Floats
    weighted: bool
    trimmed: bool
    iterations: int
    residual: float
    effective_base: float
    left_out: int
    problems: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def design_effect(self) -> float:
        """Kish's (1965): how many answers are used for each one of the effective base, 1 or more; nan without any."""
        return (len(self.weights) - self.left_out) / self.effective_base if self.effective_base else nan


def rake(
    answers: Mapping[str, Sequence[str]],
    targets: Mapping[str, Mapping[str, float]],
    *,
    trim: tuple[float, float] | None = TRIM,
) -> Raked:
    """Weights that give every margin its target shares.

    answers: margin -> one category an answer; targets: margin -> category -> population share, fractions that sum
    to 1. An answer in a category without a target (such as "prefer not to say"), or with a target of 0, is left
    out with weight 0 and counted. trim=None leaves the weights as they fall. ValueError when a margin is missing
    or the margins are of different lengths.
    """
    size = _size(answers, targets)
    used = np.ones(size, dtype=bool)
    for name, shares in targets.items():
        wanted = {category for category, share in shares.items() if share > 0}
        used &= np.array([category in wanted for category in answers[name]], dtype=bool)
    used_answers = {name: [c for c, keep in zip(answers[name], used, strict=True) if keep] for name in targets}
    problems = _problems(used_answers, targets)
    if problems:
        return _unweighted(size, problems)
    margins = [_margin(used_answers[name], shares) for name, shares in targets.items()]
    weights, iterations, converged = _fit(np.ones(int(used.sum())), margins)
    if not converged:
        names = " and ".join(targets)
        sentence = f"The shares of {names} cannot all be met at once by these answers; they are left unweighted."
        return _unweighted(size, (sentence,), iterations)
    trimmed = trim is not None and _outside(weights, trim)
    if trim is not None and trimmed:
        weights = _trim(weights, margins, trim)
    everyone = np.zeros(size)
    everyone[used] = weights
    return _result(everyone, used, _residual(weights, margins), trimmed=trimmed, iterations=iterations)


def _size(answers: Mapping[str, Sequence[str]], targets: Mapping[str, Mapping[str, float]]) -> int:
    missing = [name for name in targets if name not in answers]
    if missing or not targets:
        raise ValueError(f"every target needs its answers; missing: {', '.join(missing) or 'all'}")
    sizes = {len(answers[name]) for name in targets}
    if len(sizes) != 1:
        raise ValueError("all margins must have one category an answer")
    return sizes.pop()


def _problems(used_answers: Mapping[str, Sequence[str]], targets: Mapping[str, Mapping[str, float]]) -> tuple[str, ...]:
    problems = []
    for name, shares in targets.items():
        total = sum(shares.values())
        if any(share < 0 for share in shares.values()):
            problems.append(f"A target share of {name} is below 0; shares must be 0 or more.")
        if not abs(total - 1) <= SUM_TOLERANCE:
            problems.append(f"The target shares of {name} add up to {total:.1%}; they must add up to 100%.")
        present = set(used_answers[name])
        problems.extend(
            f"Nobody in “{category}” ({name}) answered, but {share:.1%} of the population are: "
            "join it with a neighbouring category, or leave this margin out."
            for category, share in shares.items()
            if share > 0 and category not in present
        )
    return tuple(problems)


def _margin(categories: Sequence[str], shares: Mapping[str, float]) -> Margin:
    wanted = {category: share for category, share in shares.items() if share > 0}
    position = {category: i for i, category in enumerate(wanted)}
    target = np.array(list(wanted.values()), dtype=float)
    return np.array([position[category] for category in categories]), target / target.sum()


def _fit(weights: Floats, margins: Sequence[Margin]) -> tuple[Floats, int, bool]:
    weights = weights / weights.mean()
    for iteration in range(1, MAX_ITERATIONS + 1):
        furthest = 0.0
        for codes, target in margins:
            shares = np.bincount(codes, weights, minlength=len(target)) / weights.sum()
            if not (shares > 0).all():
                return weights, iteration, False
            factors = target / shares
            weights = weights * factors[codes]
            furthest = max(furthest, float(np.abs(factors - 1).max()))
        if furthest < TOLERANCE:
            return weights / weights.mean(), iteration, True
    return weights / weights.mean(), MAX_ITERATIONS, False


def _outside(weights: Floats, trim: tuple[float, float]) -> bool:
    return bool(weights.min() < trim[0] * weights.mean() or weights.max() > trim[1] * weights.mean())


def _clip(weights: Floats, trim: tuple[float, float]) -> Floats:
    return np.clip(weights, trim[0] * weights.mean(), trim[1] * weights.mean())


def _trim(weights: Floats, margins: Sequence[Margin], trim: tuple[float, float]) -> Floats:
    """Hold back and rake again in turn, ending held back: the margins then close only nearly.

    The limits are those of the mean before the last holding back, which moves the mean a little itself.
    """
    for _ in range(MAX_ROUNDS):
        weights, _, _ = _fit(_clip(weights, trim), margins)
        if not _outside(weights, trim):
            return weights
    clipped = _clip(weights, trim)
    return clipped / clipped.mean()


def _residual(weights: Floats, margins: Sequence[Margin]) -> float:
    gaps = [
        np.abs(np.bincount(codes, weights, minlength=len(target)) / weights.sum() - target).max()
        for codes, target in margins
    ]
    return float(max(gaps))


def _result(weights: Floats, used: np.ndarray, residual: float, *, trimmed: bool, iterations: int) -> Raked:
    base, left_out = effective_base(weights), int((~used).sum())
    effect = float(used.sum()) / base
    notes = []
    if left_out:
        count = "1 answer" if left_out == 1 else f"{left_out:,} answers"
        notes.append(f"Left out, for want of a population share for their category: {count}.")
    if trimmed:
        notes.append(
            f"Very small and very large weights were held back; shares meet their targets within "
            f"{max(100 * residual, 0.1):.1f} percentage points."
        )
    if effect > STRAINED:
        notes.append(f"Weights strain these answers: {used.sum():,} answers speak with the certainty of {base:,.0f}.")
    return Raked(weights, True, trimmed, iterations, residual, base, left_out, problems=(), notes=tuple(notes))


def _unweighted(size: int, problems: tuple[str, ...], iterations: int = 0) -> Raked:
    return Raked(
        weights=np.ones(size),
        weighted=False,
        trimmed=False,
        iterations=iterations,
        residual=float("nan"),
        effective_base=float(size),
        left_out=0,
        problems=problems,
        notes=("The figures are unweighted.",),
    )
