"""An Answer as a table: in words for a reader, as cells to save."""

import pandas as pd

from cxdata.export.definitions import about_measure
from cxdata.export.download import OFFICERS, Download
from cxdata.measures import DIMENSIONS
from cxdata.measures.model import Interval, Measure, Unit
from cxdata.measures.query import Answer
from cxdata.measures.words import decimals_of, say_level, say_range, say_rounded, say_value
from cxdata.spreadsheets import Cell

MISSING = "[x]"
"""Stands in a file where there is no figure to give, as government statisticians mark it."""
_VALUES = {"value": "Value", "lower": "Lower limit", "upper": "Upper limit", "p90": "Nine in ten took at most"}
_COUNTS = ("numerator", "denominator")
_UNITS = {
    Unit.SHARE: "%",
    Unit.SCORE: "out of 100",
    Unit.PER_1000: "per 1,000 residents",
    Unit.SECONDS: "seconds",
    Unit.DAYS: "days",
}


def in_words(answer: Answer) -> pd.DataFrame:
    """The same figures as the chart, one row a group, every cell as it is read aloud."""
    measure, frame = answer.measure, answer.frame
    columns: dict[str, list[str]] = {
        dimension.title: [say_level(dimension, str(level)) for level in frame[dimension.id]] for dimension in answer.by
    }
    columns[measure.title] = values_in_words(answer)
    if measure.interval is not Interval.NONE:
        columns["95% range"] = [
            say_range(measure, *row) for row in zip(frame["lower"], frame["upper"], frame["denominator"], strict=True)
        ]
    if not measure.is_count:
        if measure.unit in (Unit.SHARE, Unit.PER_1000):
            columns["Counted"] = _counts(measure, frame["numerator"])
        columns[f"Of ({measure.base})" if measure.base else "Of"] = _counts(measure, frame["denominator"])
    if frame["base_note"].astype(bool).any():
        columns["Note"] = [str(note) for note in frame["base_note"]]
    return pd.DataFrame(columns, dtype=str)


def numbered(rows: pd.DataFrame) -> pd.DataFrame:
    """A table with the number of each row before it, as a map names its wards."""
    table = rows.copy()
    table.insert(0, "No.", [str(number) for number in range(1, len(rows) + 1)])
    return table


def values_in_words(answer: Answer) -> list[str]:
    """Each row's value as it is read."""
    frame = answer.frame
    return [
        say_value(answer.measure, value, base) for value, base in zip(frame["value"], frame["denominator"], strict=True)
    ]


def with_display(answer: Answer) -> pd.DataFrame:
    """The answer's frame; of a published one with the column `display`, each value as it is read.

    A count that is shown as "0 to 4" is no 0: it stands in `display` alone.
    """
    if not answer.published:
        return answer.frame
    frame = answer.frame.assign(display=values_in_words(answer))
    counts = ["numerator", "value"] if answer.measure.is_count else ["numerator"]
    return frame.assign(**{name: frame[name].where(frame[name] != 0) for name in counts})


def _counts(measure: Measure, numbers: "pd.Series[float]") -> list[str]:
    return [say_rounded(number, measure.counts_to) for number in numbers]


def download_of(answer: Answer) -> Download:
    """The answer to save: levels in words, figures as they are read, with their unit in the heading; a share is a
    percentage. "[x]" stands where there is none.
    """
    frame, measure = answer.frame, answer.measure
    heads = {"numerator": f"Counted: {measure.counted}", "denominator": f"Of: {measure.base}"}
    unit = f" ({_UNITS[measure.unit]})" if measure.unit in _UNITS else ""
    heads |= {name: f"{words}{unit}" for name, words in _VALUES.items()}
    columns = [name for name in (*_COUNTS, *_VALUES) if _is_told(frame, name)]
    rows: list[tuple[Cell, ...]] = []
    for row in frame.to_dict("records"):
        levels = [say_level(dimension, str(row[dimension.id])) for dimension in answer.by]
        base = None if pd.isna(row["denominator"]) else float(row["denominator"])
        figures = [_figure(measure, name, float(row[name]), base) for name in columns]
        rows.append((*levels, *figures, str(row["base_note"])))
    return Download(
        name=file_name(answer),
        heads=(*(dimension.title for dimension in answer.by), *(heads[name] for name in columns), "Note"),
        rows=tuple(rows),
        about=_about(answer),
        decimals={heads[name]: measure.decimals for name in columns if name in _VALUES},
    )


def _is_told(frame: pd.DataFrame, name: str) -> bool:
    return name == "value" or (name in frame and bool(frame[name].notna().any()))


def _figure(measure: Measure, name: str, number: float, base: float | None) -> Cell:
    """A number with the decimals a reader sees; one that a reader sees without any is whole."""
    if pd.isna(number):
        return MISSING
    if name in _COUNTS or measure.unit is Unit.COUNT:
        if number == 0 and measure.counts_to > 1:
            return say_rounded(number, measure.counts_to)
        return int(number) if number.is_integer() else round(number, 1)
    decimals = decimals_of(measure, base)
    rounded = round(100 * number if measure.unit is Unit.SHARE else number, decimals)
    return rounded if decimals else int(rounded)


def _about(answer: Answer) -> tuple[tuple[str, str], ...]:
    return (
        ("Measure", answer.measure.title),
        ("Scope", answer.sentence),
        *about_measure(answer.measure),
        *(("Warning", warning) for warning in answer.warnings),
        *(("Note", note) for note in answer.notes),
        ("Rules", answer.rules or OFFICERS),
        ("Source files", "; ".join(answer.sources) or "no file"),
        ("Store version", answer.version),
    )


def file_name(answer: Answer) -> str:
    """A file name that says what is in it, without its ending: 'satisfied-by-channel'."""
    split = "-by-" + "-".join(name for name in DIMENSIONS if name in {d.id for d in answer.by}) if answer.by else ""
    return f"{answer.measure.id}{split}".replace("_", "-")
