"""Survey answers and how many were asked: satisfaction by channel, and one group that is badly served."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain
from pathlib import Path

import numpy as np

from cxdata.sample.council import (
    ANSWERS_BY_CHANNEL,
    BANK_HOLIDAYS,
    POCKET,
    POCKET_DISSATISFIED,
    RESPONSE_RATES,
    SATISFACTION,
    SPAN,
    SURVEY_STREAM,
    WARD_CODES,
)
from cxdata.sample.files.comments import comments
from cxdata.sample.files.contact_files import KINDS
from cxdata.sample.files.contacts import shares_by_month
from cxdata.sample.people import LANGUAGE_STREAM, People, languages, pick_rows, ward_chances
from cxdata.sample.services import AGES, CHANNELS_USED, SERVICE_NAMES, SERVICES, STREET_CONTRACTOR, TYPES
from cxdata.sample.write import write_csv

ANSWERS_FILE, INVITATIONS_FILE = "survey_answers.csv", "survey_invitations.csv"
INVITED_HOW = {
    "phone": "Text after call",
    "face_to_face": "Offered by staff",
    "web": "End of form",
    "app": "End of form",
    "email": "Link in reply",
    "webchat": "End of chat",
}
CHANNEL_WORDS = {
    "phone": "Phone",
    "face_to_face": "Customer service centre",
    "web": "Website",
    "app": "My Quarnmere app",
    "email": "Email",
    "webchat": "Live chat",
}
_HEADER = (
    "Response ID",
    "Date completed",
    "Q1 Overall (1-5)",
    "Q2 Easy (1-5)",
    "Q3 Outcome (1-5)",
    "Q4 Felt (1-5)",
    "Channel",
    "Service",
    "Customer group",
    "Ward",
    "Provider",
    "Age group",
    "Disability",
    "Main language",
    "Customer Ref",
    "Invited by",
    "Respondent name",
    "What could we do better?",
)
# (the row, the reason it cannot be loaded)
_BAD = (
    (("R900001", "12/03/2025", "6", "5", "5", "5", "Phone", "Benefits", "RES"), "rating 6"),
    (("R900002", "31/02/2025", "4", "4", "4", "4", "Phone", "Benefits", "RES"), "no such day"),
    (("R900003", "", "4", "4", "4", "4", "Website", "Benefits", "RES"), "blank date"),
    (("R900004", "14/03/2025", "Happy", "4", "4", "4", "Website", "Benefits", "RES"), "rating in words"),
)
SURVEY_BAD = len(_BAD)


@dataclass(frozen=True)
class Answers:
    """All answers in order of time: indexes into the council's lists, minutes since the start of SPAN, scores."""

    moment: np.ndarray
    channel: np.ndarray  # index of ANSWERS_BY_CHANNEL
    service: np.ndarray
    kind: np.ndarray
    ward: np.ndarray
    customer: np.ndarray
    score: np.ndarray

    @property
    def month(self) -> np.ndarray:
        """Position of the month in SPAN."""
        return month_index()[self.moment // 1440]

    def in_pocket(self) -> np.ndarray:
        """Which answers come from the badly served group."""
        return (
            (self.channel == list(ANSWERS_BY_CHANNEL).index(POCKET["channel"]))
            & (self.service == SERVICE_NAMES.index(POCKET["service"]))
            & (self.kind == TYPES.index(POCKET["customer_type"]))
        )


def month_index() -> np.ndarray:
    """For each day of SPAN the position of its month."""
    days = [SPAN.start + timedelta(days=step) for step in range((SPAN.end - SPAN.start).days)]
    return np.array([(day.year - SPAN.start.year) * 12 + day.month - SPAN.start.month for day in days])


def draw_answers(number: int, crowd: People, seed: int) -> Answers:
    """`number` answers; nobody answers about the contractor that asks nobody."""
    rng = np.random.default_rng([seed, SURVEY_STREAM])
    names = list(ANSWERS_BY_CHANNEL)
    channel = rng.choice(len(names), number, p=np.array(list(ANSWERS_BY_CHANNEL.values())))
    surveyed = np.array([service.provider != STREET_CONTRACTOR for service in SERVICES])
    by_channel = np.array([service.channels for service in SERVICES]).T[[CHANNELS_USED.index(name) for name in names]]
    mix = by_channel * np.array([service.share for service in SERVICES]) * surveyed
    service = pick_rows(np.cumsum(mix / mix.sum(1, keepdims=True), axis=1), channel, rng)
    types = np.cumsum(np.array([each.types for each in SERVICES]) / 100, axis=1)
    kind = pick_rows(types, service, rng)
    ward = pick_rows(ward_chances(), service, rng)
    customer = crowd.pick(kind, ward, rng)
    moment = _moments(number, rng)
    order = np.argsort(moment, kind="stable")
    levels = np.cumsum(np.array([SATISFACTION[name] for name in names]) / 100, axis=1)
    answers = Answers(
        moment=moment[order],
        channel=channel[order],
        service=service[order],
        kind=kind[order],
        ward=ward[order],
        customer=customer[order],
        score=5 - pick_rows(levels, channel[order], rng),
    )
    pocket = np.flatnonzero(answers.in_pocket())
    answers.score[pocket] = _pocket_scores(len(pocket), rng)
    return answers


def _moments(number: int, rng: np.random.Generator) -> np.ndarray:
    """Spread over the months a little less unevenly than contacts are, on open days and at weekends."""
    in_month = _monthly_weight()[month_index()]
    days = [SPAN.start + timedelta(days=step) for step in range(len(in_month))]
    weight = np.array([0.2 if day.weekday() > 4 or day in BANK_HOLIDAYS else 1.0 for day in days])
    chance = in_month * weight / np.bincount(month_index(), weight)[month_index()]
    day = rng.choice(len(days), number, p=chance / chance.sum())
    return day * 1440 + rng.integers(9 * 60, 20 * 60, number)


def _monthly_weight() -> np.ndarray:
    return shares_by_month().sum(1) ** 0.6


def _pocket_scores(number: int, rng: np.random.Generator) -> np.ndarray:
    """Exactly the planted share dissatisfied, in an order of chance."""
    unhappy = round(number * POCKET_DISSATISFIED)
    neither = round(number * 0.05)
    very = round(unhappy * 0.45)
    content = number - unhappy - neither
    levels = [1] * very + [2] * (unhappy - very) + [3] * neither + [4] * (content - content // 2) + [5] * (content // 2)
    return rng.permutation(np.array(levels))


def write_surveys(out: Path, answers: Answers, crowd: People, seed: int) -> list[Path]:
    """The answers as the survey tool exports them (UTF-8 with a byte-order mark), and the invitations by month."""
    rng = np.random.default_rng([seed, SURVEY_STREAM, 1])
    bad = [(*cells, *[None] * (len(_HEADER) - len(cells))) for cells, _ in _BAD]
    rows = chain(_rows(answers, crowd, rng, seed), bad)
    written = write_csv(out / ANSWERS_FILE, _HEADER, rows, encoding="utf-8-sig")
    return [written, _write_invitations(out, answers, rng)]


def _rows(answers: Answers, crowd: People, rng: np.random.Generator, seed: int) -> Iterator[tuple[object, ...]]:
    """One row of the export for each answer, with the cells that people leave empty."""
    names = list(ANSWERS_BY_CHANNEL)
    number = len(answers.score)
    others = [np.clip(answers.score + rng.choice((-1, 0, 0, 0, 1), number), 1, 5) for _ in range(3)]
    skipped = [rng.random(number) < 0.04 for _ in range(3)]
    texts = comments(answers.score, answers.service, answers.in_pocket(), rng)
    anonymous = rng.random(number) < 0.12
    disabled = rng.choice(3, number, p=(0.74, 0.18, 0.08))
    no_ward = rng.random(number) < 0.03
    language = languages(number, np.random.default_rng([seed, LANGUAGE_STREAM]))
    days = [f"{SPAN.start + timedelta(days=step):%d/%m/%Y}" for step in range((SPAN.end - SPAN.start).days)]
    for row in range(number):
        minute = int(answers.moment[row])
        channel = names[answers.channel[row]]
        service = SERVICES[answers.service[row]]
        yield (
            f"R{100001 + row}",
            f"{days[minute // 1440]} {minute % 1440 // 60:02d}:{minute % 60:02d}",
            int(answers.score[row]),
            *(None if gap[row] else int(other[row]) for other, gap in zip(others, skipped, strict=True)),
            CHANNEL_WORDS[channel],
            service.name,
            KINDS[answers.kind[row]],
            None if no_ward[row] else WARD_CODES[answers.ward[row]],
            service.provider,
            AGES[crowd.age[answers.customer[row]]],
            ("No", "Yes", "Prefer not to say")[disabled[row]],
            language[row],
            None if anonymous[row] else f"C{crowd.reference[answers.customer[row]]}",
            INVITED_HOW[channel],
            None,
            texts[row],
        )


def _write_invitations(out: Path, answers: Answers, rng: np.random.Generator) -> Path:
    """For each month, channel, service and customer type: how many were asked, never fewer than answered."""
    names = list(ANSWERS_BY_CHANNEL)
    months = SPAN.months()
    shape = (len(months), len(names), len(SERVICES), len(TYPES))
    cell = np.ravel_multi_index((answers.month, answers.channel, answers.service, answers.kind), shape)
    answered = np.bincount(cell, minlength=int(np.prod(shape))).reshape(shape)
    season = _monthly_weight() / _monthly_weight().mean()
    mean = answered.mean(0, keepdims=True) * season[:, None, None, None] / _rates(names)
    invited = np.maximum(rng.poisson(mean), np.ceil(answered * 1.3).astype(int))
    rows = [
        (f"{months[m]:%d/%m/%Y}", CHANNEL_WORDS[names[c]], SERVICE_NAMES[s], KINDS[k], int(invited[m, c, s, k]))
        for m, c, s, k in np.argwhere(invited > 0).tolist()
    ]
    return write_csv(out / INVITATIONS_FILE, ("Month", "Channel", "Service", "Customer group", "Invites sent"), rows)


def _rates(names: list[str]) -> np.ndarray:
    return np.array([RESPONSE_RATES[name] for name in names])[None, :, None, None]
