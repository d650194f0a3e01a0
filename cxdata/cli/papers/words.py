"""The words of commentary and links."""

import argparse

from cxdata.cli.papers.commentary import add_note, list_notes, remove_note
from cxdata.cli.papers.links import list_links
from cxdata.cli.statistics_words import day
from cxdata.lists.commentary import EVERYBODY, MEMBERS

Commands = argparse._SubParsersAction
_BY = "the command line"


def add_meetings(commands: Commands) -> None:
    """Add the commands on what is taken to a meeting."""
    _add_commentary(commands)
    links = commands.add_parser("links", help="the views kept for a meeting, each a name, a page and what is chosen")
    links.add_argument("--format", choices=("table", "json"), default="table")
    links.set_defaults(run=list_links)


def _add_commentary(commands: Commands) -> None:
    command = commands.add_parser("commentary", help="officers' notes at exhibits: add, list, remove")
    actions = command.add_subparsers(required=True, metavar="ACTION")
    add = actions.add_parser("add", help="write a note at an exhibit; personal data is taken out of it")
    add.add_argument("--page", required=True, metavar="PAGE", help="the page's name in its address: satisfaction, ...")
    add.add_argument("--exhibit", required=True, metavar="KEY", help="its name there: dissatisfied-channel, ...")
    add.add_argument("--text", required=True, metavar="TEXT", help="what is said")
    add.add_argument("--date", type=day, metavar="DATE", help="the day of the note (default: today)")
    add.add_argument("--readers", choices=(MEMBERS, EVERYBODY), default=MEMBERS, help="who may read it")
    add.add_argument("--of", default="", metavar="TEXT", help="what the exhibit showed, and of which period")
    add.set_defaults(run=add_note)
    listed = actions.add_parser("list", help="every note, and what of the file cannot be shown")
    listed.set_defaults(run=list_notes)
    remove = actions.add_parser("remove", help="take a note away; the log keeps it")
    remove.add_argument("id", metavar="ID")
    remove.add_argument("--why", required=True, metavar="TEXT", help="why, for the history")
    remove.set_defaults(run=remove_note)
    for action in (add, remove):
        action.add_argument("--by", default=_BY, metavar="WHO", help="a name or a post, for the history")
    for action in (add, listed, remove):
        action.add_argument("--format", choices=("table", "json"), default="table")
