"""The council's own settings, from council.toml: opening hours, channel groups, targets, costs, thresholds, events."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cxdata.contract import CHANNELS
from cxdata.errors import CxError
from cxdata.periods import WEEKDAYS
from cxdata.stats.disclosure.rules import DisclosureRules

FILE_NAME = "council.toml"

DEFAULT_GROUPS: Mapping[str, tuple[str, ...]] = {
    "online": ("web", "app"),
    "automated_phone": ("automated_phone",),
    "assisted": ("phone", "face_to_face", "post", "email", "webchat", "social"),
}
# Which of two sources counts, where both count one thing; the first word is the default (see docs/council.md).
BASES: Mapping[str, tuple[str, ...]] = {
    "phone": ("contacts", "calls"),
    "face_to_face": ("contacts", "visitors"),
    "web": ("contacts", "forms"),
}
# How many versions of the store are kept, and how many may be.
VERSIONS, MOST_VERSIONS = 5, 50
DEFAULT_HOURS = {day: (time(9), time(17)) for day in WEEKDAYS[:5]}


@dataclass(frozen=True)
class Target:
    """What the council promised of one measure from a date: a number, a band, or a direction from a baseline."""

    measure: str
    since: date
    low: float | None = None
    high: float | None = None
    direction: str = ""
    baseline: float | None = None
    services: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class UnitCost:
    """What one contact by a channel costs, in pounds, by whose figures and of which year."""

    channel: str
    pounds: float
    year: int
    source: str


@dataclass(frozen=True)
class Event:
    """Something that happened on a date and may explain a change."""

    day: date
    title: str
    kind: str = "event"
    measure: str = ""


@dataclass(frozen=True)
class Redaction:
    """What else goes out of free text: regular expressions of the council's own references, and names (of staff)."""

    references: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Council:
    """Everything an officer may set; every part has a default, so that no settings file is needed to start."""

    name: str = "The council"
    timezone: str = "Europe/London"
    hours: Mapping[str, tuple[time, time]] = field(default_factory=lambda: dict(DEFAULT_HOURS))
    bank_holidays: frozenset[date] = frozenset()
    key_services: tuple[str, ...] = ()
    channel_groups: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: dict(DEFAULT_GROUPS))
    targets: tuple[Target, ...] = ()
    unit_costs: tuple[UnitCost, ...] = ()
    events: tuple[Event, ...] = ()
    disclosure: DisclosureRules = DisclosureRules()
    redaction: Redaction = Redaction()
    without_season: frozenset[str] = frozenset()
    base: Mapping[str, str] = field(default_factory=dict)
    versions: int = VERSIONS

    def target_on(self, measure: str, day: date, service: str | None = None) -> Target | None:
        """The target in force for a measure on a day: the newest that had begun, of the service where one is named."""
        found = [
            target
            for target in self.targets
            if target.measure == measure
            and target.since <= day
            and (not target.services if service is None else not target.services or service in target.services)
        ]
        return max(found, key=lambda target: (bool(target.services), target.since), default=None)


def read_council(data: Path) -> Council:
    """The settings in `data`/council.toml; the defaults when there is no such file.

    Raises CxError, naming the part, when the file cannot be read or says something impossible.
    """
    path = data / FILE_NAME
    if not path.is_file():
        return Council()
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CxError(f"{FILE_NAME} cannot be read as TOML: {error}. Mend that line and start again.") from None
    try:
        return _council(settings)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise CxError(
            f"{FILE_NAME} has a setting that does not fit: {error}. See docs/council.md for its form."
        ) from None


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
        timezone=timezone,
        hours=_hours(settings.get("opening_hours", {})),
        bank_holidays=frozenset(settings.get("opening_hours", {}).get("bank_holidays", ())),
        key_services=tuple(general.get("key_services", ())),
        channel_groups=_groups(settings.get("channel_groups")),
        targets=tuple(_target(entry) for entry in settings.get("targets", ())),
        unit_costs=tuple(
            UnitCost(entry["channel"], float(entry["pounds"]), int(entry["year"]), entry.get("source", ""))
            for entry in settings.get("unit_costs", ())
        ),
        events=tuple(
            Event(entry["date"], entry["title"], entry.get("kind", "event"), entry.get("measure", ""))
            for entry in settings.get("events", ())
        ),
        disclosure=_disclosure(settings.get("disclosure", {})),
        redaction=_redaction(settings.get("redaction", {})),
        without_season=frozenset(settings.get("real_change", {}).get("without_season", ())),
        base=_base(settings.get("base", {})),
        versions=_versions(settings.get("store", {})),
    )


def _hours(settings: Mapping[str, Any]) -> dict[str, tuple[time, time]]:
    hours = {}
    for day in WEEKDAYS:
        span = settings.get(day.lower())
        if span:
            opens, closes = (time.fromisoformat(text) for text in span)
            if closes <= opens:
                raise CxError(f"{FILE_NAME}: {day} closes at {closes:%H:%M}, before it opens at {opens:%H:%M}.")
            hours[day] = (opens, closes)
    return hours or dict(DEFAULT_HOURS)


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
        if name not in BASES:
            raise CxError(f"{FILE_NAME}: [base] has {', '.join(BASES)}, and no '{name}'.")
        if word not in BASES[name]:
            words = " or ".join(f'"{known}"' for known in BASES[name])
            raise CxError(f"{FILE_NAME}: {name} in [base] is {words}, and not {word!r}.")
    return dict(settings)


def _versions(settings: Mapping[str, Any]) -> int:
    """How many versions of the store are kept; 1 keeps the one in use only, so that nothing can be undone."""
    for name in settings:
        if name != "versions":
            raise CxError(f"{FILE_NAME}: [store] has versions, and no '{name}'.")
    versions = settings.get("versions", VERSIONS)
    if type(versions) is not int or not 1 <= versions <= MOST_VERSIONS:
        raise CxError(
            f"{FILE_NAME}: versions in [store] is a whole number from 1 to {MOST_VERSIONS}, and not {versions!r}. "
            "With 1 only the version in use is kept, and nothing can be undone."
        )
    return versions


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
    )


def _disclosure(settings: Mapping[str, Any]) -> DisclosureRules:
    """The thresholds for anything published; the rules themselves refuse to be lowered."""
    for name, value in settings.items():
        if type(value) is not int:
            raise ValueError(f"disclosure {name} is {value!r}, which is no whole number")
    try:
        return DisclosureRules(**settings)
    except CxError as refusal:
        raise CxError(f"{FILE_NAME}: {refusal}") from None


def _redaction(settings: Mapping[str, Any]) -> Redaction:
    """Expressions that can be used and names that are words; a sentence names the one that is not."""
    for name, entries in settings.items():
        if name not in ("references", "names"):
            raise CxError(f"{FILE_NAME}: [redaction] has references and names, and no '{name}'.")
        if not isinstance(entries, list) or not all(isinstance(entry, str) and entry.strip() for entry in entries):
            raise CxError(f"{FILE_NAME}: {name} in [redaction] is a list of texts, none of them blank.")
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
