"""How far the panel's survey answers move when they are weighted to the residents.

A member's answers are known where the panel's reference is that of the survey: both are stored as the same keyed code.
Where none are, answers that say they came by the panel are taken, by what they tell of themselves.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cxdata.analysis.panel.bands import CHARACTERISTICS
from cxdata.analysis.panel.compare import Compared
from cxdata.analysis.result import Result, say_list, say_many
from cxdata.council import Council
from cxdata.measures import find_measure
from cxdata.measures.query import query
from cxdata.measures.statement import narrowed
from cxdata.scope import Scope
from cxdata.stats.basics.proportions import VERY_SMALL, weighted_share
from cxdata.stats.survey.raking import Raked, rake
from cxdata.store import Store

QUESTIONS = ("satisfied", "dissatisfied", "easy", "got_outcome")
BY_REFERENCE = "Answers of members, known by their reference in the survey."
BY_WORD = "Answers that say they came by the panel: no member’s reference stands in the survey."
NONE = (
    "No survey answer is known to be a panel member’s: the survey and the panel’s file would have to name people by "
    "the same reference, or the survey say in “invited by” that the panel was asked."
)
FEW = f"Fewer than {VERY_SMALL} answers: nothing is weighted."
NONE_HERE = "There is none in what is chosen."
_TOLD_BY_ANSWERS = ("age_band", "disability", "ward")
_PANEL = "lower(invited_how::varchar) like '%panel%'"
_LEVELS = ", ".join(f"{what.column} as m_{what.column}" for what in CHARACTERISTICS)
_BY = ", ".join(f"m_{what.column}::varchar as m_{what.column}" for what in CHARACTERISTICS)
Rows = list[tuple[tuple[str, ...], int, int]]
Targets = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Weighted(Result):
    """One question: shares as answered and weighted, of 1, with their ranges; Kish's effective base and design effect.

    `by` are the characteristics that the answers were weighted by, `notes` what must be said beside them. Without
    weights, `weighted` is the share as it is.
    """

    measure: str
    title: str
    answers: int
    share: float
    lower: float
    upper: float
    weighted: float
    weighted_lower: float
    weighted_upper: float
    effective_base: float
    design_effect: float
    by: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def moved(self) -> float:
        """How far the share moves when weighted, of 1."""
        return self.weighted - self.share


@dataclass(frozen=True)
class Answers(Result):
    """What the panel's answers say, with their scope and files; `how` tells how they are known, or why none are."""

    how: str
    questions: tuple[Weighted, ...]
    scope: str = ""
    sources: tuple[str, ...] = ()


def answers_of(store: Store, scope: Scope, council: Council, rows: Sequence[Compared]) -> Answers:
    """The answers of the scope, weighted by every characteristic that can be compared. How they are known is of all
    that are loaded, whatever the scope. Raises CxError as `Store`.
    """
    for how, ask, columns in (
        (BY_REFERENCE, _of_members, [what.column for what in CHARACTERISTICS]),
        (BY_WORD, _of_the_panel, list(_TOLD_BY_ANSWERS)),
    ):
        counted = {name: ask(store, scope, council, name) for name in QUESTIONS}
        if not any(counted.values()) and not any(ask(store, Scope(), council, name) for name in QUESTIONS):
            continue
        known = [row for row in rows if row.column in columns and not row.why_not]
        enough = {name: found for name, found in counted.items() if sum(n for _, n, _ in found) >= VERY_SMALL}
        questions = tuple(_weigh(name, found, columns, known) for name, found in enough.items())
        of = query(store, QUESTIONS[0], (), scope, council=council)
        few = "" if questions else f" {FEW if any(counted.values()) else NONE_HERE}"
        return Answers(f"{how}{few}", questions, of.sentence, of.sources)
    return Answers(NONE, ())


def _of_members(store: Store, scope: Scope, council: Council, name: str) -> Rows:
    measure = find_measure(name)
    chosen = narrowed(measure, scope, council)
    found = store.tuples(
        f"with members as (select member_key, {_LEVELS} from panel) "
        f"select {_BY}, {measure.denominator} as answers, {measure.numerator} as hits "
        f"from responses join members on customer_key = member_key where {chosen.sql} and {measure.condition} "
        "group by all order by all",
        chosen.values,
    )
    return _counted(found)


def _of_the_panel(store: Store, scope: Scope, council: Council, name: str) -> Rows:
    measure = find_measure(name)
    chosen = narrowed(measure, scope, council)
    told = ", ".join(f"{column}::varchar as m_{column}" for column in _TOLD_BY_ANSWERS)
    found = store.tuples(
        f"select {told}, {measure.denominator} as answers, {measure.numerator} as hits from responses "
        f"where {_PANEL} and {chosen.sql} and {measure.condition} group by all order by all",
        chosen.values,
    )
    return _counted(found)


def _counted(found: list[tuple[object, ...]]) -> Rows:
    return [(tuple(map(str, row[:-2])), int(str(row[-2] or 0)), int(str(row[-1] or 0))) for row in found if row[-2]]


def _weigh(name: str, found: Rows, columns: Sequence[str], known: Sequence[Compared]) -> Weighted:
    place = {column: number for number, column in enumerate(columns)}
    levels = [cells for cells, answers, _ in found for _ in range(answers)]
    hits = [number < yes for _, answers, yes in found for number in range(answers)]
    margins = {row.title.lower(): [_band(row, cells[place[row.column]]) for cells in levels] for row in known}
    targets = {row.title.lower(): {band.name: band.residents for band in row.members.bands} for row in known}
    raked, by, notes = _rake(margins, targets)
    share, limits, _ = weighted_share(hits, [1.0] * len(hits))
    moved, moved_limits, base = weighted_share(hits, raked.weights if raked else [1.0] * len(hits))
    return Weighted(
        measure=name,
        title=find_measure(name).title,
        answers=len(hits),
        share=share,
        lower=float(limits.lower),
        upper=float(limits.upper),
        weighted=moved,
        weighted_lower=float(moved_limits.lower),
        weighted_upper=float(moved_limits.upper),
        effective_base=base,
        design_effect=raked.design_effect if raked else 1.0,
        by=by,
        notes=tuple(notes),
    )


def _band(row: Compared, level: str) -> str:
    return row.common.of_panel.get(level, level)


def _rake(margins: Mapping[str, Sequence[str]], targets: Targets) -> tuple[Raked | None, tuple[str, ...], list[str]]:
    """Weights by as many characteristics as can be met at once, the first before the later; which those are, and what
    is said of the others. None where there are no weights.
    """
    used, notes = list[str](), list[str]()
    for name, shares in targets.items():
        silent = [band for band in shares if band not in set(margins[name])]
        if silent:
            notes.append(f"Not weighted by {name}: nobody of {say_list(silent, most=3)} answered.")
        else:
            used.append(name)
    while used:
        raked = rake({name: margins[name] for name in used}, {name: targets[name] for name in used})
        if raked.weighted:
            return raked, tuple(used), [*notes, *raked.notes]
        last = used.pop()
        notes.append(f"Not weighted by {last}: with it the residents’ shares cannot all be met by these answers.")
    return None, (), [*notes, "The figures are unweighted."]


def say_moved(one: Weighted) -> str:
    """'Weighted to the residents, satisfied is 91%, not 93%, of 214 answers that count as 120.'"""
    if not one.by:
        return f"{one.title} is {one.share:.0%} of {say_many(one.answers, 'answer')}; they could not be weighted."
    if round(100 * one.share) == round(100 * one.weighted):
        head = f"Weighted to the residents, {one.title.lower()} stays at {one.share:.0%}"
    else:
        head = f"Weighted to the residents, {one.title.lower()} is {one.weighted:.0%}, not {one.share:.0%}"
    return f"{head}, of {say_many(one.answers, 'answer')} that count as {one.effective_base:,.0f}."
