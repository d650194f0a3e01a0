"""How many contacts a promise takes at the costs given, what share of all that is, and what all of them are worth."""

from dataclasses import dataclass
from math import isnan, nan

import numpy as np

from cxdata.analysis.result import Result
from cxdata.analysis.savings.moved import NO_SAVING, ChannelMoved
from cxdata.analysis.savings.words import say_pounds, say_share
from cxdata.council import Council
from cxdata.measures.words import say_count, say_level
from cxdata.stats.savings import Saving, Shift, contacts_for, saving

NOUNS = {"phone": "calls", "face_to_face": "visits", "post": "letters", "email": "e-mails", "webchat": "chats"}


@dataclass(frozen=True)
class Check(Result):
    """A promise of pounds, as contacts that must move from one channel to another within a year.

    `each` is saved by one of them, `needed` must move, of `volume` in the year: `share` of 1, and more than 1 where
    they are not as many. nan where a cost or the volume is missing, and where the pounds are no saving.
    """

    pounds: float
    dearer: str
    cheaper: str
    each: float
    needed: float
    volume: float
    share: float
    sentence: str


def check(pounds: float | None, channels: tuple[ChannelMoved, ...], council: Council) -> Check:
    """The promise held against the contacts of the year; without a promise what one contact saves, all the same."""
    dearer, cheaper = pair_of(council)
    volumes = {one.channel: one.now for one in channels}
    costs = {cost.channel: cost.pounds for cost in council.unit_costs}
    each = costs[dearer] - costs[cheaper] if dearer and cheaper else nan
    needed = (
        contacts_for(pounds, costs[dearer], costs[cheaper]) if pounds is not None and pounds > 0 and each > 0 else nan
    )
    volume = volumes.get(dearer, nan)
    share = needed / volume if volume else nan
    asked = nan if pounds is None else pounds
    return Check(asked, dearer, cheaper, each, needed, volume, share, say_check(asked, dearer, needed, volume))


def say_check(pounds: float, dearer: str, needed: float, volume: float) -> str:
    """'£465,000 at these costs is 173,508 calls, 83% of all calls'; '' where it cannot be said."""
    if isnan(needed):
        return ""
    noun = noun_of(dearer)
    sentence = f"{say_pounds(pounds)} at these costs is {say_count(needed)} {noun}"
    if isnan(volume) or not volume:
        return sentence
    if needed > volume:
        return f"{sentence}: there are only {say_count(volume)} in a year"
    return f"{sentence}, {say_share(needed / volume)} all {noun}"


def ceiling(channels: tuple[ChannelMoved, ...], council: Council) -> Saving:
    """What it would be worth if every contact with staff came by the cheaper online channel, and none came back."""
    _, cheaper = pair_of(council)
    staff = [one for one in channels if one.channel in council.channel_groups["assisted"] and one.now]
    if not cheaper or not staff:
        return NO_SAVING
    costs = {cost.channel: cost.range for cost in council.unit_costs}
    names = [*(one.channel for one in staff), cheaper]
    counts = np.array([-one.now for one in staff])
    change = Shift(np.append(counts, -counts.sum()), np.zeros(len(names)), np.zeros((len(names), len(names))))
    return saving(change, [costs.get(name) for name in names], online=[name == cheaper for name in names])


def noun_of(channel: str) -> str:
    """What contacts by a channel are called: 'calls', 'visits', 'contacts by social media'."""
    return NOUNS.get(channel, f"contacts by {say_level('channel', channel).lower()}")


def pair_of(council: Council) -> tuple[str, str]:
    """The channel that contacts should leave (the phone, or else the dearest with staff) and the one they should go to
    (the web, or else the cheapest online); "" where none of its kind has a cost.
    """
    costs = {cost.channel: cost.pounds for cost in council.unit_costs}
    staff = [name for name in council.channel_groups["assisted"] if name in costs]
    online = [name for name in council.channel_groups["online"] if name in costs]
    dearer = "phone" if "phone" in staff else max(staff, key=lambda name: costs[name], default="")
    cheaper = "web" if "web" in online else min(online, key=lambda name: costs[name], default="")
    return dearer, cheaper
