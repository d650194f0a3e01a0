"""Which commands on promises the command line knows, and what each takes."""

import argparse

from cxdata.cli.promises.benchmarks import run_benchmarks
from cxdata.cli.promises.providers import run_providers
from cxdata.cli.statistics_words import day

Commands = argparse._SubParsersAction


def add_promises(commands: Commands) -> None:
    """Add every command on promises."""
    providers = _add(commands, "providers", "who sends nothing, and providers on the same measures")
    providers.add_argument("--where", action="append", default=[], metavar="DIM=VALUE", help="only this value")
    providers.add_argument("--from", dest="first", type=day, metavar="DATE", help="first day, 2026-09-30")
    providers.add_argument("--to", dest="last", type=day, metavar="DATE", help="last day, included")
    providers.add_argument("--include-staff", action="store_true", help="count contacts that staff raised too")
    providers.set_defaults(run=run_providers)
    benchmarks = _add(commands, "benchmarks", "our figure among those of other councils")
    benchmarks.add_argument("measure", metavar="MEASURE")
    benchmarks.add_argument("--period", metavar="P", help="'2026/27 H1', 2025/26, ... (default: the newest half-year)")
    benchmarks.add_argument("--alike", action="store_true", help="only councils like ours")
    benchmarks.set_defaults(run=run_benchmarks)


def _add(commands: Commands, name: str, words: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=words)
    command.add_argument("--publish", action="store_true", help="hide small figures and round the others")
    command.add_argument("--format", choices=("table", "json"), default="table")
    command.set_defaults(reads=True)
    return command
