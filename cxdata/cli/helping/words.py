"""Which commands that help the command line knows, and what each takes."""

import argparse
from pathlib import Path

from cxdata.cli.helping.guides import write_guide
from cxdata.papers.guides import TITLES


def add_helping(commands: argparse._SubParsersAction) -> None:
    """Add every command that helps."""
    methods = commands.add_parser("methods", help="every statistical method on an example whose answer is known")
    methods.add_argument("--format", choices=("table", "json"), default="table")
    methods.set_defaults(run=_methods)
    guide = commands.add_parser("guide", help="one page of help for councillors or for officers")
    guide.add_argument("reader", choices=tuple(TITLES), help="for whom it is")
    guide.add_argument("--out", type=Path, required=True, metavar="FILE", help="FILE.docx, .html or .pdf")
    guide.set_defaults(run=write_guide)


def _methods(options: argparse.Namespace) -> int:
    """Every method of the house is loaded for it, for which no other command should wait."""
    from cxdata.cli.helping.methods import run_methods

    return run_methods(options)
