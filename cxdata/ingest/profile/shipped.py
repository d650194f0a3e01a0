"""Layouts at hand: those shipped with the product, and the officer's own under the data folder."""

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from cxdata.errors import CxError
from cxdata.ingest.profile.model import Profile
from cxdata.ingest.profile.toml import from_toml, to_toml
from cxdata.own_files import is_reserved, write_whole

SHIPPED = Path(__file__).parent / "layouts"
OWN_FOLDER = "profiles"


def load_profiles(data: Path | None) -> dict[str, Profile]:
    """Every profile by name: those shipped and, under a data folder, the officer's own, which replace by name.

    Raises CxError naming the file and the place when a profile cannot be read.
    """
    layouts = dict(_shipped())
    if data is not None:
        for path in sorted((data / OWN_FOLDER).glob("*.toml")):
            layouts[path.stem] = from_toml(_text(path), name=path.stem, shipped=False)
    return layouts


@cache
def _shipped() -> Mapping[str, Profile]:
    # They are part of the program, so they are read once while it runs: reading them is a quarter of a small load.
    paths = sorted(SHIPPED.glob("*/*.toml"))
    return {path.stem: from_toml(path.read_text(encoding="utf-8"), name=path.stem) for path in paths}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise CxError(f"The profile {path.name} is not UTF-8 text. Save it as UTF-8 and load again.") from None


def find_profile(name: str, profiles: Mapping[str, Profile]) -> Profile:
    """The profile called `name`. Raises CxError with the nearest names when there is none."""
    if name in profiles:
        return profiles[name]
    near = get_close_matches(name, profiles, n=3) or sorted(profiles)
    raise CxError(f"There is no profile called '{name}'. Nearest: {', '.join(near)}.")


def delete(name: str, data: Path) -> None:
    """Take away an officer's own layout. Raises CxError where there is none of that name, or it is a shipped one."""
    _own_path(name, data).unlink()


def _own_path(name: str, data: Path) -> Path:
    path = data / OWN_FOLDER / f"{name}.toml"
    if not re.fullmatch(r"[A-Za-z0-9_.-]+", name) or not path.is_file():
        shipped = " It is one of those shipped, which stay." if name in _shipped() else ""
        raise CxError(f"You have no layout '{name}' of your own.{shipped}")
    return path


def free_name(wanted: str, taken: Collection[str]) -> str:
    """A name for a layout out of a file's name or a person's words, and none that is there already."""
    stem = wanted.split(".")[0].casefold()
    base = re.sub(r"[^a-z0-9]+", "-", stem)[:80].strip("-") or "layout"
    base = f"{base}-layout" if is_reserved(base) else base
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return name


def copy(name: str, new: str, data: Path) -> Path:
    """Save what a layout says under another name of the officer's own; returns its path.

    Raises CxError where there is no such layout, or the new name is taken.
    """
    layouts = load_profiles(data)
    if new in layouts:
        raise CxError(f"There is a layout '{new}' already. Choose another name, or delete it first.")
    return save(replace(find_profile(name, layouts), name=new, shipped=False), data)


def rename(name: str, new: str, data: Path) -> Path:
    """Give a layout of the officer's own another name; returns its new path. Raises CxError as copy and delete do."""
    _own_path(name, data)
    path = copy(name, new, data)
    delete(name, data)
    return path


def save(profile: Profile, data: Path, *, over: bool = False) -> Path:
    """Write an officer's profile under the data folder; returns its path.

    `over` says that a layout of the officer's own with that name may be written over. Raises CxError when the profile
    is not sound, when its name is a shipped one's, or when a layout of that name is there and says something else.
    """
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,99}", profile.name) or is_reserved(profile.name):
        raise CxError(
            f"'{profile.name}' cannot be a profile's name. Use small letters, digits and hyphens, such as 'my-crm'."
        )
    text = to_toml(profile)
    from_toml(text, name=profile.name, shipped=False)
    path = data / OWN_FOLDER / f"{profile.name}.toml"
    if profile.name in _shipped():
        raise CxError(f"'{profile.name}' is the name of a layout that is part of the program. Choose another name.")
    if path.exists() and not over and _text(path) != text:
        raise CxError(f"There is a layout '{profile.name}' already, and it says something else. Choose another name.")
    write_whole(path, text)
    return path


def digest(profile: Profile, *settings: str) -> str:
    """A fingerprint of what a profile says and of the settings it is read with, so that a mended one is noticed."""
    text = "\x1f".join((to_toml(replace(profile, source=())), *settings))
    return hashlib.sha256(text.encode()).hexdigest()[:16]
