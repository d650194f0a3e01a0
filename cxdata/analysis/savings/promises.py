"""Savings that were promised, and what is recorded as achieved: cashable, capacity and avoided apart."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cxdata.lists import Entry, read_list
from cxdata.lists.tracker import SAVING_TYPES, TRACKER

NOT_SAID = "kind not said"
KINDS = {
    "cashable": "a budget is smaller",
    "capacity": "time of staff that is free for other work",
    "avoided": "a cost that would have come and did not",
    NOT_SAID: "the list does not say which of the three",
}
"""The kinds of saving and what each means; they are never added to one another without a word."""


@dataclass(frozen=True)
class PromisedSaving:
    """One row of the list that names pounds: None where a sum is not given. `kind` is one of `KINDS`."""

    id: str
    reference: str
    text: str
    kind: str
    promised: float | None
    achieved: float | None
    due: str
    status: str
    heard: str


@dataclass(frozen=True)
class Promises:
    """Every row that names pounds, in the list's order; `faults` are those that cannot be read."""

    rows: tuple[PromisedSaving, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def promised(self) -> float | None:
        """All pounds promised; None where no row names any."""
        return added(self.rows, "promised")

    @property
    def achieved(self) -> float | None:
        """All pounds recorded as achieved; None where no row names any, which is not nought."""
        return added(self.rows, "achieved")

    def of_kind(self, kind: str) -> tuple[PromisedSaving, ...]:
        """The rows of one kind of saving."""
        return tuple(row for row in self.rows if row.kind == kind)


def added(rows: Sequence[PromisedSaving], which: str) -> float | None:
    """The sum of "promised" or "achieved" over rows; None where none of them names it."""
    sums = [pounds for row in rows if (pounds := getattr(row, which)) is not None]
    return sum(sums) if sums else None


def read_promises(data: Path) -> Promises:
    """The savings on the list of a data folder. Raises CxError where it is no list."""
    kept = read_list(data, TRACKER)
    rows = tuple(row for entry in kept.entries if (row := _row(entry)) is not None)
    return Promises(rows, (*kept.faults, *_say_twice(rows)))


def _say_twice(rows: Sequence[PromisedSaving]) -> Iterator[str]:
    """A sentence for each reference under which several rows promise pounds: promises apart, or a copy."""
    for reference in dict.fromkeys(row.reference.casefold() for row in rows):
        same = [row for row in rows if row.reference.casefold() == reference and row.promised is not None]
        if len(same) > 1:
            listed = " and ".join(row.id for row in same)
            yield (
                f"Reference {same[0].reference} promises pounds in {len(same)} rows ({listed}), each counted: where "
                "one is a copy, withdraw it."
            )


def _row(entry: Entry) -> PromisedSaving | None:
    promised, achieved = (_pounds(entry[name]) for name in ("pounds_promised", "pounds_achieved"))
    if entry["answer"] == "no" and entry["status"] in ("", "not started"):
        promised = None  # it was recommended and refused: nobody promised it
    if promised is None and achieved is None:
        return None
    kind = entry["saving_type"]
    return PromisedSaving(
        id=entry.id,
        reference=entry["reference"] or entry.id,
        text=entry["text"],
        kind=kind if kind in SAVING_TYPES else NOT_SAID,
        promised=promised,
        achieved=achieved,
        due=entry["due"],
        status=entry["status"],
        heard=entry["heard"],
    )


def _pounds(text: str) -> float | None:
    """The sum in a cell; None where there is none."""
    with suppress(ValueError):
        return float(text)
    return None
