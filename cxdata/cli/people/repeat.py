"""repeat: who came back, after which form people phone, by which ways, what staff say of it, and what is not known."""

import argparse
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cxdata.analysis.asking import FromStore
from cxdata.analysis.came_back.failing import GroupStanding, marked, say_forms, say_share, standing_of
from cxdata.analysis.came_back.first_time import FirstTime, first_time
from cxdata.analysis.came_back.matters import came_back
from cxdata.analysis.came_back.shares import FORM_DAYS, NO_CALLS, chased, kinds_of_form, phoned
from cxdata.analysis.came_back.ways import Ways, say_known, say_left_out, say_ways, ways
from cxdata.analysis.result import as_plain_values, capitalise
from cxdata.cli.show import align, as_records, read_scope
from cxdata.council import Council
from cxdata.data_folder.remote import store_to_ask
from cxdata.errors import CxError
from cxdata.export.people.came_back import known_rows, way_rows
from cxdata.export.tables import in_words
from cxdata.measures import find_dimension, find_measure
from cxdata.measures.query import Answer
from cxdata.measures.rows import drop_not_recorded
from cxdata.scope import Scope
from cxdata.settings import read_settings
from cxdata.store import Store

MOST_DAYS = 90
NOT_OF_A_PART = "After which form people phone is not said of one {0} alone: leave --where {0} out."
RECORDED = (("first_time", "channel"), ("first_time", "service"), ("avoidable_share", "service"))


@dataclass(frozen=True)
class _Shares:
    """Three shares of those who came back, each an answer, or why there is none."""

    matters: Answer | str
    forms: Answer | str
    chasing: Answer | str


@dataclass(frozen=True)
class _Exact:
    """What is for officers alone."""

    ways: Ways
    settled: FirstTime | None

    @property
    def sentences(self) -> list[str]:
        """What is not known, by which ways people came, and what staff say of it."""
        settled = f"{self.settled.sentence}." if self.settled else ""
        lines = (say_known(self.ways), *say_left_out(self.ways), f"{say_ways(self.ways)}.", settled)
        return [line for line in lines if line]


def run_repeat(options: argparse.Namespace) -> int:
    """Print the rows of the page of coming back."""
    _check(options)
    store, council = store_to_ask(options.data), read_settings(options.data)
    scope = read_scope(store, find_measure("contacts"), options)
    by = find_dimension(options.by or "service").id
    if not store.row_counts["contacts"]:
        raise CxError("No export of contacts is loaded.")
    form = (kinds_of_form(store) or ("service",))[0]
    if scope.chosen(by):
        raise CxError(
            f"The rows are each {by} beside the rest, so --where {by} cannot be chosen: leave it out, or --by."
        )
    of_forms = next((name for name in (form, "channel") if scope.chosen(name)), "")
    shares = _Shares(
        _ask(came_back, store, scope, council, by, options.days),
        NOT_OF_A_PART.format(of_forms) if of_forms else _ask(phoned, store, scope, council, form, FORM_DAYS),
        _ask(chased, store, scope, council, by, options.days),
    )
    exact = _exact(store, scope, council, shares, options.days)
    finding = _finding(shares, options.days)
    asking = FromStore(store, council, scope)
    in_scope = asking.answer("contacts", (), scope).sentence
    if options.format == "json":
        document = {
            "finding": finding,
            "days": options.days,
            "published": False,
            "store_version": store.version,
            "scope": in_scope,
            "by": by,
            "rows": _rows(shares.matters),
            "after_forms": {"by": form, "days": FORM_DAYS, "rows": _rows(shares.forms)},
            "chased": _rows(shares.chasing),
            **_recorded(asking),
            **_officers(exact),
        }
        print(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False))
    else:
        print(_as_text(finding, shares, exact, in_scope))
    return 0


def _check(options: argparse.Namespace) -> None:
    if not 1 <= options.days <= MOST_DAYS:
        raise CxError(f"--days is a number of days from 1 to {MOST_DAYS}.")


def _ask(
    question: Callable[..., Answer], store: Store, scope: Scope, council: Council, by: str, days: int
) -> Answer | str:
    try:
        return question(store, scope.with_choice(by), council, by=by, days=days)
    except CxError as reason:
        return str(reason)


def _exact(store: Store, scope: Scope, council: Council, shares: _Shares, days: int) -> _Exact:
    settled = None if isinstance(shares.matters, str) else first_time(store, scope, council, by="channel", days=days)
    return _Exact(ways(store, scope, council, days=days), settled)


def _recorded(asking: FromStore) -> dict[str, Any]:
    """What staff record: settled at once, avoidable and why, and routine contacts by month."""
    scope = asking.scope
    shares = {f"{name} by {by}": as_records(asking.answer(name, (by,), scope)) for name, by in RECORDED}
    return {
        "recorded_by_staff": shares,
        "avoidable_reasons": as_records(drop_not_recorded(asking.answer("contacts", ("avoidable_reason",), scope))),
        "routine": as_records(asking.answer("routine_contacts", ("month",), scope)),
    }


def _officers(exact: _Exact) -> dict[str, Any]:
    return {
        "ways": exact.ways.as_dict(),
        "first_time": exact.settled.as_dict() if exact.settled else None,
        "sentences": exact.sentences,
    }


def _finding(shares: _Shares, days: int) -> str:
    """The sentence that heads the page: of a failing form, else of a failing service; that it cannot be known first."""
    matters = _standing(shares.matters)
    forms = _standing(shares.forms)
    if forms and forms.fails:
        return say_forms(forms, FORM_DAYS)
    if matters is None:
        return say_forms(forms, FORM_DAYS) if forms else str(shares.matters).rstrip(".")
    told = say_share(matters, f"come back within {days} days")
    return f"{NO_CALLS}. Of those who can be followed: {told}" if shares.forms == f"{NO_CALLS}." else told


def _standing(answer: Answer | str) -> GroupStanding | None:
    """How the groups of a share stand; None where there is a reason why nobody can say."""
    return None if isinstance(answer, str) else standing_of(answer)


def _rows(answer: Answer | str) -> Any:
    """The rows of a share, each with how it stands beside the rest. The reason where there are none."""
    if isinstance(answer, str):
        return answer
    standing = {level: as_plain_values(one.verdict) for level, one in marked(answer).items()}
    level = answer.by[0].id
    return [row | {"verdict": standing.get(str(row[level]))} for row in as_records(answer)]


def _as_text(finding: str, shares: _Shares, exact: _Exact, in_scope: str) -> str:
    each = (shares.matters, shares.forms, shares.chasing)
    reasons = dict.fromkeys(line for line in each if isinstance(line, str) and line.rstrip(".") not in finding)
    said = [f"{capitalise(finding)}.", *reasons]
    answers = [one for one in each[:2] if isinstance(one, Answer)]
    said += exact.sentences
    frames = [*map(in_words, answers), way_rows(exact.ways).head(10), known_rows(exact.ways)]
    return "\n".join([*said, *(f"\n{_table(frame)}" for frame in frames if len(frame)), "", f"In scope: {in_scope}."])


def _table(frame: pd.DataFrame) -> str:
    return align([list(frame.columns), *frame.to_numpy().tolist()], left=1)
