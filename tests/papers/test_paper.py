"""The paper for members says what the store holds: recounted by SQL, sentence by sentence and cell by cell."""

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from cxdata.documents import Bullets, Figure, Heading, Paragraph, Table
from cxdata.documents.frozen import digest_of, document_of, to_record
from cxdata.errors import CxError
from cxdata.papers.meeting.asked import Asked
from cxdata.papers.meeting.keeping.figures import cells_of
from cxdata.papers.meeting.keeping.kept import FILE, Paper, papers_in, read_paper, remove_paper
from cxdata.papers.meeting.making import make_paper
from cxdata.papers.meeting.outline import SECTIONS
from cxdata.store import Store

DAY = date(2026, 12, 8)
YEAR = "between date '2025-09-01' and date '2026-08-31'"


def heads(paper: Paper, level: int = 1) -> list[str]:
    """The headings of one level, in order."""
    return [b.words for b in paper.document.blocks if isinstance(b, Heading) and b.level == level]


def items(paper: Paper, slide: str) -> tuple[str, ...]:
    """The list that stands on a slide."""
    [found] = [b for b in paper.document.blocks if isinstance(b, Bullets) and b.slide == slide]
    return found.items


def figure(paper: Paper, key: str) -> Figure:
    """The figure of a key."""
    [found] = [one for one in paper.document.figures if one.key == key]
    return found


def test_the_sections_stand_in_the_order_of_the_outline(members_paper: Paper) -> None:
    assert heads(members_paper) == ["What the committee is asked to do", *SECTIONS.values()]


def test_the_cover_says_what_was_asked(members_paper: Paper) -> None:
    assert members_paper.document.title == "7. Customer experience: paper for Scrutiny Committee"
    assert dict(members_paper.document.cover) == {
        "Meeting": "Scrutiny Committee",
        "Date": "8 December 2026",
        "Item": "7. Customer experience",
        "Author": "An officer",
        "For": "Members of the committee",
    }


def test_every_sheet_says_that_small_numbers_are_shown_and_that_the_sample_is_invented(members_paper: Paper) -> None:
    assert members_paper.document.mark == (
        "Invented figures of a sample council. For members and officers: small numbers are shown. Do not publish."
    )


def test_the_summary_names_what_is_not_good_what_is_and_what_is_not_known(members_paper: Paper) -> None:
    worse = items(members_paper, "What needs a question")
    assert worse[0] == (
        "Business customers by phone about Council tax and business rates: 28 in 100 dissatisfied, against 5 in 100 of "
        "others."
    )
    assert len(worse) == 3
    assert items(members_paper, "What is good")[0] == (
        "Answered within target: 62.3%, better than the 35.6% of a year before."
    )
    assert items(members_paper, "What is not known") == (
        "1 of 18 files cannot be used: website_visits.csv.",
        "That nothing is told of a figure is no proof that all is well.",
    )


def test_the_hidden_group_is_the_one_counted_in_the_store(members_paper: Paper, store: Store) -> None:
    [(unhappy, of)] = store.tuples(
        f"""
        with latest as (
            select * from responses where responded_at::date {YEAR} and score is not null
            qualify customer_key is null
                or row_number() over (partition by customer_key order by responded_at desc, response_id desc) = 1
        )
        select count(*) filter (score <= 2), count(*) from latest
        where customer_type = 'Business' and channel = 'phone' and service = 'Council tax and business rates'
        """
    )
    first = figure(members_paper, "question-1").table.rows[0]
    assert first[0] == "Business, phone, council tax and business rates"
    assert (first[3], first[4]) == (str(unhappy), str(of))


def test_satisfied_among_the_headlines_is_the_count_in_the_store(members_paper: Paper, store: Store) -> None:
    [(happy, of)] = store.tuples(
        f"select count(*) filter (score >= 4), count(*) from responses where responded_at::date {YEAR} "
        "and score is not null"
    )
    values = {place.row: words for place, words in cells_of(members_paper.document).items() if place.column == "Value"}
    assert values["Satisfied"] == f"{100 * happy / of:.1f}%"


def test_the_wards_are_those_of_the_store(members_paper: Paper, store: Store) -> None:
    rows = store.tuples(
        f"""
        with counted as (
            select ward, count(*) as n from contacts
            where received_at::date {YEAR} and coalesce(requester, '') <> 'staff' group by ward
        )
        select c.ward, c.n, p.residents from counted c join (
            select ward, sum(residents) as residents from population where characteristic = 'all' group by ward
        ) p using (ward)
        """
    )
    told = {row[0]: (row[1], row[3], row[4]) for row in figure(members_paper, "contacts_per_1000-by-ward").table.rows}
    recounted = {ward: (f"{1000 * n / of:.1f}", f"{n:,}", f"{of:,.0f}") for ward, n, of in rows}
    assert told == recounted


def test_online_never_stands_without_its_other_side(members_paper: Paper) -> None:
    online = [one for one in members_paper.document.figures if "nline" in one.finding]
    assert online
    for one in online:
        assert any(note.startswith("Beside online: phone wait") for note in one.notes)


def test_the_officers_words_stand_in_their_places(members_paper: Paper) -> None:
    blocks = members_paper.document.blocks
    assert blocks[1:3] == (
        Paragraph("Note the report.", "officer"),
        Paragraph("Ask for a plan by March 2027.", "officer"),
    )
    assert blocks[blocks.index(Heading("Summary")) + 1] == Paragraph("Written by an officer.", "officer")


def test_what_is_counted_is_told_once_for_each_figure_shown(members_paper: Paper) -> None:
    [table] = [b for b in members_paper.document.blocks if isinstance(b, Table) and b.name == "definitions"]
    assert len({row[0] for row in table.rows}) == len(table.rows)
    named = {words for one in members_paper.document.figures for head, words in one.data.about if head == "Measure"}
    # Of the headline figures and the targets too, under the name that each has there.
    more = {
        "Average phone wait",
        "Callers who gave up",
        "Dealt with on time",
        "Answered within target",
        "Online forms finished",
    }
    assert named | more <= {row[0] for row in table.rows}


def test_a_kept_paper_is_read_again_as_it_was(members_paper: Paper) -> None:
    again = read_paper(members_paper.folder / FILE)
    assert again.document == members_paper.document
    assert (again.asked, again.made_of) == (members_paper.asked, members_paper.made_of)
    record = json.loads(json.dumps(to_record(members_paper.document)))
    assert to_record(document_of(record)) == to_record(members_paper.document)


def test_made_twice_the_time_stamp_alone_differs(members_paper: Paper, papers_data: Path) -> None:
    later = make_paper(papers_data, members_paper.asked, now=datetime(2026, 12, 1, 9, 0)).paper
    assert later.folder.name == f"{members_paper.folder.name}-2"
    assert later.document.made == "1 December 2026, 09:00:00"
    assert replace(later.document, made=members_paper.document.made) == members_paper.document
    assert later.digest == members_paper.digest


def test_each_headline_names_the_files_that_it_is_from(members_paper: Paper) -> None:
    [table] = [b for b in members_paper.document.blocks if isinstance(b, Table) and b.name == "headlines"]
    files = {row[0]: source.split("; ") for row, source in zip(table.rows, table.sources, strict=True)}
    assert all("survey" in name for name in files["Satisfied"]), files
    assert not set(files["Satisfied"]) & set(files["Average phone wait"])


CHANGED = {
    "a figure": lambda record: record["document"].update(title="Another title"),
    "the period that it says": lambda record: record["document"]["about"][0].__setitem__(1, "2024/25"),
    "a ward's figure": lambda record: record["wards"][0][1].update(finding="Kilnfield is worst"),
    "what was asked": lambda record: record["asked"].update(author="Somebody else"),
    "what it was made of": lambda record: record["made_of"].update(version="store version 99"),
}


@pytest.mark.parametrize("change", CHANGED)
def test_a_paper_that_was_changed_by_hand_is_refused(members_paper: Paper, tmp_path: Path, change: str) -> None:
    record = json.loads((members_paper.folder / FILE).read_text("utf-8"))
    CHANGED[change](record)
    (tmp_path / FILE).write_text(json.dumps(record), "utf-8")
    with pytest.raises(CxError, match="changed since: it is not what was put out"):
        read_paper(tmp_path / FILE)


def first_form(paper: Paper) -> dict[str, Any]:
    """What was kept of a paper before there was a digest over all of it."""
    record = json.loads((paper.folder / FILE).read_text("utf-8"))
    del record["whole"]
    files = {name: file for name, *file in record["made_of"]["files"]}
    return record | {"form": 1, "made_of": record["made_of"] | {"files": files}}


def test_a_paper_that_was_kept_in_the_first_form_still_opens(members_paper: Paper, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(json.dumps(first_form(members_paper)), "utf-8")
    read = read_paper(tmp_path / FILE)
    assert (read.document, read.wards) == (members_paper.document, members_paper.wards)
    assert read.made_of == members_paper.made_of


@pytest.mark.parametrize(
    ("where", "odd"),
    [
        ("form", [2]),
        ("form", 3),
        ("asked", []),
        ("asked.meeting", 5),
        ("asked.day", None),
        ("asked.period", "2025"),
        ("asked.sections", "summary"),
        ("asked.words", []),
        ("asked.words", {"advice": ["a"]}),
        ("made_of", None),
        ("made_of.files", 5),
        ("made_of.files", {"a.csv": ["b"]}),
        ("made_of.definitions", []),
        ("made_of.settings", {}),
        ("document", []),
        ("document.made", 5),
        ("document.about", "of it"),
        ("document.blocks", 5),
        ("wards", {}),
        ("wards", [["Mill"]]),
        ("digest", None),
    ],
)
def test_one_odd_paper_is_told_and_leaves_the_others_in_the_list(
    members_paper: Paper, tmp_path: Path, where: str, odd: object
) -> None:
    """As nobody but a hand would write it: of the first form, which no digest over all of it protects."""
    record = first_form(members_paper)
    *way, last = where.split(".")
    part = record[way[0]] if way else record
    part[last] = odd
    for name, kept in (("good", first_form(members_paper)), ("odd", record)):
        (tmp_path / "papers" / name).mkdir(parents=True)
        (tmp_path / "papers" / name / FILE).write_text(json.dumps(kept), "utf-8")
    papers, [fault] = papers_in(tmp_path)
    assert [paper.folder.name for paper in papers] == ["good"]
    assert fault.startswith("odd: ")


def test_a_file_that_is_a_list_is_no_paper(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("[]", "utf-8")
    with pytest.raises(CxError, match="This is no paper that was kept"):
        read_paper(tmp_path / FILE)


@pytest.mark.parametrize("name", ["..", ".", "", "../papers", "nowhere"])
def test_nothing_but_a_paper_is_removed(tmp_path: Path, name: str) -> None:
    (tmp_path / "papers" / "one").mkdir(parents=True)
    for folder in (tmp_path, tmp_path / "papers", tmp_path / "papers" / "one"):
        (folder / FILE).write_text("{}", "utf-8")
    with pytest.raises(CxError, match="No paper is kept under the name"):
        remove_paper(tmp_path, name)
    assert len(list(tmp_path.rglob(FILE))) == 3
    remove_paper(tmp_path, "one")
    assert not (tmp_path / "papers" / "one").exists()
    assert (tmp_path / FILE).exists()


def test_only_the_sections_asked_for_are_made(papers_data: Path) -> None:
    asked = Asked("Audit Committee", DAY, sections=("targets", "summary"))
    paper = make_paper(papers_data, asked, now=datetime(2026, 11, 27)).paper
    assert heads(paper) == ["Summary", "Targets"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"meeting": " "}, "needs the name of the meeting"),
        ({"meeting": "A" * 201}, "is too long"),
        ({"audience": "press"}, "is for members or public, not for 'press'"),
        ({"sections": ("target",)}, "no section 'target'. Did you mean targets"),
        ({"words": {"sumary": "x"}}, "no place 'sumary' for words. Did you mean summary"),
        ({"words": {"summary": "x" * 6001}}, "may have 6,000 letters"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(asked: dict, said: str) -> None:
    with pytest.raises(CxError, match=said):
        Asked(**({"meeting": "Scrutiny", "day": DAY} | asked))


def test_the_digest_leaves_out_the_time_stamp_alone(members_paper: Paper) -> None:
    document = members_paper.document
    assert digest_of(replace(document, made="another day")) == digest_of(document)
    assert digest_of(replace(document, title="another")) != digest_of(document)
