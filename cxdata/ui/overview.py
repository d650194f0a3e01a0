"""The Overview: what most deserves a question, with its evidence, beside six tiles; then what else there is."""

from dataclasses import replace
from functools import partial

import streamlit as st

from cxdata.export.asked import evidence
from cxdata.export.exhibit import Exhibit
from cxdata.export.loaded import tables_in_words, verdicts_in_words
from cxdata.findings import Finding
from cxdata.measures.words import say_level
from cxdata.overview import (
    GROUPS,
    HEADLINES,
    JUDGED,
    Tile,
    find_good_news,
    find_questions,
    first_question,
)
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.frame.go import href
from cxdata.ui.frame.pages import find_page
from cxdata.ui.frame.text import Markdown, link, mark, small, warned
from cxdata.ui.parts import screen
from cxdata.ui.parts.about import about_answer
from cxdata.ui.parts.asking import asking_of
from cxdata.ui.parts.course import course
from cxdata.ui.parts.exhibits.show import show
from cxdata.ui.parts.tiles import tiles_of
from cxdata.ui.parts.walk import section

OF_ALL_CHANNELS = {"online_share": "Online, of all channels", "average_wait": "", "abandoned_share": ""}
"""The tiles that a chosen channel does not narrow, with the label that says so where theirs does not name the phone."""
NOTHING_STANDS_OUT = "Nothing stands out by more than chance would give"
TOO_FEW = "Too few in this selection to say anything, good or bad"
WAITING = "Looking at every group, figure and target …"
NOTHING_TO_SEE = "There is nothing to look at in this selection"


def first_screen(view: View) -> None:
    """The first question with its evidence; where there is none, that nothing stands out, and a calm course."""
    tiles, proven = _tiles(view), _first_question(view)
    if proven is None:
        _calm(view, tiles)
        return
    finding, exhibit = proven
    screen.first_screen(finding.headline, exhibit, tiles, ask=finding.question, way_on=_way_on(view, finding))


@cache.part
def _first_question(view: View) -> tuple[Finding, Exhibit] | None:
    """What most deserves a question, with its evidence; None where nothing does."""
    finding = first_question(asking_of(view), JUDGED, GROUPS)
    return None if finding is None else (finding, _proof(view, finding, "question-1"))


def _tiles(view: View) -> list[Tile]:
    """The headline figures. Of one channel the share that is online would be all or nothing: it is of all channels.

    A phone system's file names no channel: its figures are of the phone, whichever channel is chosen.
    """
    if not view.scope.chosen("channel"):
        return tiles_of(view, HEADLINES)
    all_channels = replace(view, scope=view.scope.with_choice("channel"))
    tiles = [tiles_of(all_channels if name in OF_ALL_CHANNELS else view, (name,))[0] for name in HEADLINES]
    return [replace(one, label=OF_ALL_CHANNELS.get(one.now.measure.id, "")) for one in tiles]


def walk(view: View) -> None:
    """The rest of the page: nothing in it is worked out before it is opened."""
    section("Two more that deserve a question, and two pieces of good news", partial(_more, view), key="more")
    section("What was looked at, and what was not", partial(_looked_at, view), key="looked")
    section("How fresh and complete the data is", partial(_freshness, view), key="fresh")


def _calm(view: View, tiles: list[Tile]) -> None:
    """Nothing to ask about: the course of the first tile that has any figure, and what was looked at in one line."""
    seen = [one for one in tiles if not one.now.empty]
    exhibit: Exhibit | None = None
    for one in seen:
        drawn = course(view, one.now.measure.id)
        if drawn.chart is not None:
            # The sentence above is of all that was looked at, so the line must say itself of what it is.
            reading = f"{drawn.finding}. {drawn.chart.reading}".strip()
            exhibit = replace(drawn, chart=replace(drawn.chart, reading=reading))
            break
    looked = find_questions(asking_of(view), JUDGED, GROUPS).looked
    screen.first_screen(NOTHING_STANDS_OUT if looked else TOO_FEW if seen else NOTHING_TO_SEE, exhibit, tiles)
    if looked:
        elements.markdown(small(looked))


def _more(view: View) -> None:
    asking = asking_of(view)
    with elements.spinner(WAITING):
        others = find_questions(asking, JUDGED, GROUPS).found[1:]
        good = find_good_news(asking, JUDGED, GROUPS)
    if not others:
        elements.markdown("Nothing else stands out by more than chance would give.")
    for number, finding in enumerate(others, start=2):
        _told(view, finding, key=f"question-{number}")
    elements.subheader("Good news", anchor=False)
    if not good:
        elements.markdown("Nothing is better than before, or than the rest, by more than chance would give.")
    for number, finding in enumerate(good, start=1):
        _told(view, finding, key=f"good-{number}")


def _told(view: View, finding: Finding, *, key: str) -> None:
    """A finding with its figures in words, the question and the way on; its exhibit once it is opened."""
    with st.container(border=True, gap="xsmall", key=f"told-{key}"):
        elements.markdown(mark("**{}**", finding.headline))
        for line in warned(finding.evidence[0].warnings):
            elements.markdown(line)
        elements.markdown(mark("Ask: *{}* {}", finding.question, _way_on(view, finding)))
        section("See the evidence", partial(_evidence, view, finding, key), key=key)


def _evidence(view: View, finding: Finding, key: str) -> None:
    show(_proof(view, finding, key), heading=False)
    elements.markdown(small(finding.sentence))


def _proof(view: View, finding: Finding, key: str) -> Exhibit:
    return evidence(asking_of(view), finding, key=key, narrow=view.narrow, about=about_answer)


def _way_on(view: View, finding: Finding) -> Markdown:
    """The link to the page where a finding is looked into, narrowed to what it is about."""
    scope = view.scope
    for name, values in finding.choices:
        scope = scope.with_choice(name, *values)
    where = find_page(finding.page).title
    if finding.page == "overview" and finding.choices:
        (name, (value, *_)), *_ = finding.choices
        where = f"{say_level(name, value)} alone"
    return link(f"Look closer: {where}", href(finding.page, scope, **dict(finding.options)))


def _looked_at(view: View) -> None:
    with elements.spinner(WAITING):
        asked = find_questions(asking_of(view), JUDGED, GROUPS)
    for line in (asked.looked, asked.nothing, asked.unseen):
        if line:
            elements.markdown(line)
    elements.markdown(
        "A thing is told only where it is more than chance would give, allowing for how many were looked at. "
        "That nothing is told of a figure is no proof that all is well."
    )


def _freshness(view: View) -> None:
    """Each table's rows and days, and what the checks say."""
    elements.table(tables_in_words(view.loaded))
    words, way = verdicts_in_words(view.loaded), link("See them on the Data page", href("data", view.scope))
    elements.markdown(mark("What the checks found: {}. {}", words or "nothing to say", way))
