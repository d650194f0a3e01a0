"""The table of targets in words: one row a target, every cell as it is read aloud."""

from collections.abc import Sequence

import pandas as pd

from cxdata.analysis.targets.figures import Figure
from cxdata.analysis.targets.rows import Row
from cxdata.analysis.targets.standards import StandardRow
from cxdata.analysis.targets.words import say_figure, say_row, say_target
from cxdata.council import FILE_NAME
from cxdata.measures.registry.labels import label_of
from cxdata.measures.words import NOTHING, say_count, say_level, say_range
from cxdata.periods import say_date


def target_rows_in_words(rows: Sequence[Row]) -> pd.DataFrame:
    """One row a target: what, since when, for which services, its three figures with their verdicts, and the rest."""
    return pd.DataFrame([_in_words(row) for row in rows], dtype=str)


def _in_words(row: Row) -> dict[str, str]:
    target = row.target or row.coming
    return {
        "Target": label_of(row.measure),
        "Services": ", ".join(row.services) or "all",
        "Promised": say_target(row.measure, target) if target else NOTHING,
        "Since": say_date(target.since) if target else NOTHING,
        "Newest month": _judged(row.month),
        "Year to date": _judged(row.year),
        "Period": _judged(row.period),
        "Likely range": _range(row.period),
        "Verdict": row.verdict.value,
        "What it says": " ".join(say_row(row)),
        "Kept in": kept_in(row),
    }


def standard_rows_in_words(rows: Sequence[StandardRow]) -> pd.DataFrame:
    """One row a promise: to whom, what, the share that was promised and the share that was met, and what lacks."""
    return pd.DataFrame([_standard_in_words(row) for row in rows], dtype=str)


def _standard_in_words(row: StandardRow) -> dict[str, str]:
    entry, figure = row.entry, row.figure
    return {
        "Promise": entry["promise"],
        "Service": entry["service"] or "all",
        "Channel": say_level("channel", entry["channel"]) if entry["channel"] else "all",
        "Within": row.time or NOTHING,
        "Promised": entry["share"] or "no share",
        "Met": say_figure(figure),
        "Of": say_count(figure.denominator) if figure else NOTHING,
        "Likely range": _range(figure),
        "Verdict": row.verdict.value if row.figure else "no data",
        "What it says": " ".join([row.lacks, *row.notes]).strip(),
    }


def kept_in(row: Row) -> str:
    """Where the target stands: 'targets.csv, T3' or 'council.toml'."""
    target = row.target or row.coming
    return f"targets.csv, {target.reference}" if target and target.reference else FILE_NAME


def _judged(figure: Figure | None) -> str:
    """'58.1%, missed (April 2026 to August 2026)'."""
    if figure is None:
        return NOTHING
    said = say_figure(figure) if figure.remark != "no data" else "no data"
    return f"{said}, {figure.verdict.value} ({figure.span.period})"


def _range(figure: Figure | None) -> str:
    if figure is None:
        return NOTHING
    return say_range(figure.answer.measure, figure.lower, figure.upper, figure.denominator)
