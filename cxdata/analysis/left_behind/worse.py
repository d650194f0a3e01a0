"""Which groups are served worse online than by staff: each beside the rest of its split, and everybody only as one.

Who comes online is not who comes to staff: all answers together show a gap where one group alone has one, or where
those who are hard to please come online more and nobody is served worse there. So gaps are of the same group on both
sides, and a split in which they differ says more than one in which they are thinned out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isnan, sqrt

from cxdata.analysis.left_behind.groups import CONF, Group
from cxdata.stats.basics.proportions import newcombe, z_value

EVERYBODY = "Everybody who answered"


@dataclass(frozen=True)
class _Gap:
    """Satisfied online less satisfied with staff, of 1, with its range."""

    value: float
    lower: float
    upper: float


def worse_online(groups: Sequence[Group]) -> list[Group]:
    """The groups less satisfied online than with staff, and more so than the rest of their split; where none stands
    apart, everybody, if every split says so.

    Beside a group that stands apart stand the others of its split that are less satisfied online by themselves; of
    other splits nobody, as its answers are in theirs.
    """
    splits = [
        [group for group in groups if group.by == by and _is_heard(group)]
        for by in dict.fromkeys(group.by for group in groups)
    ]
    known = [split for split in splits if split]
    apart = [(group, split) for split in known for group in split if group.worse_online and _is_apart(group, split)]
    if apart:
        beside = [other for _, split in apart for other in split if other.worse_online]
        return sorted({(group.by, group.level): group for group in beside}.values(), key=gap_of)
    if not known or not all(_is_of_all(split) for split in known):
        return []
    return [_together(known[0])]


def gap_of(group: Group) -> float:
    """Satisfied online less satisfied with staff, of 1."""
    return group.satisfied_online - group.satisfied_staff


def _is_heard(group: Group) -> bool:
    return not isnan(group.satisfied_online) and not isnan(group.satisfied_staff)


def _is_apart(group: Group, split: Sequence[Group]) -> bool:
    """Whether the gap of a group is wider than that of the rest of its split, beyond chance."""
    rest = [other for other in split if other is not group]
    if not rest:
        return False
    conf = 1 - (1 - CONF) / len(split)
    mine, theirs = _gap(group, conf), _common([_gap(other, conf) for other in rest], rest, conf)
    # The range of a difference by square-and-add (Newcombe 1998, Statistics in Medicine 17, 873-890).
    upper = mine.value - theirs.value + sqrt((mine.upper - mine.value) ** 2 + (theirs.value - theirs.lower) ** 2)
    return upper < 0


def _is_of_all(split: Sequence[Group]) -> bool:
    """Whether the groups of a split, like for like, are less satisfied online beyond chance, and none of them more."""
    common = _common([_gap(group, CONF) for group in split], split, CONF)
    return common.upper < 0 and all(gap_of(group) <= 0 for group in split)


def _gap(group: Group, conf: float) -> _Gap:
    gap = newcombe(*_counts(group), conf=conf)
    return _Gap(float(gap.value), float(gap.lower), float(gap.upper))


def _counts(group: Group) -> tuple[float, float, float, float]:
    online, staff = group.answers_online, group.answers_staff
    return round(group.satisfied_online * online), online, round(group.satisfied_staff * staff), staff


def _common(gaps: Sequence[_Gap], groups: Sequence[Group], conf: float) -> _Gap:
    """The gap common to several groups: Mantel and Haenszel's weights (Greenland and Robins 1985, Biometrics 41)."""
    weights = [1 / (1 / group.answers_online + 1 / group.answers_staff) for group in groups]
    value = sum(weight * gap.value for weight, gap in zip(weights, gaps, strict=True)) / sum(weights)
    reach = sqrt(sum((weight * _spread(group)) ** 2 for weight, group in zip(weights, groups, strict=True)))
    wide = z_value(conf) * reach / sum(weights)
    return _Gap(value, value - wide, value + wide)


def _spread(group: Group) -> float:
    """The standard error of a group's gap, with a half added to each count so that it is never nought."""
    x1, n1, x2, n2 = _counts(group)
    shares = [((x + 0.5) / (n + 1), n) for x, n in ((x1, n1), (x2, n2))]
    return sqrt(sum(share * (1 - share) / n for share, n in shares))


def _together(split: Sequence[Group]) -> Group:
    counts = [sum(column) for column in zip(*map(_counts, split), strict=True)]
    return replace(
        split[0],
        level="",
        name=EVERYBODY,
        satisfied_online=counts[0] / counts[1],
        answers_online=counts[1],
        satisfied_staff=counts[2] / counts[3],
        answers_staff=counts[3],
        worse_online=True,
    )
