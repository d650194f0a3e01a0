"""What an edition holds as it is because it is public: recommendations, and figures that other councils publish."""

from dataclasses import replace
from math import isnan

from cxdata.analysis.councils.compare import compare, spans_of
from cxdata.analysis.councils.printed import is_same
from cxdata.export.exhibit import Exhibit
from cxdata.export.exhibit.of_councils import exhibit_of_councils
from cxdata.export.exhibit.of_tracker import exhibit_of_published
from cxdata.measures import MEASURES
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

    Where they publish other months than an edition has, theirs stand alone, and a note tells our own of the period.
    """
    edition, definition = reading.edition, MEASURES[measure]
    held = {edition.periods[name] for name in edition.periods_of(measure, ()) if name in edition.periods}
    spans = spans_of(edition.benchmarks, definition, reading.council)
    span = next((one for one in spans if one in held), None)
    own = reading.everybody(measure, period=span)
    notes: tuple[str, ...] = ()
    if span is None:
        notes = (_ours_instead(own, spans[0]),)
        own, span = replace(own, frame=own.frame.iloc[:0]), spans[0]
    result = compare(edition.benchmarks, own.measure, span, reading.council, own, covered=span)
    exhibit = exhibit_of_councils(result, own, key=f"councils-{measure}", about=[*about(own), PUBLIC], narrow=narrow)
    if notes and exhibit.chart is not None:
        exhibit = replace(exhibit, chart=replace(exhibit.chart, notes=(*exhibit.chart.notes, *notes)))
    return replace(exhibit, notes=(*exhibit.notes, *notes), read_as_table=exhibit.chart is None)


def _ours_instead(own: Answer, span: Period) -> str:
    """Where our own figure of a span is not published: that of the period, with the words that it is another."""
    said = f"Ours of {name_period(span)} is not published: an edition has quarters and financial years."
    if own.frame.empty or isnan(own.frame["value"].iloc[0]):
        return said
    row = own.frame.iloc[0]
    figure = say_value(own.measure, row["value"], row["denominator"])
    return f"{said} Ours of {own.scope.period}, which are other months: {figure}."
