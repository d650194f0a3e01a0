"""The scope that a command's own options name, read with an edition alone."""

import argparse
from datetime import timedelta

from cxdata.errors import CxError, suggest_nearest
from cxdata.export.edition.asking import refuse_scope, say_not_published
from cxdata.export.edition.file import Edition
from cxdata.measures import find_dimension
from cxdata.measures.query import fold
from cxdata.measures.words import say_level
from cxdata.periods import Period
from cxdata.scope import Scope


def read_choices(edition: Edition, options: argparse.Namespace) -> Scope:
    """The scope of --where, --period, --from, --to and --include-staff.

    Raises CxError naming the nearest values, and in the words of the published view for what no edition has: several
    values of one thing, three things, staff, days of one's own choosing.
    """
    chosen: dict[str, list[str]] = {}
    for text in getattr(options, "where", []):
        name, equals, value = text.partition("=")
        if not equals:
            raise CxError(f"'--where {text}' must name a dimension and a value, such as --where channel=phone.")
        chosen.setdefault(find_dimension(name).id, []).append(value)
    asked = Scope(
        choices=tuple((name, tuple(dict.fromkeys(values))) for name, values in chosen.items()),
        include_staff=getattr(options, "include_staff", False),
    )
    refuse_scope(asked)
    known = tuple((name, (_level(edition, name, value),)) for name, (value,) in asked.choices)
    return Scope(period=_period(edition, options), choices=known)


def _level(edition: Edition, name: str, text: str) -> str:
    """The level that is meant: as it is written or as it is read, in any case of letters; a ward also by its code."""
    levels = edition.levels_of(name)
    meant = {fold(level): level for level in levels} | {fold(say_level(name, level)): level for level in levels}
    if name == "ward":
        meant |= {fold(area.code): area.label for area in edition.areas}
    if text in levels:
        return text
    if fold(text) in meant:
        return meant[fold(text)]
    title = find_dimension(name).title.lower()
    raise CxError(f"Nothing is published of {title} '{text}'. {suggest_nearest(text, levels)}")


def _period(edition: Edition, options: argparse.Namespace) -> Period | None:
    first, last = getattr(options, "first", None), getattr(options, "last", None)
    if getattr(options, "period", None) is not None:
        if first is not None or last is not None:
            raise CxError("--period names a span of its own: leave --from and --to out, or --period.")
        return _named(edition, options.period)
    if first is None and last is None:
        return None
    if first is None or last is None:
        raise CxError(say_not_published(f"up to {last}" if first is None else f"from {first}"))
    if last < first:
        raise CxError(f"--from {first} is after --to {last}, so no day is left. Swap them.")
    return published_period(edition, Period(first, last + timedelta(days=1)))


def published_period(edition: Edition, period: Period) -> Period:
    """The period, if the edition has figures of it. Raises CxError, saying why not, where it has not."""
    if period not in edition.periods.values():
        raise CxError(say_not_published(str(period)))
    return period


def _named(edition: Edition, name: str) -> Period:
    named = {**edition.periods, **{str(period): period for period in edition.periods.values()}}
    for title, period in named.items():
        if title.casefold() == name.strip().casefold():
            return period
    raise CxError(f"{say_not_published(name)} {suggest_nearest(name, edition.periods)}")
