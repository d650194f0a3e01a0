"""Which groups that do worse, or better, are told: so like for like too, and not the people of an earlier question."""

import pandas as pd

from cxdata.analysis.asking import Asking
from cxdata.findings import Finding
from cxdata.measures.model import Better
from cxdata.measures.query import Answer
from cxdata.measures.registry.dimensions import splits
from cxdata.scope import Scope
from cxdata.stats.basics.standardised import excess_like_for_like

LEAST_KEPT = 0.5
"""The part of a group's excess that must be left like for like."""

SAME_PEOPLE = 0.7
"""A group is not asked about where more than this share of its bad cases, or of its excess, was asked about before."""


def like_for_like(asking: Asking, apart: list[Finding], *, better: bool = False) -> list[Finding]:
    """Those of the groups of one answer that are worse (or better) within the services too (within the channels, of a
    service).

    A group that uses the slower services more is not served worse for it.
    """
    if not apart or _within(apart[0].evidence[0]) is None:
        return apart
    whole, sign = apart[0].evidence[0], -1 if better else 1
    parts = _parts(asking, whole, whole.scope)
    return [
        finding
        for finding in apart
        if (kept := sign * _excess(parts, finding.group)) > 0
        and kept >= LEAST_KEPT * sign * _excess(parts.groupby(level=0).sum(), finding.group)
    ]


def same_people(asking: Asking, finding: Finding, earlier: Finding) -> bool:
    """Whether most of a finding's bad cases, or of its excess like for like, are in the earlier finding's group."""
    whole, before = finding.evidence[0], earlier.evidence[0]
    if not finding.about or not earlier.about or whole.measure.id != before.measure.id:
        return False
    parts = _parts(asking, whole, whole.scope)
    told = _parts(asking, whole, _narrowed(whole.scope, earlier)).reindex(parts.index, fill_value=0)
    own = _bad_in(parts, finding.group)
    if own > 0 and _bad_in(told, finding.group) > SAME_PEOPLE * own:
        return True
    return _excess(parts - told, finding.group) < (1 - SAME_PEOPLE) * _excess(parts, finding.group)


def _narrowed(scope: Scope, earlier: Finding) -> Scope:
    for dimension, values in earlier.about:
        scope = scope.with_choice(dimension, *values)
    return scope


def _within(whole: Answer) -> str | None:
    """The other main fact of a split, within which groups are alike; None where the measure does not know it."""
    other = "channel" if whole.by[0].id == "service" else "service"
    return other if other in splits(whole.measure) else None


def _parts(asking: Asking, whole: Answer, scope: Scope) -> pd.DataFrame:
    """`bad` and `n` of each group, within each part where there are parts; the index begins with the group."""
    within = _within(whole)
    by = (whole.by[0].id, *((within,) if within else ()))
    answer = asking.answer(whole.measure.id, by, scope)
    frame = answer.frame.dropna(subset=["numerator", "denominator"])
    good = answer.measure.better is Better.HIGHER
    bad = frame["denominator"] - frame["numerator"] if good else frame["numerator"]
    groups = {name: frame[name].astype(str) for name in by}
    return pd.DataFrame({**groups, "bad": bad, "n": frame["denominator"]}).groupby(list(by))[["bad", "n"]].sum()


def _bad_in(parts: pd.DataFrame, group: str) -> float:
    return float(parts.loc[parts.index.get_level_values(0) == group, "bad"].sum())


def _excess(parts: pd.DataFrame, group: str) -> float:
    """How many more of a group's went badly than at the others' rate, within each part where there are parts."""
    mine = parts.index.get_level_values(0) == group
    part = parts.index.get_level_values(1) if parts.index.nlevels > 1 else pd.Index([""] * len(parts))
    own = parts[mine].groupby(part[mine]).sum()
    others = parts[~mine].groupby(part[~mine]).sum().reindex(own.index, fill_value=0)
    return excess_like_for_like(own["bad"], own["n"], others["bad"], others["n"])
