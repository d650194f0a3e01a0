"""backup, restore and key: a data folder kept in one file, and brought back."""

import argparse
import json
from pathlib import Path
from typing import Any

from cxdata.own_files.secret import SecretKey

CUSTOMERS, PUBLISHING = "customers", "publishing"


def backup(options: argparse.Namespace) -> int:
    """Write the data folder to one new file and verify it."""
    from cxdata.data_folder.editions import EDITIONS, PUBLISH_KEY
    from cxdata.ingest.history.backup import back_up
    from cxdata.ingest.profile.keys import CUSTOMER_KEY

    done = back_up(options.data, options.file)
    size, names = done.path.stat().st_size, [member.name for member in done.members]
    said = [
        f"Written to {done.path} and read again: {len(done.members)} files of {options.data}, {size / 1e6:,.1f} MB.",
        "It holds rows about single contacts: keep it as you keep the data folder.",
        "The key for customer references is in it."
        if CUSTOMER_KEY.file in names
        else f"The key for customer references is not in it, because {options.data} has none.",
    ]
    if PUBLISH_KEY.file in names:
        editions = sum(name.startswith(f"{EDITIONS}/") for name in names)
        many = "the one edition there is" if editions == 1 else f"all {editions} editions"
        said.append(f"The key by which published counts are rounded is in it, with {many}.")
    if not done.whole:
        said.append("Another act is running, so only the version in use is in it, without those from before.")
    if done.damaged:
        said.append(f"Left out, because damaged: {', '.join(done.damaged)}.")
    document = {
        "file": str(done.path),
        "files": names,
        "bytes": size,
        "every_version": done.whole,
        "damaged": list(done.damaged),
    }
    return _say(options, said, document)


def restore(options: argparse.Namespace) -> int:
    """Put a backup into the place of the data folder."""
    from cxdata.ingest.history.restore import restore as put_back

    done = put_back(options.file, options.data)
    said = [f"{options.file.name} is restored to {options.data}: {len(done.members)} files."]
    if done.before is not None:
        said.append(f"What was there before is kept in {done.before}.")
    document = {"files": [member.name for member in done.members], "before": _path(done.before)}
    return _say(options, said, document)


def save_copy(options: argparse.Namespace) -> int:
    """Write a copy of a key: that for customer references, or that of what is published."""
    kind, marks = _kind_and_marks(options)
    kind.save(options.data, options.file, marks)
    apart = (
        "who has both can find out which rows are of a person whose reference they know."
        if options.of == CUSTOMERS
        else "who has it and what was published comes nearer to the exact figures."
    )
    said = [
        f"The key is written to {options.file}. Keep it apart from the data folder, where only you can read it: {apart}"
    ]
    return _say(options, said, {"file": str(options.file)})


def put_key_back(options: argparse.Namespace) -> int:
    """Put a copy of a key back, if it is the key of this store, or of the editions there are."""
    from cxdata.ingest.load.store_folder import lock_folder

    with lock_folder(options.data):
        kind, marks = _kind_and_marks(options)
        before = kind.restore(options.data, options.file, marks)
    again = "files can be loaded again." if options.of == CUSTOMERS else "editions can be made again."
    said = [f"The key is put back: {again}"]
    if before is not None:
        said.append(f"The key that stood there before is kept as {before.name}.")
    return _say(options, said, {"before": _path(before)})


def make_new_key(options: argparse.Namespace) -> int:
    """Begin with a new key where the old one is lost."""
    from cxdata.ingest.load.store_folder import lock_folder

    with lock_folder(options.data):
        kind, marks = _kind_and_marks(options)
        before = kind.renew(options.data, marks)
    from_now_on = (
        "Files loaded from now on are matched with each other; a customer of theirs who is also in what was loaded "
        "before is counted as another. To end that, load earlier files again."
        if options.of == CUSTOMERS
        else "What was published stays as it is in every later edition; only periods that were not come in."
    )
    said = [f"{options.data / kind.file} holds a new key. {from_now_on}"]
    if before is not None:
        said.append(f"The key that stood there before is kept as {before.name}.")
    return _say(options, said, {"before": _path(before)})


def _kind_and_marks(options: argparse.Namespace) -> tuple[SecretKey, set[str]]:
    """The kind of key that is meant, and the marks of those with which anything there was made."""
    if options.of == CUSTOMERS:
        from cxdata.ingest.profile.keys import CUSTOMER_KEY
        from cxdata.store_files.seal import marks_in

        return CUSTOMER_KEY, marks_in(options.data / "store")
    from cxdata.data_folder.editions import PUBLISH_KEY
    from cxdata.export.edition.kept import marks_of

    return PUBLISH_KEY, marks_of(options.data)


def _path(path: Path | None) -> str | None:
    return str(path) if path is not None else None


def _say(options: argparse.Namespace, said: list[str], document: dict[str, Any]) -> int:
    print(json.dumps(document, indent=2, ensure_ascii=False) if options.format == "json" else "\n".join(said))
    return 0
