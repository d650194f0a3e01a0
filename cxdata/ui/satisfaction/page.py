"""The satisfaction page: who differs from the rest; then how answers are spread, since when, and who answered."""

from functools import partial

import streamlit as st

from cxdata import findings
from cxdata.charts.satisfaction import levels as draw_levels
from cxdata.export.download import words_to_save
from cxdata.export.exhibit import exhibit_of
from cxdata.export.results import five_definitions
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.parts import screen
from cxdata.ui.parts.about import about_answer
from cxdata.ui.parts.course import course
from cxdata.ui.parts.exhibits.show import show
from cxdata.ui.parts.exhibits.take import table
from cxdata.ui.parts.splits import choose_split, opens_at, splits_of
from cxdata.ui.parts.tiles import tiles_of
from cxdata.ui.parts.walk import section
from cxdata.ui.satisfaction.published import published_figures

MEASURE = "dissatisfied"
TILES = ("satisfied", "dissatisfied", "response_rate", "satisfaction_mean_score")
BY = "by"


def first_screen(view: View) -> None:
    """Who differs from the rest by more than chance, as dots; the split is the reader's choice."""
    splits = splits_of(MEASURE)
    if not splits:
        screen.first_screen(findings.nothing_to_show(cache.answer(MEASURE, (), view.scope)), None)
        return
    screen.first_screen_of(partial(_first, view, splits))


def _first(view: View, splits: dict[str, str]) -> screen.First:
    exhibit = choose_split(view, MEASURE, splits, key=BY)
    return screen.First(exhibit.finding, exhibit, tiles_of(view, TILES))


def walk(view: View) -> None:
    """The rest of the page, section by section, in the order a member asks."""
    splits = splits_of(MEASURE)
    if not splits:
        return
    section("How the answers are spread: all five levels", partial(levels, view, splits), key="levels")
    section("Since when: the course over time", partial(course_over_time, view), key="course")
    if asked := splits_of("response_rate"):
        section("Who was asked, and who answered", partial(who_answered, view, asked), key="answered")
    section("Five meanings of the word “satisfied”", partial(five_names, view), key="five")
    published_figures(view)


def levels(view: View, splits: dict[str, str]) -> None:
    """All five levels of answer in the split that the first screen shows."""
    by = str(st.session_state.get(BY) or opens_at(view, MEASURE, splits))
    answer = cache.answer("answer_share", (by, "score"), view.scope.with_choice(by))
    chart = (
        draw_levels(answer, highlight=view.scope.chosen(by), narrow=view.narrow)
        if answer.frame["value"].notna().any()
        else None
    )
    title = f"All five levels of answer, by {splits[by].lower()}" if chart else findings.nothing_to_show(answer)
    show(exhibit_of(answer, chart, title, key=f"levels-{by}", about=about_answer(answer)))


def course_over_time(view: View) -> None:
    """The share satisfied month by month."""
    show(course(view, "satisfied"))


def who_answered(view: View, splits: dict[str, str]) -> None:
    """The response rate by the same splits: who was asked and how many of them answered."""
    show(choose_split(view, "response_rate", splits, key="asked"))


def five_names(view: View) -> None:
    """The answers in the selection by each of the five meanings of satisfaction, as a table."""
    elements.markdown(
        "The same answers, worked out five ways. None of them is wrong, and no two may share a chart. When somebody "
        "quotes a figure, ask which of the five it is."
    )
    counted = cache.answer("answers", ("score",), view.scope)
    rows = five_definitions(counted)
    if rows.empty:
        elements.info("Too few answers in this selection to show any of the five.")
        return
    name, title = "five-meanings-of-satisfaction", "Satisfaction by five definitions."
    download = words_to_save(name, rows, title, f"{counted.sentence}.")
    table(rows, download, key=name, alt=f"{title} {counted.sentence}.")
