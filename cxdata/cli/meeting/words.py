"""Which commands on meetings the command line knows, and what each takes."""

import argparse
from pathlib import Path

from cxdata.cli.meeting import SHEETS
from cxdata.cli.meeting.commentary import add_note, list_notes, remove_note
from cxdata.cli.meeting.links import list_links
from cxdata.cli.published.words import add_publish
from cxdata.cli.statistics_words import add_scope, day
from cxdata.council import Council
from cxdata.export.edition.file import Edition
from cxdata.lists.commentary import EVERYBODY, MEMBERS
from cxdata.papers.meeting.asked import AUDIENCES
from cxdata.papers.meeting.outline import SECTIONS

Commands = argparse._SubParsersAction
_BY = "the command line"


def add_meeting(commands: Commands) -> None:
    """Add every command on meetings."""
    _add_paper(commands)
    _add_ward_sheet(commands)
    _add_commentary(commands)
    links = commands.add_parser("links", help="the views kept for a meeting, each a name, a page and what is chosen")
    links.add_argument("--format", choices=("table", "json"), default="table")
    links.set_defaults(run=list_links)


def _add_paper(commands: Commands) -> None:
    command = commands.add_parser("paper", help="a paper for a meeting: make it, make it again, list what is kept")
    _add_meeting(command, required=False)
    command.add_argument("--item", default="", metavar="TEXT", help="the item of the agenda, such as '7. Complaints'")
    command.add_argument("--author", default="", metavar="NAME", help="who signs it")
    command.add_argument("--period", default="", metavar="P", help="such as 2025/26 (default: the newest year)")
    command.add_argument("--sections", default="", metavar="A,B", help=f"of {', '.join(SECTIONS)} (default: all)")
    command.add_argument("--words", type=Path, metavar="FILE", help="the officer's own words by place, as TOML")
    _add_out(command)
    command.set_defaults(run=_paper, act="make", reads=True)
    actions = command.add_subparsers(metavar="ACTION")
    anew = actions.add_parser("again", help="write a kept paper again, and say what would read otherwise today")
    anew.add_argument("file", type=Path, metavar="FILE", help="a file that was written, or the folder it is kept in")
    _add_out(anew)
    anew.add_argument("--screen", type=Path, metavar="FILE", help="write it as .html with one finding a screen")
    anew.set_defaults(run=_paper, act="again")
    listed = actions.add_parser("list", help="every paper that is kept")
    listed.set_defaults(run=_paper, act="list")
    gone = actions.add_parser("remove", help="take a paper out of the list; files that were written of it stay")
    gone.add_argument("name", metavar="FOLDER", help="as `paper list` names it")
    gone.set_defaults(run=_paper, act="remove")
    words = actions.add_parser("draft", help="the words of the last paper, with its figures marked")
    _add_meeting(words, required=True)
    words.set_defaults(run=_paper, act="draft")
    for one in (command, anew, listed, gone, words):
        one.add_argument("--format", choices=("table", "json"), default="table")


def _paper(options: argparse.Namespace) -> int:
    """The rooms that papers are made of take a while to load, and no other command should wait for them."""
    from cxdata.cli.meeting import paper

    acts = {
        "make": paper.paper,
        "again": paper.again,
        "list": paper.list_papers,
        "remove": paper.remove,
        "draft": paper.draft,
    }
    return acts[options.act](options)


def _add_ward_sheet(commands: Commands) -> None:
    command = commands.add_parser("ward-sheet", help="one ward on two sides of A4, or every ward at once")
    command.add_argument("ward", nargs="?", metavar="WARD", help="its name or its code")
    command.add_argument("--all", action="store_true", help="a sheet of every ward, into the folder --out")
    command.add_argument(
        "--out", type=Path, required=True, metavar="PLACE", help="FILE.docx, .html or .pdf; with --all a folder"
    )
    command.add_argument("--as", dest="ending", choices=SHEETS, default="docx", help="with --all: what to write")
    add_scope(command)
    command.add_argument("--format", choices=("table", "json"), default="table")
    add_publish(command, "ward", write=_published_sheet)
    command.set_defaults(run=_ward_sheet, reads=True)


def _ward_sheet(options: argparse.Namespace) -> int:
    from cxdata.cli.meeting.ward_sheet import run_ward_sheet

    return run_ward_sheet(options)


def _published_sheet(edition: Edition, council: Council, options: argparse.Namespace) -> None:
    from cxdata.cli.meeting.ward_sheet import write_published

    write_published(edition, council, options)


def _add_meeting(command: argparse.ArgumentParser, *, required: bool) -> None:
    command.add_argument("--meeting", required=required, default="", metavar="TEXT", help="the name of the meeting")
    command.add_argument("--date", type=day, required=required, metavar="DATE", help="its day, such as 2026-12-08")
    command.add_argument("--audience", choices=AUDIENCES, default="members", help="for whom it is (default: members)")


def _add_out(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", type=Path, metavar="FILE", help="write it: .docx, .html, .pptx, .xlsx or .pdf")
    command.add_argument("--template", type=Path, metavar="FILE", help="the council's own .docx, for its look")


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
