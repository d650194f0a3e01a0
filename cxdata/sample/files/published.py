"""Figures that are printed, not counted: our own, whose formula changes, and other councils'; engagement."""

from datetime import date
from pathlib import Path

import numpy as np

from cxdata.sample.council import DEFINITION_DAY, NAME, PUBLISHED_FIGURE, SPAN
from cxdata.sample.files.surveys import Answers
from cxdata.sample.write import write_csv

PUBLISHED_FILE, ENGAGEMENT_FILE = "published_figures.csv", "engagement_log.csv"
# Other councils, as invented as this one: satisfied, calls answered, online share, each with its stated definition.
_PEERS = {
    "Ashwold District Council": (88.0, 91.5, 58.0),
    "Brackmarsh Borough Council": (90.5, 93.0, 66.0),
    "Fellbeck Council": (86.5, 89.0, 52.0),
    "Ostrey City Council": (91.0, 95.0, 71.0),
    "Penmarrow Council": (84.0, 90.0, 49.0),
}
_FIGURES = (
    ("Satisfied or very satisfied %", "Satisfied or very satisfied, of all who answered"),
    ("Calls answered %", "Answered of offered"),
    ("Online share %", "Contacts by web or app, of all contacts"),
)
_ACTIVITIES = (
    ("Meeting", 34, 10),
    ("Consultation", 260, 120),
    ("Service design session", 11, 4),
    ("Opt-in asked", 820, 90),
    ("Opt-in given", 240, 30),
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


def write_published(out: Path, answers: Answers, seed: int) -> list[Path]:
    """Published figures (ours monthly, with no definition stated; peers by half-year) and the engagement log."""
    rng = np.random.default_rng([seed, 60])
    months = SPAN.months()
    rows: list[tuple[object, ...]] = [
        (f"{month:%d/%m/%Y}", NAME, PUBLISHED_FIGURE, value, None) for month, value in published_values(answers).items()
    ]
    for month in months[::6]:
        for peer, levels in _PEERS.items():
            for (figure, definition), level in zip(_FIGURES, levels, strict=True):
                rows.append(
                    (f"{month:%d/%m/%Y}", peer, figure, round(level + float(rng.normal(0, 0.7)), 1), definition)
                )
    header = ("Period from", "Organisation", "Figure", "Value", "Definition as stated")
    published = write_csv(out / PUBLISHED_FILE, header, rows)
    log = [
        (f"{month:%d/%m/%Y}", activity, max(0, round(float(rng.normal(mean, spread)))))
        for month in months
        for activity, mean, spread in _ACTIVITIES
    ]
    return [published, write_csv(out / ENGAGEMENT_FILE, ("Month", "Activity", "People"), log)]
