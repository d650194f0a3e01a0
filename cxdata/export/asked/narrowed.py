"""What the pages that narrow to a choice say of it: their comparison is with the past, not with the others."""

from collections.abc import Sequence
from dataclasses import replace

from cxdata.analysis.result import say_list
from cxdata.export.exhibit import Exhibit
from cxdata.measures import DIMENSIONS
from cxdata.measures.model import Measure
from cxdata.measures.registry.dimensions import splits
from cxdata.measures.words import say_level
from cxdata.scope import Scope


def say_narrowed(scope: Scope, *, unknown: Sequence[str] = ()) -> str:
    """'This page is of ward Abbey only.'; "" where nothing is chosen. `unknown` are the measures left out for it."""
    if not scope.choices:
        return ""
    return f"This page is of {_chosen(scope)} only.{_say_left_out(unknown)}"


def say_narrowed_figure(scope: Scope, measure: Measure, *, what: str = "This page") -> str:
    """The same of one measure: what its data does not know does not narrow it, and is said."""
    known = tuple((name, values) for name, values in scope.choices if name in splits(measure))
    others = [DIMENSIONS[name].title.lower() for name, _ in scope.choices if name not in splits(measure)]
    narrowed = f"{what} is of {_chosen(replace(scope, choices=known))} only." if known else ""
    not_known = f"{measure.title} is of every {say_list(others)}: its data does not tell them apart." if others else ""
    return " ".join(said for said in (narrowed, not_known) if said)


def _say_left_out(unknown: Sequence[str]) -> str:
    return f" Left out, as not known by it: {say_list(list(unknown))}." if unknown else ""


def with_scope(exhibit: Exhibit, scope: Scope, measure: Measure) -> Exhibit:
    """An exhibit that says under its drawing of whom alone it is: its sentence does not, and reads as of everybody."""
    return with_note(exhibit, say_narrowed_figure(scope, measure, what="All of this")) if scope.choices else exhibit


def with_note(exhibit: Exhibit, note: str) -> Exhibit:
    """An exhibit with one more sentence under its drawing; without a drawing as it is."""
    if exhibit.chart is None:
        return exhibit
    return replace(exhibit, chart=replace(exhibit.chart, notes=(*exhibit.chart.notes, note)))


def _chosen(scope: Scope) -> str:
    return say_list(
        [
            f"{DIMENSIONS[name].title.lower()} {say_list([say_level(name, value) for value in values])}"
            for name, values in scope.choices
        ]
    )
