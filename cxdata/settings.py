"""The settings held against the registry: a target or an event of a measure that there is none of is refused."""

from dataclasses import replace
from pathlib import Path

from cxdata.contract import CHANNELS
from cxdata.council import FILE_NAME, Council, UnitCost, read_council
from cxdata.errors import CxError, suggest_nearest
from cxdata.lists import Entry, read_list
from cxdata.lists.unit_costs import UNIT_COSTS
from cxdata.measures import MEASURES

FILES = (FILE_NAME, UNIT_COSTS.file_name)
"""The files of a data folder that hold settings."""


def read_settings(data: Path) -> Council:
    """What an officer set in a data folder, in council.toml and the lists beside it.

    Raises CxError as `read_council` and `read_list` do, and for the name of no measure or channel, with the nearest: a
    target of "online_shre" would never be missed.
    """
    council = read_council(data)
    named = [("[[targets]]", target.measure) for target in council.targets]
    named += [("[[events]]", event.measure) for event in council.events if event.measure]
    named += [("[[same_definitions]]", same.measure) for same in council.same_definitions]
    named += [("[real_change]", measure) for measure in sorted(council.without_season)]
    for section, measure in named:
        if measure not in MEASURES:
            raise CxError(
                f"{FILE_NAME}: {section} names the measure '{measure}'. There is none of that name. "
                f"{suggest_nearest(measure, MEASURES)}"
            )
    for cost in council.unit_costs:
        if cost.channel not in CHANNELS:
            raise CxError(
                f"{FILE_NAME}: [[unit_costs]] names the channel '{cost.channel}'. There is none of that name. "
                f"{suggest_nearest(cost.channel, CHANNELS)}"
            )
    return replace(council, unit_costs=_unit_costs(council, data))


def _unit_costs(council: Council, data: Path) -> tuple[UnitCost, ...]:
    """One cost a channel: that of the list where it has one, else that of council.toml; of several the newest year."""
    listed = [_unit_cost(entry) for entry in read_list(data, UNIT_COSTS).entries]
    costs: dict[str, UnitCost] = {}
    for cost in sorted((*council.unit_costs, *listed), key=lambda cost: (bool(cost.reference), cost.year)):
        costs[cost.channel] = cost
    return tuple(costs[channel] for channel in CHANNELS if channel in costs)


def _unit_cost(entry: Entry) -> UnitCost:
    low, high = (float(entry[name]) if entry[name] else None for name in ("low", "high"))
    return UnitCost(
        channel=entry["channel"],
        pounds=float(entry["pounds"]),
        year=int(entry["year"]),
        source=entry["source"],
        low=low,
        high=high,
        reference=entry.id,
    )
