"""The rows of the page: promised, moved so far, possible and achieved, in pounds and in contacts, and what failed."""

from dataclasses import dataclass
from math import isnan, nan

from cxdata.analysis.costs import Pounds
from cxdata.analysis.savings.check import noun_of
from cxdata.analysis.savings.page import Savings
from cxdata.analysis.savings.promises import KINDS, added
from cxdata.analysis.savings.words import say_share

PROMISED, MOVED, POSSIBLE, ACHIEVED = "promised", "moved", "possible", "achieved"
SCALE = (PROMISED, POSSIBLE, MOVED, ACHIEVED)
"""The rows of the first drawing, in its order."""
COUNCIL = "of the whole council only"
FAILED = ("again", "to_staff", "given_up")


@dataclass(frozen=True)
class Row:
    """One sum of pounds with its range (nan where there is none) and the contacts it is of, or would take."""

    key: str
    name: str
    pounds: float
    low: float
    high: float
    contacts: float
    noun: str
    note: str


def rows_of(result: Savings) -> tuple[Row, ...]:
    """Every row, in the order of the page: the scale, what was promised and achieved by kind, and what failed."""
    return (*_scale(result), *_kinds(result), *_failures(result))


def _scale(result: Savings) -> list[Row]:
    held, worth, possible = result.check, result.moved.worth, result.possible
    share = "" if isnan(held.share) else f"{say_share(held.share)} all {noun_of(held.dearer)}"
    name = "If it were promised" if result.typed else "Promised"
    noun = noun_of(held.dearer) if held.dearer else ""
    achieved = None if result.narrowed else result.promises.achieved
    recorded = "as the list says" if achieved is not None else "nothing is recorded"
    if result.narrowed:
        recorded = COUNCIL
        share = share or COUNCIL
    return [
        Row(PROMISED, name, result.asked, nan, nan, held.needed, noun, share),
        Row(
            POSSIBLE,
            "Every contact with staff online",
            possible.central,
            possible.low,
            possible.high,
            possible.priced or nan,
            "contacts",
            "if none came back",
        ),
        Row(
            MOVED,
            "Moved so far",
            worth.central,
            worth.low,
            worth.high,
            result.moved.contacts if not result.moved.why_not else nan,
            "contacts",
            "not known" if result.moved.why_not else f"since {result.moved.then}",
        ),
        Row(
            ACHIEVED,
            "Recorded as achieved",
            nan if achieved is None else achieved,
            nan,
            nan,
            nan,
            "",
            recorded,
        ),
    ]


def _kinds(result: Savings) -> list[Row]:
    rows = []
    for kind, meaning in KINDS.items():
        of_kind = result.promises.of_kind(kind)
        for which in (PROMISED, ACHIEVED):
            pounds = added(of_kind, which)
            if pounds is not None:
                rows.append(Row(f"{which}_{kind}", f"{which.capitalize()}, {kind}", pounds, nan, nan, nan, "", meaning))
    return rows


def _failures(result: Savings) -> list[Row]:
    failed = result.failure
    rows = []
    if failed.again and not failed.why_not:
        note = f"of the {failed.known:.0%} that carry a customer reference"
        rows += [
            _failure("again", "Came back within 14 days", failed.again, failed.again_pounds, "contacts", note),
            _failure(
                "to_staff", "Of them from online to staff", failed.to_staff, failed.to_staff_pounds, "contacts", note
            ),
        ]
    if not isnan(failed.given_up):
        note = "if each of them rang; how many did is not recorded"
        rows.append(
            _failure("given_up", "Online forms given up", failed.given_up, failed.given_up_pounds, "forms", note)
        )
    return rows


def _failure(key: str, name: str, contacts: float, pounds: Pounds, noun: str, note: str) -> Row:
    low, mode, high = pounds or (nan, nan, nan)
    ends = (low, high) if low < high else (nan, nan)
    return Row(key, name, mode, ends[0], ends[1], contacts, noun, note)
