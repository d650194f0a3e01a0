"""Which words the command line knows, and what runs behind each."""

import argparse
import os
import sys
from collections.abc import Sequence
from functools import cache
from io import TextIOWrapper
from pathlib import Path

from cxdata.cli import copy, docs, layouts, load, overview, reference, show
from cxdata.cli.comments.words import add_comments
from cxdata.cli.helping.words import add_helping
from cxdata.cli.history.words import add_history
from cxdata.cli.keeping.sample_edition import make_sample_edition
from cxdata.cli.keeping.words import add_keeping
from cxdata.cli.meeting.words import add_meeting
from cxdata.cli.papers import figures as paper_figures
from cxdata.cli.people.words import add_people
from cxdata.cli.promises.words import add_promises
from cxdata.cli.published.command import run_published
from cxdata.cli.published.words import add_publish
from cxdata.cli.statistics_words import add_scope, add_statistics
from cxdata.council import FILE_NAME
from cxdata.errors import CxError
from cxdata.settings import read_settings
from cxdata.store_files import StoreTrouble, find_standing

DONE, REFUSED = 0, 1


def main(arguments: Sequence[str]) -> int:
    """Run one command; 0 done, 1 refused (with a sentence on standard error), 2 not understood."""
    _print_any_letter()
    parser = build_parser()
    try:
        options = parser.parse_args(arguments)
        if options.run is load.load and not (options.files or options.sample):
            parser.error("name at least one FILE to load, or say --sample for the sample council")
    except SystemExit as stop:
        return int(stop.code or DONE)
    try:
        if options.reads:
            reference.show_council(options)
        return _run(options)
    except CxError as error:
        print(f"cxdata: {error}", file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        # The reader of a pipe (head, less) has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _print_any_letter() -> None:
    """Where the output lacks a letter (Windows' old encodings, in files and pipes) print another and go on."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
            stream.reconfigure(errors="replace")


def _run(options: argparse.Namespace) -> int:
    """Run a command; one that asks a store which proves damaged asks again, of what stands in its place.

    What is published is asked of an edition alone.
    """
    if options.publish:
        return run_published(options)
    while True:
        try:
            code = int(options.run(options))
        except StoreTrouble:
            if not options.reads:
                raise
            continue  # it is known now, so the next is another
        if options.reads and (said := find_standing(options.data).said):
            print(f"cxdata: {said}", file=sys.stderr)
        _say_broken_settings(options.data)
        return code


def _say_broken_settings(data: Path) -> None:
    """After a command: that the settings are broken, before one that needs them is refused; or what is outdated."""
    if not (data / FILE_NAME).is_file():
        return
    try:
        for sentence in read_settings(data).outdated:
            print(f"cxdata: {sentence}", file=sys.stderr)
    except CxError as error:
        print(f"cxdata: {error} This command went on without them; others will not.", file=sys.stderr)


def build_parser() -> argparse.ArgumentParser:
    """The parser with every command."""
    return _parser(Path(os.environ.get("CX_DATA", "data")))


@cache  # what runs many commands in one process needs it once
def _parser(default: Path) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m cxdata", description="A council's customer experience.")
    parser.add_argument("--data", type=Path, default=default, help="the data folder (default: CX_DATA or data/)")
    # What a command that asks the store is shown; one that changes a data folder is given the folder as it was named.
    parser.set_defaults(reads=False, publish=False)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_load(commands)
    _add_show(commands)
    _add_overview(commands)
    add_statistics(commands)
    add_promises(commands)
    add_people(commands)
    for name, run, reads, words in (
        ("status", reference.status, True, "what is loaded, and how fresh"),
        ("measures", reference.measures, False, "every measure and dimension in words"),
        ("profiles", reference.profiles, False, "the layouts of exports that are known"),
        ("checks", reference.checks, True, "how far the loaded data can be trusted"),
    ):
        command = commands.add_parser(name, help=words)
        _add_format(command, "table", "json")
        command.set_defaults(run=run, reads=reads)
    _add_council(commands)
    add_history(commands)
    add_keeping(commands)
    _add_profile(commands)
    _add_paper_figures(commands)
    add_meeting(commands)
    add_comments(commands)
    add_helping(commands)
    _add_sample(commands)
    _add_docs(commands)
    _add_copy(commands)
    _add_bench(commands)
    return parser


def _add_load(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser("load", help="load files and print a receipt")
    command.add_argument("files", nargs="*", type=Path, metavar="FILE")
    command.add_argument("--profile", help="read every file by this layout instead of recognising it")
    command.add_argument("--sheet", help="the sheet of an XLSX file")
    command.add_argument("--dates", choices=("dmy", "mdy", "ymd"), help="the order of day, month and year in dates")
    command.add_argument("--sample", action="store_true", help="load the sample council")
    command.add_argument(
        "--replace", action="append", default=[], metavar="NAME", help="the file makes way for this one"
    )
    command.add_argument(
        "--number", action="append", default=[], metavar="NAME=NUMBER", help="which of several so named"
    )
    command.add_argument("--suggested", action="store_true", help="accept the layout suggested for an unknown file")
    command.add_argument("--table", help="with --suggested: the table that the file feeds")
    command.add_argument("--set", action="append", default=[], metavar="COLUMN=FIELD", help="what a column means")
    command.add_argument("--save", metavar="NAME", help="with --suggested: the name of the new layout")
    command.add_argument("--answer", action="append", default=[], metavar="ID=CHOICE", help="answer a question")
    _add_format(command, "table", "json")
    command.set_defaults(run=load.load)


def _add_show(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser("show", help="show a measure, split and narrowed as you say")
    command.add_argument("measure", metavar="MEASURE")
    command.add_argument("--by", action="append", default=[], metavar="DIM", help="split by this dimension")
    command.add_argument("--picture", type=Path, metavar="FILE", help="write a picture (.svg or .png) instead")
    add_scope(command)
    add_publish(command, "")
    command.set_defaults(reads=True)
    _add_format(command, "table", "csv", "json")
    command.set_defaults(run=show.show)


def _add_overview(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser("overview", help="the headline figures and questions of the Overview page")
    add_scope(command)
    add_publish(command, "overview")
    _add_format(command, "table", "json")
    command.set_defaults(run=overview.overview, reads=True)


def _add_council(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser("council", help="which council is open, and the name of your own")
    command.add_argument("--name", help="begin your own council under this name")
    _add_format(command, "table", "json")
    command.set_defaults(run=reference.council)


def _add_profile(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser("profile", help="the layouts of exports: suggest, list, show, copy, delete")
    actions = command.add_subparsers(required=True, metavar="ACTION")
    suggest = actions.add_parser("suggest", help="suggest a mapping from a file's headers and values")
    suggest.add_argument("file", type=Path, metavar="FILE")
    suggest.add_argument("--sheet", help="the sheet of an XLSX file")
    _add_format(suggest, "table", "json")
    suggest.set_defaults(run=reference.suggest)
    for name, run, words in (
        ("list", layouts.list_layouts, "the layouts that are known"),
        ("show", layouts.show_layout, "a layout as it is written"),
        ("copy", layouts.copy_layout, "a layout of your own from another"),
        ("delete", layouts.delete_layout, "take away a layout of your own"),
    ):
        action = actions.add_parser(name, help=words)
        if name != "list":
            action.add_argument("name", metavar="NAME")
        if name == "copy":
            action.add_argument("new", metavar="NEW_NAME")
        _add_format(action, "table", "json")
        action.set_defaults(run=run)


def _add_paper_figures(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser("paper-figures", help="figures typed out of minutes and papers: add, list, remove")
    actions = command.add_subparsers(required=True, metavar="ACTION")
    add = actions.add_parser("add", help="type a figure that a paper gives")
    add.add_argument("--measure", required=True, metavar="M", help="contacts, calls_offered, satisfied, ...")
    add.add_argument("--period", required=True, metavar="P", help="2024/25, 2024, '2024/25 Q1', 'April 2025', ...")
    add.add_argument("--value", required=True, metavar="V", help="209,000, 6.42m, 85%% (of a base), 02:00")
    add.add_argument("--base", metavar="N", help="what a percentage or a mean is of")
    for name in ("service", "channel", "ward", "provider"):
        add.add_argument(f"--{name}", metavar=name.upper(), help=f"the {name} it is of, where not the whole council")
    add.add_argument("--source", required=True, metavar="TEXT", help="which paper, of what date, on what page")
    add.set_defaults(run=paper_figures.add_figure)
    listed = actions.add_parser("list", help="every figure typed, and whether it is counted")
    listed.set_defaults(run=paper_figures.list_figures)
    remove = actions.add_parser("remove", help="take a typed figure away again")
    remove.add_argument("id", metavar="ID")
    remove.set_defaults(run=paper_figures.remove_figure)
    for action in (add, listed, remove):
        _add_format(action, "table", "json")


def _add_sample(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser("sample", help="write the sample council's exports")
    command.add_argument("--contacts", type=int, default=100_000, metavar="N")
    command.add_argument("--edition", action="store_true", help="make the edition that goes with the exports in DIR")
    command.add_argument("--out", type=Path, required=True, metavar="DIR")
    command.set_defaults(run=_write_sample)


def _write_sample(options: argparse.Namespace) -> int:
    return make_sample_edition(options) if options.edition else load.sample(options)


def _add_docs(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser("docs", help="write the pages of docs/ that are made from the code")
    command.add_argument("--check", action="store_true", help="write nothing; name the pages that differ")
    command.add_argument("--to", type=Path, default=docs.DOCS, metavar="DIR", help="where they are (default: docs/)")
    command.set_defaults(run=docs.docs)


def _add_copy(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser("copy", help="copy the store to ClickHouse, for many councils together")
    command.add_argument("place", metavar="PLACE", help="clickhouse://USER@HOST:8123/DATABASE or chdb:///FOLDER")
    command.add_argument("--council", metavar="NAME", help="the council's name there (default: that of its settings)")
    _add_format(command, "table", "json")
    command.set_defaults(run=copy.copy)


def _add_bench(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser("bench", help="measure loading beside bare DuckDB, and what each page costs")
    command.add_argument("--contacts", type=int, action="append", metavar="N", help="a size (default: 100k, 1m, 10m)")
    command.add_argument("--loaded", type=Path, action="append", default=[], metavar="DIR", help="visit this store")
    command.add_argument("--rounds", type=int, default=3, metavar="N", help="visits of each page (default: 3)")
    command.add_argument("--page", action="append", default=[], metavar="NAME", help="visit this page (default: all)")
    _add_format(command, "table", "json")
    command.set_defaults(run=_bench)


def _bench(options: argparse.Namespace) -> int:
    """bench opens the pages, and with them Streamlit, for which no other command should wait."""
    from cxdata.cli.bench.command import bench

    return bench(options)


def _add_format(command: argparse.ArgumentParser, *formats: str) -> None:
    command.add_argument("--format", choices=formats, default=formats[0])
