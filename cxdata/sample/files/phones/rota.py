"""The rota of the telephone queues, as a planning tool prints it: how many are on duty from when to when."""

import math
from itertools import groupby
from pathlib import Path

import numpy as np

from cxdata.sample.council import MONDAY_RUSH, ROTA
from cxdata.sample.files.phones.calls import ALL_OPTIONS, HALF_HOUR, WEEKDAY, open_days_of_phones
from cxdata.sample.write import write_csv

ROTA_FILE = "staff_rota.csv"
_ROTA_STREAM = 37
_HALF_HOUR = 1800
_TRAINING, _VACANT = 0.12, 0.1
# People beyond those whom the calls in hand keep busy, by the square root rule: about two minutes' wait.
_SPARE = 0.55
_HEADER = ("Shift date", "On duty from", "On duty to", "Team", "People on duty", "In training", "Posts vacant")


def write_rota(out: Path, seed: int) -> Path:
    """A year of it. On Monday mornings no more are on duty than on other days, which is too few."""
    rng = np.random.default_rng([seed, _ROTA_STREAM])
    plans = [people_on_duty(weekday) for weekday in range(len(WEEKDAY))]
    rows = [
        (
            f"{day:%d/%m/%Y}",
            _clock(first),
            _clock(last),
            team,
            people,
            int(rng.binomial(people, _TRAINING)),
            int(rng.binomial(people, _VACANT)),
        )
        for day in open_days_of_phones()
        if ROTA.start <= day < ROTA.end
        for team, planned in plans[day.weekday()].items()
        for first, last, people in _spans(planned)
    ]
    return write_csv(out / ROTA_FILE, _HEADER, rows)


def people_on_duty(weekday: int) -> dict[str, list[int]]:
    """For each queue how many are on duty in each half-hour of a weekday (0 is Monday): enough for its calls, but on
    Monday mornings only as many as on the other days.
    """
    other_days = float(np.mean(WEEKDAY[1:]))
    busy = [other_days if slot < MONDAY_RUSH and not weekday else WEEKDAY[weekday] for slot in range(len(HALF_HOUR))]
    planned: dict[str, list[int]] = {}
    for queue in dict.fromkeys(name for name, *_ in ALL_OPTIONS):
        usual = sum(calls * talk for name, _, calls, talk, _ in ALL_OPTIONS if name == queue) / _HALF_HOUR
        loads = [usual * share * day for share, day in zip(HALF_HOUR, busy, strict=True)]
        planned[queue] = [max(1, math.ceil(load + _SPARE * math.sqrt(load))) for load in loads]
    return planned


def _spans(people: list[int]) -> list[tuple[int, int, int]]:
    """The half-hours in which so many are on duty, as (first, the one after the last, people)."""
    spans, start = [], 0
    for number, run in groupby(people):
        end = start + len(list(run))
        spans.append((start, end, number))
        start = end
    return spans


def _clock(half_hour: int) -> str:
    return f"{9 + half_hour // 2:02d}:{half_hour % 2 * 30:02d}"
