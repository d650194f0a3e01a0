"""How many people stand on each step, in all, by ward or channel, and quarter by quarter.

People are counted at each step and not followed from one to the next: who answers need not have opted in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import nan

from cxdata.analysis.result import Result
from cxdata.analysis.taking_part.rungs import ASKED, BESIDE, CONTACTS, LADDER, OPTED_IN, OTHER, rung_of
from cxdata.contract import MONTH_KNOWN, NOT_RECORDED
from cxdata.council import Council
from cxdata.measures.coverage.whole_months import whole_in_all
from cxdata.measures.query import query
from cxdata.periods import Period, add_months, financial_year, name_year
from cxdata.scope import Scope
from cxdata.stats.basics.comparisons import compare_with_rest
from cxdata.stats.basics.proportions import TOO_FEW
from cxdata.store import Store

BY = ("channel", "ward")
"""What a log may tell, by which it is split and narrowed."""
LOWER, HIGHER, ALIKE = "lower than the rest", "higher than the rest", "no clear difference"
Counts = Mapping[str, float]


@dataclass(frozen=True)
class Step(Result):
    """One step: how many people, and for each of those on the step `before` ("" of the first) how many: `rate`, nan on
    fewer than ten.
    """

    rung: str
    title: str
    people: float
    before: str
    rate: float


@dataclass(frozen=True)
class Group(Result):
    """The steps of one ward or channel. `asked` and `opted_in` are how its rate stands beside that of the rest: "lower
    than the rest", "higher than the rest", or another word where chance may be behind it or too few are counted.
    """

    by: str
    level: str
    steps: tuple[Step, ...]
    asked: str
    opted_in: str

    def people(self, rung: str) -> float:
        """How many of it stand on a step."""
        return next((step.people for step in self.steps if step.rung == rung), 0.0)

    def rate(self, rung: str) -> float:
        """The rate of "asked" among contacts or of "opted_in" among those asked; nan where there is none, as where the
        log tells not who was asked and the step below is another.
        """
        return next((one.rate for one in self.steps if one.rung == rung and one.before == BESIDE[rung]), nan)


@dataclass(frozen=True)
class Quarter(Result):
    """The steps of one quarter of a financial year, all of whose months are whole."""

    name: str
    steps: tuple[Step, ...]


def known_to_the_log(scope: Scope) -> Scope:
    """The scope with the choices that a log can tell, and no others: what contacts are counted beside it by."""
    return replace(scope, choices=tuple(choice for choice in scope.choices if choice[0] in BY))


def totals(store: Store, scope: Scope, council: Council) -> dict[str, float]:
    """People by step, contacts among them; what the log does not mention is absent."""
    contacts = query(store, "contacts", (), known_to_the_log(scope), council=council).frame
    counted = _add(_log(store, scope, "''"))
    found = float(contacts["numerator"].sum()) if len(contacts) else 0.0
    return {CONTACTS: found} | counted.get("", {}) if found else counted.get("", {})


def steps_of(counts: Counts) -> tuple[Step, ...]:
    """The steps that are counted, each beside the one below it."""
    steps, below = list[Step](), None
    for rung in LADDER:
        if rung.id not in counts:
            continue
        people = counts[rung.id]
        base = counts[below.id] if below else 0.0
        rate = people / base if below and base >= TOO_FEW else nan
        steps.append(Step(rung.id, rung.title, people, below.id if below else "", rate))
        below = rung
    return tuple(steps)


def groups_of(store: Store, scope: Scope, council: Council, by: str) -> tuple[Group, ...]:
    """The groups of one split of whom the log tells anything, those of most contacts first; not those not recorded."""
    contacts = query(store, "contacts", (by,), known_to_the_log(scope).with_choice(by), council=council).frame
    counted = _add(_log(store, scope.with_choice(by), f"{by}::varchar"))
    told = {level for level in counted if level != NOT_RECORDED}
    if not told:
        return ()
    levels = contacts[by].astype(str).tolist() if len(contacts) else []
    there = dict(zip(levels, contacts["numerator"].astype(float), strict=True)) if levels else {}
    # A step that the log tells of some has nobody on it of the others.
    nobody = dict.fromkeys((rung for level in told for rung in counted[level]), 0.0)
    rows = {level: nobody | counted.get(level, {}) for level in told | set(there)}
    rows = {level: {CONTACTS: there[level]} | row if level in there else row for level, row in rows.items()}
    rows.pop(NOT_RECORDED, None)
    asked, opted_in = (_beside(rows, rung, BESIDE[rung]) for rung in (ASKED, OPTED_IN))
    order = sorted(rows, key=lambda level: (-rows[level].get(CONTACTS, 0.0), level))
    return tuple(Group(by, one, steps_of(rows[one]), asked.get(one, ""), opted_in.get(one, "")) for one in order)


def _beside(rows: Mapping[str, Counts], part: str, whole: str) -> dict[str, str]:
    """How each group's rate of a step stands beside the rest's; nothing of one with more on it than below, nor where
    the log does not tell the step: that is not nobody.
    """
    held = {
        level: (counts[part], counts[whole])
        for level, counts in rows.items()
        if part in counts and counts.get(whole, 0.0) > 0 and counts[part] <= counts[whole]
    }
    if len(held) < 2:
        return {}
    judged = compare_with_rest(list(held), [x for x, _ in held.values()], [n for _, n in held.values()])
    return {one.group: one.verdict for one in judged}


def quarters_of(store: Store, scope: Scope, council: Council) -> tuple[Quarter, ...]:
    """The ladder quarter by quarter, over all that is loaded, in order."""
    months = whole_in_all(store, ("contacts", "engagement")).months
    if months is None:
        return ()
    ever = replace(known_to_the_log(scope), period=None)
    contacts = query(store, "contacts", ("month",), ever, council=council).frame
    by_month = _add(_log(store, ever, "date_trunc('month', period)::date::varchar"))
    by_month = {month[:7]: steps for month, steps in by_month.items()}
    for month, number in zip(contacts["month"].astype(str), contacts["numerator"].astype(float), strict=True):
        by_month.setdefault(month, {})[CONTACTS] = number
    return tuple(
        Quarter(name, steps_of(_sum(by_month.get(f"{month:%Y-%m}", {}) for month in span.months())))
        for name, span in _quarters(months)
    )


def _quarters(months: Period) -> list[tuple[str, Period]]:
    """The whole quarters of a span, by name: '2026/27 Q1'."""
    starts = [month for month in months.months() if (month.month - 4) % 3 == 0]
    spans = [Period(start, add_months(start, 3)) for start in starts]
    return [
        (f"{name_year(financial_year(span.start))} Q{(span.start.month - 4) % 12 // 3 + 1}", span)
        for span in spans
        if span.end <= months.end
    ]


def _log(store: Store, scope: Scope, split: str) -> list[tuple[str, str, float]]:
    """The log's group, activity and people. Figures of which nobody can say the month are left out."""
    chosen = scope.predicate({name: name for name in BY}, time="period", requester=False)
    return store.tuples(
        f"select {split} as level, activity::varchar as activity, sum(people)::double as people from engagement "
        f"where {MONTH_KNOWN} and {chosen.sql} group by all order by all",
        chosen.values,
    )


def _add(rows: Iterable[tuple[str, str, float]]) -> dict[str, dict[str, float]]:
    """People by group and step."""
    found: dict[str, dict[str, float]] = {}
    for level, activity, people in rows:
        rung = rung_of(activity)
        steps = found.setdefault(level, {})
        steps[rung] = steps.get(rung, 0.0) + float(people)
    return found


def _sum(parts: Iterable[Counts]) -> dict[str, float]:
    total: dict[str, float] = {}
    for part in parts:
        for rung, people in part.items():
            total[rung] = total.get(rung, 0.0) + people
    return total


def left_out(store: Store, scope: Scope) -> float:
    """People in figures for a quarter or a year, of which nobody can say in which months they fall."""
    chosen = replace(scope, period=None).predicate({name: name for name in BY}, time=None, requester=False)
    ((people,),) = store.tuples(
        f"select sum(people)::double from engagement where not ({MONTH_KNOWN}) and {chosen.sql}", chosen.values
    )
    return float(people or 0.0)


def other_activities(store: Store, scope: Scope) -> tuple[str, ...]:
    """Activities of the log that stand on no step."""
    return tuple(dict.fromkeys(name for _, name, _ in _log(store, scope, "''") if rung_of(name) == OTHER))
