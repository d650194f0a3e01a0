"""The annual report on complaints, under the headings that the Complaint Handling Code asks for (8.1)."""

from collections.abc import Iterator
from dataclasses import dataclass

from cxdata.analysis.complaints.open_now import Ask, said
from cxdata.contract import NOT_RECORDED
from cxdata.measures.query import Answer
from cxdata.measures.words import say_count, say_level, say_shown
from cxdata.scope import Scope
from cxdata.stats.disclosure.rules import HIDDEN

BY_HAND = "Not in the register: the council writes it"
PERFORMANCE = "Complaint handling performance"
REFUSED = "Types of complaints refused"
LEARNING = "Service improvements from learning"
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
_MOST = 8


@dataclass(frozen=True)
class Line:
    """One line of the report in words: the Code's heading, what is counted, its figure, and what it is of."""

    heading: str
    line: str
    figure: str
    of: str = ""


def code_report(ask: Ask, scope: Scope) -> tuple[Line, ...]:
    """The lines of the report for the scope, those that no register can fill among them."""
    lines = [Line("Self-assessment against the Code", BY_HAND, "")]
    lines += [_single(ask(measure, (), scope)) for measure in _FIGURES]
    for heading, measure, by in _SPLITS:
        lines += _split(heading, ask(measure, (by,), scope))
    lines += [
        Line("Findings of non-compliance with the Code", BY_HAND, ""),
        Line("The Ombudsman's annual letter", BY_HAND, ""),
        Line("Other reports of the Ombudsman", BY_HAND, ""),
    ]
    return tuple(lines)


def _single(answer: Answer) -> Line:
    measure = answer.measure
    if answer.empty:
        return Line(PERFORMANCE, measure.title, "no data")
    row = answer.frame.iloc[0]
    note = str(row["base_note"])
    value = f"{said(answer)}{f' ({note})' if note and not row['suppressed'] else ''}"
    hidden = bool(row["suppressed"])
    of = "" if measure.is_count else f"{HIDDEN if hidden else say_count(float(row['denominator']))} {measure.base}"
    return Line(PERFORMANCE, measure.title, value, of)


def _split(heading: str, answer: Answer) -> Iterator[Line]:
    """A line for each of the largest groups of a count, what is not recorded last; none where nothing is recorded."""
    dimension = answer.by[0]
    if answer.empty or set(answer.frame[dimension.id]) <= {NOT_RECORDED}:
        return
    frame = answer.frame.assign(unknown=answer.frame[dimension.id] == NOT_RECORDED)
    frame = frame.sort_values(["unknown", "value"], ascending=[True, False], kind="stable")
    for _, row in frame.head(_MOST).iterrows():
        name = f"{answer.measure.title}, {dimension.title.lower()}: {say_level(dimension, str(row[dimension.id]))}"
        yield Line(heading, name, say_shown(answer.measure, float(row["value"]), bool(row["suppressed"])))
