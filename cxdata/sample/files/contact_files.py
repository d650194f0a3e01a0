"""Two systems' exports of the same contacts: the CRM's cases, and the online forms and app; with their faults."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cxdata.contract import COMPLEXITIES
from cxdata.sample.council import (
    DEFAULT_POINT,
    DEFAULT_POINT_SHARE,
    DUPLICATED,
    FORMS_END,
    OLD_CODE,
    OLD_CODE_END,
    OLD_CODE_WARD,
    SPAN,
    WARD_BLANK,
    WARD_BLANK_OTHERWISE,
    WARD_CODES,
    WARD_NAMES,
)
from cxdata.sample.faults import CRM_BAD, CRM_PLAIN, FORMS_BAD, FORMS_PLAIN, spoil_closed, write_bad
from cxdata.sample.files.contacts import Block
from cxdata.sample.people import People
from cxdata.sample.services import CHANNELS_USED, ONLINE, SERVICE_NAMES, SERVICES
from cxdata.sample.wards import wards
from cxdata.sample.write import ArrowCsv, open_gzip

CRM_FILE, FORMS_FILE = "crm_cases.csv.gz", "online_forms_and_app.csv.gz"
METHODS = {
    "email": "E-mail",
    "webchat": "Web chat",
    "phone": "Telephone",
    "automated_phone": "IVR",
    "face_to_face": "Counter",
    "post": "Letter",
    "social": "Social media",
    "partner": "Partner agency",
    "other": "Other",
}
A_DAY = 1440
RAISED_BY = ("Customer", "Staff", "Partner")
AVOIDABLE = (
    "AC0 Not avoidable",
    "AC1 Unclear letter",
    "AC2 Passed on",
    "AC3 Chasing progress",
    "AC4 Repeat",
    "AC5 Closed too soon",
)
KINDS = ("RES", "TEN", "BUS", "LLD", "STU", "VIS")
SITES = ("Town Hall", "Northgate Library", "Riverside Hub")
OUTCOMES = ("Resolved", "Passed to service", "No action needed", "Withdrawn")
DEVICES = ("WEB", "APP")
FORM_COLUMNS = (
    "submission_id",
    "submitted",
    "respond_by",
    "completed_at",
    "via",
    "form",
    "topic",
    "account_type",
    "ward",
    "lat",
    "lon",
    "customer",
    "delivered_by",
    "status",
    "urgent",
    "complexity",
)
_HAS_REFERENCE = {"phone": 0.78, "face_to_face": 0.7, "web": 0.9, "app": 0.99, "email": 0.8}
_HAS_REFERENCE_OTHERWISE = 0.5


@dataclass
class Tally:
    """What was really written, kept while writing: the truth that the README and the tests go by."""

    crm: int = 0
    forms: int = 0
    duplicates: int = 0
    default_point: int = 0
    staff: int = 0
    old_code: int = 0
    sentinels: int = 0
    closed_early: int = 0
    ward_blank: dict[str, list[int]] = field(default_factory=dict)
    completions: np.ndarray = field(
        default_factory=lambda: np.zeros(((SPAN.end - SPAN.start).days, len(SERVICES)), dtype=np.int64)
    )


class Words:
    """Codes to Arrow text by look-up: dates, minutes, names."""

    def __init__(self) -> None:
        days = [SPAN.start + timedelta(days=step) for step in range((SPAN.end - SPAN.start).days + 40)]
        self._british = pa.array([f"{day:%d/%m/%Y}" for day in days])
        self._iso = pa.array([day.isoformat() for day in days])
        self._clock = pa.array([f"{minute // 60:02d}:{minute % 60:02d}" for minute in range(1440)])
        self._depth = max(len(service.reasons) for service in SERVICES)
        none = (("", 0.0, False, False),)
        grid = [row for service in SERVICES for row in (service.reasons + none * self._depth)[: self._depth]]
        self._reason = pa.array([words for words, *_ in grid])
        self.is_complex = np.array([flag for _, _, flag, _ in grid])
        self.is_digital = np.array([flag for *_, flag in grid])

    def moment(self, minutes: np.ndarray, *, iso: bool = False) -> pa.Array:
        """Minutes since the start as text; a negative number is an empty cell."""
        day = pa.array(minutes // 1440, mask=minutes < 0)
        clock = pa.array(minutes % 1440, mask=minutes < 0)
        days = self._iso if iso else self._british
        return pc.binary_join_element_wise(days.take(day), self._clock.take(clock), " ")

    def reason(self, block: Block) -> tuple[pa.Array, np.ndarray]:
        """The reasons' words, and their positions in the grid of all reasons."""
        position = block.service * self._depth + block.reason
        return self._reason.take(pa.array(position)), position


def words(names: tuple[str, ...], codes: np.ndarray, blank: np.ndarray | None = None) -> pa.Array:
    """The names at those codes; an empty cell where `blank`."""
    return pa.array(names).take(pa.array(codes, mask=blank))


def write_contacts(
    out: Path, blocks: Iterator[Block], crowd: People, seed: int, report: Callable[[int], None]
) -> tuple[list[Path], Tally]:
    """Both files, month by month, and what went into them; `report` hears how many contacts are written."""
    tally, text = Tally(), Words()
    paths = [out / CRM_FILE, out / FORMS_FILE]
    online = np.flatnonzero(ONLINE)
    with ExitStack() as stack:
        crm, forms = (ArrowCsv(stack.enter_context(open_gzip(path))) for path in paths)
        repeated: dict[str, Any] = {}
        for index, block in enumerate(blocks):
            rng = np.random.default_rng([seed, 11, index])
            by_form = np.isin(block.channel, online)
            _count_completions(tally, block)
            cases = block.take(~by_form)
            columns = _crm(cases, crowd, text, tally, rng)
            crm.write(columns)
            if (week := _between(cases, DUPLICATED.start, DUPLICATED.end)).any():
                repeated = {name: _rows(values, week) for name, values in columns.items()}
            sent = by_form & _between(block, SPAN.start, FORMS_END)
            forms.write(_forms(block.take(sent), crowd, text, tally, rng))
            report(len(block.received))
        if repeated:
            crm.write(repeated)
            tally.duplicates = len(repeated["Case No"])
        write_bad(crm, tuple(columns), CRM_PLAIN, CRM_BAD)
        write_bad(forms, FORM_COLUMNS, FORMS_PLAIN, FORMS_BAD)
    return paths, tally


def _crm(block: Block, crowd: People, text: Words, tally: Tally, rng: np.random.Generator) -> dict[str, Any]:
    number = len(block.received)
    case = np.arange(tally.crm, tally.crm + number) + 1_000_001
    reason, reason_index = text.reason(block)
    closed = text.moment(block.closed)
    if not tally.crm and number:
        closed, tally.sentinels, tally.closed_early = spoil_closed(closed, text.moment(block.received - A_DAY))
    tally.crm += number
    tally.staff += int((block.requester == 1).sum())
    counter = block.channel == CHANNELS_USED.index("face_to_face")
    return {
        "Case No": case,
        "Logged": text.moment(block.received),
        "Closed": closed,
        "Target Date": text.moment(block.due),
        "Contact Method": words(tuple(METHODS.get(name, "") for name in CHANNELS_USED), block.channel),
        "Service Area": words(SERVICE_NAMES, block.service),
        "Case Type": reason,
        "Cust Cat": words(KINDS, block.kind),
        "Raised By": words(RAISED_BY, block.requester),
        "Ward Code": _ward(block, tally, rng),
        "Access Point": words(SITES, rng.choice(len(SITES), number, p=(0.55, 0.27, 0.18)), ~counter),
        "Delivered By": words(tuple(service.provider for service in SERVICES), block.service),
        "Customer Ref": _reference(block, crowd, rng),
        "Complexity": words(("R", "C"), text.is_complex[reason_index].astype(int)),
        "Online Option": words(("N", "Y"), text.is_digital[reason_index].astype(int)),
        "FCR": words(("N", "Y"), np.maximum(block.first_time, 0), block.first_time < 0),
        "Avoidable Code": words(AVOIDABLE, np.maximum(block.avoidable, 0), block.avoidable < 0),
        "Urgent": words(("N", "Y"), block.urgent.astype(int)),
        "Outcome": words(OUTCOMES, rng.choice(len(OUTCOMES), number, p=(0.72, 0.18, 0.06, 0.04)), block.closed < 0),
    }


def _forms(block: Block, crowd: People, text: Words, tally: Tally, rng: np.random.Generator) -> dict[str, Any]:
    number = len(block.received)
    submission = pa.array(np.arange(tally.forms, tally.forms + number) + 1_000_001).cast(pa.string())
    tally.forms += number
    reason, reason_index = text.reason(block)
    spots = wards().points
    spot = spots[block.ward, rng.integers(0, spots.shape[1], number)]
    default = rng.random(number) < DEFAULT_POINT_SHARE
    located = np.array([service.located for service in SERVICES])[block.service] | default
    spot = np.where(default[:, None], DEFAULT_POINT, spot)
    tally.default_point += int(default.sum())
    columns = (
        pc.binary_join_element_wise("F", submission, ""),
        text.moment(block.received, iso=True),
        text.moment(block.due, iso=True),
        text.moment(block.closed, iso=True),
        words(DEVICES, block.channel),
        words(SERVICE_NAMES, block.service),
        reason,
        words(KINDS, block.kind),
        _ward(block, tally, rng),
        pa.array(spot[:, 0], mask=~located),
        pa.array(spot[:, 1], mask=~located),
        _reference(block, crowd, rng),
        words(tuple(service.provider for service in SERVICES), block.service),
        words(("Complete", "Payment failed"), (rng.random(number) < 0.025).astype(int)),
        words(("", "1"), block.urgent.astype(int)),
        words(COMPLEXITIES, text.is_complex[reason_index].astype(int)),
    )
    return dict(zip(FORM_COLUMNS, columns, strict=True))


def _ward(block: Block, tally: Tally, rng: np.random.Generator) -> pa.Array:
    """Ward codes, blank more often by phone than in the app; one ward under its old code in the first weeks."""
    chance = np.array([WARD_BLANK.get(name, WARD_BLANK_OTHERWISE) for name in CHANNELS_USED])[block.channel]
    blank = rng.random(len(chance)) < chance
    for code, name in enumerate(CHANNELS_USED):
        seen = tally.ward_blank.setdefault(name, [0, 0])
        rows = block.channel == code
        seen[0] += int(blank[rows].sum())
        seen[1] += int(rows.sum())
    old = (block.ward == WARD_NAMES.index(OLD_CODE_WARD)) & _between(block, SPAN.start, OLD_CODE_END)
    tally.old_code += int((old & ~blank).sum())
    return words((*WARD_CODES, OLD_CODE), np.where(old, len(WARD_CODES), block.ward), blank)


def _reference(block: Block, crowd: People, rng: np.random.Generator) -> pa.Array:
    has = np.array([_HAS_REFERENCE.get(name, _HAS_REFERENCE_OTHERWISE) for name in CHANNELS_USED])[block.channel]
    without = (rng.random(len(has)) >= has) & ~block.known
    return pc.binary_join_element_wise("C", pa.array(crowd.reference[block.customer], mask=without).cast("string"), "")


def _count_completions(tally: Tally, block: Block) -> None:
    web = block.channel == CHANNELS_USED.index("web")
    np.add.at(tally.completions, (block.received[web] // 1440, block.service[web]), 1)


def _between(block: Block, start: date, end: date) -> np.ndarray:
    return (block.received >= (start - SPAN.start).days * 1440) & (block.received < (end - SPAN.start).days * 1440)


def _rows(values: Any, mask: np.ndarray) -> Any:
    return values[mask] if isinstance(values, np.ndarray) else values.filter(pa.array(mask))
