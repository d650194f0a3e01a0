"""Which commands that help the command line knows, and what each takes."""

import argparse

from cxdata.cli.helping.methods import run_methods


def add_helping(commands: argparse._SubParsersAction) -> None:
    """Add every command that helps."""
    methods = commands.add_parser("methods", help="every statistical method on an example whose answer is known")
    methods.add_argument("--format", choices=("table", "json"), default="table")
    methods.set_defaults(run=run_methods)
