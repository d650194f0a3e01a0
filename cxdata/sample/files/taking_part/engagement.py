"""The engagement log by month: who was asked for views and opted in, took part, was signposted, and was referred."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np

from cxdata.sample.council import (
    ASKED_A_MONTH,
    NETWORKS,
    OPT_IN,
    OPT_IN_LOW_WARDS,
    REFERRALS_FROM,
    REFERRERS,
    SILENT_NETWORK_FROM,
    SPAN,
    WARD_CODES,
    WARD_NAMES,
)
from cxdata.sample.wards import wards
from cxdata.sample.write import write_csv

ENGAGEMENT_FILE = "engagement_log.csv"
_STREAM = 63
# Activity, how they came, people a month in the mean, and how far that goes up and down.
_TOOK_PART = (
    ("Consultation", "Website", 120, 40),
    ("Consultation", "Paper form", 28, 10),
    ("Meeting", "In person", 34, 10),
    ("Service design session", "In person", 9, 3),
)
_SIGNPOSTED = (("Phone", "Contact centre", 46), ("In person", "Customer service centres", 21))
_LOW = 0.4  # of the others' opt-in
Row = tuple[str, str, int, str | None, str | None, str | None]


def write_engagement(out: Path, seed: int) -> Path:
    """Month, activity, people, and where they are known the ward, the channel and who signposted or referred them."""
    rng = np.random.default_rng([seed, _STREAM])
    rows = [row for month in SPAN.months() for row in _month(month, rng) if row[2]]
    return write_csv(out / ENGAGEMENT_FILE, ("Month", "Activity", "People", "Ward", "Channel", "Source"), rows)


def _month(month: date, rng: np.random.Generator) -> Iterator[Row]:
    day = f"{month:%d/%m/%Y}"
    adults = wards().residents.sum(1)
    share = adults / adults.sum()
    low = np.array([_LOW if name in OPT_IN_LOW_WARDS else 1.0 for name in WARD_NAMES])
    for channel, mean in ASKED_A_MONTH.items():
        asked = rng.poisson(mean * share)
        given = rng.binomial(asked, OPT_IN[channel] * low)
        yield from _by_ward(day, "Opt-in asked", channel, asked)
        yield from _by_ward(day, "Opt-in given", channel, given)
    for activity, channel, mean, spread in _TOOK_PART:
        people = max(0, round(float(rng.normal(mean, spread))))
        yield from _by_ward(day, activity, channel, rng.multinomial(people, share))
    for channel, source, mean in _SIGNPOSTED:
        yield day, "Signposted to a consultation", int(rng.poisson(mean)), None, channel, source
    for source, mean in REFERRERS.items():
        people = int(rng.poisson(mean))
        silent = source == NETWORKS[-1] and month >= SILENT_NETWORK_FROM
        if month >= REFERRALS_FROM and not silent:
            yield day, "Referral", people, None, None, source


def _by_ward(day: str, activity: str, channel: str, people: np.ndarray) -> Iterator[Row]:
    for code, number in zip(WARD_CODES, people.tolist(), strict=True):
        yield day, activity, number, code, channel, None
