"""The words of remove, undo, versions, erase and renew."""

import argparse

from cxdata.cli.history import commands


def add_history(parsers: argparse._SubParsersAction) -> None:
    """Add the commands that take back what was done."""
    remove = parsers.add_parser("remove", help="take files out of the store, as if they had never been loaded")
    _add_files(remove)
    remove.add_argument("--erase", action="store_true", help="the same as the command erase")
    _add_format(remove)
    remove.set_defaults(run=commands.remove)
    undo = parsers.add_parser("undo", help="put the version before back into use")
    undo.add_argument("--to", metavar="VERSION", help="put this version into use, as 'versions' names it")
    _add_format(undo)
    undo.set_defaults(run=commands.undo)
    versions = parsers.add_parser("versions", help="the versions kept, and what each changed in the headline figures")
    _add_format(versions)
    versions.set_defaults(run=commands.versions)
    erase = parsers.add_parser("erase", help="remove files for good, from every version; nothing can be undone")
    _add_files(erase)
    _add_format(erase)
    erase.set_defaults(run=commands.erase)
    renew = parsers.add_parser(
        "renew", help="write the store anew after an update of the program: pages are fast again"
    )
    _add_format(renew)
    renew.set_defaults(run=commands.renew)


def _add_files(command: argparse.ArgumentParser) -> None:
    command.add_argument("files", nargs="*", metavar="FILE", help="a file by its name, as 'status' shows it")
    command.add_argument("--all", action="store_true", help="every file")
    command.add_argument(
        "--answer", action="append", default=[], metavar="FILE=NUMBER", help="which of several files of one name"
    )


def _add_format(command: argparse.ArgumentParser) -> None:
    command.add_argument("--format", choices=("table", "json"), default="table")
