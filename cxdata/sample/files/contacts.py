"""Contacts, one month at a time: who asked, for what, how, when, and how it ended. Arrays in, arrays out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from cxdata.sample.council import (
    BANK_HOLIDAYS,
    DRIFT_LOGIT_A_MONTH,
    FORM_DAY,
    FORM_LOGIT,
    FORM_SERVICE,
    SPAN,
    STAFF_SHARE,
)
from cxdata.sample.people import People, pick_rows, ward_chances
from cxdata.sample.services import AGE_ONLINE, CHANNELS_USED, ONLINE, SERVICE_NAMES, SERVICES, TYPE_ONLINE
from cxdata.sample.wards import wards

_STAFFED_DAY = (1.35, 1.1, 1.0, 0.95, 0.85, 0.0, 0.0)
_ONLINE_DAY = (1.2, 1.1, 1.05, 1.0, 0.95, 0.8, 0.85)
_OUT_OF_HOURS_PHONE = 0.03
_FOLLOWED_UP = 0.09
_FOLLOW_PHONE = 0.6

PHONE, COUNTER = (CHANNELS_USED.index(name) for name in ("phone", "face_to_face"))
PUBLIC, STAFF, PARTNER = 0, 1, 2


@dataclass
class Block:
    """Contacts of one month in order of time; every field an array of the same length.

    Times are whole minutes since the first day of SPAN; `closed` is -1 while open; `reason` is an index within the
    service; flags are 1 yes, 0 no, -1 not recorded.
    """

    received: np.ndarray
    closed: np.ndarray
    due: np.ndarray
    channel: np.ndarray
    service: np.ndarray
    reason: np.ndarray
    kind: np.ndarray
    ward: np.ndarray
    customer: np.ndarray
    requester: np.ndarray
    first_time: np.ndarray
    avoidable: np.ndarray
    urgent: np.ndarray
    follows: np.ndarray
    known: np.ndarray

    def take(self, rows: np.ndarray) -> "Block":
        """Those rows (a mask or positions) of every field."""
        return Block(**{name: values[rows] for name, values in vars(self).items()})


def shares_by_month() -> np.ndarray:
    """Expected contacts by month and service, as shares of all."""
    months = SPAN.months()
    days = [(_next(month) - month).days for month in months]
    table = (
        np.array([[each.share * each.season[month.month - 1] for each in SERVICES] for month in months], dtype=float)
        * np.array(days)[:, None]
    )
    return table / table.sum()


def counts_by_month(total: int) -> np.ndarray:
    """`total` shared out over the months by largest remainder, so that they add up exactly."""
    exact = shares_by_month().sum(1) * total
    counts = np.floor(exact).astype(int)
    counts[np.argsort(counts - exact, kind="stable")[: total - counts.sum()]] += 1
    return counts


def channel_chances(month: date) -> np.ndarray:
    """Chances of each channel (service, type, age, ward, channel) in a month: the declared effects and no others."""
    borough = wards()
    steps = (month.year - SPAN.start.year) * 12 + month.month - SPAN.start.month
    lift = np.full(len(SERVICES), DRIFT_LOGIT_A_MONTH * steps)
    if month >= FORM_DAY:
        lift[SERVICE_NAMES.index(FORM_SERVICE)] += FORM_LOGIT
    ward = -0.09 * (borough.exclusion - borough.exclusion.mean())
    logit = (
        lift[:, None, None, None]
        + np.array(TYPE_ONLINE)[None, :, None, None]
        + np.array(AGE_ONLINE)[None, None, :, None]
        + ward[None, None, None, :]
    )
    base = np.array([service.channels for service in SERVICES])
    chances = base[:, None, None, None, :] * np.where(np.array(ONLINE), np.exp(logit)[..., None], 1.0)
    return chances / chances.sum(-1, keepdims=True)


def month_blocks(total: int, crowd: People, seed: int) -> Iterator[Block]:
    """The contacts of every month of SPAN, `total` in all."""
    shares = shares_by_month()
    wards_of = ward_chances()
    for index, (month, number) in enumerate(zip(SPAN.months(), counts_by_month(total), strict=True)):
        rng = np.random.default_rng([seed, 10, index])
        yield _month(month, int(number), shares[index], wards_of, crowd, rng)


def _month(
    month: date, number: int, shares: np.ndarray, wards_of: np.ndarray, crowd: People, rng: np.random.Generator
) -> Block:
    follow_ups = round(number * _FOLLOWED_UP)
    first = number - follow_ups
    service = rng.choice(len(SERVICES), first, p=shares / shares.sum()).astype(np.int64)
    types = np.cumsum(np.array([each.types for each in SERVICES]) / 100, axis=1)
    kind = pick_rows(types, service, rng)
    ward = pick_rows(wards_of, service, rng)
    customer = crowd.pick(kind, ward, rng)
    chances = np.cumsum(channel_chances(month), axis=-1)
    cell = np.ravel_multi_index((service, kind, crowd.age[customer], ward), chances.shape[:-1])
    channel = pick_rows(chances.reshape(-1, chances.shape[-1]), cell, rng)
    received = _moments(month, channel, rng)
    again = rng.choice(first, follow_ups, replace=False)
    later, how = _follow_ups(month, received[again], channel[again], rng)
    moment = np.concatenate([received, later])
    order = np.argsort(moment, kind="stable")
    source = np.concatenate([np.arange(first), again])[order]
    way = np.concatenate([channel, how])[order]
    return _with_endings(
        received=moment[order],
        service=service[source],
        kind=kind[source],
        ward=ward[source],
        customer=customer[source],
        channel=way,
        follows=order >= first,
        rng=rng,
    )


def _moments(month: date, channel: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """When each contact arrives, in minutes: staffed channels in opening hours, online ones at any time."""
    days = [month + timedelta(days=step) for step in range((_next(month) - month).days)]
    anytime = np.isin(channel, [index for index, online in enumerate(ONLINE) if online])
    anytime |= rng.random(len(channel)) < _OUT_OF_HOURS_PHONE * (channel == PHONE)
    staffed = np.array([_STAFFED_DAY[day.weekday()] * (day not in BANK_HOLIDAYS) for day in days])
    online = np.array([_ONLINE_DAY[day.weekday()] for day in days])
    number = len(channel)
    day = np.where(
        anytime,
        rng.choice(len(days), number, p=online / online.sum()),
        rng.choice(len(days), number, p=staffed / staffed.sum()),
    )
    minute = np.where(anytime, _online_minute(number, rng), _staffed_minute(number, rng))
    return ((month - SPAN.start).days + day) * 1440 + minute


def _staffed_minute(number: int, rng: np.random.Generator) -> np.ndarray:
    """A minute between nine and five: busiest at ten, quieter at lunch, a second rise in the afternoon."""
    weights = np.array([0.9, 1.25, 1.3, 1.2, 1.1, 1.05, 0.9, 0.85, 0.9, 1.0, 1.05, 1.0, 0.95, 0.9, 0.8, 0.7])
    half_hour = rng.choice(len(weights), number, p=weights / weights.sum())
    return 540 + half_hour * 30 + rng.integers(0, 30, number)


def _online_minute(number: int, rng: np.random.Generator) -> np.ndarray:
    weights = np.array([3, 2, 1, 1, 1, 2, 4, 9, 14, 18, 19, 18, 18, 17, 16, 15, 15, 16, 18, 21, 21, 17, 11, 6], float)
    return rng.choice(24, number, p=weights / weights.sum()) * 60 + rng.integers(0, 60, number)


def _follow_ups(
    month: date, received: np.ndarray, channel: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """The same customer about the same thing on a later open day of the month; after a form, mostly by phone."""
    first_day = (month - SPAN.start).days
    length = (_next(month) - month).days
    is_open = np.array(
        [
            (month + timedelta(days=step)).weekday() < 5 and month + timedelta(days=step) not in BANK_HOLIDAYS
            for step in range(length)
        ]
    )
    wanted = received // 1440 - first_day + 1 + rng.geometric(0.4, len(received)) - 1
    upcoming = np.array([next((day for day in range(start, length) if is_open[day]), -1) for start in range(length)])
    day = np.where(wanted < length, upcoming[np.minimum(wanted, length - 1)], -1)
    last = np.flatnonzero(is_open)[-1]
    day = np.where(day < 0, last, day)
    minute = _staffed_minute(len(received), rng)
    moment = (first_day + day) * 1440 + minute
    # Where the month ends before an open day comes, they ring within the hour, while the first contact is fresh.
    moment = np.where(moment > received, moment, np.minimum(received + 20, (first_day + length) * 1440 - 1))
    online = np.isin(channel, [index for index, flag in enumerate(ONLINE) if flag])
    rings = rng.random(len(received)) < np.where(online, 0.85, _FOLLOW_PHONE)
    return moment, np.where(rings, PHONE, channel)


def _with_endings(
    *,
    received: np.ndarray,
    service: np.ndarray,
    kind: np.ndarray,
    ward: np.ndarray,
    customer: np.ndarray,
    channel: np.ndarray,
    follows: np.ndarray,
    rng: np.random.Generator,
) -> Block:
    """The block of these contacts with how each went: its reason, due and closing minute (-1: open), who asked."""
    number = len(received)
    depth = max(len(each.reasons) for each in SERVICES)
    reasons = np.ones((len(SERVICES), depth))
    for row, each in enumerate(SERVICES):
        reasons[row, : len(each.reasons)] = np.cumsum([share for _, share, _, _ in each.reasons]) / 100
    reason = pick_rows(reasons, service, rng)
    allowed = np.array([each.due_days for each in SERVICES])[service]
    due = (received // 1440 + allowed) * 1440 + 1020
    in_time = rng.random(number) < np.array([each.on_time for each in SERVICES])[service]
    spent = np.where(in_time, rng.random(number) ** 1.6 * 0.98, 1.02 + rng.exponential(0.5, number))
    closed = received + 5 + ((due - received - 5) * spent).astype(np.int64)
    closed[closed >= (SPAN.end - SPAN.start).days * 1440] = -1
    closed[rng.random(number) < 0.004] = -1
    staffed = np.isin(channel, [PHONE, COUNTER])
    first_time = np.where(staffed & (rng.random(number) < 0.97), rng.random(number) < 0.78, -1)
    sampled = (channel == PHONE) & (rng.random(number) < 0.08)
    avoidable = np.where(sampled, rng.choice(6, number, p=(0.58, 0.15, 0.09, 0.08, 0.06, 0.04)), -1)
    urgent = rng.random(number) < 0.015
    draw = rng.random(number)
    requester = np.where(draw < STAFF_SHARE, STAFF, np.where(draw < STAFF_SHARE + 0.012, PARTNER, PUBLIC))
    return Block(
        received=received,
        closed=closed,
        due=due,
        channel=channel,
        service=service,
        reason=reason,
        kind=kind,
        ward=ward,
        customer=customer,
        requester=requester,
        first_time=first_time,
        avoidable=avoidable,
        urgent=urgent,
        follows=follows,
        known=np.zeros(number, bool),
    )


def _next(month: date) -> date:
    return date(month.year + (month.month == 12), month.month % 12 + 1, 1)
