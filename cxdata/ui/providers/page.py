"""The Providers page: who sends nothing first, then all on the same measures, by kind of body and by commissioner."""

from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from cxdata import findings
from cxdata.analysis.came_back.matters import CAME_BACK, came_back
from cxdata.analysis.group_words import say_judged
from cxdata.analysis.groups import judge_groups
from cxdata.analysis.providers.scores import BY, COMPARED, score_all, shown_measures
from cxdata.analysis.providers.silence import Providers, State, find_silence
from cxdata.analysis.providers.together import COMMISSIONER, KIND, add_up, groups_of
from cxdata.analysis.result import say_list
from cxdata.charts.dots import dots
from cxdata.charts.providers import provider_dots
from cxdata.errors import CxError
from cxdata.export.asked import lines_of_all, with_note
from cxdata.export.download import words_to_save
from cxdata.export.exhibit import Exhibit, exhibit_of
from cxdata.export.exhibit.of_providers import say_alike, score_rows, source_rows
from cxdata.measures.model import Dimension
from cxdata.measures.query import Answer
from cxdata.measures.together import ask_together
from cxdata.scope import Scope
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.parts import screen
from cxdata.ui.parts.about import about_answer
from cxdata.ui.parts.asking import asking_of
from cxdata.ui.parts.exhibits.show import show
from cxdata.ui.parts.exhibits.take import table
from cxdata.ui.parts.results import say
from cxdata.ui.parts.walk import section, switch

CHOICE = "about"
NOBODY = (
    "No provider is recorded: load contacts, survey answers or complaints that name who delivers the service, or name "
    "them as [[providers]] in council.toml."
)
EACH = "Each is held against all the others together, with an allowance for the number of providers."


@dataclass(frozen=True)
class _Named:
    """The providers, and those measures that can be shown of them, by id with their titles."""

    providers: Providers
    measures: dict[str, str]


def first_screen(view: View) -> None:
    """Who sends nothing, and the providers on one measure, the silent ones first."""
    found = _named(view)
    if not found.providers.sources:
        screen.first_screen(NOBODY, None)
        return
    screen.first_screen_of(partial(_first, view, found), wide=True)


def _named(view: View) -> _Named:
    providers = cache.ask(find_silence, scope=Scope())
    return _Named(providers, {name: one.title for name, one in shown_measures().items()})


def _first(view: View, found: _Named) -> screen.First:
    name = switch("What to compare", found.measures, key=CHOICE)
    try:
        exhibit = _exhibit(view, found.providers, name)
    except CxError as reason:
        return screen.First(str(reason), None)
    return screen.First(exhibit.finding, exhibit, ask=_question(found.providers))


def _question(providers: Providers) -> str:
    silent = [source.name for source in providers.sources if source.state in (State.NEVER, State.SILENT, State.PARTLY)]
    return f"When will {say_list(silent, most=3)} be asked for what is missing?" if silent else ""


def _answer(view: View, name: str) -> Answer:
    """A measure by provider, which is not narrowed by provider; with all of them asked for together."""
    scope = view.scope.with_choice(BY)
    if name == CAME_BACK.id:
        return cache.ask(came_back, scope=scope, by=BY)
    ask_together(view.loaded, [(share, (BY,), scope) for share in COMPARED], council=view.council)
    return cache.answer(name, (BY,), scope)


@cache.part
def _exhibit(view: View, providers: Providers, name: str) -> Exhibit:
    answer = _answer(view, name)
    judged = judge_groups(answer)
    chart = provider_dots(
        answer,
        providers.sources,
        judged=judged,
        highlight=view.scope.chosen(BY),
        beside=lines_of_all(asking_of(view), answer) if name in COMPARED else (),
        narrow=view.narrow,
    )
    differs = say_judged(answer, judged) if judged else findings.nothing_to_show(answer) if answer.empty else ""
    silent = any(source.state in (State.NEVER, State.SILENT, State.PARTLY) for source in providers.sources)
    finding = providers.sentence if silent else differs or providers.sentence
    exhibit = exhibit_of(answer, chart, finding, key=f"providers-{name}", about=[*about_answer(answer), EACH])
    return with_note(exhibit, f"{differs}.") if silent and differs else exhibit


def walk(view: View) -> None:
    """All measures side by side, providers taken together, and until when each sends data."""
    found = _named(view)
    if not found.providers.sources:
        return
    sources = found.providers.sources
    section("All on the same measures", partial(side_by_side, view, found), key="scores")
    if groups_of(KIND, sources):
        title = "In-house, companies, contractors and partners"
        section(title, partial(taken_together, view, found, KIND), key="kinds")
    if groups_of(COMMISSIONER, sources):
        section("By commissioner", partial(taken_together, view, found, COMMISSIONER), key="commissioners")
    section("Who they are, and until when each sends data", partial(until_when, found.providers), key="sources")


def side_by_side(view: View, found: _Named) -> None:
    """Every provider with its figure of each measure, those who send nothing first."""
    answers = []
    for name in found.measures:
        try:
            answers.append(_answer(view, name))
        except CxError as reason:
            say(f"{found.measures[name]}: {reason}")
    rows = score_rows(score_all(found.providers.sources, answers))
    title = "Providers on the same measures, those who send nothing first"
    first = answers[0]
    download = words_to_save("providers", rows, title, first.sentence)
    table(rows, download, key="providers", alt=f"{title}. {first.sentence}.")
    say(f"Better and worse are said where a provider differs from the rest by more than chance. {EACH}")


def taken_together(view: View, found: _Named, dimension: Dimension) -> None:
    """The measure of the first screen by kind of provider or by commissioner."""
    name = str(st.session_state.get(CHOICE) or next(iter(found.measures)))
    answer = add_up(_answer(view, name), dimension, found.providers.sources)
    judged = judge_groups(answer)
    chart = dots(answer, judged=judged, narrow=view.narrow) if answer.frame["value"].notna().any() else None
    finding = say_judged(answer, judged) if judged else findings.of_groups(answer)
    shown = set(answer.frame[dimension.id])
    silent = [group for group in groups_of(dimension, found.providers.sources) if group not in shown]
    exhibit = exhibit_of(answer, chart, finding, key=f"{dimension.id}-{name}", about=[*about_answer(answer), EACH])
    exhibit = with_note(exhibit, f"Without data: {say_list(silent)}.") if silent else exhibit
    show(replace(exhibit, scope=answer.sentence))


def until_when(providers: Providers) -> None:
    """Who each provider is, the newest month of each kind of data, and which of them may be one."""
    rows, title = source_rows(providers.sources), "Providers, and until when each sends data"
    rules = "Names and months only: there is no count in it."
    table(rows, words_to_save("providers-data", rows, title, rules=rules), key="providers-data", alt=title)
    say(
        "Silence is said of whole months without a row, where the provider’s own pace would leave so many empty less "
        "than once in a hundred times. No complaint is no silence."
    )
    for sentence in say_alike(providers.alike):
        say(sentence)
