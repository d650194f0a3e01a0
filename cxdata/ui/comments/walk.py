"""The walk of what people say: quotes, whose words they are, search, and what was ticked."""

from functools import partial

from cxdata import findings
from cxdata.analysis.comments.search import MOST, Search, search
from cxdata.analysis.comments.words import say_theme
from cxdata.analysis.result import say_many
from cxdata.charts.counts import counts
from cxdata.contract import NOT_RECORDED
from cxdata.export.comments import passed_answers
from cxdata.export.download import words_to_save
from cxdata.export.exhibit import exhibit_of
from cxdata.export.exhibit.of_comments import group_rows
from cxdata.findings import nothing_to_show
from cxdata.measures import DIMENSIONS
from cxdata.measures.words import say_level
from cxdata.ui.comments.first import chosen, result_of
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.frame.text import listed, small
from cxdata.ui.parts.about import about_answer
from cxdata.ui.parts.exhibits.show import show
from cxdata.ui.parts.exhibits.take import table
from cxdata.ui.parts.results import say
from cxdata.ui.parts.splits import choose_split, splits_of
from cxdata.ui.parts.walk import section, switch

ANSWERED = {
    "easy": "Easy",
    "got_outcome": "Got the outcome",
    "felt_well": "Felt well treated",
    "satisfied": "Satisfied",
}
WHY = "dissatisfied_reason"
NOT_ASKED = "No survey loaded asks why: its export would have a column such as Reason for dissatisfaction."
NO_QUOTE = "No comment with this phrase may be shown: its file has not been passed (Data page)."


def walk(view: View) -> None:
    """The sections; none is computed before it is opened."""
    if not view.loaded.row_counts["responses"]:
        return
    section("In people’s own words", partial(_quotes, view), key="quotes")
    section("By channel, service, ward and kind of customer", partial(_groups, view), key="groups")
    section("Look for a word", partial(_search, view), key="search")
    section("Was it easy, did they get it, how did it feel?", partial(_answers, view), key="answers")
    section("Who gets what they wanted?", partial(_wanted, view), key="wanted")
    section("Why they were dissatisfied, as the survey asks", partial(_ticked, view), key="ticked")


def _quotes(view: View) -> None:
    """One theme with up to three comments of different people."""
    result = result_of(view, chosen(view))
    if not result.themes:
        elements.markdown("There is no theme to quote.")
        return
    named = {theme.phrase: theme for theme in result.themes}
    theme = named[elements.selectbox("Which theme", list(named), key="theme") or result.themes[0].phrase]
    elements.markdown(say_theme(theme, result))
    elements.markdown(listed(theme.quotes) if theme.quotes else NO_QUOTE)


def _groups(view: View) -> None:
    """For each group of those who wrote the themes that most of them name."""
    result = result_of(view, chosen(view))
    known = {name: DIMENSIONS[name].title for name, groups in result.groups.items() if groups}
    if not result.themes or not known:
        elements.markdown("Too few people wrote to tell groups of them apart.")
        return
    by = switch("Tell apart", known, key="themes-by")
    rows = group_rows(result, by)
    title = f"What is written most, by {DIMENSIONS[by].title.lower()}"
    name = f"themes-by-{by}"
    table(rows, words_to_save(name, rows, title, f"{result.scope}."), key=name, alt=title)
    say("Only groups of ten people and more who wrote.")


def _search(view: View) -> None:
    passed = passed_answers(view.loaded, cache.opened())
    if not passed.files:
        elements.markdown("Comments can be searched once a person has looked at a sample and passed it (Data page).")
        return
    wanted = elements.text_input("A word or words", key="wanted", max_chars=60) or ""
    if wanted.strip():
        _found(cache.ask(search, scope=view.scope, wanted=wanted, passed=passed))


def _found(result: Search) -> None:
    if not result.found:
        elements.markdown("No passed comment holds that.")
        return
    many = say_many(result.found, "comment holds it", "comments hold it")
    elements.markdown(f"{many}, {result.dissatisfied:,} of them from people who were dissatisfied.")
    elements.markdown(listed(f"{day or 'no date'}, {_rated(score)}: {text}" for day, score, text in result.newest))
    if result.found > MOST:
        elements.markdown(small(f"The newest {MOST} are shown."))


def _rated(score: int | None) -> str:
    return "no rating" if score is None else f"rated {score} of 5"


def _answers(view: View) -> None:
    """Ease, outcome and feeling beside satisfaction, by a split of the reader's choice."""
    loaded = {name: words for name, words in ANSWERED.items() if splits_of(name)}
    if not loaded:
        elements.markdown("Load a survey that asks it.")
        return
    _split(view, switch("What was asked", loaded, key="answered"), ("channel", "service", "customer_type", "ward"))


def _wanted(view: View) -> None:
    """The outcome that people wanted and whether they got it, by kind of customer."""
    _split(view, "got_outcome", ("customer_type", "outcome_wanted", "service", "channel"))


def _ticked(view: View) -> None:
    """The reasons of dissatisfaction that people ticked, of all or of one channel; nothing where no survey asks."""
    if not splits_of("dissatisfied_answers", (WHY,)):
        elements.markdown(NOT_ASKED)
        return
    channels = cache.present("channel", ("responses",))
    known = [name for name in channels if name != NOT_RECORDED]
    chosen_one = elements.selectbox("Which channel", ["", *known], key="ticked-channel", format_func=_say_channel)
    scope = view.scope.with_choice("channel", chosen_one) if chosen_one else view.scope
    answer = cache.answer("dissatisfied_answers", (WHY,), scope)
    if answer.empty:
        elements.markdown(nothing_to_show(answer))
        return
    finding = findings.of_groups(answer)
    show(exhibit_of(answer, counts(answer), finding, key="ticked", about=about_answer(answer)))


def _say_channel(name: str) -> str:
    return say_level("channel", name) if name else "Every channel"


def _split(view: View, measure: str, by: tuple[str, ...]) -> None:
    splits = splits_of(measure, by)
    if not splits:
        elements.markdown(nothing_to_show(cache.answer(measure, (), view.scope)))
        return
    exhibit = choose_split(view, measure, splits, key=f"said-{measure}")
    show(exhibit) if exhibit.chart else elements.markdown(exhibit.finding)
