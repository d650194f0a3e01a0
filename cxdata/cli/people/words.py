"""Which commands on people's own experience the command line knows, and what each takes: one function a command."""

import argparse
from collections.abc import Callable

from cxdata.cli.statistics_words import add_scope

Commands = argparse._SubParsersAction
Run = Callable[[argparse.Namespace], int]


def add_people(commands: Commands) -> None:
    """Add every command on getting through, coming back, being left behind and being heard."""


def _add(commands: Commands, name: str, run: Run, words: str) -> argparse.ArgumentParser:
    """A command that asks the store: narrowed by a scope, exact or fit to publish, as a table or JSON."""
    command: argparse.ArgumentParser = commands.add_parser(name, help=words)
    add_scope(command)
    command.add_argument("--publish", action="store_true", help="hide small figures and round the others")
    command.add_argument("--format", choices=("table", "json"), default="table")
    command.set_defaults(run=run, reads=True)
    return command
