"""A list of hidden groups that an officer keeps, and tests again, group by group, in a later period."""

import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from cxdata.analysis.hidden.cells import share_cells
from cxdata.analysis.hidden.people import everyone
from cxdata.analysis.hidden.search import DEFAULT, Pockets
from cxdata.analysis.hidden.shares import Share, find_share
from cxdata.analysis.result import Result, as_plain_values, in_100
from cxdata.contract import TABLES
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.own_files import write_whole
from cxdata.periods import Period, say_date
from cxdata.scope import Scope
from cxdata.stats.pockets.cells import Conditions
from cxdata.stats.pockets.confirm import Confirmation, confirm_pockets
from cxdata.store import Store

FOLDER = "pockets"


@dataclass(frozen=True)
class KeptList:
    """A stored list: the days it was found in, its groups as conditions, the levels put together as "Other".

    `measure` is the share that was searched.
    """

    name: str
    first: date
    last: date
    conditions: tuple[Conditions, ...] = field(hash=False)
    folded: dict[str, tuple[str, ...]] = field(hash=False)
    measure: str = DEFAULT


@dataclass(frozen=True)
class Retested(Result):
    """Each group of a stored list in a later period, with a sentence for each, in the list's order."""

    name: str
    scope: str
    sentence: str
    sentences: tuple[str, ...]
    confirmations: tuple[Confirmation, ...]


def keep_list(data: Path, result: Pockets, store: Store, scope: Scope) -> KeptList:
    """Write the groups found to `data`/pockets/<first day>-<last day>.json; one of the same days is replaced.

    Counts and conditions only, no person. Raises CxError when nothing was found or the folder cannot be written.
    """
    if not result.pockets:
        raise CxError("There is no group on the list, so there is nothing to keep.")
    first, last = store.spans[result.share.of.table]
    if scope.period is not None:
        first, last = scope.period.start, scope.period.last_day
    of = "" if result.measure == DEFAULT else f"-{result.measure}"
    path = data / FOLDER / f"{first:%Y-%m-%d}-{last:%Y-%m-%d}{of}.json"
    document = {
        "first": first.isoformat(),
        "last": last.isoformat(),
        "store_version": store.version,
        "scope": result.scope,
        "measure": result.measure,
        "folded": as_plain_values(result.search.folded),
        "pockets": [
            {name: as_plain_values(getattr(group.pocket, name)) for name in ("conditions", "responses", "dissatisfied")}
            for group in result.pockets
        ],
    }
    write_whole(path, json.dumps(document, indent=2, ensure_ascii=False) + "\n")
    return read_list(path)


def kept_lists(data: Path) -> tuple[KeptList, ...]:
    """Every stored list, newest period first."""
    lists = [read_list(path) for path in sorted((data / FOLDER).glob("*.json"))]
    return tuple(sorted(lists, key=lambda kept_list: (kept_list.last, kept_list.first), reverse=True))


def find_list(data: Path, name: str) -> KeptList:
    """The stored list of this name. Raises CxError naming those there are."""
    lists = kept_lists(data)
    for kept_list in lists:
        if kept_list.name == name:
            return kept_list
    choices = f"There are {', '.join(kept_list.name for kept_list in lists)}." if lists else "None has been kept yet."
    raise CxError(f"There is no kept list '{name}'. {choices}")


def read_list(path: Path) -> KeptList:
    """A stored list. Raises CxError when the file is not one."""
    try:
        document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return KeptList(
            name=path.stem,
            first=date.fromisoformat(document["first"]),
            last=date.fromisoformat(document["last"]),
            conditions=tuple(_conditions(group["conditions"]) for group in document["pockets"]),
            folded={name: tuple(levels) for name, levels in document["folded"].items()},
            measure=document.get("measure", DEFAULT),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise CxError(
            f"{path.name} in {path.parent} is not a list of hidden groups. Move it away, or keep it anew."
        ) from None


def _conditions(stored: Any) -> Conditions:
    """A group as it was stored; a list where any of several values will do."""
    return {name: value if isinstance(value, str) else tuple(value) for name, value in dict(stored).items()}


def retest(store: Store, kept_list: KeptList, scope: Scope, council: Council) -> Retested:
    """Test each group once, alone, on the answers that came after the list was made.

    The scope's period is used where it begins after the list's last day; without one, everything since then. Raises
    CxError when there is nothing since.
    """
    share = find_share(kept_list.measure)
    if share.of.table not in store.spans:
        what = TABLES[share.of.table].in_words
        raise CxError(f"No export of {what} is loaded, so the list cannot be tested again.")
    end = store.spans[share.of.table][1]
    period = scope.period
    if period is None:
        if end <= kept_list.last:
            raise CxError(
                f"There is no answer after {say_date(kept_list.last)} to test the list '{kept_list.name}' on."
            )
        after = date.fromordinal(kept_list.last.toordinal() + 1)
        period = Period(after, date.fromordinal(end.toordinal() + 1))
    if period.start <= kept_list.last:
        raise CxError(
            f"The list '{kept_list.name}' was found in answers up to {say_date(kept_list.last)}; a test on the same "
            "answers would prove nothing. Choose a period that starts later."
        )
    chosen = Scope(period, choices=scope.choices, include_staff=scope.include_staff)
    dimensions = tuple(dict.fromkeys(name for conditions in kept_list.conditions for name in conditions))
    # A fact on which all the new answers agree tells nobody apart, but the list may still name it.
    cells = share_cells(store, share, chosen, council, dimensions=dimensions, drop=False)
    listed = [{"conditions": conditions} for conditions in kept_list.conditions]
    confirmations = confirm_pockets(listed, cells.frame, folded=kept_list.folded)
    again = sum(confirmation.verdict == "confirmed" for confirmation in confirmations)
    return Retested(
        name=kept_list.name,
        scope=str(period),
        sentence=f"Still clearly {_worse(share)} in {period}: {again} of {len(confirmations)} on the list.",
        sentences=tuple(_say(confirmation, share) for confirmation in confirmations),
        confirmations=confirmations,
    )


def _worse(share: Share) -> str:
    return "worse served" if share.is_survey else "worse"


def _say(confirmation: Confirmation, share: Share) -> str:
    who = everyone(confirmation.conditions, share.things)
    if confirmation.rate is None or confirmation.rest_rate is None or confirmation.verdict == "too few to say":
        what = "answers" if share.is_survey else share.things
        return f"{who}: too few to say ({confirmation.responses:,} {what})."
    verdict = "still clearly" if confirmation.verdict == "confirmed" else "no longer clearly"
    return (
        f"{who}: {verdict} {_worse(share)}. {confirmation.dissatisfied:,} of {confirmation.responses:,} {share.bad} "
        f"({in_100(confirmation.rate)}), against {in_100(confirmation.rest_rate)} of {share.others}."
    )
