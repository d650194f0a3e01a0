"""Which layout a file is in, from its headers; how headers and values are compared."""

import re
from collections.abc import Iterable, Mapping, Sequence

from cxdata.errors import CxError
from cxdata.ingest.profile.model import Profile

# How the account of a layout begins that was suggested from a file and holds for files of its columns only.
SUGGESTED = "Suggested from "


def header_key(header: str) -> str:
    """A header as it is compared: blind to case, spaces, underscores, dots and hyphens."""
    return re.sub(r"[\s_.\-]+", "", header).casefold()


def value_key(value: str) -> str:
    """A value as it is compared: blind to case and to spacing."""
    return " ".join(value.split()).casefold()


def find_header(wanted: Sequence[str], headers: Iterable[str]) -> str | None:
    """The first of the wanted headers that a file has, spelled as the file spells it."""
    present = {header_key(header): header for header in headers}
    return next((present[header_key(name)] for name in wanted if header_key(name) in present), None)


def fits(profile: Profile, headers: Iterable[str]) -> bool:
    """Whether a file with these headers is the export that the profile describes."""
    present = {header_key(header) for header in headers}
    if not profile.headers and not profile.any_of:
        return False
    return all(header_key(header) in present for header in profile.headers) and all(
        any(header_key(header) in present for header in choice) for choice in profile.any_of
    )


def unknown_columns(profile: Profile, headers: Sequence[str]) -> tuple[str, ...]:
    """The columns of a file that a layout suggested from another file does not know; () for any other layout."""
    if profile.shipped or not profile.about.startswith(SUGGESTED):
        return ()
    known = {header_key(header) for header in (*profile.headers, *profile.used, *profile.ignore, *profile.personal)}
    return tuple(header for header in headers if header_key(header) not in known)


def fitting_best(headers: Sequence[str], profiles: Mapping[str, Profile]) -> tuple[Profile, ...]:
    """The profiles whose required headers are all in the file and that ask for most; an officer's own before a shipped
    one that asks for as much.
    """
    fitting = [profile for profile in profiles.values() if fits(profile, headers)]
    best = max((_weight(profile) for profile in fitting), default=None)
    return tuple(profile for profile in fitting if _weight(profile) == best)


def recognise(headers: Sequence[str], profiles: Mapping[str, Profile]) -> Profile | None:
    """The profile whose required headers are all in the file; the one that asks for most wins.

    None when no profile fits. Raises CxError when two fit equally well, and when the file has columns that a layout
    suggested from another file does not know.
    """
    winners = fitting_best(headers, profiles)
    if not winners:
        return None
    if len(winners) > 1:
        names = " and ".join(f"'{profile.name}'" for profile in winners)
        raise CxError(
            f"The profiles {names} fit this file equally well. Name one with --profile, or add a header to [recognise] "
            "in one of them that only its own export has."
        )
    if more := unknown_columns(winners[0], headers):
        raise CxError(
            f"The layout '{winners[0].name}' fits this file, but it was made from one without {', '.join(more)}. "
            "Name it with --profile to read the file without them, or have a new layout suggested."
        )
    return winners[0]


def _weight(profile: Profile) -> tuple[int, bool]:
    return len(profile.headers) + len(profile.any_of), not profile.shipped
