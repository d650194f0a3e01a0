"""The words of `comments` at the command line."""

import argparse

from cxdata.cli.comments.commands import hide_file, list_files, pass_file, show_sample


def add_comments(commands: argparse._SubParsersAction) -> None:
    """The word `comments` and its actions."""
    command = commands.add_parser("comments", help="look at a sample of comments, and say whether they may be shown")
    actions = command.add_subparsers(required=True, metavar="ACTION")
    for name, run, words in (
        ("list", list_files, "the files with comments, and what was said of each"),
        ("sample", show_sample, "twenty comments of a file to look at"),
        ("pass", pass_file, "say that a file's comments may be shown"),
        ("hide", hide_file, "say that a file's comments may not be shown"),
    ):
        action = actions.add_parser(name, help=words)
        if name != "list":
            action.add_argument("file", metavar="FILE", help="the file's name as it was loaded")
        if name in ("pass", "hide"):
            action.add_argument("--by", required=True, metavar="INITIALS", help="who has looked at the sample")
        action.add_argument("--format", choices=("table", "json"), default="table")
        action.set_defaults(run=run)
