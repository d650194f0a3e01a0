"""The satisfaction page: who differs from the rest, the switch between splits, and what is highlighted, not emptied."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from cxdata.store import open_store
from tests.ui.conftest import OpenPage, tiles_on, words_on
from tests.ui.sections import open_sections
from tests.ui.statistics import ALL

SPLITS = ["Channel", "Customer type", "Service", "Ward", "Provider"]


def finding_on(app: AppTest) -> str:
    return app.header[0].value.replace("\\", "")


def alt_on(app: AppTest) -> str:
    """The sentence that stands in for the first drawing."""
    return app.get("plotly_chart")[0].proto.alt


def counted(sample_data: Path, column: str, of_rest: str = "") -> dict[str, tuple[int, int]]:
    """Dissatisfied and answers by a column, all dates, counted in the store by hand."""
    rows = open_store(sample_data).tuples(
        f"select {column}, sum(count) filter (score <= 2), sum(count) from responses where score is not null group by 1"
    )
    return {name: (int(bad or 0), int(n)) for name, bad, n in rows}


def test_the_page_says_who_differs_and_opens_at_the_split_with_the_most_to_say(
    open_page: OpenPage, sample_data: Path
) -> None:
    """By hand: of each split the group with most dissatisfied beyond the rate of all others."""
    app = open_page("satisfaction", **ALL)
    phone = counted(sample_data, "channel")
    bad, n = phone["phone"]
    others = [sum(figures) for figures in zip(*(v for name, v in phone.items() if name != "phone"), strict=True)]
    assert finding_on(app).startswith(
        f"Phone: {bad / n:.1%} dissatisfied, against {others[0] / others[1]:.1%} of the rest"
    )
    beyond = {}
    for column in ("channel", "customer_type", "service"):
        groups = counted(sample_data, column)
        total, everyone = (sum(figures) for figures in zip(*groups.values(), strict=True))
        beyond[column] = max(bad - n * (total - bad) / (everyone - n) for bad, n in groups.values() if n < everyone)
    assert max(beyond, key=lambda column: beyond[column]) == "channel"


def test_the_switch_shows_another_split_of_the_same_question(open_page: OpenPage) -> None:
    app = open_page("satisfaction", **ALL)
    switch = app.segmented_control(key="by")
    assert list(switch.options) == SPLITS
    app = switch.set_value("ward").run()
    assert finding_on(app) == "Dissatisfied: no ward differs from the rest by more than chance"
    assert "18 more are in the table." in words_on(app)
    app.toggle(key="all-by").set_value(True).run()
    assert "more are in the table" not in words_on(app)
    assert finding_on(open_page("satisfaction", by="Ward", **ALL)) == finding_on(app), "a link keeps the split"


def test_a_chosen_group_is_picked_out_among_the_others_and_its_tile_is_its_own(open_page: OpenPage) -> None:
    """Phone is chosen: the other channels stay in the drawing, the tiles are Phone's."""
    everyone = open_page("satisfaction", **ALL)
    app = open_page("satisfaction", channel="Phone", **ALL)
    assert finding_on(app) == finding_on(everyone)
    assert "Highest E-mail" in alt_on(app)
    assert tiles_on(app)["Dissatisfied"] == "6.5%"
    assert tiles_on(everyone)["Dissatisfied"] == "5.9%"


def test_a_ward_chosen_opens_at_the_wards_and_the_council_stays_as_a_line(open_page: OpenPage) -> None:
    app = open_page("satisfaction", ward="Harepath", **ALL)
    assert "by ward" in alt_on(app)
    assert "Council: 5.9%." in alt_on(app)
    by_channel = open_page("satisfaction", ward="Harepath", by="Channel", **ALL)
    assert "Council: 5.9%. Harepath: 6.8%." in alt_on(by_channel)


def test_the_split_that_a_visit_opened_at_stays_when_something_else_is_chosen(open_page: OpenPage) -> None:
    """A reader who compares channels and narrows to a ward goes on comparing channels."""
    app = open_page("satisfaction", **ALL)
    assert app.segmented_control(key="by").value == "channel"
    app = app.selectbox(key="ward").set_value("Harepath").run()
    assert app.segmented_control(key="by").value == "channel"
    assert "by channel" in alt_on(app)


def test_nothing_is_worked_out_before_its_section_is_opened(open_page: OpenPage) -> None:
    app = open_page("satisfaction", **ALL)
    assert len(app.get("plotly_chart")) == 1
    assert [section.label for section in app.expander if section.label.startswith(("How", "Since", "Who", "Five"))]
    app = open_sections(app, "levels", "course", "answered", "five", "published")
    # The dots, the levels, the course, the response rate, and both formulas of the published figure.
    assert len(app.get("plotly_chart")) == 6
    assert "All five levels of answer, by channel" in words_on(app)


def test_all_five_levels_follow_the_split_of_the_first_screen(open_page: OpenPage) -> None:
    app = open_sections(open_page("satisfaction", by="Service", **ALL), "levels")
    assert "All five levels of answer, by service" in words_on(app)
    assert "Very dissatisfied: Highest" in app.get("plotly_chart")[1].proto.alt


def test_response_rates_have_the_splits_that_who_was_asked_is_known_by(open_page: OpenPage) -> None:
    """Who was asked is not known by ward or provider: those two splits are not offered."""
    app = open_sections(open_page("satisfaction", **ALL), "answered")
    options = list(app.segmented_control(key="asked").options)
    assert options == ["Channel", "Customer type", "Service"]


def test_a_tiny_selection_says_so_and_draws_nothing(open_page: OpenPage) -> None:
    """Three answered by e-mail in this ward and month; the wards are the split, since a ward is chosen."""
    app = open_page("satisfaction", ward="Beacon Fold", channel="E-mail", period="September 2026", by="Service")
    assert finding_on(app) == "Dissatisfied: too few to say or no data in this selection"
    assert len(app.get("plotly_chart")) == 0


def test_a_provider_is_not_said_to_be_dissatisfied_itself(open_page: OpenPage, sample_data: Path) -> None:
    app = open_page("satisfaction", period="September 2026", by="Provider")
    ((bad, of), (others_bad, others)) = open_store(sample_data).tuples(
        "select count(*) filter (score <= 2), count(*) from responses where score is not null "
        "and responded_at >= '2026-09-01' group by provider <> 'Quarnmere Borough Council' "
        "order by provider <> 'Quarnmere Borough Council'"
    )
    said = f"{bad / of:.1%} dissatisfied, against {others_bad / others:.1%} of the rest"
    assert finding_on(app).startswith(f"Served by Quarnmere Borough Council: {said}")


def test_without_a_survey_the_page_is_one_line_that_says_so(open_page: OpenPage, enquiries_only: Path) -> None:
    app = open_page("satisfaction", data=enquiries_only)
    assert finding_on(app) == "'Dissatisfied' has no data yet: load an export of survey answers."
    assert [section.label for section in app.expander] == ["More choices"], "nothing but the frame's own"
    assert tiles_on(app) == {}
