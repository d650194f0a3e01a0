"""What an officer may set: opening hours, channel groups, targets, costs, thresholds, events; each with its default."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from cxdata.council.working_days import calendar_of
from cxdata.periods import WEEKDAYS

FILE_NAME = "council.toml"

DEFAULT_GROUPS: Mapping[str, tuple[str, ...]] = {
    "online": ("web", "app"),
    "automated_phone": ("automated_phone",),
    "assisted": ("phone", "face_to_face", "post", "email", "webchat", "social"),
}
LEAST_ROUNDING = 5
"""Published counts are multiples of no less than this."""
# Which of two sources counts, where both count one thing; the first word is the default (see docs/council.md).
BASES: Mapping[str, tuple[str, ...]] = {
    "phone": ("contacts", "calls"),
    "face_to_face": ("contacts", "visitors"),
    "web": ("contacts", "forms"),
}
# The nations whose bank holidays are known, each with its words.
NATIONS: Mapping[str, str] = {
    "england": "England and Wales",
    "scotland": "Scotland",
    "northern_ireland": "Northern Ireland",
}
PROVIDER_KINDS = ("in_house", "company", "contractor", "partner")
# How many versions of the store are kept, and how many may be.
VERSIONS, MOST_VERSIONS = 5, 50
# By what an officer may group values that are published as one, and in how many groups: whoever sees more sums of the
# same values can work more out of them.
GROUPED = ("ward", "service", "channel", "customer_type", "provider")
MOST_GROUPS = 10
DEFAULT_HOURS = {day: (time(9), time(17)) for day in WEEKDAYS[:5]}


@dataclass(frozen=True)
class Target:
    """What the council promised of one measure from a date: a number, a band, or a direction from a baseline.

    `by` is the day by which it is to be reached, where one was named. `reference` is its id in targets.csv, "" for one
    that stands in council.toml, and `revisions` are how it stood in that list before it was changed.
    """

    measure: str
    since: date
    low: float | None = None
    high: float | None = None
    direction: str = ""
    baseline: float | None = None
    services: tuple[str, ...] = ()
    note: str = ""
    by: date | None = None
    reference: str = ""
    revisions: tuple["Revision", ...] = ()


@dataclass(frozen=True)
class Revision:
    """A target as it stood before it was changed in place: when that was, who did it and why, as it was typed."""

    before: Target
    after: Target
    changed: str
    by: str
    why: str


@dataclass(frozen=True)
class UnitCost:
    """What one contact by a channel costs, in pounds, by whose figures and of which year.

    `low` and `high` are the ends of what others found, None where no range is given. `reference` is its id in
    unit_costs.csv, "" for one that stands in council.toml.
    """

    channel: str
    pounds: float
    year: int
    source: str
    low: float | None = None
    high: float | None = None
    reference: str = ""

    @property
    def range(self) -> tuple[float, float, float]:
        """Low, most likely and high."""
        return (
            self.pounds if self.low is None else self.low,
            self.pounds,
            self.pounds if self.high is None else self.high,
        )


@dataclass(frozen=True)
class Event:
    """Something that happened on a date and may explain a change."""

    day: date
    title: str
    kind: str = "event"
    measure: str = ""


@dataclass(frozen=True)
class Tracking:
    """When a recommendation is called late: days for an answer (None for two months), months without a word."""

    reply_days: int | None = None
    silent_months: int = 6


@dataclass(frozen=True)
class Provider:
    """Who delivers services for the council: a name as its data has it, what kind of body it is (`PROVIDER_KINDS`), for
    which services and commissioner, and from when until when, where that is known.
    """

    name: str
    kind: str
    services: tuple[str, ...] = ()
    commissioner: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class SameDefinition:
    """What an officer has read and found equal: a definition as other councils state it, and the measure of ours. With
    a `figure` only where the source calls it so.
    """

    measure: str
    definition: str
    figure: str = ""


@dataclass(frozen=True)
class OtherCouncils:
    """Which councils are like this one: those named, else the `nearest` by what the published figures called `alike_by`
    say of all of them (residents, deprivation).
    """

    like_us: tuple[str, ...] = ()
    alike_by: tuple[str, ...] = ()
    nearest: int = 15


@dataclass(frozen=True)
class Redaction:
    """What else goes out of free text: regular expressions of the council's own references, and names (of staff)."""

    references: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Council:
    """Everything an officer may set; every part has a default, so that no settings file is needed to start.

    `hours_set` says that the opening hours are the officer's and not the default. `bank_holidays` are the nation's and
    the days that the officer names; none where the officer names none. `contact` is whom to tell of a page that
    somebody cannot use, in words. `named_groups` are, by dimension, the groups of
    its values that may be published as one value. `round_to`: published counts are multiples of it. `outdated` says, a
    sentence each, what of the settings means nothing any more.
    """

    name: str = "The council"
    contact: str = ""
    timezone: str = "Europe/London"
    nation: str = "england"
    hours: Mapping[str, tuple[time, time]] = field(default_factory=lambda: dict(DEFAULT_HOURS))
    hours_set: bool = False
    bank_holidays: frozenset[date] = field(default_factory=lambda: calendar_of("england"))
    key_services: tuple[str, ...] = ()
    channel_groups: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: dict(DEFAULT_GROUPS))
    targets: tuple[Target, ...] = ()
    unit_costs: tuple[UnitCost, ...] = ()
    events: tuple[Event, ...] = ()
    round_to: int = LEAST_ROUNDING
    redaction: Redaction = Redaction()
    providers: tuple[Provider, ...] = ()
    same_definitions: tuple[SameDefinition, ...] = ()
    other_councils: OtherCouncils = OtherCouncils()
    without_season: frozenset[str] = frozenset()
    base: Mapping[str, str] = field(default_factory=dict)
    versions: int = VERSIONS
    strategy_adopted: date | None = None
    tracking: Tracking = Tracking()
    named_groups: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    outdated: tuple[str, ...] = ()

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
