"""What rose and what fell as an exhibit: the parts of a whole over two spans, and the drawing of the change."""

import math
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from cxdata.analysis.shift import Moved, say_moved
from cxdata.charts.drawing.model import Chart
from cxdata.export.download import words_to_save
from cxdata.export.exhibit.model import Exhibit
from cxdata.measures.comparison import Compared
from cxdata.measures.query import Answer
from cxdata.measures.words import NOTHING, say_count, say_level, say_value


def exhibit_of_shift(
    now: Answer, parts: Sequence[Moved], compared: Compared, chart: Chart, *, key: str, about: Sequence[str] = ()
) -> Exhibit:
    """The exhibit of a later answer, the parts of which moved as they did between the two spans compared."""
    finding, rows = say_moved(now, parts), moved_rows(now, parts, (str(compared.then), str(compared.now)))
    everywhere = replace(now, scope=replace(now.scope, period=None)).sentence
    scope = f"{compared.now} against {compared.then}{everywhere.removeprefix('All dates loaded')}"
    return Exhibit(
        key=key,
        finding=finding,
        chart=chart,
        scope=scope,
        source="; ".join(now.sources) or "no file",
        rows=rows,
        download=words_to_save(f"{key}-in-a-year", rows, finding, scope, warnings=now.warnings, rules=now.rules),
        base=base_of_parts(now),
        about=about,
        warnings=now.warnings,
        notes=(*now.notes, f"Compared with {compared.words}."),
    )


def base_of_parts(now: Answer) -> str:
    """What parts of one whole rest on: the whole, counted once."""
    return f"{say_count(float(now.frame['denominator'].max()))} {now.measure.base.removeprefix('all ')}"


def moved_rows(now: Answer, parts: Sequence[Moved], spans: tuple[str, str]) -> pd.DataFrame:
    """One row a part: its share and its count then and now, the change in points, and whether it is more than chance.

    `spans` names the earlier span and the later one.
    """
    then, later = spans
    rows = [
        {
            now.by[0].title: say_level(now.by[0], part.level),
            f"Share, {then}": say_value(now.measure, part.then),
            f"Share, {later}": say_value(now.measure, part.now),
            "Change in points": NOTHING if math.isnan(part.change) else f"{part.change * 100:+.1f}".replace("-", "−"),
            f"Contacts, {then}": say_count(part.count_then),
            f"Contacts, {later}": say_count(part.count_now),
            "By more than chance?": part.way.value,
        }
        for part in parts
    ]
    return pd.DataFrame(rows, dtype=str)
