"""commentary: officers' dated notes at exhibits, added, listed and taken away."""

import argparse
import json
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from cxdata.cli.show import align
from cxdata.data_folder.remote import remote_place, store_to_ask
from cxdata.errors import CxError
from cxdata.export.commentary import Note, read_notes, safe_note, words_of_store
from cxdata.lists import add_entry, read_list, withdraw_entry
from cxdata.lists.commentary import COMMENTARY
from cxdata.settings import read_settings
from cxdata.store import current_path

_COLUMNS = ("Id", "Date", "Page", "Exhibit", "What is said", "For", "Written of")


def add_note(options: argparse.Namespace) -> int:
    """Add a note; what was taken out of its words is said."""
    from cxdata.published.sheets import NO_SHEET, SHEETS  # which pages there are; nothing else needs it

    if options.page not in (pages := sorted({*SHEETS, *NO_SHEET})):
        raise CxError(f"There is no page '{options.page}'. The pages are {', '.join(pages)}.")
    typed = {
        "date": (options.date or date.today()).isoformat(),
        "page": options.page,
        "exhibit": options.exhibit,
        "text": options.text,
        "readers": options.readers,
        "of": options.of,
    }
    safe, said = safe_note(typed, read_settings(options.data), _own_words(options))
    entry = add_entry(options.data, COMMENTARY, safe, by=options.by, now=datetime.now())
    note = next(one for one in _notes(options) if one.id == entry.id)
    return _say(
        options, {"added": _row(note)}, [f"{note.id} is added. {note.said(note.of)}", *([said] if said else [])]
    )


def list_notes(options: argparse.Namespace) -> int:
    """Every note, the oldest first; and what of the file cannot be shown."""
    read = read_notes(options.data, read_settings(options.data), lambda: _own_words(options))
    faults = [*read.faults, *(note.taken_out for note in read.notes if note.taken_out)]
    if options.format == "json":
        document = {"notes": [_row(note) for note in read.notes], "faults": faults}
        print(json.dumps(document, indent=2, ensure_ascii=False))
        return 0
    if not read.notes:
        print("No note is written at any exhibit yet.")
    else:
        rows = [list(map(str, row.values()))[: len(_COLUMNS)] for row in map(_row, read.notes)]
        print(align([list(_COLUMNS), *rows], left=len(_COLUMNS)))
    print("\n".join(faults), end="\n" if faults else "")
    return 0


def remove_note(options: argparse.Namespace) -> int:
    """Take a note away; the log keeps it."""
    entry = read_list(options.data, COMMENTARY).find(options.id)
    if entry is None:
        raise CxError(f"There is no note {options.id}.")
    withdraw_entry(options.data, COMMENTARY, entry, by=options.by, why=options.why, now=datetime.now())
    return _say(options, {"removed": entry.id}, [f"{entry.id} is taken away; {COMMENTARY.log_name} keeps it."])


def _notes(options: argparse.Namespace) -> tuple[Note, ...]:
    return read_notes(options.data, read_settings(options.data), lambda: _own_words(options)).notes


def _own_words(options: argparse.Namespace) -> list[str]:
    """Wards, services and providers of the store, where there is one."""
    there = remote_place() or current_path(options.data)
    return words_of_store(store_to_ask(options.data)) if there else []


def _row(note: Note) -> dict[str, Any]:
    row = {**asdict(note), "day": note.day.isoformat()}
    row["for"] = "everybody" if row.pop("for_everybody") else "members"
    return {name: row[name] for name in ("id", "day", "page", "exhibit", "text", "for", "of")}


def _say(options: argparse.Namespace, document: dict[str, Any], sentences: list[str]) -> int:
    if options.format == "json":
        print(json.dumps(document | {"sentences": sentences}, indent=2, ensure_ascii=False))
    else:
        print("\n".join(sentences))
    return 0
