"""recommendations: what was promised, with what each row lacks; and the table of a response loaded into the tracker."""

import argparse
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from textwrap import shorten
from typing import Any

from cxdata.analysis.recommendations.item import Item
from cxdata.analysis.recommendations.standing import Standing, Tracker, read_tracker
from cxdata.analysis.recommendations.worked import Worked, begins_on, did_it_work
from cxdata.analysis.result import as_plain_values
from cxdata.cli.show import align
from cxdata.council import Council
from cxdata.data_folder.remote import remote_place, store_to_ask
from cxdata.errors import CxError
from cxdata.lists import read_list
from cxdata.lists.tracker import TRACKER
from cxdata.measures.words import NOTHING
from cxdata.periods import say_date
from cxdata.scope import Scope
from cxdata.settings import read_settings
from cxdata.store import Store, current_path

_LONGEST = 60


def run_recommendations(options: argparse.Namespace) -> int:
    """Every row of the tracker with its flags as it stands on a day; before and after where it names a measure."""
    council = read_settings(options.data)
    tracker = read_tracker(options.data, options.as_of or date.today(), council.tracking)
    worked = _worked(_store(options.data), tracker, council)
    if options.format == "json":
        values = {entry.id: dict(entry.values) for entry in read_list(options.data, TRACKER).entries}
        print(json.dumps(_document(tracker, worked, values), indent=2, ensure_ascii=False))
        return 0
    _print_rows(tracker, worked)
    print("\n".join(tracker.faults), end="\n" if tracker.faults else "")
    return 0


def load_file(options: argparse.Namespace) -> int:
    """Load the table of a published response; print what was added and changed."""
    from cxdata.ingest.responses import Given, load_response  # reading is heavy to import

    given = Given(made=options.made, answered=options.answered, meeting=options.meeting, kind=options.kind)
    loaded = load_response(options.file, data=options.data, by=options.by, now=datetime.now(), given=given)
    if options.format == "json":
        print(json.dumps(asdict(loaded), indent=2, ensure_ascii=False))
    else:
        print("\n".join(loaded.sentences))
    return 0


def _store(data: Path) -> Store | None:
    return store_to_ask(data) if remote_place() or current_path(data) else None


def _worked(store: Store | None, tracker: Tracker, council: Council) -> dict[str, Worked | str]:
    """By id, what became of the measure that a row names, or why that cannot be told."""
    told: dict[str, Worked | str] = {}
    for item in (row.item for row in tracker.rows):
        on = begins_on(item)
        if not item.measure:
            continue
        if store is None or on is None:
            told[item.id] = "Nothing is loaded yet." if store is None else "It has no date, so no before and after."
            continue
        try:
            told[item.id] = did_it_work(store, item.measure, on, Scope(), council)
        except CxError as reason:
            told[item.id] = str(reason)
    return told


def _document(
    tracker: Tracker, worked: Mapping[str, Worked | str], values: Mapping[str, dict[str, str]]
) -> dict[str, Any]:
    rows = [_row(row, worked.get(row.item.id), values[row.item.id]) for row in tracker.rows]
    return {**as_plain_values(tracker), "rows": rows, "published": False}


def _row(row: Standing, worked: Worked | str | None, values: dict[str, str]) -> dict[str, Any]:
    flags = [{"key": flag.key, "title": flag.title, "sentence": flag.sentence} for flag in row.flags]
    found = {"verdict": None, "sentence": worked} if isinstance(worked, str) else worked and worked.as_dict()
    return {
        "id": row.item.id,
        **values,
        "kind": row.item.kind,
        "state": row.item.state.value,
        "flags": flags,
        "worked": found,
    }


def _print_rows(tracker: Tracker, worked: Mapping[str, Worked | str]) -> None:
    print(f"{tracker.sentence}.\nAs it stands on {say_date(tracker.as_of)}.")
    if not tracker.rows:
        return
    lines = [["Id", "What was promised", "Answer", "Stands", "Flags"]]
    for row in tracker.rows:
        item = row.item
        said = " ".join(flag.sentence for flag in row.flags) or NOTHING
        lines.append([item.id, _short(item), item.answer or NOTHING, item.status or item.state.value, said])
    print(f"\n{align(lines, left=5)}")
    for name, found in worked.items():
        print(f"\n{name}: {found if isinstance(found, str) else ' '.join(_say(found))}")


def _short(item: Item) -> str:
    named = f"{item.reference}. {item.text}" if item.reference else item.text
    return shorten(named, _LONGEST, placeholder="…")


def _say(worked: Worked) -> list[str]:
    compared = worked.compared
    return [worked.sentence, worked.why, *([compared.sentence] if compared else [])]
