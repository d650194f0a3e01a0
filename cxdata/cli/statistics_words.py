"""Which statistics the command line knows, and what each takes."""

import argparse
from collections.abc import Callable
from datetime import date

from cxdata.cli import statistics
from cxdata.cli.published.words import add_publish

Commands = argparse._SubParsersAction
Run = Callable[[argparse.Namespace], int]


def add_statistics(commands: Commands) -> None:
    """Add every statistical command."""
    _add_pockets(commands)
    hotspots = add_question(
        commands, "hotspots", statistics.run_hotspots, "hotspots", "wards that stand out, alone or together"
    )
    hotspots.add_argument("measure", metavar="MEASURE")
    funnel = add_question(
        commands, "funnel", statistics.run_funnel, "hotspots", "which groups differ by more than chance"
    )
    funnel.add_argument("measure", metavar="MEASURE")
    funnel.add_argument("--by", required=True, metavar="DIM", help="compare the groups of this dimension")
    spc = add_question(commands, "spc", statistics.run_spc, "change", "real change, or ordinary ups and downs")
    spc.add_argument("measure", metavar="MEASURE", nargs="?", help="all key measures if left out")
    event = add_question(
        commands, "before-after", statistics.run_before_after, "change", "before and after an event, one year on"
    )
    event.add_argument("measure", metavar="MEASURE")
    event.add_argument("--date", type=day, required=True, metavar="D", help="the day of the event, 2025-10-01")
    event.add_argument("--by", metavar="DIM", help="the groups whose mix is taken out (service, else queue)")
    mix = add_question(
        commands, "mix", statistics.run_mix, "like_for_like", "did the service change, or who was counted?"
    )
    mix.add_argument("measure", metavar="MEASURE")
    mix.add_argument("--by", required=True, metavar="DIM", help="the groups whose mix is taken out")
    mix.add_argument("--compare-from", dest="compare_first", type=day, metavar="DATE", help="first day to compare with")
    mix.add_argument("--compare-to", dest="compare_last", type=day, metavar="DATE", help="last day to compare with")
    forecast = add_question(
        commands, "forecast", statistics.run_forecast, "outlook", "will a figure reach its target by a date?"
    )
    forecast.add_argument("measure", metavar="MEASURE")
    forecast.add_argument(
        "--target", type=number, metavar="X", help="0.8 or 80%%, or seconds or a count (default: the council's own)"
    )
    forecast.add_argument(
        "--date", type=day, required=True, metavar="D", help="a day in the month to reach, 2027-03-31"
    )
    bounds = add_question(
        commands,
        "satisfaction-bounds",
        statistics.run_bounds,
        "satisfaction",
        "what those who did not answer could change",
    )
    bounds.add_argument("--target", type=share, metavar="X", help="0.9 or 90%% (default: the council's own target)")
    add_question(
        commands,
        "definition-changes",
        statistics.run_definitions,
        "satisfaction",
        "published figures that change their formula",
    )


def _add_pockets(commands: Commands) -> None:
    pockets = add_question(
        commands, "pockets", statistics.run_pockets, "hidden", "groups of customers who are worse served"
    )
    pockets.add_argument(
        "--measure", default="dissatisfied", metavar="ID", help="any share, as abandoned_share or on_time"
    )
    pockets.add_argument("--change", action="store_true", help="what drove the change since the period before")
    pockets.add_argument("--stability", action="store_true", help="say how often each group is found again")
    pockets.add_argument("--shuffle", type=int, default=0, metavar="N", help="search N shuffled surveys instead")
    pockets.add_argument("--keep", action="store_true", help="keep the list, to be tested again later")
    pockets.add_argument("--retest", metavar="NAME", help="test a kept list on the answers since")


def add_question(commands: Commands, name: str, run: Run, page: str, words: str) -> argparse.ArgumentParser:
    """A command that asks the store, or published for `page`: narrowed by a scope, as a table or JSON."""
    command: argparse.ArgumentParser = commands.add_parser(name, help=words)
    add_scope(command)
    add_publish(command, page)
    command.add_argument("--format", choices=("table", "json"), default="table")
    command.set_defaults(run=run, reads=True)
    return command


def add_scope(command: argparse.ArgumentParser) -> None:
    """What a command is narrowed by: values of dimensions, and a period."""
    command.add_argument("--where", action="append", default=[], metavar="DIM=VALUE", help="only this value")
    command.add_argument("--period", metavar="NAME", help="2025/26, '2025/26 H1', 'since the strategy was adopted' ...")
    command.add_argument("--from", dest="first", type=day, metavar="DATE", help="first day, 2026-09-30")
    command.add_argument("--to", dest="last", type=day, metavar="DATE", help="last day, included")
    command.add_argument("--include-staff", action="store_true", help="count contacts that staff raised too")


def day(text: str) -> date:
    """A date of the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not a date such as 2026-09-30") from None


def number(text: str) -> str:
    """A number of the command line, with or without %, still as it was typed: its unit is the measure's."""
    try:
        float(text.rstrip("% "))
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number such as 0.8, 80% or 120") from None
    return text


def share(text: str) -> float:
    """A share of the command line: 0.8, 80% or 80."""
    try:
        number = float(text.rstrip("% "))
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not a share such as 0.8 or 80%") from None
    number = number / 100 if text.rstrip().endswith("%") or number > 1 else number
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not a share between 0 and 100%")
    return number
