"""The settings held against the registry: a target or an event of a measure that there is none of is refused."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from cxdata.contract import CHANNELS
from cxdata.council import FILE_NAME, Council, Revision, Target, UnitCost, read_council
from cxdata.errors import CxError, suggest_nearest
from cxdata.lists import Entry, Version, every_version, read_list
from cxdata.lists.model import day_of
from cxdata.lists.targets import TARGETS, number_of, services_of
from cxdata.lists.unit_costs import UNIT_COSTS
from cxdata.measures import MEASURES
from cxdata.measures.model import Better, Measure, Unit
from cxdata.measures.registry.labels import called_before, label_of
from cxdata.measures.words import short_value

_FIGURES = ("low", "high", "baseline")
FILES = (FILE_NAME, UNIT_COSTS.file_name, TARGETS.file_name, TARGETS.log_name)
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
    written = (target for target in map(_of_shares, council.targets) if not _fault_of_written(target))
    return replace(council, targets=(*written, *_listed_targets(data)), unit_costs=_unit_costs(council, data))


def target_faults(data: Path) -> tuple[str, ...]:
    """A sentence for each target of council.toml and row of targets.csv that cannot be one, which is left out until it
    is mended."""
    written = [target for target in map(_of_shares, read_council(data).targets) if target.measure in MEASURES]
    kept = read_list(data, TARGETS)
    faults = [(entry, fault) for entry in kept.entries if (fault := _fault_of(entry))]
    return (
        *(
            f"{FILE_NAME}, [[targets]] since {target.since}: {fault} It is left out until then."
            for target in written
            if (fault := _fault_of_written(target))
        ),
        *kept.faults,
        *(f"{TARGETS.file_name}, {entry.id}: {fault} The row stays in the file as it is." for entry, fault in faults),
    )


def _fault_of(entry: Entry) -> str:
    """Why a row can be no target of its measure; "" where it can."""
    measure = _measure_of(entry)
    if measure is None:
        return f"there is no measure '{entry['measure']}'. {suggest_nearest(entry['measure'], MEASURES)}"
    if wrong := _wrong_side(measure, entry["low"], entry["high"], ("At least", "At most")):
        return wrong
    return _fault_of_share(measure, entry) if measure.unit is Unit.SHARE else ""


def _fault_of_written(target: Target) -> str:
    """Why a target of council.toml can be none of its measure; "" where it can."""
    measure = MEASURES[target.measure]
    low, high = ("" if end is None else short_value(measure, end) for end in (target.low, target.high))
    if wrong := _wrong_side(measure, low, high, ("low", "high")):
        return wrong
    ends = [end for end in (target.low, target.high, target.baseline) if end is not None]
    if measure.unit is Unit.SHARE and not all(0 <= end <= 1 for end in ends):
        return f"{measure.title} is a share, which is from 0% to 100%."
    return ""


def _wrong_side(measure: Measure, low: str, high: str, names: tuple[str, str]) -> str:
    """That the only end of a target is the one beyond which the measure is worse; `names` are those of the two ends."""
    if measure.better is Better.LOWER and low and not high:
        return f"of “{measure.title}” less is better: write {low} under {names[1]}."
    if measure.better is Better.HIGHER and high and not low:
        return f"of “{measure.title}” more is better: write {high} under {names[0]}."
    return ""


def _fault_of_share(measure: Measure, entry: Entry) -> str:
    """Why a figure of a row can be no share; "" where all can."""
    for name in _FIGURES:
        value, number = entry[name], _in_unit(measure, entry[name])
        if value and float(value.removesuffix("%")) == 1 and not value.endswith("%"):
            return f"a share of {value} may be 1% or 100%: write which."
        if number is not None and not 0 <= number <= 1:
            return f"a share is from 0% to 100%, and {value} is not."
    return ""


def _listed_targets(data: Path) -> list[Target]:
    """The targets of the list; one that its measure cannot have is left out, and told by `target_faults`."""
    entries = read_list(data, TARGETS).entries
    if not entries:
        return []
    versions = every_version(data, TARGETS)
    listed = []
    for entry in entries:
        if (measure := _measure_of(entry)) is not None and not _fault_of(entry):
            revisions = _revisions(versions.get(entry.id.casefold(), ()))
            listed.append(replace(_target(entry, measure), revisions=revisions))
    return listed


def _revisions(versions: Sequence[Version]) -> tuple[Revision, ...]:
    """How an entry stood before each change of what it promises; a note that was mended is none."""
    told = []
    for earlier, later in pairwise(versions):
        measures = _measure_of(earlier.entry), _measure_of(later.entry)
        if measures[0] is None or measures[1] is None:
            continue
        before, after = _target(earlier.entry, measures[0]), _target(later.entry, measures[1])
        if replace(before, note="") != replace(after, note=""):
            entry = later.entry
            told.append(Revision(before, after, entry.changed, entry.by, entry.why))
    return tuple(told)


def _measure_of(entry: Entry) -> Measure | None:
    """The measure that a row names: by its id, its title, the shorter form of it, or the title that it had before."""
    named = entry["measure"].casefold()
    names = ((one, (one.id, one.title.casefold(), label_of(one).casefold())) for one in MEASURES.values())
    return next((one for one, known in names if named in known), MEASURES.get(called_before(named)))


def _target(entry: Entry, measure: Measure) -> Target:
    since = day_of(entry["since"])
    if since is None:
        raise ValueError("the list has no entry without a day")
    low, high, baseline = (_in_unit(measure, entry[name]) for name in _FIGURES)
    return Target(
        measure=measure.id,
        since=since,
        low=low,
        high=high,
        direction=entry["direction"],
        baseline=baseline,
        services=services_of(entry["services"]),
        note=entry["note"],
        by=day_of(entry["reach_by"]),
        reference=entry.id,
    )


def _in_unit(measure: Measure, value: str) -> float | None:
    """A number as the measure has it: of a share a percentage may be written without its sign."""
    number = number_of(value)
    return number if value.endswith("%") or measure.unit is not Unit.SHARE else _as_share(number)


def _of_shares(target: Target) -> Target:
    """A target of council.toml whose measure is a share, where 80 is 80 % as in the list."""
    if MEASURES[target.measure].unit is not Unit.SHARE:
        return target
    low, high, baseline = map(_as_share, (target.low, target.high, target.baseline))
    return replace(target, low=low, high=high, baseline=baseline)


def _as_share(number: float | None) -> float | None:
    return number / 100 if number is not None and number > 1 else number


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
