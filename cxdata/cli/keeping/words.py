"""The words of backup, restore, publish and key."""

import argparse
from pathlib import Path

from cxdata.cli.keeping import commands
from cxdata.cli.keeping.edition import show_edition
from cxdata.cli.keeping.publish import publish as make_edition


def add_keeping(parsers: argparse._SubParsersAction) -> None:
    """Add the commands that keep a data folder, and bring it back."""
    backup = parsers.add_parser("backup", help="write the whole data folder to one file")
    backup.add_argument("file", type=Path, metavar="FILE", help="a new file, such as backup-2026-11-26.zip")
    backup.set_defaults(run=commands.backup)
    restore = parsers.add_parser("restore", help="put a backup back; what is there now is kept beside it")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.set_defaults(run=commands.restore)
    publish = parsers.add_parser("publish", help="make the edition of now: what everybody may see, in one file")
    publish.add_argument("--out", type=Path, metavar="FILE", help="a new file to copy it to")
    publish.set_defaults(run=make_edition)
    edition = parsers.add_parser("edition", help="which edition the published view shows, wherever there is no store")
    edition.set_defaults(run=show_edition)
    key = parsers.add_parser("key", help="the keys for customers and for publishing: save, restore, new")
    actions = key.add_subparsers(required=True, metavar="ACTION")
    save = actions.add_parser("save", help="write a copy of the key to a new file")
    save.add_argument("file", type=Path, metavar="FILE")
    save.set_defaults(run=commands.save_copy)
    put_back = actions.add_parser("restore", help="put a copy of the key back")
    put_back.add_argument("file", type=Path, metavar="FILE")
    put_back.set_defaults(run=commands.put_key_back)
    new = actions.add_parser("new", help="a new key where the old one is lost for good")
    new.set_defaults(run=commands.make_new_key)
    for command in (save, put_back, new):
        command.add_argument(
            "--of",
            choices=(commands.CUSTOMERS, commands.PUBLISHING),
            default=commands.CUSTOMERS,
            help="customers: customer.key (unless said otherwise); publishing: publish.key",
        )
    for command in (backup, restore, publish, edition, save, put_back, new):
        command.add_argument("--format", choices=("table", "json"), default="table")
