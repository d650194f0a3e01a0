"""Measures of the rota: hours on duty, in training, and of posts that nobody fills."""

from datetime import date

from cxdata.measures.model import Better, Measure, Unit

_OWN = "This dashboard's own definition"
_REVIEWED, _NEXT_REVIEW = date(2026, 11, 27), date(2027, 11, 30)
# A line of a rota by half-hours says no end; one that ends at an earlier hour than it begins ends on the next day.
_HOURS = "coalesce((date_diff('minute', interval_start, ends_at) + 1440) % 1440 / 60.0, 0.5)"

MEASURES = (
    Measure(
        id="hours_on_duty",
        title="Hours on duty",
        question="How many hours are people on duty for callers?",
        table="shifts",
        numerator=f"sum(staff * {_HOURS})",
        unit=Unit.COUNT,
        counted="hours of people on duty",
        formula="people on duty × hours, of each line of the rota; a line without an end is a half-hour",
        why="Waits are long where more ring than can be answered.",
        source=_OWN,
        reviewed_on=_REVIEWED,
        next_review=_NEXT_REVIEW,
        decimals=0,
        caveats=("Of the rota as it was planned or kept: the export says which.", "Breaks are in it."),
    ),
    Measure(
        id="training_share",
        title="Time in training or on other work",
        question="How much of the rota takes no calls?",
        table="shifts",
        numerator=f"sum(in_training * {_HOURS})",
        denominator=f"sum((staff + in_training) * {_HOURS})",
        unit=Unit.SHARE,
        counted="hours of people in training or on other work",
        base="hours of people on the rota",
        formula="hours in training ÷ hours on duty or in training",
        why="People who learn answer better later and nobody now.",
        source=_OWN,
        reviewed_on=_REVIEWED,
        next_review=_NEXT_REVIEW,
    ),
    Measure(
        id="vacant_share",
        title="Posts not filled",
        question="How many posts on the phones are empty?",
        table="shifts",
        numerator=f"sum(vacant * {_HOURS})",
        denominator=f"sum((staff + coalesce(in_training, 0) + vacant) * {_HOURS})",
        unit=Unit.SHARE,
        counted="hours of posts that nobody fills",
        base="hours of all posts on the rota",
        formula="hours not filled ÷ hours on duty, in training or not filled",
        why="A wait that comes of an empty post is cured by filling it.",
        source=_OWN,
        reviewed_on=_REVIEWED,
        next_review=_NEXT_REVIEW,
        better=Better.LOWER,
    ),
)
