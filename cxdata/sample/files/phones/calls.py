"""Half-hourly telephone figures by queue and menu option, as a telephone system writes them."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa

from cxdata.sample.council import (
    ABANDONED_AFTER,
    ABANDONED_BEFORE,
    BANK_HOLIDAYS,
    CALLS_STREAM,
    MENU_DAY,
    SPAN,
    WAIT_AFTER,
    WAIT_BEFORE,
    WORST_ABANDONED,
    WORST_QUEUE,
    WORST_WAIT,
)
from cxdata.sample.files.phones.each_call import ABANDONED_EDGES, ANSWERED_EDGES, Intervals, Waits, waits_of_calls
from cxdata.sample.files.phones.mondays import rush
from cxdata.sample.write import ArrowCsv, open_gzip

CALLS_FILE = "telephony_half_hours.txt.gz"
# queue, menu option, calls in a usual half-hour, seconds of talk and wrap-up, service in the words of the phone system
OPTIONS = (
    ("Council Tax", "1 Bills and payments", 8.0, 330, "Council tax and business rates"),
    ("Council Tax", "2 Moving home", 4.2, 410, "Council tax and business rates"),
    ("Waste", "1 Bins and recycling", 7.0, 240, "Bins and recycling"),
    ("Waste", "2 Garden waste", 3.0, 260, "Garden waste"),
    ("Housing", "1 Repairs", 7.5, 380, "Housing repairs"),
    ("Housing", "2 Benefits and rent", 4.0, 520, "Benefits"),
    ("General", "1 Parking", 3.2, 280, "Parking and permits"),
    ("General", "2 Anything else", 4.5, 300, ""),
)
WORST_OPTIONS = ((WORST_QUEUE, "1 Care at home", 0.8, 620, ""), (WORST_QUEUE, "2 Blue badge", 0.4, 540, ""))
ALL_OPTIONS = OPTIONS + WORST_OPTIONS
WEEKDAY = (1.3, 1.08, 1.0, 0.95, 0.9)
_WEEKDAY_WAIT = (1.28, 0.95, 0.9, 0.9, 0.87)  # longest on Mondays; weighted by calls the mean is 1
HALF_HOUR = (0.9, 1.25, 1.3, 1.2, 1.1, 1.05, 0.9, 0.85, 0.9, 1.0, 1.05, 1.0, 0.95, 0.9, 0.8, 0.7)
_MARCH = {"1 Bills and payments": 1.6, "2 Garden waste": 1.9}
_LOST = 0.012
_DAY_NOISE = 0.14
_SHORT = 0.12
_WORST_STREAM = 34
BAD_LINES = (
    (
        "a number below nought",
        "06/06/2025 10:00\tWaste\t1 Bins and recycling\tBins and recycling\t-4" + "\t0" * 19,
    ),
    (
        "a word for a number",
        "06/06/2025 10:30\tWaste\t1 Bins and recycling\tBins and recycling\tn.a.x" + "\t0" * 19,
    ),
)


def write_calls(out: Path, seed: int) -> Path:
    """Every open day, sixteen half-hours, each menu option: offered, answered, abandoned, waits, talk.

    Answered and abandoned fall a little short of offered, as they do in life: some calls are lost in transfer.
    """
    days = open_days_of_phones()
    mondays = np.array([day.weekday() == 0 for day in days])
    usual = rush(_usual(days, np.random.default_rng([seed, CALLS_STREAM])), mondays, seed)
    intervals = usual.beside(_worst(days, np.random.default_rng([seed, _WORST_STREAM])))
    after = np.array([day >= MENU_DAY for day in days])
    return _write(out / CALLS_FILE, days, intervals, waits_of_calls(intervals, after, seed))


def open_days_of_phones() -> list[date]:
    """The days of SPAN on which the phones are answered."""
    days = [SPAN.start + timedelta(days=step) for step in range((SPAN.end - SPAN.start).days)]
    return [day for day in days if day.weekday() < 5 and day not in BANK_HOLIDAYS]


def _usual(days: list[date], rng: np.random.Generator) -> Intervals:
    """The queues that the new menu makes quicker."""
    weekday = np.array([day.weekday() for day in days])
    march = np.array([day.month == 3 for day in days])
    after = np.array([day >= MENU_DAY for day in days])
    shape = (len(days), len(HALF_HOUR), len(OPTIONS))
    season = np.where(march[:, None], [_MARCH.get(option, 1.0) for _, option, *_ in OPTIONS], 1.0)
    mean = (
        np.array([each[2] for each in OPTIONS])[None, None, :]
        * np.array(HALF_HOUR)[None, :, None]
        * (np.array(WEEKDAY)[weekday] * np.exp(rng.normal(0, 0.06, len(days))))[:, None, None]
        * season[:, None, :]
    )
    offered = rng.poisson(mean)
    lost = rng.binomial(offered, _LOST)
    gives_up = np.where(after, ABANDONED_AFTER, ABANDONED_BEFORE)[:, None, None]
    abandoned = rng.binomial(offered - lost, np.broadcast_to(gives_up, shape))
    answered = offered - lost - abandoned
    early = rng.binomial(abandoned, _SHORT)
    typical = (
        np.where(after, WAIT_AFTER, WAIT_BEFORE)
        * np.array(_WEEKDAY_WAIT)[weekday]
        * np.exp(rng.normal(-(_DAY_NOISE**2) / 2, _DAY_NOISE, len(days)))
    )[:, None, None] * np.exp(rng.normal(0, 0.25, shape) - 0.25**2 / 2)
    waited = np.rint(rng.gamma(np.maximum(answered, 1), typical) * (answered > 0)).astype(np.int64)
    talk = np.array([each[3] for each in OPTIONS])[None, None, :]
    handled = np.rint(rng.gamma(np.maximum(answered, 1) * 2.0, talk / 2.0) * (answered > 0)).astype(np.int64)
    return Intervals(offered, answered, abandoned, early, waited, handled)


def _worst(days: list[date], rng: np.random.Generator) -> Intervals:
    """The queue that waits longest, before the new menu and after."""
    weekday = np.array(WEEKDAY)[[day.weekday() for day in days]]
    usual = np.array([each[2] for each in WORST_OPTIONS])
    offered = rng.poisson(usual * np.array(HALF_HOUR)[None, :, None] * weekday[:, None, None])
    abandoned = rng.binomial(offered, WORST_ABANDONED)
    answered = offered - abandoned
    talk = np.array([each[3] for each in WORST_OPTIONS])
    return Intervals(
        offered,
        answered,
        abandoned,
        rng.binomial(abandoned, _SHORT),
        np.rint(rng.gamma(np.maximum(answered, 1), WORST_WAIT) * (answered > 0)).astype(np.int64),
        np.rint(rng.gamma(np.maximum(answered, 1) * 2.0, talk / 2.0) * (answered > 0)).astype(np.int64),
    )


def _write(path: Path, days: list[date], intervals: Intervals, waits: Waits) -> Path:
    when = [f"{day:%d/%m/%Y} {9 + slot // 2:02d}:{slot % 2 * 30:02d}" for day in days for slot in range(len(HALF_HOUR))]
    option = pa.array(np.tile(np.arange(len(ALL_OPTIONS)), len(when)))
    words = {
        "Skill Group": [each[0] for each in ALL_OPTIONS],
        "IVR Option": [each[1] for each in ALL_OPTIONS],
        "Service": [each[4] for each in ALL_OPTIONS],
    }
    figures = {
        "Offered": intervals.offered,
        "Handled": intervals.answered,
        "Abnd": intervals.abandoned,
        "Abnd <5s": intervals.early,
        "Queue Time (s)": intervals.waited,
        "Talk+Wrap (s)": intervals.handled,
        **{f"Handled <={edge}s": counts for edge, counts in zip(ANSWERED_EDGES, waits.answered_within, strict=True)},
        "Longest Wait (s)": waits.longest,
        "Abnd Time (s)": waits.abandoned_wait,
        **{f"Abnd <={edge}s": counts for edge, counts in zip(ABANDONED_EDGES, waits.abandoned_within, strict=True)},
        "Transferred": waits.transferred,
        "Call-backs": waits.callbacks,
    }
    with open_gzip(path) as packed:
        sink = ArrowCsv(packed, "\t")
        sink.write(
            {"Interval Start": pa.array(when).take(pa.array(np.repeat(np.arange(len(when)), len(ALL_OPTIONS))))}
            | {name: pa.array(listed).take(option) for name, listed in words.items()}
            | {name: values.ravel() for name, values in figures.items()}
        )
        for _, line in BAD_LINES:
            sink.line(line)
    return path
