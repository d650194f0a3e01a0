"""Pounds and contacts as they are read aloud, and how old a cost is."""

import math
from collections.abc import Sequence

from cxdata.analysis.result import say_list
from cxdata.council import UnitCost
from cxdata.measures.words import NOTHING, say_level

OLD = 5
"""Years from which on the age of a cost is a warning."""


def say_pounds(pounds: float) -> str:
    """A sum that somebody wrote down: '£465,000', '£2.83'; a negative one with its sign."""
    if math.isnan(pounds):
        return NOTHING
    size = abs(pounds)
    text = f"{size:,.2f}" if size < 100 and not float(size).is_integer() else f"{size:,.0f}"
    return f"{'−' if pounds < 0 and float(text.replace(',', '')) else ''}£{text}"


def say_about(pounds: float) -> str:
    """A sum that was estimated, to three figures: '£58,700', '−£1,230'."""
    if math.isnan(pounds) or pounds == 0:
        return say_pounds(pounds)
    digits = 2 - math.floor(math.log10(abs(pounds)))
    return say_pounds(round(pounds, min(digits, 0)))


def say_between(low: float, high: float) -> str:
    """'£360 to £1,520'; one figure where both read alike, '' where there is none."""
    if math.isnan(low) or math.isnan(high):
        return ""
    ends = say_about(low), say_about(high)
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"


def say_share(share: float) -> str:
    """A share of all: '83% of', 'more than', '11 times'; a reader puts 'all calls' after it."""
    if share > 1.5:
        return f"{share:,.1f} times" if share < 10 else f"{share:,.0f} times"
    if share > 1:
        return "more than"
    return f"{share:.0%} of" if share >= 0.005 else "fewer than 1% of"


def say_cost(cost: UnitCost) -> str:
    """'Phone £2.83 (£1.28 to £5.57; 2011)'."""
    low, pounds, high = cost.range
    ends = f"{say_pounds(low)} to {say_pounds(high)}; " if low < high else ""
    return f"{say_level('channel', cost.channel)} {say_pounds(pounds)} ({ends}{cost.year})"


def say_age(costs: Sequence[UnitCost], year: int) -> str:
    """'The costs of phone and web are of 2011: 15 years old.'; '' where none is old in this year."""
    old = [cost for cost in costs if year - cost.year >= OLD]
    if not old:
        return ""
    names = say_list([say_level("channel", cost.channel).lower() for cost in old], most=4)
    years = sorted({cost.year for cost in old})
    of = str(years[0]) if len(years) == 1 else f"{years[0]} to {years[-1]}"
    head = f"The costs of {names} are" if len(old) > 1 else f"The cost of {names} is"
    return f"{head} of {of}: {_age(years, year)} old."


def _age(years: Sequence[int], year: int) -> str:
    ages = sorted({year - one for one in years})
    return f"{ages[0]} years" if len(ages) == 1 else f"{ages[0]} to {ages[-1]} years"
