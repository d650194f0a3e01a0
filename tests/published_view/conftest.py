"""Editions typed by hand: counts as shown, so that what is made of them can be worked out on paper."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from cxdata.council import Council
from cxdata.export.edition.file import About, Contents, Edition, write_edition
from cxdata.export.edition.public.given import Public, no_recommendations
from cxdata.periods import Period
from cxdata.published.reading import Reading
from cxdata.scope import Scope

MADE_ON = date(2026, 7, 10)
Q1, Q1_BEFORE = Period(date(2026, 4, 1), date(2026, 7, 1)), Period(date(2025, 4, 1), date(2025, 7, 1))

Counts = tuple[int, ...]
Groups = Mapping[tuple[tuple[str, str], ...], Counts]
"""What is shown of each group, by its facts: (("service", "Tax"), ("channel", "phone")) -> (yes, others); () is all."""


def shares(measure: str, groups: Groups, period: Period = Q1) -> list[dict[str, object]]:
    """The cells of a share."""
    return cells(measure, ("yes", "others"), groups, period)


def counts(measure: str, groups: Groups, period: Period = Q1) -> list[dict[str, object]]:
    """The cells of a count."""
    return cells(measure, ("n",), groups, period)


def cells(measure: str, parts: tuple[str, ...], groups: Groups, period: Period) -> list[dict[str, object]]:
    rows = []
    for facts, shown in groups.items():
        (by_1, level_1), (by_2, level_2) = (*facts, ("", ""), ("", ""))[:2]
        rows += [
            {
                "measure": measure,
                "part": part,
                "by_1": by_1,
                "level_1": level_1,
                "by_2": by_2,
                "level_2": level_2,
                "period": str(period),
                "shown": number,
                "days": (period.start, period.end),
            }
            for part, number in zip(parts, shown, strict=True)
        ]
    return rows


@pytest.fixture
def reading_of(tmp_path: Path) -> Callable[..., Reading]:
    """A reading of an edition of these cells, over the first quarter of 2026/27 unless another scope is given."""

    def read(*rows: list[dict[str, object]], scope: Scope | None = None, council: Council | None = None) -> Reading:
        return Reading(edition_of(tmp_path, *rows), council or Council(), scope or Scope(period=Q1))

    return read


def edition_of(folder: Path, *some: list[dict[str, object]]) -> Edition:
    """An edition of these cells; whatever stands in a cell is a level that can be chosen."""
    frame = pd.DataFrame([row for rows in some for row in rows])
    days = dict(zip(frame["period"], frame["days"], strict=True))
    periods = pd.DataFrame(
        [(name, start, end, 1, MADE_ON, "mark", 5, True) for name, (start, end) in days.items()],
        columns=["period", "first_day", "end", "editions", "put_out_on", "key_mark", "round_to", "held"],
    )
    levels = pd.concat(
        frame[[f"by_{place}", f"level_{place}"]].set_axis(["dimension", "level"], axis=1) for place in (1, 2)
    )
    levels = levels[levels["dimension"] != ""].drop_duplicates().assign(is_group=False)
    tables = frame[["measure", "by_1", "by_2", "period"]].drop_duplicates()
    target = folder / f"edition-{len(list(folder.iterdir()))}.duckdb"
    about = About(1, MADE_ON, "Testbury", 5, "mark", ("typed.csv",))
    residents = pd.DataFrame({"ward": pd.Series(dtype=str), "residents": pd.Series(dtype=float)})
    public = Public((), no_recommendations(MADE_ON), ())
    write_edition(Contents(about, frame.drop(columns="days"), tables, periods, levels, residents, public), target)
    return Edition(target)
