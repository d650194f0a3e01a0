"""Results of the analysis room made by hand for the chart tests."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from cxdata.analysis.change.charts import Control, Point
from cxdata.analysis.rebases import say_rebases
from cxdata.analysis.series import Series
from cxdata.measures import find_measure
from cxdata.measures.model import Unit
from cxdata.measures.words import say_value
from cxdata.periods import add_months
from cxdata.stats.spc.fit import Figures
from cxdata.stats.spc.judge import Rebase, judge_series
from cxdata.stats.spc.rules import Rule
from cxdata.stats.spc.verdicts import assurance, variation
from tests.charts.answers import answer

START = date(2024, 4, 1)


def control_of(
    values: Sequence[float | None],
    *,
    measure: str = "satisfied",
    target: float | None = None,
    rebases: tuple[Rebase, ...] = (),
    after: Sequence[float] = (),
) -> Control:
    """A chart of these monthly values from April 2024 on; None is a month without a figure, `after` is not whole."""
    found = find_measure(measure)
    figures = np.array([np.nan if value is None else value for value in values])
    starts = tuple(add_months(START, step) for step in range(len(values)))
    rows = [(f"{add_months(START, step):%Y-%m}", value * 400, 400) for step, value in enumerate([*figures, *after])]
    series = Series(
        measure=found,
        step="month",
        starts=starts,
        values=figures,
        numerators=figures * 400,
        denominators=np.full(len(values), 400.0),
        answer=answer(measure, ["month"], rows),
        notes=(),
    )
    share = found.unit is Unit.SHARE
    judged = judge_series(
        Figures(figures, "share" if share else "wait", first=3, bases=series.denominators if share else None),
        rebases=rebases,
    )
    known = [place for place, value in enumerate(values) if value is not None]
    return Control(
        measure=found,
        scope="All dates loaded",
        step="month",
        sentence=f"{found.title}: {say_value(found, float(figures[known[-1]]))} in {series.name(known[-1])}.",
        allowed=(),
        memory="",
        earlier="",
        variation=variation(judged, found.better.value),
        assurance=assurance(judged, target, found.better.value),
        target=target,
        target_sentence="",
        near=(),
        signals=(),
        rebases=rebases,
        prompt="",
        notes=say_rebases(rebases),
        points=tuple(
            Point(
                name=series.name(place),
                value=float(figures[place]),
                numerator=float(figures[place] * 400),
                denominator=400.0,
                mean=float(judged.centre[place]),
                lower=float(judged.lower[place]),
                upper=float(judged.upper[place]),
                marked=Rule(rule).words if rule else "",
            )
            for place, rule in enumerate(judged.rules)
        ),
        sources=(),
        warnings=(),
        series=series,
        judged=judged,
    )
