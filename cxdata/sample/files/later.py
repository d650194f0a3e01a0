"""What the complaints register says beside its dates, and the cases that nobody has answered yet."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

import numpy as np

from cxdata.sample.council import SPAN

HEADINGS = (
    "Acknowledged By",
    "Extension Reason",
    "Refusal Reason",
    "Reopened",
    "What Went Wrong",
    "What We Did",
    "Did It Stop",
)
# Where the columns of a row stand.
_STAGE, _RECEIVED, _ACKNOWLEDGED, _EXTENDED, _REPLIED, _OUTCOME, _LEARNING, _REMEDY = 1, 3, 4, 6, 7, 8, 13, 14
_SERVICE = 9
_UNANSWERED_SINCE = date(2026, 5, 1)
_UNANSWERED, _REOPENED, _TOLD = 0.13, 0.02, 0.4
_WAYS = ("E-mail", "Letter", "Telephone", None)
_EXTENSIONS = ("Records awaited", "Complex case", "Officer away", None)
_REFUSALS = ("Out of time", "Before a court or tribunal", "Not about the council", None)
_WRONG = (
    "A letter about {service} gave the wrong date, and nobody rang back",
    "The same visit for {service} was missed three times running",
    "Two teams each thought that the other had the case about {service}",
    "The form for {service} did not say which papers to send. Mrs Holt, 07700 900123, had to come in twice",
)
_DONE = (
    "Rewrote the letter and read it with three residents first",
    "Gave each case one named officer, jane.ott@example.org among them",
    "Put the list of papers at the head of the form",
    "Briefed the crew and put the street on their list of checks",
)
_STOPPED = ("Yes: none like it in six months", "Partly: two more since", "Too early to say")
Row = tuple[object, ...]


def fill_in(rows: Sequence[Row], rng: np.random.Generator) -> Iterator[Row]:
    """The rows with `HEADINGS` after their own columns; nothing in them is of a day after the register was printed."""
    last = {str(row[0]): number for number, row in enumerate(rows)}
    for number, row in enumerate(rows):
        cells = list(row)
        if (acknowledged := _day(cells[_ACKNOWLEDGED])) and acknowledged >= SPAN.end:
            cells[_ACKNOWLEDGED] = None
        recent = (_day(cells[_RECEIVED]) or SPAN.start) >= _UNANSWERED_SINCE
        if rng.random() < _UNANSWERED and recent and last[str(row[0])] == number and cells[_STAGE] != "Ombudsman":
            cells[_REPLIED] = cells[_OUTCOME] = cells[_LEARNING] = cells[_REMEDY] = None
        yield (*cells, *_beside(cells, rng, answered_last=last[str(row[0])] == number))


def _beside(cells: Sequence[object], rng: np.random.Generator, *, answered_last: bool) -> Row:
    way = _WAYS[rng.choice(4, p=(0.6, 0.2, 0.1, 0.1))]
    extension, refusal = (listed[rng.integers(4)] for listed in (_EXTENSIONS, _REFUSALS))
    reopened = _reopened(cells, rng) if answered_last else None
    told = rng.random() < _TOLD and cells[_LEARNING] not in (None, "None recorded")
    words = [listed[rng.integers(len(listed))] for listed in (_WRONG, _DONE, _STOPPED)]
    words[0] = words[0].format(service=str(cells[_SERVICE]).lower())
    return (
        way if cells[_ACKNOWLEDGED] else None,
        extension if cells[_EXTENDED] else None,
        refusal if cells[_OUTCOME] == "Refused" else None,
        f"{reopened:%d/%m/%Y}" if reopened else None,
        *(words if told else (None, None, None)),
    )


def _reopened(cells: Sequence[object], rng: np.random.Generator) -> date | None:
    """The day on which a case that was answered was opened again: within two weeks of its reply."""
    draw, days = rng.random(), int(rng.integers(2, 14))
    replied = _day(cells[_REPLIED])
    if replied is None or draw >= _REOPENED or cells[_OUTCOME] == "Refused":
        return None
    # Of most the reply that stands came after they were opened again; the newest wait for theirs.
    again = replied + timedelta(days=days)
    recent = replied >= _UNANSWERED_SINCE and again < SPAN.end
    begun = _day(cells[_ACKNOWLEDGED]) or replied
    return again if recent else max(begun, replied - timedelta(days=days))


def _day(written: object) -> date | None:
    return datetime.strptime(str(written), "%d/%m/%Y").date() if written else None
