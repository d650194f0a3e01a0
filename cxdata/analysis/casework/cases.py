"""Councillors' cases as they stood on the last day of their file: open, past their date, how old, and how fast."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from cxdata.analysis.result import say_many
from cxdata.contract import NOT_RECORDED
from cxdata.measures.query import Answer
from cxdata.measures.registry.dimensions import IN_TIME, OVERDUE, URGENCY, WEEKS_OPEN
from cxdata.measures.words import NOTHING, say_count, say_value
from cxdata.periods import say_date
from cxdata.scope import Scope
from cxdata.stats.basics.comparisons import compare_with_rest
from cxdata.stats.basics.false_discovery import benjamini_hochberg
from cxdata.store import Store

Ask = Callable[[str, tuple[str, ...], Scope], Answer]
"""The engine: a measure, a split and a scope in."""
COUNCILLORS, PUBLIC = ("councillor",), ("public", NOT_RECORDED)
"""Who raised it: of an export that does not say who, it is the public."""
URGENT = URGENCY[0]
_OLD = WEEKS_OPEN[3:5]
_SURE = 0.05
NO_CLOSING = "their files have no column for the day of closing, and no date promised"
FILES = """
    select max(coalesce(d.last_day, c.last_day)), count(*) filter (coalesce(d.closes, c.closes)), count(*)
    from (
        select file_id, bool_or(requester = 'councillor') as theirs, bool_or(closed_at is not null) as closes,
            max(received_at) filter (received_at < current_date + 1)::date as last_day
        from contacts group by file_id
    ) c
    left join file_days d using (file_id) where theirs
"""


@dataclass(frozen=True)
class Files:
    """The files with councillors' cases: the last day that any of them records something of, which "now" means here
    (None where there are none), how many record closing, and how many there are.
    """

    day: date | None
    closing: int
    all: int


@dataclass(frozen=True)
class Cases:
    """What waits: the open cases as one figure and by age and clock, and the cases received in the period; and of which
    files that is known.
    """

    received: Answer
    open: Answer
    by_age: Answer
    files: Files

    @property
    def day(self) -> date | None:
        """The last day of their files; None where no councillor's case is loaded."""
        return self.files.day

    @property
    def is_known(self) -> bool:
        """Whether any of their files says which cases are closed."""
        return self.files.closing > 0

    @property
    def sentence(self) -> str:
        """'22 of 38 open cases of councillors are past the date promised, as of 30 September 2026'."""
        if self.day is None:
            return "No case raised by a councillor is loaded: load an export that says who raised each case"
        if not self.is_known:
            return f"How many cases of councillors are open is not known: {NO_CLOSING}"
        some = self.files.all - self.files.closing
        beyond = f"; of {say_many(some, 'file')} without a date of closing it is not known" if some else ""
        return f"{self._say_late()}, as of {say_date(self.day)}{beyond}"

    def _say_late(self) -> str:
        """How many of the open cases are past their date."""
        waiting, late = self.say_open(), self.say((OVERDUE,))
        undated = late == "0" and self.say((IN_TIME,)) == "0"
        if waiting == "0":
            return "No case of a councillor is open"
        if waiting == "1":
            return _say_only_one(late, undated=undated)
        if undated:
            return f"{waiting} open cases of councillors, none with a date promised"
        if late == "0":
            return f"{waiting} open cases of councillors, none past the date promised"
        if late == waiting:
            return (
                f"{'Both' if waiting == '2' else f'All {waiting}'} open cases of councillors are past the date promised"
            )
        return f"{late} of {waiting} open cases of councillors {'is' if late == '1' else 'are'} past the date promised"

    def say_open(self) -> str:
        """How many are open, in words; that it is not known where no file records closing."""
        if not self.is_known:
            return "not known"
        if self.open.frame.empty:
            return "0"
        row = self.open.frame.iloc[0]
        return say_value(self.open.measure, float(row["value"]))

    def say_old(self) -> str:
        """How many of them have waited eight weeks and more, in words."""
        return self.say(_OLD)

    def say(self, levels: tuple[str, ...]) -> str:
        """How many open cases are of these ages or this clock, in words."""
        if not self.is_known:
            return "not known"
        frame = self.by_age.frame
        if frame.empty:
            return "0"
        of_levels = frame[frame["case_age"].isin(levels) | frame["case_clock"].isin(levels)]
        return say_count(float(of_levels["numerator"].sum()))


@dataclass(frozen=True)
class Beside:
    """A group of cases, councillors' beside the public's: open now, on time (shares and the cases they are of), and the
    middle number of days to close. nan where there are too few; `differs` says whether councillors' are "sooner"
    or "later" on time by more than chance, "" for neither.
    """

    name: str
    open: float
    on_time: float
    judged: float
    public_on_time: float
    public_judged: float
    days: float
    public_days: float
    differs: str


def _say_only_one(late: str, *, undated: bool) -> str:
    if late != "0":
        return "The one open case of a councillor is past the date promised"
    to_come = "without a date promised" if undated else "its date still to come"
    return f"One case of a councillor is open, {to_come}"


def files_of(store: Store) -> Files:
    """The files with councillors' cases."""
    [(day, closing, of)] = store.tuples(FILES)
    return Files(day, closing, of)


def raised_by(scope: Scope, who: tuple[str, ...]) -> Scope:
    """The scope narrowed to the cases that these people raised."""
    return scope.with_choice("requester", *who)


def cases(ask: Ask, scope: Scope, files: Files) -> Cases:
    """What waits now, whenever it was received, and what came in the period."""
    theirs = raised_by(scope, COUNCILLORS)
    now = replace(theirs, period=None)
    return Cases(
        received=ask("contacts", (), theirs),
        open=ask("cases_open", (), now),
        by_age=ask("cases_open", ("case_age", "case_clock"), now),
        files=files,
    )


def beside_the_public(ask: Ask, scope: Scope, by: str, *, is_known: bool = True) -> tuple[Beside, ...]:
    """Each service, ward or urgency of councillors' cases in the period beside the public's, those of most cases first;
    `is_known` says whether it is known which are open.

    Later and sooner are said with an allowance for the number of groups compared.
    """
    ours, others = raised_by(scope, COUNCILLORS), raised_by(scope, PUBLIC)
    waiting = _by_level(ask("cases_open", (by,), replace(ours, period=None)), "numerator")
    on_time, public = ask("on_time", (by,), ours), ask("on_time", (by,), others)
    days, public_days = (_by_level(ask("days_to_close", (by,), one), "value") for one in (ours, others))
    counts = [_by_level(answer, column) for answer in (on_time, public) for column in ("numerator", "denominator")]
    shares = [_by_level(answer, "value") for answer in (on_time, public)]
    levels = sorted(counts[1] | waiting, key=lambda level: (-_number(counts[1].get(level)), level))
    differs = _differs([tuple(_number(count.get(level)) for count in counts) for level in levels])
    nothing = math.nan
    return tuple(
        Beside(
            name=level,
            open=waiting.get(level, 0.0) if is_known else nothing,
            on_time=shares[0].get(level, nothing),
            judged=counts[1].get(level, nothing),
            public_on_time=shares[1].get(level, nothing),
            public_judged=counts[3].get(level, nothing),
            days=days.get(level, nothing),
            public_days=public_days.get(level, nothing),
            differs=word,
        )
        for level, word in zip(levels, differs, strict=True)
    )


def say_difference(rows: tuple[Beside, ...], say: Callable[[str], str]) -> str:
    """Where councillors' cases are dealt with otherwise than the public's, in a sentence."""
    sides = {word: [say(row.name) for row in rows if row.differs == word] for word in ("later", "sooner")}
    said = [f"{word} for {len(names)} ({', '.join(names[:3])})" for word, names in sides.items() if names]
    if not said:
        return "Councillors’ cases are on time as often as the public’s, as far as chance lets one say"
    return f"On time beside the public’s: {'; '.join(said)}"


def say_urgent(answer: Answer) -> str:
    """The middle time of urgent cases in words; a dash where there is none."""
    row = answer.frame[answer.frame["urgent"] == URGENT]
    if row.empty:
        return NOTHING
    one = row.iloc[0]
    return say_value(answer.measure, float(one["value"]), float(one["denominator"]))


def _differs(counts: list[tuple[float, ...]]) -> list[str]:
    """For councillors' part and whole and the public's: "later", "sooner" or ""."""
    pairs = [compare_with_rest(["ours", "theirs"], [x, px], [n, pn])[0] for x, n, px, pn in counts]
    sure = benjamini_hochberg(np.array([pair.p for pair in pairs])) if pairs else np.array([])
    return ["" if not q < _SURE else "later" if pair.gap < 0 else "sooner" for pair, q in zip(pairs, sure, strict=True)]


def _by_level(answer: Answer, column: str) -> dict[str, float]:
    frame = answer.frame
    return dict(zip(frame[answer.by[0].id].astype(str), frame[column].astype(float), strict=True))


def _number(value: float | None) -> float:
    return 0.0 if value is None or math.isnan(value) else value
