"""Measures of complaints: cases, the stages they went through, and what was found."""

from datetime import date

from cxdata.measures.model import Better, Interval, Measure, Unit

_OWN = "This dashboard's own definition"
_REVIEWED, _NEXT_REVIEW = date(2026, 11, 26), date(2027, 11, 30)
_RECOUNTED = date(2026, 11, 26)
# The first row of each case by its time, of two at one time that which was loaded first: in whatever order rows are
# stored. One layout's reference is not another's, and a row without a reference is a case of its own.
FIRST_OF_CASE = (
    "(complaint_id is null or complaints.rowid in ("
    "select arg_min(c.rowid, (c.received_at, file_id, c.row_number, c.stage)) from complaints c "
    "join files f using (file_id) where c.complaint_id is not null group by f.profile, c.complaint_id))"
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
            "A case that goes to a second stage is still one case. A row without a reference is a case of its own.",
        ),
        not_by=(("stage", "a case is counted once, whatever its stage; 'Complaints by stage' counts stages"),),
        version=2,
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
        numerator="sum(coalesce(count, 1)) filter (where lower(outcome::varchar) in ('upheld', 'partly upheld'))",
        denominator="sum(coalesce(count, 1)) filter "
        "(where lower(outcome::varchar) in ('upheld', 'partly upheld', 'not upheld'))",
        unit=Unit.SHARE,
        counted="complaints upheld, in full or in part",
        base="complaints decided",
        formula="upheld or partly upheld ÷ (upheld, partly upheld or not upheld), each stage by itself",
        why="A complaint that is upheld is a fault the council has owned.",
        source=_OWN,
        reviewed_on=_REVIEWED,
        next_review=_NEXT_REVIEW,
        better=Better.LOWER,
        interval=Interval.WILSON,
        caveats=("Refused complaints and those not yet decided are left out.",),
    ),
)
