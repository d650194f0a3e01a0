"""Coming back as tables and exhibits: by which ways, settled or not, what it cost, and people in several guises."""

from collections.abc import Sequence
from math import isnan

import pandas as pd

from cxdata.analysis.came_back.first_time import FirstTime
from cxdata.analysis.came_back.people import Guises
from cxdata.analysis.came_back.ways import Ways, say_known, say_left_out
from cxdata.analysis.savings.words import say_about, say_pounds
from cxdata.council import UnitCost
from cxdata.measures.words import NOTHING, say_count, say_level


def way_rows(result: Ways) -> pd.DataFrame:
    """A row a way back, the commonest first: the channel first, the one then, how many, and their share of all."""
    return pd.DataFrame(
        [
            {
                "First by": say_level("channel", way.channel),
                "Then by": say_level("channel", way.after),
                "Came back": say_count(way.judged),
                "Of all who came back": f"{way.judged / result.again:.0%}",
                "Of contacts by the first": f"{way.judged / result.total('judged', way.channel):.1%}",
                "While the case was open": say_count(way.chased),
            }
            for way in sorted((way for way in result.ways if way.after), key=lambda way: -way.judged)
        ],
        dtype=str,
    )


def known_rows(result: Ways) -> pd.DataFrame:
    """A row a channel: its contacts, how many carry a reference, are old enough to judge, and were followed."""
    channels = sorted({way.channel for way in result.ways}, key=lambda name: -result.total("contacts", name))
    return pd.DataFrame([_known_row(result, name) for name in channels], dtype=str)


def _known_row(result: Ways, channel: str) -> dict[str, str]:
    contacts, judged = result.total("contacts", channel), result.total("judged", channel)
    again = sum(way.judged for way in result.ways if way.channel == channel and way.after)
    return {
        "Channel": say_level("channel", channel),
        "Contacts": say_count(contacts),
        "With a reference": f"{result.total('known', channel) / contacts:.0%}",
        "Judged": say_count(judged),
        "Came back": f"{again / judged:.1%}" if judged >= 10 else NOTHING,
    }


def cost_rows_of(result: Ways, costs: Sequence[UnitCost]) -> pd.DataFrame:
    """A row a channel by which people came back: how many contacts followed another, the cost of each, and of all."""
    priced = {cost.channel: cost for cost in costs}
    arrived: dict[str, float] = {}
    for way in result.ways:
        if way.after:
            arrived[way.after] = arrived.get(way.after, 0.0) + way.judged
    return pd.DataFrame(
        [
            {
                "Came back by": say_level("channel", name),
                "Contacts": say_count(count),
                "Cost each": say_pounds(priced[name].pounds) if name in priced else "not set",
                "Cost": say_about(count * priced[name].pounds) if name in priced else NOTHING,
            }
            for name, count in sorted(arrived.items(), key=lambda item: -item[1])
        ],
        dtype=str,
    )


def settled_rows(result: FirstTime, title: str) -> pd.DataFrame:
    """A row a group: settled as staff say, as it shows, and how many of those called settled came back."""
    return pd.DataFrame(
        [
            {
                title: one.name,
                "Staff say settled": _percent(one.as_staff_say),
                "Did not come back": _percent(one.as_it_shows),
                "Called settled, and came back": _percent(one.settled_came_back),
                "Contacts judged": say_count(one.judged),
            }
            for one in result.groups
        ],
        dtype=str,
    )


def guise_rows(result: Guises) -> pd.DataFrame:
    """A row for people with one, two, three and more services: how many, by which ways, and how satisfied."""
    return pd.DataFrame(
        [
            {
                "Used": guise.name,
                "People": say_count(guise.people),
                "Share of people": f"{guise.people / result.people:.1%}",
                "Online only": f"{guise.online / guise.people:.0%}",
                "Staff only": f"{guise.staff / guise.people:.0%}",
                "Both": f"{guise.both / guise.people:.0%}",
                "Contacts each": f"{guise.contacts / guise.people:.1f}",
                "Answered the survey": say_count(guise.answered),
                "Satisfied": _percent(guise.share_satisfied),
            }
            for guise in result.guises
        ],
        dtype=str,
    )


def notes_of(result: Ways) -> tuple[str, ...]:
    """What is not known of a figure of those who came back."""
    return tuple(line for line in (say_known(result), *say_left_out(result)) if line)


def _percent(share: float) -> str:
    return NOTHING if isnan(share) else f"{share:.0%}"
