"""What contacts cost, at the council's own costs of a contact by each channel."""

from collections.abc import Mapping

from cxdata.council import Council

Pounds = tuple[float, float, float] | None
"""Low, most likely and high; None where no cost is given of any of it."""


def costs_of(council: Council) -> dict[str, tuple[float, float, float]]:
    """Pounds a contact by channel, low, most likely and high."""
    return {cost.channel: cost.range for cost in council.unit_costs}


def pounds_of(contacts: Mapping[str, float], council: Council) -> Pounds:
    """What contacts by channel cost, low, most likely and high; None where no channel of them has a cost."""
    costs = costs_of(council)
    priced = [(count, costs[name]) for name, count in contacts.items() if name in costs and count]
    if not priced:
        return None
    low, mode, high = (sum(count * cost[end] for count, cost in priced) for end in range(3))
    return low, mode, high
