"""The website: online forms day by day, and the whole site month by month with one year that cannot be right."""

from datetime import timedelta
from pathlib import Path

import numpy as np

from cxdata.sample.council import (
    FORM_DAY,
    FORM_SERVICE,
    IMPOSSIBLE_PAGE_VIEWS,
    IMPOSSIBLE_VISITS,
    IMPOSSIBLE_YEAR,
    SPAN,
)
from cxdata.sample.services import SERVICE_NAMES
from cxdata.sample.write import write_csv

FUNNEL_FILE, SITE_FILE = "online_form_funnel.csv", "website_visits.csv"
_COMPLETION, _NEW_FORM_COMPLETION = 0.74, 0.86
_VISITS_A_MONTH = IMPOSSIBLE_PAGE_VIEWS / 12
_PAGES_A_VISIT = IMPOSSIBLE_VISITS / IMPOSSIBLE_PAGE_VIEWS
_SEASON = (1.02, 1.05, 1.3, 1.12, 0.98, 0.95, 0.94, 0.9, 0.97, 0.98, 0.95, 0.84)


def write_web(out: Path, completions: np.ndarray, seed: int) -> list[Path]:
    """Forms begun and completed (day x service, the completions that the contacts really have), and site visits."""
    rng = np.random.default_rng([seed, 40])
    days = [SPAN.start + timedelta(days=step) for step in range(len(completions))]
    rate = np.full(completions.shape, _COMPLETION)
    rate[(FORM_DAY - SPAN.start).days :, SERVICE_NAMES.index(FORM_SERVICE)] = _NEW_FORM_COMPLETION
    # Forms given up before each completion: negative binomial, so that completed / begun has the mean asked for.
    given_up = rng.negative_binomial(np.maximum(completions, 1), rate) * (completions > 0)
    rows = [
        (f"{day:%d/%m/%Y}", name, int(completions[step, code] + given_up[step, code]), int(completions[step, code]))
        for step, day in enumerate(days)
        for code, name in enumerate(SERVICE_NAMES)
        if completions[step, code]
    ]
    funnel = write_csv(out / FUNNEL_FILE, ("Date", "Form group", "Forms started", "Forms submitted"), rows)
    site = write_csv(out / SITE_FILE, ("Month", "Visits", "Page views"), _site(rng))
    return [funnel, site]


def _site(rng: np.random.Generator) -> list[tuple[str, int, int]]:
    """Thirty months; in the impossible year the two columns are swapped and add up to the planted figures exactly."""
    months = SPAN.months()
    visits = np.array([_VISITS_A_MONTH * _SEASON[month.month - 1] for month in months])
    visits = np.rint(visits * np.exp(rng.normal(0, 0.03, len(months)))).astype(int)
    views = np.rint(visits * _PAGES_A_VISIT * np.exp(rng.normal(0, 0.015, len(months)))).astype(int)
    swapped = np.array([IMPOSSIBLE_YEAR.start <= month < IMPOSSIBLE_YEAR.end for month in months])
    visits[swapped] = _add_up(visits[swapped], IMPOSSIBLE_PAGE_VIEWS)
    views[swapped] = _add_up(views[swapped], IMPOSSIBLE_VISITS)
    first, second = np.where(swapped, views, visits), np.where(swapped, visits, views)
    return [(f"{month:%d/%m/%Y}", int(a), int(b)) for month, a, b in zip(months, first, second, strict=True)]


def _add_up(values: np.ndarray, total: int) -> np.ndarray:
    scaled = np.floor(values * (total / values.sum())).astype(int)
    scaled[-1] += total - scaled.sum()
    return scaled
