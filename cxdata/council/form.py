"""The form of council.toml: its sections, what each may hold, and the sentence for what does not fit.

A name that is none of these is refused with the nearest one, so that a slip of the pen ("[disclosur]") cannot leave a
default in force unseen.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from cxdata.council.model import BASES, DEFAULT_GROUPS, FILE_NAME, PROVIDER_KINDS
from cxdata.errors import CxError, suggest_nearest
from cxdata.periods import WEEKDAYS


@dataclass(frozen=True)
class Kind:
    """What a setting's value is: in words, and whether a value read from TOML is one."""

    words: str
    fits: Callable[[Any], bool]


@dataclass(frozen=True)
class Section:
    """The settings of a section, by name, and which it must have; `repeated` for one written as [[name]]."""

    settings: Mapping[str, Kind]
    needed: tuple[str, ...] = ()
    repeated: bool = False


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_day(value: Any) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_number(value: Any) -> bool:
    return type(value) in (int, float) and math.isfinite(value)


def _is_hours(value: Any) -> bool:
    return value == [] or (
        isinstance(value, list)
        and len(value) == 2
        and all(isinstance(text, str) and re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text) for text in value)
    )


def _all(fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and all(fits(entry) for entry in value)


TEXT = Kind("a text in quotation marks", _is_text)
NOTE = Kind("a text in quotation marks", lambda value: isinstance(value, str))
TEXTS = Kind("a list of texts, none of them blank", _all(_is_text))
NUMBER = Kind("a number", _is_number)
WHOLE = Kind("a whole number", lambda value: type(value) is int)
DAY = Kind("a date, such as 2026-04-01", _is_day)
DAYS = Kind("a list of dates, such as [2026-12-25]", _all(_is_day))
DIRECTION = Kind('"up" or "down"', lambda value: value in ("up", "down"))
PROVIDER_KIND = Kind(
    ", ".join(f'"{kind}"' for kind in PROVIDER_KINDS[:-1]) + f' or "{PROVIDER_KINDS[-1]}"',
    lambda value: value in PROVIDER_KINDS,
)
HOURS = Kind('two times of day, such as ["09:00", "17:00"]', _is_hours)

SECTIONS: Mapping[str, Section] = {
    "council": Section(
        {
            "name": TEXT,
            "contact": TEXT,
            "timezone": TEXT,
            "nation": TEXT,
            "key_services": TEXTS,
            "strategy_adopted": DAY,
        }
    ),
    "opening_hours": Section({**{day.lower(): HOURS for day in WEEKDAYS}, "bank_holidays": DAYS}),
    "channel_groups": Section(dict.fromkeys(DEFAULT_GROUPS, TEXTS)),
    "base": Section(dict.fromkeys(BASES, TEXT)),
    "targets": Section(
        {
            "measure": TEXT,
            "since": DAY,
            "low": NUMBER,
            "high": NUMBER,
            "direction": DIRECTION,
            "baseline": NUMBER,
            "services": TEXTS,
            "note": NOTE,
            "by": DAY,
        },
        needed=("measure", "since"),
        repeated=True,
    ),
    "unit_costs": Section(
        {"channel": TEXT, "pounds": NUMBER, "low": NUMBER, "high": NUMBER, "year": WHOLE, "source": NOTE},
        needed=("channel", "pounds", "year"),
        repeated=True,
    ),
    "providers": Section(
        {
            "name": TEXT,
            "kind": PROVIDER_KIND,
            "services": TEXTS,
            "commissioner": TEXT,
            "since": DAY,
            "until": DAY,
        },
        needed=("name", "kind"),
        repeated=True,
    ),
    "other_councils": Section({"like_us": TEXTS, "alike_by": TEXTS, "nearest": WHOLE}),
    "same_definitions": Section(
        {"measure": TEXT, "definition": TEXT, "figure": TEXT}, needed=("measure", "definition"), repeated=True
    ),
    "store": Section({"versions": WHOLE}),
    "disclosure": Section({"hide_below": WHOLE, "percentage_base": WHOLE, "round_to": WHOLE}),
    "redaction": Section({"references": TEXTS, "names": TEXTS}),
    "recommendations": Section({"reply_days": WHOLE, "silent_months": WHOLE}),
    "groups": Section(
        {"dimension": TEXT, "name": TEXT, "members": TEXTS}, needed=("dimension", "name", "members"), repeated=True
    ),
    "real_change": Section({"without_season": TEXTS}),
    "events": Section(
        {"date": DAY, "title": TEXT, "kind": TEXT, "measure": NOTE}, needed=("date", "title"), repeated=True
    ),
}


def check_form(settings: Mapping[str, Any]) -> None:
    """Raises CxError, naming section and setting, for what is no setting or has the wrong kind of value."""
    for name, content in settings.items():
        if name not in SECTIONS:
            raise CxError(f"{FILE_NAME} has no {_section_or_setting(name, content)}. {_nearest_section(name)}")
        section = SECTIONS[name]
        if not section.repeated:
            _check_entry(f"[{name}]", section, content, written=f"[{name}]")
            continue
        if not isinstance(content, list):
            raise CxError(f"{FILE_NAME}: each entry of {name} begins with [[{name}]], in two pairs of brackets.")
        for number, entry in enumerate(content, start=1):
            _check_entry(f"[[{name}]] number {number}", section, entry, written=f"[[{name}]]")


def _check_entry(where: str, section: Section, entry: Any, *, written: str) -> None:
    if not isinstance(entry, Mapping):
        raise CxError(f"{FILE_NAME}: {written} is a section of settings, each on a line of its own under it.")
    for name, value in entry.items():
        kind = section.settings.get(name)
        if kind is None:
            raise CxError(f"{FILE_NAME}: {where} has no setting '{name}'. {suggest_nearest(name, section.settings)}")
        if not kind.fits(value):
            raise CxError(f"{FILE_NAME}: {name} in {where} is {kind.words}, and not {_say(value)}.")
    for name in section.needed:
        if name not in entry:
            raise CxError(f"{FILE_NAME}: {where} has no {name}, which is {section.settings[name].words}.")


def _section_or_setting(name: str, content: Any) -> str:
    if isinstance(content, Mapping):
        return f"section [{name}]"
    if isinstance(content, list) and content and all(isinstance(entry, Mapping) for entry in content):
        return f"section [[{name}]]"
    return f"setting '{name}' outside a section"


def _nearest_section(name: str) -> str:
    for title, section in SECTIONS.items():
        if name in section.settings:
            return f"It belongs under {_brackets(title)}."
    return suggest_nearest(name, SECTIONS)


def _brackets(name: str) -> str:
    return f"[[{name}]]" if SECTIONS[name].repeated else f"[{name}]"


def _say(value: Any) -> str:
    """A value as it stands in the file, as nearly as one can tell, and not longer than a line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "a section"
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
