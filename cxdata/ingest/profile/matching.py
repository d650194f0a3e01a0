"""Which layout a file is in, from its headers; how headers and values are compared."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from cxdata.errors import CxError
from cxdata.ingest.privacy.shown import shown_headings
from cxdata.ingest.profile.model import Profile

# How the account of a layout begins that was suggested from a file and holds for files of its columns only.
SUGGESTED = "Suggested from "


# The headings of one file are asked for by every layout and every field.
@lru_cache(maxsize=1 << 14)
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
    """The profiles that read the whole of a file and whose required headers are all in it: those that ask for most, an
    officer's own before a shipped one that asks for as much.
    """
    fitting = [profile for profile in profiles.values() if profile.rest is None and fits(profile, headers)]
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


def recognise_part(headers: Sequence[str], profiles: Mapping[str, Profile]) -> Profile | None:
    """The layout that knows some columns of a file and leaves the others to the suggestion: the one asking for most.

    None when there is none.
    """
    fitting = [profile for profile in profiles.values() if profile.rest is not None and fits(profile, headers)]
    return max(fitting, key=_weight, default=None)


def _weight(profile: Profile) -> tuple[int, bool]:
    return len(profile.headers) + len(profile.any_of), not profile.shipped


def not_by_itself(name: str, headers: Sequence[str], known: Profile | None) -> CxError:
    """Why a file cannot be loaded by a layout alone: none fits, it knows only a part, or the export is of no use."""
    if known is not None and known.refuse:
        return CxError(f"{name}: {known.refuse}")
    if known is not None:
        return CxError(
            f"{name} is an export of {known.title}, whose columns differ from one to the next. Load it on the Data "
            f"page, or with 'python -m cxdata load {name} --suggested', and save the layout that comes of it."
        )
    return CxError(
        f"{name}: no profile fits its headers ({shown_headings(headers)}). Make one on the Data page or with "
        f"'python -m cxdata profile suggest {name}', or name one with --profile."
    )
