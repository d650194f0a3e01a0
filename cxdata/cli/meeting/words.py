"""Which commands on meetings the command line knows, and what each takes."""

import argparse
from pathlib import Path

from cxdata.cli.meeting.paper import again, draft, list_papers, paper
from cxdata.cli.statistics_words import day
from cxdata.papers.meeting.asked import AUDIENCES

Commands = argparse._SubParsersAction


def add_meeting(commands: Commands) -> None:
    """Add every command on meetings."""
    command = commands.add_parser("paper", help="a paper for a meeting: make it, make it again, list what is kept")
    _add_meeting(command, required=False)
    command.add_argument("--item", default="", metavar="TEXT", help="the item of the agenda, such as '7. Complaints'")
    command.add_argument("--author", default="", metavar="NAME", help="who signs it")
    command.add_argument("--period", default="", metavar="P", help="such as 2025/26 (default: the newest year)")
    command.add_argument("--sections", default="", metavar="A,B", help="which sections (default: all that have data)")
    command.add_argument("--words", type=Path, metavar="FILE", help="the officer's own words by place, as TOML")
    _add_out(command)
    command.set_defaults(run=paper, reads=True)
    actions = command.add_subparsers(metavar="ACTION")
    anew = actions.add_parser("again", help="write a kept paper again, and say what would read otherwise today")
    anew.add_argument("file", type=Path, metavar="FILE", help="a file that was written, or the folder it is kept in")
    _add_out(anew)
    anew.set_defaults(run=again)
    listed = actions.add_parser("list", help="every paper that is kept")
    listed.set_defaults(run=list_papers)
    words = actions.add_parser("draft", help="the words of the last paper, with its figures marked")
    _add_meeting(words, required=True)
    words.set_defaults(run=draft)
    for one in (command, anew, listed, words):
        one.add_argument("--format", choices=("table", "json"), default="table")


def _add_meeting(command: argparse.ArgumentParser, *, required: bool) -> None:
    command.add_argument("--meeting", required=required, default="", metavar="TEXT", help="the name of the meeting")
    command.add_argument("--date", type=day, required=required, metavar="DATE", help="its day, such as 2026-12-08")
    command.add_argument("--audience", choices=AUDIENCES, default="members", help="for whom it is (default: members)")


def _add_out(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", type=Path, metavar="FILE", help="write it: .docx, .html, .pptx, .xlsx or .pdf")
    command.add_argument("--template", type=Path, metavar="FILE", help="the council's own .docx, for its look")
