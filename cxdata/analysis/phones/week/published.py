"""A week as everybody may see it: totals through the rules of publishing, and nothing that is counted otherwise."""

from collections.abc import Sequence
from dataclasses import replace
from math import isnan, nan

from cxdata.analysis.phones.week.peaks import Cell, Span, Week
from cxdata.measures.query import Answer


def with_published(week: Week, counts: Answer) -> Week:
    """The week with the means of the published totals of its cells. When peaks are is said; in how many weeks they
    were there, the days that differ and what came out of hours are not, since they rest on exact counts.
    """
    frame = counts.frame
    figures = frame["numerator"].astype(float).mask(frame["suppressed"].astype(bool))
    shown = dict(zip(zip(frame["weekday"], frame["step"], strict=True), figures, strict=True))
    totals = [shown[cell.weekday, cell.starts] for cell in week.cells]
    known = [(total, cell.days) for total, cell in zip(totals, week.cells, strict=True) if not isnan(total)]
    usual = sum(total / days for total, days in known) / len(known) if known else nan
    cells = tuple(_published(cell, total, usual) for cell, total in zip(week.cells, totals, strict=True))
    return replace(
        week,
        usual=usual,
        outside=nan,
        cells=cells,
        peaks=_spans(week.peaks, cells, usual),
        troughs=_spans(week.troughs, cells, usual),
        holidays=(),
        months=(),
        events=(),
        warnings=counts.warnings,
        notes=counts.notes,
        rules=counts.rules,
        counts=None,
    )


def _published(cell: Cell, total: float, usual: float) -> Cell:
    mean = total / cell.days
    return replace(cell, total=total, mean=mean, ratio=mean / usual if usual else nan, above=None, weeks=None)


def _spans(spans: Sequence[Span], cells: Sequence[Cell], usual: float) -> tuple[Span, ...]:
    """The spans with the means of their published cells; those of which a cell is hidden are left out."""
    told = []
    for span in spans:
        inside = [
            cell.mean for cell in cells if cell.weekday in span.weekdays and span.starts <= cell.starts < span.ends
        ]
        mean = sum(inside) / len(inside)
        if not isnan(mean) and usual:
            told.append(replace(span, mean=mean, ratio=mean / usual, above=None, weeks=None))
    return tuple(told)
