"""How many people of a ward get in touch, what about, and which wards are like it.

Each part begins with a sentence. What rests on fewer than ten people is a sentence that says so, never a percentage.
"""

import math
from collections.abc import Sequence

from cxdata.analysis.result import in_100, say_list
from cxdata.analysis.ward import Beside
from cxdata.contract import NOT_RECORDED
from cxdata.documents import Block, Paragraph, Table
from cxdata.measures import DIMENSIONS
from cxdata.measures.comparison import Compared
from cxdata.measures.query import Answer
from cxdata.measures.words import NOTHING, say_count, say_level, say_value
from cxdata.papers.ward.asked import Wards
from cxdata.papers.ward.figures import (
    beside_council,
    figure,
    lie_apart,
    number,
    say_number,
)
from cxdata.papers.ward.part import MUST, Part
from cxdata.scope import Scope
from cxdata.stats.basics.proportions import TOO_FEW

TOP = 3
LIKE = ("contacts_per_1000", "satisfied", "on_time", "online_share")
_HEADS = ("Contacts per 1,000", "Satisfied", "On time", "Online")


def contacts(wards: Wards, ward: str, measures: Sequence[Beside]) -> Part:
    """How often people of the ward get in touch."""
    counted = wards.each.of(ward, "contacts", (), wards.scope)
    rate = measures[0]
    many = f"People of {ward} got in touch {say_number(counted)} {'time' if number(counted) == 1 else 'times'}"
    if math.isnan(number(counted)):
        said = f"No contact of anybody in {ward} is loaded: that is no data, and not the same as no need."
    elif rate.has_value:
        said = f"{many}. That is {figure(rate)} contacts for each 1,000 residents; {beside_council(rate)}."
    else:
        said = f"{many}. How many that is for each 1,000 residents is not known: no file says how many live there."
    return Part("How often people get in touch", (Paragraph(said),), MUST)


def issues(wards: Wards, ward: str) -> Part:
    """What people of the ward get in touch about most, and how that was before."""
    title = "What people get in touch about"
    if not wards.issue:
        said = "No file loaded tells what people get in touch about: neither a reason nor a service is recorded."
        return Part(title, (Paragraph(said),), 3)
    now, then, compared = _now_and_then(wards, ward)
    counts = _counts(now)
    top = sorted(counts, key=lambda level: (-counts[level], level))[:TOP]
    whole = sum(_counts(now, recorded=False).values())
    if not top or not whole:
        return Part(title, (Paragraph(f"Nobody in {ward} is recorded as having got in touch about anything."),), 3)
    named = [f"{say_level(wards.issue, level)} ({say_count(counts[level])})" for level in top]
    part = sum(counts[level] for level in top)
    share = f": {of_all}" if (of_all := say_part(part, whole)) else ""
    span = "The most" if compared.now in (None, wards.scope.period) else f"In {compared.now} the most"
    said = f"{span} frequent {'was' if len(named) == 1 else 'were'} {say_list(named)}{share}."
    if then is None:
        return Part(title, (Paragraph(said),), 3)
    before = _counts(then)
    rows = tuple(_issue_row(wards.issue, level, counts[level], before.get(level, 0.0)) for level in top)
    heads = (DIMENSIONS[wards.issue].title, "Now", "Before", "Change")
    table = Table("Top issues", f"The most frequent, against {compared.words.partition(', ')[0]}", heads, rows)
    return Part(title, (Paragraph(said), table), 3)


def say_part(part: float, whole: float) -> str:
    """'27 in 100 of 2,000 contacts'; "" of fewer than ten."""
    return f"{in_100(part / whole)} of {say_count(whole)} contacts" if whole >= TOO_FEW else ""


def _issue_row(by: str, level: str, now: float, then: float) -> tuple[str, str, str, str]:
    change = now - then
    doubt = "" if lie_apart(now, then) else ", could be chance"
    said = "none" if not change else f"{say_count(abs(change))} {'more' if change > 0 else 'fewer'}{doubt}"
    return say_level(by, level), say_count(now), say_count(then), said


def _now_and_then(wards: Wards, ward: str) -> tuple[Answer, Answer | None, Compared]:
    compared = wards.compared.get("contacts") or Compared("")
    scopes: tuple[Scope, Scope] | None = compared.scopes(wards.scope)
    asked = scopes or (wards.scope,)
    now, *then = (wards.each.of(ward, "contacts", (wards.issue,), scope) for scope in asked)
    return now, then[0] if then else None, compared


def _counts(answer: Answer, *, recorded: bool = True) -> dict[str, float]:
    """The counts of an answer by one thing; without what is not recorded, unless that is asked for too."""
    if not len(answer.frame):
        return {}
    pairs = zip(answer.frame[answer.by[0].id].astype(str), answer.frame["numerator"].astype(float), strict=True)
    return {level: count for level, count in pairs if count > 0 and not (recorded and level == NOT_RECORDED)}


def like_it(ward: str, measures: Sequence[Beside], alike: Sequence[str]) -> Part:
    """The figures of the wards most like it."""
    title = "Wards most like it"
    if not alike:
        said = f"Nothing loaded says how old, deprived or large {ward} is, so it is not known which wards are like it."
        return Part(title, (Paragraph(said),), 6)
    shown = [one for one in measures if one.measure.id in LIKE]
    said = f"By age, deprivation, digital exclusion and size, not by their figures, {say_list(alike)} are most like it."
    others = tuple((name, *(_of_other(one, name) for one in shown)) for name in alike)
    mine = (ward, *(figure(one) if one.has_value else "too few" if one.note else NOTHING for one in shown))
    council = ("Council", *(say_value(one.measure, one.council) for one in shown))
    heads = ("Ward", *(head for head, name in zip(_HEADS, LIKE, strict=True) if name in {m.measure.id for m in shown}))
    table = Table("Wards like it", f"{ward} beside the wards most like it", heads, (mine, *others, council))
    blocks: tuple[Block, ...] = (Paragraph(said), table)
    return Part(title, blocks, 6)


def _of_other(one: Beside, name: str) -> str:
    found = dict(one.alike)
    return say_value(one.measure, found[name]) if name in found else "few, or none"
