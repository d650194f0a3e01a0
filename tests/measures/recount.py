"""Every measure counted again, from the words of its definition, over the rows of `raw.py`; no code of the product.

`recount` gives for each group the numerator, the denominator and the value: None where there is nothing to say. A
figure has no value when fewer than ten stand in its base (the rule of the house), except a rate per head, where the
events are few and the base is a town.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from tests.measures.facts import (
    Fact,
    by_group,
    count_one,
    fact,
    finished_by,
    if_answered,
    if_decided,
    if_online_way,
    if_rated,
    known_channel,
    points,
    where_known,
    where_waited,
)
from tests.measures.plain import Rows
from tests.measures.raw import table
from tests.measures.settled import SETTLED, is_routine
from tests.measures.table_rows import COUNTED_COMPLAINTS, MADE_OF, OF_COMPLAINTS, OF_CONTACTS, rows_of
from tests.measures.times import broke_promise, days_taken, kept_promise, quantile, took_longer_than, was_closed

Recount = Callable[["Key", "Choice"], dict["Key", "Figure"]]
Key = tuple[str, ...]
Where = tuple[tuple[str, tuple[str, ...]], ...]
TOO_FEW = 10


@dataclass(frozen=True)
class Choice:
    """What a reader chose: first and last day (both included), values by dimension, staff in or out."""

    first: date | None = None
    last: date | None = None
    where: dict[str, tuple[str, ...]] = field(default_factory=dict)
    staff: bool = False

    def only(self, *names: str) -> "Choice":
        """The same choice narrowed by these dimensions alone."""
        return Choice(self.first, self.last, {n: v for n, v in self.where.items() if n in names}, self.staff)


@dataclass(frozen=True)
class Figure:
    """One group's figure; None where there is nothing to say."""

    numerator: float | None
    denominator: float | None
    value: float | None
    p90: float | None = None  # beside a median


def choose_rows(measure: str, name: str, choice: Choice, by: Key) -> dict[Key, Rows]:
    """The rows of a measure's table that the choice leaves, by group: the same for every measure of the table."""
    about = measure if measure in ("visitor_wait", *OF_COMPLAINTS, *OF_CONTACTS, *MADE_OF) else ""
    return _choose_rows(about, name, choice.first, choice.last, tuple(choice.where.items()), choice.staff, by)


@lru_cache(maxsize=64)
def _choose_rows(
    measure: str, name: str, first: date | None, last: date | None, where: Where, staff: bool, by: Key
) -> dict[Key, Rows]:
    if by:
        (rows,) = _choose_rows(measure, name, first, last, where, staff, ()).values()
    else:
        rows = within(rows_of(measure, name), Choice(first, last, dict(where), staff))
    return group_rows(rows, by)


def within(rows: Rows, choice: Choice) -> Rows:
    """The rows the choice leaves. Rows raised by staff are out unless asked in, or unless `requester` is chosen."""
    wanted = {name: set(values) for name, values in choice.where.items()}
    drop_staff = not choice.staff and "requester" not in wanted
    found = rows
    if choice.first and rows and "time" in rows[0]:
        found = [row for row in found if row["time"].date() >= choice.first]
    if choice.last and rows and "time" in rows[0]:
        found = [row for row in found if row["time"].date() <= choice.last]
    if drop_staff and rows and "requester" in rows[0]:
        found = [row for row in found if row["requester"] != "staff"]
    for name, values in wanted.items():
        found = [row for row in found if row[name] in values]
    return found


def group_rows(rows: Rows, by: Key) -> dict[Key, Rows]:
    groups: dict[Key, Rows] = defaultdict(list)
    for row in rows:
        groups[tuple([row[name] for name in by])].append(row)
    if not by and not groups:
        groups[()] = []
    return groups


def add(rows: Rows, fact: Fact) -> float | None:
    """The sum of a fact over the rows that have it; None where no row has."""
    found = [value for row in rows if (value := fact(row)) is not None]
    return float(sum(found)) if found else None


def divide(part: float | None, whole: float | None, *, times: float = 1.0) -> Figure:
    if not whole:
        return Figure(part, whole, None)
    part = part or 0.0
    return Figure(part, whole, times * part / whole if whole >= TOO_FEW else None)


# The measures.

COUNTS: dict[str, tuple[str, Fact]] = {
    "contacts": ("contacts", count_one),
    "cases_open": ("contacts", count_one),
    **{name: ("complaints", count_one) for name in COUNTED_COMPLAINTS},
    "routine_contacts": ("contacts", is_routine),
    "dissatisfied_answers": ("responses", if_rated("score_given", lambda score: score in (1, 2))),
    "answers": ("responses", if_answered("score_given")),
    "calls_offered": ("calls", fact("offered")),
    "half_hours_on_duty": ("shifts", fact("on_duty")),
    "web_visits": ("web", fact("visits")),
}

RATIOS: dict[str, tuple[str, Fact, Fact]] = {
    "online_share": ("contacts", by_group("online"), known_channel),
    "automated_phone_share": ("contacts", by_group("automated_phone"), known_channel),
    "assisted_share": ("contacts", by_group("assisted"), known_channel),
    "digital_take_up": ("contacts", finished_by("online"), finished_by("online", "automated_phone", "assisted")),
    "no_online_way": ("contacts", if_online_way(False), if_online_way(True, False)),
    "on_time": ("contacts", kept_promise, broke_promise),
    "out_of_hours_share": (
        "contacts",
        lambda row: 1.0 if row["in_hours"] == "Out of hours" else None,
        lambda row: None if row["in_hours"] == "Not recorded" else 1.0,
    ),
    "closed_over_limit": ("contacts", took_longer_than(10), was_closed),
    **{name: ("contacts", *facts) for name, facts in SETTLED.items()},
    "complaints_upheld": (
        "complaints",
        if_decided("Upheld", "Partly upheld"),
        if_decided("Upheld", "Partly upheld", "Not upheld"),
    ),
    "complaints_acknowledged": ("complaints", fact("ack"), where_known("one", "ack")),
    "stage_1_in_time": ("complaints", fact("answer"), where_known("one", "answer")),
    "stage_2_in_time": ("complaints", fact("answer"), where_known("one", "answer")),
    "satisfied": ("responses", if_rated("score_given", lambda score: score in (4, 5)), if_answered("score_given")),
    "dissatisfied": ("responses", if_rated("score_given", lambda score: score in (1, 2)), if_answered("score_given")),
    "easy": ("responses", if_rated("ease", lambda score: score in (4, 5)), if_answered("ease")),
    "got_outcome": ("responses", if_rated("outcome_got", lambda score: score in (4, 5)), if_answered("outcome_got")),
    "felt_well": ("responses", if_rated("felt", lambda score: score in (4, 5)), if_answered("felt")),
    "satisfaction_mean_score": ("responses", points, if_answered("score_given")),
    "abandoned_share": ("calls", fact("abandoned"), where_known("offered", "abandoned")),
    "average_wait": ("calls", where_known("waited", "answered"), where_known("answered", "waited")),
    "visitor_wait": ("calls", where_known("waited", "answered"), where_known("answered", "waited")),
    "answered_in_target": ("calls", where_known("in_target", "answered"), where_known("answered", "in_target")),
    "answered_within_minute": (
        "calls",
        where_known("within_minute", "answered"),
        where_known("answered", "within_minute"),
    ),
    "waited_over_ten_minutes": (
        "calls",
        fact("over_ten_minutes"),
        where_known("answered", "over_ten_minutes"),
    ),
    "abandoned_wait": ("calls", where_waited, where_known("abandoned", "abandoned_wait")),
    "transferred_share": (
        "calls",
        where_known("transferred", "answered"),
        where_known("answered", "transferred"),
    ),
    "callback_share": ("calls", where_known("callbacks", "offered"), where_known("offered", "callbacks")),
    "pages_per_visit": ("web", where_known("page_views", "visits"), where_known("visits", "page_views")),
    "web_completion": ("web", where_known("completions", "starts"), where_known("starts", "completions")),
}

SHARES: dict[str, tuple[str, str, Fact]] = {
    "channel_share": ("contacts", "channel", count_one),
    "channel_group_share": ("contacts", "channel_group", count_one),
    "answer_share": ("responses", "score", if_answered("score_given")),
}

QUANTILES = {"days_to_close": 0.5, "days_to_close_p90": 0.9}


def recount(measure: str, by: Key, choice: Choice) -> dict[Key, Figure]:
    """The figures of a measure for each group of `by` that has a row within the choice."""
    if measure in COUNTS:
        name, fact_of = COUNTS[measure]
        groups = choose_rows(measure, name, choice, by)
        return {key: _count(add(rows, fact_of), total=not by) for key, rows in groups.items()}
    if measure in RATIOS:
        name, part, whole = RATIOS[measure]
        groups = choose_rows(measure, name, choice, by)
        return {key: divide(add(rows, part), add(rows, whole)) for key, rows in groups.items()}
    if measure in SHARES:
        return _shares(measure, by, choice)
    if measure in QUANTILES:
        groups = choose_rows(measure, "contacts", choice, by)
        return {key: _middle(rows, QUANTILES[measure]) for key, rows in groups.items()}
    return SINGLE[measure](by, choice)


def _count(number: float | None, *, total: bool) -> Figure:
    number = 0.0 if total and number is None else number
    return Figure(number, None, number)


def _shares(measure: str, by: Key, choice: Choice) -> dict[Key, Figure]:
    """Each level's part of all the levels, whichever of them are shown."""
    name, split, part = SHARES[measure]
    by = by if split in by else (*by, split)
    everything = Choice(choice.first, choice.last, {n: v for n, v in choice.where.items() if n != split}, choice.staff)
    parts = {key: add(rows, part) for key, rows in choose_rows(measure, name, everything, by).items()}
    place = by.index(split)
    wholes: dict[Key, float] = defaultdict(float)
    for key, number in parts.items():
        wholes[key[:place] + key[place + 1 :]] += number or 0.0
    shown = choice.where.get(split)
    return {
        key: divide(number, wholes[key[:place] + key[place + 1 :]])
        for key, number in parts.items()
        if number is not None and (shown is None or key[place] in shown)
    }


def _middle(rows: Rows, share: float) -> Figure:
    days = [taken for row in rows if (taken := days_taken(row)) is not None]
    if len(days) < TOO_FEW:
        return Figure(sum(days) if days else None, len(days), None)  # the sum of nothing is not known
    p90 = quantile(days, 0.9) if share == 0.5 else None
    return Figure(sum(days), len(days), quantile(days, share), p90)


def _residents(by: Key, choice: Choice) -> dict[Key, Figure]:
    """Residents: of one characteristic all its bands together, of several the line for all residents."""

    def number(rows: Rows) -> float | None:
        single = len({row["characteristic"] for row in rows}) == 1
        return add(rows, lambda row: row["residents"] if single or row["characteristic"] == "all" else None)

    groups = group_rows(within(table("population"), choice), by)
    return {key: _count(number(rows), total=not by) for key, rows in groups.items()}


def _per_1000(by: Key, choice: Choice) -> dict[Key, Figure]:
    """1,000 x contacts with a ward whose residents are known, by the residents of those wards."""
    everybody = [row for row in table("population") if row["characteristic"] == "all"]
    known = {row["ward"] for row in everybody}
    residents = group_rows(within(everybody, choice.only("ward")), tuple(name for name in by if name == "ward"))
    contacts = choose_rows("contacts_per_1000", "contacts", choice, by)
    placed = {key: [row for row in rows if row["ward"] in known] for key, rows in contacts.items()}
    found = {key: rows for key, rows in placed.items() if rows or not by}
    if by == ("ward",):
        found |= {key: [] for key in residents if key not in found}
    figures = {}
    for key, rows in found.items():
        ward = tuple(value for name, value in zip(by, key, strict=True) if name == "ward")
        people = sum(row["residents"] for row in residents.get(ward, []))
        figures[key] = Figure(float(len(rows)), float(people), 1000 * len(rows) / people if people else None)
    return figures


def _of_another(measure: str, name: str, base: str, whole: Fact = count_one, *, times: float = 1.0) -> Recount:
    """Rows of one table by what another table counts of the same time and kind."""

    def figures(by: Key, choice: Choice) -> dict[Key, Figure]:
        parts, wholes = (choose_rows(measure, one, choice, by) for one in (name, base))
        return {
            key: divide(add(parts.get(key, []), count_one), add(wholes.get(key, []), whole), times=times)
            for key in parts.keys() | wholes.keys()
        }

    return figures


SINGLE: dict[str, Recount] = {
    "residents": _residents,
    "contacts_per_1000": _per_1000,
    "response_rate": _of_another("response_rate", "responses", "invitations", fact("invited")),
    "complaints_per_1000_contacts": _of_another("complaints_per_1000_contacts", "complaints", "contacts", times=1000.0),
}

RECOUNTED = {*COUNTS, *RATIOS, *SHARES, *QUANTILES, *SINGLE}
