"""Who answered: response rates, and what silence could hide.

Shares and rates are fractions of 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from cxdata.stats.basics.proportions import wilson

HEARD_TOO_LITTLE = 0.8
HEARD_TOO_MUCH = 1.25


@dataclass(frozen=True)
class ResponseRate:
    """How one group answered. representation = its share of the answers / its share of those who could answer.

    flag is "heard too little", "heard too much", "more answers than customers", "nobody to ask" or "".
    """

    group: str
    responses: float
    eligible: float
    rate: float
    lower: float
    upper: float
    representation: float
    flag: str


@dataclass(frozen=True)
class TippingPoint:
    """How much less satisfied those who did not answer must be for the target to be missed.

    gap: that difference (nan where everybody answered); needed: the share of the silent who must be satisfied
    for the target to be met, between 0 and 1; sentence: the same in words.
    """

    gap: float
    needed: float
    sentence: str


def response_rates(
    groups: Sequence[str], responses: ArrayLike, eligible: ArrayLike, *, conf: float = 0.95
) -> tuple[ResponseRate, ...]:
    """Response rate by group, with Wilson limits and a flag for a group heard too little or too much.

    responses and eligible (those who could have answered) are counts, one a group, in the order of groups.
    A group with more answers than customers has no rate: its two files do not describe the same people.
    """
    answers, invited = np.asarray(responses, dtype=float), np.asarray(eligible, dtype=float)
    if not len(groups) == len(answers) == len(invited):
        raise ValueError("groups, responses and eligible must be of the same length")
    sound = (invited > 0) & (answers <= invited)
    lower, upper = wilson(np.where(sound, answers, np.nan), np.where(sound, invited, np.nan), conf=conf)
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = np.where(sound, answers / invited, np.nan)
        heard = np.where(sound, answers * invited[sound].sum() / (invited * answers[sound].sum()), np.nan)
    return tuple(
        ResponseRate(
            group=group,
            responses=float(answers[i]),
            eligible=float(invited[i]),
            rate=float(rate[i]),
            lower=float(lower[i]),
            upper=float(upper[i]),
            representation=float(heard[i]),
            flag=_flag(answers[i], invited[i], heard[i]),
        )
        for i, group in enumerate(groups)
    )


def _flag(answers: float, invited: float, heard: float) -> str:
    if answers > invited:
        return "more answers than customers"
    if not invited > 0:
        return "nobody to ask"
    if heard < HEARD_TOO_LITTLE:
        return "heard too little"
    return "heard too much" if heard > HEARD_TOO_MUCH else ""


def non_response_bounds(satisfied: float, response_rate: float) -> tuple[float, float]:
    """Between which shares the satisfaction of everybody lies, whatever the silent think (Manski 1989).

    Lowest if none of them is satisfied, highest if all are. ValueError for a share outside 0 to 1.
    """
    _check_shares(satisfied, response_rate)
    answered = response_rate * satisfied
    return answered, answered + (1 - response_rate)


def tipping_point(satisfied: float, response_rate: float, target: float) -> TippingPoint:
    """How far the satisfaction of the silent may fall below that of those who answered before a target is missed.

    ValueError for a share outside 0 to 1.
    """
    _check_shares(satisfied, response_rate, target)
    silent = 1 - response_rate
    if silent == 0:
        verdict = "met" if satisfied >= target else "missed"
        return TippingPoint(np.nan, np.nan, f"Everybody answered: the target of {target:.0%} is {verdict}.")
    gap = (satisfied - target) / silent
    needed = (target - response_rate * satisfied) / silent
    if needed <= 0:
        words = "is met even if none of those who did not answer is satisfied"
    elif needed > 1:
        words = "is missed even if all of those who did not answer are satisfied"
    else:
        words = f"is met only if at least {_per_cent_up(needed)}% of those who did not answer are satisfied"
    return TippingPoint(gap, min(max(needed, 0.0), 1.0), f"The target of {target:.0%} {words}.")


def _per_cent_up(share: float) -> str:
    """Rounded up to one decimal, so that "at least" stays true."""
    return f"{np.ceil(round(share * 1000, 6)) / 10:g}"


def _check_shares(*shares: float) -> None:
    if any(not 0 <= share <= 1 for share in shares):
        raise ValueError("shares are fractions between 0 and 1")
