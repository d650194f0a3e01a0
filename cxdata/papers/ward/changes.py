"""What changed in a ward since an earlier time, each figure with whether that could be chance."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from cxdata.analysis.result import say_list
from cxdata.documents import Bullets, Paragraph
from cxdata.findings import Strength
from cxdata.measures.comparison import NOT_SO_FAR_BACK
from cxdata.measures.query import Answer
from cxdata.measures.registry.labels import label_of
from cxdata.measures.words import say_count
from cxdata.overview.tiles import Change
from cxdata.papers.ward.asked import CHANGED, Wards
from cxdata.papers.ward.figures import lie_apart, number, say_number
from cxdata.papers.ward.part import Part
from cxdata.stats.basics.proportions import TOO_FEW

TITLE, RANK = "What changed", 2
CHANCE = "this could be chance"


@dataclass(frozen=True)
class Told:
    """One figure now and before in words, how it changed, and whether by more than chance; `words` say
    against what, and `spans` are the two."""

    measure: str
    label: str
    figures: str
    change: str
    sure: bool
    words: str
    spans: str

    @property
    def sentence(self) -> str:
        """'Contacts per 1,000: 235.2, before 238.9: down 1.5% (this could be chance)'."""
        doubt = "" if self.sure or self.change == "no change" else f" ({CHANCE})"
        return f"{self.label}: {self.figures}: {self.change}{doubt}"


def changes_of(wards: Wards, ward: str) -> tuple[Told, ...]:
    """The changes that can be told of a ward. Contacts are told once: as a rate where residents are known."""
    found = [told for name in CHANGED if (told := _told(wards, ward, name)) is not None]
    names = {told.measure for told in found}
    return tuple(told for told in found if told.measure != "contacts" or CHANGED[0] not in names)


def say_in_short(found: Sequence[Told]) -> str:
    """Which figures changed by more than chance, in one sentence; "" where nothing can be compared."""
    if not found:
        return ""
    words, sure = (
        found[0].words.partition(", ")[0],
        [told for told in found if told.sure and told.change != "no change"],
    )
    if not sure:
        return f"Against {words}, no figure changed by more than chance."
    changed = say_list([f"{told.label[:1].lower()}{told.label[1:]} {told.change}" for told in sure])
    return f"Against {words}: {changed}, by more than chance."


def changed(wards: Wards, found: Sequence[Told]) -> Part:
    """The part that tells every change; that nothing can be compared, and why, where nothing can."""
    if not found:
        why = next((one.why_not for one in wards.compared.values() if one.why_not), "there is no figure of it before")
        why = "nothing is loaded that far back" if why == NOT_SO_FAR_BACK else why
        plain = why.removeprefix("no comparison: ").removeprefix("no comparison. ").rstrip(".")
        return Part(TITLE, (Paragraph(f"What changed cannot be said: {plain}."),), RANK)
    words = found[0].words
    items = [f"{told.sentence}{'' if told.words == words else f', in {told.spans}'}." for told in found]
    return Part(TITLE, (Paragraph(f"Held against {words}:"), Bullets(tuple(items))), RANK)


def _told(wards: Wards, ward: str, name: str) -> Told | None:
    compared = wards.compared.get(name)
    scopes = compared.scopes(wards.scope) if compared else None
    if compared is None or scopes is None:
        return None
    now, then = (wards.each.of(ward, name, (), scope) for scope in scopes)
    if math.isnan(number(now)) or math.isnan(number(then)):
        return None
    change, sure = _change(Change(compared, now, then), now, then)
    if say_number(now) == say_number(then) and not now.measure.is_count:
        change, sure = "no change", True  # what reads alike did not change for whoever reads it
    spans = f"{compared.now} against {compared.then}"
    figures = f"{say_number(now)}, before {say_number(then)}"
    return Told(name, label_of(now.measure), figures, change, sure, compared.words, spans)


def _change(change: Change, now: Answer, then: Answer) -> tuple[str, bool]:
    """How a figure changed, and whether by more than chance.

    A count of few changes by a number, not by a percentage: that of under ten says more than is known.
    """
    words, strength = change.said
    if not now.measure.is_count:
        return words, strength is Strength.CLEAR
    difference = number(now) - number(then)
    if number(then) < TOO_FEW and difference:
        words = f"{say_count(abs(difference))} {'more' if difference > 0 else 'fewer'}"
    return words, lie_apart(number(now), number(then))
