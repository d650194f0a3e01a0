"""The week on the page of the phones: calls with people on duty, staffing, longer hours."""

from tests.ui.conftest import OpenPage, words_on
from tests.ui.sections import open_sections


def test_the_week_says_when_most_come_and_who_is_missing(open_page: OpenPage) -> None:
    app = open_sections(open_page("phones", period="All dates"), "week", "staffing", "longer")
    words = words_on(app)
    assert "Calls peak on Mondays from 09:30 to 12:00, week after week: 1.5 times the usual half-hour" in words
    assert "Two more people from 09:00 to 11:00 on Mondays would keep the promise" in words
    assert "The telephone data has no calls after 17:00: who rang then nobody can tell." in words
    assert not app.exception
