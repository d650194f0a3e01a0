"""Every definition says whose it is and when it was looked at, and a review that is overdue is said."""

import re
from datetime import date, timedelta

import pytest

from cxdata.export.definitions import document, overdue, version_of
from cxdata.measures import MEASURES, count_of
from cxdata.measures.model import Measure
from cxdata.measures.registry.labels import FORMER, SHORTER, called_before
from cxdata.measures.words import say_seconds


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda measure: measure.id)
def test_a_definition_has_a_source_a_review_and_a_next_one(measure: Measure) -> None:
    assert measure.source
    assert not measure.source.endswith(".")
    assert measure.reviewed_on < measure.next_review


def test_a_definition_that_has_changed_has_been_reviewed_since() -> None:
    assert [m.id for m in MEASURES.values() if m.changed_on and m.changed_on > m.reviewed_on] == []


@pytest.mark.parametrize("name", SHORTER)
def test_a_figure_has_one_name_and_a_tile_only_leaves_words_out(name: str) -> None:
    """The tile said 'Dealt with online' and the list of measures beside it 'Online share': two figures, to a reader."""
    title = iter(re.findall(r"[\w,]+", MEASURES[name].title.casefold()))
    words = re.findall(r"[\w,]+", SHORTER[name].casefold())
    assert all(word in title for word in words), "each word stands in the title, in the same order"


def test_a_former_name_is_no_other_measures_name() -> None:
    names = {
        text.casefold(): one.id for one in MEASURES.values() for text in (one.title, SHORTER.get(one.id, one.title))
    }
    former = [(old.casefold(), measure) for measure, titles in FORMER.items() for old in titles]
    assert set(FORMER) <= set(MEASURES)
    assert [(old, measure) for old, measure in former if names.get(old, measure) != measure] == []
    assert len({old for old, _ in former}) == len(former)


def test_a_former_name_is_known_however_it_is_written() -> None:
    assert [called_before(words) for words in ("Online share", "calls abandoned", "Callers who gave up", "")] == [
        "online_share",
        "abandoned_share",
        "",
        "",
    ]


def test_the_review_is_said_and_an_overdue_one_loudly() -> None:
    measure = MEASURES["satisfied"]
    assert version_of(measure) == (
        "Definition 1, reviewed on 26 November 2026, next by 30 November 2027; on the command line"
    )
    assert overdue(measure, measure.next_review) == ""
    assert overdue(measure, measure.next_review + timedelta(days=1)) == (
        "This definition was to be reviewed by 30 November 2027, and that has not been done."
    )


def test_the_document_does_not_change_with_the_day() -> None:
    assert "has not been done" not in document()
    assert document().count("- **Source:** ") == len(MEASURES)
    assert date.today().isoformat() not in document()


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0 s"), (59.6, "1 min"), (125, "2 min 5 s"), (3599, "59 min 59 s"), (3600, "1 h"), (7304, "2 h 2 min")],
)
def test_a_wait_is_read_aloud_in_the_units_of_its_size(seconds: float, said: str) -> None:
    assert say_seconds(seconds) == said


@pytest.mark.parametrize(
    ("table", "count"),
    [
        ("contacts", "contacts"),
        ("responses", "answers"),
        ("calls", "calls_offered"),
        ("complaints", "complaints"),
        ("web", "web_visits"),
        ("invitations", None),
    ],
)
def test_a_table_is_counted_by_its_own_count_and_not_by_one_of_its_parts(table: str, count: str | None) -> None:
    measure = count_of(table)
    assert (measure.id if measure else None) == count
