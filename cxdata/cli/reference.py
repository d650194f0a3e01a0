"""council, status, measures, profiles, checks and profile suggest: what is there, in words or as JSON."""

import argparse
import json
import sys
from typing import Any

from cxdata.analysis.result import say_many
from cxdata.cli.show import align
from cxdata.data_folder import INVENTED, Holding, folder_to_show, holding
from cxdata.data_folder.remote import remote_place, store_to_ask
from cxdata.export.loaded import say_cases
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.measures.registry.dimensions import splits
from cxdata.periods import say_date
from cxdata.settings import read_settings
from cxdata.store import current_path


def show_council(options: argparse.Namespace) -> None:
    """Let a command that asks the store ask the one that is shown, and say where that is the sample in its folder."""
    shown = folder_to_show(options.data)
    if shown != options.data:
        print(f"cxdata: {INVENTED} Nothing of your own is loaded in {options.data} yet.", file=sys.stderr)
        options.data = shown


def council(options: argparse.Namespace) -> int:
    """Say which council is open; with --name, first begin one's own."""
    if options.name is not None:
        from cxdata.ingest.load.sample.apart import begin

        begin(options.data, options.name)
    folder = folder_to_show(options.data)
    loaded = remote_place() is not None or current_path(folder) is not None
    held = holding(store_to_ask(folder)) if loaded else Holding.OWN
    name = read_settings(folder).name
    if options.format == "json":
        about = {"name": name, "folder": str(folder), "holds": held.value, "loaded": loaded}
        return _json(about)
    print(_sentence(name, held, loaded=loaded))
    return 0


def _sentence(name: str, held: Holding, *, loaded: bool) -> str:
    if held is Holding.SAMPLE:
        return f"Open is {name}. {INVENTED}"
    if held is Holding.BOTH:
        return f"Open is {name}: files of the sample council and of your own in one store, which no figure tells apart."
    return f"Open is your own council, {name}." + ("" if loaded else " Nothing is loaded yet.")


def status(options: argparse.Namespace) -> int:
    """What is loaded: files, rows of each table, first and last day."""
    store = store_to_ask(options.data)
    files = store.files()
    tables = {
        name: {
            "rows": rows,
            "first": str(store.spans[name][0]) if name in store.spans else None,
            "last": str(store.spans[name][1]) if name in store.spans else None,
        }
        for name, rows in store.row_counts.items()
        if rows
    }
    if options.format == "json":
        names = [
            {
                "file": row["name"],
                "number": row["file_id"],
                "profile": row["profile"],
                "loaded_at": str(row["loaded_at"]),
            }
            for row in files.to_dict("records")
        ]
        return _json({"store_version": store.version, "files": names, "tables": tables, "areas": len(store.areas)})
    lines = [["Table", "Rows", "From", "To"]]
    for name, facts in tables.items():
        first, last = store.spans.get(name, (None, None))
        lines.append([name, f"{facts['rows']:,}", say_date(first) if first else "", say_date(last) if last else ""])
    print(f"Store {store.version}: {say_many(len(files), 'file')}, {len(store.areas)} areas with boundaries\n")
    print(align(lines, left=1))
    rows = [
        [str(row["file_id"]), row["name"], f"{row['loaded_at']:%Y-%m-%d %H:%M}", row["profile"]]
        for row in files.to_dict("records")
    ]
    print("\n" + align([["Number", "File", "Loaded", "Layout"], *rows], left=4))
    if cases := say_cases(store):
        print(f"\nThe rows of complaints are stages of {cases}.")
    return 0


def measures(options: argparse.Namespace) -> int:
    """Every measure and dimension, with its formula."""
    if options.format == "json":
        return _json(
            {
                "measures": [
                    {
                        "id": measure.id,
                        "title": measure.title,
                        "question": measure.question,
                        "unit": measure.unit.value,
                        "formula": measure.formula,
                        "better": measure.better.value,
                        "table": measure.table,
                        "by": list(splits(measure)),
                        "caveats": list(measure.caveats),
                    }
                    for measure in MEASURES.values()
                ],
                "dimensions": [{"id": d.id, "title": d.title, "meaning": d.meaning} for d in DIMENSIONS.values()],
            }
        )
    print(align([["Measure", "What it is"], *([m.id, m.formula] for m in MEASURES.values())], left=1))
    print()
    print(align([["Dimension", "What it is"], *([d.id, d.meaning or d.title] for d in DIMENSIONS.values())], left=1))
    return 0


def profiles(options: argparse.Namespace) -> int:
    """The layouts of exports that are known: those shipped and the officer's own."""
    from cxdata.ingest.profile.shipped import load_profiles

    by_name = sorted(load_profiles(options.data).values(), key=lambda profile: profile.name)
    if options.format == "json":
        return _json([{"name": p.name, "title": p.title, "about": p.about} for p in by_name])
    print(align([["Profile", "What it reads"], *([p.name, p.title] for p in by_name)], left=1))
    return 0


def checks(options: argparse.Namespace) -> int:
    """What the checks said of the loaded data."""
    table = store_to_ask(options.data).checks()
    if options.format == "json":
        wanted = ["file", "table_name", "code", "verdict", "message", "rows"]
        return _json(json.loads(table[[name for name in wanted if name in table]].to_json(orient="records")))
    if table.empty:
        print("No check had anything to say.")
        return 0
    for row in table.to_dict("records"):
        print(f"[{row['verdict']}] {row['message']}")
    return 0


def suggest(options: argparse.Namespace) -> int:
    """A mapping for a file that no profile fits, with how sure each part is."""
    from cxdata.ingest.suggest.suggestion import suggest_profile

    suggestion = suggest_profile(options.file, sheet=options.sheet)
    if options.format == "json":
        return _json(suggestion.as_dict())
    print(suggestion.words())
    return 0


def _json(document: Any) -> int:
    print(json.dumps(document, indent=2, ensure_ascii=False, default=str))
    return 0
