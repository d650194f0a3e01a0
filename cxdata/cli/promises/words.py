"""Which commands on promises the command line knows, and what each takes."""

import argparse

from cxdata.cli.promises.savings import run_savings
from cxdata.cli.statistics_words import day

Commands = argparse._SubParsersAction


def add_promises(commands: Commands) -> None:
    """Add every command on promises."""
    _add_savings(commands)


def _add_savings(commands: Commands) -> None:
    savings = _add(commands, "savings", "what moved is worth, and how many contacts a promise takes")
    savings.add_argument("--where", action="append", default=[], metavar="DIM=VALUE", help="only this value")
    savings.add_argument("--from", dest="first", type=day, metavar="DATE", help="first day, 2026-09-30")
    savings.add_argument("--to", dest="last", type=day, metavar="DATE", help="last day, included")
    savings.add_argument("--include-staff", action="store_true", help="count contacts that staff raised too")
    savings.add_argument("--promised", type=float, metavar="N", help="what if so many pounds were promised?")
    savings.add_argument(
        "--baseline", metavar="B", help="2024/25, a day that the year before ends on, or since the strategy was adopted"
    )
    savings.set_defaults(run=run_savings)


def _add(commands: Commands, name: str, words: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=words)
    command.add_argument("--publish", action="store_true", help="hide small figures and round the others")
    command.add_argument("--format", choices=("table", "json"), default="table")
    command.set_defaults(reads=True)
    return command
