"""A comparison with other councils as a table in words, and as an exhibit."""

from collections.abc import Sequence

import pandas as pd

from cxdata.analysis.councils.compare import Comparison, Figure
from cxdata.analysis.councils.printed import Printed
from cxdata.analysis.councils.words import left_out, say_found, say_place
from cxdata.charts.councils import council_dots
from cxdata.export.download import words_to_save
from cxdata.export.exhibit.model import Exhibit
from cxdata.measures.query import Answer
from cxdata.measures.words import NOTHING, say_count, say_range, say_value
from cxdata.periods import name_period


def exhibit_of_councils(
    result: Comparison, own: Answer, *, key: str, about: Sequence[str] = (), narrow: bool = False
) -> Exhibit:
    """Our figure among the others'; `own` is the Answer that it was taken from."""
    rows = council_rows(result)
    finding = say_found(result)
    drawn = any(figure.value == figure.value for figure in result.figures)
    notes = (*left_out(result), *own.notes)
    return Exhibit(
        key=key,
        finding=finding,
        chart=council_dots(result, narrow=narrow) if drawn else None,
        scope=f"{name_period(result.span)}; whole councils",
        source="; ".join(["published figures of other councils", *own.sources]),
        rows=rows.drop(columns=list(_TAKEN_ALONG)),
        download=words_to_save(
            f"{result.measure.id}-councils", rows, finding, own.sentence, warnings=own.warnings, rules=own.rules
        ),
        about=about,
        warnings=own.warnings,
        notes=notes,
    )


_TAKEN_ALONG = ("Definition as stated", "Published")
"""Long columns that stand in the files alone: beside them the figures would have no room on a screen."""


def council_rows(result: Comparison) -> pd.DataFrame:
    """A row a council: its figure with its range, base and months, how it stands, and where it is published."""
    places = sum(figure.rank is not None for figure in result.figures)
    return pd.DataFrame([_row(result, figure, places) for figure in result.figures], dtype=str)


def _row(result: Comparison, figure: Figure, places: int) -> dict[str, str]:
    measure = result.measure
    return {
        "Council": figure.organisation,
        measure.title: say_value(measure, figure.value, figure.denominator),
        "95% range": say_range(measure, figure.lower, figure.upper, figure.denominator),
        "Of": say_count(figure.denominator),
        "Months": name_period(figure.span) if figure.span else NOTHING,
        "Place": say_place(figure.rank, places, measure.better) if figure.rank else NOTHING,
        "How it stands": "; ".join(part for part in (figure.standing.value, figure.note) if part),
        "Definition as stated": figure.definition or NOTHING,
        "Published": figure.publication or NOTHING,
    }


def definition_rows(printed: Sequence[tuple[Printed, str]]) -> pd.DataFrame:
    """A row for each figure and definition that is published, with the measure of ours that it is equal to, if any."""
    counted: dict[tuple[str, str, str], set[str]] = {}
    for row, measure in printed:
        counted.setdefault((row.figure, row.definition, measure), set()).add(row.organisation)
    return pd.DataFrame(
        [
            {
                "Published as": figure,
                "Definition as stated": definition or "not stated",
                "Councils": str(len(names)),
                "Our measure of this definition": measure or "none",
            }
            for (figure, definition, measure), names in sorted(counted.items())
        ],
        dtype=str,
    )
