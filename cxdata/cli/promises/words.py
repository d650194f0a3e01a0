"""Which commands on promises the command line knows, and what each takes."""

import argparse
from pathlib import Path

from cxdata.cli.promises.targets import load_file, run_targets
from cxdata.cli.statistics_words import add_scope

Commands = argparse._SubParsersAction


def add_promises(commands: Commands) -> None:
    """Add every command on promises."""
    _add_targets(commands)


def _add_targets(commands: Commands) -> None:
    command = _add(commands, "targets", "every target: newest month, year to date and period, judged; and standards")
    add_scope(command)
    command.add_argument("--standards", action="store_true", help="the service standards instead")
    command.set_defaults(run=run_targets)
    actions = command.add_subparsers(metavar="ACTION")
    load = actions.add_parser("load", help="load a table of targets (or of standards): CSV, XLSX, ODS")
    load.add_argument("file", type=Path, metavar="FILE")
    load.add_argument("--sheet", help="the sheet of a workbook")
    load.add_argument("--by", default="the command line", metavar="WHO", help="who loads it, for the history")
    load.add_argument("--why", default="", metavar="TEXT", help="why, for the history")
    # The defaults are the command's own, which were given before this word.
    load.add_argument("--standards", action="store_true", default=argparse.SUPPRESS, help="a table of standards")
    load.add_argument("--format", choices=("table", "json"), default=argparse.SUPPRESS)
    load.set_defaults(run=load_file, reads=False)


def _add(commands: Commands, name: str, words: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=words)
    command.add_argument("--publish", action="store_true", help="hide small figures and round the others")
    command.add_argument("--format", choices=("table", "json"), default="table")
    command.set_defaults(reads=True)
    return command
