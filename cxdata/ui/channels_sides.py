"""Sections of the Channels page: take-up in two definitions, what has no online way, complexity, and forms by step."""

from dataclasses import replace
from datetime import date

from cxdata.analysis.channels.complexity import Complexity, complexity
from cxdata.analysis.channels.take_up import NATION, OWN, take_up_of
from cxdata.charts.channels import sides
from cxdata.charts.counts import counts
from cxdata.export.download import words_to_save
from cxdata.export.exhibit import exhibit_of
from cxdata.export.people.channels import exhibit_of_complexity, exhibit_of_take_up, say_odds, step_rows
from cxdata.findings import nothing_to_show
from cxdata.measures import MEASURES
from cxdata.measures.query import Answer
from cxdata.measures.words import say_count, say_level
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.parts import results
from cxdata.ui.parts.about import about_answer
from cxdata.ui.parts.exhibits.show import show
from cxdata.ui.parts.exhibits.take import table
from cxdata.ui.parts.walk import switch

BY = {"service": "By service", "reason": "By reason"}


def take_up(view: View) -> None:
    """Each service in two definitions, beside its target band."""
    scope = view.scope.with_choice("channel").with_choice("service")
    own, nation = (cache.answer(measure, ("service",), scope) for measure in (OWN, NATION))
    if own.empty:
        elements.markdown(nothing_to_show(own))
        return
    ends = [span[1] for name, span in view.loaded.spans.items() if name == "contacts"]
    day = scope.period.last_day if scope.period else max(ends, default=date.max)
    rows = take_up_of(own, nation, view.council, day)
    key = [row for row in rows if row.key] or rows
    show(exhibit_of_take_up(own, nation, rows, sides.take_up(key, narrow=view.narrow)))


def no_online_way(view: View) -> None:
    """What cannot be done online, those asked for most first."""
    by = switch("Split by", BY, key="no-way")
    answer = cache.answer("no_online_way", (by,), view.scope.with_choice("channel"))
    counted = _by_volume(answer)
    if answer.empty or not counted.frame["value"].fillna(0).gt(0).any():
        elements.markdown("Nothing loaded says of any contact that it could not be made online.")
        return
    first = counted.frame.sort_values("value", ascending=False, na_position="last").iloc[0]
    name = say_level(counted.by[0], str(first[by]))
    finding = f"{name} is asked for most without an online way: {say_count(float(first['value']))} contacts"
    show(exhibit_of(counted, counts(counted), finding, key=f"no-way-{by}", about=about_answer(answer)))


def complex_matters(view: View) -> None:
    """The committee's claim with its verdict."""
    result = results.answer_or_say_why(lambda: cache.ask(complexity, scope=view.scope.with_choice("channel")))
    if result is not None:
        _verdict(view, result)


def steps(view: View) -> None:
    """Pages, visits, forms begun and finished, as a table."""
    scope = view.scope.with_choice("channel")
    visits, pages, forms = (
        cache.answer(name, (), scope) for name in ("web_visits", "pages_per_visit", "web_completion")
    )
    if visits.empty and forms.empty:
        elements.markdown(nothing_to_show(forms))
        return
    rows, says = step_rows(visits, pages, forms), "From pages viewed to online forms finished"
    download = words_to_save("steps-online", rows, says, forms.sentence, warnings=forms.warnings)
    table(rows, download, key="steps-online", alt=says)


def _by_volume(answer: Answer) -> Answer:
    """The same answer as a count of the contacts without an online way."""
    measure = replace(
        MEASURES["contacts"],
        id="no_online_way_count",
        title="Contacts with no online way",
        counted=answer.measure.counted,
    )
    frame = answer.frame.assign(value=answer.frame["numerator"], denominator=float("nan"), base_note="")
    return replace(answer, measure=measure, frame=frame.assign(lower=float("nan"), upper=float("nan")))


def _verdict(view: View, result: Complexity) -> None:
    chart = sides.complexity(result, narrow=view.narrow)
    if chart is None:
        elements.markdown(f"{result.sentence}.")
        return
    show(exhibit_of_complexity(result, chart))
    results.say(*say_odds(result))
