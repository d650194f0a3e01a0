"""The pages on change, like for like and targets, and statistics elsewhere: never more than the figures carry."""

from tests.ui.conftest import OpenPage
from tests.ui.sections import open_sections
from tests.ui.statistics import ALL, read_planted, table_with

# Satisfaction: the definition guard


def test_five_meanings_of_satisfaction_are_five_figures(open_page: OpenPage) -> None:
    app = open_sections(open_page("satisfaction", **ALL), "five")
    shown = {row["Name"]: row["Figure"] for row in table_with(app, "How it is worked out")}
    survey = read_planted()["survey"]
    assert shown["Satisfied or very satisfied"] == f"{survey['satisfied'] / survey['answers']:.1%}"
    opinions = survey["satisfied"] / (survey["satisfied"] + survey["dissatisfied"])
    assert shown["Satisfied, of those with a view"] == f"{opinions:.1%}"
    net = 100 * (survey["satisfied"] - survey["dissatisfied"]) / survey["answers"]
    assert shown["Net satisfaction"] == f"{net:.1f} percentage points"
    assert len(shown) == 5


def test_the_published_figure_that_changes_its_formula_is_caught(open_page: OpenPage) -> None:
    app = open_sections(open_page("satisfaction"), "published")
    titles = [title.value.replace("\\", "") for title in app.subheader]
    assert any("changes its formula in January 2026" in title for title in titles)
    app.session_state["take-published-0-satisfied"] = True
    rows = table_with(app.run(), "As published")
    assert {row["Follows"] for row in rows[:21]} == {"the mean score from 0 to 100"}
    assert {row["Follows"] for row in rows[21:]} == {"the share satisfied or very satisfied"}
