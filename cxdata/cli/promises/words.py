"""Which commands on promises the command line knows, and what each takes."""

import argparse

from cxdata.cli.promises.complaints import run_complaints
from cxdata.cli.statistics_words import day

Commands = argparse._SubParsersAction


def add_promises(commands: Commands) -> None:
    """Add every command on promises."""
    complaints = _add(commands, "complaints", "what waits by the clocks of the Code, and its annual report")
    complaints.add_argument("--where", action="append", default=[], metavar="DIM=VALUE", help="only this value")
    complaints.add_argument("--from", dest="first", type=day, metavar="DATE", help="first day, 2026-09-30")
    complaints.add_argument("--to", dest="last", type=day, metavar="DATE", help="last day, included")
    complaints.set_defaults(run=run_complaints, include_staff=False)


def _add(commands: Commands, name: str, words: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=words)
    command.add_argument("--publish", action="store_true", help="hide small figures and round the others")
    command.add_argument("--format", choices=("table", "json"), default="table")
    command.set_defaults(reads=True)
    return command
