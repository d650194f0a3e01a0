"""What an edition holds as it is because it is public: recommendations, and figures that other councils publish."""

from dataclasses import replace
from math import isnan

import numpy as np
import pandas as pd

from cxdata.analysis.councils.compare import compare, spans_of
from cxdata.analysis.councils.printed import is_same
from cxdata.export.edition.figures import figures_of
from cxdata.export.edition.offered import QUARTER, kind_of
from cxdata.export.exhibit import Exhibit
from cxdata.export.exhibit.of_councils import exhibit_of_councils
from cxdata.export.exhibit.of_tracker import exhibit_of_published
from cxdata.measures import MEASURES
from cxdata.measures.model import Unit
from cxdata.measures.query import Answer
from cxdata.measures.words import say_value
from cxdata.periods import Period, name_period
from cxdata.published.exhibits import about
from cxdata.published.reading import Reading

NO_COUNCILS = "No figure of another council was loaded when this edition was made."
NONE_EQUAL = (
    "No figure that another council publishes is known to be defined as one of ours, so none stand side by side."
)
FIRST = "satisfied"
PUBLIC = "What other councils publish is public already, and is shown as they print it."


def tracked(reading: Reading, *, narrow: bool = False) -> Exhibit:
    """The recommendations, as they stood when the edition was made."""
    return exhibit_of_published(reading.edition.tracker, narrow=narrow)


def compared_measures(reading: Reading) -> tuple[str, ...]:
    """The measures of which another council publishes a figure defined as ours, satisfied first."""
    printed = reading.edition.benchmarks
    known = [
        one.id
        for one in MEASURES.values()
        if reading.has(one.id) and any(is_same(row, one, reading.council) for row in printed)
    ]
    return tuple(sorted(known, key=lambda name: name != FIRST))


def other_councils(reading: Reading, measure: str, *, narrow: bool = False) -> Exhibit:
    """The council's own published figure among those of other councils, over the newest span of which it has one.

    A half-year is added up from its two quarters as they are published. Where others publish months that an edition has
    not at all, theirs stand alone, and a note tells our own of the period.
    """
    edition, definition = reading.edition, MEASURES[measure]
    spans = spans_of(edition.benchmarks, definition, reading.council)
    found = ((span, _own_over(reading, measure, span)) for span in spans)
    span, own = next(((span, own) for span, own in found if own is not None), (spans[0], None))
    notes: tuple[str, ...] = ()
    if own is None:
        period = reading.everybody(measure)
        notes = (_ours_instead(period, span),)
        own = replace(period, frame=period.frame.iloc[:0])
    result = compare(edition.benchmarks, own.measure, span, reading.council, own, covered=span)
    exhibit = exhibit_of_councils(result, own, key=f"councils-{measure}", about=[*about(own), PUBLIC], narrow=narrow)
    if notes and exhibit.chart is not None:
        exhibit = replace(exhibit, chart=replace(exhibit.chart, notes=(*exhibit.chart.notes, *notes)))
    return replace(exhibit, notes=(*exhibit.notes, *notes), read_as_table=exhibit.chart is None)


def _own_over(reading: Reading, measure: str, span: Period) -> Answer | None:
    """Our own figure over a span: published as it is, or of a share the sum of the quarters that it is made of."""
    edition = reading.edition
    held = {edition.periods[name] for name in edition.periods_of(measure, ()) if name in edition.periods}
    if span in held:
        return reading.everybody(measure, period=span)
    quarters = [one for one in held if kind_of(one) == QUARTER and span.start <= one.start and one.end <= span.end]
    if MEASURES[measure].unit is not Unit.SHARE or 3 * len(quarters) != span.whole_months:
        return None
    answers = [reading.everybody(measure, period=one) for one in quarters]
    frames = [one.frame.iloc[0] for one in answers]
    yes, base = (np.array([sum(row[name] for row in frames)]) for name in ("numerator", "denominator"))
    if np.isnan(yes).any():
        return None
    first, to = answers[0], edition.about.round_to
    figures = figures_of(first.measure, {"yes": yes, "others": base - yes}, to, counted_apart=1, added=len(quarters))
    return replace(first, scope=replace(first.scope, period=span), frame=pd.DataFrame(figures))


def _ours_instead(own: Answer, span: Period) -> str:
    """Where our own figure of a span is not published: that of the period, with the words that it is another."""
    said = f"Ours of {name_period(span)} is not published: an edition has quarters and financial years."
    if own.frame.empty or isnan(own.frame["value"].iloc[0]):
        return said
    row = own.frame.iloc[0]
    figure = say_value(own.measure, row["value"], row["denominator"])
    return f"{said} Ours of {own.scope.period}, which are other months: {figure}."
