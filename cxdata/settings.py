"""The settings held against the registry: a target or an event of a measure that there is none of is refused."""

from pathlib import Path

from cxdata.contract import CHANNELS
from cxdata.council import FILE_NAME, Council, read_council
from cxdata.errors import CxError, suggest_nearest
from cxdata.measures import MEASURES


def read_settings(data: Path) -> Council:
    """What an officer set in a data folder. Raises CxError as `read_council` does, and for the name of no measure or
    channel, with the nearest: a target of "online_shre" would never be missed.
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
    return council
