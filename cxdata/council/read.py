"""Reading council.toml: first its form, then whether what it says can be."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cxdata.contract import CHANNELS
from cxdata.council.form import check_form
from cxdata.council.model import (
    BASES,
    DEFAULT_GROUPS,
    DEFAULT_HOURS,
    FILE_NAME,
    GROUPED,
    LEAST_ROUNDING,
    MOST_GROUPS,
    MOST_VERSIONS,
    NATIONS,
    VERSIONS,
    Council,
    Event,
    OtherCouncils,
    Provider,
    Redaction,
    SameDefinition,
    Target,
    Tracking,
    UnitCost,
)
from cxdata.council.working_days import calendar_of
from cxdata.errors import CxError, suggest_nearest
from cxdata.own_files.toml import toml_of
from cxdata.periods import WEEKDAYS


def read_council(data: Path) -> Council:
    """The settings in `data`/council.toml; the defaults when there is no such file.

    Raises CxError, naming the part, when the file cannot be read or says something impossible.
    """
    path = data / FILE_NAME
    if not path.is_file():
        return Council()
    try:
        settings = toml_of(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise CxError(f"{FILE_NAME} is not written in UTF-8. Save it again as UTF-8 and start again.") from None
    except tomllib.TOMLDecodeError as error:
        raise CxError(f"{FILE_NAME} cannot be read{_where(error)}. Mend that line and start again.") from None
    check_form(settings)
    return _council(settings)


def _where(error: tomllib.TOMLDecodeError) -> str:
    """', because of line 3: name = Amble', as far as the reader of TOML tells the line."""
    line = re.search(r"at line (\d+)", str(error))
    if line is None:
        return " to its end: a quotation mark or bracket is not closed"
    return f": what is wrong stands on line {line[1]} (or a quotation mark or bracket before it is not closed)"


def _council(settings: Mapping[str, Any]) -> Council:
    general = settings.get("council", {})
    name = str(general.get("name", "The council"))
    timezone = str(general.get("timezone", "Europe/London"))
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError):
        raise CxError(f"{FILE_NAME}: '{timezone}' is not a time zone, such as Europe/London.") from None
    return Council(
        name=name,
        contact=str(general.get("contact", "")).strip().rstrip("."),
        timezone=timezone,
        nation=_nation(general.get("nation", "england")),
        hours=_hours(settings.get("opening_hours", {})) or dict(DEFAULT_HOURS),
        hours_set=bool(_hours(settings.get("opening_hours", {}))),
        bank_holidays=_bank_holidays(settings.get("opening_hours", {}), _nation(general.get("nation", "england"))),
        key_services=tuple(general.get("key_services", ())),
        channel_groups=_groups(settings.get("channel_groups")),
        targets=tuple(_target(entry) for entry in settings.get("targets", ())),
        unit_costs=tuple(_unit_cost(entry) for entry in settings.get("unit_costs", ())),
        events=tuple(
            Event(entry["date"], entry["title"], entry.get("kind", "event"), entry.get("measure", ""))
            for entry in settings.get("events", ())
        ),
        round_to=_round_to(settings.get("disclosure", {})),
        outdated=_outdated(settings.get("disclosure", {})),
        redaction=_redaction(settings.get("redaction", {})),
        providers=_providers(settings.get("providers", ())),
        same_definitions=tuple(SameDefinition(**entry) for entry in settings.get("same_definitions", ())),
        other_councils=_other_councils(settings.get("other_councils", {})),
        without_season=frozenset(settings.get("real_change", {}).get("without_season", ())),
        base=_base(settings.get("base", {})),
        versions=_versions(settings.get("store", {})),
        strategy_adopted=general.get("strategy_adopted"),
        named_groups=_named_groups(settings.get("groups", ())),
        tracking=_tracking(settings.get("recommendations", {})),
    )


def _nation(written: str) -> str:
    """The nation whose bank holidays count; Wales has those of England."""
    name = "_".join(written.casefold().split())
    name = "england" if name in ("wales", "england_and_wales") else name
    if name not in NATIONS:
        raise CxError(f"{FILE_NAME}: nation in [council] is no '{written}'. {suggest_nearest(written, NATIONS)}")
    return name


def _bank_holidays(settings: Mapping[str, Any], nation: str) -> frozenset[date]:
    """The nation's and those named beside them; an empty list says that the council is open on all of them."""
    named = settings.get("bank_holidays")
    return frozenset() if named is not None and not named else calendar_of(nation) | frozenset(named or ())


def _hours(settings: Mapping[str, Any]) -> dict[str, tuple[time, time]]:
    hours = {}
    for day in WEEKDAYS:
        span = settings.get(day.lower())
        if span:
            opens, closes = (time.fromisoformat(text) for text in span)
            if closes <= opens:
                raise CxError(f"{FILE_NAME}: {day} closes at {closes:%H:%M}, before it opens at {opens:%H:%M}.")
            hours[day] = (opens, closes)
    return hours


def _groups(settings: Mapping[str, Any] | None) -> dict[str, tuple[str, ...]]:
    if settings is None:
        return dict(DEFAULT_GROUPS)
    groups = {name: tuple(settings.get(name, ())) for name in DEFAULT_GROUPS}
    named = [channel for channels in groups.values() for channel in channels]
    for channel in named:
        if channel not in CHANNELS:
            raise CxError(f"{FILE_NAME}: '{channel}' is not a channel. The channels are {', '.join(CHANNELS)}.")
        if named.count(channel) > 1:
            raise CxError(f"{FILE_NAME}: the channel '{channel}' stands in more than one group.")
    if "automated_phone" in groups["online"]:
        raise CxError(f"{FILE_NAME}: automated phone is not an online channel; give it its own group.")
    return groups


def _base(settings: Mapping[str, Any]) -> dict[str, str]:
    """For each thing that two sources count, the one that the council chose; a word that is none is refused."""
    for name, word in settings.items():
        if word not in BASES[name]:
            words = " or ".join(f'"{known}"' for known in BASES[name])
            raise CxError(f"{FILE_NAME}: {name} in [base] is {words}, and not {word!r}.")
    return dict(settings)


def _versions(settings: Mapping[str, Any]) -> int:
    """How many versions of the store are kept; 1 keeps the one in use only, so that nothing can be undone."""
    versions = settings.get("versions", VERSIONS)
    if not 1 <= versions <= MOST_VERSIONS:
        raise CxError(
            f"{FILE_NAME}: versions in [store] is a whole number from 1 to {MOST_VERSIONS}, and not {versions!r}. "
            "With 1 only the version in use is kept, and nothing can be undone."
        )
    return versions


def _tracking(settings: Mapping[str, Any]) -> Tracking:
    """When a recommendation is late. Raises CxError for a wait of no day or no month."""
    for name, value in settings.items():
        if value < 1:
            raise CxError(f"{FILE_NAME}: {name} in [recommendations] is a whole number from 1, and not {value!r}.")
    return Tracking(**settings)


def _target(entry: Mapping[str, Any]) -> Target:
    return Target(
        measure=entry["measure"],
        since=entry["since"],
        low=entry.get("low"),
        high=entry.get("high"),
        direction=entry.get("direction", ""),
        baseline=entry.get("baseline"),
        services=tuple(entry.get("services", ())),
        note=entry.get("note", ""),
        by=entry.get("by"),
    )


def _unit_cost(entry: Mapping[str, Any]) -> UnitCost:
    cost = UnitCost(
        channel=entry["channel"],
        pounds=float(entry["pounds"]),
        year=entry["year"],
        source=entry.get("source", ""),
        low=entry.get("low"),
        high=entry.get("high"),
    )
    low, pounds, high = cost.range
    if not 0 <= low <= pounds <= high:
        raise CxError(
            f"{FILE_NAME}: the [[unit_costs]] of {cost.channel} lie between low and high, and none is below 0: "
            f"{low:g}, {pounds:g}, {high:g} do not."
        )
    return cost


def _providers(entries: Sequence[Mapping[str, Any]]) -> tuple[Provider, ...]:
    """Those who deliver services, each named once and ending after it began."""
    names = [str(entry["name"]).strip().casefold() for entry in entries]
    for entry, name in zip(entries, names, strict=True):
        if names.count(name) > 1:
            raise CxError(f"{FILE_NAME}: the provider '{entry['name']}' stands in [[providers]] more than once.")
        if "since" in entry and "until" in entry and entry["until"] < entry["since"]:
            raise CxError(f"{FILE_NAME}: the provider '{entry['name']}' ends before it begins.")
    return tuple(Provider(**{**entry, "services": tuple(entry.get("services", ()))}) for entry in entries)


def _named_groups(entries: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, tuple[str, ...]]]:
    """The groups of values that are published as one, by dimension; of one dimension no more than a few."""
    groups: dict[str, dict[str, tuple[str, ...]]] = {}
    for entry in entries:
        dimension, name, members = entry["dimension"], entry["name"], tuple(dict.fromkeys(entry["members"]))
        if dimension not in GROUPED:
            words = ", ".join(GROUPED)
            raise CxError(f"{FILE_NAME}: dimension in [[groups]] is one of {words}, and not '{dimension}'.")
        named = groups.setdefault(dimension, {})
        if name in named or len(members) < 2:
            why = "stands there more than once" if name in named else "has fewer than two members"
            raise CxError(f"{FILE_NAME}: the {dimension} group '{name}' in [[groups]] {why}.")
        named[name] = members
        if len(named) > MOST_GROUPS:
            raise CxError(
                f"{FILE_NAME}: [[groups]] holds more than {MOST_GROUPS} groups of {dimension}. With more, single "
                "people could be worked out of what is published: leave some out."
            )
    return groups


def _other_councils(settings: Mapping[str, Any]) -> OtherCouncils:
    nearest = settings.get("nearest", OtherCouncils().nearest)
    if nearest < 1:
        raise CxError(f"{FILE_NAME}: nearest in [other_councils] is a whole number from 1, and not {nearest}.")
    return OtherCouncils(tuple(settings.get("like_us", ())), tuple(settings.get("alike_by", ())), nearest)


def _round_to(settings: Mapping[str, Any]) -> int:
    """To what published counts are rounded; a `hide_below` that was raised is kept to, so that nothing is told that
    was hidden. Raises CxError for less than the least.
    """
    asked: int = settings.get("round_to", LEAST_ROUNDING)
    if asked < LEAST_ROUNDING:
        raise CxError(
            f"{FILE_NAME}: round_to in [disclosure] is {asked}. It may be raised above {LEAST_ROUNDING}, never "
            f"lowered: put it back to {LEAST_ROUNDING} or more."
        )
    return max(asked, settings.get("hide_below", LEAST_ROUNDING))


def _outdated(settings: Mapping[str, Any]) -> tuple[str, ...]:
    """A sentence for each setting of earlier versions that is not asked for any more."""
    said = {
        "hide_below": "published counts are rounded and none is hidden; it is taken as round_to where it is more",
        "percentage_base": "a published percentage needs 30 people, a mean 100",
    }
    return tuple(
        f"{FILE_NAME}: {name} in [disclosure] means nothing any more: {why}. Take the line out."
        for name, why in said.items()
        if name in settings
    )


def _redaction(settings: Mapping[str, Any]) -> Redaction:
    """Expressions that can be used and names that are words; a sentence names the one that is not."""
    for pattern in settings.get("references", ()):
        try:
            everywhere = re.compile(pattern).search("") is not None
        except re.error as error:
            raise CxError(
                f"{FILE_NAME}: the reference '{pattern}' in [redaction] is no regular expression: {error}."
            ) from None
        if everywhere:
            raise CxError(
                f"{FILE_NAME}: the reference '{pattern}' in [redaction] fits an empty text, so it would be "
                "everywhere. Write what a reference is made of, such as 'FS-Case-\\d+'."
            )
    return Redaction(tuple(settings.get("references", ())), tuple(settings.get("names", ())))
