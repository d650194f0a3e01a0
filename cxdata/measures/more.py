"""Shares that are asked for by name only: for the search for hidden groups, and for nobody's headline."""

from cxdata.measures.model import Better, Interval, Measure, Unit

DAYS_ALLOWED = 10

MEASURES = (
    Measure(
        id="closed_over_limit",
        title=f"Took more than {DAYS_ALLOWED} days to close",
        question="Who waits longest?",
        table="contacts",
        numerator=f"sum(count) filter (where days_taken > {DAYS_ALLOWED})",
        denominator="sum(count) filter (where days_taken is not null)",
        unit=Unit.SHARE,
        counted=f"contacts closed after more than {DAYS_ALLOWED} days",
        base="contacts closed",
        formula=f"closed after more than {DAYS_ALLOWED} calendar days ÷ all closed",
        why="A middle value says nothing of those who wait longest.",
        better=Better.LOWER,
        interval=Interval.WILSON,
        caveats=("Contacts still open are left out, however long they have been.",),
    ),
    Measure(
        id="complaints_upheld",
        title="Complaints upheld",
        question="Where was the council at fault?",
        table="complaints",
        numerator="count(*) filter (where lower(outcome::varchar) in ('upheld', 'partly upheld'))",
        denominator="count(*) filter (where lower(outcome::varchar) in ('upheld', 'partly upheld', 'not upheld'))",
        unit=Unit.SHARE,
        counted="complaints upheld, in full or in part",
        base="complaints decided",
        formula="upheld or partly upheld ÷ (upheld, partly upheld or not upheld), each stage by itself",
        why="A complaint that is upheld is a fault the council has owned.",
        better=Better.LOWER,
        interval=Interval.WILSON,
        caveats=("Refused complaints and those not yet decided are left out.",),
    ),
)
