"""A kept paper held against today: which figures would read otherwise, and why; and what the next paper says of it."""

import hashlib
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from cxdata.documents import Bullets, Document, Heading
from cxdata.papers.meeting.asked import Asked
from cxdata.papers.meeting.keeping.figures import Difference
from cxdata.papers.meeting.keeping.kept import Paper, last_before, papers_in
from cxdata.papers.meeting.keeping.outputs import content_noted, note_output, paper_of
from cxdata.papers.meeting.making import made_again, make_paper
from tests.analysis.small import survey
from tests.cli.terminal import run

DAY = date(2026, 2, 4)
NOW = datetime(2026, 1, 20, 10, 0)
FIRST, HUNDREDTH, AFTER, LAST = date(2025, 1, 1), date(2025, 4, 10), date(2025, 4, 11), date(2025, 12, 31)
SECTIONS = ("summary", "since", "satisfaction")


def answers(first: date, last: date, score: str, every: int = 1) -> Iterator[tuple[date, dict[str, str]]]:
    """An answer of one score on each day, or each so many days."""
    days = (last - first).days
    for number in range(0, days + 1, every):
        yield first + timedelta(days=number), {"Q1 Overall (1-5)": score}


def asked(day: date = DAY) -> Asked:
    """A paper on satisfaction."""
    return Asked("Scrutiny", day, sections=SECTIONS)


@pytest.fixture
def kept(tmp_path: Path) -> tuple[Path, Paper]:
    """A council of one file of 2025, 100 of its 365 answers dissatisfied, and its paper."""
    year = list(answers(FIRST, LAST, "5"))
    mixed = [
        (day, {**given, "Q1 Overall (1-5)": "1"}) if n < 100 else (day, given) for n, (day, given) in enumerate(year)
    ]
    survey(tmp_path, mixed)
    return tmp_path / "data", make_paper(tmp_path / "data", asked(), now=NOW).paper


def load_more(data: Path, folder: Path, name: str, given: list[tuple[date, dict[str, str]]]) -> None:
    """Load a further file of answers."""
    folder.mkdir()
    survey(folder, [(day, {"Response ID": f"{name}-{n}", **one}) for n, (day, one) in enumerate(given)])
    (folder / "survey.csv").rename(folder / name)
    done = run(data, "load", folder / name)
    assert done.code == 0, done.err


def value_of(differs: tuple[tuple[Difference, str], ...], row: str) -> tuple[str, str, str]:
    """Then, now and why of a headline figure."""
    [(one, why)] = [
        (one, why)
        for one, why in differs
        if one.place.table == "headlines" and (one.place.row, one.place.column) == (row, "Value")
    ]
    return one.then, one.now, why


def test_with_nothing_new_nothing_differs(kept: tuple[Path, Paper]) -> None:
    data, paper = kept
    assert made_again(data, paper).sentence == "Made today, every figure of this paper would read the same."


def test_late_data_of_the_papers_months_is_named(kept: tuple[Path, Paper], tmp_path: Path) -> None:
    data, paper = kept
    late = [(day, given) for day, given in answers(date(2025, 9, 23), LAST, "1")]
    load_more(data, tmp_path / "more", "late.csv", late)
    differs = made_again(data, paper).differs
    # 265 of 365 before; 100 further answers of the same year, all dissatisfied, so 265 of 465.
    assert value_of(differs, "Satisfied") == ("72.6%", "57.0%", "late data: late.csv was loaded since")


def test_a_month_later_the_figures_of_the_paper_stay_and_the_next_paper_says_what_changed(
    kept: tuple[Path, Paper], tmp_path: Path
) -> None:
    data, paper = kept
    load_more(data, tmp_path / "more", "january.csv", list(answers(date(2026, 1, 1), date(2026, 1, 31), "1")))
    headlines = [one for one, _ in made_again(data, paper).differs if one.place.column == "Value"]
    assert headlines == []  # the paper's months are over, and nothing came for them
    later = make_paper(data, asked(date(2026, 3, 4)), now=datetime(2026, 2, 20)).paper
    said = since_of(later.document)
    assert said[0] == (
        "Compared with the paper of 4 February 2026, for members. That one was of January 2025 to December 2025, and "
        "this one is of February 2025 to January 2026."
    )
    # January 2025 with its 31 dissatisfied leaves, January 2026 with as many comes: 265 of 365 again.
    assert "Satisfied: 72.6%, as before." in said


def test_an_answer_given_anew_in_a_later_file_is_told_as_such(kept: tuple[Path, Paper], tmp_path: Path) -> None:
    data, paper = kept
    # The first answer of the year, which was dissatisfied, is sent again as one of January 2026.
    load_more(
        data, tmp_path / "more", "january.csv", [(date(2026, 1, 2), {"Response ID": "R0", "Q1 Overall (1-5)": "5"})]
    )
    then, now, why = value_of(made_again(data, paper).differs, "Satisfied")
    assert (then, now) == ("72.6%", "72.8%")  # 265 of 365, and 265 of 364
    assert why == "january.csv was loaded since, with newer rows in the place of earlier ones"


def test_a_replaced_file_is_named(kept: tuple[Path, Paper], tmp_path: Path) -> None:
    data, paper = kept
    assert run(data, "remove", "survey.csv").code == 0
    load_more(data, tmp_path / "new", "survey.csv", list(answers(FIRST, LAST, "4")))
    differs = made_again(data, paper).differs
    assert value_of(differs, "Satisfied") == ("72.6%", "100.0%", "survey.csv was replaced")


def since_of(document: Document) -> list[str]:
    """The sentences of "What changed since the last paper"."""
    blocks = list(document.blocks)
    start = blocks.index(Heading("What changed since the last paper"))
    end = next(n for n, b in enumerate(blocks) if n > start and isinstance(b, Heading) and b.level == 1)
    said: list[str] = []
    for block in blocks[start + 1 : end]:
        if isinstance(block, Bullets):
            said += block.items
        elif not isinstance(block, Heading):
            said.append(getattr(block, "words", ""))
    return said


def test_the_paper_before_is_that_of_the_same_meeting_and_audience(kept: tuple[Path, Paper]) -> None:
    data, paper = kept
    make_paper(data, Asked("Cabinet", DAY, sections=SECTIONS), now=NOW)
    papers, faults = papers_in(data)
    assert faults == []
    assert len(papers) == 2
    found = last_before(papers, asked(date(2026, 3, 4)))
    assert found is not None
    assert found.folder == paper.folder
    assert last_before(papers, asked()) is None


def test_of_two_equal_papers_the_one_that_was_written_is_found(tmp_path: Path) -> None:
    survey(tmp_path, list(answers(FIRST, HUNDREDTH, "1")))
    data = tmp_path / "data"
    given = Asked("Scrutiny", DAY, sections=("data",))
    first, second = (make_paper(data, given, now=NOW + timedelta(minutes=n)).paper for n in range(2))
    assert first.digest == second.digest
    for paper in (first, second):
        file = tmp_path / f"{paper.folder.name}.html"
        file.write_bytes(content_noted(paper, ".html"))
        assert paper_of(file, data).folder == paper.folder
    file.write_bytes(file.read_bytes() + b"<!-- changed since -->")
    assert paper_of(file, data).digest == second.digest


def test_notes_that_cannot_be_read_are_kept_beside_the_new_ones(kept: tuple[Path, Paper]) -> None:
    _, paper = kept
    notes = paper.folder / "outputs.json"
    notes.write_text('["half of a list', "utf-8")
    note_output(paper, b"a file")
    assert json.loads(notes.read_text("utf-8")) == [hashlib.sha256(b"a file").hexdigest()]
    [aside] = paper.folder.glob("outputs-unread-*.json")
    assert aside.read_text("utf-8") == '["half of a list'
    note_output(paper, b"another file")
    assert len(json.loads(notes.read_text("utf-8"))) == 2


def test_two_meetings_are_told_apart_by_their_whole_names(kept: tuple[Path, Paper]) -> None:
    _, paper = kept
    long = "Joint Overview and Scrutiny Committee for Adult Social Care and Health"
    pairs = [(f"{long}: North", f"{long}: South"), ("审查委员会", "预算委员会"), ("Area 1", "Area (1)")]
    for one, other in pairs:
        of_one = replace(paper, asked=replace(paper.asked, meeting=one))
        assert last_before([of_one], Asked(other, date(2026, 3, 4))) is None
        assert last_before([of_one], Asked(f" {one.upper()}", date(2026, 3, 4))) == of_one


def test_a_paper_that_cannot_be_read_leaves_the_others_in_the_list(kept: tuple[Path, Paper]) -> None:
    data, paper = kept
    bad = data / "papers" / "bad"
    bad.mkdir()
    (bad / "paper.json").write_text("{", "utf-8")
    papers, faults = papers_in(data)
    assert [one.folder for one in papers] == [paper.folder]
    assert faults == ["bad: This is no paper that was kept: its file cannot be read."]


def test_two_papers_at_once_have_a_folder_each_and_the_newest_is_by_its_stamp(tmp_path: Path) -> None:
    poor = answers(FIRST, HUNDREDTH, "1")
    survey(tmp_path, list(poor))
    data = tmp_path / "data"
    given = Asked("Scrutiny", DAY, sections=("data",))
    with ThreadPoolExecutor(4) as together:
        made = list(together.map(lambda n: make_paper(data, given, now=NOW + timedelta(minutes=n)).paper, range(4)))
    assert len({paper.folder for paper in made}) == 4
    earliest = min(made, key=lambda paper: paper.made_at)
    note_output(earliest, b"written out again, which changes the times of its folder")
    papers, faults = papers_in(data)
    assert faults == []
    assert [paper.made_at for paper in papers] == sorted((paper.made_at for paper in made), reverse=True)


def test_a_paper_whose_stamp_is_no_time_is_told_as_such(kept: tuple[Path, Paper]) -> None:
    data, paper = kept
    file = paper.folder / "paper.json"
    file.write_text(file.read_text("utf-8").replace(paper.made, "some day"), "utf-8")
    assert papers_in(data) == (
        [],
        [f"{paper.folder.name}: This is no paper that was kept: when it was made cannot be read."],
    )
