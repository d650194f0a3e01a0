"""Every command that asks a store says the same from ClickHouse, as a table and as JSON."""

import argparse
import re
import shutil
from datetime import date, datetime
from pathlib import Path

import pytest

from cxdata.cli.main import build_parser
from cxdata.papers.meeting.asked import Asked
from cxdata.papers.meeting.keeping.figures import cells_of
from cxdata.papers.meeting.making import make_paper
from tests.cli.terminal import run
from tests.effort import WHOLE

# Each command that asks a store, with what it is asked.
ASKED = (
    "show on_time --by service",
    "show contacts --by ward",
    "overview",
    "pockets",
    "pockets --measure on_time --stability",
    "pockets --change",
    "hotspots dissatisfied",
    "funnel on_time --by service",
    "spc",
    "before-after contacts --date 2025-10-01",
    "mix satisfied --by channel",
    "forecast online_share --target 80% --date 2027-03-31",
    "satisfaction-bounds",
    "definition-changes",
    "targets",
    "targets --standards",
    "complaints",
    "recommendations",
    "savings --promised 465000",
    "providers",
    "benchmarks satisfied",
    "waits",
    "waits --by queue --period 2025/26",
    "left-behind",
    "repeat",
    "repeat --days 30 --by channel",
    "people",
    "themes",
    "peaks calls",
    "peaks visits",
    "peaks forms",
    "casework",
    "panel",
    "ladder",
    "status",
    "checks",
    # They change nothing of the store, and so much as read it.
    "council",
    "comments list",
    "comments sample survey_answers.csv",
)

WRITING = ("ward-sheet", "paper")
"""Those that write files, which are held beside one another below."""
DATA = re.compile(r"Data: \w+|store version \w+")
"""What names the store that a file is of."""


@pytest.mark.parametrize("words", ASKED if WHOLE else ASKED[::6])
@pytest.mark.parametrize("form", ["table", "json"] if WHOLE else ["json"])
def test_a_command_says_the_same(
    words: str, form: str, sample_data: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = []
    for named in ("", place):
        monkeypatch.setenv("CX_STORE", named)
        done.append(run(sample_data, *words.split(), "--format", form))
    assert done[1] == done[0]
    assert done[0].code == 0
    assert len(done[0].out) > 50


def test_every_command_that_asks_a_store_is_among_them() -> None:
    (commands,) = (each for each in build_parser()._actions if isinstance(each, argparse._SubParsersAction))
    reading = {name for name, command in commands.choices.items() if command.get_default("reads")}
    assert {"show", "casework"} <= reading <= {words.split()[0] for words in ASKED} | set(WRITING)


def test_a_wards_sheet_says_the_same(
    sample_data: Path, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets = []
    for name in ("own", "there"):
        done = run(sample_data, "ward-sheet", "Kilnfield", "--out", tmp_path / f"{name}.html")
        assert done.code == 0, done.err
        sheets.append(DATA.sub("", (tmp_path / f"{name}.html").read_text("utf-8")))
        monkeypatch.setenv("CX_STORE", place)
    assert sheets[0] == sheets[1]
    assert "Kilnfield" in sheets[0]


def test_a_paper_has_the_same_figures(
    sample_data: Path, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = Path(shutil.copytree(sample_data, tmp_path / "data"))
    asked = Asked("Scrutiny", date(2026, 12, 8), sections=("summary", "targets", "where") if not WHOLE else ())
    figures = []
    for _ in ("own", "there"):
        figures.append(cells_of(make_paper(data, asked, now=datetime(2026, 11, 27)).paper.document))
        monkeypatch.setenv("CX_STORE", place)
    assert figures[0] == figures[1]
    assert len(figures[0]) > 50


# Which councils are alike is said by the settings, and refused without.
OWN = [words for words in ASKED if not words.startswith("benchmarks")]


@pytest.mark.parametrize("words", OWN if WHOLE else ["show contacts", "targets", "recommendations"])
def test_whoever_asks_needs_no_store_of_their_own(
    words: str, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CX_STORE", place)
    done = run(tmp_path / "none", *words.split())
    assert (done.code, done.err) == (0, "")
    assert "Nothing is loaded" not in done.out
