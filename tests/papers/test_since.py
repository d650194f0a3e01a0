"""What a paper says of the one before: the same question with other figures stays, a target that turned is told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from cxdata.documents import Block, Bullets, Document, Figure, Heading, Paragraph, Table
from cxdata.papers.meeting.asked import Asked
from cxdata.papers.meeting.keeping.figures import cells_of, differences
from cxdata.papers.meeting.keeping.kept import Paper
from cxdata.papers.meeting.making import make_paper
from cxdata.papers.meeting.outline import SECTIONS
from cxdata.papers.meeting.since import since, subject_of
from tests.analysis.small import survey
from tests.papers.test_again import FIRST, LAST, answers

ALL = tuple(SECTIONS)


def with_questions(*questions: str) -> Document:
    """A paper of these questions alone."""
    return Document("T", "C", "members", (), (Bullets(questions, slide="What needs a question"),), mark="")


def told(then: Document, now: Document, both: tuple[str, ...] = ALL) -> list[str]:
    """The sentences in which a paper is held against the one before."""
    said: list[str] = []
    for block in since(then, now, "the paper of May", both):
        said += block.items if isinstance(block, Bullets) else [block.words] if isinstance(block, Paragraph) else []
    return said


@pytest.mark.parametrize(
    ("then", "now"),
    [
        (
            "Callers who gave up: 7.0%, worse than the 5.4% of a year before.",
            "Callers who gave up: 7.1%, worse than the 5.4% of the quarter before.",
        ),
        (
            "Average phone wait: 58 s, and the target of 30 s is missed.",
            "Average phone wait: 2 min 5 s, and the target of 30 s is just missed.",
        ),
        (
            "Housing repairs: 15 in 100 contacts were late, against none of the rest.",
            "Housing repairs: 151 in 1,000 contacts were late, against 9 of the rest.",
        ),
        (
            "Took more than 10 days got worse 3 months in a row, to 6.1% in May 2026.",
            "Took more than 10 days has been worse than usual for 8 months: 6.4% in June 2026.",
        ),
        (
            "Phone: 6.3% dissatisfied, against 4.1% of the rest; better for Ash and Mill.",
            "Phone: 6.6% dissatisfied, against 4.2% of the rest; better for Ash.",
        ),
    ],
)
def test_a_question_with_other_figures_is_the_same_question(then: str, now: str) -> None:
    assert told(with_questions(then), with_questions(now))[1:] == [f"Still: {now}"]


def test_questions_of_other_groups_and_measures_are_others() -> None:
    asked = (
        "16 to 34: 12 in 100 dissatisfied, against 5 of the rest.",
        "35 to 44: 12 in 100 dissatisfied, against 5 of the rest.",
        "Dissatisfied: worse than the rest for 16 to 34, 35 to 44.",
        "Dissatisfied: worse than the rest for 45 to 54, 55 to 64.",
        "Took more than 10 days: 12.0%, and the target of 10% is missed.",
        "Took more than 20 days: 12.0%, and the target of 10% is missed.",
        "Took more than 20 days: 12.0%, worse than the 9.0% of a year before.",
    )
    assert len({subject_of(one) for one in asked}) == len(asked)


@pytest.mark.parametrize(
    "nothing",
    [
        "Nothing stands out for the worse by more than chance would give.",
        "Nothing could be looked at here, so nothing can be said, good or bad.",
    ],
)
def test_that_nothing_stood_out_is_no_question_that_is_gone(nothing: str) -> None:
    late = "Parking: 15 in 100 contacts were late, against 3 of the rest."
    assert told(with_questions(nothing), with_questions(late))[1:] == [f"New: {late}"]
    assert told(with_questions(late), with_questions(nothing))[1:] == [f"No longer among them: {late}"]


def test_a_section_that_one_of_the_papers_was_not_asked_for_is_not_compared(tmp_path: Path) -> None:
    survey(tmp_path, list(answers(FIRST, LAST, "1")))
    data = tmp_path / "data"
    first = Asked("Scrutiny", date(2026, 2, 4), sections=("targets",))
    make_paper(data, first, now=datetime(2026, 1, 20))
    later = Asked("Scrutiny", date(2026, 3, 4), sections=("summary", "since"))
    blocks = list(make_paper(data, later, now=datetime(2026, 2, 20)).paper.document.blocks)
    assert blocks[blocks.index(Heading("What changed since the last paper")) + 1 :] == [
        Paragraph("Compared with the paper of 4 February 2026, for members."),
        Paragraph(
            "Not compared, as not both papers have it: Summary; Targets; Recommendations and what became of them."
        ),
    ]


def turned(document: Document, name: str, turn: Callable[[tuple[str, ...]], tuple[str, ...]], at: int = 0) -> Document:
    """The document with one row of a table told otherwise."""

    def of(block: Block) -> Block:
        if not isinstance(block, Figure) or block.table.name != name:
            return block
        rows = tuple(turn(row) if place == at else row for place, row in enumerate(block.table.rows))
        return replace(block, table=replace(block.table, rows=rows))

    return replace(document, blocks=tuple(map(of, document.blocks)))


def test_a_target_that_turned_is_told_to_members(members_paper: Paper) -> None:
    now = members_paper.document
    [table] = [one.table for one in now.figures if one.table.name == "targets"]
    name, _, period, _ = table.rows[0]
    assert ", missed (" in period  # the worst stands first
    was = "99.0%, met (September 2024 to August 2025)"
    then = turned(now, "targets", lambda row: (row[0], row[1], was, row[3]))
    assert told(then, now, ("targets",))[-1] == f"{name}: {period}; it was: {was}."
    # The same verdict with another figure and other months is no turn.
    same = turned(now, "targets", lambda row: (row[0], row[1], "1.0%, missed (September 2024 to August 2025)", row[3]))
    assert len(told(same, now, ("targets",))) == 2


def test_a_target_and_a_recommendation_that_turned_are_told_to_everybody(public_paper: Paper) -> None:
    now = public_paper.document
    [promised] = [one.table for one in now.figures if one.table.name == "promised"]
    at = next(place for place, row in enumerate(promised.rows) if row[3] == "missed")
    name, _, figure, _ = promised.rows[at]
    then = turned(now, "promised", lambda row: (*row[:2], "91.0% of 1,240", "met"), at)
    assert told(then, now, ("targets",))[-1] == f"{name}: {figure}, missed; it was: 91.0% of 1,240, met."
    [tracker] = [one.table for one in now.figures if one.table.name == "tracker"]
    row = dict(zip(tracker.heads, tracker.rows[0], strict=True))
    place = tracker.heads.index("Stands")
    assert row["Stands"] != "stopped"
    then = turned(now, "tracker", lambda cells: (*cells[:place], "stopped", *cells[place + 1 :]))
    [said] = told(then, now, ("recommendations",))[2:]
    assert said.startswith(f"{row['No']}. {row['Recommendation']}: {row['Stands']}")
    assert "; it was: stopped" in said


def test_a_target_is_named_with_the_services_that_it_is_for(members_paper: Paper) -> None:
    [table] = [one.table for one in members_paper.document.figures if one.table.name == "targets"]
    assert table.rows[0][0] == (
        "Dealt with online: Bins and recycling, Council tax and business rates, Garden waste, Parking and permits"
    )
    assert table.rows[1][0] == "Average phone wait"


def test_no_row_of_a_table_stands_for_another() -> None:
    rows = (("Online", "80%", "70.0%"), ("Online", "80%", "75.0%"))
    document = Document(
        "T", "C", "members", (), (Table("headlines", "T", ("Figure", "Promised", "Value"), rows),), mark=""
    )
    assert list(cells_of(document).values()) == ["70.0%", "75.0%"]


def test_questions_in_another_order_are_no_other_figures(members_paper: Paper) -> None:
    now = members_paper.document
    first, second = (next(one for one in now.figures if one.key == f"question-{rank}") for rank in (1, 2))
    swapped = {
        first.key: replace(second, key=first.key, table=replace(second.table, name=first.key)),
        second.key: replace(first, key=second.key, table=replace(first.table, name=second.key)),
    }
    blocks = tuple(swapped.get(one.key, one) if isinstance(one, Figure) else one for one in now.blocks)
    assert differences(replace(now, blocks=blocks), now) == []
    ranked = [one for one in differences(with_questions(), now) if one.place.table.startswith("question-")]
    assert ranked == []
