"""The page as everybody may see it: made of published counts, and of pounds that tell no count.

Volumes, shares and what is possible are worked out of the published figures themselves, so they tell no more than
these. Of what moved only the pounds are given, to two figures, over the whole council and from 100 contacts on.
"""

from dataclasses import replace
from math import isnan, nan

from cxdata.analysis.savings.check import ceiling, check
from cxdata.analysis.savings.moved import NO_SAVING, channels_of
from cxdata.analysis.savings.page import Savings, no_failure, say_all, say_found
from cxdata.analysis.savings.promises import PromisedSaving, Promises
from cxdata.council import Council
from cxdata.measures.query import Answer
from cxdata.stats.savings import Saving

ENOUGH = 100
"""Pounds made of fewer contacts that moved are not published."""
NARROWED = "in the published view it is told of the whole council only"
FEW = "too few moved to publish it"


def without_counts(result: Savings) -> Savings:
    """The result without any count, without a word of the officers' list, and with the pounds of what moved to two
    figures, or the reason why not.
    """
    change = result.moved
    why_not = change.why_not or (FEW if change.contacts < ENOUGH else "")
    if result.narrowed:
        why_not = NARROWED
    worth = NO_SAVING if why_not else _rounded(change.worth)
    rows = result.promises.rows
    sums = [PromisedSaving("", "", "", row.kind, row.promised, row.achieved, "", "", "") for row in rows]
    return replace(
        result,
        promises=Promises(tuple(sums)),
        moved=replace(
            change, channels=(), contacts=nan, online=nan, worth=worth, why_not=why_not, notes=(), warnings=()
        ),
        volumes=(),
        check=check(None, (), Council()),
        possible=NO_SAVING,
        failure=no_failure(""),
        hours=nan,
        finding="",
        sentences=(),
        warnings=(),
    )


def with_published(told: Savings, channels: Answer, forms: Answer, council: Council) -> Savings:
    """The same with what published Answers tell: contacts by channel of the later year, and its online forms."""
    seen = channels_of(channels, council)
    asked = None if isnan(told.asked) else told.asked
    whole = replace(
        told,
        volumes=seen,
        moved=replace(told.moved, notes=channels.notes),
        scope=channels.sentence,
        warnings=channels.warnings,
        check=check(asked, seen, council),
        possible=ceiling(seen, council),
        failure=no_failure("", forms=forms, council=council),
    )
    whole = replace(whole, finding=say_found(whole))
    return replace(whole, sentences=say_all(whole))


def _rounded(worth: Saving) -> Saving:
    return Saving(_two(worth.low), _two(worth.central), _two(worth.high), priced=nan, unpriced=nan)


def _two(pounds: float) -> float:
    """A sum to two figures."""
    return pounds if isnan(pounds) else float(f"{pounds:.1e}")
