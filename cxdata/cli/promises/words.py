"""Which commands on promises the command line knows, and what each takes."""

import argparse
from pathlib import Path

from cxdata.cli.promises.benchmarks import run_benchmarks
from cxdata.cli.promises.complaints import run_complaints
from cxdata.cli.promises.providers import run_providers
from cxdata.cli.promises.recommendations import load_file as load_response
from cxdata.cli.promises.recommendations import run_recommendations
from cxdata.cli.promises.savings import run_savings
from cxdata.cli.promises.targets import load_file as load_targets
from cxdata.cli.promises.targets import run_targets
from cxdata.cli.published.words import add_publish
from cxdata.cli.statistics_words import add_scope, day
from cxdata.lists.tracker import KINDS

Commands = argparse._SubParsersAction


def add_promises(commands: Commands) -> None:
    """Add every command on promises."""
    _add_targets(commands)
    _add_complaints(commands)
    _add_recommendations(commands)
    _add_savings(commands)
    _add_providers(commands)
    _add_benchmarks(commands)


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
    load.set_defaults(run=load_targets, reads=False, publish=False)


def _add_complaints(commands: Commands) -> None:
    complaints = _add(commands, "complaints", "what waits by the clocks of the Code, and its annual report")
    add_scope(complaints)
    complaints.set_defaults(run=run_complaints)


def _add_recommendations(commands: Commands) -> None:
    command = _add(commands, "recommendations", "what was promised, and what each answer lacks")
    command.add_argument("--as-of", type=day, metavar="DATE", help="as it stands on this day (default: today)")
    command.set_defaults(run=run_recommendations)
    actions = command.add_subparsers(metavar="ACTION")
    load = actions.add_parser("load", help="load the table of a published response: DOCX, XLSX or CSV")
    load.add_argument("file", type=Path, metavar="FILE")
    load.add_argument("--made", type=day, metavar="DATE", help="when the recommendations were made")
    load.add_argument("--answered", type=day, metavar="DATE", help="when they were answered")
    load.add_argument("--meeting", default="", metavar="NAME", help="the meeting that made them")
    load.add_argument("--kind", choices=KINDS, default="", help="what the rows are (default: recommendation)")
    load.add_argument("--by", default="the command line", metavar="WHO", help="who loads it, for the history")
    # The default is the command's own, which was given before this word.
    load.add_argument("--format", choices=("table", "json"), default=argparse.SUPPRESS)
    load.set_defaults(run=load_response, reads=False, publish=False)


def _add_savings(commands: Commands) -> None:
    savings = _add(commands, "savings", "what moved is worth, and how many contacts a promise takes")
    add_scope(savings)
    savings.add_argument("--promised", type=float, metavar="N", help="what if so many pounds were promised?")
    savings.add_argument(
        "--baseline", metavar="B", help="2024/25, a day that the year before ends on, or since the strategy was adopted"
    )
    savings.set_defaults(run=run_savings)


def _add_providers(commands: Commands) -> None:
    providers = _add(commands, "providers", "who sends nothing, and providers on the same measures")
    add_scope(providers)
    providers.set_defaults(run=run_providers)


def _add_benchmarks(commands: Commands) -> None:
    benchmarks = _add(commands, "benchmarks", "our figure among those of other councils", "councils")
    benchmarks.add_argument("measure", metavar="MEASURE")
    benchmarks.add_argument("--period", metavar="P", help="'2026/27 H1', 2025/26, ... (default: the newest half-year)")
    benchmarks.add_argument("--alike", action="store_true", help="only councils like ours")
    benchmarks.set_defaults(run=run_benchmarks)


def _add(commands: Commands, name: str, words: str, page: str = "") -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=words)
    add_publish(command, page or name)
    command.add_argument("--format", choices=("table", "json"), default="table")
    command.set_defaults(reads=True)
    return command
