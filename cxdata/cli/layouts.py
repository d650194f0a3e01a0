"""profile list, show, copy and delete: the layouts of exports, those shipped and the officer's own."""

import argparse
import json
from textwrap import shorten
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxdata.ingest.profile.model import Profile


def list_layouts(options: argparse.Namespace) -> int:
    """The layouts that are known; your own are marked."""
    from cxdata.cli.show import align
    from cxdata.ingest.profile.shipped import load_profiles

    layouts = sorted(load_profiles(options.data).values(), key=lambda profile: profile.name)
    if options.format == "json":
        listed = [
            {"name": p.name, "system": p.system, "title": p.title, "about": p.about, "source": list(p.source)}
            | {"shipped": p.shipped, "rest": p.rest}
            for p in layouts
        ]
        print(json.dumps(listed, indent=2, ensure_ascii=False))
        return 0
    rows = [[p.name, p.system, "shipped" if p.shipped else "your own", p.title, _first_source(p)] for p in layouts]
    print(align([["Profile", "System", "Whose", "What it reads", "Its headings are from"], *rows], left=5))
    return 0


def _first_source(profile: "Profile") -> str:
    """Where the headings were read, in one line: the first address, and how many more there are."""
    if not profile.source:
        return ""
    first = profile.source[0].partition(";")[0]
    said = first.split()[0] if first.startswith("http") else shorten(first, 70, placeholder=" ...")
    return said + (f" and {len(profile.source) - 1} more" if len(profile.source) > 1 else "")


def show_layout(options: argparse.Namespace) -> int:
    """One layout as it is written."""
    from cxdata.ingest.profile.shipped import find_profile, load_profiles
    from cxdata.ingest.profile.toml import to_toml

    profile = find_profile(options.name, load_profiles(options.data))
    if options.format == "json":
        document = {"name": profile.name, "shipped": profile.shipped, "toml": to_toml(profile)}
        print(json.dumps(document, indent=2, ensure_ascii=False))
        return 0
    print(to_toml(profile), end="")
    return 0


def copy_layout(options: argparse.Namespace) -> int:
    """A layout of your own that says what another says. Refused where the new name is taken."""
    from cxdata.ingest.profile.shipped import copy

    path = copy(options.name, options.new, options.data)
    return _say(options, {"copied": options.name, "to": options.new, "file": path.name})


def delete_layout(options: argparse.Namespace) -> int:
    """Take away a layout of your own; what was loaded with it stays loaded."""
    from cxdata.ingest.profile.shipped import delete

    delete(options.name, options.data)
    return _say(options, {"deleted": options.name})


def _say(options: argparse.Namespace, document: dict[str, str]) -> int:
    if options.format == "json":
        print(json.dumps(document, indent=2, ensure_ascii=False))
    else:
        print(", ".join(f"{key} {value}" for key, value in document.items()))
    return 0
