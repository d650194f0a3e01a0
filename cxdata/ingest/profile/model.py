"""Profiles: how one export's columns and values read in the words of the contract."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cxdata.errors import CxError

SHIPPED = Path(__file__).parent / "layouts"
OWN_FOLDER = "profiles"


@dataclass(frozen=True)
class FieldMap:
    """Where one field of the contract comes from.

    `sources` are the headers it may have (the first one present is read); `join` are headers whose texts are put
    together with `glue` (a date and a time in two columns); `filled` are headers of which the first with something in
    it is read, row by row. `values` turns the export's words into the contract's,
    blind to case and spacing; `otherwise` takes the rest; `blank` stands for empty cells. `times` names a column to
    multiply a number by.
    """

    name: str
    sources: tuple[str, ...] = ()
    join: tuple[str, ...] = ()
    filled: tuple[str, ...] = ()
    glue: str = " "
    constant: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    otherwise: str | None = None
    blank: str | None = None
    replace: tuple[tuple[str, str], ...] = ()
    times: str | None = None
    scale: float = 1.0
    offset: float = 0.0

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header this field may read."""
        return self.sources + self.join + self.filled + ((self.times,) if self.times else ())


@dataclass(frozen=True)
class Unpivot:
    """Columns turned to rows: each of `columns` gives a row whose `name` is the header and `value` the cell."""

    columns: tuple[str, ...]
    name: str
    value: str


@dataclass(frozen=True)
class TableMap:
    """One clean table that an export feeds; `where` keeps only rows with one of the named values in a column."""

    table: str
    fields: tuple[FieldMap, ...]
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unpivot: Unpivot | None = None

    def field(self, name: str) -> FieldMap | None:
        """The mapping of one contract field; None when this export does not carry it."""
        return next((found for found in self.fields if found.name == name), None)


@dataclass(frozen=True)
class Profile:
    """One known export: how to recognise it and how to read it. Its form in TOML is described in docs/profiles.md."""

    name: str
    title: str
    system: str
    tables: tuple[TableMap, ...]
    about: str = ""
    dates: str | None = None
    offset: str = "convert"
    grain: str | None = None
    missing: tuple[str, ...] = ()
    sheet: str | None = None
    ignore: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    any_of: tuple[tuple[str, ...], ...] = ()
    shipped: bool = True

    @property
    def used(self) -> tuple[str, ...]:
        """Every header the profile reads, in the order it names them."""
        named = [
            header
            for table in self.tables
            for header in (
                *table.where,
                *(table.unpivot.columns if table.unpivot else ()),
                *(header for mapping in table.fields for header in mapping.headers),
            )
        ]
        return tuple(dict.fromkeys(named))


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


def recognise(headers: Sequence[str], profiles: Mapping[str, Profile]) -> Profile | None:
    """The profile whose required headers are all in the file; the one that asks for most wins.

    None when no profile fits. Raises CxError when two fit equally well. An officer's own profile goes before a
    shipped one that asks for as much.
    """
    fitting = [profile for profile in profiles.values() if fits(profile, headers)]
    if not fitting:
        return None
    best = max(_weight(profile) for profile in fitting)
    winners = [profile for profile in fitting if _weight(profile) == best]
    if len(winners) > 1:
        names = " and ".join(f"'{profile.name}'" for profile in winners)
        raise CxError(
            f"The profiles {names} fit this file equally well. Name one with --profile, or add a header to [recognise] "
            "in one of them that only its own export has."
        )
    return winners[0]


def _weight(profile: Profile) -> tuple[int, bool]:
    return len(profile.headers) + len(profile.any_of), not profile.shipped


def load_profiles(data: Path | None) -> dict[str, Profile]:
    """Every profile by name: those shipped and, under a data folder, the officer's own, which replace by name.

    Raises CxError naming the file and the place when a profile cannot be read.
    """
    from cxdata.ingest.profile.toml import from_toml

    found: dict[str, Profile] = {}
    for path in sorted(SHIPPED.glob("*/*.toml")):
        found[path.stem] = from_toml(path.read_text(encoding="utf-8"), name=path.stem)
    if data is not None:
        for path in sorted((data / OWN_FOLDER).glob("*.toml")):
            found[path.stem] = from_toml(_text(path), name=path.stem, shipped=False)
    return found


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise CxError(f"The profile {path.name} is not UTF-8 text. Save it as UTF-8 and load again.") from None


def find_profile(name: str, profiles: Mapping[str, Profile]) -> Profile:
    """The profile called `name`. Raises CxError with the nearest names when there is none."""
    from difflib import get_close_matches

    if name in profiles:
        return profiles[name]
    near = get_close_matches(name, profiles, n=3) or sorted(profiles)
    raise CxError(f"There is no profile called '{name}'. Nearest: {', '.join(near)}.")


def save(profile: Profile, data: Path) -> Path:
    """Write an officer's profile under the data folder; returns its path. Raises CxError when it is not sound."""
    from cxdata.ingest.profile.toml import from_toml, to_toml

    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", profile.name):
        raise CxError(
            f"'{profile.name}' cannot be a profile's name. Use small letters, digits and hyphens, such as 'my-crm'."
        )
    text = to_toml(profile)
    from_toml(text, name=profile.name, shipped=False)
    path = data / OWN_FOLDER / f"{profile.name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".toml.part")
    partial.write_text(text, encoding="utf-8")
    partial.replace(path)
    return path


def digest(profile: Profile, *settings: str) -> str:
    """A fingerprint of what a profile says and of the settings it is read with, so that a mended one is noticed."""
    from cxdata.ingest.profile.toml import to_toml

    text = "\x1f".join((to_toml(profile), *settings))
    return hashlib.sha256(text.encode()).hexdigest()[:16]
