"""Measures of what is recorded of a contact: settled at once, avoidable, routine, and whether its case waits."""

from datetime import date

from cxdata.contract import NOT_RECORDED
from cxdata.measures.model import Better, Interval, Measure, Unit

_REVIEWED, _NEXT_REVIEW = date(2026, 11, 27), date(2027, 11, 30)
_ASSESSED = f"avoidable_reason <> '{NOT_RECORDED}'"
_UNAVOIDABLE = "regexp_matches(lower(avoidable_reason::varchar), 'not avoidable|unavoidable')"

MEASURES = (
    Measure(
        id="first_time",
        title="Settled the first time",
        question="Is it settled when people first get in touch?",
        table="contacts",
        numerator="sum(count) filter (where resolved_first_time)",
        denominator="sum(count) filter (where resolved_first_time is not null)",
        unit=Unit.SHARE,
        counted="contacts that staff say were settled there and then",
        base="contacts of which staff say it",
        whole="sum(count)",
        left_out="contacts: of the others nobody says whether they were settled",
        formula="settled at the first contact, as staff recorded it ÷ all of which staff recorded it",
        why="Who is settled the first time need not come back, and costs one contact.",
        source="First contact resolution, as contact centres count it from the desk's side",
        reviewed_on=_REVIEWED,
        next_review=_NEXT_REVIEW,
        better=Better.HIGHER,
        interval=Interval.WILSON,
        caveats=("Staff judge their own work: hold it against who came back.",),
    ),
    Measure(
        id="avoidable_share",
        title="Avoidable contact",
        question="How much contact should not have been needed?",
        table="contacts",
        numerator=f"sum(count) filter (where {_ASSESSED} and not {_UNAVOIDABLE})",
        denominator=f"sum(count) filter (where {_ASSESSED})",
        unit=Unit.SHARE,
        counted="contacts that staff say could have been avoided",
        base="contacts that staff looked at for it",
        whole="sum(count)",
        left_out="contacts: staff did not look at the others for it",
        formula="contacts with a reason why they could have been avoided ÷ all that staff looked at",
        why="An unclear letter, a call passed on, a promise without word: each makes a contact that nobody wanted.",
        source="A local measure in the style of NI14 (avoidable contact), which nobody keeps nationally since 2010",
        reviewed_on=_REVIEWED,
        next_review=_NEXT_REVIEW,
        better=Better.LOWER,
        interval=Interval.WILSON,
        caveats=(
            "It rests on what staff judge, and on the few contacts that they judged.",
            "A reason whose words say 'not avoidable' or 'unavoidable' counts as not avoidable.",
        ),
    ),
    Measure(
        id="routine_contacts",
        title="Routine contacts",
        question="Do fewer people need to ask for routine matters?",
        table="contacts",
        numerator="sum(count) filter (where complexity = 'routine')",
        unit=Unit.COUNT,
        counted="contacts about routine matters",
        formula="the number of contacts recorded as routine",
        why="If people find what they need by themselves, fewer have to ask for it.",
        source="This dashboard's own definition",
        reviewed_on=_REVIEWED,
        next_review=_NEXT_REVIEW,
        decimals=0,
        caveats=("Only contacts whose complexity is recorded can be counted.",),
    ),
    Measure(
        id="cases_open",
        title="Cases open",
        question="How many cases wait?",
        table="contacts",
        condition="days_open is not null",
        numerator="sum(count)",
        unit=Unit.COUNT,
        counted="cases that are not closed on the last day of their file",
        formula="the number of cases without a closing date, of files that record closing",
        why="Each is somebody who waits; how long says more than how many.",
        source="This dashboard's own definition",
        reviewed_on=_REVIEWED,
        next_review=_NEXT_REVIEW,
        decimals=0,
        caveats=(
            "As its file stood on its last day: what was closed since is not known.",
            "Of a file with neither a column for the day of closing nor a date promised nothing is counted, nor is a "
            "row that counts several, nor one whose outcome ends a case.",
        ),
    ),
)
