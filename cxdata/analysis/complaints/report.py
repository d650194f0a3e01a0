"""The annual report on complaints, under the headings that the Complaint Handling Code asks for (8.1)."""

from collections.abc import Iterator
from dataclasses import dataclass

from cxdata.analysis.complaints.open_now import Ask, figure, said
from cxdata.contract import NOT_RECORDED
from cxdata.contract.words.stages import STAGE_NAMES
from cxdata.measures.query import Answer
from cxdata.measures.words import say_count, say_level, say_value
from cxdata.scope import Scope

BY_HAND = "Not in the register: the council writes it"
PERFORMANCE = "Complaint handling performance"
REFUSED = "Types of complaints refused"
LEARNING = "Service improvements from learning"
NON_COMPLIANCE = "Findings of non-compliance with the Code"
OMBUDSMAN = "The Ombudsman's annual letter"
_FIGURES = (
    "complaints",
    "complaint_stages",
    "complaints_acknowledged",
    "stage_1_in_time",
    "stage_2_in_time",
    "complaints_upheld",
    "complaints_put_off",
    "complaints_reopened",
    "complaints_per_1000_contacts",
)
_SPLITS = (
    (PERFORMANCE, "complaint_stages", "stage"),
    (PERFORMANCE, "complaint_stages", "acknowledged_by"),
    (PERFORMANCE, "complaints_put_off", "extension_reason"),
    (REFUSED, "complaints_refused", "refusal_reason"),
    (LEARNING, "complaints_found_upheld", "cause"),
    (LEARNING, "complaints_found_upheld", "remedy"),
    (LEARNING, "complaints_found_upheld", "learning"),
)
_LATE = {
    "complaints_acknowledged": "Acknowledged late, or not at all",
    "stage_1_in_time": "Stage 1 answered late, or overdue",
    "stage_2_in_time": "Stage 2 answered late, or overdue",
}
_MOST = 8


@dataclass(frozen=True)
class Line:
    """One line of the report in words: the Code's heading, what is counted, its figure, and what it is of."""

    heading: str
    line: str
    figure: str
    of: str = ""


_HEADINGS = (
    "Self-assessment against the Code",
    PERFORMANCE,
    REFUSED,
    LEARNING,
    NON_COMPLIANCE,
    OMBUDSMAN,
    "Other reports of the Ombudsman",
)
"""The Code's headings, in its order."""


def code_report(ask: Ask, scope: Scope) -> tuple[Line, ...]:
    """The lines of the report for the scope, those that no register can fill among them."""
    lines = [Line("Self-assessment against the Code", BY_HAND, "")]
    lines += [_single(ask(measure, (), scope)) for measure in _FIGURES]
    for heading, measure, by in _SPLITS:
        if heading == REFUSED:
            lines += _refused(ask(measure, (), scope))
        lines += _split(heading, ask(measure, (by,), scope))
    lines += [_late(ask(measure, (), scope), said) for measure, said in _LATE.items()]
    lines += _with_ombudsman(ask("complaint_stages", ("stage",), scope), ask("complaints_upheld", ("stage",), scope))
    # What the Ombudsman found and wrote stands in letters, which no register holds.
    lines += [
        Line(NON_COMPLIANCE, "What the Ombudsman found: the council writes it", ""),
        Line(OMBUDSMAN, "The letter itself: the council writes it", ""),
        Line("Other reports of the Ombudsman", BY_HAND, ""),
    ]
    return tuple(sorted(lines, key=lambda line: _HEADINGS.index(line.heading)))


def _single(answer: Answer) -> Line:
    measure = answer.measure
    if answer.empty:
        return Line(PERFORMANCE, measure.title, "no data")
    row = answer.frame.iloc[0]
    note = str(row["base_note"])
    value = f"{said(answer)}{f' ({note})' if note else ''}"
    of = "" if measure.is_count else _many(float(row["denominator"]), str(measure.base))
    return Line(PERFORMANCE, measure.title, value, of)


def _late(answer: Answer, said_of: str) -> Line:
    """How many of those whose clock is known did not keep it: what the register itself shows against the Code."""
    if answer.empty:
        return Line(NON_COMPLIANCE, said_of, "no data")
    row = answer.frame.iloc[0]
    late, base = float(row["denominator"]) - float(row["numerator"]), float(row["denominator"])
    return Line(NON_COMPLIANCE, said_of, say_count(late), _many(base, str(answer.measure.base)))


def _many(number: float, base: str) -> str:
    """'22 stages acknowledged, or whose 5 days have passed', '1 complaint decided'."""
    first, _, rest = base.partition(" ")
    return f"{say_count(number)} {first.removesuffix('s') if number == 1 else first}{rest and f' {rest}'}"


def _refused(answer: Answer) -> Iterator[Line]:
    """How many were refused, whether or not the register says why."""
    if not answer.empty and figure(answer):
        yield Line(REFUSED, answer.measure.title, said(answer))


def _with_ombudsman(stages: Answer, upheld: Answer) -> Iterator[Line]:
    """How many cases went to the Ombudsman, and how those decided there were; none where none is in the register."""
    for answer, said_of in ((stages, "Complaints with the Ombudsman"), (upheld, "Upheld by the Ombudsman")):
        rows = answer.frame[answer.frame["stage"] == STAGE_NAMES[-1]] if not answer.empty else answer.frame
        for _, row in rows.iterrows():
            of = "" if answer.measure.is_count else f"{say_count(float(row['denominator']))} decided there"
            yield Line(OMBUDSMAN, said_of, say_count(float(row["numerator"])), of)


def _split(heading: str, answer: Answer) -> Iterator[Line]:
    """A line for each of the largest groups of a count, what is not recorded last; where nothing is recorded, so."""
    dimension = answer.by[0]
    if answer.empty or set(answer.frame[dimension.id]) <= {NOT_RECORDED}:
        if heading != PERFORMANCE:
            yield Line(heading, f"{answer.measure.title}, {dimension.title.lower()}: not in the register", "")
        return
    frame = answer.frame.assign(unknown=answer.frame[dimension.id] == NOT_RECORDED)
    frame = frame.sort_values(["unknown", "value"], ascending=[True, False], kind="stable")
    for _, row in frame.head(_MOST).iterrows():
        name = f"{answer.measure.title}, {dimension.title.lower()}: {say_level(dimension, str(row[dimension.id]))}"
        yield Line(heading, name, say_value(answer.measure, float(row["value"])))
