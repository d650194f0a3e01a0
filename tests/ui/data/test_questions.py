"""Every question of a suggestion is one control on the Data page, and nothing is accepted before it is answered."""

import pytest

from tests.ui.data.conftest import CASES, DataPage

pytestmark = pytest.mark.pages
HIGHEST = "the highest number is best"


def test_a_scale_is_asked_for_and_shown_as_worded_levels(page: DataPage) -> None:
    page.give(CASES / "1b-rating-1to4.csv")
    assert page.find("radio", "How many points").value is None
    assert "2 questions above are still open" in page.words
    assert "of 20 satisfied" not in page.words, "no figure before the scale is known"
    assert not page.can_load
    page.choose("radio", "How many points", "4").choose("radio", "Which end of the scale", HIGHEST)
    assert "20 answers, 13 October 2025 to 27 October 2025; 14 of 20 satisfied (70%)." in page.words
    scale = next(table.value for table in page.app.table if "In the file" in table.value)
    assert dict(zip(scale["In the file"], scale["Means"], strict=True)) == {
        "1": "Very dissatisfied",
        "2": "Dissatisfied",
        "3": "Satisfied",
        "4": "Very satisfied",
    }
    page.choose("radio", "Which end of the scale", "the lowest number is best")
    assert "6 of 20 satisfied (30%)" in page.words, "an answer can be changed, and the figures follow"
    page.choose("radio", "Which end of the scale", HIGHEST).load()
    assert page.rows("select count(*) filter (where score >= 4), count(*) from responses") == [(14, 20)]


def test_what_means_no_answer_is_asked(page: DataPage) -> None:
    page.give(CASES / "1c-rating-0-not-answered.csv").choose("radio", "Which end of the scale", HIGHEST)
    assert "One question above is still open" in page.words
    page.choose("radio", "has 0. What does it mean?", "0 means no answer")
    assert "3 of 4 satisfied" in page.words


def test_a_blank_count_and_alike_rows_are_asked_about(page: DataPage) -> None:
    page.give(CASES / "20-blank-means-none.csv")
    assert not page.can_load
    page.choose("radio", "What does a blank mean?", "none").load()
    assert page.rows("select sum(offered)::int, sum(abandoned)::int from calls") == [(500, 5)]


def test_rows_that_are_alike_are_asked_about(page: DataPage) -> None:
    page.give(CASES / "18-alike-calls-without-a-reference.csv")
    assert not page.can_load
    page.choose("radio", "Does each count", "each counts").load()
    assert page.rows("select sum(offered)::int from calls") == [(3,)]


def test_the_order_of_dates_is_asked_where_the_file_proves_another_than_its_layout(page: DataPage) -> None:
    page.give(CASES / "2-fixed-order-day-first.csv")
    assert "Known layout: Boston 311" in page.words
    assert not page.can_load
    page.choose("radio", "day first or month first", "day first")
    assert "4 contacts, 3 January 2025 to 21 January 2025." in page.words
    page.load()
    assert page.rows("select min(received_at)::date::varchar, max(received_at)::date::varchar from contacts") == [
        ("2025-01-03", "2025-01-21")
    ]


def test_headings_that_add_up_are_asked_about(page: DataPage) -> None:
    wide = page.data / "wide.csv"
    lines = ["Date,Alba,Brook,Total", "2025-01-01,3,4,7", "2025-01-02,5,6,11", "2025-01-03,1,2,3"]
    wide.write_text("\n".join(lines), encoding="utf-8")
    page.give(wide)
    if not any("add up to a total" in one.label for one in (*page.app.selectbox, *page.app.radio)):
        page.choose("selectbox", "If you know what one row", "contacts")
    page.choose("radio", "add up to a total. What are they?", "Provider")
    assert "21 contacts, 1 January 2025 to 3 January 2025." in page.words


def test_a_layout_that_lacks_columns_of_the_file_asks_first(page: DataPage) -> None:
    page.give(CASES / "11a_mmm_yy.csv").load()
    more = page.data / "more.csv"
    more.write_text("Month,Channel,Contacts,Ward\nAug-24,Phone,5,Abbey\n", encoding="utf-8")
    page.give(more)
    assert not page.can_load
    use = "read it by 11a-mmm-yy without them"
    page.choose("radio", "does not know the columns Ward", use)
    assert "Known layout" in page.words
    page.choose("radio", "does not know the columns Ward", "suggest a new layout")
    assert page.find("selectbox", "Ward").value == "ward_code"
