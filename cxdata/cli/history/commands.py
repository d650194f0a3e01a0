"""remove, undo, versions, erase and renew: what was done to the store, and taking it back."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxdata.cli.load import progress_bar
from cxdata.cli.suggested import pairs
from cxdata.errors import CxError
from cxdata.overview import HEADLINES
from cxdata.overview.versions import Changed, Headlines, changes_of, headlines_of
from cxdata.settings import read_settings

if TYPE_CHECKING:
    from cxdata.ingest.history.find import Ambiguous
    from cxdata.ingest.history.versions import Version


def remove(options: argparse.Namespace) -> int:
    """Take files out of the store; 1 with a question where a name is borne by several."""
    from cxdata.ingest.history.find import find_files
    from cxdata.ingest.history.remove import remove_files
    from cxdata.ingest.history.versions import current_version

    if options.erase:
        return erase(options)

    def act(names: list[str], answers: dict[str, str]) -> dict[str, Any]:
        current = current_version(options.data)
        files = current.files if current else ()
        if not files:
            raise CxError(f"Nothing is loaded in {options.data}, so there is nothing to remove.")
        numbers = [file.file_id for file in files] if options.all else find_files(names, files, answers)
        removal = remove_files(options.data, numbers, progress=progress_bar())
        return {"removed": list(removal.files), "store_version": removal.version, "notes": list(removal.notes)}

    return _with_files(options, act, "Removed {}. To take that back: python -m cxdata undo", "removed")


def erase(options: argparse.Namespace) -> int:
    """Remove files for good; 1 with a question where a name is borne by several."""
    from cxdata.ingest.history.erase import erase_all, erase_files, find_in_any_version

    def act(names: list[str], answers: dict[str, str]) -> dict[str, Any]:
        if options.all:
            erase_all(options.data)
            return {"erased": ["every file"], "store_version": None, "notes": []}
        numbers, only_before = find_in_any_version(options.data, names, answers)
        removal = erase_files(options.data, numbers, progress=progress_bar())
        return {
            "erased": [*removal.files, *only_before],
            "store_version": removal.version,
            "notes": list(removal.notes),
        }

    said = (
        "Erased {}, and every earlier version. The exports themselves, and copies and backups, are where you keep them."
    )
    return _with_files(options, act, said, "erased")


def renew(options: argparse.Namespace) -> int:
    """Write the store anew by this version of the program."""
    from cxdata.ingest.history import renew as writing

    version = writing.renew(options.data, progress=progress_bar())
    said = {"act": "renew", "store_version": version}
    print(json.dumps(said) if options.format == "json" else f"Written anew, as version {version}.")
    return 0


def _with_files(
    options: argparse.Namespace, act: Callable[[list[str], dict[str, str]], dict[str, Any]], said: str, key: str
) -> int:
    """Do something with the files named and say what was done."""
    from cxdata.ingest.history.find import Ambiguous

    if bool(options.files) == options.all:
        raise CxError("Name at least one FILE, as 'python -m cxdata status' shows it, or say --all.")
    try:
        done = act([Path(name).name for name in options.files], pairs(options.answer, "--answer"))
    except Ambiguous as several:
        return _ask(several, options.format)
    if options.format == "json":
        print(json.dumps(done, indent=2, ensure_ascii=False))
        return 0
    print("\n".join([said.format(", ".join(done[key])), *done["notes"]]))
    return 0


def _ask(several: "Ambiguous", form: str) -> int:
    numbers = [str(file.file_id) for file in several.files]
    if form == "json":
        question = {"id": several.name, "question": str(several), "choices": numbers}
        print(json.dumps({"questions": [question]}, indent=2, ensure_ascii=False))
    else:
        print(f"{several}\nPlease answer with --answer '{several.name}={numbers[0]}', say.")
    return 1


def undo(options: argparse.Namespace) -> int:
    """Put the version before back into use, or the one named with --to."""
    from cxdata.ingest.history.undo import put_back
    from cxdata.ingest.history.undo import undo as take_back

    undone, now = (None, put_back(options.data, options.to)) if options.to else take_back(options.data)
    if options.format == "json":
        document = {
            "undone": _version(undone) if undone else None,
            "store_version": now.version if now else None,
            "files": [file.name for file in now.files] if now else [],
        }
        print(json.dumps(document, indent=2, ensure_ascii=False))
        return 0
    if undone:
        print(f"Undone: {undone.act.words}. To put it back: python -m cxdata undo --to {undone.version}")
    holds = ", ".join(file.name for file in now.files) if now else ""
    print(f"In use now: {now.version}, with {holds or 'no file'}." if now else "Nothing is loaded now.")
    return 0


def versions(options: argparse.Namespace) -> int:
    """The versions kept, the newest first: what made each, what it holds, and what changed in the headline figures."""
    from cxdata.ingest.history.versions import read_versions

    (kept, troubles), council = read_versions(options.data), read_settings(options.data)
    unreadable = [str(trouble) for trouble in troubles]
    known: dict[str, Headlines] = {}

    def headlines(version: "Version") -> Headlines:
        if version.version not in known:
            known[version.version] = headlines_of(version.path, council, HEADLINES)
        return known[version.version]

    changed = changes_of(kept, headlines)
    if options.format == "json":
        listed = [_version(entry) | _changed(changed[entry.version]) for entry in kept]
        document = {"versions": listed, "unreadable": unreadable}
        print(json.dumps(document, indent=2, ensure_ascii=False))
        return 0
    if not kept and not unreadable:
        print(f"No version is kept in {options.data}: nothing has been loaded.")
        return 0
    for entry in kept:
        print(_as_text(entry, changed[entry.version]))
    print("".join(f"{sentence}\n" for sentence in unreadable), end="")
    return 0


def _version(entry: "Version") -> dict[str, Any]:
    return {
        "version": entry.version,
        "made_at": entry.made_at.isoformat(),
        "act": entry.act.kind or None,
        "done": entry.act.words,
        "act_files": list(entry.act.files),
        "before": entry.act.before or None,
        "files": [file.name for file in entry.files],
        "in_use": entry.in_use,
    }


def _changed(changed: tuple[Changed, ...] | None) -> dict[str, Any]:
    if changed is None:
        return {"changed": None}
    return {
        "changed": [
            {"measure": entry.measure, "title": entry.title, "before": entry.before, "after": entry.after}
            for entry in changed
        ]
    }


def _as_text(version: "Version", changed: tuple[Changed, ...] | None) -> str:
    mark = " (in use)" if version.in_use else ""
    lines = [f"{version.version}{mark}: {version.act.words}, {version.made_at:%Y-%m-%d %H:%M} UTC."]
    lines.append(f"  Holds {', '.join(file.name for file in version.files) or 'no file'}.")
    if changed is None:
        lines.append("  The version before is not kept, so what changed cannot be said.")
    elif not changed:
        lines.append("  No headline figure changed.")
    else:
        lines += [f"  {entry.sentence}" for entry in changed]
    return "\n".join(lines)
