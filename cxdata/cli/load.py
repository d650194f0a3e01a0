"""load and sample: files into a store, with a receipt; the sample council's files onto disk."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from cxdata.cli import suggested
from cxdata.council import FILE_NAME
from cxdata.errors import CxError
from cxdata.lists.every import list_files
from cxdata.own_files import write_whole

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data"
BAR = 30


def load(options: argparse.Namespace) -> int:
    """Load files (or the sample council) and print the receipt; 1 when any file was refused."""
    from cxdata.ingest.load.build import load_files
    from cxdata.ingest.load.sample.apart import keep_apart

    options.gone = _replaced(options)
    if options.suggested:
        return suggested.load_suggested(options)
    if options.set or options.answer or options.save or options.table:
        raise CxError("--table, --set, --save and --answer go with --suggested.")
    if options.sample and options.files:
        raise CxError("The sample council and your own files are two stores. Load one of them, then the other.")
    files = sample_files() if options.sample else list(options.files)
    if not files:
        raise CxError("Name at least one FILE to load, or say --sample for the sample council.")
    if options.sample:
        keep_apart(files, options.data)
        take_settings(options.data)
    receipt = load_files(
        files,
        data=options.data,
        profile=options.profile,
        sheet=options.sheet,
        dates=options.dates,
        progress=progress_bar(),
        gone=options.gone,
    )
    if options.sample and not receipt.refused:
        take_sample_edition(options.data)
    print(json.dumps(receipt.as_dict(), indent=2, ensure_ascii=False) if options.format == "json" else receipt.text())
    return 1 if any(file.refused for file in receipt.files) else 0


def _replaced(options: argparse.Namespace) -> list[int]:
    """The numbers of the files that those loaded take the place of."""
    from cxdata.ingest.history.find import find_files
    from cxdata.ingest.history.versions import current_version

    if not options.replace:
        return []
    if len(options.files) != 1:
        raise CxError("--replace puts one file in the place of others: load one file with it.")
    current = current_version(options.data)
    return find_files(options.replace, current.files if current else (), suggested.pairs(options.number, "--number"))


def sample(options: argparse.Namespace) -> int:
    """Write the sample council's exports with as many contacts as asked."""
    from cxdata.sample import make_sample

    if options.contacts < 1:
        raise CxError("--contacts must be 1 or more.")
    for path in make_sample(options.out, contacts=options.contacts, progress=progress_bar()):
        print(path)
    return 0


def sample_files(folder: Path = SAMPLE) -> list[Path]:
    """The sample council's exports, in a fixed order. Raises CxError when the folder is missing."""
    if not folder.is_dir():
        raise CxError(f"The sample council's files are missing: there is no folder {folder.name} beside the program.")
    endings = {".csv", ".gz", ".tsv", ".txt", ".xlsx", ".parquet", ".json", ".geojson"}
    return sorted(path for path in folder.iterdir() if path.suffix in endings and path.name not in list_files())


def take_settings(data: Path, folder: Path = SAMPLE) -> None:
    """Give a data folder the sample council's settings and lists, and where nothing was ever loaded its key; an
    officer's own files are never overwritten.
    """
    from cxdata.ingest.load.sample.edition import take_keys

    for name in (FILE_NAME, *list_files()):
        own = data / name
        if not own.exists() and (folder / name).is_file():
            write_whole(own, (folder / name).read_bytes())
    take_keys(data)


def take_sample_edition(data: Path) -> None:
    """Lay the edition that the sample comes with into its data folder, once it is loaded."""
    from cxdata.ingest.load.sample.edition import take_edition

    take_edition(SAMPLE, data)


def progress_bar() -> Callable[[str, float], None] | None:
    """A bar on standard error where that is a terminal; None elsewhere, so that logs stay readable."""
    if not sys.stderr.isatty():
        return None

    def draw(what: str, share: float) -> None:
        full = round(BAR * min(max(share, 0.0), 1.0))
        end = "\n" if share >= 1 else ""
        print(f"\r[{'#' * full}{'.' * (BAR - full)}] {what:<48.48}", end=end, file=sys.stderr, flush=True)

    return draw
