"""Measures of complaints: cases, the stages they went through, and what was found."""

from datetime import date

from cxdata.contract.words.decisions import PARTLY, UPHELD, decision
from cxdata.contract.words.stages import same_reference
from cxdata.measures.model import Better, Interval, Measure, Unit
from cxdata.measures.registry.last_day import LAST_DAY

_OWN = "This dashboard's own definition"
_REVIEWED, _NEXT_REVIEW = date(2026, 11, 26), date(2027, 11, 30)
_RECOUNTED = date(2026, 11, 26)
_CODE = "Complaint Handling Code of the Local Government and Social Care Ombudsman, February 2024"
_STAGE = "coalesce(stage_number, 1)"
# One system's reference is not another's, and a row without a reference is a case of its own, unless it says that it
# is of a later stage: then the case was counted at the first.
_UNKNOWN = f"complaint_id is null and {_STAGE} = 1"
_ROWS_OF_CASE = "from complaints c join files f using (file_id) where c.complaint_id is not null"
_OF_CASE = f"group by f.system, {same_reference('c.complaint_id')}"
# The first row of each case by its time, of two at one time that which was loaded first: in whatever order rows are
# stored.
FIRST_OF_CASE = (
    f"({_UNKNOWN} or complaints.rowid in (select arg_min(c.rowid, (c.received_at, file_id, c.row_number, c.stage)) "
    f"{_ROWS_OF_CASE} {_OF_CASE}))"
)
_LATEST = "arg_max(c.rowid, (coalesce(c.stage_number, 1), c.received_at, file_id, c.row_number))"
_LAST_OF_CASE = f"({_UNKNOWN} or complaints.rowid in (select {_LATEST} {_ROWS_OF_CASE} {_OF_CASE}))"
_UPHELD = f"{decision('outcome')} in ('{UPHELD}', '{PARTLY}')"
_LAST_DECIDED = (
    f"({decision('outcome')} is not null and (complaint_id is null or complaints.rowid in "
    f"(select {_LATEST} {_ROWS_OF_CASE} and {decision('c.outcome')} is not null {_OF_CASE})))"
)
# Of a store that an earlier program wrote the clocks are not known: there the register's own dates are asked.
# A row without a reference waits by itself, whatever its stage: nobody can say which case has gone on.
_OPEN = (
    "(grain in ('moment', 'day') and coalesce(is_open, responded_at is null and outcome = 'Not recorded') "
    f"and (complaint_id is null or {_LAST_OF_CASE}))"
)
DUE = "(case when stage_number is null then coalesce(extended_to, stage_due_at)::date else reply_by end)"
"""The last day for the reply of a row; null where it has none."""
_ONE = "sum(coalesce(count, 1))"


def _count(name: str, title: str, question: str, condition: str, words: tuple[str, str, str]) -> Measure:
    """A count of stages or cases; `words` are what is counted, the formula and why it is looked at."""
    counted, formula, why = words
    return Measure(
        id=name,
        title=title,
        question=question,
        table="complaints",
        condition=condition,
        numerator=_ONE,
        unit=Unit.COUNT,
        counted=counted,
        formula=formula,
        why=why,
        source=_OWN,
        reviewed_on=_REVIEWED,
        next_review=_NEXT_REVIEW,
        decimals=0,
    )


def _in_time(name: str, title: str, question: str, column: str, condition: str, words: tuple[str, str, str]) -> Measure:
    """A share of stages whose clock is known that kept it; `words` are what is counted, its base and the formula."""
    counted, base, formula = words
    return Measure(
        id=name,
        title=title,
        question=question,
        table="complaints",
        condition=condition,
        numerator=f"{_ONE} filter (where {column})",
        denominator=f"{_ONE} filter (where {column} is not null)",
        unit=Unit.SHARE,
        counted=counted,
        base=base,
        formula=formula,
        why="The Code's own clock: working days, without the bank holidays of the nation in council.toml.",
        source=_CODE,
        reviewed_on=_REVIEWED,
        next_review=_NEXT_REVIEW,
        better=Better.HIGHER,
        interval=Interval.WILSON,
        caveats=(
            "One that is not done yet counts as missed once its day has passed, and not before. Refused complaints "
            "have no clock. What the Code leaves open is decided in docs/complaints.md.",
        ),
    )


MEASURES = (
    Measure(
        id="complaints",
        title="Complaints",
        question="How many complaints were made?",
        table="complaints",
        condition=FIRST_OF_CASE,
        numerator="sum(coalesce(count, 1))",
        unit=Unit.COUNT,
        counted="complaints, each case once, on the day it was first received",
        formula="the number of cases received",
        why="A rise can be a healthy sign: look at what is upheld.",
        source="This dashboard's own definition; the stages are those of the Complaint Handling Code of the Local "
        "Government and Social Care Ombudsman",
        reviewed_on=_REVIEWED,
        next_review=_NEXT_REVIEW,
        decimals=0,
        caveats=(
            "A case that goes to a second stage is still one case. A row without a reference is a case of its own, or "
            "as many as it counts; of a later stage it is none, for the case was counted at the first.",
        ),
        not_by=(("stage", "a case is counted once, whatever its stage; 'Complaints by stage' counts stages"),),
        version=3,
        changed_on=_RECOUNTED,
    ),
    Measure(
        id="complaint_stages",
        title="Complaints by stage",
        question="How many complaints were dealt with at each stage?",
        table="complaints",
        numerator="sum(coalesce(count, 1))",
        unit=Unit.COUNT,
        counted="stages of complaints",
        formula="the number of stages begun",
        why="A case that goes on to the next stage was not settled at the one before.",
        source=_OWN,
        reviewed_on=_REVIEWED,
        next_review=_NEXT_REVIEW,
        decimals=0,
        caveats=("A complaint that goes to a second stage counts once at each: for cases see Complaints.",),
    ),
    Measure(
        id="complaints_upheld",
        title="Complaints upheld",
        question="Where was the council at fault?",
        table="complaints",
        condition=_LAST_DECIDED,
        numerator=f"{_ONE} filter (where {_UPHELD})",
        denominator=_ONE,
        unit=Unit.SHARE,
        counted="complaints upheld, in full or in part",
        base="complaints decided",
        formula="upheld or partly upheld ÷ (upheld, partly upheld or not upheld), each case by its last decision",
        why="A complaint that is upheld is a fault the council has owned.",
        source=_OWN,
        reviewed_on=_REVIEWED,
        next_review=_NEXT_REVIEW,
        better=Better.LOWER,
        interval=Interval.WILSON,
        caveats=(
            "Refused complaints and those not yet decided are left out. A case stands on the day on which the stage of "
            "its last decision began.",
        ),
        version=2,
        changed_on=_RECOUNTED,
    ),
    _in_time(
        "complaints_acknowledged",
        "Complaints acknowledged in time",
        "Are complaints acknowledged within 5 working days?",
        "acknowledged_in_time",
        "true",
        (
            "stages acknowledged within 5 working days of receipt",
            "stages acknowledged, or whose 5 days have passed",
            "acknowledged (or answered) within 5 working days ÷ all whose 5 days have passed or that were acknowledged",
        ),
    ),
    _in_time(
        "stage_1_in_time",
        "Stage 1 answered in time",
        "Are complaints answered in time at stage 1?",
        "answered_in_time",
        f"{_STAGE} = 1",
        (
            "complaints answered at stage 1 within 10 working days of the acknowledgement, or by the date put off to",
            "complaints answered at stage 1, or overdue there",
            "answered within the time ÷ answered or overdue; put off by at most 10 working days more",
        ),
    ),
    _in_time(
        "stage_2_in_time",
        "Stage 2 answered in time",
        "Are complaints answered in time at stage 2?",
        "answered_in_time",
        f"{_STAGE} = 2",
        (
            "complaints answered at stage 2 within 20 working days of the acknowledgement, or by the date put off to",
            "complaints answered at stage 2, or overdue there",
            "answered within the time ÷ answered or overdue; put off by at most 20 working days more",
        ),
    ),
    Measure(
        id="complaints_open",
        title="Complaints open",
        question="How many complaints wait for their answer?",
        table="complaints",
        condition=_OPEN,
        numerator=_ONE,
        unit=Unit.COUNT,
        counted="complaints without a final reply, each case once, at the stage it has reached",
        formula="the number of cases without a reply at their latest stage, on the last day loaded",
        why="Each is somebody who waits.",
        source=_OWN,
        reviewed_on=_REVIEWED,
        next_review=_NEXT_REVIEW,
        decimals=0,
        caveats=("As the register stood on its last day: whatever was answered since is not known.",),
    ),
    Measure(
        id="complaints_overdue",
        title="Complaints overdue",
        question="How many complaints should have been answered by now?",
        table="complaints",
        condition=f"{_OPEN} and {DUE} < {LAST_DAY}",
        numerator=_ONE,
        unit=Unit.COUNT,
        counted="complaints open whose last day for the reply has passed, each case once",
        formula="the number of open cases whose last day for the reply was before the last day loaded",
        why="The Code's clock has run out on them.",
        source=_CODE,
        reviewed_on=_REVIEWED,
        next_review=_NEXT_REVIEW,
        better=Better.LOWER,
        decimals=0,
        caveats=("One that is due on the very last day is not overdue. A case with the Ombudsman has no such clock.",),
    ),
    _count(
        "complaints_found_upheld",
        "Upheld complaints",
        "What was the council at fault for?",
        f"{_LAST_DECIDED} and {_UPHELD}",
        (
            "complaints upheld, in full or in part, each case once, by its last decision",
            "the number of cases upheld or partly upheld",
            "What went wrong here is the council's own to mend.",
        ),
    ),
    _count(
        "complaints_put_off",
        "Replies put off",
        "How often is a reply put off?",
        "(extended_to is not null or extension_reason <> 'Not recorded')",
        (
            "stages whose reply was put off",
            "the number of stages with a new date or a reason for one",
            "The Code allows it with a good reason, told to whoever complains, and once.",
        ),
    ),
    _count(
        "complaints_refused",
        "Complaints refused",
        "How many complaints were not taken as such?",
        "coalesce(is_refused, lower(outcome::varchar) = 'refused')",
        (
            "stages refused",
            "the number of stages that were not taken as a complaint",
            "The Code asks for the types of complaints refused.",
        ),
    ),
    _count(
        "complaints_reopened",
        "Complaints opened again",
        "How many complaints had to be opened again?",
        "reopened_at is not null",
        (
            "stages opened again",
            "the number of stages with a date on which they were opened again",
            "What has to be opened again was not settled.",
        ),
    ),
    Measure(
        id="complaints_per_1000_contacts",
        title="Complaints per 1,000 contacts",
        question="How many complaints come of the contacts there are?",
        table="complaints",
        condition=FIRST_OF_CASE,
        numerator=_ONE,
        denominator="sum(count)",
        denominator_table="contacts",
        unit=Unit.RATIO,
        scale=1000.0,
        counted="complaints, each case once, on the day it was first received",
        base="contacts",
        formula="1,000 × cases ÷ contacts of the same time, service, ward or provider",
        why="A busy service has more complaints: this is how many for the work it does.",
        source=_OWN,
        reviewed_on=_REVIEWED,
        next_review=_NEXT_REVIEW,
        interval=Interval.BYAR,
        decimals=1,
        caveats=("Complaints and contacts come from two systems: a service must have one name in both.",),
    ),
)
