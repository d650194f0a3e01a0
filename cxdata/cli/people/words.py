"""Which commands on people's own experience the command line knows, and what each takes: one function a command."""

from cxdata.analysis.comments.page import ASKED
from cxdata.cli.people.casework import run_casework
from cxdata.cli.people.guises import run_people
from cxdata.cli.people.left_behind import run_left_behind
from cxdata.cli.people.panel import run_ladder, run_panel
from cxdata.cli.people.peaks import run_peaks
from cxdata.cli.people.repeat import run_repeat
from cxdata.cli.people.themes import run_themes
from cxdata.cli.people.waits import run_waits
from cxdata.cli.statistics_words import Commands, add_question
from cxdata.measures.constants.matters import DAYS


def add_people(commands: Commands) -> None:
    """Add every command on getting through, coming back, being left behind and being heard."""
    waits = add_question(
        commands, "waits", run_waits, "phones", "whose callers wait or give up more than the rest, and how long"
    )
    waits.add_argument("--by", metavar="DIM", help="the rows: queue, menu_option, service, in_hours, weekday ...")
    add_question(
        commands,
        "left-behind",
        run_left_behind,
        "left_behind",
        "who comes online least, is served worse there, or has gone silent",
    )
    _add_repeat(commands)
    add_question(
        commands, "people", run_people, "came_back", "people who used one service, two, three and more, by which ways"
    )
    _add_themes(commands)
    peaks = add_question(
        commands, "peaks", run_peaks, "phones", "when in the week calls, visits or forms come, and who is on duty then"
    )
    peaks.add_argument("measure", metavar="MEASURE", help="calls, visits, forms, or a count by its id")
    add_question(
        commands, "casework", run_casework, "casework", "councillors' cases: open, how old, and beside the public's"
    )
    add_question(
        commands,
        "panel",
        run_panel,
        "panel",
        "whether the residents' panel looks like the borough, and whom to ask next",
    )
    add_question(
        commands, "ladder", run_ladder, "taking_part", "who is asked, opts in and takes part, and where people are lost"
    )


def _add_repeat(commands: Commands) -> None:
    repeat = add_question(
        commands, "repeat", run_repeat, "came_back", "who came back, after which form people phone, and what it cost"
    )
    repeat.add_argument("--days", type=int, default=DAYS, metavar="N", help=f"within so many days (default: {DAYS})")
    repeat.add_argument("--by", metavar="DIM", help="the rows: service (the default), channel, provider, ward ...")


def _add_themes(commands: Commands) -> None:
    themes = add_question(
        commands, "themes", run_themes, "comments", "what the dissatisfied write and the satisfied do not"
    )
    themes.add_argument("--of", choices=tuple(ASKED), help="whose words (default: dissatisfied)")
