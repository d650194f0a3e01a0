"""The pages of statistics in a real browser: charts that say what they show, buttons that keep their answer, links."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.harness import Visit

PAGES = {"hidden": 1, "change": 1, "like_for_like": 1, "outlook": 1, "hotspots": 1}
ALL = {"period": "All dates"}


def alternatives(visit: Visit) -> list[str]:
    """The sentences that stand in for the charts of the page."""
    figures = visit.page.locator("[role='figure'][aria-label]")
    return [figures.nth(place).get_attribute("aria-label") or "" for place in range(figures.count())]


@pytest.mark.parametrize("page", PAGES)
def test_every_chart_has_a_sentence_that_stands_in_for_it(open_page: OpenPage, page: str) -> None:
    visit = open_page(page)
    visit.charts(PAGES[page])
    found = alternatives(visit)
    assert len(found) >= PAGES[page]
    assert all(len(sentence) > 40 and sentence.endswith(".") for sentence in found), found


@pytest.mark.parametrize("page", PAGES)
def test_no_label_of_a_chart_is_cut_off_on_a_phone(open_phone_page: OpenPage, page: str) -> None:
    visit = open_phone_page(page)
    visit.charts(PAGES[page])
    visit.page.wait_for_timeout(1000)  # a phone says how wide it is, and the page is drawn once more for it
    visit.charts(PAGES[page])
    cut = visit.page.evaluate(
        """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => {
            const frame = plot.getBoundingClientRect();
            return [...plot.querySelectorAll('text')]
                .filter(text => text.textContent.trim() && text.checkVisibility() && text.getBoundingClientRect().width)
                .filter(text => { const box = text.getBoundingClientRect();
                    return box.left < frame.left - 2 || box.right > frame.right + 2; })
                .map(text => text.textContent);
        })"""
    )
    assert cut == []


def test_a_hidden_group_leads_to_its_own_figures(open_page: OpenPage) -> None:
    visit = open_page("hidden", **ALL)
    visit.charts(1)
    visit.page.locator(".st-key-section-inside summary").click()
    visit.page.get_by_role("link", name="See everything about this group").first.click()
    there = visit.page
    expect(there.locator("h1")).to_have_text("Who is satisfied, and who is not?", timeout=30000)
    tile = there.locator("ul.tiles li", has_text="Dissatisfied").locator(".value")
    # 106 of the 386 answers of the planted group are dissatisfied.
    expect(tile).to_have_text("27.5%", timeout=30000)


def test_the_shuffled_survey_answers_and_forgets_when_the_selection_changes(open_page: OpenPage) -> None:
    visit = open_page("hidden", **ALL)
    visit.charts(1)
    visit.page.locator(".st-key-section-trust summary").click()
    visit.page.get_by_role("button", name="Shuffle the survey 20 times").click()
    said = visit.page.get_by_text(re.compile("This search listed a group in 0 of the 20"))
    expect(said).to_be_visible(timeout=30000)
    box = visit.page.get_by_role("combobox", name="Period", exact=True)
    box.fill("2025/26")
    visit.page.get_by_role("option", name="2025/26", exact=True).click()
    expect(said).to_have_count(0, timeout=30000)


@pytest.mark.parametrize("title", ["Callers who gave up", "Calls abandoned"])
def test_a_measure_in_the_link_is_the_one_that_is_followed(open_page: OpenPage, title: str) -> None:
    """By its title, or by the one that it had when the link was made."""
    visit = open_page("change", follow=title)
    visit.charts(2)
    followed = visit.page.get_by_text("Callers who gave up: 5.5% in September 2026")
    expect(followed.first).to_contain_text("a real change for the better")
    expect(visit.page.locator(".st-key-exhibit-usual-range .js-plotly-plot")).to_have_count(1)
