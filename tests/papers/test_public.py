"""The paper for everybody comes out of an edition alone: no store is opened, and no figure of it is another's."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from cxdata.council import read_council
from cxdata.documents import Bullets, Document, Figure, Paragraph, Table
from cxdata.errors import CxError
from cxdata.export.edition.kept import newest_edition
from cxdata.lists import add_entry
from cxdata.lists.commentary import COMMENTARY, EVERYBODY
from cxdata.papers.meeting.asked import Asked
from cxdata.papers.meeting.keeping.kept import Paper
from cxdata.papers.meeting.making import made_again, make_paper
from cxdata.published.reading import Reading, period_to_open
from cxdata.published.record import record_of
from cxdata.published.sheets import SHEETS
from cxdata.scope import Scope
from tests.papers.conftest import DAY, NOW

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?%?")


def numbers(words: str) -> set[str]:
    """The numbers that stand in words."""
    return set(NUMBER.findall(words))


def figures_in(document: Document) -> Iterator[str]:
    """Every sentence and every cell of a paper that tells of figures."""
    for block in document.blocks:
        if isinstance(block, Bullets):
            yield from block.items
        elif isinstance(block, Table) and block.name == "headlines":
            yield from (cell for row in block.rows for cell in row)
        elif isinstance(block, Figure):
            yield block.finding
            yield from (cell for row in block.table.rows for cell in row)
            yield from (str(cell) for row in block.data.rows for cell in row)
            if block.chart is not None:
                yield block.chart.alt


@pytest.fixture(scope="module")
def told_by_the_view(edition_data: Path) -> set[str]:
    """Every number that the published pages tell of the same period, by the commands' own way."""
    edition = newest_edition(edition_data)
    assert edition is not None
    reading = Reading(edition, read_council(edition_data), Scope(period=period_to_open(edition)))
    records = [record_of(reading, sheet) for sheet in SHEETS.values() if sheet.first is not None]
    edition.close()
    return numbers(str(records))


def test_the_first_page_says_by_which_rules_it_is_fit_for_everybody(public_paper: Paper) -> None:
    first = public_paper.document.blocks[0]
    assert isinstance(first, Paragraph)
    assert first.words.startswith(
        "This paper is for everybody. It was checked as a whole: every figure that the dashboard put into it"
    )
    assert "Each count is rounded up or down to a multiple of 5, at random" in first.words


def test_every_number_of_it_is_told_by_the_published_pages(public_paper: Paper, told_by_the_view: set[str]) -> None:
    told = {number for words in figures_in(public_paper.document) for number in numbers(words)}
    plain = {number.replace(",", "").rstrip("%") for number in told_by_the_view}
    unknown = {number for number in told if number.replace(",", "").rstrip("%").removesuffix(".0") not in plain}
    unknown = {number for number in unknown if number.replace(",", "").rstrip("%") not in plain}
    dates = {"1", "2", "3", "4", "10", "12", "44"}
    assert unknown <= dates, sorted(unknown - dates)
    assert len(told) > 300


def test_counts_are_multiples_of_five_wherever_they_stand_as_numbers(public_paper: Paper) -> None:
    counted = 0
    for figure in public_paper.document.figures:
        columns = [place for place, head in enumerate(figure.data.heads) if head.startswith(("Counted", "Of: "))]
        for row in figure.data.rows:
            for place in columns:
                if isinstance(row[place], int) and "residents" not in figure.data.heads[place]:
                    assert row[place] % 5 == 0, (figure.key, row)
                    counted += 1
    assert counted > 30


def test_an_earlier_paper_for_everybody_is_named_in_the_next(public_paper: Paper, edition_data: Path) -> None:
    asked = Asked("Scrutiny Committee", date(2027, 2, 9), "public", sections=("summary", "since"))
    paper = make_paper(edition_data, asked, now=datetime(2027, 1, 30)).paper
    first = paper.document.blocks[0]
    assert isinstance(first, Paragraph)
    assert "The same holds for the earlier papers for everybody: Scrutiny Committee, 8 December 2026" in first.words


@pytest.mark.parametrize("number", ["1,037", "3", "0.7%", "£12,345"])
def test_an_officers_number_that_is_not_published_is_refused(edition_data: Path, number: str) -> None:
    asked = Asked("Cabinet", DAY, "public", sections=("data",), words={"data": f"It was {number} of them."})
    with pytest.raises(CxError, match=rf"hold {re.escape(number.replace(',', ''))}.*stands nowhere else"):
        make_paper(edition_data, asked, now=NOW)


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("Of these 7 may have been missed.", "7"),
        ("They were 9 march by march.", "9"),
        ("On 8 December 17 were late.", "17"),
        ("The 18 of the meeting's own day.", "18"),
    ],
)
def test_an_exact_count_that_looks_like_a_date_is_refused(edition_data: Path, words: str, count: str) -> None:
    asked = Asked("Cabinet", date(2026, 12, 18), "public", sections=("data",), words={"data": words})
    with pytest.raises(CxError, match=f"hold {count}, which stands nowhere else"):
        make_paper(edition_data, asked, now=NOW)


@pytest.mark.parametrize(
    ("cover", "said"),
    [
        ({"meeting": "Cabinet of 1037 callers"}, "The name of the meeting has 1037,"),
        ({"item": "7. Of 39678 contacts"}, "has 39678,"),
        ({"item": "7 complaints were late"}, "The item, after a number of its own such as “7.”, has 7,"),
        ({"author": "An officer of 39678"}, "The author has 39678,"),
        ({"author": "39678", "words": {"data": "It was 39,678 of them."}}, "hold 39678,"),
    ],
)
def test_a_number_on_the_cover_that_is_not_published_is_refused(
    edition_data: Path, cover: dict[str, Any], said: str
) -> None:
    asked = Asked(**({"meeting": "Cabinet", "day": DAY, "audience": "public", "sections": ("data",)} | cover))
    with pytest.raises(CxError, match=f"{re.escape(said)} which stands nowhere else"):
        make_paper(edition_data, asked, now=NOW)


@pytest.mark.parametrize("item", ["7", "7a", "7. Customer experience", "12) Complaints", "3: Item 4"])
def test_the_number_of_an_item_is_no_count(edition_data: Path, item: str) -> None:
    asked = Asked("Cabinet", DAY, "public", item=item, sections=("data",))
    assert make_paper(edition_data, asked, now=NOW).paper.asked.item == item


def test_an_officers_published_number_and_years_may_stand(edition_data: Path) -> None:
    words = {"summary": "Item 7 of 8 December: satisfied is 91.4%, as in 2025."}
    asked = Asked("Cabinet", DAY, "public", sections=("summary",), words=words)
    paper = make_paper(edition_data, asked, now=NOW).paper
    assert Paragraph("Item 7 of 8 December: satisfied is 91.4%, as in 2025.", "officer") in paper.document.blocks


def test_a_number_that_is_told_in_words_is_pointed_out(edition_data: Path) -> None:
    words = {"data": "Two tenants, a third of them, and a dozen callers. One is enough."}
    made = make_paper(edition_data, Asked("Cabinet", DAY, "public", sections=("data",), words=words), now=NOW)
    place = "At the head of “The data, and how far it can be trusted”"
    assert made.said == (f"The words for “{place}” say two, third, dozen: see that it is no exact count.",)


def test_what_is_not_published_is_not_called_not_loaded(public_paper: Paper) -> None:
    said = [block.words for block in public_paper.document.blocks if isinstance(block, Paragraph)]
    assert "This edition has nothing of these, or they are for members and officers alone: Councillors’ cases." in said


def test_without_an_edition_nothing_is_published(papers_data: Path, tmp_path: Path) -> None:
    with pytest.raises(CxError, match="There is no edition yet, so nothing is published"):
        make_paper(tmp_path, Asked("Cabinet", DAY, "public"), now=NOW)


def test_no_file_of_the_store_is_needed_again_to_hold_it_against_today(public_paper: Paper, edition_data: Path) -> None:
    again = made_again(edition_data, public_paper)
    assert again.sentence == "Made today, every figure of this paper would read the same."
    assert replace(again.paper.document, made="") == replace(public_paper.document, made="")


def test_a_later_note_does_not_keep_an_older_paper_from_being_held_against_today(
    public_paper: Paper, edition_data: Path
) -> None:
    note = {"date": "2026-11-26", "page": "targets", "exhibit": "promised", "text": "1,037 of them."}
    add_entry(edition_data, COMMENTARY, note | {"readers": EVERYBODY}, by="Officer", why="", now=NOW)
    try:
        asked = Asked("Cabinet", DAY, "public", sections=("data",))
        with pytest.raises(CxError, match="note “1,037 of them.” has 1037"):
            make_paper(edition_data, asked, now=NOW)
        assert made_again(edition_data, public_paper).sentence.startswith("Made today, every figure")
    finally:
        (edition_data / "commentary.csv").unlink()
