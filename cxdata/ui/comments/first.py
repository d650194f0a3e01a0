"""The first screen of what people say: which phrases set the dissatisfied apart, and how many wrote."""

from functools import partial

import streamlit as st

from cxdata.analysis.comments.page import DISSATISFIED, ELSEWHERE, SATISFIED, Comments, can_be_narrowed, comments
from cxdata.analysis.comments.words import say_beside
from cxdata.errors import CxError
from cxdata.export.asked import with_note
from cxdata.export.comments import passed_answers
from cxdata.export.exhibit import Exhibit
from cxdata.export.exhibit.of_comments import exhibit_of_themes
from cxdata.measures.words import say_count
from cxdata.overview import Line, TileWords
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.parts import screen
from cxdata.ui.parts.splits import split_of, splits_of
from cxdata.ui.parts.tiles import tiles_of
from cxdata.ui.parts.walk import switch

ASKED = "asked"
"""The name of the choice in the link."""
CHOICES = {DISSATISFIED: "What the dissatisfied say", SATISFIED: "What the satisfied say"}
HERE = "What only these dissatisfied say"
TILES = ("easy", "got_outcome", "felt_well")
ASK = "What will be done about it, by when, and how will we hear whether it stopped?"


def first_screen(view: View) -> None:
    """The themes of whom the reader chose, beside how easy it was and how it felt."""
    screen.first_screen_of(partial(_first, view))


def _first(view: View) -> screen.First:
    asked = switch("Whose words", choices_of(view), key=ASKED)
    try:
        result = result_of(view, asked)
    except CxError as reason:
        return screen.First(str(reason), None)
    exhibit = exhibit_of_themes(result, narrow=view.narrow)
    tiles = [*(_tiles(result) if result.loaded else ()), *tiles_of(view, TILES)]
    if result.themes:
        return screen.First(exhibit.finding, exhibit, tiles, ask=ASK if asked != SATISFIED else "")
    return screen.First(exhibit.finding, _answers_instead(view, result), tiles)


def _answers_instead(view: View, result: Comments) -> Exhibit | None:
    """Where there is no theme: what people ticked, with the reason why no words are shown."""
    for measure in TILES:
        if splits := splits_of(measure):
            exhibit = split_of(view, measure, next(iter(splits)), key="ticked")
            return with_note(exhibit, " ".join((f"Instead: {exhibit.finding}.", *say_beside(result))))
    return None


def choices_of(view: View) -> dict[str, str]:
    """Whose words can be asked for: those of a selection against all others only where there is one."""
    return CHOICES | ({ELSEWHERE: HERE} if can_be_narrowed(view.scope) else {})


def chosen(view: View) -> str:
    """Whose words the first screen shows."""
    asked = str(st.session_state.get(ASKED) or DISSATISFIED)
    return asked if asked in choices_of(view) else DISSATISFIED


def result_of(view: View, asked: str) -> Comments:
    """The themes. Raises CxError where nobody can say what was passed."""
    passed = passed_answers(view.loaded, cache.opened())
    return cache.ask(comments, scope=view.scope, passed=passed, asked=asked)


def _tiles(result: Comments) -> list[TileWords]:
    """Comments, those of them with a theme, and those that a person has passed."""
    passed = TileWords("Passed by a person", say_count(result.passed), Line(f"of {say_count(result.loaded)} comments"))
    side = "satisfied" if result.asked == SATISFIED else "dissatisfied"
    wrote = TileWords("People who wrote", say_count(result.here.people), Line(f"of the {side}"))
    with_theme = f"{result.with_theme / result.here.read:.0%}" if result.with_theme > 0 else "–"
    named = TileWords("Name a theme", with_theme, Line(f"of the {side} who wrote"))
    return [wrote, named, passed]
