"""The word `--publish`, and for which page of the published view a command stands."""

import argparse
from collections.abc import Callable

from cxdata.council import Council
from cxdata.export.edition.file import Edition

Write = Callable[[Edition, Council, argparse.Namespace], None]


def add_publish(command: argparse.ArgumentParser, page: str, *, write: Write | None = None) -> None:
    """Let a command answer out of the newest edition alone: with the record of `page`, where that is "" with rows; or
    with what it writes itself of an edition.
    """
    command.add_argument(
        "--publish",
        action="store_true",
        help="what everybody may see, out of the newest edition",
    )
    command.set_defaults(page=page, words=command, write=write)
