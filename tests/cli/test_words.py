"""The table of the command line's words names every command, and nothing that is none."""

import re

from cxdata.cli.main import build_parser
from tests.conftest import ROOT


def test_every_command_stands_in_the_table_and_leads_to_a_place_that_is_there() -> None:
    (commands,) = (action for action in build_parser()._actions if action.choices)
    rows = re.findall(
        r"^\| (`.*?) \|.*\| (.*?) \|$", (ROOT / "docs" / "command-line.md").read_text("utf-8"), re.MULTILINE
    )
    named = [word for words, _ in rows for word in re.findall(r"`([\w-]+)`", words)]
    assert sorted(named) == sorted(commands.choices)
    places = [place for _, cell in rows for place in re.findall(r"`([\w/.]+)`", cell)]
    assert [place for place in places if not (ROOT / "cxdata" / place).exists()] == []
