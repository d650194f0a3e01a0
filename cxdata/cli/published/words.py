"""The word `--publish`, and for which page of the published view a command stands."""

import argparse


def add_publish(command: argparse.ArgumentParser, page: str) -> None:
    """Let a command answer out of the newest edition alone: with the record of `page`, where that is "" with rows."""
    command.add_argument(
        "--publish",
        action="store_true",
        help="what everybody may see, out of the newest edition",
    )
    command.set_defaults(page=page, words=command)
