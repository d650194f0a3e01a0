"""council: which council is open in a data folder, and the name under which the officer's own begins."""

import argparse
import json
import sys

from cxdata.council import read_council
from cxdata.data_folder import INVENTED, Holding, folder_to_show, holding
from cxdata.store import Store, current_path


def show_council(options: argparse.Namespace) -> None:
    """Let a command that asks the store ask the one that is shown, and say where that is the sample in its folder."""
    shown = folder_to_show(options.data)
    if shown != options.data:
        print(f"cxdata: {INVENTED} Nothing of your own is loaded in {options.data} yet.", file=sys.stderr)
        options.data = shown


def council(options: argparse.Namespace) -> int:
    """Say which council is open; with --name, first begin one's own."""
    if options.name is not None:
        from cxdata.ingest.load.apart import begin

        begin(options.data, options.name)
    folder = folder_to_show(options.data)
    path = current_path(folder)
    held = holding(Store(path)) if path else Holding.OWN
    name = read_council(folder).name
    if options.format == "json":
        about = {"name": name, "folder": str(folder), "holds": held.value, "loaded": path is not None}
        print(json.dumps(about, indent=2, ensure_ascii=False))
        return 0
    print(_sentence(name, held, loaded=path is not None))
    return 0


def _sentence(name: str, held: Holding, *, loaded: bool) -> str:
    if held is Holding.SAMPLE:
        return f"Open is {name}. {INVENTED}"
    if held is Holding.BOTH:
        return f"Open is {name}: files of the sample council and of your own in one store, which no figure tells apart."
    return f"Open is your own council, {name}." + ("" if loaded else " Nothing is loaded yet.")
