"""The walk of the page of targets: every target in words, services of one, standards, and changing them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from cxdata.analysis.targets.rows import Row
from cxdata.analysis.targets.words import say_row, say_target, title_of
from cxdata.export.asked.targets import FIRST, exhibit_of_targets, judged
from cxdata.export.promises.targets import kept_in
from cxdata.lists import withdrawn
from cxdata.lists.targets import TARGETS
from cxdata.measures.registry.dimensions import splits
from cxdata.periods import say_date
from cxdata.settings import target_faults
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.frame.text import mark
from cxdata.ui.parts.exhibits.show import show
from cxdata.ui.parts.results import say
from cxdata.ui.parts.splits import split_of
from cxdata.ui.parts.walk import section
from cxdata.ui.targets.editing import edit
from cxdata.ui.targets.standards import standards


def walk(view: View, rows: tuple[Row, ...]) -> None:
    """The rest of the page, section by section."""
    more = len(judged(rows)) - FIRST
    if more > 0:
        title = f"The other {more} targets" if more > 1 else "The other target"
        section(
            title,
            lambda: show(
                exhibit_of_targets(rows, view.scope.period, drawn_first=False, narrow=view.narrow), heading=False
            ),
            key="rest",
        )
    for fault in cache.of_list(target_faults):
        elements.warning(fault)
    if rows:
        title = "Every target in words: how far, and what it would take"
        section(title, partial(in_words, rows), key="words", open_at_first=True)
    if known := by_service(rows):
        section("Which services fall short?", partial(services, view, known), key="services")
    section("Service standards: is what customers were promised kept?", partial(standards, view), key="standards")
    section("Add, change or load targets and service standards", partial(edit, view), key="edit")


def by_service(rows: Sequence[Row]) -> dict[str, Row]:
    """The targets that several services share and whose data tells services apart, by their titles."""
    shared = [row for row in judged(rows) if len(row.services) != 1 and "service" in splits(row.measure)]
    return {title_of(row): row for row in shared}


def services(view: View, known: Mapping[str, Row]) -> None:
    """One target, service by service: the services that it is for are picked out among the others."""
    chosen = elements.selectbox("Target", list(known), key="target-by-service", label_visibility="collapsed")
    row = known[chosen or next(iter(known))]
    scope = view.scope.with_choice("service", *row.services) if row.services else view.scope
    show(split_of(replace(view, scope=scope), row.measure.id, "service"))


def in_words(rows: Sequence[Row]) -> None:
    """Each target with what is promised, how far it is, what it would take, and how it was moved."""
    for row in rows:
        promised = (
            f"{say_target(row.measure, row.target)} since {say_date(row.target.since)}" if row.target else "not begun"
        )
        elements.markdown(mark("**{}**: {}, {} ({})", title_of(row), promised, row.verdict.value, kept_in(row)))
        services = f"For {', '.join(row.services)}." if len(row.services) > 1 else ""
        words = [*say_row(row), services]
        note = row.target.note if row.target and not any(row.target.note in sentence for sentence in words) else ""
        say(" ".join(filter(None, [*words, f"Note: {note}." if note else ""])))
    for entry in cache.of_list(lambda data: withdrawn(data, TARGETS)):
        said = f"{entry.id} was withdrawn at {entry.changed} by {entry.by}: {entry.why}."
        say(f"{said} It was for {entry['measure']}, since {entry['since']}.")
