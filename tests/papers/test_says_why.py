"""What a paper says where it has nothing: no more than is true, and it points to nothing that is not in it."""

import shutil
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from cxdata.analysis.asking import FromStore
from cxdata.council import Council
from cxdata.documents import Bullets, Document, Paragraph
from cxdata.papers.meeting.asked import Asked
from cxdata.papers.meeting.making import Made, make_paper
from cxdata.papers.ward.asked import ask_wards
from cxdata.papers.ward.service import complaints_and_cases
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.store import Store
from tests.analysis.small import survey

DAY, NOW = date(2026, 2, 4), datetime(2026, 1, 20, 10, 0)


def words(document: Document) -> list[str]:
    """The paragraphs and the items of lists."""
    said: list[str] = []
    for block in document.blocks:
        said += block.items if isinstance(block, Bullets) else [block.words] if isinstance(block, Paragraph) else []
    return said


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """A council of twelve answers, six from each of two wards."""
    wards = ("Lock End", "Castle Mead")
    survey(tmp_path, [(date(2025, 1, 1) + timedelta(days=n), {"Ward": wards[n % 2]}) for n in range(12)])
    return tmp_path / "data"


def made(data: Path, *sections: str, day: date = DAY) -> Made:
    """A paper of these sections."""
    return make_paper(data, Asked("Scrutiny", day, sections=sections), now=NOW)


def said_of(data: Path, sections: Sequence[str]) -> list[str]:
    """What a paper of these sections says."""
    return words(made(data, *sections).paper.document)


def test_a_paper_without_figures_says_that_there_is_none_to_define(few: Path) -> None:
    [said] = said_of(few, ["definitions"])
    assert said == "No other section of this paper has a figure whose counting is to be told."


def test_wards_of_few_people_are_loaded_all_the_same(few: Path) -> None:
    said = said_of(few, ["where", "casework"])
    assert said == [
        "Dissatisfied: too few to say in this selection (fewer than 10).",
        "Nothing that is loaded tells of: Councillors’ cases.",
    ]


def test_recommendations_that_cannot_be_read_are_not_called_not_loaded(few: Path) -> None:
    (few / "recommendations.csv").write_text("reference,text,answer\n1,Answer letters,perhaps\n", "utf-8")
    [said] = said_of(few, ["recommendations"])
    assert said.startswith("None that is recorded can be read. ")
    assert "perhaps" in said


def test_a_paper_that_cannot_be_read_is_told_and_this_one_is_not_called_the_first(few: Path) -> None:
    none = (
        "No earlier paper for this meeting, for a day before this one, is kept that can be read, so there is none to "
        "compare it with."
    )
    first = made(few, "since")
    assert (first.said, words(first.paper.document)) == ((), [none])
    second = made(few, "since")  # of the same day: neither is it the first
    assert words(second.paper.document) == [none]
    shutil.rmtree(second.paper.folder)
    (first.paper.folder / "paper.json").write_text("{", "utf-8")
    later = made(few, "since", day=date(2026, 3, 4))
    assert words(later.paper.document) == [none]
    assert later.said == (
        f"An earlier paper cannot be read, and is not compared with: {first.paper.folder.name}: This is no paper that "
        "was kept: its file cannot be read.",
    )


def test_everybodys_paper_says_how_many_earlier_ones_it_cannot_name(edition_data: Path, tmp_path: Path) -> None:
    data = Path(shutil.copytree(edition_data, tmp_path / "data", ignore=shutil.ignore_patterns("papers")))
    (data / "papers" / "bad").mkdir(parents=True)
    (data / "papers" / "bad" / "paper.json").write_text("{", "utf-8")
    paper = make_paper(data, Asked("Scrutiny", date(2027, 3, 4), "public", sections=("data",)), now=NOW).paper
    assert "Not named here, since it cannot be read: 1 earlier paper." in words(paper.document)[0]


def test_hidden_groups_without_the_questions_bring_their_own_exhibit(papers_data: Path) -> None:
    document = made(papers_data, "hidden").paper.document
    assert [figure.key for figure in document.figures] == ["hidden"]
    assert not [said for said in words(document) if "among the questions" in said]


def test_a_time_without_complaints_is_not_a_register_without_wards(store: Store) -> None:
    long_ago = Period(date(2010, 1, 1), date(2011, 1, 1), "2010")
    part = complaints_and_cases(ask_wards(FromStore(store, Council(), Scope(period=long_ago))), "Lock End")
    told = part.blocks[0]
    assert isinstance(told, Paragraph)
    assert told.words.startswith("No complaint came from Lock End (")
