"""Which of two formulas a published figure follows, month by month, and where it changes from one to the other.

Published and computed figures in, names of formulas out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WITHIN = 1.0
"""A published figure follows a formula where it is at most this many points away; most are printed whole."""
ENOUGH = 6
MOST = 0.9
BOTH, NEITHER = "both", "neither"


@dataclass(frozen=True)
class FormulaChange:
    """A change of formula: the indices, in order, of the months that tell, before the change and from it on."""

    before: tuple[int, ...]
    after: tuple[int, ...]


def formula_followed(published: float, by_formula: Mapping[str, float]) -> str:
    """The name of the formula that a published figure agrees with, all in points (0 to 100).

    "both" where it agrees with either and they lie too close together to tell, "neither" where it agrees with none.
    """
    away = {name: abs(published - value) for name, value in by_formula.items()}
    near = [name for name in away if away[name] <= WITHIN]
    if not near:
        return NEITHER
    # Within a point of each: the nearer one counts, unless they lie so close that the printed figure cannot tell.
    if len(near) > 1 and max(by_formula.values()) - min(by_formula.values()) <= WITHIN:
        return BOTH
    return min(near, key=lambda name: away[name])


def is_made_of_answers(follows: Sequence[str]) -> bool:
    """Whether a series of `formula_followed` agrees with the answers so often that it must be made of them.

    Another body's figure comes near ours by chance now and then, but not in nine of ten months out of six or more.
    """
    return len(follows) >= ENOUGH and sum(name != NEITHER for name in follows) >= MOST * len(follows)


def find_formula_change(follows: Sequence[str]) -> FormulaChange | None:
    """The change of formula in a series of `formula_followed`, one entry a month; None where it keeps to one.

    Nine in ten of the months that tell must agree with the formula of their side, so that a slip in one month is no
    change; fewer than six that tell, or fewer than half of all, show nothing.
    """
    telling = [index for index, name in enumerate(follows) if name not in (BOTH, NEITHER)]
    if len(telling) < ENOUGH or 2 * len(telling) < len(follows):
        return None
    most_right, change = 0, None
    for cut in range(1, len(telling)):
        old, new = follows[telling[cut - 1]], follows[telling[cut]]
        if old == new:
            continue
        right = sum(follows[index] == old for index in telling[:cut])
        right += sum(follows[index] == new for index in telling[cut:])
        if right > most_right:
            most_right, change = right, FormulaChange(tuple(telling[:cut]), tuple(telling[cut:]))
    return change if most_right >= MOST * len(telling) else None
