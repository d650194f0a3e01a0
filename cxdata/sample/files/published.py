"""Figures that are printed, not counted: our own, whose formula changes. Other councils' are in `peers`."""

from datetime import date
from pathlib import Path

import numpy as np

from cxdata.periods import month_period
from cxdata.sample.council import DEFINITION_DAY, NAME, PUBLISHED_FIGURE, SPAN
from cxdata.sample.files import peers
from cxdata.sample.files.surveys import Answers
from cxdata.sample.write import write_csv

PUBLISHED_FILE = "published_figures.csv"
_HEADER = (
    *("Period from", "Organisation", "Figure", "Value", "Definition as stated"),
    *("Period to", "Numerator", "Denominator", "Published in"),
)


def published_values(answers: Answers) -> dict[date, float]:
    """Our printed monthly satisfaction: the mean score (0 to 100), and from DEFINITION_DAY the share satisfied."""
    values = {}
    for index, month in enumerate(SPAN.months()):
        scores = answers.score[answers.month == index]
        if len(scores):
            share = (scores >= 4).mean() if month >= DEFINITION_DAY else (scores.mean() - 1) / 4
            values[month] = round(float(share) * 100, 1)
    return values


def write_published(out: Path, answers: Answers, seed: int) -> Path:
    """Published figures: ours monthly, with no definition stated; those of peers by half-year."""
    rng = np.random.default_rng([seed, 60])
    months = SPAN.months()
    rows: list[tuple[object, ...]] = [
        (f"{month:%d/%m/%Y}", NAME, PUBLISHED_FIGURE, value, None, f"{month_period(month).last_day:%d/%m/%Y}")
        for month, value in published_values(answers).items()
    ]
    rows = [(*row, None, None, None) for row in rows]
    rows += [row.cells for row in peers.first_five(months[::6], rng)]
    rows += [row.cells for row in peers.all_others(months[::6], seed)]
    return write_csv(out / PUBLISHED_FILE, _HEADER, rows)
