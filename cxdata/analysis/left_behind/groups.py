"""Take-up and satisfaction of groups of people: who comes online less than the rest, and who is served worse there.

Kinds of customer are counted by their contacts. Age bands, disability and language stand in no contact: of them the
share online is that of the survey answers, which says what those who answered had used.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan, nan

import numpy as np
import pandas as pd

from cxdata.analysis.result import Result
from cxdata.contract import NOT_RECORDED
from cxdata.measures import find_dimension
from cxdata.measures.query import Answer
from cxdata.measures.words import say_level
from cxdata.stats.basics.comparisons import compare_with_rest
from cxdata.stats.basics.proportions import VERY_SMALL, newcombe

BEHIND = 0.1
"""A group is behind in take-up where its share online is sure to lie this far, of 1, under that of the rest."""
CONF = 0.95
OF_CONTACTS, OF_ANSWERS = "contacts", "answers"
Heard = dict[str, tuple[float, float]]
"""For each way of being served how many were satisfied, of how many answers."""
PREFER_NOT = ("prefer not to say", "not stated", "unknown", "not known")
"""Levels that name no group of people."""


@dataclass(frozen=True)
class Group(Result):
    """One group: how many of its `counted` contacts or answers (`kind`) were online, beside the rest's share.

    `gap` is the difference from the rest's share with its range. `behind`: sure to be ten points under the rest, ten
    under all together too, and not `better_served`: so far under, but by any way sure to be ten points more satisfied.
    `alike` is the share it would have if it came online as the rest do, service by service (nan of answers).
    Satisfied shares are nan on under 30 answers; `worse_online`: less satisfied online than with staff, beyond chance.
    """

    by: str
    level: str
    name: str
    kind: str
    online: float
    counted: float
    share: float
    rest_share: float
    gap: float
    lower: float
    upper: float
    behind: bool
    better_served: bool
    satisfied: float
    rest_satisfied: float
    alike: float
    satisfied_online: float
    answers_online: float
    satisfied_staff: float
    answers_staff: float
    worse_online: bool

    @property
    def is_by_services(self) -> bool:
        """Whether it is behind mostly because of the services it asks for: at least half of the gap goes with them."""
        return self.behind and self.alike - self.rest_share <= self.gap / 2


def groups_of(by: str, take_up: Answer | None, satisfied: Answer) -> tuple[Group, ...]:
    """The groups of one split, in the order of the data.

    `take_up` is the online share by that split and service; None where only answers know it, whose bases then stand
    for it.
    `satisfied` is the share satisfied by that split and channel group.
    """
    heard = _heard(satisfied, by)
    counts = _of_answers(heard) if take_up is None else _of_contacts(take_up, by)
    counts = {level: count for level, count in counts.items() if _is_group(level) and count[1] > 0}
    if len(counts) < 2:
        return ()
    online, bases = (np.array([count[place] for count in counts.values()]) for place in (0, 1))
    if (online % 1).any() or (bases % 1).any():
        return ()
    widened = 1 - (1 - CONF) / len(counts)
    judged = compare_with_rest(list(counts), online, bases)
    gaps = newcombe(online, bases, online.sum() - online, bases.sum() - bases)
    groups = []
    for one, lower, upper in zip(judged, gaps.lower, gaps.upper, strict=True):
        side, word = _both_sides(heard.get(one.group, {}), widened), _beside_the_rest(heard, one.group)
        # Who makes up most of all is no group under the rest: it is the others that come online more.
        under = one.share - online.sum() / bases.sum() <= -BEHIND and float(upper) <= -BEHIND
        far = one.verdict == "lower than the rest" and one.n >= VERY_SMALL and bool(under)
        groups.append(
            Group(
                by=by,
                level=one.group,
                name=say_level(find_dimension(by), one.group),
                kind=OF_ANSWERS if take_up is None else OF_CONTACTS,
                online=one.x,
                counted=one.n,
                share=one.share if one.n >= VERY_SMALL else nan,
                rest_share=one.rest_share,
                gap=one.gap,
                lower=float(lower),
                upper=float(upper),
                behind=far and not word.far_more,
                better_served=far and word.far_more,
                satisfied=word.satisfied,
                rest_satisfied=word.of_rest,
                alike=nan if take_up is None else _alike(take_up, by, one.group),
                satisfied_online=side.online,
                answers_online=side.answers_online,
                satisfied_staff=side.staff,
                answers_staff=side.answers_staff,
                worse_online=side.worse_online,
            )
        )
    return tuple(groups)


def _is_group(level: str) -> bool:
    return level != NOT_RECORDED and level.casefold() not in PREFER_NOT


def _of_contacts(answer: Answer, by: str) -> dict[str, tuple[float, float]]:
    """Online and counted contacts of each level, over all services."""
    if answer.frame.empty:
        return {}
    sums = answer.frame.groupby(by, sort=False, observed=True)[["numerator", "denominator"]].sum()
    return {str(level): (float(row["numerator"]), float(row["denominator"])) for level, row in sums.iterrows()}


def _alike(answer: Answer, by: str, level: str) -> float:
    """The share online of a level's contacts if each service of them came online as the rest's do.

    A service that nobody else asks for goes as the level's own.
    """
    mine = answer.frame[by] == level
    own, rest = (
        answer.frame[rows].groupby("service", observed=True)[["numerator", "denominator"]].sum().astype(float)
        for rows in (mine, ~mine)
    )
    own = own[own["denominator"] > 0]
    rest = rest.reindex(own.index)
    rates = (rest["numerator"] / rest["denominator"]).where(
        rest["denominator"] > 0, own["numerator"] / own["denominator"]
    )
    return float((own["denominator"] * rates).sum() / own["denominator"].sum())


def _heard(answer: Answer, by: str) -> dict[str, Heard]:
    """Of each level, for online, automated phone and assisted: how many were satisfied, of how many answers."""
    heard: dict[str, Heard] = {}
    if answer.frame.empty:
        return heard
    frame: pd.DataFrame = answer.frame.fillna({"numerator": 0.0, "denominator": 0.0})
    columns = (frame[name] for name in (by, "channel_group", "numerator", "denominator"))
    for level, group, x, n in zip(*columns, strict=True):
        if group != "other":
            heard.setdefault(str(level), {})[str(group)] = (float(x), float(n))
    return heard


def _of_answers(heard: Mapping[str, Heard]) -> dict[str, tuple[float, float]]:
    return {level: (row.get("online", (0.0, 0.0))[1], sum(n for _, n in row.values())) for level, row in heard.items()}


@dataclass(frozen=True)
class _Sides:
    """Shares satisfied online and with staff, nan on under 30 answers, and the answers behind each."""

    online: float
    answers_online: float
    staff: float
    answers_staff: float
    worse_online: bool


def _both_sides(row: Heard, conf: float) -> _Sides:
    (x1, n1), (x2, n2) = (row.get(name, (0.0, 0.0)) for name in ("online", "assisted"))
    enough = min(n1, n2) >= VERY_SMALL
    worse = enough and float(newcombe(x1, n1, x2, n2, conf=conf).upper) < 0
    return _Sides(x1 / n1 if n1 >= VERY_SMALL else nan, n1, x2 / n2 if n2 >= VERY_SMALL else nan, n2, bool(worse))


@dataclass(frozen=True)
class _Word:
    """Shares satisfied by whichever way, of a group and of the rest, nan on under 30 answers of either; `far_more`: the
    group's is sure to be ten points over the rest's.
    """

    satisfied: float
    of_rest: float
    far_more: bool


def _beside_the_rest(heard: Mapping[str, Heard], level: str) -> _Word:
    sums = [
        np.array([row for name, rows in heard.items() if (name == level) is mine for row in rows.values()])
        for mine in (True, False)
    ]
    if any(not len(rows) or rows[:, 1].sum() < VERY_SMALL for rows in sums):
        return _Word(nan, nan, far_more=False)
    (x1, n1), (x2, n2) = (rows.sum(axis=0) for rows in sums)
    return _Word(float(x1 / n1), float(x2 / n2), far_more=float(newcombe(x1, n1, x2, n2).lower) >= BEHIND)


def hardest_hit(groups: Sequence[Group]) -> Group | None:
    """The group that is furthest behind in take-up; None where none is."""
    behind = [group for group in groups if group.behind and not isnan(group.gap)]
    return min(behind, key=lambda group: group.gap, default=None)
