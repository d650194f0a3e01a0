"""profile list, show, copy and delete: the layouts of exports, those shipped and the officer's own."""

import argparse
import json


def list_layouts(options: argparse.Namespace) -> int:
    """The layouts that are known; your own are marked."""
    from cxdata.cli.show import align
    from cxdata.ingest.profile.shipped import load_profiles

    layouts = sorted(load_profiles(options.data).values(), key=lambda profile: profile.name)
    if options.format == "json":
        listed = [{"name": p.name, "title": p.title, "about": p.about, "shipped": p.shipped} for p in layouts]
        print(json.dumps(listed, indent=2, ensure_ascii=False))
        return 0
    rows = [[p.name, "shipped" if p.shipped else "your own", p.title] for p in layouts]
    print(align([["Profile", "Whose", "What it reads"], *rows], left=2))
    return 0


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
